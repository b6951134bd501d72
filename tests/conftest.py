"""Fixtures that cost more than a test: the five real reports, read and built once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.store import memory_store
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs, build_graphs, read_inputs, read_reports
from strategylinks.views.elements import element_records
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[1]


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
    """Give the graphs in a store in memory."""
    return memory_store(graphs)


@pytest.fixture(scope="session")
def records(store: ox.Store) -> list[dict[str, Any]]:
    """Give the flat export of the elements."""
    return element_records(store)
