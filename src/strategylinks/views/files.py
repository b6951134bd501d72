"""Tables as JSON, CSV and Excel files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

#: What joins the items of a list in one CSV or Excel cell.
LIST_SEPARATOR = " | "

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
    from strategylinks.views.sheets import Sheet, SheetColumn, write_sheets

    return write_sheets([Sheet(title, [SheetColumn(field, field) for field in fields], records)], title)


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
