"""Networks of one or two kinds of nodes, made from the whole one; every weight keeps what it is the sum of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import networkx as nx

from strategylinks.analysis.networks import (
    BELONGS_TO,
    ELEMENTS,
    HOLDERS,
    MEASURES,
    RESPONSIBLE,
    STRUCTURE,
    SUPPORTS,
    of_kind,
)

#: The kind of edge between goals that units have in common.
SHARED_UNITS = "shared-units"
#: What the kind of an edge is called when it is told from its target.
_FROM_TARGET = {BELONGS_TO: "has-part", SUPPORTS: "supported-by", RESPONSIBLE: "responsible-for"}
#: The roles of those who only take part; every other role answers for the element.
TAKING_PART = frozenset({"participant", "partner"})


@dataclass(frozen=True, slots=True, order=True)
class Share:
    """Hold that a unit or post takes part in a goal, by one responsibility for the goal or something under it."""

    goal: str
    holder: str
    element: str
    role: str
    report: str
    fact: str
    start: str
    end: str


def goals(network: nx.MultiDiGraph[str]) -> list[str]:
    """List the goals; where a flagship project has no goal above it, it stands for one."""
    tops = [node for node in of_kind(network, "flagship") if not _has_goal_above(network, node)]
    return sorted([*of_kind(network, "goal"), *tops])


def parts_of(network: nx.MultiDiGraph[str], element: str) -> list[str]:
    """List an element with all that belongs to it or supports it, at any depth."""
    found, waiting = {element}, [element]
    while waiting:
        parts = {
            source
            for source, _, data in network.in_edges(waiting.pop(), data=True)
            if data["kind"] in (BELONGS_TO, SUPPORTS)
        }
        waiting.extend(sorted(parts - found))
        found |= parts
    return sorted(found)


def goals_served(network: nx.MultiDiGraph[str]) -> Mapping[str, Sequence[str]]:
    """Give for each element the goals that it is, belongs to or supports."""
    served: dict[str, list[str]] = defaultdict(list)
    for goal in goals(network):
        for part in parts_of(network, goal):
            served[part].append(goal)
    return served


def shares(network: nx.MultiDiGraph[str]) -> list[Share]:
    """List who takes part in which goal, by each responsibility."""
    served = goals_served(network)
    return sorted(
        Share(goal, holder, element, data["role"], data["report"], data["fact"], data["start"], data["end"])
        for element, holder, data in network.edges(data=True)
        if data["kind"] == RESPONSIBLE
        for goal in served.get(element, ())
    )


def unit_goal_network(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Join units and posts to the goals that they take part in; the weight counts the elements that they answer for."""
    found: dict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in shares(network):
        found[share.holder, share.goal].append(share)
    projected = _empty(network, sorted([*goals(network), *of_kind(network, *HOLDERS)]))
    for (holder, goal), several in sorted(found.items()):
        elements = _distinct(share.element for share in several)
        projected.add_edge(
            holder,
            goal,
            weight=float(len(elements)),
            elements=elements,
            roles=_distinct(share.role for share in several),
            facts=_distinct(share.fact for share in several),
            kinds=(RESPONSIBLE,),
            reports=_distinct(share.report for share in several),
            start=min((share.start for share in several if share.start), default=""),
            end=max(share.end for share in several),
        )
    return projected


