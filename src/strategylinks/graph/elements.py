"""Programmes, goals, flagship projects and actions, and all facts about them, in RDF."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, SKOS

from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL, VOCABULARY
from strategylinks.graph.sources import SourceWriter
from strategylinks.loading.keys import hash_of
from strategylinks.loading.numbers import read_number
from strategylinks.model import (
    CatalogueEntry,
    Element,
    ElementKind,
    Fact,
    Levels,
    ProgressNote,
    Responsibility,
    StatusAssessment,
)
from strategylinks.vocabulary import Vocabulary

CLASS_OF = {
    ElementKind.PROGRAMME: SL.Programme,
    ElementKind.GOAL: SL.Goal,
    ElementKind.FLAGSHIP: SL.FlagshipProject,
    ElementKind.ACTION: SL.Action,
}


class ElementWriter:
    """Write the elements of one report into its graph."""

    def __init__(self, graph: Graph, iris: Iris, entry: CatalogueEntry, vocabulary: Vocabulary) -> None:
        self.graph = graph
        self.iris = iris
        self.entry = entry
        self.vocabulary = vocabulary
        self.sources = SourceWriter(graph, iris, entry.id)

    def iri(self, key: str) -> URIRef:
        """Give the IRI of an element by its key."""
        return self.iris.element(self.entry.plan, key)

    def fact(self, about: URIRef, kind: URIRef, parts: Iterable[str], fact: Fact) -> URIRef:
        """Start a fact about an element: its type, report, places and certainty."""
        return self.fact_at(URIRef("/".join([str(about), *parts])), kind, fact, about)

    def fact_at(self, iri: URIRef, kind: URIRef, fact: Fact, about: URIRef | None = None) -> URIRef:
        """Start a fact at a given IRI."""
        self.graph.add((iri, RDF.type, kind))
        self.graph.add((iri, SL.isStatedIn, self.iris.report(self.entry.id)))
        if about is not None:
            self.graph.add((iri, SL.isAbout, about))
        self.sources.write_fact(iri, fact)
        return iri

    def write(self, element: Element) -> None:
        """Write an element and the facts about it."""
        iri = self.iri(element.key)
        self._write_core(iri, element)
        for ordinal, answer in enumerate(element.responsibilities, 1):
            self._write_responsibility(iri, answer, ordinal)
        self._write_indicators(iri, element)
        for ordinal, levels in enumerate(element.levels, 1):
            self._write_levels(iri, levels, ordinal)
        self._write_texts(iri, element)
        if element.status:
            self._write_status(iri, element.status)
        for span in element.mentions:
            place = Fact(sources=(span,), certainty=element.certainty)
            self.fact(iri, SL.ElementMention, ["mention", self.entry.id, f"{span.first}-{span.last}"], place)

    def _write_core(self, iri: URIRef, element: Element) -> None:
        add = self.graph.add
        add((iri, RDF.type, CLASS_OF[element.kind]))
        add((iri, SKOS.prefLabel, Literal(element.name, lang="fi")))
        add((iri, SKOS.inScheme, self.iris.plan(self.entry.plan)))
        add((iri, SL.isStatedIn, self.iris.report(self.entry.id)))
        if element.code:
            add((iri, SKOS.notation, Literal(element.code)))
        if element.parent:
            add((iri, SL.belongsTo, self.iri(element.parent)))
        if element.goal_kind:
            add((iri, SL.hasGoalKind, VOCABULARY[f"goal-kind/{element.goal_kind}"]))
        for target in element.supports:
            add((iri, SL.supports, self.iri(target)))
        self.sources.write_fact(iri, element)

    def _write_responsibility(self, about: URIRef, answer: Responsibility, ordinal: int) -> None:
        kind = "post" if answer.is_post else "unit"
        iri = self.fact(
            about, SL.Responsibility, ["responsibility", self.entry.id, kind, hash_of(answer.holder)], answer
        )
        add = self.graph.add
        holder = self._holder(answer)
        add((about, SL.hasResponsibility, iri))
        add((iri, SL.ordinal, Literal(ordinal)))
        add((about, SL.hasResponsiblePost if answer.is_post else SL.hasResponsibleUnit, holder))
        add((iri, SL.isHeldBy, holder))
        add((iri, SL.asWritten, Literal(answer.as_written)))
        add((iri, SL.hasRole, VOCABULARY[f"role/{answer.role}"]))
        if not answer.is_known:
            self._write_unknown(holder, answer)
        if answer.role_as_written:
            add((iri, SL.text, Literal(answer.role_as_written, lang="fi")))

    def _write_unknown(self, holder: URIRef, answer: Responsibility) -> None:
        """Write a unit or post that the organisation file does not know, so that it can be named all the same."""
        self.graph.add((holder, RDF.type, ORG.Post if answer.is_post else ORG.OrganizationalUnit))
        self.graph.add((holder, SKOS.prefLabel, Literal(answer.holder, lang="fi")))
        self.graph.add((holder, SKOS.altLabel, Literal(answer.as_written, lang="fi")))
        self.graph.add((holder, SL.isOfMunicipality, self.iris.municipality(self.entry.municipality)))
        self.graph.add((holder, SL.doubt, Literal("data/organisation.toml does not know it", lang="en")))
        if not answer.is_post:
            self.graph.add((holder, SKOS.notation, Literal(answer.holder)))

    def _holder(self, answer: Responsibility) -> URIRef:
        municipality = self.entry.municipality
        make = self.iris.post if answer.is_post else self.iris.unit
        return make(municipality, answer.holder)

    def _write_indicators(self, about: URIRef, element: Element) -> None:
        for ordinal, indicator in enumerate(element.indicators, 1):
            iri = self.fact(about, SL.Indicator, ["indicator", hash_of(indicator.name)], indicator)
            self.graph.add((iri, SL.ordinal, Literal(ordinal)))
            self.graph.add((iri, SL.measures, about))
            self.graph.add((iri, SKOS.prefLabel, Literal(indicator.name, lang="fi")))

    def _write_levels(self, about: URIRef, levels: Levels, ordinal: int) -> None:
        indicator = URIRef(f"{about}/indicator/{hash_of(levels.indicator)}") if levels.indicator else None
        for kind, name, text in (
            (SL.Baseline, "baseline", levels.baseline),
            (SL.Target, "target", levels.target),
        ):
            if text:
                key = hash_of(levels.indicator or "", levels.baseline or "", levels.target or "")
                iri = self.fact(about, kind, [name, self.entry.id, key], levels)
                self.graph.add((iri, SL.ordinal, Literal(ordinal)))
                self.graph.add((iri, SL.rawValue, Literal(text, lang="fi")))
                if indicator:
                    self.graph.add((iri, SL.ofIndicator, indicator))
                number = read_number(text)
                if number is not None:
                    self.graph.add((iri, SL.numericValue, Literal(number)))

    def _write_texts(self, about: URIRef, element: Element) -> None:
        if element.risk:
            iri = self.fact(about, SL.Risk, ["risk", self.entry.id], element.risk)
            self.graph.add((iri, SL.text, Literal(element.risk.text, lang="fi")))
        if element.progress:
            self._write_progress(about, element.progress, ["progress", self.entry.id])
        for ordinal, note in enumerate(element.progress_by_unit, 1):
            iri = self._write_progress(about, note, ["progress", self.entry.id, str(note.unit)])
            self.graph.add((iri, SL.ordinal, Literal(ordinal)))

    def _write_progress(self, about: URIRef, note: ProgressNote, parts: list[str]) -> URIRef:
        iri = self.fact(about, SL.ProgressNote, parts, note)
        self.graph.add((iri, SL.text, Literal(note.text, lang="fi")))
        if note.unit:
            self.graph.add((iri, SL.byUnit, self.iris.unit(self.entry.municipality, note.unit)))
            self.graph.add((iri, SL.asWritten, Literal(note.as_written)))
        return iri

    def _write_status(self, about: URIRef, status: StatusAssessment) -> None:
        iri = self.fact(about, SL.StatusAssessment, ["status", self.entry.id], status)
        add = self.graph.add
        add((iri, SL.asWritten, Literal(status.as_written)))
        add((iri, SL.hasStatusSource, VOCABULARY[f"status-source/{status.source}"]))
        if status.value:
            concept = self.vocabulary.concept(status.scale, status.value)
            add((iri, SL.hasStatusValue, URIRef(concept.iri)))
            if concept.common:
                add((iri, SL.hasCommonStatus, URIRef(concept.common)))
