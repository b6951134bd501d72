"""Compare the shape of two plans as the reports print them: levels, counts, depth, balance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from strategylinks.analysis.measures import gini
from strategylinks.analysis.networks import BELONGS_TO, ELEMENTS, SUPPORTS, of_kind
from strategylinks.analysis.projecting import goals
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Cell, Section, Source, cells, counted
from strategylinks.comparison.reading import Reading

_DIGITS = 2


def structure_section(pair: Pair) -> Section:
    """Compare the numbers of each level, and what stands under a goal."""
    sides = (pair.earlier, pair.later)
    rows = [_row(f"count-{level}", [_level(side, level) for side in sides]) for level in ELEMENTS]
    rows.append(_row("count-indicator", [_of(side, of_kind(side.network, "indicator")) for side in sides]))
    rows.append(_row("depth", [_depth(side) for side in sides]))
    for what, under in (("actions", _actions), ("indicators", _indicators)):
        of_sides = [[(goal, under(side, goal)) for goal in goals(side.network)] for side in sides]
        for name, measure in _MEASURES.items():
            pairs = zip(sides, of_sides, strict=True)
            rows.append(_row(f"{what}-{name}", [_measured(side, found, measure) for side, found in pairs]))
    return Section("structure", rows)


_Counts = Sequence[int]
#: What is told of how many actions or indicators stand under each goal.
_MEASURES: dict[str, Callable[[_Counts], float]] = {
    "median": lambda counts: median(counts),
    "most": lambda counts: max(counts),
    "without": lambda counts: sum(not count for count in counts),
    "gini": lambda counts: gini(counts),
}


def _row(measure: str, values: Sequence[Cell]) -> dict[str, Cell]:
    before, after = values
    return cells(measure=measure, earlier=before, later=after)


def _level(side: Reading, level: str) -> Cell:
    return _of(side, of_kind(side.network, level))


def _of(side: Reading, nodes: Sequence[str]) -> Cell:
    return counted(side.source(node) for node in nodes)


def _actions(side: Reading, goal: str) -> list[Source]:
    return [side.source(part) for part in side.parts(goal) if side.level(part) == "action"]


def _indicators(side: Reading, goal: str) -> list[Source]:
    return [side.source(indicator) for part in side.parts(goal) for indicator in side.indicators(part)]


def _measured(side: Reading, found: Sequence[tuple[str, list[Source]]], measure: Callable[[_Counts], float]) -> Cell:
    """Measure how many there are under the goals; it opens to each goal with its number."""
    if not found:
        return Cell(None)
    counts = [len(set(under)) for _, under in found]
    opens = (side.source(goal, f"{side.label(goal)}: {count}") for (goal, _), count in zip(found, counts, strict=True))
    return Cell(round(float(measure(counts)), _DIGITS), tuple(sorted(opens)))


def _depth(side: Reading) -> Cell:
    """Count the levels of the longest way down from the top; it opens to such a way."""
    ways: dict[str, tuple[str, ...]] = {}

    def way(node: str, above: frozenset[str] = frozenset()) -> tuple[str, ...]:
        if node not in ways:
            edges = side.network.out_edges(node, data=True)
            parents = sorted({t for _, t, data in edges if data["kind"] in (BELONGS_TO, SUPPORTS)} - above - {node})
            longest = max((way(parent, above | {node}) for parent in parents), key=len, default=())
            ways[node] = (node, *longest)
        return ways[node]

    deepest = max((way(node) for node in of_kind(side.network, *ELEMENTS)), key=len, default=())
    return Cell(len(deepest), tuple(side.source(node) for node in reversed(deepest)))
