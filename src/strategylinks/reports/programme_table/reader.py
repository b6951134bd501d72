"""Read a follow-up that is printed as tables under headings: programme, goal, flagship, then the rows of the units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.errors import WorkspaceError
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, ParsedReport, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.programme_table.cells import action_cells
from strategylinks.reports.tables import Headings, Stretch, TableRow, fold, is_like, is_page_number, is_rule, join_rows

#: Markup and blanks around a heading; they say nothing about its level.
_MARKUP = "#* \t\u00a0"
#: The longest heading that names a unit, in characters.
_LONGEST_SECTION = 90
#: Cells of a row that show it to be one of its own, not the rest of the row before.
_OWN = (Role.NAME, Role.INDICATOR, Role.LEVELS)

SHORT = "the row has fewer cells than there are columns"
NAMELESS = "the row names neither unit nor status"
UNBROKEN = "the row above goes on here, though no page ends there"
TABLESS = "the line below the column headings has no columns: read as a note"


def read(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    """Read the rows of a programme table."""
    reader = _Reader(lines, _Words.of(layout), organisation)
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.take(number, line)
    reader.close()
    return ParsedReport(layout.id, tuple(lines), tuple(reader.rows), tuple(reader.skips))


@dataclass(frozen=True)
class _Words:
    headings: Headings
    codes: Mapping[RowKind, re.Pattern[str]]
    flagship_markers: tuple[str, ...]
    own_goal: tuple[str, ...]
    status_words: tuple[str, ...]

    @classmethod
    def of(cls, layout: Layout) -> _Words:
        try:
            codes = {RowKind(kind): re.compile(form) for kind, form in layout.settings["codes"].items()}
        except (KeyError, ValueError, re.error) as error:
            raise WorkspaceError(
                f"the layout has no good forms of codes: {error}", where=layout.path, do="Mend its [codes]."
            ) from error
        words = (layout.words(name) for name in ("flagship_markers", "own_goal", "status_words"))
        return cls(Headings.of(layout), codes, *words)


class _Reader:
    """Take line after line; an action stays open until it is plain that no page break goes on with it."""

    def __init__(self, lines: Sequence[str], words: _Words, organisation: Organisation) -> None:
        self.rows: list[Row] = []
        self.skips: list[Skip] = []
        self._lines = lines
        self._words = words
        self._organisation = organisation
        self._columns = words.headings.order
        self._headings_line = 0
        self._open: list[TableRow] = []

    def take(self, number: int, line: str) -> None:
        """Read a line that is not blank."""
        cells = line.split("\t")
        columns = self._words.headings.match(cells)
        if columns:
            self._columns, self._headings_line = columns, number
            self._skip(number, "column headings")
        elif is_rule(line):
            self._skip(number, "separator row")
        elif len(cells) > 1 and any(cell.strip() for cell in cells[1:]):
            self._take_row(number, cells)
        elif not self._take_heading(number, line.strip(_MARKUP)):
            self._take_plain(number, cells)

    def close(self) -> None:
        """Finish the action that is still open."""
        if self._open:
            row = join_rows(self._open)
            self._open = []
            confidence = 0.6 if row.doubts else 1.0
            cells = action_cells(dict(row.cells))
            self.rows.append(Row(RowKind.ACTION, cells, row.first, row.last, "", confidence, row.doubts))

    def _take_row(self, number: int, cells: list[str]) -> None:
        row = self._row_of(number, cells)
        if row and _is_rest(row):
            if self._open:
                self._open.append(row if self._is_torn(number) else row.doubted(UNBROKEN))
            return
        self.close()
        if row and row.text(Role.NAME):
            self._open = [row if row.text(Role.UNIT) or row.text(Role.STATUS) else row.doubted(NAMELESS)]

    def _is_torn(self, number: int) -> bool:
        """Tell whether a page ends above a line, or the rest of a torn row stands there."""
        return len(self._open) > 1 or not self._lines[number - 2].strip()

    def _row_of(self, number: int, cells: list[str]) -> TableRow | None:
        """Give a line's cells their roles, unless it is plain that it has lost or gained a cell."""
        missing = len(self._columns) - len(cells)
        rest = [cell for cell in cells[len(self._columns) :] if cell.strip()]
        if rest or (missing > 0 and is_like(cells[-1], self._words.status_words)):
            return None
        by_role: dict[Role, tuple[Stretch, ...]] = {}
        for role, cell in zip(self._columns, cells, strict=False):
            if cell.strip() and not (role is Role.UNIT and is_like(cell, self._words.own_goal)):
                by_role[role] = (*by_role.get(role, ()), Stretch(number, cell.strip()))
        row = TableRow(number, number, by_role)
        return row.doubted(SHORT) if missing > 0 else row

    def _take_heading(self, number: int, text: str) -> bool:
        for kind, form in self._words.codes.items():
            found = form.match(text)
            if found:
                self._heading(kind, number, found["name"], found["code"])
                return True
        marker, _, name = text.partition(":")
        if name.strip() and is_like(marker, self._words.flagship_markers):
            self._heading(RowKind.FLAGSHIP, number, name)
            return True
        return False

    def _heading(self, kind: RowKind, number: int, name: str, code: str = "") -> None:
        self.close()
        printed = [(Role.CODE, code), (Role.NAME, name)]
        cells = tuple(Cell(role, (part_of_text(text, number),)) for role, text in printed if text.strip())
        self.rows.append(Row(kind, cells, number, number))

    def _take_plain(self, number: int, cells: list[str]) -> None:
        text = cells[0].strip(_MARKUP)
        before = self._lines[number - 2].strip() if number > 1 else ""
        if len(cells) > 1:
            self._take_note(number, text)
        elif is_page_number(text):
            self._skip(number, "page number")
        elif self._words.headings.are_printed_in(text):
            self._skip(number, "column headings")
        elif not self.rows and any(character.isdigit() for character in text):
            self._skip(number, "page heading")
        elif self._headings_line == number - 1 and _is_short(text):
            self._take_note(number, text, 0.7, (TABLESS,))
        elif _is_short(text) and not text[0].islower() and (not before or self._stands_above_code(number)):
            self.close()
            self.rows.append(Row(RowKind.SECTION, (Cell(Role.UNIT, (part_of_text(text, number),)),), number, number))

    def _stands_above_code(self, number: int) -> bool:
        below = "".join(self._lines[number : number + 1]).strip(_MARKUP)
        return any(form.match(below) for form in self._words.codes.values())

    def _take_note(self, number: int, text: str, confidence: float = 1.0, doubts: tuple[str, ...] = ()) -> None:
        if " " in text and not text[0].islower() and not self._organisation.is_label(text):
            self.close()
            cells = (Cell(Role.TEXT, (part_of_text(text, number),)),)
            self.rows.append(Row(RowKind.NOTE, cells, number, number, "", confidence, doubts))

    def _skip(self, number: int, reason: str) -> None:
        self.skips.append(Skip(number, number, reason))


def _is_rest(row: TableRow) -> bool:
    """Tell whether a row is the rest of the one above: no unit, no status, and it does not start afresh."""
    if row.text(Role.UNIT) or row.text(Role.STATUS):
        return False
    return not all(row.text(role) for role in _OWN) or row.text(Role.NAME)[0].islower()


def _is_short(text: str) -> bool:
    """Tell whether a plain line can be a heading: with letters, and neither a sentence nor a row without tabs."""
    return bool(fold(text)) and len(text) <= _LONGEST_SECTION and text[-1] not in ".,;:" and "  " not in text
