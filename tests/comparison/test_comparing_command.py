"""The command: what it shows, what it writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner, Result

from strategylinks.cli import comparing
from strategylinks.cli.app import Commands
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.workspace import Workspace


class Command:
    """Run the command on the five real reports in memory."""

    def __init__(self) -> None:
        self.app = typer.Typer(cls=Commands)
        self.app.callback()(lambda: None)
        comparing.register(self.app)

    def __call__(self, *arguments: object) -> Result:
        return CliRunner().invoke(self.app, ["compare", *map(str, arguments)], env={"COLUMNS": "120"})


@pytest.fixture
def command(engine: EmbeddedEngine, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Command:
    session = SimpleNamespace(engine=lambda: engine, workspace=workspace)
    monkeypatch.setattr(comparing, "open_session", lambda *_: session)
    return Command()


def test_it_says_scope_and_review_before_any_number(command: Command) -> None:
    shown = command("lahti-2021", "lahti-2022", "--language", "fi").stdout
    assert shown.index("Kattavuus") < shown.index("Tarkastanut") < shown.index("Mitä strategiasta tuli")


def test_a_section_is_shown_with_the_rows_behind_it(command: Command) -> None:
    shown = command("lahti-2021", "lahti-2022", "--section", "structure").stdout
    assert "4 earlier: lahti-2021-education:" in shown
    assert "What became of the strategy" not in shown


def test_the_name_of_the_file_tells_the_format(command: Command, tmp_path: Path) -> None:
    for suffix, begins in (("html", b"<!doctype html>"), ("md", b"# "), ("xlsx", b"PK"), ("json", b"{")):
        to = tmp_path / f"comparison.{suffix}"
        assert command("lahti-2021", "lahti-2022", "-o", to).exit_code == 0
        assert to.read_bytes().startswith(begins)


def test_all_compares_the_chain_and_its_ends(command: Command, tmp_path: Path) -> None:
    to = tmp_path / "all.json"
    assert command("--all", "-o", to).exit_code == 0
    data = json.loads(to.read_text(encoding="utf-8"))
    assert [one["earlier"]["report"][6:10] for one in data["comparisons"]] == ["2017", "2021", "2022", "2017"]


def test_the_chain_of_all_reports_is_shown(command: Command) -> None:
    shown = command("--all", "--section", "chain")
    assert shown.exit_code == 0
    assert "returned" in shown.stdout
    assert "lahti-2022-h1-vitality" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2017",), "see 'strategylinks reports'"),
        (("2017", "2024", "--all"), "with --all alone"),
        (("2017", "2024", "--section", "nothing"), "no section"),
        (("2017", "2024", "--section", "chain"), "--all"),
        (("2017", "2024", "--section", "outcomes", "-o", "comparison.html"), "all sections"),
        (("2017", "2024", "-o", "comparison.pdf"), "format"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(command: Command, arguments: tuple[str, ...], message: str) -> None:
    refused = command(*arguments)
    assert refused.exit_code == 2
    assert message in refused.stderr
