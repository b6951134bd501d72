"""Linkages, mentions and signs of a report, and the named things of the register, in RDF."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL, VOCABULARY, new_graph
from strategylinks.graph.sources import SourceWriter
from strategylinks.linking import End, EndKind, Ground, Linkage, Linked, Mention, Sign
from strategylinks.loading.keys import hash_of
from strategylinks.model import MonitoringReport, SourceSpan
from strategylinks.organisation import Evidence
from strategylinks.register import NamedKind, NamedThing, Register

_CLASS_OF = {
    NamedKind.PARTNER: SL.Partner,
    NamedKind.INITIATIVE: SL.Initiative,
    NamedKind.SYSTEM: SL.System,
}


def build_linkages_graph(report: MonitoringReport, linked: Linked, iris: Iris, register: Register) -> Graph:
    """Build the named graph of the linkages, mentions and signs of a report."""
    writer = LinkageWriter(new_graph(), iris, report, register)
    for mention in linked.mentions:
        writer.write_mention(mention)
    for linkage in linked.linkages:
        writer.write_linkage(linkage)
    for sign in linked.signs:
        writer.write_sign(sign)
    return writer.graph


def build_register_graph(register: Register, iris: Iris) -> Graph:
    """Build the named graph of partners, initiatives and systems, each with its evidence."""
    graph = new_graph()
    for thing in register.things:
        iri = iris.named(thing.municipality, thing.id)
        _write_thing(graph, iri, thing)
        if thing.municipality:
            graph.add((iri, SL.isOfMunicipality, iris.municipality(thing.municipality)))
        _write_evidence(graph, iris, iri, thing.evidence)
    return graph


class LinkageWriter:
    """Write linkages, mentions and signs into one graph."""

    def __init__(self, graph: Graph, iris: Iris, report: MonitoringReport, register: Register) -> None:
        self.graph = graph
        self._iris = iris
        self._entry = report.entry
        self._sources = SourceWriter(graph, iris, report.entry.id)
        things = sorted(register.within(self._entry.municipality).things, key=lambda thing: bool(thing.municipality))
        self._things = {thing.id: iris.named(thing.municipality, thing.id) for thing in things}

    def write_linkage(self, linkage: Linkage) -> None:
        """Write a linkage: its ends, the units at them, what joins them, and its grounds."""
        ends = (linkage.source, linkage.target, *linkage.through)
        iri = self._iris.of_report(self._entry.id, "linkage", linkage.kind, hash_of(*(str(end) for end in ends)))
        self._add(iri, RDF.type, SL.Linkage)
        self._add(iri, SL.hasLinkageKind, VOCABULARY[f"linkage-kind/{linkage.kind}"])
        self._add(iri, SL.isStatedIn, self._iris.report(self._entry.id))
        self._add(iri, SL.linksFrom, self._end(linkage.source))
        self._add(iri, SL.linksTo, self._end(linkage.target))
        self._add(iri, SL.isDirected, Literal(linkage.is_directed))
        self._add(iri, SL.weight, Literal(Decimal(linkage.weight)))
        for end in linkage.through:
            self._add(iri, SL.linksThrough, self._end(end))
        for predicate, units in ((SL.linksFromUnit, linkage.source_units), (SL.linksToUnit, linkage.target_units)):
            for unit in units:
                self._add(iri, predicate, self._iris.unit(self._entry.municipality, unit))
        self._sources.write_certainty(iri, linkage.certainty)
        for ordinal, ground in enumerate(linkage.grounds, 1):
            self._write_ground(iri, ordinal, ground)

    def write_mention(self, mention: Mention) -> None:
        """Write that the text of an element names a thing."""
        key = hash_of(mention.element.key, str(mention.thing), mention.ground.text)
        iri = self._iris.of_report(self._entry.id, "mention", key)
        self._add(iri, RDF.type, SL.Mention)
        self._add(iri, SL.isStatedIn, self._iris.report(self._entry.id))
        self._add(iri, SL.isAbout, self._iris.element(self._entry.plan, mention.element.key))
        self._add(iri, SL.mentions, self._end(mention.thing))
        self._add(iri, SL.asWritten, Literal(mention.as_written))
        self._write_words(iri, mention.ground)
        self._sources.write_certainty(iri, mention.certainty)

    def write_sign(self, sign: Sign) -> None:
        """Write that the progress text of an element tells of delay, or of something that is not done."""
        about = self._iris.element(self._entry.plan, sign.element.key)
        iri = URIRef(f"{about}/sign/{self._entry.id}/{sign.kind}")
        self._add(iri, RDF.type, SL.Sign)
        self._add(iri, SL.hasSignKind, VOCABULARY[f"sign-kind/{sign.kind}"])
        self._add(iri, SL.isStatedIn, self._iris.report(self._entry.id))
        self._add(iri, SL.isAbout, about)
        self._add(iri, SL.asWritten, Literal(sign.as_written))
        self._write_words(iri, sign.ground)
        self._sources.write_certainty(iri, sign.certainty)

    def _write_ground(self, linkage: URIRef, ordinal: int, ground: Ground) -> None:
        iri = URIRef(f"{linkage}/evidence/{ordinal}")
        self._add(linkage, SL.hasEvidence, iri)
        self._add(iri, RDF.type, SL.Evidence)
        self._write_words(iri, ground)

    def _write_words(self, iri: URIRef, ground: Ground) -> None:
        self._add(iri, SL.text, Literal(ground.text, lang="fi"))
        self._sources.write_spans(iri, ground.sources)

    def _end(self, end: End) -> URIRef:
        match end.kind:
            case EndKind.UNIT:
                return self._iris.unit(self._entry.municipality, end.key)
            case EndKind.NAMED:
                return self._things[end.key]
            case _:
                return self._iris.element(self._entry.plan, end.key)

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))


def _write_thing(graph: Graph, iri: URIRef, thing: NamedThing) -> None:
    graph.add((iri, RDF.type, _CLASS_OF[thing.kind]))
    graph.add((iri, SKOS.notation, Literal(thing.id)))
    graph.add((iri, SKOS.prefLabel, Literal(thing.name, lang="fi")))
    for language, name in thing.names.items():
        graph.add((iri, SKOS.prefLabel, Literal(name, lang=language)))
    for form in thing.forms:
        if form != thing.name:
            graph.add((iri, SKOS.altLabel, Literal(form, lang="fi")))


def _write_evidence(graph: Graph, iris: Iris, iri: URIRef, evidence: Iterable[Evidence]) -> None:
    for item in evidence:
        span = SourceSpan(item.first, item.last, item.quote)
        SourceWriter(graph, iris, item.report).write_spans(iri, [span])
