"""The card of one element with its quoted sources, and the summary of a build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs
from strategylinks.querying.elements import find_elements
from strategylinks.validation.check import check
from strategylinks.views.card import element_card
from strategylinks.views.elements import FIELDS
from strategylinks.views.summary import ReportSummary, summarise


def card(engine: EmbeddedEngine, records: list[dict[str, Any]], wanted: str, report: str) -> dict[str, Any]:
    (record,) = find_elements(records, wanted, report)
    return element_card(engine, record, records)


def test_cards_hold_the_record_and_all_that_stands_under_it(
    engine: EmbeddedEngine, records: list[dict[str, Any]]
) -> None:
    c5 = card(engine, records, "C5", "lahti-2017-h1")
    assert {field: c5[field] for field in FIELDS} == find_elements(records, "C5", "lahti-2017-h1")[0]
    parts = [(part["kind"], part["lines"][0]) for part in c5["parts"]]
    assert parts == [("flagship", 152), ("action", 155), ("action", 156), ("action", 158)]


def test_actions_have_no_parts(engine: EmbeddedEngine, records: list[dict[str, Any]]) -> None:
    (action,) = [r for r in records if r["report"] == "lahti-2017-h1" and r["lines"][0] == 91]
    assert element_card(engine, action, records)["parts"] == []


def test_sources_quote_the_lines_of_the_document(
    engine: EmbeddedEngine, records: list[dict[str, Any]], reports: Mapping[str, MonitoringReport]
) -> None:
    (action,) = [r for r in records if r["report"] == "lahti-2017-h1" and r["lines"][0] == 91]
    sources = element_card(engine, action)["sources"]
    assert {source["what"] for source in sources} == {
        "Action",
        "Responsibility",
        "Indicator",
        "Target",
        "ProgressNote",
        "StatusAssessment",
    }
    lines = reports["lahti-2017-h1"].lines
    for source in sources:
        first, last = source["lines"]
        assert source["quote"] in "\n".join(lines[first - 1 : last])
        assert source["confidence"] == 1.0


def test_remarks_tell_of_references_in_both_directions(engine: EmbeddedEngine, records: list[dict[str, Any]]) -> None:
    remarks = card(engine, records, "C4", "lahti-2017-h1")["remarks"]
    assert [(remark["kind"], remark["line"]) for remark in remarks if "C4" in remark["text"]] == [
        ("is referred to", 100)
    ]
    (origin,) = [r for r in records if r["report"] == "lahti-2017-h1" and r["lines"][0] == 98]
    assert {r["kind"] for r in element_card(engine, origin, records)["remarks"]} >= {"refers"}


def test_remarks_name_the_corrections_that_went_into_a_reading(
    engine: EmbeddedEngine, records: list[dict[str, Any]]
) -> None:
    (action,) = [r for r in records if r["report"] == "lahti-2017-h1" and r["lines"][0] == 57]
    remarks = element_card(engine, action, records)["remarks"]
    assert any(r["kind"] == "correction" and r["text"].endswith("lahti-2017-events-and-visitors") for r in remarks)


@pytest.fixture(scope="module")
def summaries(
    reports: Mapping[str, MonitoringReport], inputs: Inputs, graphs: NamedGraphs, engine: EmbeddedEngine
) -> dict[str, ReportSummary]:
    result = check(list(reports.values()), inputs.organisation, graphs, engine)
    return {summary.report: summary for summary in summarise(list(reports.values()), graphs, result)}


def test_summaries_count_what_was_read(summaries: dict[str, ReportSummary], engine: EmbeddedEngine) -> None:
    row = summaries["lahti-2017-h1"].row()
    assert {kind: row[kind] for kind in ("programmes", "goals", "flagships", "actions")} == {
        "programmes": 5,
        "goals": 23,
        "flagships": 25,
        "actions": 83,
    }
    assert row["lines"] == 192
    assert row["lines_read"] + row["lines_skipped"] + row["lines_unread"] == row["lines"]
    assert (row["coverage"], row["lines_unread"]) == (1.0, 0)
    graph = ox.NamedNode("https://w3id.org/strategylinks/graph/report/lahti-2017-h1")
    assert row["triples"] == sum(1 for _ in engine.store.quads_for_pattern(None, None, None, graph))
    spans = ox.NamedNode("https://w3id.org/strategylinks/ontology#SourceSpan")
    assert row["spans"] == sum(1 for _ in engine.store.quads_for_pattern(None, None, spans, graph)) > 500


def test_summaries_count_findings_and_totals_of_their_own_report(summaries: dict[str, ReportSummary]) -> None:
    assert set(summaries) == {
        "lahti-2017-h1",
        "lahti-2021-education",
        "lahti-2022-h1-vitality",
        "lahti-2024-q4-vitality",
        "tuusula-2021-q3",
    }
    assert all(summary.findings["error"] == 0 for summary in summaries.values())
    assert summaries["lahti-2017-h1"].findings["note"] > 0
    assert summaries["lahti-2017-h1"].totals == {}
    assert summaries["lahti-2024-q4-vitality"].totals == {"agrees": 1, "cannot be checked": 3}
    assert summaries["tuusula-2021-q3"].period == "2021-01-01 – 2021-09-30"
