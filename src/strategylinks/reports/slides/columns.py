"""Find the cell boundaries in a table row whose cells follow each other as lines.

No sign decides alone. Every division of the lines among the columns has a cost: a cut at a place where a
cell can hardly end, a line that was wrapped although the next word had room, a column that stays empty, a
cue word in the wrong column. The cheapest division wins; the cost of the second best is its confidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from strategylinks.reports.slides.pieces import Deck, Piece, text_width

#: Only so many pieces are divided among the columns, the rest belongs to the last one; and no column but
#: the last holds more than so many.
_MOST_PIECES = 160
_LONGEST_CELL = 60
#: What it costs when a cell ends where a blank shows that the line goes on (less after a sentence), before a small
#: letter, after a comma or hyphen, without the blank line that parts cells elsewhere, or within a line.
_OPEN_LINE, _OPEN_SENTENCE, _SMALL_LETTER, _UNFINISHED_LINE, _NO_GAP, _WITHIN_LINE = 6.0, 1.0, 5.0, 4.0, 4.0, 6.0
#: What it costs when a cell that is not the last is as wide as the widest, when a wrap has no reason, when a list
#: goes on without bullets, when a paragraph of the last column is that much shorter than its widest line.
_AS_WIDE, _FULL = 3.0, 0.92
_NEEDLESS_WRAP = 1.2
_LOST_BULLET = 1.0
_SHORT_PARAGRAPH, _SHORT = 0.5, 0.2
#: A line so much wider than its column is in another one.
_WIDER = 1.15
#: A word would have had room when the line stayed this far below the cell's widest line.
_ROOM = 0.88
_SENTENCE_END = re.compile(r"[.!?;:][)\"”]?$")
_UNFINISHED = re.compile(r"[,+&(/]$|(?<=\w)-$|^\w+:$")


@dataclass(frozen=True)
class Column:
    """Hold a column: its role, what its cells tend to say, and what it costs to leave it empty.

    ``sentences`` says how much a sentence's end speaks for the column.
    """

    role: str
    cues: Sequence[tuple[re.Pattern[str], float]] = ()
    empty: float = 5.0
    sentences: float = 0.0


@dataclass(frozen=True, slots=True)
class Division:
    """Hold the pieces of one column, from ``first`` up to ``last``, and how sure its two edges are."""

    role: str
    first: int
    last: int
    margin: float


def divide(pieces: Sequence[Piece], columns: Sequence[Column], deck: Deck) -> list[Division]:
    """Divide pieces among columns as cheaply as possible."""
    window = pieces[:_MOST_PIECES]
    cuts = [_cut_cost(pieces, at, deck) for at in range(len(window) + 1)]
    tables = [_cell_costs(pieces, window, column, deck, final=column is columns[-1]) for column in columns]
    forward = _accumulate(tables, cuts, len(window))
    backward = _accumulate([_mirrored(table, len(window)) for table in reversed(tables)], cuts[::-1], len(window))[::-1]
    edges = _best_edges(forward, tables, cuts, len(window))
    margins = [_margin(forward[at], backward[at][::-1], cuts) for at in range(len(columns) + 1)]
    ends = [*edges[:-1], len(pieces)]
    return [
        Division(column.role, first, last, min(margins[at], margins[at + 1]))
        for at, (column, first, last) in enumerate(zip(columns, edges, ends[1:], strict=False))
    ]


def first_of_last_cell(pieces: Sequence[Piece], widest: float, longest: int, deck: Deck) -> int:
    """Find where a narrow cell of at most ``longest`` pieces begins that ends the pieces."""
    best, cheapest = len(pieces) - 1, inf
    for first in range(len(pieces) - 1, max(0, len(pieces) - longest) - 1, -1):
        if pieces[first].width > _WIDER * widest:
            break
        cost = _cut_cost(pieces, first, deck) + _wrap_cost(pieces[first:], deck)
        if cost < cheapest:
            best, cheapest = first, cost
    return best


def has_room(above: Piece, below: Piece, widest: float) -> bool:
    """Tell whether the first word of a line would have fitted on the line above."""
    return _needed(above, below) <= _ROOM * widest


def starts_anew(above: Piece, below: Piece, deck: Deck) -> bool:
    """Tell whether a line looks like the beginning of something, judged by its edge alone."""
    if below.bullet:
        return True
    if below.gap and not deck.spaced:
        return _starts_upper(below) or _SENTENCE_END.search(above.text) is not None
    if not _starts_upper(below) or _UNFINISHED.search(above.text):
        return False
    return not above.open_end or _SENTENCE_END.search(above.text) is not None


def _starts_upper(piece: Piece) -> bool:
    return piece.text.lstrip('"”(')[:1].isupper()


def _needed(above: Piece, below: Piece) -> float:
    word = below.text.split(" ", 1)[0]
    return above.width + text_width(" " + word)


def _cut_cost(pieces: Sequence[Piece], at: int, deck: Deck) -> float:
    """Weigh how unlikely a cell ends before a piece."""
    if at <= 0 or at >= len(pieces):
        return 0.0
    above, below = pieces[at - 1], pieces[at]
    signs = (
        (_OPEN_SENTENCE if _SENTENCE_END.search(above.text) else _OPEN_LINE, above.open_end),
        (_SMALL_LETTER, not below.bullet and below.text[:1].islower()),
        (_UNFINISHED_LINE, _UNFINISHED.search(above.text) is not None or not above.text),
        (_NO_GAP, not below.gap and not deck.spaced),
        (_WITHIN_LINE, above.line == below.line and not below.bullet),
    )
    return sum(cost for cost, shown in signs if shown)


def _breaks(pieces: Sequence[Piece], at: int, deck: Deck) -> float | None:
    """Give the width that a wrap before a piece would explain, or None where a new paragraph begins."""
    above, below = pieces[at - 1], pieces[at]
    if above.line == below.line or below.bullet or (below.gap and not deck.spaced) or not above.text:
        return None
    if starts_anew(above, below, deck) and _SENTENCE_END.search(above.text):
        return None
    return _needed(above, below)


def _wrap_cost(pieces: Sequence[Piece], deck: Deck) -> float:
    """Weigh the lines that were wrapped although the next word had room."""
    widest = max(piece.width for piece in pieces)
    needs = [need for at in range(1, len(pieces)) if (need := _breaks(pieces, at, deck)) is not None]
    return _NEEDLESS_WRAP * sum(need <= _ROOM * widest for need in needs)


Costs = Callable[[int, int], float]


def _cell_costs(
    pieces: Sequence[Piece], window: Sequence[Piece], column: Column, deck: Deck, *, final: bool
) -> Mapping[tuple[int, int], float]:
    """Weigh every stretch of pieces as a cell of a column."""
    gains = list(accumulate((_gain(piece, column) for piece in window), initial=0.0))
    costs = {(at, at): column.empty for at in range(len(window) + 1)}
    if final:
        costs |= _final_costs(pieces, len(window), deck)
    else:
        widest = max(piece.width for piece in pieces)
        for first in range(len(window)):
            costs |= _growing_costs(window, first, widest, deck)
    return {(a, b): cost - (gains[b] - gains[a]) for (a, b), cost in costs.items()}


def _growing_costs(pieces: Sequence[Piece], first: int, limit: float, deck: Deck) -> dict[tuple[int, int], float]:
    """Weigh the stretches that begin at a piece, growing them line by line."""
    needs: list[float] = []
    widest = lost = 0.0
    bullets = False
    costs: dict[tuple[int, int], float] = {}
    for at in range(first, min(len(pieces), first + _LONGEST_CELL)):
        widest = max(widest, pieces[at].width)
        bullets = bullets or pieces[at].bullet
        if at > first and (need := _breaks(pieces, at, deck)) is not None:
            insort(needs, need)
        if at > first and bullets and not pieces[at].bullet and starts_anew(pieces[at - 1], pieces[at], deck):
            lost += _LOST_BULLET
        full = _AS_WIDE if widest >= _FULL * limit else 0.0
        costs[first, at + 1] = _NEEDLESS_WRAP * bisect_right(needs, _ROOM * widest) + lost + full
    return costs


def _final_costs(pieces: Sequence[Piece], window: int, deck: Deck) -> dict[tuple[int, int], float]:
    """Weigh the stretches that end with the last piece; a wide column seldom has short paragraphs."""
    needs: list[float] = []
    paragraphs: list[float] = []
    widest = 0.0
    costs: dict[tuple[int, int], float] = {}
    for first in range(len(pieces) - 1, -1, -1):
        widest = max(widest, pieces[first].width)
        need = _breaks(pieces, first + 1, deck) if first + 1 < len(pieces) else None
        if need is not None:
            insort(needs, need)
        if first == 0 or _breaks(pieces, first, deck) is None:
            insort(paragraphs, pieces[first].width)
        if first < window:
            short = _SHORT_PARAGRAPH * bisect_right(paragraphs, _SHORT * widest)
            costs[first, window] = _NEEDLESS_WRAP * bisect_right(needs, _ROOM * widest) + short
    return costs


def _gain(piece: Piece, column: Column) -> float:
    """Weigh how much a piece speaks like a column."""
    gain = sum(weight for pattern, weight in column.cues if pattern.search(piece.text))
    if _SENTENCE_END.search(piece.text):
        gain += column.sentences
    return gain


def _accumulate(
    tables: Sequence[Mapping[tuple[int, int], float]], cuts: Sequence[float], size: int
) -> list[list[float]]:
    """Add up the cheapest costs of giving the first pieces to the first columns."""
    best = [[0.0] + [inf] * size]
    for table in tables:
        row = [inf] * (size + 1)
        for (first, last), cost in table.items():
            row[last] = min(row[last], best[-1][first] + cost + (cuts[last] if last > first else 0.0))
        best.append(row)
    return best


def _mirrored(table: Mapping[tuple[int, int], float], size: int) -> dict[tuple[int, int], float]:
    return {(size - last, size - first): cost for (first, last), cost in table.items()}


def _best_edges(
    forward: Sequence[Sequence[float]],
    tables: Sequence[Mapping[tuple[int, int], float]],
    cuts: Sequence[float],
    size: int,
) -> list[int]:
    """Trace the cheapest division back from the end."""
    edges = [size]
    for column in range(len(tables) - 1, -1, -1):
        last = edges[-1]
        table, best = tables[column], forward[column]
        firsts = [first for first in range(last + 1) if (first, last) in table]
        edges.append(min(firsts, key=lambda f: best[f] + table[f, last] + (cuts[last] if last > f else 0.0)))
    return edges[::-1]


def _margin(forward: Sequence[float], backward: Sequence[float], cuts: Sequence[float]) -> float:
    """Give how much worse the second best place of an edge is; both directions have counted its cut."""
    sums = (a + b - cut for a, b, cut in zip(forward, backward, cuts, strict=True) if a + b < inf)
    totals = sorted(sums)
    return totals[1] - totals[0] if len(totals) > 1 else inf
