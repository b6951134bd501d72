"""One named graph per report, and organisation, vocabulary and provenance beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, SKOS

from strategylinks.graph.common import build_organisation_graph
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.elements import CLASS_OF
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, SL
from strategylinks.model import MonitoringReport
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Post, Unit
from strategylinks.pipeline import Inputs, build_graphs

IRIS = Iris()
REPORTS = (
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
)


def test_there_is_a_graph_per_report_and_one_each_for_what_they_share(graphs: NamedGraphs) -> None:
    assert set(graphs) == {
        *map(IRIS.report_graph, REPORTS),
        *map(IRIS.linkages_graph, REPORTS),
        *map(IRIS.graph, ("mappings", "organisation", "register", "subjects", "vocabulary", "provenance")),
    }
    assert all(len(graph) > 100 for graph in graphs.values())


@pytest.mark.parametrize("name", REPORTS)
def test_the_graph_of_a_report_holds_what_that_report_states_and_nothing_else(graphs: NamedGraphs, name: str) -> None:
    graph = graphs[IRIS.report_graph(name)]
    assert set(graph.objects(None, SL.isStatedIn)) == {IRIS.report(name)}
    assert set(graph.subjects(RDF.type, SL.MonitoringReport)) == {IRIS.report(name)}
    assert set(graph.objects(None, OA.hasSource)) == {IRIS.report(name)}
    other_reports = {str(IRIS.report(other)) for other in REPORTS if other != name}
    mentioned = {str(term) for triple in graph for term in triple if isinstance(term, URIRef)}
    assert not {iri for iri in mentioned for other in other_reports if iri.startswith(f"{other}/") or iri == other}


@pytest.mark.parametrize("name", REPORTS)
def test_every_element_that_was_read_is_in_the_graph_once_with_its_name(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport], name: str
) -> None:
    graph, report = graphs[IRIS.report_graph(name)], reports[name]
    expected = {
        (IRIS.element(report.entry.plan, element.key), CLASS_OF[element.kind], element.name)
        for element in report.elements
    }
    found = {
        (subject, kind, str(graph.value(subject, SKOS.prefLabel)))
        for kind in CLASS_OF.values()
        for subject in graph.subjects(RDF.type, kind)
    }
    assert found == expected
    assert len(expected) == len(report.elements)


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_that_was_read_is_lost_on_the_way(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport], name: str
) -> None:
    graph, report = graphs[IRIS.report_graph(name)], reports[name]
    elements = report.elements
    counts = Counter(graph.objects(None, RDF.type))
    expected = {
        SL.Responsibility: sum(len(element.responsibilities) for element in elements),
        SL.Risk: sum(1 for element in elements if element.risk),
        SL.StatusAssessment: sum(1 for element in elements if element.status),
        SL.ProgressNote: sum(bool(element.progress) + len(element.progress_by_unit) for element in elements),
        SL.CrossReference: len(report.references),
        SL.DeviationNote: len(report.deviations),
        SL.ReportedTotal: len(report.totals),
        SL.Note: len(report.notes),
        SL.Figure: len(report.figures),
        SL.GlossaryTerm: len(report.terms) + len(report.legend),
        SL.Passage: len(report.passages),
        SL.SkippedPassage: len(report.skipped),
        SL.ElementMention: sum(len({(m.first, m.last) for m in element.mentions}) for element in elements),
        SL.Indicator: sum(len(element.indicators) for element in elements),
        SL.Baseline: sum(1 for element in elements for levels in element.levels if levels.baseline),
        SL.Target: sum(1 for element in elements for levels in element.levels if levels.target),
    }
    assert {kind: counts[kind] for kind in expected} == expected


def test_reports_say_what_they_are(graphs: NamedGraphs) -> None:
    graph = graphs[IRIS.report_graph("lahti-2017-h1")]
    report = IRIS.report("lahti-2017-h1")
    period = graph.value(report, SL.hasPeriod)
    assert str(graph.value(report, DCTERMS.identifier)) == "lahti-2017-h1"
    assert str(graph.value(report, DCTERMS.title)) == "Strategian seuranta 1–6/2017"
    assert str(graph.value(report, SL.layout)) == "programme-table"
    assert [str(graph.value(period, day)) for day in (SL.startDate, SL.endDate)] == ["2017-01-01", "2017-06-30"]
    assert Literal("the title is inferred, not stated by the document", lang="en") in graph.objects(report, SL.doubt)
    assert graph.value(report, SL.coversPlan) == URIRef("https://w3id.org/strategylinks/id/lahti/2017")


def test_the_vocabulary_graph_is_the_ontology_and_its_schemes(workspace, graphs: NamedGraphs) -> None:
    files = Graph()
    for name in ("strategy.ttl", "schemes.ttl"):
        files.parse(workspace.root / "ontology" / name)
    assert isomorphic(graphs[IRIS.graph("vocabulary")], files)
    assert (SL.Action, RDF.type, OWL.Class) in files


def test_only_the_vocabulary_has_blank_nodes(graphs: NamedGraphs) -> None:
    with_blank = {
        name for name, graph in graphs.items() if any(isinstance(t, BNode) for triple in graph for t in triple)
    }
    assert with_blank == {IRIS.graph("vocabulary")}


def test_the_provenance_graph_says_which_files_were_read_with_what(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport], inputs: Inputs
) -> None:
    graph = graphs[IRIS.graph("provenance")]
    for name, report in reports.items():
        run = graph.value(IRIS.report_graph(name), PROV.wasGeneratedBy)
        assert graph.value(IRIS.report_graph(name), PROV.wasDerivedFrom) == IRIS.report(name)
        assert (run, RDF.type, SL.ReaderRun) in graph
        assert graph.value(run, PROV.used) == IRIS.report(name)
        assert str(graph.value(IRIS.report(name), SL.checksum)) == report.entry.sha256
        assert int(str(graph.value(IRIS.report(name), SL.lineCount))) == len(report.lines)
    corrections = set(graph.subjects(RDF.type, SL.Correction))
    assert corrections == {IRIS.correction(correction.id) for correction in inputs.corrections}


def test_what_a_correction_touched_points_to_it_and_the_correction_gives_its_reason(graphs: NamedGraphs) -> None:
    provenance = graphs[IRIS.graph("provenance")]
    touched = {
        correction
        for name, graph in graphs.items()
        if "/report/" in name
        for correction in graph.objects(None, SL.wasCorrectedBy)
    }
    assert IRIS.correction("lahti-2017-events-and-visitors") in touched
    assert all(provenance.value(correction, SL.reason) for correction in touched)


def test_no_graph_holds_the_time_of_day(graphs: NamedGraphs) -> None:
    for graph in graphs.values():
        kinds = {str(value.datatype) for value in graph.objects() if isinstance(value, Literal) and value.datatype}
        assert not {kind for kind in kinds if kind.endswith(("dateTime", "dateTimeStamp", "#time"))}


def test_organisations_are_written_with_tree_labels_changes_and_evidence() -> None:
    evidence = (Evidence("mallila-2022", 12, 13, "KOHA = konsernihallinto"),)
    organisation = Organisation(
        [
            Unit("KH", "mallila", "Konsernihallinto", ("KH",)),
            Unit("KOHA", "mallila", "Konserni", ("Koha",), names={"sv": "Koncernen"}, evidence=evidence),
            Unit("TALOUS", "mallila", "Talous", (), "responsibility-area", parent="KOHA"),
        ],
        [Post("talousjohtaja", "mallila", "Talousjohtaja", ("Talousojohtaja",))],
        [ChangeEvent("kh-to-koha", "mallila", "Uudistus", ("KH",), ("KOHA",), "2021", False, evidence)],
    )
    graph = build_organisation_graph(organisation, IRIS)
    kh, koha, talous = (IRIS.unit("mallila", unit) for unit in ("KH", "KOHA", "TALOUS"))
    change, post = IRIS.change("mallila", "kh-to-koha"), IRIS.post("mallila", "talousjohtaja")
    assert graph.value(talous, ORG.unitOf) == koha
    assert set(graph.objects(koha, SKOS.prefLabel)) == {Literal("Konserni", lang="fi"), Literal("Koncernen", lang="sv")}
    assert list(graph.objects(koha, SKOS.altLabel)) == [Literal("Koha", lang="fi")]
    assert (kh, SL.hasSuccessorUnit, koha) in graph
    assert (graph.value(change, ORG.originalOrganization), graph.value(change, ORG.resultingOrganization)) == (kh, koha)
    assert "inferred" in str(graph.value(change, SL.doubt))
    assert (post, RDF.type, ORG.Post) in graph
    (span,) = graph.objects(koha, SL.hasSource)
    assert [int(str(graph.value(span, line))) for line in (SL.firstLine, SL.lastLine)] == [12, 13]
    assert span == graph.value(change, SL.hasSource)


def test_a_unit_that_goes_on_beside_a_new_one_is_not_its_own_successor() -> None:
    units = [Unit(name, "mallila", name, ()) for name in ("KOHA", "ELVO")]
    change = ChangeEvent("elvo-leaves", "mallila", "Uusi", ("KOHA",), ("KOHA", "ELVO"), "2024", True, ())
    graph = build_organisation_graph(Organisation(units, [], [change]), IRIS)
    assert list(graph.subject_objects(SL.hasSuccessorUnit)) == [
        (IRIS.unit("mallila", "KOHA"), IRIS.unit("mallila", "ELVO"))
    ]


def test_the_same_reports_give_the_same_graphs_again(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], graphs: NamedGraphs
) -> None:
    again = build_graphs(inputs, list(reports.values()))
    blank = IRIS.graph("vocabulary")
    assert {name: set(graph) for name, graph in again.items() if name != blank} == {
        name: set(graph) for name, graph in graphs.items() if name != blank
    }
