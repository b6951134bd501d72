"""The picture of a network: which nodes it shows, and what pyvis draws of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from strategylinks.views.network_data import Edge, NetworkData, Node, merged
from strategylinks.views.network_layout import place
from strategylinks.views.network_look import (
    LINES,
    PADDING,
    SHAPES,
    Level,
    family_of,
    font_of,
    known_kind,
    label_of,
    level_of,
    lift_of,
    line_width,
    radius_of,
    shape_of,
    size_of,
)

#: More nodes than this cannot be read in one picture.
MOST_NODES = 150
_KINDS = list(SHAPES)
_INK = "#1c2a30"
_PAPER = "#fbfbf9"


@dataclass(frozen=True, slots=True)
class Selection:
    """Hold what a picture shows of a network: the best linked nodes, the best first, and how much was left out."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    unlinked_nodes: int = 0
    omitted_nodes: int = 0
    omitted_edges: int = 0
    omitted_degree: int = 0


def select_nodes(network: NetworkData, most: int = MOST_NODES) -> Selection:
    """Choose the nodes with the most links and the edges between them, parallel ones merged."""
    edges = merged(network.edges)
    degrees = _degrees(edges)
    linked = [node for node in network.nodes if degrees[node.id]]
    ranked = sorted(linked, key=lambda node: (-degrees[node.id], _KINDS.index(known_kind(node.kind)), node.id))
    best = {node.id for node in ranked[:most]}
    between = [edge for edge in edges if edge.source in best and edge.target in best]
    kept = _degrees(between)
    omitted = [node for node in ranked if not kept[node.id]]
    return Selection(
        nodes=[node for node in ranked if kept[node.id]],
        edges=between,
        unlinked_nodes=len(network.nodes) - len(linked),
        omitted_nodes=len(omitted),
        omitted_edges=len(edges) - len(between),
        omitted_degree=max((degrees[node.id] for node in omitted), default=0),
    )


def picture_options() -> dict[str, Any]:
    """Give the options of vis-network: nothing moves by itself."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        # The wheel scrolls the page until somebody works in the picture.
        "interaction": {"hover": True, "zoomView": False, "keyboard": {"enabled": True, "bindToWindow": False}},
        "nodes": {"scaling": {"label": {"enabled": True, "drawThreshold": 8}}, "chosen": False},
        "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
    }


def draw(drawing: Any, shown: Selection) -> None:  # noqa: ANN401 - pyvis has no types
    """Put nodes and lines into a drawing: one line for all links between two nodes."""
    degrees = _degrees(shown.edges)
    skeleton: nx.Graph[str] = nx.Graph()
    skeleton.add_nodes_from(node.id for node in shown.nodes)
    skeleton.add_edges_from((edge.source, edge.target) for edge in shown.edges)
    levels = {node.id: level_of(node, rank) for rank, node in enumerate(shown.nodes)}
    positions = place(skeleton, {node.id: size_of(node, degrees[node.id], levels[node.id]) for node in shown.nodes})
    for number, node in enumerate(shown.nodes):
        x, y = positions[node.id]
        mark = _mark(node, degrees[node.id], levels[node.id])
        drawing.add_node(f"n{number}", x=x, y=round(y - lift_of(node, levels[node.id]), 1), **mark)
    numbers = {node.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    for number, (ends, edges) in enumerate(lines_of(shown.edges).items()):
        drawing.add_edge(numbers[ends[0]], numbers[ends[1]], id=f"l{number}", **_line(ends, edges))


def _mark(node: Node, degree: int, level: Level) -> dict[str, Any]:
    shape = shape_of(node.kind)
    is_box = shape.shape == "box"
    return {
        "label": label_of(node, level),
        "name": node.title,
        "kind": known_kind(node.kind),
        "reports": list(node.reports),
        "shape": shape.shape,
        "color": {"background": shape.colour, "border": shape.colour if is_box else _PAPER},
        "borderWidth": 1.5,
        "size": radius_of(node.kind, degree),
        "margin": PADDING,
        "font": {
            "face": "system-ui, sans-serif",
            "size": font_of(level),
            "color": "#ffffff" if is_box else _INK,
            "strokeWidth": 0 if is_box else 4,
            "strokeColor": _PAPER,
        },
    }


def lines_of(edges: Sequence[Edge]) -> dict[tuple[str, str], list[Edge]]:
    """Group edges by their two ends, in whichever direction they point: each group is one line."""
    lines: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        first, last = sorted((edge.source, edge.target))
        lines.setdefault((first, last), []).append(edge)
    return lines


def _line(ends: tuple[str, str], edges: Sequence[Edge]) -> dict[str, Any]:
    family = family_of(kind for edge in edges for kind in edge.kinds)
    forward = any(edge.is_directed and edge.source == ends[0] for edge in edges)
    backward = any(edge.is_directed and edge.source == ends[1] for edge in edges)
    return {
        "width": line_width(sum(edge.weight for edge in edges)),
        "color": {"color": LINES[family], "opacity": 0.55 if family == "linkage" else 0.9},
        "arrows": {"to": {"enabled": forward, "scaleFactor": 0.5}, "from": {"enabled": backward, "scaleFactor": 0.5}},
    }


def _degrees(edges: Sequence[Edge]) -> Counter[str]:
    return Counter(end for edge in edges for end in {edge.source, edge.target})
