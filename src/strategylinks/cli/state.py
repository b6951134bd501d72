"""What the commands do, apart from showing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import URIRef
from rich.console import Console

from strategylinks.adding import Added, add_report
from strategylinks.building import Run, build, memory_engine, open_graph, publish_graph
from strategylinks.cli import output
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Engine
from strategylinks.engines.limited import Source
from strategylinks.engines.remote import connect
from strategylinks.errors import StrategyLinksError
from strategylinks.graph.serialising import serialise_dataset
from strategylinks.graph.store import GraphStore, memory_store
from strategylinks.pipeline import Progress, build_graphs, read_inputs, read_reports
from strategylinks.querying.elements import find_elements
from strategylinks.reasoning.hermit import (
    NoJavaError,
    ReasonerResult,
    ReasonerSkipped,
    check_consistency,
    find_java,
)
from strategylinks.validation.check import ValidationReport
from strategylinks.views.card import element_card
from strategylinks.views.elements import FIELDS, element_records
from strategylinks.views.figures import FIGURE_FIELDS, GLOSSARY_FIELDS, figure_records, glossary_records
from strategylinks.views.files import to_csv, to_json, to_xlsx
from strategylinks.views.summary import ReportSummary
from strategylinks.workspace import Workspace, find_workspace, make_workspace

if TYPE_CHECKING:
    from strategylinks.web.kept.keeping import Keeper

_TABLES = {
    "elements": (element_records, FIELDS),
    "figures": (figure_records, FIGURE_FIELDS),
    "glossary": (glossary_records, GLOSSARY_FIELDS),
}


@dataclass(frozen=True, slots=True)
class Session:
    """Hold the workspace that a command works on."""

    workspace: Workspace
    store: str | None = None

    @classmethod
    def open(cls, folder: Path | None, store: str | None = None) -> Session:
        """Find the workspace of a command; ``store`` is the address of a server that answers instead of it."""
        return cls(find_workspace(folder), store)

    @staticmethod
    def init(folder: Path) -> Workspace:
        """Make a new workspace."""
        return make_workspace(folder)

    def build(self, *, show_progress: bool) -> list[ReportSummary]:
        """Read, check and store everything; raise BrokenGraphError where the graph breaks its shapes."""
        with _status(show_progress=show_progress) as tell:
            summaries = build(self.workspace, tell)
            if self.store:
                tell("Publishing …")
                publish_graph(self.workspace, self.store)
        return summaries

    def check(self, *, show_progress: bool) -> ValidationReport:
        """Check everything thoroughly, and store nothing."""
        run = Run(read_inputs(self.workspace), thorough=True)
        with _status(show_progress=show_progress) as tell:
            return run.finish(EmbeddedEngine(memory_store(run.graphs(tell))), tell)

    def reason(self) -> ReasonerResult | ReasonerSkipped:
        """Check the ontology, the data and what follows from them with HermiT, where there is a Java to run it."""
        try:
            find_java()
        except NoJavaError as error:
            return ReasonerSkipped(str(error))
        inputs = read_inputs(self.workspace)
        engine = memory_engine(build_graphs(inputs, read_reports(inputs)))
        return check_consistency(b"".join(engine.dump(URIRef(name.value)) for name in engine.store.named_graphs()))

    def report_rows(self) -> list[dict[str, Any]]:
        """List what is loaded, from the store."""
        return [summary.row() for summary in self._summaries()]

    def cards(self, what: str, report: str | None) -> list[dict[str, Any]]:
        """Find elements and collect everything known about them."""
        engine = self.engine()
        records = element_records(engine)
        return [element_card(engine, record, records) for record in find_elements(records, what, report)]

    def add(self, file: Path, given: Mapping[str, str], *, replace: bool) -> Added:
        """Add a report to the workspace and its graph."""
        added = add_report(self.workspace, file, given, replace=replace)
        if self.store:
            publish_graph(self.workspace, self.store)
        return added

    def export(self, what: str, form: str | None) -> bytes:
        """Write a table or the graph in a format."""
        if what == "graph":
            self.engine()
            return serialise_dataset(GraphStore(self.workspace.store).open(), form or "turtle")
        records_of, fields = _TABLES[what]
        records = records_of(self.engine())
        match form or "json":
            case "json":
                return to_json(records).encode()
            case "csv":
                return to_csv(records, fields).encode()
            case "xlsx":
                return to_xlsx(records, fields, what)
            case other:
                raise StrategyLinksError(f"{what} cannot be written as {other}", do="Choose json, csv or xlsx.")

    def _summaries(self) -> list[ReportSummary]:
        run = Run(read_inputs(self.workspace))
        run.finish(EmbeddedEngine(memory_store(run.graphs(lambda _: None))), lambda _: None)
        return run.summaries()

    def engine(self) -> Engine:
        """Open the engine that answers: the server where one is named, else the workspace's own store."""
        with _status(show_progress=True) as tell:
            return open_graph(self.workspace, self.store, tell, _fall_back)

    def source(self) -> Source:
        """Open what a user's own query may be run on: a server, or the folder of the store."""
        if self.store:
            return connect(self.store)
        self.engine()
        return GraphStore(self.workspace.store).place()

    def keeper(self, *, is_editable: bool = False) -> Keeper:
        """Keep the site that shows the graph, built first where that is needed."""
        # Only the web commands need the pages, and importing them takes time.
        from strategylinks.web.kept.opening import keep

        if not self.store:
            self.engine()
        return keep(self.workspace, self.store, is_editable=is_editable)


def _fall_back(error: StrategyLinksError) -> None:
    output.show_warning(error, "The data has changed and could not be built: the graph before it answers.")


@contextmanager
def _status(*, show_progress: bool) -> Iterator[Progress]:
    """Show on a terminal what is being done; give a function that is told."""
    console = Console(stderr=True)
    if not (show_progress and console.is_terminal):
        yield lambda _: None
        return
    with console.status("Reading …") as status:
        yield status.update
