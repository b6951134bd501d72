"""Read a follow-up that is printed as one table, in which the level of a row stands in its numeric code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategylinks.organisation import Organisation
from strategylinks.reports.coded_table.cells import Coded, CodeWords, Line
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, ParsedReport, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import join_parts, part_of_text
from strategylinks.reports.tables import fold, is_page_number, is_rule, parts_sentence

SLID = "the values stand in the row above, which has no code: the name has slid into this row"
COLUMNLESS = "the line has a code but no columns"


def read(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    """Read the rows of a coded table."""
    reader = _Reader(lines, CodeWords.of(layout), organisation)
    for number, line in enumerate(lines, 1):
        if line.strip():
            reader.take(number, line)
    return ParsedReport(layout.id, tuple(lines), tuple(reader.rows), tuple(reader.skips))


@dataclass(frozen=True, slots=True)
class _Codeless:
    """Hold the values of a row that has no code."""

    line: int
    values: tuple[Cell, ...]


class _Reader:
    """Take line after line; a row without code waits for the next one, which may hold its name."""

    def __init__(self, lines: Sequence[str], words: CodeWords, organisation: Organisation) -> None:
        self.rows: list[Row] = []
        self.skips: list[Skip] = []
        self._lines = lines
        self._words = words
        self._organisation = organisation
        self._columns: Sequence[Role] = words.headings.order
        self._scale: dict[str, str] = {}
        self._title = ""
        self._in_table = False
        self._waiting: _Codeless | None = None

    def take(self, number: int, line: str) -> None:
        """Read a line that is not blank."""
        waiting, self._waiting = self._waiting, None
        cells = line.split("\t")
        columns = self._words.headings.match(cells)
        if columns:
            self._columns, self._in_table = columns, True
            self._skip(number, "column headings")
        elif is_rule(line):
            self._skip(number, "separator row")
        elif len(cells) > 1:
            self._take_row(number, cells, waiting)
        elif not self._take_legend(number, line):
            self._take_plain(number, line.strip())

    def _take_row(self, number: int, cells: Sequence[str], waiting: _Codeless | None) -> None:
        line = Line(number, cells, self._columns, self._scale, self._words, self._organisation)
        codes = line.codes()
        if not codes:
            self._take_codeless(number, line.values(-1))
            return
        self._in_table = True
        for coded in codes[:-1]:
            slid = waiting if waiting and coded is codes[-2] else None
            self.rows.append(_row(coded, number, slid.values, slid.line) if slid else _row(coded, number))
        self.rows.append(_row(codes[-1], number, line.values(codes[-1].column)))

    def _take_codeless(self, number: int, values: tuple[Cell, ...]) -> None:
        """Append the rest of a row that a page break has torn apart; else wait for the name in the next row."""
        above_blank = number > 1 and not self._lines[number - 2].strip()
        whole = self._in_table and self.rows and self.rows[-1].first == self.rows[-1].last
        if above_blank and whole and not {cell.role for cell in values} & {Role.STATUS, Role.RESPONSIBLE}:
            self.rows[-1] = _continued(self.rows[-1], values, number)
        else:
            self._waiting = _Codeless(number, values)

    def _take_legend(self, number: int, line: str) -> bool:
        found = self._words.legend.fullmatch(line)
        if found and not self._in_table:
            self._scale[found["code"]] = found["name"].strip()
            printed = ((Role.CODE, found["code"]), (Role.NAME, found["name"]))
            cells = tuple(Cell(role, (part_of_text(text, number),)) for role, text in printed)
            self.rows.append(Row(RowKind.LEGEND, cells, number, number))
        return bool(found) and not self._in_table

    def _take_plain(self, number: int, text: str) -> None:
        coded = self._words.coded(text, 0, number)
        if coded and "  " not in text:
            self._in_table = True
            self.rows.append(replace(_row(coded, number), confidence=0.6, doubts=(COLUMNLESS,)))
        elif is_page_number(text):
            self._skip(number, "page number")
        elif self._words.headings.are_printed_in(text):
            self._skip(number, "column headings")
        elif fold(text) and fold(text) == fold(self._title):
            self._skip(number, "page heading")
        elif not self._in_table and not coded and fold(text):
            self._take_preamble(number, text)

    def _take_preamble(self, number: int, text: str) -> None:
        if text.endswith(":"):
            self._skip(number, "introduction to the status scale")
        elif self._title:
            self.rows.append(Row(RowKind.PASSAGE, (Cell(Role.TEXT, (part_of_text(text, number),)),), number, number))
        else:
            self._title = text
            self._skip(number, "page heading")

    def _skip(self, number: int, reason: str) -> None:
        self.skips.append(Skip(number, number, reason))


def _row(coded: Coded, number: int, values: tuple[Cell, ...] = (), valued: int | None = None) -> Row:
    """Make the row of a coded cell; ``valued`` is the line of its values where that is another."""
    row = Row(coded.level.kind, (*coded.cells, *values), number, number, coded.level.variant)
    return replace(row, first=valued, confidence=0.8, doubts=(SLID,)) if valued else row


def _continued(row: Row, values: tuple[Cell, ...], number: int) -> Row:
    """Append the cells that a page break has torn off to the cells of a row."""
    cells = list(row.cells)
    for value in values:
        at = next((n for n, cell in enumerate(cells) if cell.role == value.role), None)
        if at is None:
            cells.append(value)
        else:
            cells[at] = _joined(cells[at], value)
    return replace(row, cells=tuple(cells), last=number)


def _joined(cell: Cell, rest: Cell) -> Cell:
    parts, more = cell.parts, rest.parts
    if parts and more and not parts_sentence(parts[-1].text, more[0].text):
        parts, more = (*parts[:-1], join_parts(parts[-1], more[0])), more[1:]
    return replace(cell, parts=(*parts, *more))
