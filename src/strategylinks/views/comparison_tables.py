"""The sections of a comparison as tables for people, in fi, sv and en."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from strategylinks.comparison.parts import Cell, Comparison, Row, Section
from strategylinks.comparison.texts import (
    label,
    meaning,
    section_columns,
    section_note,
    section_title,
    spoken,
    term,
    terms_of,
)
from strategylinks.table import LANGUAGES, Column, Table, Value, in_language
from strategylinks.views.words import concept_names, words

#: What a measure of the sharing section begins with that counts linkages of one kind.
_KIND = "kind-"
_MEASURE, _MEANING = "measure", "meaning"
#: Schemes of the ontology that name codes.
_SCHEMES = {"outcome": "mapping-kind", "status": "status"}


def to_table(section: Section, language: str = "en") -> Table:
    """Write a section as a table in a language; measures are told with what they mean."""
    headings = dict(section_columns(section.name))
    if _MEASURE in headings:
        headings[_MEANING] = {code: label(_MEANING, code) for code in LANGUAGES}
    columns = [Column(name, heading) for name, heading in headings.items()]
    rows = [{name: shown(row, name, language) for name in headings} for row in section.rows]
    return Table(f"compare/{section.name}", section_title(section.name), columns, rows, note_of(section))


def note_of(section: Section) -> dict[str, str]:
    """Give what the numbers mean, and what they say, in every language."""
    said = (section_note(section.name), *section.said)
    return {language: " ".join(in_language(text, language) for text in said) for language in LANGUAGES}


def shown(row: Row, column: str, language: str) -> Value:
    """Give what a cell shows: words for a code, numbers as they are."""
    if column == _MEANING:
        return meaning(str(row[_MEASURE].value), language) or None
    cell = row.get(column, Cell(None))
    return in_language(cell.texts, language) if cell.texts else words_of(column, cell.value, language)


def spoken_cell(row: Row, column: str, language: str) -> str:
    """Give what a cell shows as text for people."""
    value = shown(row, column, language)
    return "" if value is None else spoken(value, language)


def words_of(column: str, value: Value, language: str) -> Value:
    """Give the words for a code; any other value as it is."""
    kind = terms_of(column)
    if not (kind and isinstance(value, str)):
        return value
    if kind == _MEASURE and value.startswith(_KIND):
        return f"– {term('kind', value.removeprefix(_KIND), language)}"
    return _named(kind, language).get(value) or term(kind, value, language)


def title_of(comparisons: Sequence[Comparison], language: str) -> str:
    """Name what is compared."""
    reports = dict.fromkeys(side.report for one in comparisons for side in (one.earlier, one.later))
    return f"{label('title', language)}: {' → '.join(reports)}"


def pair_title(comparison: Comparison, language: str = "en") -> str:
    """Name the two reports of a comparison, and say so where nobody has reviewed them."""
    title = f"{comparison.earlier.report} → {comparison.later.report}"
    return title if comparison.review.is_reviewed else f"{title} ({label('unreviewed', language)})"


@cache
def _named(kind: str, language: str) -> Mapping[str, str]:
    if kind == "level":
        return words("node-kind", language)
    return concept_names(_SCHEMES[kind], language) if kind in _SCHEMES else {}
