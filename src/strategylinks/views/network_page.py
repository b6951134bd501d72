"""A network as one HTML file that needs nothing else: the picture by pyvis, the links and their evidence beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from strategylinks import __version__
from strategylinks.views.network_data import NetworkData
from strategylinks.views.network_drawing import MOST_NODES, Selection, draw, lines_of, picture_options, select_nodes
from strategylinks.views.network_look import LINES, SHAPES, family_of, known_kind
from strategylinks.views.templating import templates_in
from strategylinks.views.words import edge_kind_names, words

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_TEMPLATE = "network.html.jinja"
#: The drawing library as pyvis ships it, so that the page loads nothing from elsewhere.
_LIBRARY = ("lib", "vis-9.1.2")


def render_network_page(network: NetworkData, language: str = "en", title: str = "", most: int = MOST_NODES) -> str:
    """Render a network: the picture, a legend, a search, and a table of the same links with their evidence."""
    # Only this function needs it, and it takes a second to import.
    from pyvis.network import Network

    shown = select_nodes(network, most)
    drawing = Network(directed=True, cdn_resources="in_line")
    drawing.options = picture_options()
    draw(drawing, shown)
    # The environment of pyvis does not escape; ours does.
    drawing.templateEnv = templates_in(_TEMPLATES)
    drawing.templateEnv.globals["page"] = _page(network, shown, language, title)
    drawing.path = _TEMPLATE
    page: str = drawing.generate_html()
    return page


def _page(network: NetworkData, shown: Selection, language: str, title: str) -> dict[str, Any]:
    """Collect what the template prints beside the picture."""
    own = words("page", language)
    style, library, script = _vis("vis-network.css"), _vis("vis-network.min.js"), _own("network.js")
    return {
        "language": language,
        "words": own,
        "title": title or own["title"],
        "version": f"strategylinks {__version__}",
        "reports": network.reports,
        "what_is_shown": what_is_shown(network, shown, own),
        "kinds": words("node-kind", language),
        "shapes": {kind: SHAPES[kind] for kind in SHAPES if kind in {known_kind(node.kind) for node in shown.nodes}},
        "lines": {
            family: (colour, words("line-family", language)[family])
            for family, colour in LINES.items()
            if family in {family_of(edge.kinds) for edge in shown.edges}
        },
        "nodes": [(f"n{number}", node) for number, node in enumerate(shown.nodes)],
        "rows": rows_of(shown, edge_kind_names(language)),
        "style": style + _own("network.css"),
        "library": library,
        "script": script,
        "hashes": [_hash(library), _hash(script)],
    }


def what_is_shown(network: NetworkData, shown: Selection, own: Mapping[str, str]) -> str:
    """Say how much of a network a picture shows, and what was left out."""
    if not network.nodes:
        return own["empty"]
    counts = {
        "shown": len(shown.nodes),
        "linked": len(network.nodes) - shown.unlinked_nodes,
        "edges": len(shown.edges),
        "omitted": shown.omitted_nodes,
        "degree": shown.omitted_degree,
        "omitted_edges": shown.omitted_edges,
        "unlinked": shown.unlinked_nodes,
    }
    said = [own["left-out" if shown.omitted_nodes else "all-shown"]]
    if shown.unlinked_nodes:
        said.append(own["unlinked"])
    return " ".join(said).format(**counts)


def rows_of(shown: Selection, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """List the rows of the table, the weightiest first; each knows its line in the picture."""
    numbers = {node.id: f"n{number}" for number, node in enumerate(shown.nodes)}
    nodes = {node.id: node for node in shown.nodes}
    rows = [
        {
            "line": f"l{number}",
            "source": (numbers[edge.source], nodes[edge.source]),
            "target": (numbers[edge.target], nodes[edge.target]),
            "kind": ", ".join(names.get(kind, kind) for kind in edge.kinds),
            "family": family_of(edge.kinds),
            "edge": edge,
        }
        for number, edges in enumerate(lines_of(shown.edges).values())
        for edge in edges
    ]
    order = list(LINES)
    return sorted(rows, key=lambda row: (order.index(row["family"]), -row["edge"].weight, *_names(row)))


def _names(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["source"][1].short, row["target"][1].short


@cache
def _vis(name: str) -> str:
    return files("pyvis").joinpath(*_LIBRARY, name).read_text(encoding="utf-8")


@cache
def _own(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Give the source expression by which a content security policy lets a script run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
