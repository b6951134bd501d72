"""Fixtures that cost more than a test: the five real reports, read and built once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.loading.proposal import propose_entry
from strategylinks.model import CatalogueEntry, MonitoringReport
from strategylinks.pipeline import Inputs, build_graphs, read_inputs, read_reports
from strategylinks.reports.text import decode_lines
from strategylinks.views.elements import element_records
from strategylinks.workspace import Workspace, read_organisation

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
#: Tests of the whole, whose parts have tests of their own: counting the lines that they run would take minutes.
OF_THE_WHOLE = {
    "test_damage.py",
    "docs/test_documentation.py",
    "engines/test_same_answers.py",
    "graph/test_same_input_same_bytes.py",
    "graph/test_serialising.py",
    "validation/test_reasoning_of_data.py",
    "web/test_every_page.py",
    "web/test_journeys.py",
    "web/test_load.py",
    "web/test_network.py",
    "web/test_safe_pages.py",
    "web/test_static_site.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave tests of the whole out of the count of covered lines."""
    if gone := [name for name in sorted(OF_THE_WHOLE) if not (ROOT / "tests" / name).is_file()]:
        raise pytest.UsageError(f"OF_THE_WHOLE names files that are gone: {', '.join(gone)}")
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix() in OF_THE_WHOLE:
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """Give the workspace of this repository."""
    return Workspace(ROOT)


@pytest.fixture(scope="session")
def inputs(workspace: Workspace) -> Inputs:
    """Give the reviewed files of the workspace."""
    return read_inputs(workspace)


@pytest.fixture(scope="session")
def reports(inputs: Inputs) -> Mapping[str, MonitoringReport]:
    """Give the five reports as read, by their id."""
    return {report.entry.id: report for report in read_reports(inputs)}


@pytest.fixture(scope="session")
def graphs(inputs: Inputs, reports: Mapping[str, MonitoringReport]) -> NamedGraphs:
    """Give the named graphs of the five reports."""
    return build_graphs(inputs, list(reports.values()))


@pytest.fixture(scope="session")
def store(graphs: NamedGraphs) -> ox.Store:
    """Give the graphs, and what follows from them, in a store in memory."""
    return memory_engine(graphs).store


@pytest.fixture(scope="session")
def engine(store: ox.Store) -> EmbeddedEngine:
    """Give the engine that answers from that store."""
    return EmbeddedEngine(store)


@pytest.fixture(scope="session")
def records(engine: EmbeddedEngine) -> list[dict[str, Any]]:
    """Give the flat export of the elements."""
    return element_records(engine)


@dataclass(frozen=True)
class Unseen:
    """Hold an invented document: what it is read with, where it lies, and what it should be read as."""

    inputs: Inputs
    entry: CatalogueEntry
    path: Path
    expected: Mapping[str, Any]


@pytest.fixture(scope="session")
def unseen(inputs: Inputs) -> Mapping[str, Unseen]:
    """Give the invented documents of tests/documents by name, each with an organisation of its own."""
    return {path.stem: _unseen(path, inputs) for path in sorted((ROOT / "tests" / "documents").glob("*.txt"))}


def _unseen(path: Path, inputs: Inputs) -> Unseen:
    organisation = read_organisation(path.with_suffix(".organisation.toml"))
    municipality = [*organisation.units, *organisation.posts][0].municipality
    content = path.read_bytes()
    given = {"municipality": municipality}
    entry = propose_entry(path, decode_lines(content, path), content, inputs.catalogue, given)
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return Unseen(replace(inputs, organisation=organisation, corrections=()), entry, path, expected)


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Start Chromium; skip aloud where there is none."""
    found = shutil.which("chromium")
    if found is None:
        pytest.skip("no Chromium on this machine: 'make programs' installs it where that is possible")
    from playwright.sync_api import sync_playwright

    # Both end with the process: to wait for them at its end can take for ever.
    playwright = sync_playwright().start()
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
