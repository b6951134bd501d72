"""Reviewed corrections: how a person divided what text alone cannot divide.

A correction can only re-arrange words that are printed where it says they are; it can never add any. One that no
longer fits its document raises CorrectionError, so that a new version of a report is looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from strategylinks.entries import read_entries
from strategylinks.errors import CorrectionError
from strategylinks.loading.keys import fold
from strategylinks.loading.reviews import confirmed, reading_of, rows_of
from strategylinks.reports.parsed import Cell, Fragment, ParsedReport, Part, Role, Row, RowKind
from strategylinks.reports.pieces import join_lines, mend, part_of_lines

#: Stands where a person's name was.
REDACTED = "[nimi poistettu]"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DO = "Look at the document, then mend or delete the correction."


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold one reviewed correction of one row; ``line`` (from 1) must hold ``quote``."""

    id: str
    report: str
    line: int
    quote: str
    reason: str
    reviewed: str
    parts: Mapping[str, Sequence[str]]
    cells: Mapping[str, Any]
    pairs: Sequence[Mapping[str, str]]
    insert: Mapping[str, Any]
    redact: Sequence[str]
    reading: str
    path: Path


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read the corrections file; a workspace without one has no corrections."""
    if not path.exists():
        return ()
    reviews = read_entries(path, "review", lambda entry: [_correction(row, path) for row in rows_of(entry)])
    corrections = read_entries(path, "correction", lambda entry: _correction(entry, path))
    # A review confirms the reading that the corrections have led to.
    return (*corrections, *chain.from_iterable(reviews))


def apply_corrections(parsed: ParsedReport, corrections: Sequence[Correction]) -> ParsedReport:
    """Apply the corrections of a report to its rows; raise CorrectionError where one does not fit."""
    rows = list(parsed.rows)
    for correction in corrections:
        _check_quote(correction, parsed.lines)
        try:
            _apply(correction, rows, parsed.lines)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise _misfit(correction, f"it is not written as the file's heading asks: {error}") from error
    return replace(parsed, rows=tuple(rows))


def _apply(correction: Correction, rows: list[Row], lines: Sequence[str]) -> None:
    if correction.insert:
        row = _inserted(correction, lines)
        rows.insert(1 + max((n for n, other in enumerate(rows) if other.first <= row.first), default=-1), row)
        return
    index = _row_at(correction, rows)
    if correction.reading:
        rows[index] = _reviewed(rows[index], correction)
        return
    change = _redacted if correction.redact else _corrected
    rows[index] = change(rows[index], correction, lines)


def _reviewed(row: Row, review: Correction) -> Row:
    if reading_of(row) != review.reading:
        raise _misfit(review, f"the row at line {review.line} is read differently now: {reading_of(row)}")
    return confirmed(row, review.id)


def _correction(entry: Mapping[str, Any], path: Path) -> Correction:
    return Correction(
        id=entry["id"],
        report=entry["report"],
        line=entry["line"],
        quote=entry["quote"],
        reason=entry["reason"],
        reviewed=str(entry["reviewed"]),
        parts=entry.get("parts", {}),
        cells=entry.get("cells", {}),
        pairs=entry.get("pairs", []),
        insert=entry.get("insert", {}),
        redact=entry.get("redact", []),
        reading=entry.get("reading", ""),
        path=path,
    )


def _check_quote(correction: Correction, lines: Sequence[str]) -> None:
    line = lines[correction.line - 1] if 0 < correction.line <= len(lines) else ""
    if fold(correction.quote) not in fold(line):
        raise _misfit(correction, f"line {correction.line} of the report does not hold “{correction.quote}”")


def _row_at(correction: Correction, rows: Sequence[Row]) -> int:
    found = [
        index
        for index, row in enumerate(rows)
        if row.first <= correction.line <= row.last and row.kind in {RowKind.ACTION, RowKind.GOAL, RowKind.PASSAGE}
    ]
    if not found:
        raise _misfit(correction, f"no row was read at line {correction.line}")
    return found[-1]


def _corrected(row: Row, correction: Correction, lines: Sequence[str]) -> Row:
    cells = {cell.role: cell for cell in row.cells}
    for role, ranges in correction.cells.items():
        parts = tuple(_stretch(stretch, lines, correction) for stretch in _stretches(ranges))
        cells[Role(role)] = Cell(Role(role), parts, corrections=(correction.id,))
    for role, texts in correction.parts.items():
        cells[Role(role)] = _divided(_cell(cells, Role(role), correction), texts, correction)
    if correction.pairs:
        _check_indicators(correction, cells.get(Role.INDICATOR))
        cells[Role.LEVELS] = _paired(_cell(cells, Role.LEVELS, correction), correction)
    last = max([row.last, *(fragment.last for cell in cells.values() for fragment in cell.fragments)])
    ordered = tuple(cells[role] for role in Role if role in cells)
    return replace(row, cells=ordered, last=last, corrections=row.corrections)


def _redacted(row: Row, correction: Correction, lines: Sequence[str]) -> Row:
    """Take the names of persons out of a row: the graph keeps posts, not people."""
    printed = "\n".join(lines[row.first - 1 : row.last])
    for name in correction.redact:
        if name not in printed:
            raise _misfit(correction, f"“{name}” is not in lines {row.first}–{row.last} of the report")
    return replace(row, cells=tuple(_without_names(cell, correction) for cell in row.cells))


def _without_names(cell: Cell, correction: Correction) -> Cell:
    def hide(text: str) -> str:
        for name in correction.redact:
            text = text.replace(name, REDACTED)
        return text

    parts = tuple(
        Part(hide(part.text), tuple(replace(fragment, quote=hide(fragment.quote)) for fragment in part.fragments))
        for part in cell.parts
    )
    if parts == cell.parts:
        return cell
    return replace(cell, parts=parts, corrections=(*cell.corrections, correction.id))


def _stretches(given: Any) -> list[Any]:  # noqa: ANN401 - the file holds one range or a list of them
    """Read one stretch of lines or a list of them, one for each part of the cell."""
    if isinstance(given, Mapping) or all(isinstance(number, int) for number in given):
        return [given]
    return list(given)


def _stretch(given: Any, lines: Sequence[str], correction: Correction) -> Part:  # noqa: ANN401 - as above
    """Make a part of whole lines [a, b], or of {lines, from, until} where a line holds the end of another cell."""
    if not isinstance(given, Mapping):
        return part_of_lines(lines, *given)
    first, last = given["lines"]
    text = "\n".join(lines[first - 1 : last])
    for word in filter(None, (given.get("from"), given.get("until"))):
        if word not in text:
            raise _misfit(correction, f"“{word}” is not in lines {first}–{last} of the report")
    start = text.index(given["from"]) if "from" in given else 0
    end = text.index(given["until"], start) if "until" in given else len(text)
    quote = text[start:end].strip()
    return Part(join_lines(quote.split("\n")), (Fragment(first, last, quote),))


def _cell(cells: Mapping[Role, Cell], role: Role, correction: Correction) -> Cell:
    if role not in cells:
        raise _misfit(correction, f"the row has no {role} cell")
    return cells[role]


def _divided(cell: Cell, texts: Sequence[str], correction: Correction) -> Cell:
    """Divide a cell as the correction says, after checking that all its words are used, and no others."""
    rest = fold(cell.text)
    for text in sorted(texts, key=len, reverse=True):
        rest = _without(rest, text, cell, correction)
    if rest:
        raise _misfit(correction, f"the division of the {cell.role} cell leaves out “{rest}”")
    parts = tuple(_part(text, cell) for text in texts)
    return Cell(cell.role, parts, corrections=(*cell.corrections, correction.id))


def _paired(cell: Cell, correction: Correction) -> Cell:
    pairs = tuple(
        (pair.get("indicator", ""), pair.get("baseline", ""), pair.get("target", "")) for pair in correction.pairs
    )
    rest = fold(cell.text)
    for text in sorted((text for _, *levels in pairs for text in levels if text), key=len, reverse=True):
        rest = _without(rest, text, cell, correction)
    if rest:
        raise _misfit(correction, f"the pairs leave out “{rest}” of the levels cell")
    return replace(cell, confidence=1.0, doubts=(), corrections=(*cell.corrections, correction.id), pairs=pairs)


def _check_indicators(correction: Correction, cell: Cell | None) -> None:
    printed = {fold(part.text) for part in cell.parts} if cell else set()
    for pair in correction.pairs:
        if pair.get("indicator") and fold(pair["indicator"]) not in printed:
            raise _misfit(correction, f"“{pair['indicator']}” is none of the row's indicators")


def _without(rest: str, text: str, cell: Cell, correction: Correction) -> str:
    if fold(text) not in rest or not _numbers(text) <= _numbers(cell.text):
        raise _misfit(correction, f"“{text}” is not in the {cell.role} cell, which reads “{cell.text}”")
    return rest.replace(fold(text), "", 1)


def _numbers(text: str) -> set[str]:
    """List the numbers in a text: folding takes the comma out of "15,7", which no correction may."""
    return set(_NUMBER.findall(text))


def _part(text: str, cell: Cell) -> Part:
    """Make a part of a printed text, with its own words as the quote where they stand on one line."""
    for fragment in cell.fragments:
        if text in fragment.quote:
            return Part(mend(text), (Fragment(fragment.first, fragment.last, text),))
    return Part(mend(text), cell.fragments)


def _inserted(correction: Correction, lines: Sequence[str]) -> Row:
    """Make the row that a correction adds; each of its cells quotes the lines it is taken from."""
    first, last = correction.insert["lines"]
    cells = tuple(_inserted_cell(role, given, correction, lines) for role, given in correction.insert["cells"].items())
    kind = RowKind(correction.insert["kind"])
    return Row(kind, cells, first, last, correction.insert.get("variant", ""), corrections=(correction.id,))


def _inserted_cell(role: str, given: Mapping[str, Any], correction: Correction, lines: Sequence[str]) -> Cell:
    (first, last), text = given["lines"], given["text"]
    quote = "\n".join(lines[first - 1 : last]).strip()
    if fold(text) not in fold(quote) or not _numbers(text) <= _numbers(quote):
        raise _misfit(correction, f"“{text}” is not in lines {first}–{last} of the report")
    fragment = Fragment(first, last, text if text in quote else quote)
    return Cell(Role(role), (Part(mend(text), (fragment,)),), corrections=(correction.id,))


def _misfit(correction: Correction, what: str) -> CorrectionError:
    number = _line_of(correction)
    return CorrectionError(
        f"the correction {correction.id!r} no longer fits {correction.report}: {what}",
        where=correction.path,
        line=number,
        do=_DO,
    )


def _line_of(correction: Correction) -> int:
    marker = f'reading = "{correction.reading}"' if correction.reading else f'"{correction.id}"'
    numbered = enumerate(correction.path.read_text(encoding="utf-8").splitlines(), 1)
    return next((number for number, line in numbered if marker in line), 1)
