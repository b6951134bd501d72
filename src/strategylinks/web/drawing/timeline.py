"""Strategies, reports and units on one axis of time, as a picture that stands on its own."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from strategylinks.web.history.changes import Change, Life
from strategylinks.web.rendering import environment

WIDTH = 1280
_LEFT, _MARGIN, _RIGHT = 432, 36, 30
_LINE, _ROW = 20, 34
_LETTERS = 50
_BADGE = 25


@dataclass(frozen=True, slots=True)
class Period:
    """Hold a bar of a strategy: the period of one of its reports, in years."""

    name: str
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Lane:
    """Hold what one municipality shows: its strategies with the periods of their reports, its units and changes."""

    name: str
    plans: Sequence[tuple[str, Sequence[Period]]]
    lives: Sequence[Life]
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class _Bar:
    x: float
    width: float
    look: str
    title: str


@dataclass(frozen=True, slots=True)
class _Badge:
    x: float
    y: float
    number: int
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class _Row:
    y: float
    height: float
    lines: Sequence[str]
    bars: Sequence[_Bar]
    is_open: bool = False


class _Plan:
    """Lay out rows from above to below on one measure of years."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.top = 128.0
        self.rows: list[_Row] = []
        self.heads: list[tuple[float, str, bool]] = []
        self.badges: list[_Badge] = []
        self.links: list[tuple[float, float, float]] = []

    def x(self, year: float) -> float:
        """Give the place of a moment."""
        whole = WIDTH - _LEFT - _RIGHT
        return round(_LEFT + (min(max(year, self.first), self.last) - self.first) / (self.last - self.first) * whole, 1)

    def head(self, text: str, *, is_main: bool) -> None:
        """Add a heading."""
        self.heads.append((self.top + 24, text, is_main))
        self.top += 38 if is_main else 34

    def row(self, label: str, bars: Sequence[_Bar], *, is_open: bool = False) -> _Row:
        """Add a row."""
        lines = textwrap.wrap(label, _LETTERS)
        height = max(_ROW, len(lines) * _LINE + 12)
        row = _Row(self.top, height, lines, bars, is_open)
        self.rows.append(row)
        self.top += height
        return row

    def bar(self, first: float, last: float, look: str, title: str = "") -> _Bar:
        """Make a bar; the shortest is still seen."""
        return _Bar(self.x(first), max(self.x(last) - self.x(first), 5), look, title)


def draw_timeline(title: str, notes: Sequence[str], lanes: Sequence[Lane], words: Mapping[str, str]) -> str:
    """Draw lanes one below the other; ``words`` has the headings "plans" and "units" and the legend."""
    first, last = _years(lanes)
    plan = _Plan(first, last)
    for lane in lanes:
        plan.head(lane.name, is_main=True)
        plan.head(words["plans"], is_main=False)
        for name, periods in lane.plans:
            plan.row(name, [plan.bar(period.first, period.last, "plan", period.name) for period in periods])
        if lane.lives:
            plan.head(words["units"], is_main=False)
            _units(plan, lane)
        plan.top += 14
    return (
        environment()
        .get_template("drawing/timeline.svg.jinja")
        .render(
            title=title,
            notes=[line for note in notes for line in textwrap.wrap(note, 150)],
            plan=plan,
            width=WIDTH,
            left=_LEFT,
            right=_RIGHT,
            margin=_MARGIN,
            years=range(first, last + 1),
            words=words,
            keys=[change for lane in lanes for change in lane.changes],
        )
    )


def _years(lanes: Sequence[Lane]) -> tuple[int, int]:
    moments = [moment for lane in lanes for _, periods in lane.plans for p in periods for moment in (p.first, p.last)]
    moments += [moment for lane in lanes for change in lane.changes for moment in (change.span.first, change.span.last)]
    if not moments:
        return 2000, 2001
    return floor(min(moments)) - 1, ceil(max(moments) + 0.5)


def _units(plan: _Plan, lane: Lane) -> None:
    rows = {life.unit.iri: plan.row(_named(life), _life(plan, life), is_open=life.began is None) for life in lane.lives}
    taken: dict[float, list[float]] = {}
    for change in lane.changes:
        touched = [rows[unit.iri] for unit in (*change.before, *change.after)]
        x = plan.x(change.span.middle)
        middles = [row.y + row.height / 2 for row in touched]
        if len(set(middles)) > 1:
            plan.links.append((x, min(middles), max(middles)))
        new = [unit for unit in change.after if unit not in change.before] or change.after
        y = rows[new[0].iri].y + rows[new[0].iri].height / 2
        while any(abs(x - other) < _BADGE for other in taken.get(y, [])):
            x += _BADGE
        taken.setdefault(y, []).append(x)
        plan.badges.append(_Badge(x, y, change.number, change.is_inferred))


def _named(life: Life) -> str:
    name, short = life.unit.name, life.unit.short
    return name if _plain(short) in _plain(name) else f"{name} ({short})"


def _plain(text: str) -> str:
    """Write a name without accents and hyphens: identifiers made from names have none."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def _life(plan: _Plan, life: Life) -> list[_Bar]:
    """Draw a life: dashed where it is not known when in an interval the unit began or ended."""
    bars = []
    start, end = float(plan.first), float(plan.last)
    if life.began:
        start = life.began.span.last if not life.began.span.is_exact else life.began.span.first
        if not life.began.span.is_exact:
            bars.append(plan.bar(life.began.span.first, start, "unsure"))
    if life.ended:
        end = life.ended.span.first
        if not life.ended.span.is_exact:
            bars.append(plan.bar(end, life.ended.span.last, "unsure"))
    return [plan.bar(start, end, "unit"), *bars] if end > start else bars
