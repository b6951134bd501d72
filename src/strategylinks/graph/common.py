"""The named graphs that belong to no report: organisation, vocabulary and provenance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, PROV, RDF, SKOS

from strategylinks import __version__
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL, VOCABULARY, new_graph
from strategylinks.graph.reports import count_lines
from strategylinks.graph.sources import SourceWriter
from strategylinks.loading.catalogue import Municipality
from strategylinks.loading.corrections import Correction
from strategylinks.model import MonitoringReport, SourceSpan
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Unit
from strategylinks.resources import resource_root


def build_organisation_graph(
    organisation: Organisation, iris: Iris, municipalities: Mapping[str, Municipality] | None = None
) -> Graph:
    """Build the graph of municipalities, units, posts and reorganisations, each with its evidence."""
    graph = new_graph()
    for municipality in (municipalities or {}).values():
        _write_municipality(graph, iris, municipality)
    for unit in organisation.units:
        _write_unit(graph, iris, unit)
    for post in organisation.posts:
        iri = iris.post(post.municipality, post.id)
        graph.add((iri, RDF.type, ORG.Post))
        graph.add((iri, SL.isOfMunicipality, iris.municipality(post.municipality)))
        graph.add((iri, SKOS.prefLabel, Literal(post.name, lang="fi")))
        _write_labels(graph, iri, post.labels)
        _write_evidence(graph, iris, iri, post.evidence)
    for change in organisation.changes:
        _write_change(graph, iris, change)
    return graph


def build_vocabulary_graph() -> Graph:
    """Build the graph of the ontology and its SKOS schemes."""
    graph = new_graph()
    for name in ("strategy.ttl", "schemes.ttl"):
        graph.parse(resource_root() / "ontology" / name)
    return graph


def build_provenance_graph(reports: Sequence[MonitoringReport], corrections: Iterable[Correction], iris: Iris) -> Graph:
    """Build the graph that says which reports were read, by what, with which checksums and corrections.

    It holds no time of day: the same input gives the same bytes.
    """
    graph = new_graph()
    for report in reports:
        write_reading(graph, iris, report)
    for correction in corrections:
        write_correction(graph, iris, correction)
    return graph


def write_reading(graph: Graph, iris: Iris, report: MonitoringReport) -> None:
    """Write how a report was read into the graph of the provenance."""
    iri = iris.report(report.entry.id)
    run = iris.of_report(report.entry.id, "reading")
    count_lines(report, graph, iri)
    graph.add((run, RDF.type, SL.ReaderRun))
    graph.add((run, PROV.used, iri))
    graph.add((run, SL.layout, Literal(report.layout)))
    graph.add((run, DCTERMS.hasVersion, Literal(f"strategylinks {__version__}")))
    graph.add((iris.report_graph(report.entry.id), PROV.wasGeneratedBy, run))
    graph.add((iris.report_graph(report.entry.id), PROV.wasDerivedFrom, iri))


def _write_municipality(graph: Graph, iris: Iris, municipality: Municipality) -> None:
    iri = iris.municipality(municipality.id)
    graph.add((iri, RDF.type, SL.Municipality))
    graph.add((iri, DCTERMS.identifier, Literal(municipality.id)))
    for language, name in municipality.names.items():
        graph.add((iri, SKOS.prefLabel, Literal(name, lang=language)))


def _write_unit(graph: Graph, iris: Iris, unit: Unit) -> None:
    iri = iris.unit(unit.municipality, unit.id)
    graph.add((iri, RDF.type, ORG.OrganizationalUnit))
    graph.add((iri, SL.isOfMunicipality, iris.municipality(unit.municipality)))
    graph.add((iri, SKOS.notation, Literal(unit.id)))
    graph.add((iri, SKOS.prefLabel, Literal(unit.name, lang="fi")))
    for language, name in unit.names.items():
        graph.add((iri, SKOS.prefLabel, Literal(name, lang=language)))
    _write_labels(graph, iri, unit.labels)
    graph.add((iri, ORG.classification, VOCABULARY[f"unit-kind/{unit.kind}"]))
    if unit.parent:
        graph.add((iri, ORG.unitOf, iris.unit(unit.municipality, unit.parent)))
    _write_evidence(graph, iris, iri, unit.evidence)


def _write_labels(graph: Graph, iri: URIRef, labels: Iterable[str]) -> None:
    for label in labels:
        graph.add((iri, SKOS.altLabel, Literal(label, lang="fi")))


def _write_change(graph: Graph, iris: Iris, change: ChangeEvent) -> None:
    iri = iris.change(change.municipality, change.id)
    graph.add((iri, RDF.type, ORG.ChangeEvent))
    graph.add((iri, SKOS.prefLabel, Literal(change.name, lang="fi")))
    graph.add((iri, DCTERMS.date, Literal(change.date)))
    if not change.date_is_stated:
        graph.add((iri, SL.doubt, Literal("the date is inferred, not stated by the documents", lang="en")))
    originals = [iris.unit(change.municipality, unit) for unit in change.original]
    results = [iris.unit(change.municipality, unit) for unit in change.resulting]
    for unit in originals:
        graph.add((iri, ORG.originalOrganization, unit))
        for successor in results:
            if successor != unit:
                graph.add((unit, SL.hasSuccessorUnit, successor))
    for unit in results:
        graph.add((iri, ORG.resultingOrganization, unit))
    _write_evidence(graph, iris, iri, change.evidence)


def _write_evidence(graph: Graph, iris: Iris, iri: URIRef, evidence: Iterable[Evidence]) -> None:
    for item in evidence:
        span = SourceSpan(item.first, item.last, item.quote)
        SourceWriter(graph, iris, item.report).write_spans(iri, [span])


def write_correction(graph: Graph, iris: Iris, correction: Correction) -> None:
    """Write a reviewed correction into the graph of the provenance."""
    iri = iris.correction(correction.id)
    graph.add((iri, RDF.type, SL.Correction))
    graph.add((iri, DCTERMS.identifier, Literal(correction.id)))
    graph.add((iri, SL.reason, Literal(correction.reason, lang="en")))
    graph.add((iri, DCTERMS.issued, Literal(correction.reviewed)))
    graph.add((iri, SL.isStatedIn, iris.report(correction.report)))
    graph.add((iri, SL.firstLine, Literal(correction.line)))
    graph.add((iri, SL.lastLine, Literal(correction.line)))
