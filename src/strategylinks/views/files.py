"""Tables as JSON, CSV and Excel files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

#: What joins the items of a list in one CSV or Excel cell.
LIST_SEPARATOR = " | "
#: Excel cuts a cell at this many characters, so we cut it ourselves and say so.
_CELL_LIMIT = 32_767
#: Written into every workbook instead of the time of day: the same table gives the same bytes.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)

Records = Sequence[Mapping[str, Any]]


def to_json(records: object) -> str:
    """Write records as JSON, readable and with a final line end."""
    return json.dumps(records, ensure_ascii=False, indent=2, default=str) + "\n"


def to_csv(records: Records, fields: Sequence[str]) -> str:
    """Write records as CSV (RFC 4180, UTF-8); lists are joined with `` | ``."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(fields)
    writer.writerows([flat(record.get(field)) for field in fields] for record in records)
    return buffer.getvalue()


def to_xlsx(records: Records, fields: Sequence[str], title: str) -> bytes:
    """Write records as an Excel workbook with frozen headers and filters."""
    # Only this function needs it, and importing it takes longer than most answers.
    import xlsxwriter

    buffer = io.BytesIO()
    # Texts of reports are data: a leading "=" or "-" must never become a formula.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"title": title, "created": _CREATED})
        heading = workbook.add_format({"bold": True, "bg_color": "#e8eef4", "border": 0, "bottom": 1})
        body = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet(title[:31])
        for column, field in enumerate(fields):
            sheet.write_string(0, column, field, heading)
            sheet.set_column(column, column, _width(field, records), body)
        for number, record in enumerate(records, 1):
            _write_row(sheet, number, [record.get(field) for field in fields])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(records), 1), len(fields) - 1)
    return buffer.getvalue()


def flat(value: object) -> str:
    """Write a value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return _flat_mapping(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return LIST_SEPARATOR.join(flat(item) for item in value)
    return str(value)


def _flat_mapping(value: Mapping[str, Any]) -> str:
    """Write {indicator, baseline, target} as "indicator: baseline / target", other mappings as "key: value" items."""
    if {"indicator", "baseline", "target"} <= value.keys():
        levels = f"{flat(value['baseline']) or '-'} / {flat(value['target']) or '-'}"
        return f"{value['indicator']}: {levels}" if value["indicator"] else levels
    return LIST_SEPARATOR.join(f"{key}: {flat(item)}" for key, item in value.items())


def _write_row(sheet: Any, number: int, values: Sequence[object]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for column, value in enumerate(values):
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(number, column, value)
        else:
            text = flat(value)
            sheet.write_string(number, column, text if len(text) <= _CELL_LIMIT else text[: _CELL_LIMIT - 1] + "…")


def _width(field: str, records: Records) -> int:
    longest = max((len(flat(record.get(field))) for record in records), default=0)
    return max(len(field) + 2, min(longest, 60))
