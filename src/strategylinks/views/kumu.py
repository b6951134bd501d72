"""A network as the workbook that Kumu imports: a sheet of elements and a sheet of connections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from strategylinks.views.network_data import Edge, NetworkData, Node, merged
from strategylinks.views.network_xml import quoted
from strategylinks.views.sheets import Sheet, SheetColumn, write_sheets
from strategylinks.views.words import edge_kind_names, words

#: Kumu knows these headings, in English and in this order; other columns become fields of its own.
_ELEMENTS = ("ID", "Label", "Type", "Description", "Tags", "Code", "Plan", "Municipality")
_CONNECTIONS = ("ID", "From", "To", "Type", "Direction", "Label", "Description", "Tags", "Strength", "Confidence")
_WIDTHS = {"ID": 24, "From": 24, "To": 24, "Label": 40, "Description": 60, "Tags": 30}


def to_kumu(network: NetworkData, language: str = "en") -> bytes:
    """Write the elements and connections; parallel edges of one kind are one connection, as strong as all of them."""
    kinds, names = words("node-kind", language), edge_kind_names(language)
    elements = [_element(node, kinds) for node in network.nodes]
    connections = [_connection(edge, names) for edge in merged(network.edges)]
    sheets = [
        Sheet("Elements", _columns(_ELEMENTS), elements, frozen=2),
        Sheet("Connections", _columns(_CONNECTIONS), connections),
    ]
    return write_sheets(sheets, "Kumu")


def _columns(headings: Iterable[str]) -> list[SheetColumn]:
    return [SheetColumn(heading, heading, _WIDTHS.get(heading, 0)) for heading in headings]


def _element(node: Node, kinds: Mapping[str, str]) -> dict[str, Any]:
    return {
        "ID": node.id,
        "Label": node.short,
        "Type": kinds.get(node.kind, node.kind),
        "Description": node.title,
        "Tags": _tags(node.reports),
        "Code": node.code,
        "Plan": node.plan,
        "Municipality": node.municipality,
    }


def _connection(edge: Edge, names: Mapping[str, str]) -> dict[str, Any]:
    kind = ", ".join(names.get(kind, kind) for kind in edge.kinds)
    return {
        # An ID of its own lets a later import update a connection, and keeps several between two elements apart.
        "ID": hashlib.sha256(" ".join((*edge.kinds, edge.source, edge.target)).encode()).hexdigest()[:16],
        "From": edge.source,
        "To": edge.target,
        "Type": kind,
        "Direction": "directed" if edge.is_directed else "undirected",
        "Label": "; ".join(edge.through),
        "Description": quoted(edge.quotes),
        "Tags": _tags(edge.reports),
        "Strength": edge.weight,
        "Confidence": edge.confidence,
    }


def _tags(texts: Iterable[str]) -> str:
    """Join tags as Kumu splits them."""
    return "|".join(text.replace("|", "/") for text in texts)
