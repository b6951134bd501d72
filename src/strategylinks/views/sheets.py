"""Excel workbooks: sheets with headings, filters and frozen panes, and no text that becomes a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from strategylinks.views.files import Records, flat

#: Excel cuts a cell at this many characters, so we cut it ourselves and say so.
_CELL_LIMIT = 32_767
#: Excel allows so many characters in the title of a sheet.
_TITLE_LIMIT = 31
#: Written into every workbook instead of the time of day: the same table gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
#: The widest column, in characters, and how much of a sheet decides how wide a column is.
_WIDEST, _MEASURED = 60, 2000
_MARK_WIDTH = 6
_INDENT = 2

_BOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """Hold a column: the field of the records, its heading, and its width in characters, else that of its texts.

    The cells of a mark column are short and stand in the middle, under a heading that is turned upwards.
    """

    field: str
    heading: str
    width: int = 0
    is_mark: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a sheet; ``frozen`` columns stay in sight, ``indented`` is the field whose cells ``depth`` moves in."""

    title: str
    columns: Sequence[SheetColumn]
    records: Records
    frozen: int = 0
    indented: str = ""
    depth: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """Hold a first sheet that is read, not filtered: a heading, paragraphs, tables, and links to the other sheets."""

    title: str
    heading: str
    paragraphs: Sequence[str] = ()
    tables: Sequence[tuple[str, Sequence[Sequence[object]]]] = ()
    links: Mapping[str, str] = field(default_factory=dict)


def write_sheets(sheets: Sequence[Sheet], title: str, cover: Cover | None = None) -> bytes:
    """Write a workbook."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _BOOK) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        if cover:
            _Cover(workbook).write(cover)
        styles = _Styles(workbook)
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.title[:_TITLE_LIMIT]), sheet, styles)
    return buffer.getvalue()


class _Styles:
    """Hold the formats of a workbook."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        head = {"bold": True, "bg_color": "#e8eef4", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
        self.heading = workbook.add_format(head)
        self.turned = workbook.add_format(head | {"rotation": 90, "text_wrap": False, "align": "center"})
        self.body = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.mark = workbook.add_format({"align": "center", "valign": "top"})
        self.marked = workbook.add_format({"align": "center", "valign": "top", "bg_color": "#d5e6ea"})
        self._indents = [
            workbook.add_format({"text_wrap": True, "valign": "top", "indent": _INDENT * depth, "bold": depth == 0})
            for depth in range(7)
        ]

    def indent(self, depth: int) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Give the format of a cell so many levels down."""
        return self._indents[max(0, min(depth, len(self._indents) - 1))]


def _write_sheet(worksheet: Any, sheet: Sheet, styles: _Styles) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for number, column in enumerate(sheet.columns):
        worksheet.write_string(0, number, column.heading, styles.turned if column.is_mark else styles.heading)
        style = styles.mark if column.is_mark else styles.body
        worksheet.set_column(number, number, column.width or _width(column, sheet.records), style)
    for number, record in enumerate(sheet.records, 1):
        for place, column in enumerate(sheet.columns):
            _write_cell(worksheet, number, place, record.get(column.field), _style(sheet, column, record, styles))
    longest = max((len(column.heading) for column in sheet.columns if column.is_mark), default=0)
    if longest:
        worksheet.set_row(0, max(30, min(6 * longest + 12, 180)))
    worksheet.freeze_panes(1, sheet.frozen)
    worksheet.autofilter(0, 0, max(len(sheet.records), 1), len(sheet.columns) - 1)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0)


def _style(sheet: Sheet, column: SheetColumn, record: Mapping[str, Any], styles: _Styles) -> Any:  # noqa: ANN401
    if column.is_mark:
        return styles.marked if record.get(column.field) not in (None, "") else styles.mark
    if column.field == sheet.indented:
        return styles.indent(int(record.get(sheet.depth) or 1) - 1)
    return None


def _write_cell(worksheet: Any, row: int, column: int, value: object, style: Any) -> None:  # noqa: ANN401
    if isinstance(value, int | float) and not isinstance(value, bool):
        worksheet.write_number(row, column, value, style)
        return
    text = flat(value)
    worksheet.write_string(row, column, text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - 1] + "…", style)


def _width(column: SheetColumn, records: Records) -> int:
    longest = max((len(flat(record.get(column.field))) for record in records[:_MEASURED]), default=0)
    if column.is_mark:
        return max(_MARK_WIDTH, longest)
    return max(len(column.heading) + 2, min(longest, _WIDEST))


class _Cover:
    """Write the first sheet."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.workbook = workbook
        self.heading = workbook.add_format({"bold": True, "font_size": 18})
        self.section = workbook.add_format({"bold": True, "bottom": 1, "font_size": 12})
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.label = workbook.add_format({"bold": True, "valign": "top"})

    def write(self, cover: Cover) -> None:
        """Write heading, paragraphs, links to the sheets, and tables."""
        sheet = self.workbook.add_worksheet(cover.title[:_TITLE_LIMIT])
        sheet.hide_gridlines(2)
        for column, width in enumerate((26, 70, 16, 14, 14, 22, 68)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, cover.heading, self.heading)
        row = 2
        for paragraph in cover.paragraphs:
            sheet.merge_range(row, 0, row, 1, paragraph, self.text)
            sheet.set_row(row, 15.5 * (1 + len(paragraph) // 95))
            row += 1
        for title, about in cover.links.items():
            row += 1
            sheet.write_url(row, 0, f"internal:'{title}'!A1", string=title)
            sheet.write_string(row, 1, about, self.text)
        for heading, lines in cover.tables:
            row = self._table(sheet, row + 2, heading, lines)

    def _table(self, sheet: Any, row: int, heading: str, lines: Sequence[Sequence[object]]) -> int:  # noqa: ANN401
        sheet.write_string(row, 0, heading, self.section)
        for number, line in enumerate(lines):
            row += 1
            for column, value in enumerate(line):
                _write_cell(sheet, row, column, value, self.label if number == 0 else self.text)
        return row
