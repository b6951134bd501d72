"""The rows of an answer for people: names that lead to what they name, reports and lines that lead to the source."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from strategylinks.table import Column, Table, Value
from strategylinks.web.asking.wording import spoken
from strategylinks.web.facts.reasons import reason_in_words
from strategylinks.web.visit import Visit

_COLUMNS = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
_SHOWN_AT: Mapping[str, Sequence[str]] = _COLUMNS["shown-at"]
_NOT_SHOWN = frozenset(_COLUMNS["not-shown"])
_REPORTS = frozenset(_COLUMNS["reports"])
_NOTATIONS = frozenset(_COLUMNS["notations"])
_PRINTED = frozenset(_COLUMNS["printed"])
_REASONS = frozenset(_COLUMNS["reasons"])
_MAIN = ("name", "code")
#: Columns of lines, and the column of the report that they stand in.
_LINES = (
    ("report", "first", "last"),
    ("later_report", "later_first", "later_last"),
    ("report_before", "first_before", "first_before"),
)
#: Of so many rows, what is the same in all of them is said once, if so many columns are left.
_MANY, _FEWEST = 4, 2
#: A code stands in one cell with the name that it belongs to.
_CODES = {"name": "code", "unit_name": "unit", "to_name": "to"}


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold what a cell shows, and where it leads; ``language`` is that of its words, where it is not the page's."""

    text: str
    address: str = ""
    is_number: bool = False
    language: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the cells of a row, and the lines of reports that show it."""

    cells: Sequence[Cell]
    places: Sequence[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold the part of an answer that a page shows."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    has_places: bool
    #: What all rows have in common stands above them.
    common: Sequence[tuple[Column, Cell]] = ()


def shown(visit: Visit, table: Table, first: int, count: int) -> Shown:
    """Lay out some rows of an answer."""
    lines = [names for names in _LINES if names[0] in table.fields and names[1] in table.fields]
    words = [column.name for column in table.columns if not column.is_iri]
    codes = {name: code for name in words if (code := _code_of(name, words))}
    hidden = {name for _, *several in lines for name in several} | set(codes.values())
    columns = [column for column in table.columns if not column.is_iri and column.name not in hidden]
    iris = [column.name for column in table.columns if column.is_iri]
    names = [name for name in words if name not in hidden or name in codes.values()]
    alike = _alike(table, columns, codes)

    def cells(row: Mapping[str, Value], wanted: Sequence[Column]) -> list[Cell]:
        leading = _leading(visit, names, iris, row)
        return [_cell(visit, one.name, codes.get(one.name, ""), row, leading) for one in wanted]

    common = zip(alike, cells(table.rows[0], alike), strict=True) if alike else ()
    kept = [column for column in columns if column not in alike]
    rows = [Row(cells(row, kept), _places(lines, row)) for row in table.rows[first : first + count]]
    return Shown(kept, rows, bool(lines), [(column, cell) for column, cell in common if cell.text or cell.code])


def _alike(table: Table, columns: Sequence[Column], codes: Mapping[str, str]) -> list[Column]:
    """List the columns of words that say the same in every row of a longer answer; some columns always stay."""
    if len(table) < _MANY:
        return []

    def is_alike(name: str) -> bool:
        value = table.rows[0][name]
        return not isinstance(value, int | float) and all(row[name] == value for row in table.rows)

    found = [one for one in columns if is_alike(one.name) and (one.name not in codes or is_alike(codes[one.name]))]
    return found if len(columns) - len(found) >= _FEWEST else []


def _code_of(name: str, fields: Sequence[str]) -> str:
    """Give the column of the code that belongs to a column of names, or nothing."""
    wanted = (_CODES.get(name, ""), f"{name.removesuffix('_name')}_code")
    return next((code for code in wanted if code in fields), "")


def _cell(visit: Visit, name: str, code: str, row: Mapping[str, Value], leading: Mapping[str, str]) -> Cell:
    value = row[name]
    if name in _REPORTS and value in visit.site.reports:
        return Cell(visit.site.reports[str(value)].short, visit.link("plan", report=str(value)))
    if isinstance(value, bool):
        return Cell(spoken(visit, "yes" if value else "no"))
    if isinstance(value, int | float):
        return Cell(visit.number(value), is_number=True)
    text, language = _worded(visit, name, str(value or ""))
    iri = leading.get(name) or leading.get(code)
    number = str(row[code] or "") if code else ""
    return Cell(
        text,
        visit.thing(iri) if iri else "",
        language=language,
        code=number if number.casefold() != text.casefold() else "",
    )


def _worded(visit: Visit, name: str, text: str) -> tuple[str, str]:
    """Give the words of a cell, and their language where it is not that of the page."""
    if name in _NOTATIONS:
        return ", ".join(spoken(visit, one) for one in text.split(", ")), ""
    if name in _REASONS and text:
        words, language = reason_in_words(visit, text)
        return words, language if language != visit.language else ""
    return text, "fi" if name in _PRINTED and text and visit.language != "fi" else ""


def _leading(visit: Visit, columns: Sequence[str], iris: Sequence[str], row: Mapping[str, Value]) -> dict[str, str]:
    """Find for each IRI the cell that names it; what has a place of its own comes first."""
    found: dict[str, str] = {}
    for name in sorted(iris, key=lambda name: not _own_places(name, columns)):
        iri = row[name]
        if name in _NOT_SHOWN or not isinstance(iri, str) or not iri.startswith(visit.site.base):
            continue
        places = _own_places(name, columns) or [place for place in _MAIN if place in columns]
        place = next((place for place in places if row[place] and place not in found), "")
        if place:
            found[place] = iri
    return found


def _own_places(name: str, columns: Sequence[str]) -> list[str]:
    wanted = _SHOWN_AT.get(name, (f"{name}_name", f"{name}_code", name))
    return [place for place in wanted if place in columns]


def _places(lines: Sequence[tuple[str, str, str]], row: Mapping[str, Value]) -> list[tuple[str, int, int]]:
    found = []
    for report, first, last in lines:
        if row[report] and isinstance(row[first], int):
            found.append((str(row[report]), int(str(row[first])), int(str(row.get(last) or row[first]))))
    return found
