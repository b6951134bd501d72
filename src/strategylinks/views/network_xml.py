"""Networks as GraphML and as GEXF, the formats that Gephi, Cytoscape and yEd open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree as ET

from strategylinks import __version__
from strategylinks.views.files import LIST_SEPARATOR
from strategylinks.views.network_data import Edge, NetworkData, Node, Period, Quote, merged
from strategylinks.views.network_look import shape_of
from strategylinks.views.words import edge_kind_names

#: What XML 1.0 cannot hold, however it is escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
#: The attributes of nodes and edges with their types, in both formats.
_NODE_TYPES = {
    "kind": "string",
    "code": "string",
    "name": "string",
    "plan": "string",
    "municipality": "string",
    "reports": "string",
}
_EDGE_TYPES = {
    "kind": "string",
    "confidence": "double",
    "reports": "string",
    "through": "string",
    "evidence": "string",
}
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_DATES = {"start": "string", "end": "string"}
_GRAPHML_TYPES = {
    "node": {"label": "string", **_NODE_TYPES, **_DATES},
    "edge": {
        "weight": "double",
        "label": "string",
        "directed": "boolean",
        **_EDGE_TYPES,
        "facts": "string",
        **_DATES,
    },
}
_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"

_Value = str | float


def to_graphml(network: NetworkData, language: str = "en") -> bytes:
    """Write a network as GraphML: every edge by itself, with the report that states it."""
    root = ET.Element("graphml", {"xmlns": _GRAPHML})
    for domain, types in _GRAPHML_TYPES.items():
        for name, kind in types.items():
            ET.SubElement(root, "key", {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind})
    # Readers such as NetworkX refuse directed and undirected edges in one file, so an attribute tells them apart.
    default = "directed" if any(edge.is_directed for edge in network.edges) else "undirected"
    graph = ET.SubElement(root, "graph", {"id": "strategylinks", "edgedefault": default})
    for node in network.nodes:
        element = ET.SubElement(graph, "node", {"id": clean(node.id)})
        _add_data(element, "node", {"label": node.short, **_node_values(node), **_span(node.periods)})
    names = edge_kind_names(language)
    for number, edge in enumerate(network.edges):
        ends = {"source": clean(edge.source), "target": clean(edge.target)}
        element = ET.SubElement(graph, "edge", {"id": f"e{number}", **ends})
        own: dict[str, _Value] = {
            "weight": edge.weight,
            "label": _label(edge, names),
            "directed": str(edge.is_directed).lower(),
        }
        facts = {"facts": LIST_SEPARATOR.join(edge.facts)}
        _add_data(element, "edge", {**own, **_edge_values(edge), **facts, **_span(edge.periods)})
    return _written(root)


def to_gexf(network: NetworkData, language: str = "en") -> bytes:
    """Write a network as GEXF: edges of one kind merged, and the periods of the reports as intervals for a timeline."""
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    ET.SubElement(ET.SubElement(root, "meta"), "creator").text = f"strategylinks {__version__}"
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "directed", "idtype": "string", **time})
    for domain, types in (("node", _NODE_TYPES), ("edge", _EDGE_TYPES)):
        attributes = ET.SubElement(graph, "attributes", {"class": domain, "mode": "static"})
        for name, kind in types.items():
            ET.SubElement(attributes, "attribute", {"id": f"{domain}-{name}", "title": name, "type": kind})
    nodes, edges = ET.SubElement(graph, "nodes"), ET.SubElement(graph, "edges")
    for node in network.nodes:
        element = ET.SubElement(nodes, "node", {"id": clean(node.id), "label": clean(node.short)})
        _add_attvalues(element, "node", _node_values(node))
        _add_spells(element, node.periods)
        ET.SubElement(element, "viz:color", {"hex": shape_of(node.kind).colour})
    names = edge_kind_names(language)
    for number, edge in enumerate(merged(network.edges)):
        _add_gexf_edge(edges, f"e{number}", edge, _label(edge, names))
    return _written(root)


def clean(text: str) -> str:
    """Replace the characters that XML cannot hold."""
    return _FORBIDDEN.sub(_REPLACEMENT, text)


def quoted(quotes: Iterable[Quote]) -> str:
    """Write quotes with their places, one on a line."""
    return "\n".join(f"{q.report}:{q.first}–{q.last} “{' '.join(q.text.split())}”" for q in quotes)


def _add_gexf_edge(edges: ET.Element, number: str, edge: Edge, label: str) -> None:
    attributes = {
        "id": number,
        "source": clean(edge.source),
        "target": clean(edge.target),
        "type": "directed" if edge.is_directed else "undirected",
        # Gephi keeps parallel edges apart by their kind only.
        "kind": clean(",".join(edge.kinds)),
        "label": clean(label),
        "weight": f"{edge.weight:g}",
    }
    element = ET.SubElement(edges, "edge", attributes)
    _add_attvalues(element, "edge", _edge_values(edge))
    _add_spells(element, edge.periods)


def _node_values(node: Node) -> dict[str, _Value]:
    return {
        "kind": node.kind,
        "code": node.code,
        "name": node.name,
        "plan": node.plan,
        "municipality": node.municipality,
        "reports": LIST_SEPARATOR.join(node.reports),
    }


def _edge_values(edge: Edge) -> dict[str, _Value]:
    return {
        "kind": LIST_SEPARATOR.join(edge.kinds),
        "confidence": edge.confidence,
        "reports": LIST_SEPARATOR.join(edge.reports),
        "through": LIST_SEPARATOR.join(edge.through),
        "evidence": quoted(edge.quotes),
    }


def _label(edge: Edge, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(kind, kind) for kind in edge.kinds)


def _span(periods: Sequence[Period]) -> dict[str, _Value]:
    """Give the first start and the last end."""
    starts, ends = [p.start for p in periods if p.start], [p.end for p in periods if p.end]
    return {"start": min(starts, default=""), "end": max(ends, default="")}


def _add_data(element: ET.Element, domain: str, values: Mapping[str, _Value]) -> None:
    for name, value in values.items():
        if value != "":
            ET.SubElement(element, "data", {"key": f"{domain}-{name}"}).text = _text(value)


def _add_attvalues(element: ET.Element, domain: str, values: Mapping[str, _Value]) -> None:
    around = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        if value != "":
            ET.SubElement(around, "attvalue", {"for": f"{domain}-{name}", "value": _text(value)})


def _add_spells(element: ET.Element, periods: Sequence[Period]) -> None:
    if periods:
        spells = ET.SubElement(element, "spells")
        for period in periods:
            dates = {"start": period.start, "end": period.end}
            ET.SubElement(spells, "spell", {name: date for name, date in dates.items() if date})


def _text(value: _Value) -> str:
    return clean(value) if isinstance(value, str) else f"{value:g}"


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
