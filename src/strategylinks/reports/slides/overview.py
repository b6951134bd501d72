"""Read the overview pages of a slide deck: flagships, the targets they support, their actions, the totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from strategylinks.reports.parsed import Cell, Part, Role, Row, RowKind
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.slides.cells import Cells
from strategylinks.reports.slides.flagships import Flagships, numbered
from strategylinks.reports.slides.pages import compact, find_runs
from strategylinks.reports.slides.pieces import Piece


@dataclass(frozen=True)
class Counts:
    """Know how a deck prints how many actions have which status: counts in a fixed order of statuses."""

    order: Sequence[str]
    pattern: re.Pattern[str]

    def read(self, line: str, number: int) -> list[Row]:
        """Read the counts that end a line as one row each; empty when it ends with none."""
        match = self.pattern.search(line)
        if match is None:
            return []
        return [_total(status, count, number) for status, count in zip(self.order, match.groups(), strict=True)]

    def without(self, line: str) -> str:
        """Give a line without the counts that end it."""
        return self.pattern.sub("", line)


def read_counts(order: Sequence[str], units: Sequence[str]) -> Counts:
    """Prepare to read counts such as ``16KPL 6 KPL 0KPL``."""
    unit = "|".join(map(re.escape, units)) or r"(?!)"
    one = rf"(\d{{1,4}})\s*(?:{unit})\b"
    return Counts(order, re.compile(r"(?:^|(?<=\s))" + r"\s*".join([one] * len(order)) + r"\s*$", re.IGNORECASE))


def is_list(texts: Sequence[str]) -> bool:
    """Tell whether a page lists flagships: two numbered lines at least, and most of its lines short."""
    found = sum(numbered(text, 1) is not None for text in texts)
    return found >= 2 and 3 * found >= len(texts)


def read_list(
    lines: Sequence[str], numbers: Sequence[int], counts: Counts, flagships: Flagships
) -> tuple[list[Row], dict[int, str]]:
    """Read a page that lists the flagships and counts the actions of the whole report."""
    rows: list[Row] = []
    skips: dict[int, str] = {}
    for number in numbers:
        line = lines[number - 1]
        pair = numbered(counts.without(line), number)
        totals = counts.read(line, number)
        rows += [flagships.row(pair[1], pair[0], "summary")] if pair else []
        rows += totals
        if not pair and not totals and not line.strip()[0].isdigit():
            skips[number] = "heading of the list of flagships"
    return rows, skips


def read_overview(
    pieces: Sequence[Piece], phrases: Sequence[str], support: str, flagships: Flagships, cells: Cells
) -> tuple[list[Row], dict[int, str]]:
    """Read a page of one flagship: its name, the strategy targets that it supports, and its actions' names."""
    texts = [piece.text for piece in pieces]
    skips: dict[int, str] = {}
    for run in find_runs(texts, phrases, least=1):
        if run.first == 0:
            skips |= {piece.line: "column heading" for piece in pieces[: run.last + 1]}
    for piece in pieces:
        if compact(piece.text) == compact(support):
            skips[piece.line] = "heading of the supported targets"
    rest = [piece for piece in pieces if piece.line not in skips]
    name = _find_name(rest, flagships, cells)
    named = {piece.line for piece in name}
    first = next((piece.line for piece in rest if piece.bullet), inf)
    actions = [piece for piece in rest if piece.line not in named and piece.line < first]
    targets = [piece for piece in rest if piece.line not in named and piece.line >= first]
    rows = [flagships.row(part) for part in _parts([name], cells)]
    rows += [_named(RowKind.SUPPORT, Role.TEXT, part) for part in _targets(targets, cells)]
    rows += [_named(RowKind.LISTING, Role.NAME, part) for part in listed_names(actions, cells)]
    return rows, skips


def listed_names(pieces: Sequence[Piece], cells: Cells) -> list[Part]:
    """Group lines as names of actions: a small letter, or a bracket still open, goes on with the name above."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        above = "".join(part.text for part in groups[-1]) if groups else ""
        if groups and (not piece.text[:1].isupper() or above.count("(") > above.count(")")):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return _parts(groups, cells)


def _find_name(pieces: Sequence[Piece], flagships: Flagships, cells: Cells) -> list[Piece]:
    """Find the flagship's name: a known one, or what stands last before the list of targets."""
    runs = flagships.find([piece.text for piece in pieces])
    if runs:
        return list(pieces[runs[-1].first : runs[-1].last + 1])
    first = next((at for at, piece in enumerate(pieces) if piece.bullet), len(pieces))
    start = first - 1
    while cells.deck.spaced and start > 0 and not pieces[start].gap:
        start -= 1
    return list(pieces[max(0, start) : first])


def _targets(pieces: Sequence[Piece], cells: Cells) -> list[Part]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if piece.bullet or not groups:
            groups.append([piece])
        else:
            groups[-1].append(piece)
    return _parts(groups, cells)


def _parts(groups: Sequence[Sequence[Piece]], cells: Cells) -> list[Part]:
    return [cells.deck.part(group) for group in groups if any(piece.text for piece in group)]


def _named(kind: RowKind, role: Role, part: Part) -> Row:
    return Row(kind, (Cell(role, (part,)),), part.fragments[0].first, part.fragments[-1].last)


def _total(status: str, count: str, number: int) -> Row:
    cells = (Cell(Role.STATUS, (Part(status, ()),)), Cell(Role.COUNT, (part_of_text(count, number),)))
    return Row(RowKind.TOTAL, cells, number, number, "report")
