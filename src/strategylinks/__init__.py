"""A knowledge graph of strategy linkages, read from municipal monitoring reports.

The names below are all that most users need; each is loaded when it is first used, so that importing the package
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from strategylinks.analysis.analyses import analyse, analyses
    from strategylinks.analysis.networks import to_network
    from strategylinks.building import build, open_graph
    from strategylinks.errors import StrategyLinksError
    from strategylinks.pipeline import read_inputs, read_reports
    from strategylinks.querying.asking import ask, questions
    from strategylinks.reasoning.explaining import explain
    from strategylinks.table import Table
    from strategylinks.views.tables import write_table
    from strategylinks.workspace import find_workspace

__version__ = "0.1.0"

__all__ = [
    "StrategyLinksError",
    "Table",
    "analyse",
    "analyses",
    "ask",
    "build",
    "explain",
    "find_workspace",
    "open_graph",
    "questions",
    "read_inputs",
    "read_reports",
    "to_network",
    "write_table",
]

_HOMES = {
    "StrategyLinksError": "errors",
    "Table": "table",
    "analyse": "analysis.analyses",
    "analyses": "analysis.analyses",
    "ask": "querying.asking",
    "build": "building",
    "explain": "reasoning.explaining",
    "find_workspace": "workspace",
    "open_graph": "building",
    "questions": "querying.asking",
    "read_inputs": "pipeline",
    "read_reports": "pipeline",
    "to_network": "analysis.networks",
    "write_table": "views.tables",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module that holds it (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
