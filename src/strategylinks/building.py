"""Build the graph of a workspace: read, link, check, infer, and put it in use when all of it is good."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import Graph, URIRef

from strategylinks import __version__
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Engine
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
from strategylinks.workspace import Workspace


class BrokenGraphError(StrategyLinksError):
    """The graph built from the reports breaks its own shapes, so it was not put in use."""


class Run:
    """Read, build and check report after report, keeping only the numbers of those that are done."""

    def __init__(self, inputs: Inputs, *, thorough: bool = False) -> None:
        self.inputs = inputs
        self._iris = Iris()
        self._checker = Checker(inputs.organisation, inputs.corrections, thorough=thorough)
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
