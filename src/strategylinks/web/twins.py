"""A view for machines and for the desk: JSON, CSV, Excel, SVG, and an HTML file on its own."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from strategylinks.errors import NotInGraphError
from strategylinks.table import Table, in_language
from strategylinks.views.files import to_json
from strategylinks.views.formats import TableFormat
from strategylinks.views.sheets import Sheet, SheetColumn, write_sheets
from strategylinks.views.tables import write_table
from strategylinks.web.rendering import render
from strategylinks.web.view import View
from strategylinks.web.visit import Visit

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\']")
_STATIC = Path(__file__).parent / "static"
#: What a page links to, and a file on its own carries in it: styles; or does without: scripts and other formats.
_STYLE_LINK = re.compile(r'<link rel="stylesheet" href="[^"]*/static/(?P<name>[^"?]+)">')
_OTHER_LINK = re.compile(r'\s*<(?:script src="[^"]*"[^>]*></script|link rel="(?:icon|alternate)"[^>]*)>')
_FONT = re.compile(r'url\("(?P<name>fonts/[^"]+)"\)')
#: The formats that a page can have, with their media types.
MEDIA_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "nt": "application/n-triples; charset=utf-8",
    "rq": "application/sparql-query; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "gexf": "application/gexf+xml; charset=utf-8",
    "graphml": "application/graphml+xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the bytes of a page or a file, and what they are."""

    content: bytes
    media_type: str


def suffixes(view: View) -> list[str]:
    """List the formats that a view can be had in, beside the page itself."""
    return [
        *(["xlsx", "csv"] if view.tables else []),
        *(["svg"] if view.picture else []),
        *(file.suffix for file in view.files),
        "json",
        "html",
    ]


def write(view: View, visit: Visit, suffix: str) -> Answer:
    """Write a view in a format; raise NotInGraphError where it has none of that name."""
    for file in view.files:
        if file.suffix == suffix:
            return Answer(file.make(), MEDIA_TYPES[suffix])
    if suffix not in suffixes(view):
        raise NotInGraphError(
            f"this page has no {suffix} file", where=visit.path, do=f"It has: {', '.join(suffixes(view))}."
        )
    return Answer(_content(view, visit, suffix), MEDIA_TYPES[suffix])


def _content(view: View, visit: Visit, suffix: str) -> bytes:
    match suffix:
        case "csv":
            return write_table(view.tables[0], TableFormat.CSV, visit.language)
        case "xlsx":
            return _workbook(view, visit)
        case "svg":
            return view.picture.encode()
        case "html":
            return _alone(render(view, visit, is_alone=True)).encode()
        case _:
            return to_json(as_data(view, visit)).encode()


def _alone(page: str) -> str:
    """Make a page a file that needs nothing else: it carries its styles, and has no scripts, which it does without."""
    return _STYLE_LINK.sub(lambda link: f"<style>{_styles(link['name'])}</style>", _OTHER_LINK.sub("", page))


@cache
def _styles(name: str) -> str:
    """Read a style sheet of ours, its fonts put into it; one of a library is left out with its scripts."""
    path = _STATIC / name
    if not path.is_file():
        return ""
    return _FONT.sub(lambda font: f'url("{_as_address(font["name"])}")', path.read_text(encoding="utf-8"))


def _as_address(font: str) -> str:
    content = base64.b64encode((_STATIC / font).read_bytes()).decode()
    return f"data:font/woff2;base64,{content}"


def as_data(view: View, visit: Visit) -> dict[str, object]:
    """Lay out a view as data: what the page says, its tables, and what it rests on."""
    return {
        "title": view.title,
        "page": visit.page.name,
        "language": visit.language,
        "version": visit.site.version,
        "graph": visit.site.stamp,
        **view.data,
        "tables": [_table(table, visit.language) for table in view.tables],
    }


def _table(table: Table, language: str) -> dict[str, object]:
    return {
        "name": table.name,
        "title": in_language(table.title, language),
        "columns": {column.name: in_language(column.heading, language) for column in table.columns},
        "rows": table.rows,
    }


def _workbook(view: View, visit: Visit) -> bytes:
    sheets = []
    for number, table in enumerate(view.tables, start=1):
        columns = [
            SheetColumn(column.name, in_language(column.heading, visit.language) or column.name)
            for column in table.columns
        ]
        title = in_language(table.title, visit.language) or table.name.rpartition("/")[2]
        # Excel wants titles without these marks, and each only once.
        named = _NOT_IN_TITLES.sub(" ", title if len(view.tables) == 1 else f"{number} {title}")
        sheets.append(Sheet(named, columns, table.rows))
    return write_sheets(sheets, view.title)
