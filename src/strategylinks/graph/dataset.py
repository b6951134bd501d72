"""All named graphs of a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rdflib import Graph, URIRef

from strategylinks.graph.common import build_organisation_graph, build_provenance_graph, build_vocabulary_graph
from strategylinks.graph.iris import Iris
from strategylinks.graph.reports import build_report_graph
from strategylinks.loading.corrections import Correction
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Organisation

NamedGraphs = Mapping[URIRef, Graph]


def build_graph(
    reports: Sequence[MonitoringReport], organisation: Organisation, corrections: Iterable[Correction], iris: Iris
) -> NamedGraphs:
    """Build the named graphs: one per report, and organisation, vocabulary and provenance."""
    graphs = {iris.report_graph(report.entry.id): build_report_graph(report, iris) for report in reports}
    graphs[iris.graph("organisation")] = build_organisation_graph(organisation, iris)
    graphs[iris.graph("vocabulary")] = build_vocabulary_graph()
    graphs[iris.graph("provenance")] = build_provenance_graph(reports, corrections, iris)
    return graphs
