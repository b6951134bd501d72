"""Reviewed readings: rows that a person has read beside the document and found to be read right.

A review takes the doubts about a row away, as long as the program reads the row as it did then: the short hash of the
reading is part of the review, and another reading fails loudly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from strategylinks.loading.keys import hash_of
from strategylinks.reports.parsed import Cell, Row


def reading_of(row: Row) -> str:
    """Give a short hash of how a row is read: its cells, and how they divide."""
    return hash_of(*(f"{cell.role} {part.text}" for cell in row.cells for part in cell.parts))


def confirmed(row: Row, review: str) -> Row:
    """Take the doubts about a row away, and leave the mark of the review on it."""
    cells = tuple(_confirmed(cell, review) for cell in row.cells)
    return replace(row, cells=cells, confidence=1.0, doubts=(), corrections=(*row.corrections, review))


def rows_of(review: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """List the rows of one [[review]] entry, each in the form of a correction."""
    shared = {key: review[key] for key in ("report", "reviewed", "reason")}
    for row in review["rows"]:
        yield {**shared, **row, "id": f"{review['report']}-line-{row['line']}-reviewed"}


def _confirmed(cell: Cell, review: str) -> Cell:
    if cell.confidence == 1:
        return cell
    return replace(cell, confidence=1.0, doubts=(), corrections=(*cell.corrections, review))
