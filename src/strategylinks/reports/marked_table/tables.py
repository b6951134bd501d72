"""Read the finance and staff tables: tab-separated rows of numbers under column headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from strategylinks.reports.figures import QUANTITY, Line
from strategylinks.reports.layout import Layout
from strategylinks.reports.marked_table.pages import Page
from strategylinks.reports.parsed import Cell, Part, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import part_of_text

_UNIT_IN_TITLE = re.compile(r"\((?P<unit>\d[^()]*)\)")
_MARK = re.compile(r"[^\w(]+")
_RANGE = re.compile(r"\b([^\W\d_]{4,20})\s?[-–]\s?([^\W\d_]{4,20})")
_LONGEST = 60
_PERCENT = "%"
_LOST = "fewer values than the headings have columns: which value belongs to which month cannot be told"


@dataclass(frozen=True)
class NumberTables:
    """Read tables of numbers; ``last_month`` is the last month that the report reports, counted from 1."""

    totals: tuple[str, ...]
    months: tuple[str, ...]
    last_month: int | None

    @classmethod
    def of(cls, layout: Layout, lines: Sequence[str]) -> NumberTables:
        """Take the words for totals and months from a layout, and the last month from the document."""
        months = layout.words("months")
        return cls(tuple(word.casefold() for word in layout.words("totals")), months, _last_month(lines, months))

    def read(self, page: Page) -> list[Row | Skip]:
        """Read the tables of a page; a row whose values do not fit its headings stays unread or is skipped."""
        found: list[Row | Skip] = []
        subject: Part | None = None
        for table in _tables(page.lines):
            if not table[0].text.split("\t")[0].strip():
                found += self._staff(page, table)
                continue
            subject = next(filter(None, map(_group, table[1:])), subject)
            found += self._finance(page, table, subject)
        return found

    def _finance(self, page: Page, table: Sequence[Line], subject: Part | None) -> Iterator[Row | Skip]:
        """Read a table that has a heading over each column."""
        headings = [heading.strip() for heading in table[0].text.split("\t")]
        if any(map(_quantity, headings)) or len(list(filter(None, headings))) < len(headings):
            return
        first = table[0].first
        yield Skip(first, first, "column headings")
        rows = [
            line for line in table[1:] if len(_values(line)) == len(headings) - 1 and any(map(_quantity, _values(line)))
        ]
        summands = self._summands([_label(line) for line in rows])
        for line in table[1:]:
            if _group(line):
                yield Skip(line.first, line.last, "name of the unit that the table is about")
        for line, sums in zip(rows, summands, strict=True):
            for place, heading in enumerate(headings[1:]):
                title = part_of_text(headings[0], first)
                context = (*_context(page, subject), *_titled(page, title))
                figure = _figure(context, line, place, [part_of_text(heading, first)], "finance")
                if figure:
                    yield _with_unit(figure, heading, page, sums)

    def _summands(self, labels: Sequence[Part]) -> list[tuple[Part, ...]]:
        """Say which rows each row sums: capitals sum the rows below, or all capitals above; totals the rows above."""
        sums: list[tuple[Part, ...]] = []
        groups: list[Part] = []
        mixed = any(not label.text.isupper() for label in labels)
        for place, label in enumerate(labels):
            if label.text.casefold() in self.totals:
                sums.append(tuple(part for part in labels[:place] if part.text.casefold() not in self.totals))
            elif label.text.isupper() and mixed:
                below = _until_capitals(labels[place + 1 :])
                sums.append(below or tuple(groups))
                groups.append(label)
            else:
                sums.append(())
        return sums

    def _staff(self, page: Page, table: Sequence[Line]) -> Iterator[Row | Skip]:
        """Read a table by months whose headings are lost but for the names of its series."""
        headings = [line for line in table if not line.text.split("\t")[0].strip()]
        series = _series(headings)
        rows = [line for line in table if line not in headings]
        for line in headings:
            yield Skip(line.first, line.last, "column headings")
        if not series or any(len(group) != len(series[0]) for group in series):
            return
        summands = self._summands([_label(line) for line in rows])
        for line, sums in zip(rows, summands, strict=True):
            values = _filled(_values(line))
            if len(values) == len(self.months) * len(series[0]) and all(map(_quantity, values)):
                yield from self._monthly(page, line, series, sums)
            elif values and any(map(_quantity, values)):
                yield Skip(line.first, line.last, _LOST)

    def _monthly(
        self, page: Page, line: Line, series: Sequence[Sequence[Part]], sums: tuple[Part, ...]
    ) -> Iterator[Row]:
        title = (Cell(Role.TABLE, (page.heading.title,)),) if page.heading else ()
        for place, value in enumerate(_filled(_values(line))):
            month, column = divmod(place, len(series[0]))
            forecast = len(series) > 1 and self.last_month is not None and month >= self.last_month
            name = replace(part_of_text(value, line.first), text=self.months[month])
            period = [name, series[-1 if forecast else 0][column]]
            figure = _figure((*page.context, *title), line, place, period, "staff")
            if figure:
                doubt = "the headings of the months are lost: the month follows from the place among all values"
                added = (Cell(Role.SUMMANDS, sums),) if sums else ()
                yield replace(figure, cells=(*figure.cells, *added), confidence=0.8, doubts=(doubt,))


def _tables(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Group adjacent lines that hold tabs."""
    table: list[Line] = []
    for line in lines:
        if table and ("\t" not in line.text or line.gap):
            yield table
            table = []
        if "\t" in line.text:
            table.append(line)
    if table:
        yield table


