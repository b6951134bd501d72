"""The dataset and the service in RDF: DCAT, VoID and the SPARQL service description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, VOID, XSD

from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import PREFIXES, new_graph
from strategylinks.querying.library import select
from strategylinks.resources import resource_root
from strategylinks.web import words
from strategylinks.web.site import Report, Site

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
_LANGUAGES = ("en", "fi", "sv")
Triple = tuple[URIRef, URIRef, URIRef | Literal]


def describe(site: Site, root: str, sizes: Mapping[str, int]) -> Graph:
    """Describe the dataset and the service at ``root``; ``sizes`` are the triples of each named graph."""
    graph = new_graph()
    for prefix, namespace in {"dcat": DCAT, "foaf": FOAF, "sd": SD, "void": VOID}.items():
        graph.bind(prefix, Namespace(str(namespace)))
    dataset, endpoint = URIRef(f"{site.base}dataset"), URIRef(f"{root}/sparql")
    for subject, predicate, value in (
        *_dataset(site, dataset, root),
        *_coverage(site.reports.values(), dataset, site.base),
        *_distribution(dataset, endpoint, root),
        *_service(dataset, endpoint),
        *_graphs(dataset, root, site, sizes),
    ):
        graph.add((subject, predicate, value))
    return graph


def _dataset(site: Site, dataset: URIRef, root: str) -> Iterator[Triple]:
    yield dataset, RDF.type, DCAT.Dataset
    yield dataset, RDF.type, VOID.Dataset
    for language in _LANGUAGES:
        for predicate, key in ((DCTERMS.title, "title"), (DCTERMS.description, "about"), (DCTERMS.rights, "rights")):
            yield dataset, predicate, Literal(words.say(language, f"dataset.{key}"), lang=language)
        yield dataset, DCAT.keyword, Literal(words.say(language, "dataset.keyword"), lang=language)
    if site.workspace.root.resolve() == resource_root().resolve():
        # What others make of their own reports is theirs to license.
        yield dataset, DCTERMS.license, URIRef("https://spdx.org/licenses/MIT")
    yield dataset, DCTERMS.identifier, Literal(site.stamp)
    yield dataset, OWL.versionInfo, Literal(site.version)
    yield dataset, FOAF.homepage, URIRef(f"{root}/")
    yield dataset, DCAT.landingPage, URIRef(f"{root}/")
    yield dataset, VOID.uriSpace, Literal(site.base)
    yield dataset, DCTERMS.conformsTo, URIRef(f"{site.base}ontology")
    for namespace in PREFIXES.values():
        yield dataset, VOID.vocabulary, URIRef(str(namespace))
    for row in select(site.engine, "pages/graph-examples"):
        yield dataset, VOID.exampleResource, URIRef(row["thing"] or "")
    if isinstance(site.source, Path):
        built = datetime.fromtimestamp(site.source.stat().st_mtime, UTC).isoformat(timespec="seconds")
        yield dataset, DCTERMS.modified, Literal(built, datatype=XSD.dateTime)


def _coverage(reports: Iterable[Report], dataset: URIRef, base: str) -> Iterator[Triple]:
    """Say which documents it was read from, who published them, and what time they cover."""
    known = list(reports)
    for report in known:
        yield dataset, DCTERMS.source, URIRef(report.iri)
    for municipality, name in sorted({(report.municipality, report.municipality_name) for report in known}):
        publisher = Iris(base).municipality(municipality)
        yield dataset, DCTERMS.publisher, publisher
        yield publisher, FOAF.name, Literal(name, lang="fi")
    days = sorted(day for report in known for day in (report.start, report.end) if len(day) == len("2017-01-01"))
    if days:
        period = URIRef(f"{dataset}#period")
        yield dataset, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.startDate, Literal(days[0], datatype=XSD.date)
        yield period, DCAT.endDate, Literal(days[-1], datatype=XSD.date)


def _distribution(dataset: URIRef, endpoint: URIRef, root: str) -> Iterator[Triple]:
    service = URIRef(f"{endpoint}#service")
    yield dataset, VOID.sparqlEndpoint, endpoint
    yield service, RDF.type, DCAT.DataService
    yield service, DCAT.endpointURL, endpoint
    yield service, DCAT.endpointDescription, URIRef(f"{root}/openapi.json")
    yield service, DCAT.servesDataset, dataset
    yield service, DCTERMS.title, Literal("SPARQL 1.1", lang="en")


def _service(dataset: URIRef, endpoint: URIRef) -> Iterator[Triple]:
    service, held = URIRef(f"{endpoint}#service"), URIRef(f"{dataset}#graphs")
    yield service, RDF.type, SD.Service
    yield service, SD.endpoint, endpoint
    yield service, SD.supportedLanguage, SD.SPARQL11Query
    yield service, SD.feature, SD.UnionDefaultGraph
    for name in (*_RESULTS, *_GRAPHS):
        yield service, SD.resultFormat, _FORMATS[name]
    yield service, SD.defaultDataset, held
    yield held, RDF.type, SD.Dataset


def _graphs(dataset: URIRef, root: str, site: Site, sizes: Mapping[str, int]) -> Iterator[Triple]:
    """Say of each named graph how large it is, and where it is to be had."""
    held, union = URIRef(f"{dataset}#graphs"), URIRef(f"{dataset}#union")
    total = Literal(sum(sizes.values()))
    yield dataset, VOID.triples, total
    yield held, SD.defaultGraph, union
    yield union, RDF.type, SD.Graph
    yield union, VOID.triples, total
    for name, triples in sizes.items():
        graph = URIRef(name)
        yield held, SD.namedGraph, graph
        yield graph, RDF.type, SD.NamedGraph
        yield graph, RDF.type, SD.Graph
        yield graph, SD.name, graph
        yield graph, SD.graph, graph
        yield graph, RDF.type, VOID.Dataset
        yield graph, VOID.triples, Literal(triples)
        yield graph, VOID.dataDump, URIRef(f"{root}/{site.local(name)}?format=nt")
        yield dataset, VOID.subset, graph