def unit_network(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Join units by their linkages; the weight is the sum of the linkages' weights, in either direction."""
    projected: nx.Graph[str] = nx.Graph()
    _join_units(network, projected)
    return projected


def unit_dependency_network(network: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """Join each unit to those that it depends on; an undirected linkage counts in both directions."""
    projected: nx.DiGraph[str] = nx.DiGraph()
    _join_units(network, projected)
    return projected


def linked_units(network: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Give each pair of units that a linkage joins, with the linkage's own start and what is told about it."""
    for source, _, data in network.edges(data=True):
        if data["kind"] not in STRUCTURE:
            for unit, other in product(data["from_units"], data["to_units"]):
                if unit != other and unit in network and other in network:
                    yield unit, other, source, data


def goal_network(network: nx.MultiDiGraph[str]) -> nx.MultiGraph[str]:
    """Join the goals of each report by shared units and by the linkages between what is under them.

    There is an edge for each kind: that of shared units has their number as its weight, the others the sum of the
    linkages' weights.
    """
    projected: nx.MultiGraph[str] = nx.MultiGraph()
    projected.add_nodes_from((goal, dict(network.nodes[goal])) for goal in goals(network))
    for (first, second), units in sorted(_shared_units(network).items()):
        projected.add_edge(first, second, SHARED_UNITS, kind=SHARED_UNITS, weight=float(len(units)), units=units)
    served = goals_served(network)
    sums: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, data in network.edges(data=True):
        if data["kind"] not in STRUCTURE:
            for first, second in product(served.get(source, ()), served.get(target, ())):
                if first != second:
                    sums[min(first, second), max(first, second), data["kind"]].append(data)
    for (first, second, kind), linkages in sorted(sums.items(), key=lambda item: item[0]):
        projected.add_edge(first, second, kind, **(_summed(linkages) | {"kind": kind}))
    return projected


def full_network(network: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Join everything that any edge joins; the weight is the sum of the weights of the edges."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, data in network.edges(data=True):
        if source != target:
            found[min(source, target), max(source, target)].append(data)
    projected = _empty(network, sorted(network))
    projected.add_edges_from((*pair, _summed(edges)) for pair, edges in sorted(found.items(), key=lambda i: i[0]))
    return projected


def dependency_network(network: nx.MultiDiGraph[str], *, mutual: bool = True) -> nx.MultiDiGraph[str]:
    """Join each node to what it depends on.

    An element depends on its parts, on flagship projects that support it, on those who answer for it, and on what its
    linkages point to. An undirected linkage makes its two ends depend on each other, unless ``mutual`` is false.
    """
    projected: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    projected.add_nodes_from((node, data) for node, data in network.nodes(data=True) if data["kind"] != "indicator")
    for source, target, key, data in network.edges(keys=True, data=True):
        if data["kind"] in (BELONGS_TO, SUPPORTS):
            projected.add_edge(target, source, key, **data)
        elif data["kind"] != MEASURES and (data["directed"] or mutual):
            projected.add_edge(source, target, key, **data)
            if not data["directed"]:
                projected.add_edge(target, source, key, **data)
    return projected


def relation(data: Mapping[str, Any], *, from_target: bool = False) -> str:
    """Tell what an edge is, with the role of who is responsible, from its source or from its target."""
    kind = str(data["kind"])
    told = _FROM_TARGET.get(kind, kind) if from_target else kind
    return told if data["role"] in ("", kind) else f"{told} ({data['role']})"


def programme_of(network: nx.MultiDiGraph[str], element: str) -> str:
    """Give the programme that an element belongs to, or nothing."""
    seen, waiting = {element}, [element]
    while waiting:
        node = waiting.pop(0)
        if network.nodes[node]["kind"] == ELEMENTS[0]:
            return node
        above = {t for _, t, data in network.out_edges(node, data=True) if data["kind"] == BELONGS_TO}
        waiting.extend(sorted(above - seen))
        seen |= above
    return ""


def _has_goal_above(network: nx.MultiDiGraph[str], flagship: str) -> bool:
    return any(
        network.nodes[above]["kind"] == "goal"
        for _, above, data in network.out_edges(flagship, data=True)
        if data["kind"] in (BELONGS_TO, SUPPORTS)
    )


def _shared_units(network: nx.MultiDiGraph[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the units that two goals of one report share; goals of different reports share nothing."""
    carried: dict[tuple[str, str], set[str]] = defaultdict(set)
    for share in shares(network):
        carried[share.report, share.holder].add(share.goal)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, holder), of_holder in carried.items():
        for pair in combinations(sorted(of_holder), 2):
            found[pair].add(holder)
    return {pair: tuple(sorted(units)) for pair, units in found.items()}


def _join_units(network: nx.MultiDiGraph[str], projected: nx.Graph[str]) -> None:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for source, target, _, data in linked_units(network):
        pairs = [(source, target)]
        if not projected.is_directed():
            pairs = [(min(source, target), max(source, target))]
        elif not data["directed"]:
            pairs.append((target, source))
        for pair in pairs:
            found[pair].append(data)
    projected.add_nodes_from((unit, dict(network.nodes[unit])) for unit in of_kind(network, *HOLDERS))
    projected.add_edges_from((*pair, _summed(several)) for pair, several in sorted(found.items(), key=lambda i: i[0]))


def _summed(edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "weight": sum(sorted(data["weight"] for data in edges)),
        "kinds": _distinct(data["kind"] for data in edges),
        "facts": _distinct(data["fact"] for data in edges),
        "reports": _distinct(data["report"] for data in edges),
        "start": min((data["start"] for data in edges if data["start"]), default=""),
        "end": max((data["end"] for data in edges), default=""),
    }


def _empty(network: nx.MultiDiGraph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    projected: nx.Graph[str] = nx.Graph()
    projected.add_nodes_from((node, dict(network.nodes[node])) for node in nodes)
    return projected


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts)))


#: The networks by name, each made from the whole one.
PROJECTIONS: Mapping[str, Callable[[nx.MultiDiGraph[str]], nx.Graph[str]]] = {
    "full": lambda network: network,
    "unit-goal": unit_goal_network,
    "units": unit_network,
    "goals": goal_network,
    "dependencies": dependency_network,
}