def _values(line: Line) -> list[str]:
    return [cell.strip() for cell in line.text.split("\t")[1:]]


def _filled(values: Sequence[str]) -> list[str]:
    """Leave out the empty cells at the end."""
    last = max((place for place, value in enumerate(values, 1) if value), default=0)
    return list(values[:last])


def _label(line: Line) -> Part:
    printed = line.text.split("\t")[0].strip()
    mark = _MARK.match(printed)
    return part_of_text(printed[mark.end() if mark else 0 :] or printed, line.first)


def _group(line: Line) -> Part | None:
    """Read a row that has a label and no values as the name of the rows below it."""
    return _label(line) if line.text.split("\t")[0].strip() and not any(_values(line)) else None


def _quantity(text: str) -> re.Match[str] | None:
    return QUANTITY.fullmatch(text) if len(text) <= _LONGEST else None


def _figure(context: tuple[Cell, ...], line: Line, place: int, period: list[Part], variant: str) -> Row | None:
    match = _quantity(_values(line)[place])
    if match is None:
        return None
    cells = [
        *context,
        Cell(Role.LABEL, (_label(line),)),
        Cell(Role.PERIOD, tuple(period)),
        Cell(Role.VALUE, (part_of_text(match["value"], line.first),)),
    ]
    if match["unit"]:
        cells.append(Cell(Role.UNIT_OF_MEASURE, (part_of_text(match["unit"], line.first),)))
    return Row(RowKind.FIGURE, tuple(cells), line.first, line.last, variant=variant)


def _with_unit(figure: Row, heading: str, page: Page, sums: tuple[Part, ...]) -> Row:
    """Add the unit of measure of the column or the page where the cell has none, and the summands of amounts."""
    cells = figure.cells
    period = figure.cell(Role.PERIOD)
    in_title = _UNIT_IN_TITLE.search(page.heading.title.text) if page.heading else None
    if not figure.text(Role.UNIT_OF_MEASURE):
        if heading.endswith(_PERCENT) and period:
            unit = replace(period.parts[0], text=_PERCENT)
            cells = (*cells, Cell(Role.UNIT_OF_MEASURE, (unit,)))
        elif in_title and page.heading:
            cells = (*cells, Cell(Role.UNIT_OF_MEASURE, (part_of_text(in_title["unit"], page.heading.line),)))
    measured = replace(figure, cells=cells)
    if sums and measured.text(Role.UNIT_OF_MEASURE) != _PERCENT:
        return replace(measured, cells=(*cells, Cell(Role.SUMMANDS, sums)))
    return measured


def _context(page: Page, subject: Part | None) -> tuple[Cell, ...]:
    if subject is None:
        return page.context
    return (*(cell for cell in page.context if cell.role != Role.SUBJECT), Cell(Role.SUBJECT, (subject,)))


def _titled(page: Page, title: Part) -> tuple[Cell, ...]:
    return (Cell(Role.TABLE, (page.heading.title, title) if page.heading else (title,)),)


def _until_capitals(labels: Sequence[Part]) -> tuple[Part, ...]:
    end = next((place for place, label in enumerate(labels) if label.text.isupper()), len(labels))
    return tuple(labels[:end])


def _series(headings: Sequence[Line]) -> list[list[Part]]:
    """Read the names of the series: groups of headings with lost ones between them, of the last heading line."""
    if not headings:
        return []
    groups: list[list[Part]] = [[]]
    for heading in headings[-1].text.split("\t"):
        if heading.strip():
            groups[-1].append(part_of_text(heading, headings[-1].first))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _last_month(lines: Sequence[str], months: Sequence[str]) -> int | None:
    """Find the first span of months, as ``January–June``, and give the number of its last one."""
    for line in lines:
        for match in _RANGE.finditer(line.casefold()):
            first, last = (_month(name, months) for name in match.groups())
            if first and last and first < last:
                return last
    return None


def _month(name: str, months: Sequence[str]) -> int | None:
    return next((number for number, month in enumerate(months, 1) if month.startswith(name)), None)
