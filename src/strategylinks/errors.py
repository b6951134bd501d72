"""The errors that strategylinks raises: one base class, a subclass per cause.

A message says what is wrong, where (``file:line`` when there is one) and what to do.
"""

from __future__ import annotations

from pathlib import Path

#: How many characters of a message are shown.
_MOST = 1000


class StrategyLinksError(Exception):
    """Say what is wrong, where, and what to do about it."""

    def __init__(self, what: str, *, where: Path | str | None = None, line: int | None = None, do: str = "") -> None:
        self.what = what
        self.where = where
        self.line = line
        self.do = do
        super().__init__(what)

    def __str__(self) -> str:
        place = "" if self.where is None else f"{self.where}:{self.line}" if self.line else str(self.where)
        said = f"{place}: {self.what}" if place else self.what
        return "\n".join(_shortened(line) for line in (said, self.do) if line)


def _shortened(text: str) -> str:
    """Leave out the middle of a message that repeats somebody's very long input."""
    return text if len(text) <= _MOST else f"{text[: _MOST // 2]} … {text[-_MOST // 2 :]}"


class WorkspaceError(StrategyLinksError):
    """A workspace folder or one of its data files is missing or malformed."""


class ReportTextError(StrategyLinksError):
    """A report's bytes are not a text that can be read."""


class UnknownLayoutError(StrategyLinksError):
    """No known layout fits a report."""


class CorrectionError(StrategyLinksError):
    """A reviewed correction no longer fits the document that it corrects."""


class GraphStoreError(StrategyLinksError):
    """The graph store cannot be read or written."""


class NotInGraphError(StrategyLinksError):
    """An IRI, code or name is not in the graph, or names several things."""


class ReasonerError(StrategyLinksError):
    """The description logic reasoner cannot run, or finds a contradiction."""


class QueryError(StrategyLinksError):
    """A query is no SPARQL, needs what it was not given, or was stopped."""


class TooBroadError(QueryError):
    """A question would be asked of very many reports, and nobody said so."""


class LimitError(QueryError):
    """A query is SPARQL, but takes more time, memory or room than it may."""
