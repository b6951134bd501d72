"""From cells and rows of a parsed report to source spans and certainty."""

from __future__ import annotations

from collections.abc import Iterable

from strategylinks.model import Certainty, SourceSpan
from strategylinks.reports.parsed import Cell, Fragment, Part, Row


def spans_of(*holders: Cell | Part | None) -> tuple[SourceSpan, ...]:
    """List the places that cells or parts were read from, each once, in the order of the document."""
    return _spans(fragment for holder in holders if holder is not None for fragment in holder.fragments)


def spans_of_row(row: Row) -> tuple[SourceSpan, ...]:
    """List the places that all cells of a row were read from."""
    return spans_of(*row.cells)


def certainty_of(row: Row, *cells: Cell | None) -> Certainty:
    """Combine the certainty of cells with that of their row: as sure as the least sure of them."""
    doubted = [cell for cell in cells if cell is not None]
    confidence = min([row.confidence, *(cell.confidence for cell in doubted)])
    doubts = dict.fromkeys([*row.doubts, *(doubt for cell in doubted for doubt in cell.doubts)])
    corrections = dict.fromkeys([*row.corrections, *(mark for cell in doubted for mark in cell.corrections)])
    return Certainty(confidence, tuple(doubts), tuple(corrections))


def _spans(fragments: Iterable[Fragment]) -> tuple[SourceSpan, ...]:
    spans = dict.fromkeys(SourceSpan(part.first, part.last, part.quote) for part in fragments if part.quote)
    return tuple(spans)
