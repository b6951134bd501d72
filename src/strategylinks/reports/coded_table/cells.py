"""Rows of a coded table: which cells hold codes, and what the cells around them hold, shifted or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapidfuzz import fuzz

from strategylinks.errors import WorkspaceError
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Role, RowKind
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.tables import Headings, Stretch, parts_of_stretches, parts_sentence

#: How alike a shifted status cell must be to the legend's words, in per cent.
_SCALE_LIKENESS = 60
#: The longest name of a post, in words.
_LONGEST_POST = 5

SHIFTED = "the cell stands in the column of another level"
MOVED = "the row has lost or gained a cell: told by its status cell"
NO_DIGIT = "the status does not start with a digit of the scale"


@dataclass(frozen=True, slots=True)
class Level:
    """Hold the form of a level's codes, and what its rows are."""

    code: re.Pattern[str]
    kind: RowKind
    variant: str


@dataclass(frozen=True, slots=True)
class Coded:
    """Hold a cell that starts with a code."""

    column: int
    level: Level
    cells: tuple[Cell, ...]
    code: str


@dataclass(frozen=True)
class CodeWords:
    """Hold what a layout says about codes, columns and the status scale."""

    headings: Headings
    levels: tuple[Level, ...]
    legend: re.Pattern[str]
    status: re.Pattern[str]

    @classmethod
    def of(cls, layout: Layout) -> CodeWords:
        """Take the words from a layout; raise WorkspaceError where they are missing or malformed."""
        try:
            levels = tuple(map(_level, layout.settings["levels"]))
            legend, status = (re.compile(layout.settings[name]) for name in ("legend", "status"))
        except (KeyError, TypeError, ValueError, re.error) as error:
            raise WorkspaceError(
                f"the layout has no good [[levels]], legend or status: {error}", where=layout.path, do="Mend them."
            ) from error
        return cls(Headings.of(layout), levels, legend, status)

    def coded(self, text: str, column: int, line: int) -> Coded | None:
        """Read a cell that starts with a code, the longest form of code first."""
        for level in reversed(self.levels):
            found = level.code.match(text)
            if found:
                printed = [(Role.CODE, found["code"]), (Role.NAME, text[found.end() :].strip())]
                cells = tuple(Cell(role, (part_of_text(words, line),)) for role, words in printed if words)
                return Coded(column, level, cells, found["code"])
        return None


@dataclass(frozen=True)
class Line:
    """Hold a row of the table, its columns and the scale that the document explains."""

    number: int
    cells: Sequence[str]
    columns: Sequence[Role]
    scale: Mapping[str, str]
    words: CodeWords
    organisation: Organisation

    def codes(self) -> list[Coded]:
        """List the coded cells: in the columns of levels, each below the one left of it."""
        found: list[Coded] = []
        for column in self._level_columns():
            coded = self.words.coded(self.cells[column].strip(), column, self.number)
            if coded and (not found or coded.code.startswith(found[-1].code + ".")):
                found.append(coded)
        return found

    def values(self, after: int) -> tuple[Cell, ...]:
        """Read the cells right of a column."""
        return tuple(self._value(column) for column in self._printed if column > after)

    def _value(self, column: int) -> Cell:
        role, text = self._role(column), self.cells[column].strip()
        if role is Role.CODE:
            return self._cell(Role.RISK, text, SHIFTED)
        if self._status[1] or len(self.cells) < len(self.columns):
            told = Role.RESPONSIBLE if self._may_be_post(column, role) else role
            return self._cell(told, text, MOVED)
        if role is Role.STATUS and not self._states_degree(text):
            return self._cell(role, text, NO_DIGIT)
        return self._cell(role, text)

    def _cell(self, role: Role, text: str, *doubts: str) -> Cell:
        parts = parts_of_stretches([Stretch(self.number, text)], parted_by_page=parts_sentence)
        return Cell(role, tuple(parts), 0.8 if doubts else 1.0, doubts)

    def _level_columns(self) -> range:
        """List the columns of levels; a row shifted to the right holds its codes further on."""
        last = max((column for column, role in enumerate(self.columns) if role is Role.CODE), default=-1)
        return range(min(len(self.cells), last + 1 + max(0, self._status[1])))

    def _role(self, column: int) -> Role:
        status, shift = self._status
        if shift and column < status:
            return Role.RISK
        home = column - shift
        return self.columns[home] if 0 <= home < len(self.columns) else Role.TEXT

    def _may_be_post(self, column: int, role: Role) -> bool:
        """Tell a post from progress where columns cannot be trusted: it is the last cell, and short."""
        text = self.cells[column].strip()
        if column != self._printed[-1] or role not in (Role.PROGRESS, Role.STATUS, Role.TEXT):
            return False
        if len(text.split()) > _LONGEST_POST or text[0].isdigit():
            return False
        return text[-1] not in ".,;:!?" or self.organisation.find_post(text) is not None

    @cached_property
    def _printed(self) -> list[int]:
        """List the columns that hold something."""
        return [column for column, text in enumerate(self.cells) if text.strip()]

    @cached_property
    def _status(self) -> tuple[int, int]:
        """Find the status cell, or -1, and how far it stands from its own column."""
        home = self.columns.index(Role.STATUS) if Role.STATUS in self.columns else -1
        if home < 0 or (home < len(self.cells) and self._states_degree(self.cells[home])):
            return home, 0
        moved = (column for column, text in enumerate(self.cells) if self._words_scale(text))
        column = next(moved, -1)
        return column, column - home if column >= 0 else 0

    def _states_degree(self, text: str) -> bool:
        found = self.words.status.match(text.strip())
        return found is not None and (not self.scale or found["code"] in self.scale)

    def _words_scale(self, text: str) -> bool:
        """Tell whether a cell words a degree much as the scale does, so that it is a status wherever it stands."""
        found = self.words.status.match(text.strip())
        if found is None or not found["name"]:
            return False
        return fuzz.ratio(found["name"], self.scale.get(found["code"], "")) >= _SCALE_LIKENESS


def _level(entry: Mapping[str, Any]) -> Level:
    return Level(re.compile(entry["code"]), RowKind(entry["kind"]), entry["variant"])
