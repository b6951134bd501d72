"""The picture of a network as SVG: the same marks at the same places as the drawing that can be moved."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from strategylinks.views.network_look import LINES, SHAPES
from strategylinks.web.drawing.svg import PAPER, SOFT, Drawing, width_of

#: The room around the picture, and for the legend below.
_MARGIN, _LEGEND = 26.0, 44.0
#: Smaller pictures are drawn at their own size, larger ones are scaled to this width.
_WIDTH = 1200.0
#: Labels that would be smaller than this are left to who zooms in.
_SMALLEST = 5.2
_LINE = 1.22

Mark = Mapping[str, Any]


def draw_network(
    nodes: Sequence[Mark], edges: Sequence[Mark], title: str, kinds: Mapping[str, str], lines: Mapping[str, str]
) -> str:
    """Draw what pyvis was given; ``kinds`` and ``lines`` name what the legend explains."""
    if not nodes:
        return ""
    boxes = {node["id"]: box_of(node) for node in nodes}
    left = min(node["x"] - boxes[node["id"]][0] for node in nodes) - _MARGIN
    right = max(node["x"] + boxes[node["id"]][0] for node in nodes) + _MARGIN
    top = min(node["y"] - boxes[node["id"]][1] for node in nodes) - _MARGIN
    bottom = max(node["y"] + boxes[node["id"]][2] for node in nodes) + _MARGIN
    scale = min(_WIDTH / (right - left), 1.25)
    width = max((right - left) * scale, 720.0)
    drawing = Drawing(width, (bottom - top) * scale + _LEGEND, title)
    shift = (width - (right - left) * scale) / 2
    drawing.open("g", transform=f"translate({shift - left * scale:.1f} {-top * scale:.1f}) scale({scale:.4f})")
    by_id = {node["id"]: node for node in nodes}
    for edge in edges:
        _draw_line(drawing, edge, by_id[edge["from"]], by_id[edge["to"]], boxes)
    for edge in edges:
        _draw_number(drawing, edge, by_id[edge["from"]], by_id[edge["to"]])
    for node in reversed(nodes):
        _draw_node(drawing, node, boxes[node["id"]])
    for node in reversed(nodes):
        _draw_label(drawing, node, scale)
    drawing.close("g")
    _draw_legend(drawing, (bottom - top) * scale + _LEGEND / 2, kinds, lines)
    return str(drawing)


def box_of(node: Mark) -> tuple[float, float, float]:
    """Give how far a node reaches to each side, upwards, and downwards with its label."""
    lines, size = node["label"].split("\n"), node["font"]["size"]
    across = max(width_of(line, size) for line in lines) / 2
    if node["shape"] == "box":
        return across + 12, len(lines) * size * _LINE / 2 + 6, len(lines) * size * _LINE / 2 + 6
    return max(across, node["size"]), node["size"], node["size"] + len(lines) * size * _LINE + 4


def _draw_line(drawing: Drawing, edge: Mark, start: Mark, end: Mark, boxes: Mapping[str, Any]) -> None:
    (x1, y1), (x2, y2) = _rim(start, end, boxes[start["id"]]), _rim(end, start, boxes[end["id"]])
    colour, width = edge["color"], edge["width"]
    attributes = {"stroke": colour["color"], "stroke_opacity": colour["opacity"], "stroke_width": width}
    drawing.add("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", **attributes)
    arrows = edge.get("arrows", {})
    if arrows.get("to", {}).get("enabled"):
        _draw_arrow(drawing, (x1, y1), (x2, y2), edge)
    if arrows.get("from", {}).get("enabled"):
        _draw_arrow(drawing, (x2, y2), (x1, y1), edge)


def _draw_arrow(drawing: Drawing, start: tuple[float, float], end: tuple[float, float], edge: Mark) -> None:
    length = math.dist(start, end)
    if length < 1:
        return
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    reach = 6 + edge["width"]
    back, side = (end[0] - x * reach, end[1] - y * reach), reach * 0.45
    points = f"M{end[0]:.1f} {end[1]:.1f}L{back[0] - y * side:.1f} {back[1] + x * side:.1f}"
    points += f"L{back[0] + y * side:.1f} {back[1] - x * side:.1f}z"
    drawing.add("path", d=points, fill=edge["color"]["color"])


def _draw_number(drawing: Drawing, edge: Mark, start: Mark, end: Mark) -> None:
    if not edge.get("label"):
        return
    x, y = (start["x"] + end["x"]) / 2, (start["y"] + end["y"]) / 2
    size = edge["font"]["size"]
    around: dict[str, str | float] = {
        "stroke": PAPER,
        "stroke_width": 5,
        "paint_order": "stroke",
        "stroke_linejoin": "round",
    }
    drawing.text(x, y + size * 0.35, edge["label"], size, text_anchor="middle", font_weight=600, **around)


def _rim(node: Mark, other: Mark, box: tuple[float, float, float]) -> tuple[float, float]:
    """Give where a line leaves the mark of a node towards another."""
    x, y = other["x"] - node["x"], other["y"] - node["y"]
    length = math.hypot(x, y) or 1.0
    if node["shape"] == "box":
        share = min(box[0] / abs(x) if x else math.inf, box[1] / abs(y) if y else math.inf, 1.0)
        return node["x"] + x * share, node["y"] + y * share
    return node["x"] + x / length * node["size"] * 0.9, node["y"] + y / length * node["size"] * 0.9


def _draw_node(drawing: Drawing, node: Mark, box: tuple[float, float, float]) -> None:
    x, y, colour = node["x"], node["y"], node["color"]
    border = {"fill": colour["background"], "stroke": colour["border"], "stroke_width": node["borderWidth"]}
    if node["shape"] == "box":
        size: dict[str, str | float] = {"width": 2 * box[0], "height": box[1] + box[2], "rx": 6}
        drawing.add("rect", "", x=x - box[0], y=y - box[1], **size, **border)
        return
    scale = node["size"] / 6.5
    drawing.open("g", transform=f"translate({x - 8 * scale:.1f} {y - 8 * scale:.1f}) scale({scale:.3f})")
    shape = next(shape for shape in SHAPES.values() if shape.shape == node["shape"])
    drawing.add("path", d=shape.path, **border | {"stroke_width": node["borderWidth"] / scale})
    drawing.close("g")


def _draw_label(drawing: Drawing, node: Mark, scale: float) -> None:
    lines, font = node["label"].split("\n"), node["font"]
    size = font["size"]
    if size * scale < _SMALLEST:
        return
    middle = {"text_anchor": "middle", "fill": font["color"]}
    if node["shape"] == "box":
        first = node["y"] - (len(lines) - 1) * size * _LINE / 2 + size * 0.35
        drawing.lines(node["x"], first, lines, size, font_weight=650, **middle)
        return
    around: dict[str, str | float] = {
        "stroke": PAPER,
        "stroke_width": 4,
        "paint_order": "stroke",
        "stroke_linejoin": "round",
    }
    drawing.lines(node["x"], node["y"] + node["size"] + size * 1.05, lines, size, **around, **middle)


def _draw_legend(drawing: Drawing, y: float, kinds: Mapping[str, str], lines: Mapping[str, str]) -> None:
    x = 20.0
    for kind, name in kinds.items():
        drawing.open("g", transform=f"translate({x:.1f} {y - 10:.1f}) scale(1.2)")
        drawing.add("path", d=SHAPES[kind].path, fill=SHAPES[kind].colour)
        drawing.close("g")
        drawing.text(x + 25, y + 5.5, name, 16, fill=SOFT)
        x += width_of(name, 16) + 52
    for family, name in lines.items():
        drawing.add("path", d=f"M{x:.1f} {y:.1f}h18", stroke=LINES[family], stroke_width=3)
        drawing.text(x + 25, y + 5.5, name, 16, fill=SOFT)
        x += width_of(name, 16) + 54
