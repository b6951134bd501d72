"""A network as a file: GraphML, GEXF, JSON, sheets for Kumu, or a page that opens in any browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import networkx as nx

from strategylinks import __version__
from strategylinks.views.files import to_json
from strategylinks.views.formats import NetworkFormat
from strategylinks.views.kumu import to_kumu
from strategylinks.views.network_data import Edge, Evidence, NetworkData, Node, Period, read_network_data
from strategylinks.views.network_page import render_network_page
from strategylinks.views.network_xml import to_gexf, to_graphml


def write_network(
    network: nx.Graph[str],
    form: NetworkFormat,
    language: str = "en",
    evidence: Evidence | None = None,
    title: str = "",
) -> bytes:
    """Write a network in a format.

    It is any network of ``analysis``: the whole one or a projection. ``evidence`` comes from ``read_evidence``;
    without it the edges have no quotes. ``title`` is the heading of the page.
    """
    data = read_network_data(network, evidence)
    match form:
        case NetworkFormat.GRAPHML:
            return to_graphml(data, language)
        case NetworkFormat.GEXF:
            return to_gexf(data, language)
        case NetworkFormat.JSON:
            return to_json(_as_data(data)).encode()
        case NetworkFormat.KUMU:
            return to_kumu(data, language)
        case NetworkFormat.HTML:
            return render_network_page(data, language, title).encode()


def _as_data(network: NetworkData) -> dict[str, Any]:
    """Lay out a network so that ``networkx.node_link_graph(data, edges="edges")`` reads it back."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"version": f"strategylinks {__version__}", "reports": network.reports},
        "nodes": [_node(node) for node in network.nodes],
        "edges": [_edge(edge) for edge in network.edges],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "code": node.code,
        "name": node.name,
        "plan": node.plan,
        "municipality": node.municipality,
        "reports": node.reports,
        "periods": _periods(node.periods),
    }


def _edge(edge: Edge) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "kinds": edge.kinds,
        "directed": edge.is_directed,
        "weight": edge.weight,
        "confidence": edge.confidence,
        "reports": edge.reports,
        "periods": _periods(edge.periods),
        "through": edge.through,
        "from_units": edge.from_units,
        "to_units": edge.to_units,
        "facts": edge.facts,
        "evidence": [
            {"report": quote.report, "first": quote.first, "last": quote.last, "text": quote.text}
            for quote in edge.quotes
        ],
    }


def _periods(periods: Sequence[Period]) -> list[dict[str, str]]:
    return [{"start": period.start, "end": period.end} for period in periods]
