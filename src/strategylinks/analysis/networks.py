"""The network of the graph: elements, units, indicators and named things, and what runs between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.header import Parameter, ParameterType
from strategylinks.querying.library import Answer, select
from strategylinks.querying.resolving import Resolver

BELONGS_TO = "belongs-to"
SUPPORTS = "supports"
RESPONSIBLE = "responsible"
MEASURES = "measures"
#: The kinds of edges that are no linkages; every other kind is the notation of a linkage kind.
STRUCTURE = frozenset({BELONGS_TO, SUPPORTS, RESPONSIBLE, MEASURES})

#: The kinds of nodes that stand in a plan, from the top.
ELEMENTS = ("programme", "goal", "flagship", "action")
#: The kinds of nodes that can answer for an element.
HOLDERS = ("unit", "post")

_KINDS = {
    "Programme": "programme",
    "Goal": "goal",
    "FlagshipProject": "flagship",
    "Action": "action",
    "Indicator": "indicator",
    "OrganizationalUnit": "unit",
    "Post": "post",
    "Partner": "partner",
    "Initiative": "initiative",
    "System": "system",
}
#: The language of names; a node without one has a name in another.
_LANGUAGE = "fi"

Attributes = dict[str, Any]


def to_network(engine: Engine, report: str | int | None = None) -> nx.MultiDiGraph[str]:
    """Read the network of what a report states, or of all reports.

    ``report`` is what a person knows: an id, a plan, a municipality, a year. Nodes are IRIs and have: kind, label,
    code, reports, plan, municipality, start, end. Edges have: kind, role, weight, confidence, directed, report,
    start, end, and ``fact``, the IRI of what shows them; those of linkages also from_units, to_units and through.
    Units and posts are there even where no report names them; partners, initiatives and systems where a linkage does.
    An edge runs from the part to the whole, from the element to who answers for it, from the indicator to what it
    measures, and in a linkage from what depends to what it depends on.
    """
    if report is None:
        return read_network(engine)
    return read_network(engine, Resolver(engine).find(Parameter("report", ParameterType.REPORT, {}), str(report)))


def read_network(engine: Engine, reports: Sequence[ox.NamedNode | ox.Literal] | None = None) -> nx.MultiDiGraph[str]:
    """Read the network of some reports by their ids, or of all."""
    bound = {} if reports is None else {"report": list(reports)}
    told = {str(row["report"]): row for row in select(engine, "names/reports")}
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_elements(network, select(engine, "network/nodes", **bound))
    edges = list(_edges(engine, bound))
    organisation = _organisation(engine, None if reports is None else _ends(edges) - set(network))
    if reports is None:
        network.add_nodes_from((node, data) for node, data in organisation.items() if data["kind"] in HOLDERS)
    for source, target, attributes in edges:
        for end in (source, target):
            if end not in network:
                network.add_node(end, **organisation.get(end, _node("unit", end.rpartition("/")[2], "")))
        _add_edge(network, source, target, attributes, told)
    for _, attributes in network.nodes(data=True):
        _date(attributes, told)
    return in_order(network)


def in_order(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Give a network with its nodes and edges in the order of their names, so that results never depend on another."""
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered.add_nodes_from((node, dict(network.nodes[node])) for node in sorted(network))
    for source, target, key, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        ordered.add_edge(source, target, key, **data)
    return ordered


def reports_of(network: nx.MultiDiGraph[str]) -> list[str]:
    """List the ids of the reports that a network is made of."""
    return sorted({report for _, data in network.nodes(data=True) for report in data["reports"]})


def of_kind(network: nx.Graph[str], *kinds: str) -> list[str]:
    """List the nodes of some kinds, in order."""
    return sorted(node for node, data in network.nodes(data=True) if data["kind"] in kinds)


def _add_elements(network: nx.MultiDiGraph[str], rows: Iterable[Answer]) -> None:
    for row in rows:
        node, kind = str(row["node"]), _KINDS[_last(row["class"])]
        if node not in network:
            network.add_node(node, **_node(kind, row["label"] or "", row["code"] or ""))
        network.nodes[node]["reports"] = _with(network.nodes[node]["reports"], str(row["report"]))


