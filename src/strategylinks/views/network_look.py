"""How nodes and edges look: one shape and colour for each kind of node, one line for each family of edges."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from strategylinks.analysis.networks import RESPONSIBLE, STRUCTURE
from strategylinks.views.network_data import Node
from strategylinks.views.words import concept_names

#: The average width of a letter, and the height of a line, in parts of the font size.
_LETTER, _LINE = 0.56, 1.25
#: The room around a label.
PADDING = 5.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold how a kind of node is drawn: a shape of vis-network, its colour, and the same shape as an SVG path."""

    shape: str
    colour: str
    path: str


_DOT = "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"
_BOX = "M1 4.5h14v7h-14z"
_SQUARE = "M3 3h10v10h-10z"
_DIAMOND = "M8 1.5l6.5 6.5l-6.5 6.5l-6.5-6.5z"
_TRIANGLE = "M8 2l6.5 11.5h-13z"
_DOWN = "M8 14l6.5-11.5h-13z"
_HEXAGON = "M4.5 2h7l3.5 6l-3.5 6h-7l-3.5-6z"
_STAR = "M8 1l2 4.6l5 .5l-3.800 3.300l1.100 4.900l-4.300-2.600l-4.300 2.600l1.100-4.900l-3.800-3.300l5-.5z"

#: In the order of the legend.
SHAPES = {
    "unit": Shape("box", "#0f5c6b", _BOX),
    "post": Shape("box", "#5f7480", _BOX),
    "programme": Shape("hexagon", "#23395b", _HEXAGON),
    "goal": Shape("dot", "#3a6ea5", _DOT),
    "flagship": Shape("star", "#a86a12", _STAR),
    "action": Shape("dot", "#8a979e", _DOT),
    "indicator": Shape("triangle", "#5d7f3f", _TRIANGLE),
    "partner": Shape("diamond", "#8a4f76", _DIAMOND),
    "initiative": Shape("triangleDown", "#b3543a", _DOWN),
    "system": Shape("square", "#66639b", _SQUARE),
    "other": Shape("dot", "#5f6b70", _DOT),
}
#: The colours of lines: linkages in the accent, the rest in greys.
LINES = {"linkage": "#0f5c6b", "responsibility": "#8fa3ab", "structure": "#c3ccd0"}


def known_kind(kind: str) -> str:
    """Give a kind of node that has a shape of its own, or "other"."""
    return kind if kind in SHAPES else "other"


def shape_of(kind: str) -> Shape:
    """Give how a kind of node is drawn."""
    return SHAPES[known_kind(kind)]


def family_of(kinds: Iterable[str]) -> str:
    """Tell whether kinds of edges hold linkages, else responsibilities, else structure."""
    families = {
        "responsibility" if kind in _roles() else "structure" if kind in STRUCTURE else "linkage" for kind in kinds
    }
    return next(family for family in LINES if family in families)


@cache
def _roles() -> frozenset[str]:
    return frozenset({*concept_names("role", "en"), RESPONSIBLE})


#: How much larger than a dot the shapes of vis-network are drawn, so that they look alike.
_LARGER = {"star": 1.6, "diamond": 1.25, "triangle": 1.2, "triangleDown": 1.2, "hexagon": 1.15}


class Level(IntEnum):
    """Name how prominent a node is; only the labels of the upper levels can be read before one zooms in."""

    HIGH = 0
    MIDDLE = 1
    LOW = 2


#: How many nodes the upper levels hold.
_PLACES = {Level.HIGH: 8, Level.MIDDLE: 32}
#: The font size of each level, and the longest line and most lines of its labels.
_FONTS = {Level.HIGH: 30, Level.MIDDLE: 23, Level.LOW: 11}
_LABELS = {Level.HIGH: (20, 3), Level.MIDDLE: (20, 3), Level.LOW: (17, 2)}
#: The room around a box at each level: the lines between hubs must be seen.
_AROUND = {Level.HIGH: 70, Level.MIDDLE: 20, Level.LOW: 10}


def level_of(node: Node, rank: int) -> Level:
    """Give the level of the node that comes so many places behind the best linked one.

    A unit is always readable, and only units are at the top: two goals side by side are written alike.
    """
    is_box = shape_of(node.kind).shape == "box"
    level = next((level for level, places in _PLACES.items() if rank < places), Level.MIDDLE if is_box else Level.LOW)
    return level if is_box else max(level, Level.MIDDLE)


def font_of(level: Level) -> int:
    """Give the font size of a node."""
    return _FONTS[level]


def label_of(node: Node, level: Level) -> str:
    """Give the label in the picture, on a few short lines; the whole name stands in the table."""
    width, lines = _LABELS[level]
    wrapped = textwrap.wrap(node.short, width, max_lines=lines, placeholder=" …", break_long_words=False)
    return "\n".join(wrapped) or node.id


def radius_of(kind: str, degree: int) -> float:
    """Give the radius of a node; shapes with corners cover less, so they are drawn larger."""
    return round(min(7 + 2.4 * math.sqrt(degree), 26) * _LARGER.get(shape_of(kind).shape, 1.0), 1)


def size_of(node: Node, degree: int, level: Level) -> tuple[float, float]:
    """Give the width and height that a node takes with its label."""
    width, height = _label_size(node, level)
    if shape_of(node.kind).shape == "box":
        return width + _AROUND[level], height + _AROUND[level]
    across = 2 * radius_of(node.kind, degree)
    return max(width, across), across + height


def lift_of(node: Node, level: Level) -> float:
    """Give how far the mark stands above the middle of the node with its label."""
    return 0.0 if shape_of(node.kind).shape == "box" else _label_size(node, level)[1] / 2


def _label_size(node: Node, level: Level) -> tuple[float, float]:
    lines = label_of(node, level).split("\n")
    font = font_of(level)
    return max(map(len, lines)) * font * _LETTER + 2 * PADDING, len(lines) * font * _LINE + 2 * PADDING


def line_width(weight: float) -> float:
    """Give the width of a line: it grows with the weight, ever more slowly."""
    return round(min(1 + 1.5 * math.log2(max(weight, 1)), 10), 1)
