"""The questions about sources, certainty and versions, and the reviewed contributions to the UN goals."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from strategylinks import __version__
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import WorkspaceError
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import new_graph
from strategylinks.graph.subjects import write_subjects
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Evidence
from strategylinks.querying.asking import ask
from strategylinks.subjects import Subject, read_subjects
from strategylinks.workspace import Workspace

ENTRY = """
[[subject]]
report = "lahti-2017-h1"
element = "C5"
sdg = [13]
lines = [150, 150]
quote = "hiilineutraalista"
"""


def test_every_fact_about_an_action_shows_its_line_and_words(engine: EmbeddedEngine) -> None:
    table = ask("sources-of-element", engine, element="lahti-2017-h1/Lukioiden kulttuuriohjelma")
    found = {(row["fact"], row["quote"]) for row in table}
    assert {
        ("Action", "Lukioiden kulttuuriohjelma"),
        ("Indicator", "Osallistujamäärät"),
        ("ProgressNote", "Ohjelma on käynnissä."),
        ("StatusAssessment", "Ei tietoa"),
    } <= found
    assert {(row["first"], row["last"]) for row in table} == {(54, 54)}


def test_uncertain_facts_say_why(engine: EmbeddedEngine) -> None:
    table = ask("uncertain-facts", engine, report="lahti-2022-h1-vitality")
    statuses = [row for row in table if row["fact"] == "StatusAssessment"]
    assert len(statuses) == 15
    assert all("inferred" in str(row["doubt"]) for row in statuses)
    assert all(float(str(row["confidence"])) < 1 for row in table)
    assert len(ask("uncertain-facts", engine, report="lahti-2017-h1")) == 0


def test_the_limit_of_uncertainty_can_be_set(engine: EmbeddedEngine) -> None:
    below = ask("uncertain-facts", engine, below=0.8).column("confidence")
    assert all(float(str(confidence)) < 0.8 for confidence in below)
    assert len(below) < len(ask("uncertain-facts", engine))


def test_skipped_lines_say_why(engine: EmbeddedEngine) -> None:
    table = ask("skipped-lines", engine, report="tuusula-2021-q3")
    assert [(row["first"], row["lines"], row["reason"]) for row in table] == [
        (3, 1, "page heading"),
        (5, 1, "introduction to the status scale"),
        (13, 1, "column headings"),
    ]


def test_completeness_counts_lines_and_elements(
    engine: EmbeddedEngine, reports: Mapping[str, MonitoringReport]
) -> None:
    table = ask("completeness", engine)
    assert {row["report"]: row["lines"] for row in table} == {
        report.entry.id: report.line_count for report in reports.values()
    }
    assert {row["report"]: row["elements"] for row in table} == {
        report.entry.id: len(report.elements) for report in reports.values()
    }
    assert next(row["skipped"] for row in table if row["report"] == "tuusula-2021-q3") == 3


def test_versions_give_the_day_the_checksum_and_the_program(engine: EmbeddedEngine, workspace: Workspace) -> None:
    (row,) = ask("versions", engine, report="lahti-2022-h1-vitality")
    content = (workspace.reports / "lahti-2022-h1-vitality.txt").read_bytes()
    assert row["checksum"] == hashlib.sha256(content).hexdigest()
    assert (row["period_start"], row["as_of"]) == ("2022-01-01", "2022-06-30")
    assert (row["version"], row["bytes"]) == (f"strategylinks {__version__}", len(content))


def test_contributions_to_climate_action(engine: EmbeddedEngine) -> None:
    table = ask("contributions-to-sdg", engine, sdg=13)
    assert [(row["report"], row["code"], row["first"]) for row in table] == [
        ("lahti-2017-h1", "C5", 150),
        ("lahti-2022-h1-vitality", "1", 617),
        ("lahti-2024-q4-vitality", "1", 703),
        ("lahti-2024-q4-vitality", None, 705),
    ]
    assert set(table.column("goal")) == {"http://metadata.un.org/sdg/13"}
    of_2017 = ask("contributions-to-sdg", engine, sdg=13, report=2017)
    assert of_2017.rows == [row for row in table if row["report"] == "lahti-2017-h1"]
    assert len(ask("contributions-to-sdg", engine, sdg=13, municipality="Tuusula")) == 0


def test_what_only_might_contribute_is_not_claimed(engine: EmbeddedEngine) -> None:
    assert len(ask("contributions-to-sdg", engine, sdg=16)) == 0
    assert "D1" not in ask("contributions-to-sdg", engine).column("code")


def test_a_workspace_without_the_file_claims_nothing(tmp_path: Path) -> None:
    assert read_subjects(tmp_path / "subjects.toml", {"lahti-2017-h1"}) == []


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (("sdg = [13]", "sdg = [18]"), "no sustainable development goal"),
        (("lahti-2017-h1", "lahti-1917-h1"), "no report"),
        (('element = "C5"\n', ""), "'element'"),
    ],
)
def test_a_slip_in_the_file_is_refused(tmp_path: Path, slip: tuple[str, str], said: str) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text(ENTRY.replace(*slip), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=said):
        read_subjects(path, {"lahti-2017-h1"})


@pytest.mark.parametrize(("element", "quote"), [("C99", "hiilineutraalista"), ("C5", "ydinvoimasta")])
def test_an_element_or_words_that_are_gone_are_refused(
    reports: Mapping[str, MonitoringReport], element: str, quote: str
) -> None:
    subject = Subject(element, (13,), Evidence("lahti-2017-h1", 150, 150, quote))
    with pytest.raises(WorkspaceError, match=r"data/subjects\.toml|names 0 elements|do not stand"):
        write_subjects(new_graph(), [subject], reports["lahti-2017-h1"], Iris())
