"""Build the graph of a workspace: read, link, check, infer, and put it in use when all of it is good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph, URIRef

from strategylinks import __version__
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Engine
from strategylinks.engines.publishing import graphs_of, publish
from strategylinks.engines.remote import connect
from strategylinks.errors import StrategyLinksError
from strategylinks.graph.common import build_organisation_graph
from strategylinks.graph.dataset import GraphStream, stream_graphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import GraphStore, memory_store
from strategylinks.model import MonitoringReport, Severity
from strategylinks.pipeline import Inputs, Progress, fingerprint, read_each, read_inputs
from strategylinks.reasoning.rules import write_inferences
from strategylinks.validation.check import Checker, ValidationReport
from strategylinks.views.summary import ReportSummary, count_report, with_outcome
from strategylinks.workspace import Workspace, find_workspace


def raise_it(error: StrategyLinksError) -> None:
    """Raise an error."""
    raise error


class BrokenGraphError(StrategyLinksError):
    """The graph built from the reports breaks its own shapes, so it was not put in use."""


class Run:
    """Read, build and check report after report, keeping only the numbers of those that are done."""

    def __init__(self, inputs: Inputs, *, thorough: bool = False) -> None:
        self.inputs = inputs
        self._iris = Iris()
        self._checker = Checker(inputs.organisation, inputs.corrections, inputs.register, thorough=thorough)
        self._counts: list[ReportSummary] = []
        self._result = ValidationReport([], [], [])

    def graphs(self, tell: Progress) -> Iterator[tuple[URIRef, Graph]]:
        """Build the named graphs, checking each report with its graph on the way."""

        def seen(report: MonitoringReport, graph: Graph) -> None:
            tell(f"Checking {report.entry.id} …")
            self._checker.add(report, graph)
            self._counts.append(count_report(report, graph))

        return stream_graphs(read_each(self.inputs, tell), self.inputs.reviewed, self._iris, seen)

    def finish(self, engine: Engine, tell: Progress) -> ValidationReport:
        """Infer and check, once all graphs are in the store."""
        tell("Drawing conclusions …")
        write_inferences(engine, self._iris)
        tell("Checking the graph …")
        reviewed = self.inputs.reviewed
        organisation = build_organisation_graph(reviewed.organisation, self._iris, reviewed.municipalities)
        self._result = self._checker.finish(organisation, engine)
        return self._result

    def summaries(self) -> list[ReportSummary]:
        """Give the numbers of each report, with what the check found."""
        return [with_outcome(counts, self._result) for counts in self._counts]


def build(workspace: Workspace, tell: Progress = lambda _: None) -> list[ReportSummary]:
    """Read, check and store everything; raise BrokenGraphError where the graph breaks its shapes.

    A build that fails leaves the old graph in use.
    """
    run = Run(read_inputs(workspace))

    def accept(store: ox.Store) -> None:
        refuse_broken(run.finish(EmbeddedEngine(store), tell))

    GraphStore(workspace.store).replace(run.graphs(tell), fingerprint(workspace), __version__, accept)
    return run.summaries()


def open_graph(
    workspace: Workspace | Path | None = None,
    store: str | None = None,
    tell: Progress = lambda _: None,
    fall_back: Callable[[StrategyLinksError], None] = raise_it,
) -> Engine:
    """Open the graph of a workspace, or that of the SPARQL server at the address ``store``.

    A workspace that was never built, or has changed since, is built first. Where that build fails, ``fall_back`` is
    told, and the graph built before answers unless it raises.
    """
    if store:
        return connect(store)
    found = workspace if isinstance(workspace, Workspace) else find_workspace(workspace)
    built = GraphStore(found.store)
    if built.current() is None:
        build(found, tell)
    elif is_stale(found):
        try:
            build(found, tell)
        except StrategyLinksError as error:
            fall_back(error)
    return EmbeddedEngine(built.open())


def is_stale(workspace: Workspace) -> bool:
    """Tell whether the data has changed since the graph was built."""
    current = GraphStore(workspace.store).current()
    return current is not None and current.fingerprint != fingerprint(workspace)


def publish_graph(workspace: Workspace, store: str) -> None:
    """Put the built graph of a workspace on a SPARQL server, all of it or nothing, in the place of an older one."""
    publish(connect(store), graphs_of(GraphStore(workspace.store).open()), only_below=Iris().base)


def memory_engine(graphs: GraphStream, iris: Iris | None = None) -> EmbeddedEngine:
    """Put named graphs, and what follows from them, into a store in memory."""
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, iris or Iris())
    return engine


def refuse_broken(result: ValidationReport) -> None:
    """Raise BrokenGraphError where a check found errors."""
    errors = result.of_severity(Severity.ERROR)
    if errors:
        first, places = errors[0], f"{len(errors)} place" + ("s" if len(errors) > 1 else "")
        raise BrokenGraphError(
            f"the graph breaks its shapes in {places}, the first: {first.message} ({first.element})",
            where=first.report or None,
            line=first.first or None,
            do="The old graph stays in use. Run 'strategylinks check' for the whole list.",
        )
