"""What files and pages of networks are made of: nodes, edges and the words that show them, read off NetworkX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import networkx as nx
import pyoxigraph as ox

from strategylinks.analysis.networks import RESPONSIBLE
from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select

#: What an edge of a projected network is the sum of, where it does not name its kinds.
_SUM = "sum"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Hold the words of a report that show an edge."""

    report: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what shows the edges: the quotes behind each fact, and the names of what joins the ends, by IRI."""

    quotes: Mapping[str, Sequence[Quote]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Hold the days from and to which something is stated, as ISO dates; empty where they are not known."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a node; ``name`` is what is printed, ``code`` the abbreviation or code if there is one."""

    id: str
    kind: str
    name: str
    code: str = ""
    plan: str = ""
    municipality: str = ""
    reports: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()

    @property
    def title(self) -> str:
        """Give the code and the name, once where they are the same."""
        return _title(self.code, self.name)

    @property
    def short(self) -> str:
        """Give the abbreviation of a unit, and of anything else its code and name."""
        return self.code if self.code and self.kind == "unit" else self.title


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold an edge, from what depends to what it depends on.

    ``kinds`` has several items where a projected network sums them up; the kind of a responsibility is its role.
    ``through`` names what joins the ends, ``from_units`` and ``to_units`` the units at them where those are elements.
    """

    source: str
    target: str
    kinds: tuple[str, ...]
    is_directed: bool = True
    weight: float = 1.0
    confidence: float = 1.0
    reports: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    facts: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    from_units: tuple[str, ...] = ()
    to_units: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkData:
    """Hold the nodes and edges of a network in a fixed order."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]

    @property
    def reports(self) -> list[str]:
        """List the reports that the network is made of."""
        stated = [node.reports for node in self.nodes] + [edge.reports for edge in self.edges]
        return sorted({report for reports in stated for report in reports})


def read_evidence(engine: Engine, network: nx.Graph[str]) -> Evidence:
    """Read the words of the reports that show the edges of a network, and the names of what joins their ends."""
    facts = sorted({fact for _, _, data in network.edges(data=True) for fact in _facts(data)})
    found: dict[str, list[Quote]] = {}
    for row in select(engine, "network/evidence", fact=[ox.NamedNode(fact) for fact in facts]) if facts else ():
        quote = Quote(str(row["report"]), int(row["first"] or 0), int(row["last"] or 0), row["quote"] or "")
        found.setdefault(str(row["fact"]), []).append(quote)
    joining = {node for _, _, data in network.edges(data=True) for node in _joining(data)}
    rows = [*select(engine, "network/nodes"), *select(engine, "network/nodes-organisation")] if joining else []
    names = {str(row["node"]): _title(row["code"], row["label"]) for row in rows if row["node"] in joining}
    return Evidence({fact: tuple(quotes) for fact, quotes in found.items()}, names)


def read_network_data(network: nx.Graph[str], evidence: Evidence | None = None) -> NetworkData:
    """Read a network of any of NetworkX's types, as ``analysis`` makes them; without evidence edges have no quotes."""
    edges = [_edge(network, *edge, evidence or Evidence()) for edge in _ordered(network)]
    periods: dict[str, set[Period]] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            periods.setdefault(end, set()).update(edge.periods)
    nodes = [_node(node, network.nodes[node], periods.get(node, set())) for node in sorted(network)]
    return NetworkData(nodes, edges)


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """Merge edges of one kind between the same ends: weights add up, the least sure one decides how sure all are."""
    together: dict[tuple[str, str, tuple[str, ...], bool], Edge] = {}
    for edge in edges:
        source, target = (edge.source, edge.target) if edge.is_directed else sorted((edge.source, edge.target))
        key = (source, target, edge.kinds, edge.is_directed)
        known = together.get(key)
        together[key] = _join(known, edge) if known else replace(edge, source=source, target=target)
    return [together[key] for key in sorted(together)]


def _ordered(network: nx.Graph[str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    if isinstance(network, nx.MultiGraph):
        keyed = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
        return ((source, target, data) for source, target, _, data in keyed)
    return iter(sorted(network.edges(data=True), key=lambda edge: edge[:2]))


def _node(node: str, data: Mapping[str, Any], of_edges: set[Period]) -> Node:
    whole = Period(data.get("start", ""), data.get("end", ""))
    # A node's own dates span all its reports; those of its edges tell the reports apart.
    periods = sorted(of_edges) or ([whole] if whole.start or whole.end else [])
    return Node(
        id=node,
        kind=str(data.get("kind", "other")),
        name=str(data.get("label") or node),
        code=str(data.get("code", "")),
        plan=str(data.get("plan", "")),
        municipality=str(data.get("municipality", "")),
        reports=tuple(data.get("reports", ())),
        periods=tuple(periods),
    )


def _edge(network: nx.Graph[str], source: str, target: str, data: Mapping[str, Any], evidence: Evidence) -> Edge:
    period = Period(data.get("start", ""), data.get("end", ""))
    facts = _facts(data)
    return Edge(
        source=source,
        target=target,
        kinds=_kinds(data),
        is_directed=bool(data.get("directed", network.is_directed())),
        weight=float(data.get("weight", 1.0)),
        confidence=float(data.get("confidence", 1.0)),
        reports=tuple(data.get("reports", ())) or ((data["report"],) if data.get("report") else ()),
        periods=(period,) if period.start or period.end else (),
        facts=facts,
        through=_names(network, _joining(data), evidence),
        from_units=_names(network, data.get("from_units", ()), evidence),
        to_units=_names(network, data.get("to_units", ()), evidence),
        quotes=tuple(sorted({quote for fact in facts for quote in evidence.quotes.get(fact, ())})),
    )


def _kinds(data: Mapping[str, Any]) -> tuple[str, ...]:
    several = data.get("kinds") or data.get("roles")
    if several:
        return tuple(several)
    kind = str(data.get("kind", _SUM))
    return (data.get("role") or kind,) if kind == RESPONSIBLE else (kind,)


def _facts(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("facts", ())) or ((data["fact"],) if data.get("fact") else ())


def _joining(data: Mapping[str, Any]) -> list[str]:
    return [*data.get("through", ()), *data.get("elements", ()), *data.get("units", ())]


def _names(network: nx.Graph[str], nodes: Sequence[str], evidence: Evidence) -> tuple[str, ...]:
    """Name nodes, and things that are no nodes of a projected network as far as the evidence names them."""
    known = {node: _node(node, network.nodes[node], set()).short for node in nodes if node in network}
    names = (known.get(node) or evidence.names.get(node, "") for node in nodes)
    return tuple(dict.fromkeys(filter(None, names)))


def _title(code: str | None, name: str | None) -> str:
    return " ".join(dict.fromkeys(filter(None, (code, name))))


def _join(known: Edge, edge: Edge) -> Edge:
    return replace(
        known,
        weight=known.weight + edge.weight,
        confidence=min(known.confidence, edge.confidence),
        reports=tuple(sorted({*known.reports, *edge.reports})),
        periods=tuple(sorted({*known.periods, *edge.periods})),
        facts=tuple(sorted({*known.facts, *edge.facts})),
        through=tuple(dict.fromkeys((*known.through, *edge.through))),
        from_units=tuple(sorted({*known.from_units, *edge.from_units})),
        to_units=tuple(sorted({*known.to_units, *edge.to_units})),
        quotes=tuple(sorted({*known.quotes, *edge.quotes})),
    )
