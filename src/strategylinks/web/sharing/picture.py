"""A network made ready to be drawn: what is shown of it, where, and the words that show each of its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import networkx as nx

from strategylinks.analysis.evidence import places
from strategylinks.engines.engine import Engine
from strategylinks.views.network_data import Evidence, NetworkData, Node, Quote, read_network_data
from strategylinks.views.network_drawing import MOST_NODES, Selection, draw, lines_of, picture_options, select_nodes
from strategylinks.views.network_look import LINES, SHAPES, family_of, known_kind
from strategylinks.views.network_page import rows_of
from strategylinks.views.words import edge_kind_names
from strategylinks.web.drawing.svg import INK, PAPER
from strategylinks.web.facts.describing import names_of

#: Where a network has more lines for each node than this, only the strongest of each node are drawn at first.
_DENSE, _STRONGEST = 3.2, 3
#: The type of the pages; a canvas wants names with figures in quotes, and vis-network takes away double ones.
_FACE = "'Source Sans 3', system-ui, sans-serif"
#: How wide a picture is on a screen, and how large letters are there that can be read; what is too large to draw.
_SCREEN, _READABLE, _LARGEST = 780.0, 10.5, 110.0
#: Smaller names than this are not drawn.
_SMALLEST = 6
#: So few lines can carry their weight as a number.
_NUMBERED = 16
#: How many rows the table beside the picture has, and how many quotes each of them.
MOST_ROWS, MOST_QUOTES = 300, 4
#: For how many edges the words are read.
_MOST_QUOTED = 2000
#: How many nodes can be asked for.
STEPS_OF_SIZE = (MOST_NODES, 500, 5000)


@dataclass(frozen=True)
class Picture:
    """Hold what pyvis draws, and the table of the same lines.

    ``nodes`` and ``edges`` are those of pyvis, in the order of ``shown``; ``weak`` counts the lines that were left
    out because there are too many of them, ``more_rows`` those that found no place in the table.
    """

    data: NetworkData
    shown: Selection
    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]
    rows: Sequence[Mapping[str, Any]]
    weak: int
    more_rows: int

    @property
    def options(self) -> Mapping[str, Any]:
        """Give the options of vis-network."""
        options = picture_options()
        label = {"enabled": True, "drawThreshold": _SMALLEST}
        return options | {"nodes": options["nodes"] | {"scaling": {"label": label}}}

    @property
    def kinds(self) -> list[str]:
        """List the kinds of nodes that are shown, in the order of the legend."""
        found = {known_kind(node.kind) for node in self.shown.nodes}
        return [kind for kind in SHAPES if kind in found]

    @property
    def families(self) -> list[str]:
        """List the kinds of lines that are shown, in the order of the legend."""
        found = {family_of(edge.kinds) for edge in self.shown.edges}
        return [family for family in LINES if family in found]

    @property
    def listed(self) -> list[Node]:
        """List the nodes for the list beside the picture: those with the most neighbours first."""
        return sorted(self.shown.nodes, key=lambda node: -self.degrees.get(node.id, 0))

    @property
    def line_families(self) -> list[str]:
        """Give the family of each line, in the order of ``edges``."""
        lines = lines_of(self.shown.edges).values()
        return [family_of(kind for edge in several for kind in edge.kinds) for several in lines]

    @cached_property
    def degrees(self) -> Mapping[str, int]:
        """Count the neighbours of each node that are shown."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in self.shown.edges:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
        return {node: len(neighbours) for node, neighbours in found.items()}


def picture_of(
    network: nx.Graph[str], engine: Engine, language: str, most: int = MOST_NODES, *, every_line: bool = False
) -> Picture:
    """Lay out the picture of a network, the same each time."""
    data = read_network_data(network, Evidence(names=_joining(engine, network, language)))
    shown = select_nodes(data, most)
    thinned = shown if every_line else _strongest(shown)
    weak = len(lines_of(shown.edges)) - len(lines_of(thinned.edges))
    told = _with_quotes(engine, thinned)
    nodes, edges = _drawn(told)
    rows = rows_of(told, edge_kind_names(language))
    return Picture(data, told, nodes, edges, rows[:MOST_ROWS], weak, max(0, len(rows) - MOST_ROWS))


def _strongest(shown: Selection) -> Selection:
    """Keep the strongest lines of each node, where all of them would cover one another."""
    lines = lines_of(shown.edges)
    if len(lines) <= _DENSE * len(shown.nodes):
        return shown
    weights = {ends: sum(edge.weight for edge in edges) for ends, edges in lines.items()}
    of_node: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for ends in sorted(lines, key=lambda ends: (-weights[ends], ends)):
        for end in ends:
            of_node[end].append(ends)
    kept = {ends for several in of_node.values() for ends in several[:_STRONGEST]}
    return replace(shown, edges=[edge for ends in sorted(kept) for edge in lines[ends]])


def _drawn(shown: Selection) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    # It takes a second to import, and only pictures need it.
    from pyvis.network import Network

    drawing = Network(directed=True, cdn_resources="in_line")
    draw(drawing, shown)
    lines = lines_of(shown.edges)
    if len(lines) <= _NUMBERED:
        for edge, several in zip(drawing.edges, lines.values(), strict=True):
            weight = sum(one.weight for one in several)
            edge["label"] = f"{weight:g}" if weight > 1 else ""
            edge["font"] = {"size": 18, "strokeWidth": 6, "strokeColor": PAPER, "color": INK, "face": _FACE}
    readable = _READABLE * _width(drawing.nodes) / _SCREEN
    for node in drawing.nodes:
        node["font"]["face"] = _FACE
        if node["shape"] == "box":
            # Units are what one looks for: their names are read in the whole picture, however large it is.
            node["font"]["size"] = round(max(node["font"]["size"], min(readable, _LARGEST)), 1)
            node["scaling"] = {"label": {"enabled": True, "drawThreshold": 1}}
    return drawing.nodes, drawing.edges


def _width(nodes: Sequence[Mapping[str, Any]]) -> float:
    across = [node["x"] for node in nodes]
    return max(across) - min(across) if across else 0.0


def _with_quotes(engine: Engine, shown: Selection) -> Selection:
    """Put the words of the reports to the edges that are shown; of very many, to the weightiest."""
    weightiest = sorted(shown.edges, key=lambda edge: -edge.weight)[:_MOST_QUOTED]
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for (fact, report), several in places(engine, {fact for edge in weightiest for fact in edge.facts}).items():
        quotes[fact] += [Quote(report, place.first, place.last, place.quote) for place in several]
    edges = [replace(e, quotes=tuple(sorted({q for fact in e.facts for q in quotes[fact]}))) for e in shown.edges]
    return replace(shown, edges=edges)


def _joining(engine: Engine, network: nx.Graph[str], language: str) -> dict[str, str]:
    """Name what joins the ends of edges and is no node itself."""
    joining = {
        iri
        for _, _, data in network.edges(data=True)
        for iri in (*data.get("through", ()), *data.get("elements", ()), *data.get("units", ()))
        if iri not in network
    }
    named = names_of(engine, joining).items()
    return {iri: " ".join(dict.fromkeys(filter(None, (one.code, one.name(language))))) for iri, one in named}
