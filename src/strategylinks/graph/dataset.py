"""All named graphs of a workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rdflib import Graph, URIRef

from strategylinks.graph.common import (
    build_organisation_graph,
    build_provenance_graph,
    build_vocabulary_graph,
    write_reading,
)
from strategylinks.graph.iris import Iris
from strategylinks.graph.reports import build_report_graph
from strategylinks.loading.corrections import Correction
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Organisation

NamedGraphs = Mapping[URIRef, Graph]
#: Named graphs as they come: all at once, or one after the other.
GraphStream = NamedGraphs | Iterable[tuple[URIRef, Graph]]


def build_graph(
    reports: Sequence[MonitoringReport], organisation: Organisation, corrections: Iterable[Correction], iris: Iris
) -> NamedGraphs:
    """Build the named graphs: one per report, and organisation, vocabulary and provenance."""
    return dict(stream_graphs(reports, organisation, corrections, iris))


def stream_graphs(
    reports: Iterable[MonitoringReport],
    organisation: Organisation,
    corrections: Iterable[Correction],
    iris: Iris,
    seen: Callable[[MonitoringReport, Graph], None] = lambda *_: None,
) -> Iterator[tuple[URIRef, Graph]]:
    """Build the named graphs one after the other, so that only one of them has to be in memory.

    ``seen`` is shown each report with its graph.
    """
    provenance = build_provenance_graph((), corrections, iris)
    for report in reports:
        graph = build_report_graph(report, iris)
        write_reading(provenance, iris, report)
        seen(report, graph)
        yield iris.report_graph(report.entry.id), graph
    yield iris.graph("organisation"), build_organisation_graph(organisation, iris)
    yield iris.graph("vocabulary"), build_vocabulary_graph()
    yield iris.graph("provenance"), provenance
