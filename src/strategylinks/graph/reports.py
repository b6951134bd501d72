"""One report as one named graph: what it states, and nothing from anywhere else."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD

from strategylinks.graph.elements import ElementWriter
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SDMX_MEASURE, SL, VOCABULARY, new_graph
from strategylinks.loading.keys import hash_of, slug
from strategylinks.model import (
    CrossReference,
    DeviationNote,
    Fact,
    Figure,
    LegendEntry,
    MonitoringReport,
    Passage,
    ReportedTotal,
    SkippedLines,
    SourceSpan,
    Term,
)
from strategylinks.vocabulary import Vocabulary, read_vocabulary


def build_report_graph(report: MonitoringReport, iris: Iris, vocabulary: Vocabulary | None = None) -> Graph:
    """Build the named graph of a report."""
    graph = new_graph()
    writer = ReportWriter(graph, iris, report, vocabulary or read_vocabulary())
    writer.write()
    return graph


class ReportWriter:
    """Write a report, its elements and everything beside them into one graph."""

    def __init__(self, graph: Graph, iris: Iris, report: MonitoringReport, vocabulary: Vocabulary) -> None:
        self.graph = graph
        self.iris = iris
        self.report = report
        self.entry = report.entry
        self.elements = ElementWriter(graph, iris, report.entry, vocabulary)
        self.vocabulary = vocabulary
        self.iri = iris.report(report.entry.id)

    def write(self) -> None:
        """Write all that the report states."""
        report = self.report
        self._write_report()
        self._write_plan()
        for element in report.elements:
            self.elements.write(element)
        self._write_summaries()
        self._write_figures()
        for term in report.terms:
            self._write_term(term, term.term, term.definition)
        for entry in report.legend:
            self._write_term(entry, entry.notation, entry.text)
        for passage in report.passages:
            self._write_passage(passage)
        for skipped in report.skipped:
            self._write_skipped(skipped)

    def _write_summaries(self) -> None:
        report = self.report
        for number, reference in enumerate(report.references):
            self._write_reference(reference, number)
        for deviation in report.deviations:
            self._write_deviation(deviation)
        for total in report.totals:
            self._write_total(total)
        for note in report.notes:
            iri = self._fact(SL.Note, "note", note.text, note)
            self._text(iri, note.text, note.element)

    def _write_report(self) -> None:
        add, entry, iri = self.graph.add, self.entry, self.iri
        add((iri, RDF.type, SL.MonitoringReport))
        add((iri, DCTERMS.identifier, Literal(entry.id)))
        add((iri, DCTERMS.title, Literal(entry.title, lang="fi")))
        add((iri, SL.coversPlan, self.iris.plan(entry.plan)))
        add((iri, SL.layout, Literal(self.report.layout)))
        if entry.publisher:
            add((iri, DCTERMS.publisher, Literal(entry.publisher, lang="fi")))
        if entry.scope:
            add((iri, SL.scope, Literal(entry.scope, lang="en")))
        for language, scope in sorted(entry.scopes.items()):
            add((iri, SL.scope, Literal(scope, lang=language)))
        for field in sorted(entry.inferred):
            add((iri, SL.doubt, Literal(f"the {field} is inferred, not stated by the document", lang="en")))
        if entry.start and entry.end:
            period = self.iris.of_report(entry.id, "period")
            add((iri, SL.hasPeriod, period))
            add((period, RDF.type, SL.ReportingPeriod))
            add((period, SL.startDate, Literal(entry.start)))
            add((period, SL.endDate, Literal(entry.end)))

    def _write_plan(self) -> None:
        plan = self.entry.plan
        iri = self.iris.plan(plan)
        self.graph.add((iri, RDF.type, SL.StrategicPlan))
        self.graph.add((iri, DCTERMS.identifier, Literal(plan.id)))
        self.graph.add((iri, SL.isOfMunicipality, self.iris.municipality(plan.municipality)))
        self.graph.add((iri, SKOS.prefLabel, Literal(plan.title, lang="fi")))
        if not plan.title_is_stated:
            self.graph.add((iri, SL.doubt, Literal("the title is inferred, not stated by the documents", lang="en")))

    def _fact(self, kind: URIRef, name: str, key: str, fact: Fact) -> URIRef:
        """Start a fact of the report; facts alike in all but their place are told apart by it."""
        place = fact.sources[0] if fact.sources else SourceSpan(0, 0, "")
        iri = self.iris.of_report(self.entry.id, name, f"{place.first}-{hash_of(key, place.quote)}")
        return self.elements.fact_at(iri, kind, fact)

    def _text(self, iri: URIRef, text: str, about: str | None) -> None:
        self.graph.add((iri, SL.text, Literal(text, lang="fi")))
        if about:
            self.graph.add((iri, SL.isAbout, self.elements.iri(about)))

    def _write_reference(self, reference: CrossReference, number: int) -> None:
        iri = self._fact(SL.CrossReference, "reference", f"{reference.element} {reference.code} {number}", reference)
        self._text(iri, reference.text, reference.element)
        self.graph.add((iri, SL.asWritten, Literal(reference.code)))
        if reference.target:
            self.graph.add((iri, SL.refersTo, self.elements.iri(reference.target)))

    def _write_deviation(self, deviation: DeviationNote) -> None:
        iri = self._fact(SL.DeviationNote, "deviation", deviation.name, deviation)
        self._text(iri, deviation.text, deviation.element or deviation.parent)
        self.graph.add((iri, SL.asWritten, Literal(deviation.name, lang="fi")))

    def _write_total(self, total: ReportedTotal) -> None:
        iri = self._fact(SL.ReportedTotal, "total", f"{total.element} {total.status}", total)
        concept = self.vocabulary.concept(self.report.status_scale, total.status)
        self.graph.add((iri, SL.count, Literal(total.count)))
        self.graph.add((iri, SL.countsStatus, URIRef(concept.iri)))
        if total.element:
            self.graph.add((iri, SL.isAbout, self.elements.iri(total.element)))

    def _write_figures(self) -> None:
        iris = {index: self._figure_iri(figure) for index, figure in enumerate(self.report.figures)}
        cells = {_cell(figure): iris[index] for index, figure in enumerate(self.report.figures)}
        for index, figure in enumerate(self.report.figures):
            self._write_figure(iris[index], figure)
            for label in figure.summands:
                part = cells.get((figure.subject, figure.table, label, figure.period))
                if part is not None:
                    self.graph.add((iris[index], SL.isSumOf, part))

    def _figure_iri(self, figure: Figure) -> URIRef:
        names = (figure.subject, figure.table, figure.label, figure.period, figure.value)
        return self.iris.of_report(self.entry.id, "figure", slug(figure.kind), hash_of(*names, str(figure.sources[:1])))

    def _write_figure(self, iri: URIRef, figure: Figure) -> None:
        add = self.graph.add
        self.elements.fact_at(iri, SL.Figure, figure)
        add((iri, SL.hasFigureKind, VOCABULARY[f"figure-kind/{figure.kind}"]))
        add((iri, SKOS.prefLabel, Literal(figure.label, lang="fi")))
        add((iri, SL.rawValue, Literal(figure.value, lang="fi")))
        if figure.number is not None:
            add((iri, SL.numericValue, Literal(figure.number)))
            add((iri, SDMX_MEASURE.obsValue, Literal(figure.number)))
        for predicate, text in (
            (SL.unitOfMeasure, figure.unit_of_measure),
            (SL.periodLabel, figure.period),
        ):
            if text:
                add((iri, predicate, Literal(text)))
        for predicate, text in ((SL.subjectLabel, figure.subject), (SL.tableTitle, figure.table)):
            if text:
                add((iri, predicate, Literal(text, lang="fi")))

    def _write_term(self, fact: Term | LegendEntry, term: str, definition: str) -> None:
        """Write a glossary term; a value of the status scale is one that the report explains itself."""
        iri = self._fact(SL.GlossaryTerm, "term", term, fact)
        self.graph.add((iri, SKOS.prefLabel, Literal(term, lang="fi")))
        self.graph.add((iri, SKOS.definition, Literal(definition, lang="fi")))
        if isinstance(fact, Term) and fact.is_abbreviation:
            self.graph.add((iri, SKOS.notation, Literal(term)))

    def _write_passage(self, passage: Passage) -> None:
        iri = self._fact(SL.Passage, "passage", passage.text, passage)
        self._text(iri, passage.text, None)
        if passage.heading:
            self.graph.add((iri, RDFS.label, Literal(passage.heading, lang="fi")))

    def _write_skipped(self, skipped: SkippedLines) -> None:
        iri = self.iris.of_report(self.entry.id, "skipped", f"{skipped.first}-{skipped.last}")
        self.graph.add((iri, RDF.type, SL.SkippedPassage))
        self.graph.add((iri, SL.isStatedIn, self.iri))
        self.graph.add((iri, SL.firstLine, Literal(skipped.first)))
        self.graph.add((iri, SL.lastLine, Literal(skipped.last)))
        self.graph.add((iri, SL.reason, Literal(skipped.reason, lang="en")))


def _cell(figure: Figure) -> tuple[str, str, str, str]:
    return figure.subject, figure.table, figure.label, figure.period


def count_lines(report: MonitoringReport, graph: Graph, iri: URIRef) -> None:
    """Write how long a report is and what it weighs, for its provenance."""
    graph.add((iri, SL.lineCount, Literal(report.line_count)))
    graph.add((iri, SL.byteCount, Literal(report.byte_count)))
    graph.add((iri, SL.checksum, Literal(report.sha256, datatype=XSD.string)))
