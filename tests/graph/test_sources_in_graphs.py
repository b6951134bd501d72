"""Where facts come from: every one has a place, and the words quoted there are the words of the document."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, RFC5147, SL, new_graph
from strategylinks.graph.sources import SourceWriter
from strategylinks.loading.corrections import REDACTED
from strategylinks.model import Certainty, Fact, MonitoringReport, SourceSpan

IRIS = Iris()
REPORTS = (
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
)
ELEMENTS = {SL.Programme, SL.Goal, SL.FlagshipProject, SL.Action}
FACTS = {
    SL.Responsibility,
    SL.Indicator,
    SL.Baseline,
    SL.Target,
    SL.Risk,
    SL.ProgressNote,
    SL.StatusAssessment,
    SL.CrossReference,
    SL.DeviationNote,
    SL.ReportedTotal,
    SL.Note,
    SL.Figure,
    SL.GlossaryTerm,
    SL.Passage,
    SL.ElementMention,
}


def number(graph: Graph, subject, predicate: URIRef) -> int:
    (value,) = graph.objects(subject, predicate)
    return int(str(value))


def stands(quote: str, lines: tuple[str, ...]) -> bool:
    return quote in "\n".join(lines)


@pytest.mark.parametrize("name", REPORTS)
def test_every_fact_has_a_place_a_report_and_a_confidence(graphs: NamedGraphs, name: str) -> None:
    graph = graphs[IRIS.report_graph(name)]
    facts = {subject for kind in ELEMENTS | FACTS for subject in graph.subjects(RDF.type, kind)}
    assert len(facts) > 100
    for fact in facts:
        assert list(graph.objects(fact, SL.hasSource)), fact
        assert list(graph.objects(fact, SL.isStatedIn)) == [IRIS.report(name)], fact
        (confidence,) = graph.objects(fact, SL.confidence)
        assert 0 < Decimal(str(confidence)) <= 1
        assert Decimal(str(confidence)) == 1 or list(graph.objects(fact, SL.doubt)), fact


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_but_the_report_itself_stands_without_a_place(graphs: NamedGraphs, name: str) -> None:
    graph = graphs[IRIS.report_graph(name)]
    placed = set(graph.subjects(SL.hasSource))
    rest = {kind for subject, kind in graph.subject_objects(RDF.type) if subject not in placed}
    assert rest <= {
        SL.MonitoringReport,
        SL.ReportingPeriod,
        SL.StrategicPlan,
        SL.SkippedPassage,
        SL.SourceSpan,
        OA.SpecificResource,
        OA.FragmentSelector,
        OA.TextQuoteSelector,
    }


@pytest.mark.parametrize("name", REPORTS)
def test_every_quote_stands_word_for_word_in_its_lines(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport], name: str
) -> None:
    graph, lines = graphs[IRIS.report_graph(name)], reports[name].lines
    spans = set(graph.subjects(RDF.type, SL.SourceSpan))
    assert spans == set(graph.objects(None, SL.hasSource))
    missing = []
    for span in spans:
        first, last = number(graph, span, SL.firstLine), number(graph, span, SL.lastLine)
        assert 1 <= first <= last <= len(lines)
        (quote,) = (
            str(words) for node in graph.objects(span, OA.hasSelector) for words in graph.objects(node, OA.exact)
        )
        assert quote.strip()
        if not stands(quote, lines[first - 1 : last]):
            missing.append(quote)
    assert [quote for quote in missing if REDACTED not in quote] == []


def test_redacted_quotes_are_few_and_keep_all_other_words(
    graphs: NamedGraphs, reports: Mapping[str, MonitoringReport]
) -> None:
    for name, report in reports.items():
        for _, exact in graphs[IRIS.report_graph(name)].subject_objects(OA.exact):
            pieces = [piece.strip() for piece in str(exact).split(REDACTED)]
            assert all(stands(piece, report.lines) for piece in pieces)


@pytest.mark.parametrize("name", REPORTS)
def test_fragments_count_lines_as_rfc_5147_does(graphs: NamedGraphs, name: str) -> None:
    graph = graphs[IRIS.report_graph(name)]
    for span in graph.subjects(RDF.type, SL.SourceSpan):
        selectors = set(graph.objects(span, OA.hasSelector))
        (place,) = (node for node in selectors if (node, RDF.type, OA.FragmentSelector) in graph)
        (words,) = (node for node in selectors if (node, RDF.type, OA.TextQuoteSelector) in graph)
        assert {place, words} == selectors
        first, last = number(graph, span, SL.firstLine), number(graph, span, SL.lastLine)
        assert str(graph.value(place, RDF.value)) == f"line={first - 1},{last}"
        assert graph.value(place, DCTERMS.conformsTo) == RFC5147
        assert list(graph.objects(span, OA.hasSource)) == [IRIS.report(name)]


def test_the_first_line_of_a_document_starts_at_position_0() -> None:
    graph = new_graph()
    SourceWriter(graph, IRIS, "mallila").write_spans(URIRef("urn:fact"), [SourceSpan(1, 1, "Alku")])
    assert {str(value) for value in graph.objects(None, RDF.value)} == {"line=0,1"}
    assert {str(value) for value in graph.objects(None, OA.exact)} == {"Alku"}


def test_a_place_that_several_facts_share_is_written_once() -> None:
    graph = new_graph()
    writer = SourceWriter(graph, IRIS, "mallila")
    span = SourceSpan(3, 4, "Sanat")
    writer.write_spans(URIRef("urn:one"), [span, span])
    size = len(graph)
    writer.write_spans(URIRef("urn:other"), [span])
    assert len(graph) == size + 1
    assert len(set(graph.subjects(RDF.type, SL.SourceSpan))) == 1


def test_doubts_and_corrections_stand_beside_the_confidence() -> None:
    graph = new_graph()
    certainty = Certainty(0.666, ("the row is broken",), ("mallila-row",))
    SourceWriter(graph, IRIS, "mallila").write_fact(URIRef("urn:fact"), Fact(sources=(), certainty=certainty))
    fact = URIRef("urn:fact")
    assert graph.value(fact, SL.confidence) == Literal(Decimal("0.67"))
    assert graph.value(fact, SL.doubt) == Literal("the row is broken", lang="en")
    assert graph.value(fact, SL.wasCorrectedBy) == IRIS.correction("mallila-row")


@pytest.mark.parametrize(
    ("iri", "line", "quote"),
    [
        ("id/lahti/2017/goal/C5", 150, "Panostamme kiertotalouteen"),
        ("id/lahti/2022/flagship/1", 617, "Hiilineutraali ympäristöpääkaupunki"),
        ("id/tuusula/2021/goal/02", 17, "Palvelumme ovat laadukkaita ja saavutettavia"),
    ],
)
def test_known_elements_lead_back_to_the_lines_that_print_them(
    graphs: NamedGraphs, iri: str, line: int, quote: str
) -> None:
    subject = URIRef(f"https://w3id.org/strategylinks/{iri}")
    (graph,) = (graph for graph in graphs.values() if (subject, SL.hasSource, None) in graph)
    places = {
        (number(graph, span, SL.firstLine), str(exact))
        for span in graph.objects(subject, SL.hasSource)
        for node in graph.objects(span, OA.hasSelector)
        for exact in graph.objects(node, OA.exact)
    }
    assert any(first == line and quote in exact for first, exact in places)
