"""Linkages, mentions and the register in RDF."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs, Reviewed, build_graph
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, SL, VOCABULARY
from strategylinks.loading.corrections import REDACTED
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs
from strategylinks.validation.shapes import validate_shapes

IRIS = Iris()
REPORTS = [
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
]


@pytest.mark.parametrize("name", REPORTS)
def test_the_graph_of_linkages_has_its_shape(graphs: NamedGraphs, name: str) -> None:
    graph = graphs[IRIS.linkages_graph(name)]
    findings = [finding for shapes in ("data", "sources") for finding in validate_shapes(name, graph, shapes)]
    assert [finding.message for finding in findings] == []
    assert len(list(graph.subjects(RDF.type, SL.Linkage))) > 10


@pytest.mark.parametrize("name", REPORTS)
def test_every_linkage_and_mention_opens_to_words_of_its_document(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport], name: str
) -> None:
    graph, lines = graphs[IRIS.linkages_graph(name)], reports[name].lines
    holders = [*graph.subjects(RDF.type, SL.Evidence), *graph.subjects(RDF.type, SL.Mention)]
    spans = {span for holder in holders for span in _some(graph.objects(holder, SL.hasSource))}
    assert all(graph.value(holder, SL.text) for holder in holders)
    for span in spans:
        first, last = (int(str(graph.value(span, line))) for line in (SL.firstLine, SL.lastLine))
        words = next(
            str(quote) for part in graph.objects(span, OA.hasSelector) for quote in graph.objects(part, OA.exact)
        )
        printed = " ".join(" ".join(lines[first - 1 : last]).split())
        assert REDACTED in words or " ".join(words.split()) in printed


def _some(values: object) -> list[URIRef]:
    found = list(values)  # type: ignore[call-overload]
    assert found
    return found


def test_ends_are_things_that_other_graphs_describe(engine: EmbeddedEngine) -> None:
    answer = engine.select(
        """PREFIX sl: <https://w3id.org/strategylinks/ontology#>
        SELECT DISTINCT ?end WHERE { ?linkage a sl:Linkage ; sl:linksFrom|sl:linksTo|sl:linksThrough ?end .
        FILTER NOT EXISTS { ?end a ?class } }"""
    )
    assert list(answer.rows) == []


def test_a_condition_reads_as_the_document_says_it(graphs: NamedGraphs) -> None:
    graph = graphs[IRIS.linkages_graph("lahti-2024-q4-vitality")]
    vision = IRIS.named("lahti", "KESKUSTAVISIO")
    kind = VOCABULARY["linkage-kind/stated-condition"]
    (linkage,) = (each for each in graph.subjects(SL.linksTo, vision) if (each, SL.hasLinkageKind, kind) in graph)
    evidence = graph.value(linkage, SL.hasEvidence)
    expected = (
        "Tapahtumainfran kehittämissuunnitelma odotti Keskustavision ja Liikuntapaikkasuunnitelman valmistumista."
    )
    assert graph.value(evidence, SL.text) == Literal(expected, lang="fi")
    assert graph.value(linkage, SL.isDirected) == Literal(True)
    assert str(linkage).startswith(
        "https://w3id.org/strategylinks/report/lahti-2024-q4-vitality/linkage/stated-condition/"
    )


def test_no_unit_is_at_both_ends(graphs: NamedGraphs) -> None:
    for name in REPORTS:
        graph = graphs[IRIS.linkages_graph(name)]
        for linkage in graph.subjects(RDF.type, SL.Linkage):
            assert not set(graph.objects(linkage, SL.linksFromUnit)) & set(graph.objects(linkage, SL.linksToUnit))


def test_the_register_is_written_with_names_and_municipality(graphs: NamedGraphs) -> None:
    graph = graphs[IRIS.graph("register")]
    ladec, ministry = IRIS.named("lahti", "LADEC"), IRIS.named(None, "TEM")
    assert (ladec, RDF.type, SL.Partner) in graph
    assert (ladec, SL.isOfMunicipality, IRIS.municipality("lahti")) in graph
    assert (ministry, SL.isOfMunicipality, None) not in graph
    assert {label.language for label in graph.objects(ministry, SKOS.prefLabel)} == {"fi", "sv", "en"}


def test_without_a_register_the_structure_still_links(reports: Mapping[str, MonitoringReport], inputs: Inputs) -> None:
    bare = build_graph([reports["lahti-2017-h1"]], Reviewed(inputs.organisation), IRIS)
    graph = bare[IRIS.linkages_graph("lahti-2017-h1")]
    kinds = {str(kind).rsplit("/", 1)[1] for kind in graph.objects(None, SL.hasLinkageKind)}
    assert "shared-parent" in kinds
    assert "stated-cooperation" not in kinds
    assert len(bare[IRIS.graph("register")]) == 0


def test_the_same_reading_gives_the_same_graph(reports: Mapping[str, MonitoringReport], inputs: Inputs) -> None:
    report = reports["tuusula-2021-q3"]
    once, again = (build_graph([report], inputs.reviewed, IRIS)[IRIS.linkages_graph(report.entry.id)] for _ in range(2))
    assert _lines(once) == _lines(again)


def _lines(graph: Graph) -> list[str]:
    return sorted(graph.serialize(format="nt").splitlines())
