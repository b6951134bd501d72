"""Reviewed mappings between reports, in RDF: each with its evidence, and as SKOS relations where it was accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from strategylinks.alignment import mappings as domain
from strategylinks.alignment.mappings import MappedElement, MappingError, MappingSet, Outcome
from strategylinks.graph.iris import DEFAULT_BASE, Iris
from strategylinks.graph.namespaces import SEMAPV, SL, SSSOM, VOCABULARY, new_graph
from strategylinks.loading.keys import hash_of
from strategylinks.model import MonitoringReport

#: The places of the elements of a report, by the IRI of the element.
_Places = Mapping[URIRef, Sequence[URIRef]]


class MappingsWriter:
    """Write the mappings between the reports that it is shown; only the places of elements stay in memory."""

    def __init__(self, sets: Sequence[MappingSet], iris: Iris) -> None:
        self._sets = sets
        self._iris = iris
        self._mapped = {report for one in sets for report in (one.earlier, one.later)}
        self._places: dict[str, _Places] = {}

    def see(self, report: MonitoringReport) -> None:
        """Take note of the elements of a report; raise MappingError where a mapping names one that it lacks."""
        if report.entry.id in self._mapped:
            self._places[report.entry.id] = places_of(report, self._iris)

    def build(self) -> Graph:
        """Build the named graph; raise MappingError where an element no longer exists.

        A set of which only one report was shown is left out.
        """
        graph = new_graph()
        for one in self._sets:
            if one.earlier in self._places and one.later in self._places:
                check_elements(one, one.earlier, self._places[one.earlier], self._iris)
                check_elements(one, one.later, self._places[one.later], self._iris)
                for mapping in one:
                    self._write(graph, one, mapping)
        return graph

    def _write(self, graph: Graph, one: MappingSet, mapping: domain.Mapping) -> None:
        earlier, later = (_element(side, self._iris) for side in (mapping.earlier, mapping.later))
        iri = self._iris.mapping(one.name, hash_of(earlier, later))
        facts: list[tuple[URIRef, URIRef | Literal]] = [
            (RDF.type, SL.Mapping),
            (SL.mapsFrom, earlier),
            (SL.mapsTo, later),
            (SL.mapsFromReport, self._iris.report(one.earlier)),
            (SL.mapsToReport, self._iris.report(one.later)),
            (SL.hasMappingRelation, SKOS[mapping.relation]),
            (SL.hasMappingKind, VOCABULARY[f"mapping-kind/{mapping.outcome}"]),
            (SL.hasJustification, SEMAPV[mapping.justification.removeprefix("semapv:")]),
            (SL.confidence, Literal(Decimal(str(mapping.confidence)))),
            (SL.reason, Literal(mapping.reason, lang="en")),
            (SL.accepted, Literal(mapping.is_accepted)),
        ]
        if mapping.cardinality:
            facts.append((SL.cardinality, Literal(mapping.cardinality)))
        if mapping.reviewer:
            facts.append((SL.reviewer, Literal(mapping.reviewer)))
        if mapping.reviewed:
            facts.append((SL.reviewDate, Literal(mapping.reviewed)))
        for predicate, value in facts:
            graph.add((iri, predicate, value))
        self._write_evidence(graph, iri, one, (earlier, later))
        if mapping.is_accepted and None not in mapping.pair:
            _relate(graph, earlier, later, mapping)

    def _write_evidence(self, graph: Graph, iri: URIRef, one: MappingSet, sides: tuple[URIRef, URIRef]) -> None:
        evidence = URIRef(f"{iri}/evidence")
        graph.add((iri, SL.hasEvidence, evidence))
        graph.add((evidence, RDF.type, SL.Evidence))
        for report, side in zip((one.earlier, one.later), sides, strict=True):
            for place in self._places[report].get(side, ()):
                graph.add((evidence, SL.hasSource, place))


def places_of(report: MonitoringReport, iris: Iris) -> _Places:
    """Give the places of each element of a report, by its IRI."""
    entry = report.entry
    return {
        iris.element(entry.plan, element.key): [iris.span(entry.id, span) for span in element.sources]
        for element in report.elements
    }


def check_elements(one: MappingSet, report: str, known: _Places, iris: Iris) -> None:
    """Raise MappingError, with file and line, where a mapping names an element that its report does not have."""
    for mapping in one:
        side = mapping.earlier if report == one.earlier else mapping.later
        if side and _element(side, iris) not in known:
            raise MappingError(
                f"{report} has no element {side.iri} (“{side.label[:60]}”)",
                where=one.path,
                line=mapping.line or None,
                do="Name the element as it is read now, or delete the line.",
            )


def _relate(graph: Graph, earlier: URIRef, later: URIRef, mapping: domain.Mapping) -> None:
    """Say it in SKOS; a continuation within a municipality also replaces what it continues."""
    graph.add((earlier, SKOS[mapping.relation], later))
    if mapping.is_continuation and mapping.outcome is not Outcome.SHARED:
        graph.add((later, DCTERMS.replaces, earlier))


def _element(side: MappedElement | None, iris: Iris) -> URIRef:
    """Give the IRI of an element under the publisher's own base; the files are written under the default one."""
    if side is None:
        return SSSOM.NoTermFound
    return URIRef(iris.base + side.iri.removeprefix(DEFAULT_BASE))
