"""Stacked bars as one picture that stands on its own: labels, symbols' words and numbers in it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.web.rendering import environment

WIDTH = 1280
_LABELS = 420
_MARGIN = 40
_LINE = 23
_BAR = 30
_LETTERS = 46
#: Fill, edge and ink of each kind; whoever sees no colours reads the words of the legend and the numbers.
LOOKS: Mapping[str, tuple[str, str, str]] = {
    "achieved": ("#2b7a4b", "#17643a", "#ffffff"),
    "in-progress": ("#efc46c", "#8a5a00", "#1a2530"),
    "not-started": ("#ffffff", "#4d5862", "#1a2530"),
    "not-achieved": ("#a8282d", "#7c171b", "#ffffff"),
    "unknown": ("#c9d2d7", "#5f6c77", "#1a2530"),
    "absent": ("#f5f7f6", "#7b8894", "#1a2530"),
    "told": ("#0b5563", "#083f4a", "#ffffff"),
    "untold": ("#f5f7f6", "#7b8894", "#1a2530"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold a bar: what it counts, the note under that, and the numbers by kind."""

    label: str
    note: str
    parts: Sequence[tuple[str, int]]
    is_hatched: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    x: float
    width: float
    number: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    top: int
    lines: Sequence[str]
    note: str
    segments: Sequence[_Segment]
    is_hatched: bool
    total: int
    end: float


def draw_bars(
    title: str, notes: Sequence[str], bars: Sequence[Bar], legend: Mapping[str, str], hatched: str = ""
) -> str:
    """Draw bars to one measure under a title; ``hatched`` says what hatching means, where any bar is hatched."""
    most = max((sum(number for _, number in bar.parts) for bar in bars), default=1) or 1
    head = textwrap.wrap(title, 74)
    below = [line for note in notes for line in textwrap.wrap(note, 140)]
    top = 60 + 36 * len(head) + 24 * len(below)
    drawn: list[_Drawn] = []
    legend_top, top = top, top + 50
    for bar in bars:
        drawn.append(_drawn(bar, top, most))
        top += _height(bar)
    return (
        environment()
        .get_template("drawing/bars.svg.jinja")
        .render(
            width=WIDTH,
            height=top + 20,
            title=title,
            head=head,
            below=below,
            legend_top=legend_top,
            legend=_legend(legend, hatched),
            bars=drawn,
            looks=LOOKS,
            margin=_MARGIN,
            labels=_LABELS,
            bar_height=_BAR,
            line=_LINE,
        )
    )


def _height(bar: Bar) -> int:
    lines = len(textwrap.wrap(bar.label, _LETTERS)) + (1 if bar.note else 0)
    return max(_BAR, lines * _LINE) + 18


def _drawn(bar: Bar, top: int, most: int) -> _Drawn:
    whole = WIDTH - _LABELS - 2 * _MARGIN - 60
    x, segments = float(_MARGIN + _LABELS), []
    for kind, number in bar.parts:
        width = number / most * whole
        segments.append(_Segment(round(x, 1), round(max(width - 2, 1), 1), number, kind))
        x += width
    total = sum(number for _, number in bar.parts)
    return _Drawn(top, textwrap.wrap(bar.label, _LETTERS), bar.note, segments, bar.is_hatched, total, round(x, 1))


def _legend(legend: Mapping[str, str], hatched: str) -> list[tuple[int, str, str]]:
    placed, x = [], _MARGIN
    for kind, word in [*legend.items(), *([("hatched", hatched)] if hatched else [])]:
        placed.append((x, kind, word))
        x += 44 + 9 * len(word)
    return placed