def _ends(edges: Iterable[tuple[str, str, Attributes]]) -> set[str]:
    return {end for source, target, _ in edges for end in (source, target)}


def _organisation(engine: Engine, nodes: Iterable[str] | None) -> dict[str, Attributes]:
    """Give units, posts and named things by IRI, or all of them, each with its name in the language of the reports."""
    bound = {} if nodes is None else {"node": [ox.NamedNode(node) for node in sorted(nodes)]}
    found: dict[str, Attributes] = {}
    for row in select(engine, "network/nodes-organisation", **bound):
        kind, label, code = _KINDS[_last(row["class"])], row["label"] or "", row["code"] or ""
        known = found.setdefault(str(row["node"]), _node(kind, label, code))
        known["municipality"] = row["municipality"] or known["municipality"]
        if row["language"] == _LANGUAGE:
            known["label"] = label
    return found


def _node(kind: str, label: str, code: str) -> Attributes:
    empty = {"reports": (), "plan": "", "municipality": "", "start": "", "end": ""}
    return {"kind": kind, "label": label, "code": code, **empty}


def _edges(engine: Engine, bound: Mapping[str, Any]) -> Iterable[tuple[str, str, Attributes]]:
    """Read what runs between the nodes; whatever a query does not tell has the value of a plain fact."""
    for row in select(engine, "network/edges-structure", **bound):
        yield _edge(row, kind=row["kind"], fact=row["source"])
    for row in select(engine, "network/edges-responsibilities", **bound):
        yield _edge(row, kind=RESPONSIBLE, fact=row["fact"], role=row["role"])
    for row in select(engine, "network/edges-indicators", **bound):
        yield _edge(row, kind=MEASURES, fact=row["source"])
    ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"from": [], "to": [], "through": []})
    for row in select(engine, "network/edges-linkage-ends", **bound):
        ends[str(row["fact"])][str(row["end"])].append(str(row["node"]))
    for row in select(engine, "network/edges-linkages", **bound):
        of_linkage = ends[str(row["fact"])]
        yield _edge(
            row,
            kind=row["kind"],
            fact=row["fact"],
            weight=float(row["weight"] or 1),
            directed=row["directed"] != "false",
            from_units=tuple(sorted(set(of_linkage["from"]))),
            to_units=tuple(sorted(set(of_linkage["to"]))),
            through=tuple(sorted(set(of_linkage["through"]))),
        )


def _edge(row: Answer, **told: object) -> tuple[str, str, Attributes]:
    attributes: Attributes = {"role": "", "weight": 1.0, "directed": True, "report": str(row["report"])}
    attributes["confidence"] = float(row["confidence"] or 1)
    return str(row["source"]), str(row["target"]), attributes | told


def _add_edge(
    network: nx.MultiDiGraph[str], source: str, target: str, attributes: Attributes, told: Mapping[str, Answer]
) -> None:
    report = attributes["report"]
    for node in (source, target):
        network.nodes[node]["reports"] = _with(network.nodes[node]["reports"], report)
    dates = {"start": told[report]["start"] or "", "end": told[report]["end"] or ""}
    network.add_edge(source, target, f"{attributes['kind']} {report} {attributes['fact']}", **attributes, **dates)


def _date(node: Attributes, told: Mapping[str, Answer]) -> None:
    """Put the plan, municipality and time of a node's reports on it."""
    rows = [told[report] for report in node["reports"]]
    if node["kind"] in (*ELEMENTS, "indicator"):
        node["plan"] = ", ".join(sorted({str(row["plan"]) for row in rows}))
        node["municipality"] = ", ".join(sorted({str(row["municipality"]) for row in rows}))
    node["start"] = min((str(row["start"]) for row in rows if row["start"]), default="")
    node["end"] = max((str(row["end"]) for row in rows if row["end"]), default="")


def _with(reports: tuple[str, ...], report: str) -> tuple[str, ...]:
    return reports if report in reports else tuple(sorted((*reports, report)))


def _last(iri: str | None) -> str:
    return str(iri).replace("#", "/").rpartition("/")[2]
