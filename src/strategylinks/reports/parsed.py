"""What a reader saw in a document, before meaning: rows of cells of parts, each with its lines.

A reader's job ends here. Which unit a label names, what a status word means and which goal an action
belongs to is decided later, in :mod:`strategylinks.loading`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class RowKind(StrEnum):
    """Name what a row of a document is about."""

    SECTION = "section"  # a heading that names the unit of the rows below it
    PROGRAMME = "programme"
    GOAL = "goal"
    FLAGSHIP = "flagship"
    ACTION = "action"
    LISTING = "listing"  # an action named on an overview page, without its table row
    SUPPORT = "support"  # a strategy target that the flagship above it supports
    NOTE = "note"  # a remark where an action would stand
    TOTAL = "total"  # how many actions have a status, as the report counts them
    DEVIATION = "deviation"  # what did not go as planned, and in which action
    FIGURE = "figure"  # one number: headline, finance or staff
    TERM = "term"  # a glossary term or abbreviation
    LEGEND = "legend"  # a value of the document's status scale, explained by it
    PASSAGE = "passage"  # running text that tells about the period


class Role(StrEnum):
    """Name what a cell of a row holds."""

    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    INDICATOR = "indicator"
    LEVELS = "levels"  # one printed cell with baseline and target, as "baseline/target" or "LÄHTÖ: … TAVOITE: …"
    RISK = "risk"
    PROGRESS = "progress"
    STATUS = "status"
    RESPONSIBLE = "responsible"  # a post
    COUNT = "count"
    TEXT = "text"
    HEADING = "heading"
    TERM = "term"
    DEFINITION = "definition"
    LABEL = "label"
    VALUE = "value"
    UNIT_OF_MEASURE = "unit_of_measure"
    PERIOD = "period"
    SUBJECT = "subject"  # what or whom a figure is about: a unit, a page title
    SUMMANDS = "summands"  # labels of the figures that this figure claims to be the sum of, one part each
    TABLE = "table"  # title that keeps the figures of one table together


@dataclass(frozen=True, slots=True)
class Fragment:
    """Hold a verbatim stretch of the document; lines are counted from 1, both inclusive."""

    first: int
    last: int
    quote: str


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one printed piece of a cell (a paragraph, a bullet), its text mended, its fragments verbatim."""

    text: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one printed cell; ``confidence`` is the reader's, from 0 to 1, and ``doubts`` say why it is below 1.

    A reviewed correction may leave its id here, and how a cell of levels divides: indicator, baseline, target.
    """

    role: Role
    parts: tuple[Part, ...]
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str, str], ...] = ()

    @property
    def text(self) -> str:
        """Join the parts as one text."""
        return " ".join(part.text for part in self.parts)

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """List the verbatim stretches that the cell was read from."""
        return tuple(fragment for part in self.parts for fragment in part.fragments)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row: its kind, its cells in printed order, and its lines, counted from 1."""

    kind: RowKind
    cells: tuple[Cell, ...]
    first: int
    last: int
    variant: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()

    def cell(self, role: Role) -> Cell | None:
        """Find the first cell with a role."""
        return next((cell for cell in self.cells if cell.role == role), None)

    def text(self, role: Role) -> str:
        """Give the text of the first cell with a role, or an empty one."""
        cell = self.cell(role)
        return cell.text if cell else ""


@dataclass(frozen=True, slots=True)
class Skip:
    """List lines that were left out on purpose, and why."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """Hold everything a reader saw in a document, in document order."""

    layout: str
    lines: tuple[str, ...] = field(repr=False)
    rows: tuple[Row, ...]
    skips: tuple[Skip, ...] = ()

    def rows_of(self, *kinds: RowKind) -> Iterator[Row]:
        """Iterate over the rows of the given kinds."""
        return (row for row in self.rows if row.kind in kinds)

    def unread_lines(self) -> list[int]:
        """List the non-blank lines that no row holds and no skip explains."""
        accounted = _covered((row.first, row.last) for row in self.rows)
        accounted |= _covered((skip.first, skip.last) for skip in self.skips)
        return [n for n, line in enumerate(self.lines, 1) if line.strip() and n not in accounted]


def _covered(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {n for first, last in ranges for n in range(first, last + 1)}
