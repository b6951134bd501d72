"""The flat tables of figures and glossary terms, held against the lines of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.model import MonitoringReport
from strategylinks.views.figures import FIGURE_FIELDS, GLOSSARY_FIELDS, figure_records, glossary_records


@pytest.fixture(scope="module")
def figures(engine: EmbeddedEngine) -> list[dict[str, Any]]:
    return figure_records(engine)


@pytest.fixture(scope="module")
def terms(engine: EmbeddedEngine) -> list[dict[str, Any]]:
    return glossary_records(engine)


def test_figures_say_what_was_read(figures: list[dict[str, Any]], reports: Mapping[str, MonitoringReport]) -> None:
    assert {tuple(figure) for figure in figures} == {FIGURE_FIELDS}
    found = Counter(
        (f["report"], f["kind"], f["subject"], f["table"], f["label"], f["period"], f["value"], f["number"])
        for f in figures
    )
    expected = Counter(
        (
            name,
            figure.kind,
            figure.subject or None,
            figure.table or None,
            figure.label,
            figure.period or None,
            figure.value,
            None if figure.number is None else float(figure.number),
        )
        for name, report in reports.items()
        for figure in report.figures
    )
    assert found == expected


def test_figures_have_iris_of_their_own(figures: list[dict[str, Any]]) -> None:
    assert len({figure["iri"] for figure in figures}) == len(figures)


def test_a_cell_of_a_finance_table_is_whole(figures: list[dict[str, Any]]) -> None:
    (net,) = [
        figure
        for figure in figures
        if figure["report"] == "lahti-2022-h1-vitality" and figure["lines"][0] == 372 and figure["period"] == "Toteuma"
    ]
    assert (net["kind"], net["label"], net["value"], net["number"]) == ("finance", "Netto", "-10 844", -10844.0)
    assert "Työllisyyspalvelut" in str(net["subject"])


def test_a_headline_figure_is_whole(figures: list[dict[str, Any]]) -> None:
    (aid,) = [f for f in figures if f["report"] == "lahti-2021-education" and f["lines"][0] == 19]
    assert aid["number"] == 2.6
    assert aid["unit_of_measure"] == "M€"


def test_figures_stand_by_report_and_line(figures: list[dict[str, Any]]) -> None:
    places = [(figure["report"], *figure["lines"]) for figure in figures]
    assert places == sorted(places)


def test_terms_say_what_was_read(terms: list[dict[str, Any]], reports: Mapping[str, MonitoringReport]) -> None:
    assert {tuple(term) for term in terms} == {GLOSSARY_FIELDS}
    found = Counter((t["report"], t["term"], t["definition"], t["is_abbreviation"]) for t in terms)
    glossary = Counter(
        (name, term.term, term.definition, term.is_abbreviation)
        for name, report in reports.items()
        for term in report.terms
    )
    legend = Counter(
        (name, value.notation, value.text, False) for name, report in reports.items() for value in report.legend
    )
    assert found == glossary + legend


@pytest.mark.parametrize(
    ("report", "line", "term", "definition"),
    [
        ("lahti-2022-h1-vitality", 286, "KOHA", "konsernihallinnon palvelualue"),
        ("lahti-2022-h1-vitality", 288, "KYMP", "kaupunkiympäristön palvelualue"),
        ("lahti-2024-q4-vitality", 595, "ELVO", "elinvoiman palvelualue"),
    ],
)
def test_abbreviations_of_the_documents_are_explained(
    terms: list[dict[str, Any]], report: str, line: int, term: str, definition: str
) -> None:
    assert {
        "report": report,
        "term": term,
        "definition": definition,
        "is_abbreviation": True,
        "lines": [line, line],
    } in terms
