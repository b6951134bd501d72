"""Fixtures: the linkages of the five real reports, found once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from strategylinks.linking import Linked, Linker
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs


@pytest.fixture(scope="session")
def linker(inputs: Inputs) -> Linker:
    """Give what links the reports of the workspace."""
    return Linker(inputs.organisation, inputs.register)


@pytest.fixture(scope="session")
def linked(linker: Linker, reports: Mapping[str, MonitoringReport]) -> Mapping[str, Linked]:
    """Give the linkages of the five reports."""
    return {name: linker.link(report) for name, report in reports.items()}
