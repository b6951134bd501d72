"""Read the table pages of a slide deck: a flagship, and its actions with their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from rapidfuzz import fuzz, process

from strategylinks.reports.parsed import Role, Row, RowKind
from strategylinks.reports.slides.cells import Cells
from strategylinks.reports.slides.columns import first_of_last_cell
from strategylinks.reports.slides.pages import compact
from strategylinks.reports.slides.pieces import Piece

#: How alike an action's name must be to one listed on an overview page, in per cent.
_NAME_LIKENESS = 90
#: An action's name is printed over at most so many lines.
_LONGEST_NAME = 16
#: The columns between an action's unit and the end of its row.
_MIDDLE = (Role.LEVELS, Role.INDICATOR, Role.RISK, Role.PROGRESS)


@dataclass(frozen=True, slots=True)
class Action:
    """Hold the pieces of one action: its name, its unit label, and the rest of its row."""

    name: Sequence[Piece]
    unit: Sequence[Piece]
    rest: Sequence[Piece]


def read_actions(body: Sequence[Piece], roles: Sequence[str], listed: Sequence[str], cells: Cells) -> list[Row]:
    """Read the actions of a table page's body; ``listed`` are the names known from overview pages."""
    middle = [role for role in roles if role in _MIDDLE]
    actions = [action for action in _actions(body, listed, cells) if any(piece.text for piece in action.name)]
    return [_row(action, middle, cells) for action in actions]


def _actions(body: Sequence[Piece], listed: Sequence[str], cells: Cells) -> list[Action]:
    spans = cells.labels.find(body) or cells.labels.guess(body)
    if not spans:
        return []
    folded = [compact(name) for name in listed]
    starts = [_name_start(body[: spans[0][0]], folded, inf, cells) if spans[0][0] > _LONGEST_NAME else 0]
    widest = max(piece.width for piece in body[starts[0] : spans[0][1]])
    for above, span in pairwise(spans):
        between = body[above[1] : span[0]]
        starts.append(above[1] + _name_start(between, folded, widest, cells))
    ends = [*starts[1:], len(body)]
    return [
        Action(body[start : span[0]], body[span[0] : span[1]], body[span[1] : end])
        for start, span, end in zip(starts, spans, ends, strict=True)
    ]


def _name_start(pieces: Sequence[Piece], listed: Sequence[str], widest: float, cells: Cells) -> int:
    """Find where the next action's name begins: at a listed name, or where the lines turn narrow."""
    if len(pieces) < 2:
        return 0
    starts = range(max(0, len(pieces) - _LONGEST_NAME), len(pieces))
    likenesses = {at: _likeness(pieces[at:], listed) for at in starts}
    best = max(starts, key=lambda at: likenesses[at])
    if likenesses[best]:
        return best
    return first_of_last_cell(pieces, widest, _LONGEST_NAME, cells.deck)


def _likeness(pieces: Sequence[Piece], listed: Sequence[str]) -> float:
    """Tell how alike pieces are to the most similar listed name, in per cent, or 0 when to none."""
    text = compact(" ".join(piece.text for piece in pieces))
    found = process.extractOne(text, listed, scorer=fuzz.ratio, score_cutoff=_NAME_LIKENESS)
    return found[1] if found else 0.0


def _row(action: Action, roles: Sequence[str], cells: Cells) -> Row:
    rest, doubts = cells.of_row(action.rest, roles)
    if not cells.labels.is_seen(action.unit):
        doubts.append("its unit label is known from its place only")
    pieces = [*action.name, *action.unit, *action.rest]
    found = (cells.plain(Role.NAME, action.name), cells.unit(action.unit), *rest)
    confidence = 0.6 if doubts else 1.0
    return Row(RowKind.ACTION, found, pieces[0].line, pieces[-1].line, "", confidence, tuple(doubts))
