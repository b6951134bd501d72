"""Cells of a programme table: how many indicators, which pairs of levels, which word of status a cell prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategylinks.reports.parsed import Cell, Part, Role
from strategylinks.reports.pieces import mend, part_of_text
from strategylinks.reports.tables import (
    Stretch,
    has_paragraphs,
    is_parted,
    parts_of_stretches,
    parts_sentence,
    split_pieces,
    whole_part,
)

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_SMALL = "a-zß-öø-ÿ"
#: A dash for "no baseline", then the slash before the target: it opens a pair wherever it stands.
_PAIR = re.compile(r"[-–—]\s?/")
_PAIR_GAP = re.compile(r"\s(?=[-–—]\s?/)|\s{2,}")
_GAP = re.compile(r"\s{2,}")
#: Places where two indicators may have run together: "palvelusta.Asiakas…", "Osallistujamäärät Tapahtumamäärät".
_TIGHT = re.compile(rf"(?<=[.!?;)])(?=[{_CAPITAL}][{_SMALL}])")
_LOOSE = re.compile(rf"(?<=[{_SMALL}.)%]) (?=[{_CAPITAL}][{_SMALL}])")
_SENTENCES = re.compile(rf"[{_SMALL})][.!?]\s+[{_CAPITAL}]")
_TAG = re.compile(r"<[^<>]*>?")
_WORDS = re.compile(r"[^\W\d_]+(?:[ \t-]+[^\W\d_]+)*")

JOINED = "a gap parts the cell, but one level is printed: read as one indicator"
RUN_TOGETHER = "indicators run together: split where a capital fits the number of levels"
PARALLEL = "indicators run together: split because both end in the same word"
SENTENCES = "several sentences and one level: read as one indicator"
UNCHECKED = "a gap parts the cell, and no level is printed to check the split by"
PAIRED = "gaps part baselines from targets as well: paired by the number of indicators"
UNMARKED = "levels are parted by gaps only: which belong together is a guess"


def action_cells(stretches: dict[Role, tuple[Stretch, ...]]) -> tuple[Cell, ...]:
    """Make the cells of an action, in the order of their columns."""
    indicators = parts_of_stretches(stretches.get(Role.INDICATOR, ()))
    levels = levels_cell(stretches.get(Role.LEVELS, ()), len(indicators))
    cells = []
    for role, printed in stretches.items():
        match role:
            case Role.INDICATOR:
                cell = indicator_cell(printed, indicators, len(levels.parts))
            case Role.LEVELS:
                cell = levels
            case Role.STATUS:
                cell = status_cell(printed)
            case Role.PROGRESS | Role.RISK | Role.TEXT:
                cell = Cell(role, tuple(parts_of_stretches(printed, parted_by_page=parts_sentence)))
            case _:
                cell = Cell(role, (whole_part(printed),))
        cells.append(cell)
    return tuple(cell for cell in cells if cell.parts)


def status_cell(stretches: Sequence[Stretch]) -> Cell:
    """Read the words of a status and leave out the marks beside them, which say nothing."""
    words = [(found, s.line) for s in stretches for text in _TAG.split(s.text) if (found := _WORDS.search(text))]
    return Cell(Role.STATUS, tuple(part_of_text(found[0], line) for found, line in words[:1]))


def levels_cell(stretches: Sequence[Stretch], indicators: int) -> Cell:
    """Split levels into their printed pairs of baseline and target."""
    halves = _halves(stretches)
    if indicators > 1 and len(halves) == 2 * indicators:
        pairs = [_stretch_over(stretches[0], *halves[n : n + 2]) for n in range(0, len(halves), 2)]
        return Cell(Role.LEVELS, tuple(pairs), 0.8, (PAIRED,))
    parts = tuple(parts_of_stretches(stretches, _PAIR_GAP, _is_new_pair, _is_new_pair))
    unmarked = len(parts) > 1 and not all(_PAIR.match(part.text) for part in parts)
    return Cell(Role.LEVELS, parts, 0.7, (UNMARKED,)) if unmarked else Cell(Role.LEVELS, parts)


def indicator_cell(stretches: Sequence[Stretch], pieces: list[Part], levels: int) -> Cell:
    """Decide how many indicators a cell prints; the number of levels is the evidence."""
    found = len(pieces)
    if found > 1 and not has_paragraphs(stretches) and levels <= 1:
        return _guess([whole_part(stretches)], 0.7, JOINED) if levels else _guess(pieces, 0.8, UNCHECKED)
    if found <= 1 and levels <= 1:
        return _one_indicator(pieces)
    if found == levels:
        return Cell(Role.INDICATOR, tuple(pieces))
    finer = _split_finer(pieces, levels - found)
    if finer:
        return _guess(finer, 0.7, RUN_TOGETHER)
    return _guess(pieces, 0.8, f"{found} indicator(s), but {levels} printed level(s)")


def _one_indicator(pieces: list[Part]) -> Cell:
    parallel = [cut for piece in pieces for cut in _cut(piece, _LOOSE)]
    if len(parallel) > 1 and _end_alike(parallel):
        return _guess(parallel, 0.7, PARALLEL)
    if any(_SENTENCES.search(piece.text) for piece in pieces):
        return _guess(pieces, 0.8, SENTENCES)
    return Cell(Role.INDICATOR, tuple(pieces))


def _guess(parts: list[Part], confidence: float, doubt: str) -> Cell:
    return Cell(Role.INDICATOR, tuple(parts), confidence, (doubt,))


def _split_finer(pieces: list[Part], missing: int) -> list[Part]:
    """Cut pieces at the places where they may have run together, if there are exactly as many as are missing."""
    for place in (_TIGHT, _LOOSE):
        finer = [cut for piece in pieces for cut in _cut(piece, place)]
        if len(finer) == len(pieces) + missing and missing > 0:
            return finer
    return []


def _cut(piece: Part, place: re.Pattern[str]) -> list[Part]:
    if len(piece.fragments) > 1:
        return [piece]
    fragment = piece.fragments[0]
    return [part_of_text(text, fragment.first) for text in split_pieces(fragment.quote, place, _always)]


def _end_alike(parts: list[Part]) -> bool:
    words = [part.text.casefold().rstrip(".").split() for part in parts]
    return all(len(of_part) > 1 for of_part in words) and len({of_part[-1] for of_part in words}) == 1


def _halves(stretches: Sequence[Stretch]) -> list[str]:
    """List what gaps part in a cell of levels that has no marked pairs and no page break."""
    if len(stretches) != 1 or any(_PAIR.search(text) for text in split_pieces(stretches[0].text, _PAIR_GAP, _always)):
        return []
    return split_pieces(stretches[0].text, _GAP, lambda left, right: is_parted(left.rstrip("/ "), right))


def _stretch_over(stretch: Stretch, first: str, second: str) -> Part:
    start = stretch.text.index(first)
    end = stretch.text.index(second, start + len(first)) + len(second)
    return part_of_text(stretch.text[start:end], stretch.line)


def _is_new_pair(left: str, right: str) -> bool:
    return bool(_PAIR.match(right)) or is_parted(left, right)


def _always(left: str, right: str) -> bool:
    return bool(mend(left) and mend(right))
