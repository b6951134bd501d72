"""IRIs: readable, valid, and the same for the same thing whatever is read beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import URIRef
from rdflib.namespace import SKOS

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import DEFAULT_BASE, Iris, slug_keeping_case
from strategylinks.graph.reports import build_report_graph
from strategylinks.loading.report import Reference, load_report
from strategylinks.model import CatalogueEntry, ElementKind, MonitoringReport, Plan, SourceSpan
from strategylinks.pipeline import Inputs, build_graphs
from strategylinks.reports.parsing import detect_layout, parse_report
from strategylinks.vocabulary import read_vocabulary

PLAN = Plan("lahti-2017", "lahti", "Strategia", title_is_stated=False)
IRIS = Iris()
BASE = "https://w3id.org/strategylinks/"


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (IRIS.plan(PLAN), "id/lahti/2017"),
        (IRIS.element(PLAN, "goal/C5"), "id/lahti/2017/goal/C5"),
        (IRIS.element(PLAN, "goal/01.05"), "id/lahti/2017/goal/01.05"),
        (IRIS.unit("lahti", "KYMP"), "id/lahti/unit/KYMP"),
        (IRIS.unit("lahti", "Ympäristö ja maa"), "id/lahti/unit/ymparisto-ja-maa"),
        (IRIS.post("tuusula", "talousjohtaja"), "id/tuusula/post/talousjohtaja"),
        (IRIS.change("lahti", "sote-to-phhyky"), "id/lahti/reorganisation/sote-to-phhyky"),
        (IRIS.correction("lahti-2017-library-groups"), "correction/lahti-2017-library-groups"),
        (IRIS.report("lahti-2017-h1"), "report/lahti-2017-h1"),
        (IRIS.of_report("lahti-2017-h1", "period"), "report/lahti-2017-h1/period"),
        (IRIS.report_graph("lahti-2017-h1"), "graph/report/lahti-2017-h1"),
        (IRIS.graph("vocabulary"), "graph/vocabulary"),
        (IRIS.report("a b/ä"), "report/a%20b/%C3%A4"),
    ],
)
def test_iris_say_what_they_name(iri: URIRef, expected: str) -> None:
    assert str(iri) == BASE + expected


def test_places_are_named_by_report_lines_and_words() -> None:
    place = IRIS.span("lahti-2017-h1", SourceSpan(12, 13, "Sanat"))
    assert re.fullmatch(re.escape(BASE) + r"report/lahti-2017-h1/lines/12-13/[0-9a-f]{10}", place)
    assert place == IRIS.span("lahti-2017-h1", SourceSpan(12, 13, " sanat."))
    assert place != IRIS.span("lahti-2017-h1", SourceSpan(12, 13, "Muut sanat"))


@pytest.mark.parametrize(("label", "part"), [("KYMP", "KYMP"), ("TE-PALVELUT", "te-palvelut"), ("ÄLY", "aly")])
def test_abbreviations_keep_their_case_and_longer_labels_become_words(label: str, part: str) -> None:
    assert slug_keeping_case(label) == part


def test_a_publisher_can_set_its_own_base(reports: Mapping[str, MonitoringReport]) -> None:
    graph = build_report_graph(reports["tuusula-2021-q3"], Iris("https://data.example.fi/"))
    own = [str(term) for triple in graph for term in triple if str(term).startswith("https://data.example.fi/")]
    assert own
    leaked = {str(term) for triple in graph for term in triple if str(term).startswith(f"{DEFAULT_BASE}id/")}
    assert leaked == set()


def test_every_iri_of_every_graph_is_a_valid_ascii_iri(graphs: NamedGraphs) -> None:
    iris = {str(term) for graph in graphs.values() for triple in graph for term in triple if isinstance(term, URIRef)}
    assert len(iris) > 5000
    for iri in iris:
        assert re.fullmatch(r"https?://[!-~]+", iri), iri
        assert not re.search(r'[<>"{}|\\^`\s]', iri), iri
        assert urlsplit(iri).netloc


@pytest.mark.parametrize(
    ("report", "iri", "name"),
    [
        ("lahti-2017-h1", "id/lahti/2017/goal/C5", "Panostamme kiertotalouteen"),
        ("lahti-2017-h1", "id/lahti/2017/programme/A", "OSALLISUUS:"),
        ("lahti-2022-h1-vitality", "id/lahti/2022/flagship/1", "Hiilineutraali ympäristöpääkaupunki"),
        ("tuusula-2021-q3", "id/tuusula/2021/goal/01.05", "Vahvistamme työllisyysnoidon"),
    ],
)
def test_codes_of_the_documents_are_the_codes_of_the_iris(
    graphs: NamedGraphs, report: str, iri: str, name: str
) -> None:
    assert str(graphs[IRIS.report_graph(report)].value(URIRef(BASE + iri), SKOS.prefLabel)).startswith(name)


def test_elements_of_a_report_have_iris_of_their_own(reports: Mapping[str, MonitoringReport]) -> None:
    for report in reports.values():
        iris = [IRIS.element(report.entry.plan, element.key) for element in report.elements]
        assert len(set(iris)) == len(iris)
        for element, iri in zip(report.elements, iris, strict=True):
            end = re.escape(element.code) if element.code else "[0-9a-f]{10}(-[0-9]+)?"
            assert re.search(rf"/{element.kind}/{end}$", iri), iri


def test_iris_do_not_depend_on_the_other_reports(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], graphs: NamedGraphs
) -> None:
    name = IRIS.report_graph("lahti-2021-education")
    alone = build_graphs(inputs, [reports["lahti-2021-education"]])[name]
    assert set(alone) == set(graphs[name])


def read_again(
    report: MonitoringReport, lines: tuple[str, ...], entry: CatalogueEntry, inputs: Inputs
) -> MonitoringReport:
    layout = detect_layout(lines, inputs.layouts)
    organisation = inputs.organisation.within(entry.municipality)
    parsed = parse_report(lines, layout, organisation)
    return load_report(parsed, entry, Reference(layout, organisation, read_vocabulary()), report.sha256.encode())


@pytest.mark.parametrize("name", ["lahti-2017-h1", "lahti-2022-h1-vitality", "tuusula-2021-q3"])
def test_elements_keep_their_iris_when_lines_move(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], name: str
) -> None:
    report = reports[name]
    moved = read_again(report, ("", "", "", *report.lines), report.entry, inputs)
    before = {element.key: element for element in read_again(report, report.lines, report.entry, inputs).elements}
    after = {element.key: element for element in moved.elements}
    assert set(after) == set(before)
    assert {key: after[key].first - 3 for key in after} == {key: before[key].first for key in before}


def test_elements_keep_their_iris_when_their_progress_is_corrected(
    inputs: Inputs, reports: Mapping[str, MonitoringReport]
) -> None:
    report = reports["lahti-2017-h1"]
    lines = tuple(line.replace("Etenee suunnitellusti", "Etenee hitaasti") for line in report.lines)
    assert lines != report.lines
    before, after = (read_again(report, text, report.entry, inputs) for text in (report.lines, lines))
    assert [element.key for element in after.elements] == [element.key for element in before.elements]
    assert after.elements != before.elements


def test_two_reports_of_one_plan_name_the_same_element_alike(
    inputs: Inputs, reports: Mapping[str, MonitoringReport]
) -> None:
    report = reports["tuusula-2021-q3"]
    later = replace(report, entry=replace(report.entry, id="tuusula-2021-q4"))
    graphs = build_graphs(inputs, [report, later])
    actions = [
        set(graphs[IRIS.report_graph(entry)].subjects(SKOS.notation))
        for entry in ("tuusula-2021-q3", "tuusula-2021-q4")
    ]
    assert actions[0] == actions[1]
    assert len(actions[0]) == len(report.elements)
    assert sum(1 for _ in report.of_kind(ElementKind.ACTION)) == 39


def test_the_documented_examples_of_iris_are_true() -> None:
    guide = (Path(__file__).parents[2] / "docs/graph.md").read_text(encoding="utf-8")
    assert "…/lahti/2017/goal/C5" in guide
    for form in ("<base>graph/report/<report>", "<base>report/<report>/lines/<first>-<last>/<hash of the quote>"):
        assert form in guide
