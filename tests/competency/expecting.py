"""Answers that an independent reader worked out from the documents, and how a row of an answer is held against them.

``answers/<group>.yaml`` lists, for each asking of a question, rows that ``must`` be answered, that ``must_not`` be and
that ``may`` be; where it is ``complete``, no others are. A row names columns of the answer and says nothing of others:

- a text means that text (case and blanks do not count), ``Sähkö…`` one that begins so, ``…sähkö…`` one that has it, and
  ``…`` any that is not empty;
- a number means that number, null an empty cell, a list the parts of a cell in any order (``KYMP, SIVI``);
- ``lines: 12`` or ``lines: [12, 14]`` means that the ``first`` and ``last`` line of the row touch those lines;
- ``rows: 94`` or ``rows: [90, 101]`` tells how many rows must be like this; where it is left out, at least one.

``why`` are the reader's grounds. ``settled`` stands where the reader's answer was changed, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "answers"
Row = Mapping[str, Any]
#: What a row tells beside its columns.
_NO_COLUMNS = {"rows", "why"}
_BETWEEN_PARTS = re.compile(r"[,;|·+] *")


@dataclass(frozen=True)
class Expected:
    """Hold what the reader expects of one asking of a question."""

    question: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    complete: bool = False
    must: Sequence[Row] = ()
    must_not: Sequence[Row] = ()
    may: Sequence[Row] = ()
    why: str = ""
    settled: str = ""

    def __str__(self) -> str:
        given = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.question}({given[:60]})"


def read_answers(path: Path) -> list[Expected]:
    """Read the answers of one group."""
    return [Expected(**entry) for entry in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)]


def answers() -> list[Expected]:
    """Read the answers of all groups."""
    return [expected for path in sorted(FOLDER.glob("*.yaml")) for expected in read_answers(path)]


def is_meant(expected: Row, row: Row) -> bool:
    """Tell whether a row of an answer is the expected one."""
    named = {name: value for name, value in expected.items() if name not in _NO_COLUMNS}
    lines = named.pop("lines") if "lines" in named and "first" in row else None
    return (lines is None or _touches(lines, row)) and all(_is_cell(value, row[name]) for name, value in named.items())


def is_answered(expected: Row, rows: Iterable[Row]) -> bool:
    """Tell whether as many rows of an answer as must be there are the expected one."""
    count = sum(is_meant(expected, row) for row in rows)
    least, most = _bounds(expected.get("rows", [1, count]))
    return least <= count <= most


def _bounds(number: int | Sequence[int]) -> Sequence[int]:
    return (number, number) if isinstance(number, int) else number


def _touches(lines: int | Sequence[int], row: Row) -> bool:
    first, last = _bounds(lines)
    return row["first"] is not None and row["first"] <= last and row["last"] >= first


def _is_cell(expected: Any, cell: Any) -> bool:
    if isinstance(expected, list):
        parts = {_folded(part) for part in _BETWEEN_PARTS.split(str(cell or ""))}
        return parts == set(map(_folded, expected))
    if isinstance(expected, str) and cell is not None:
        return _is_text(_folded(expected), _folded(cell))
    if isinstance(expected, bool) or expected is None or cell is None:
        return expected is cell
    return _is_number(expected, cell)


def _is_text(expected: str, cell: str) -> bool:
    wanted = expected.strip("…").strip()
    if expected.endswith("…"):
        return wanted in cell if expected.startswith("…") else cell.startswith(wanted)
    return wanted == cell


def _is_number(expected: float, cell: Any) -> bool:
    try:
        return float(cell) == pytest.approx(float(expected))
    except ValueError:
        return False


def _folded(cell: object) -> str:
    return " ".join(str(cell).split()).casefold()
