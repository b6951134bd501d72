"""Quality queries: each row they answer is a finding, zero rows are a pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from strategylinks.errors import WorkspaceError
from strategylinks.model import Finding, Severity
from strategylinks.querying.library import query_names, query_text, select

_SEVERITY = re.compile(r"^#\+ severity:\s*(\w+)\s*$", re.MULTILINE)
_FOLDER = "quality/"


def run_quality_queries(store: ox.Store) -> Iterator[Finding]:
    """Run every query of ``queries/quality`` on a store."""
    for name in query_names():
        if name.startswith(_FOLDER):
            yield from _findings(store, name)


def _findings(store: ox.Store, name: str) -> Iterator[Finding]:
    severity = _SEVERITY.search(query_text(name))
    if severity is None:
        raise WorkspaceError(
            "a quality query needs a line '#+ severity: error|warning|note'", where=f"queries/{name}.rq"
        )
    for row in select(store, name):
        yield Finding(
            Severity(severity[1]),
            name.removeprefix(_FOLDER),
            str(row["error"]),
            row.get("report") or "",
            int(row.get("first") or 0),
            int(row.get("last") or 0),
            row.get("element") or "",
        )
