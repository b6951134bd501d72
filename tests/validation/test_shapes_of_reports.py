"""SHACL on the real graphs, and how its results become findings."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pyshacl import validate
from rdflib import Graph, Literal
from rdflib.namespace import RDF, SH, SKOS

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, SL
from strategylinks.model import MonitoringReport, Severity
from strategylinks.resources import resource_root
from strategylinks.validation.shapes import validate_shapes

IRIS = Iris()
REPORTS = (
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
)


@pytest.fixture
def graph(graphs: NamedGraphs) -> Graph:
    return Graph() + graphs[IRIS.report_graph("lahti-2021-education")]


@pytest.mark.parametrize("name", REPORTS)
def test_real_graphs_have_the_shape_of_the_data(graphs: NamedGraphs, name: str) -> None:
    found = list(validate_shapes(name, graphs[IRIS.report_graph(name)]))
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    # Line 640 of the report of 2022 prints an action whose unit cell is empty.
    warned = [(finding.report, finding.first) for finding in found if finding.severity is Severity.WARNING]
    assert warned == ([("lahti-2022-h1-vitality", 640)] if name == "lahti-2022-h1-vitality" else [])


@pytest.mark.parametrize("name", REPORTS)
def test_real_graphs_have_the_shape_of_sources(graphs: NamedGraphs, name: str) -> None:
    assert list(validate_shapes(name, graphs[IRIS.report_graph(name)], "sources")) == []


@pytest.mark.parametrize("name", ["organisation", "provenance"])
def test_graphs_that_reports_share_have_the_shape_of_data(graphs: NamedGraphs, name: str) -> None:
    found = list(validate_shapes("", graphs[IRIS.graph(name)]))
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_the_empty_unit_cell_of_2022_is_empty_in_the_document(reports: Mapping[str, MonitoringReport]) -> None:
    (action,) = [
        element
        for element in reports["lahti-2022-h1-vitality"].elements
        if element.first == 640 and element.kind == "action"
    ]
    assert action.responsibilities == ()
    assert "(" not in reports["lahti-2022-h1-vitality"].lines[639]


def test_faults_say_where_they_are_and_how_grave(graph: Graph, reports: Mapping[str, MonitoringReport]) -> None:
    report = reports["lahti-2021-education"]
    action = next(element for element in report.elements if element.kind == "action")
    iri = IRIS.element(report.entry.plan, action.key)
    graph.remove((iri, SKOS.prefLabel, None))
    graph.remove((iri, SL.belongsTo, None))
    found = {finding.rule: finding for finding in validate_shapes(report.entry.id, graph)}
    name, parent = found["shape-prefLabel"], found["shape-belongsTo"]
    assert (name.severity, parent.severity) == (Severity.ERROR, Severity.WARNING)
    assert (name.report, name.first, name.last, name.element) == (report.entry.id, action.first, action.last, str(iri))
    assert name.message == "A strategy element needs exactly one name: check where the row's name cell was read."


def test_spans_are_held_against_the_shapes_of_sources(graph: Graph) -> None:
    span = next(iter(sorted(graph.subjects(RDF.type, SL.SourceSpan))))
    graph.set((span, SL.firstLine, Literal(0)))
    graph.remove((span, OA.hasSource, None))
    found = list(validate_shapes("lahti-2021-education", graph, "sources"))
    assert {(finding.rule, finding.element) for finding in found} == {
        ("shape-firstLine", str(span)),
        ("shape-hasSource", str(span)),
    }


def test_findings_come_in_the_same_order_each_time(graph: Graph) -> None:
    for subject in list(graph.subjects(RDF.type, SL.Indicator)):
        graph.remove((subject, SKOS.prefLabel, None))
    first, second = (list(validate_shapes("x", graph)) for _ in range(2))
    assert len(first) > 5
    assert first == second
    assert [finding.element for finding in first] == sorted(finding.element for finding in first)


def test_validating_leaves_the_graph_as_it_was(graph: Graph) -> None:
    before = set(graph)
    list(validate_shapes("x", graph))
    assert set(graph) == before


@pytest.mark.parametrize("shapes", ["data", "sources"])
def test_a_broken_graph_is_found_as_broken_as_by_the_shapes_as_they_stand(graph: Graph, shapes: str) -> None:
    for predicate in (SKOS.prefLabel, SL.hasSource, SL.rawValue, OA.exact):
        for number, subject in enumerate(sorted(graph.subjects(predicate))[:40]):
            if number % 2:
                graph.remove((subject, predicate, None))
            else:
                graph.add((subject, predicate, Literal(number)))
    file = resource_root() / "ontology" / "shapes" / f"{shapes}.ttl"
    _, results, _ = validate(graph, shacl_graph=Graph().parse(file))
    expected = [str(results.value(result, SH.focusNode)) for result in results.subjects(RDF.type, SH.ValidationResult)]
    found = list(validate_shapes("x", graph, shapes))
    assert len(expected) > 40
    assert sorted(finding.element for finding in found) == sorted(expected)
    messages = {str(message) for message in results.objects(None, SH.resultMessage)}
    assert {finding.message for finding in found} == messages
