"""A table as a file: CSV, Excel, JSON or Markdown, with what the answer rests on beside it."""

from __future__ import annotations

from strategylinks import __version__
from strategylinks.table import Table, in_language
from strategylinks.views.files import flat, to_csv, to_json, to_xlsx
from strategylinks.views.formats import TableFormat


def write_table(table: Table, form: TableFormat, language: str = "en") -> bytes:
    """Write a table in a format; JSON carries its title, its note and the version that answered."""
    match form:
        case TableFormat.CSV:
            return to_csv(table.rows, table.fields).encode()
        case TableFormat.XLSX:
            return to_xlsx(table.rows, table.fields, table.name.rpartition("/")[2])
        case TableFormat.JSON:
            return to_json(_as_data(table, language)).encode()
        case TableFormat.MARKDOWN:
            return _as_markdown(table, language).encode()


def _as_data(table: Table, language: str) -> dict[str, object]:
    return {
        "name": table.name,
        "title": in_language(table.title, language),
        "note": in_language(table.note, language),
        "version": f"strategylinks {__version__}",
        "columns": {column.name: in_language(column.heading, language) for column in table.columns},
        "rows": table.rows,
    }


def _as_markdown(table: Table, language: str) -> str:
    """Write the table for people: without IRIs, as a terminal shows it."""
    shown = [column for column in table.columns if not column.is_iri]
    lines = [
        f"**{in_language(table.title, language)}**",
        "",
        "| " + " | ".join(in_language(column.heading, language) for column in shown) + " |",
        "|" + "---|" * len(shown),
        *("| " + " | ".join(_cell(row[column.name]) for column in shown) + " |" for row in table),
    ]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    return " ".join(flat(value).split()).replace("|", "\\|")
