"""The flat table of elements: the fields that were promised, and in them what was read, by way of the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from strategylinks.graph.iris import Iris
from strategylinks.model import Element, ElementKind, Fact, MonitoringReport, StatusSource
from strategylinks.views.elements import FIELDS

REPORTS = (
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
)
PROMISED = [
    "iri",
    "report",
    "kind",
    "code",
    "name",
    "programme",
    "goal",
    "flagship",
    "units",
    "indicators",
    "targets",
    "risks",
    "progress",
    "progress_by_unit",
    "status",
    "status_source",
    "responsible",
    "confidence",
    "lines",
]
SOURCES = {
    StatusSource.STATED: "stated",
    StatusSource.INFERRED: "inferred from the deviation list",
}


def test_records_have_exactly_the_promised_fields_in_order(records: list[dict[str, Any]]) -> None:
    assert list(FIELDS) == PROMISED
    assert {tuple(record) for record in records} == {tuple(PROMISED)}


def test_every_element_of_every_report_has_one_record(
    records: list[dict[str, Any]], reports: Mapping[str, MonitoringReport]
) -> None:
    assert Counter((record["report"], record["kind"]) for record in records) == Counter(
        (name, element.kind.value) for name, report in reports.items() for element in report.elements
    )
    assert len({(record["report"], record["iri"]) for record in records}) == len(records)


def test_counts_of_actions_are_those_of_the_documents(records: list[dict[str, Any]]) -> None:
    actions = Counter(record["report"] for record in records if record["kind"] == "action")
    assert actions == {
        "lahti-2017-h1": 83,
        "lahti-2021-education": 13,
        "lahti-2022-h1-vitality": 35,
        "lahti-2024-q4-vitality": 22,
        "tuusula-2021-q3": 39,
    }


def test_records_stand_by_report_and_in_the_order_of_the_document(records: list[dict[str, Any]]) -> None:
    places = [(record["report"], *record["lines"]) for record in records]
    assert places == sorted(places)


def facts(report: MonitoringReport, element: Element) -> Iterator[Fact]:
    yield element
    yield from (*element.responsibilities, *element.indicators, *element.levels, *element.progress_by_unit)
    yield from filter(None, (element.risk, element.progress, element.status))
    yield from (fact for fact in (*report.references, *report.totals, *report.notes) if fact.element == element.key)
    yield from (note for note in report.deviations if (note.element or note.parent) == element.key)


def above(report: MonitoringReport, element: Element, kind: ElementKind) -> str | None:
    elements = {other.key: other for other in report.elements}
    key = element.parent
    while key is not None and elements[key].kind is not kind:
        key = elements[key].parent
    if key is None:
        return None
    return elements[key].name if kind is ElementKind.FLAGSHIP else elements[key].code or elements[key].name


def expected(report: MonitoringReport, element: Element) -> dict[str, Any]:
    posts = [answer.as_written for answer in element.responsibilities if answer.is_post]
    return {
        "iri": str(Iris().element(report.entry.plan, element.key)),
        "report": report.entry.id,
        "kind": element.kind.value,
        "code": element.code or None,
        "name": element.name,
        "programme": above(report, element, ElementKind.PROGRAMME),
        "goal": above(report, element, ElementKind.GOAL),
        "flagship": above(report, element, ElementKind.FLAGSHIP),
        "units": [answer.holder for answer in element.responsibilities if not answer.is_post],
        "indicators": [indicator.name for indicator in element.indicators],
        "targets": [
            {"indicator": levels.indicator, "baseline": levels.baseline, "target": levels.target}
            for levels in element.levels
        ],
        "risks": element.risk.text if element.risk else None,
        "progress": element.progress.text if element.progress else None,
        "progress_by_unit": {str(note.unit): note.text for note in element.progress_by_unit},
        "status": element.status.as_written if element.status else None,
        "status_source": SOURCES[element.status.source] if element.status else "not in the document",
        "responsible": posts[-1] if posts else None,
        "confidence": round(min(fact.certainty.confidence for fact in facts(report, element)), 2),
        "lines": [element.first, element.last],
    }


@pytest.mark.parametrize("name", REPORTS)
def test_records_from_the_store_say_what_was_read(
    records: list[dict[str, Any]], reports: Mapping[str, MonitoringReport], name: str
) -> None:
    report = reports[name]
    wanted = {str(Iris().element(report.entry.plan, element.key)): element for element in report.elements}
    for record in (record for record in records if record["report"] == name):
        assert record == expected(report, wanted[record["iri"]])


def one(records: list[dict[str, Any]], report: str, line: int) -> dict[str, Any]:
    (found,) = [r for r in records if r["report"] == report and r["lines"][0] == line and r["kind"] == "action"]
    return found


def test_a_row_of_the_programme_table_is_whole(records: list[dict[str, Any]]) -> None:
    row = one(records, "lahti-2017-h1", 91)
    assert {field: row[field] for field in ("programme", "goal", "units", "status", "status_source", "confidence")} == {
        "programme": "B",
        "goal": "B3",
        "units": ["KYMP"],
        "status": "Toteutuu",
        "status_source": "stated",
        "confidence": 1.0,
    }
    assert row["name"].startswith("Toteutetaan ikäihmisten hyvinvointisuunnitelman 2015–2020 tavoitteita")
    assert row["targets"][0]["baseline"] is None
    assert row["targets"][0]["target"] == "vähintään 5 hissiavustusta tai hissiä/vuosi"
    assert row["progress"].startswith("ARAssa on käsittelyssä muutama hissiavustushakemus")


def test_a_reviewed_division_of_levels_is_taken(records: list[dict[str, Any]]) -> None:
    row = one(records, "lahti-2017-h1", 57)
    assert row["indicators"] == ["Osallistujamäärät", "Tapahtumamäärät"]
    assert row["targets"] == [
        {"indicator": "Tapahtumamäärät", "baseline": None, "target": "500 tapahtumaa"},
        {"indicator": "Osallistujamäärät", "baseline": None, "target": "12 500 osallistujaa"},
    ]


def test_statuses_that_a_document_has_lost_are_never_made_up(records: list[dict[str, Any]]) -> None:
    for report in ("lahti-2021-education", "lahti-2024-q4-vitality"):
        actions = [record for record in records if record["report"] == report and record["kind"] == "action"]
        assert {(record["status"], record["status_source"]) for record in actions} == {(None, "not in the document")}


def test_posts_stand_apart_from_units(records: list[dict[str, Any]]) -> None:
    actions = [r for r in records if r["report"] == "tuusula-2021-q3" and r["kind"] == "action"]
    assert all(action["units"] == [] for action in actions)
    assert sum(1 for action in actions if action["responsible"]) == len(actions)
