"""Where facts come from, in RDF: Web Annotation spans, confidence, doubts, corrections."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, XSD

from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, RFC5147, SL
from strategylinks.model import Certainty, Fact, SourceSpan


class SourceWriter:
    """Write the places of facts into a report's graph, each place once."""

    def __init__(self, graph: Graph, iris: Iris, report: str) -> None:
        self.graph = graph
        self.iris = iris
        self.report = report
        self._written: set[URIRef] = set()

    def write_fact(self, subject: URIRef, fact: Fact) -> None:
        """Say where a fact stands and how sure its reading is."""
        self.write_spans(subject, fact.sources)
        self.write_certainty(subject, fact.certainty)

    def write_spans(self, subject: URIRef, spans: Iterable[SourceSpan], predicate: URIRef = SL.hasSource) -> None:
        """Point from a subject to the places it comes from."""
        for span in spans:
            self.graph.add((subject, predicate, self._span(span)))

    def write_certainty(self, subject: URIRef, certainty: Certainty) -> None:
        """Say how sure a reading is, why it is not surer, and which corrections touched it."""
        self.graph.add((subject, SL.confidence, Literal(Decimal(str(round(certainty.confidence, 2))))))
        for reason in certainty.doubts:
            self.graph.add((subject, SL.doubt, Literal(reason, lang="en")))
        for correction in certainty.corrections:
            self.graph.add((subject, SL.wasCorrectedBy, self.iris.correction(correction)))

    def _span(self, span: SourceSpan) -> URIRef:
        iri = self.iris.span(self.report, span)
        if iri not in self._written:
            self._written.add(iri)
            self._write_span(iri, span)
        return iri

    def _write_span(self, iri: URIRef, span: SourceSpan) -> None:
        add = self.graph.add
        place, words = URIRef(f"{iri}/place"), URIRef(f"{iri}/words")
        add((iri, RDF.type, SL.SourceSpan))
        add((iri, RDF.type, OA.SpecificResource))
        add((iri, OA.hasSource, self.iris.report(self.report)))
        add((iri, SL.firstLine, Literal(span.first)))
        add((iri, SL.lastLine, Literal(span.last)))
        add((iri, OA.hasSelector, place))
        add((place, RDF.type, OA.FragmentSelector))
        add((place, DCTERMS.conformsTo, RFC5147))
        # RFC 5147 counts the positions between lines, from 0: lines 120 to 131 lie between 119 and 131.
        add((place, RDF.value, Literal(f"line={span.first - 1},{span.last}")))
        add((iri, OA.hasSelector, words))
        add((words, RDF.type, OA.TextQuoteSelector))
        add((words, OA.exact, Literal(span.quote, datatype=XSD.string)))
