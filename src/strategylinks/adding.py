"""Add one more report to a workspace: recognise, read, check, then load it, or change nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from strategylinks import __version__
from strategylinks.alignment.mappings import MappingSet
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import StrategyLinksError, WorkspaceError
from strategylinks.graph.common import build_provenance_graph
from strategylinks.graph.dataset import build_graph, stream_graphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.mappings import check_elements, places_of
from strategylinks.graph.store import GraphStore, read_graph
from strategylinks.loading.catalogue import catalogue_text
from strategylinks.loading.proposal import propose_entry
from strategylinks.model import CatalogueEntry, Finding, MonitoringReport, Severity
from strategylinks.pipeline import Inputs, build_graphs, fingerprint, read_each, read_inputs, read_report
from strategylinks.reasoning.rules import write_inferences
from strategylinks.reports.text import decode_lines, read_content
from strategylinks.validation.check import check_report
from strategylinks.validation.coverage import Coverage, measure_coverage
from strategylinks.validation.reconciliation import Reconciliation, reconcile
from strategylinks.workspace import Workspace


class NotAddedError(StrategyLinksError):
    """A report could not be loaded; the workspace and its graph are as they were."""


@dataclass(frozen=True, slots=True)
class Added:
    """Hold a report that was added, and what was found in it."""

    report: MonitoringReport
    coverage: Coverage
    reconciliations: Sequence[Reconciliation]
    findings: Sequence[Finding]


def add_report(workspace: Workspace, file: Path, given: Mapping[str, str], *, replace: bool = False) -> Added:
    """Add a report; raise NotAddedError, and change nothing, where it cannot be read as a strategy report."""
    if workspace.is_packaged:
        raise WorkspaceError(
            "the reports that the package carries are not for changing",
            where=workspace.root,
            do="Make a workspace of your own with 'strategylinks init DIR' and add the report there.",
        )
    inputs = read_inputs(workspace)
    content = read_content(file)
    proposed = propose_entry(file, decode_lines(content, file), content, inputs.catalogue, given)
    known = next((entry for entry in inputs.catalogue.reports if entry.id == proposed.id), None)
    if known is not None and not replace:
        raise NotAddedError(
            f"there already is a report {known.id!r}",
            where=workspace.catalogue,
            do="Use --replace for a new version of it, or --id for another report.",
        )
    entry = proposed if known is None else dataclasses.replace(known, sha256=proposed.sha256)
    report = read_report(entry, inputs, file)
    added = _checked(report, inputs, file)
    others_are_fresh = _is_fresh(workspace)
    _put_into_workspace(workspace, _catalogue_with(entry, known, inputs), entry, content)
    _put_into_store(workspace, report, others_are_fresh=others_are_fresh)
    return added


def _is_fresh(workspace: Workspace) -> bool:
    """Tell whether the graph in use is what the workspace holds."""
    build = GraphStore(workspace.store).current()
    return build is not None and build.fingerprint == fingerprint(workspace)


def _catalogue_with(entry: CatalogueEntry, known: CatalogueEntry | None, inputs: Inputs) -> str:
    """Write the catalogue with a new entry, or with the new checksum of a known one."""
    text = inputs.workspace.catalogue.read_text(encoding="utf-8")
    if known is None:
        return text + catalogue_text(entry, inputs.catalogue)
    return text.replace(known.sha256, entry.sha256) if known.sha256 else text


def _checked(report: MonitoringReport, inputs: Inputs, file: Path) -> Added:
    """Check a report before anything is written."""
    if not report.elements:
        raise NotAddedError(
            f"the layout {report.layout!r} fits, but no programme, goal, flagship or action could be read",
            where=file,
            do="Check that the file is complete and that tabs and blank lines have survived.",
        )
    for one in _mapped(report, inputs):
        check_elements(one, report.entry.id, places_of(report, Iris()), Iris())
    graphs = build_graphs(inputs, [report])
    findings = check_report(report, graphs)
    broken = [finding for finding in findings if finding.severity is Severity.ERROR]
    if broken:
        raise NotAddedError(
            f"the graph of the report would break its shapes: {broken[0].message}",
            where=file,
            line=broken[0].first or None,
        )
    return Added(report, measure_coverage(report), list(reconcile(report)), findings)


def _mapped(report: MonitoringReport, inputs: Inputs) -> list[MappingSet]:
    return [one for one in inputs.mappings if report.entry.id in (one.earlier, one.later)]


def _is_judged(report: MonitoringReport, inputs: Inputs) -> bool:
    """Tell whether reviewed mappings or subjects speak of a report: their graphs then depend on others too."""
    has_subjects = any(subject.evidence.report == report.entry.id for subject in inputs.subjects)
    return has_subjects or bool(_mapped(report, inputs))


def _put_into_workspace(workspace: Workspace, catalogue: str, entry: CatalogueEntry, content: bytes) -> None:
    """Write the document and the catalogue, each in one step."""
    try:
        workspace.reports.mkdir(parents=True, exist_ok=True)
        _write(workspace.reports / entry.file, content)
        _write(workspace.catalogue, catalogue.encode())
    except OSError as error:
        raise WorkspaceError(
            f"cannot be written: {error.strerror}", where=workspace.data, do="Check the rights."
        ) from error


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _put_into_store(workspace: Workspace, report: MonitoringReport, *, others_are_fresh: bool) -> None:
    """Replace the report's own graphs and what speaks of all reports; build all where others are old or mapped."""
    store, iris, inputs = GraphStore(workspace.store), Iris(), read_inputs(workspace)
    if not others_are_fresh or _is_judged(report, inputs):
        graphs = stream_graphs(read_each(inputs), inputs.reviewed, iris)
        store.replace(graphs, fingerprint(workspace), __version__, _infer)
        return
    fresh = {**build_graph([report], inputs.reviewed, iris)}
    del fresh[iris.graph("vocabulary")]  # it depends on the program alone
    for name in ("mappings", "subjects"):
        del fresh[iris.graph(name)]  # none of them is about this report
    fresh[iris.graph("provenance")] = _provenance_with(report, store, iris)
    store.replace_graphs(fresh, fingerprint(workspace), __version__, _infer)


def _infer(store: ox.Store) -> None:
    write_inferences(EmbeddedEngine(store), Iris())


def _provenance_with(report: MonitoringReport, store: GraphStore, iris: Iris) -> Graph:
    """Write how a report was read into the provenance in use, in the place of how it was read before."""
    graph = read_graph(store.open(), iris.graph("provenance"))
    reading = build_provenance_graph([report], (), iris)
    for subject in set(reading.subjects()):
        graph.remove((subject, None, None))
    return graph + reading
