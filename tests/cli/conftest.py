"""Workspaces for the command line, and the command itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from strategylinks.cli.main import app

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
REPORT = "tuusula-2021-q3"
CATALOGUE = f"""
[[municipality]]
id = "tuusula"
name = "Tuusula"

[[plan]]
id = "tuusula-2021"
municipality = "tuusula"
title = "Tuusulan kunnan strategia 2021"

[[report]]
id = "{REPORT}"
file = "{REPORT}.txt"
plan = "tuusula-2021"
title = "Tavoitteiden ja toimenpiteiden seuranta 1–9/2021"
is_extract = true
"""

Command = Callable[..., Result]


@pytest.fixture(autouse=True)
def _own_cache_and_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests away from the user's cache, and start them in a folder that is no workspace."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.delenv("STRATEGYLINKS_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))


@pytest.fixture(scope="session")
def cli() -> Command:
    """Give the command line: its exit code, standard output and standard error."""
    runner = CliRunner()

    def command(*arguments: object, **options: object) -> Result:
        return runner.invoke(app, [str(argument) for argument in arguments], **options)

    return command


@pytest.fixture(scope="session")
def _five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("five")
    shutil.copytree(DATA, folder / "data")
    return folder


@pytest.fixture(scope="session")
def summary_of_build(_five: Path, cli: Command) -> str:
    """Give what the build of the five real reports prints."""
    built = cli("build", "--workspace", _five)
    assert built.exit_code == 0, built.stderr
    return built.stdout


@pytest.fixture(scope="session")
def five(_five: Path, summary_of_build: str) -> Path:
    """Give a workspace of the five real reports, built. Not to be changed."""
    assert summary_of_build
    return _five


@pytest.fixture(scope="session")
def _one_built(tmp_path_factory: pytest.TempPathFactory, cli: Command) -> Path:
    folder = tmp_path_factory.mktemp("one")
    make_one(folder)
    built = cli("build", "--workspace", folder)
    assert built.exit_code == 0, built.stderr
    return folder


@pytest.fixture
def one(_one_built: Path, tmp_path: Path) -> Iterator[Path]:
    """Give a workspace of one real report, built, for the test to change as it likes."""
    return shutil.copytree(_one_built, tmp_path / "one")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """Give a workspace of one real report that was never built."""
    return make_one(tmp_path / "unbuilt")


def make_one(folder: Path) -> Path:
    """Make a workspace of one real report."""
    data = folder / "data"
    shutil.copytree(DATA / "layouts", data / "layouts")
    (data / "reports").mkdir()
    shutil.copyfile(DATA / "reports" / f"{REPORT}.txt", data / "reports" / f"{REPORT}.txt")
    (data / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (data / "organisation.toml").write_text("", encoding="utf-8")
    (data / "corrections.toml").write_text("", encoding="utf-8")
    return folder
