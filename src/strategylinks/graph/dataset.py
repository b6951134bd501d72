"""All named graphs of a workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import Graph, URIRef

from strategylinks.alignment.mappings import MappingSet
from strategylinks.graph.common import (
    build_organisation_graph,
    build_provenance_graph,
    build_vocabulary_graph,
    write_reading,
)
from strategylinks.graph.iris import Iris
from strategylinks.graph.linkages import build_linkages_graph, build_register_graph
from strategylinks.graph.mappings import MappingsWriter
from strategylinks.graph.namespaces import new_graph
from strategylinks.graph.reports import build_report_graph
from strategylinks.graph.subjects import write_subjects
from strategylinks.linking import Linker
from strategylinks.loading.catalogue import Municipality
from strategylinks.loading.corrections import Correction
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Organisation
from strategylinks.register import Register
from strategylinks.subjects import Subject

NamedGraphs = Mapping[URIRef, Graph]
#: Named graphs as they come: all at once, or one after the other.
GraphStream = NamedGraphs | Iterable[tuple[URIRef, Graph]]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Hold what people have settled about the municipalities, beside what their reports state."""

    organisation: Organisation = field(default_factory=Organisation)
    corrections: Sequence[Correction] = ()
    municipalities: Mapping[str, Municipality] = field(default_factory=dict)
    register: Register = field(default_factory=Register)
    subjects: Sequence[Subject] = ()
    mappings: Sequence[MappingSet] = ()


def build_graph(reports: Sequence[MonitoringReport], reviewed: Reviewed, iris: Iris) -> NamedGraphs:
    """Build the named graphs: two per report, and those that all reports share."""
    return dict(stream_graphs(reports, reviewed, iris))


def stream_graphs(
    reports: Iterable[MonitoringReport],
    reviewed: Reviewed,
    iris: Iris,
    seen: Callable[[MonitoringReport, Graph], None] = lambda *_: None,
) -> Iterator[tuple[URIRef, Graph]]:
    """Build the named graphs one after the other, so that only one of them has to be in memory.

    ``seen`` is shown each report with its graph.
    """
    provenance = build_provenance_graph((), reviewed.corrections, iris)
    linker = Linker(reviewed.organisation, reviewed.register)
    subjects = new_graph()
    mappings = MappingsWriter(reviewed.mappings, iris)
    for report in reports:
        graph = build_report_graph(report, iris)
        write_reading(provenance, iris, report)
        write_subjects(subjects, reviewed.subjects, report, iris)
        mappings.see(report)
        seen(report, graph)
        yield iris.report_graph(report.entry.id), graph
        yield (
            iris.linkages_graph(report.entry.id),
            build_linkages_graph(report, linker.link(report), iris, reviewed.register),
        )
    yield iris.graph("organisation"), build_organisation_graph(reviewed.organisation, iris, reviewed.municipalities)
    yield iris.graph("register"), build_register_graph(reviewed.register, iris)
    yield iris.graph("subjects"), subjects
    yield iris.graph("mappings"), mappings.build()
    yield iris.graph("vocabulary"), build_vocabulary_graph()
    yield iris.graph("provenance"), provenance
