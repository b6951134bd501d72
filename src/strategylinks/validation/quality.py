"""Quality queries: each row they answer is a finding, zero rows are a pass."""

from __future__ import annotations

from collections.abc import Iterator

from strategylinks.engines.engine import Engine
from strategylinks.errors import WorkspaceError
from strategylinks.model import Finding, Severity
from strategylinks.querying.header import read_header
from strategylinks.querying.library import query_names, select

_FOLDER = "quality/"


def run_quality_queries(engine: Engine) -> Iterator[Finding]:
    """Run every query of ``queries/quality`` on a store."""
    for name in query_names():
        if name.startswith(_FOLDER):
            yield from _findings(engine, name)


def _findings(engine: Engine, name: str) -> Iterator[Finding]:
    severity = read_header(name).severity
    if severity not in list(Severity):
        raise WorkspaceError(
            "a quality query needs a line '#+ severity: error|warning|note'", where=f"queries/{name}.rq"
        )
    for row in select(engine, name):
        yield Finding(
            Severity(severity),
            name.removeprefix(_FOLDER),
            str(row["error"]),
            row.get("report") or "",
            int(row.get("first") or 0),
            int(row.get("last") or 0),
            row.get("element") or "",
        )
