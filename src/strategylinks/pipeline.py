"""The whole way, in order: documents → parsed rows → reports → named graphs → store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from strategylinks import __version__
from strategylinks.alignment.mappings import MappingSet
from strategylinks.alignment.sssom import read_mappings
from strategylinks.errors import WorkspaceError
from strategylinks.graph.dataset import NamedGraphs, Reviewed, build_graph
from strategylinks.graph.iris import Iris
from strategylinks.loading.catalogue import Catalogue, read_catalogue
from strategylinks.loading.corrections import Correction, apply_corrections, read_corrections
from strategylinks.loading.report import Reference, load_report
from strategylinks.model import CatalogueEntry, MonitoringReport
from strategylinks.organisation import Organisation
from strategylinks.register import Register
from strategylinks.reports.layout import Layout, read_layouts
from strategylinks.reports.parsing import detect_layout, parse_report
from strategylinks.reports.text import decode_lines, read_content
from strategylinks.subjects import Subject, read_subjects
from strategylinks.vocabulary import read_vocabulary
from strategylinks.workspace import Workspace, read_organisation, read_register

#: Told what is being done.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """Hold the reviewed files of a workspace."""

    workspace: Workspace
    catalogue: Catalogue
    organisation: Organisation
    layouts: Sequence[Layout]
    corrections: Sequence[Correction]
    register: Register = field(default_factory=Register)
    subjects: Sequence[Subject] = ()
    mappings: Sequence[MappingSet] = ()

    @property
    def reviewed(self) -> Reviewed:
        """Give what graphs are built from beside the reports."""
        return Reviewed(
            self.organisation,
            self.corrections,
            self.catalogue.municipalities,
            self.register,
            self.subjects,
            self.mappings,
        )


def read_inputs(workspace: Workspace) -> Inputs:
    """Read the catalogue, organisation, layouts, corrections, register, subjects and mappings of a workspace."""
    layouts = read_layouts(workspace.layouts)
    if not layouts:
        raise WorkspaceError("holds no layout files", where=workspace.layouts, do="Copy those of the package there.")
    catalogue = read_catalogue(workspace.catalogue)
    reports = {entry.id for entry in catalogue.reports}
    return Inputs(
        workspace,
        catalogue,
        read_organisation(workspace.organisation),
        layouts,
        read_corrections(workspace.corrections),
        read_register(workspace.register, workspace.wording),
        read_subjects(workspace.subjects, reports),
        read_mappings(workspace.mappings, reports),
    )


def read_report(entry: CatalogueEntry, inputs: Inputs, path: Path | None = None) -> MonitoringReport:
    """Read one report, from its bytes to what it states."""
    path = path or inputs.workspace.reports / entry.file
    content = read_content(path)
    lines = decode_lines(content, path)
    layout = detect_layout(lines, inputs.layouts, path)
    organisation = inputs.organisation.within(entry.municipality)
    own = [correction for correction in inputs.corrections if correction.report == entry.id]
    parsed = apply_corrections(parse_report(lines, layout, organisation), own)
    return load_report(parsed, entry, Reference(layout, organisation, read_vocabulary()), content)


def read_each(inputs: Inputs, progress: Progress = lambda _: None) -> Iterator[MonitoringReport]:
    """Read the reports of the catalogue one after the other."""
    for entry in inputs.catalogue.reports:
        progress(f"Reading {entry.id} …")
        yield read_report(entry, inputs)


def read_reports(inputs: Inputs, progress: Progress = lambda _: None) -> list[MonitoringReport]:
    """Read every report of the catalogue."""
    return list(read_each(inputs, progress))


def build_graphs(inputs: Inputs, reports: Sequence[MonitoringReport], iris: Iris | None = None) -> NamedGraphs:
    """Build the named graphs of a workspace."""
    return build_graph(reports, inputs.reviewed, iris or Iris())


def fingerprint(workspace: Workspace) -> str:
    """Hash everything that a build depends on: the files under ``data/`` and the version of the program."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(workspace.data.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(workspace.data).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()
