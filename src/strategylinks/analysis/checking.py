"""What a network gives away about its plan: circles, loose ends, indicators that much hangs on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import networkx as nx

from strategylinks.analysis.answering import answer, element_cells, short
from strategylinks.analysis.networks import (
    BELONGS_TO,
    ELEMENTS,
    HOLDERS,
    MEASURES,
    RESPONSIBLE,
    STRUCTURE,
    SUPPORTS,
)
from strategylinks.analysis.projecting import goals_served, parts_of, relation
from strategylinks.table import Table, Value

Edge = tuple[str, str, dict[str, Any]]


def cycles(network: nx.MultiDiGraph[str]) -> Table:
    """List the shortest circles of references and conditions between elements, and through their parts."""
    rows: list[dict[str, Value]] = []
    number = 0
    for report, edges in sorted(_edges_by_report(network).items()):
        references = _references(network, edges)
        for circle in _shortest_circles(references):
            number += 1
            ends = zip(circle, [*circle[1:], circle[0]], strict=True)
            rows += [
                _circle_row(network, (source, target, references.edges[source, target]))
                | {"cycle": number, "step": step, "report": report}
                for step, (source, target) in enumerate(ends, start=1)
            ]
    return answer("cycles", rows, cycles=number)


def orphans(network: nx.MultiDiGraph[str]) -> Table:
    """List the elements and units that nothing, or too little, is joined to."""
    rows: list[dict[str, Value]] = []
    for node in sorted(network):
        data = network.nodes[node]
        lacks = _lacks(network, node) if data["kind"] in (*ELEMENTS, *HOLDERS) else ""
        if lacks:
            cells = element_cells(network, node) | {"lacks": lacks}
            told = {"fact": node} if data["kind"] in ELEMENTS else {}
            rows += [cells | told | {"report": report} for report in data["reports"] or [None]]
    rows.sort(key=lambda row: (str(row["report"] or "~"), str(row["lacks"]), str(row["element"])))
    return answer("orphans", rows)


def critical_indicators(network: nx.MultiDiGraph[str], minimum: int = 2) -> Table:
    """List the indicators that measure several elements; those of one name in one report are one."""
    measured: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for indicator, element, data in sorted(network.edges(data=True), key=lambda edge: edge[:2]):
        if data["kind"] == MEASURES:
            measured[data["report"], network.nodes[indicator]["label"].casefold()].append((indicator, element))
    through = _linkages_through(network)
    served = goals_served(network)
    rows: list[dict[str, Value]] = []
    for (report, _), pairs in measured.items():
        indicators, elements = sorted({pair[0] for pair in pairs}), sorted({pair[1] for pair in pairs})
        units = {unit for element in elements for unit in _units_of(network, element)}
        rows.append(
            {
                "report": report,
                "name": network.nodes[indicators[0]]["label"],
                "elements": len(elements),
                "goals": len({goal for element in elements for goal in served.get(element, ())}),
                "units": len(units),
                "linkages": len({fact for indicator in indicators for fact in through.get(indicator, ())}),
                "fact": indicators[0],
            }
        )
    shown = [row for row in rows if int(row["elements"] or 0) >= minimum]
    shown.sort(
        key=lambda row: (-int(row["elements"] or 0), -int(row["units"] or 0), str(row["report"]), str(row["name"]))
    )
    return answer("critical-indicators", shown)


def _edges_by_report(network: nx.MultiDiGraph[str]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for source, target, _, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        found[data["report"]].append((source, target, data))
    return found


def _references(network: nx.MultiDiGraph[str], edges: Sequence[Edge]) -> nx.DiGraph[str]:
    """Join the elements of a report to what they refer to or wait for, and wholes to their parts.

    A reference of a part to its own whole says nothing of a circle.
    """
    joined: nx.DiGraph[str] = nx.DiGraph()
    wholes = {target for source, target, data in edges if _is_reference(network, source, target, data)}
    parts = {whole: set(parts_of(network, whole)) for whole in sorted(wholes)}
    for source, target, data in edges:
        if data["kind"] in (BELONGS_TO, SUPPORTS):
            joined.add_edge(target, source, **data)
        elif _is_reference(network, source, target, data) and source not in parts[target]:
            joined.add_edge(source, target, **data)
    return joined


def _is_reference(network: nx.MultiDiGraph[str], source: str, target: str, data: dict[str, Any]) -> bool:
    ends = {network.nodes[source]["kind"], network.nodes[target]["kind"]}
    return data["kind"] not in STRUCTURE and data["directed"] and ends <= set(ELEMENTS)


def _shortest_circles(joined: nx.DiGraph[str]) -> list[list[str]]:
    """Find a shortest circle through each element that lies on one, each circle once, from its first name on."""
    found: set[tuple[str, ...]] = set()
    for together in nx.strongly_connected_components(joined):
        # In the order of names: that of a set, and so the choice among ways of one length, changes with the process.
        part: nx.DiGraph[str] = nx.DiGraph()
        part.add_edges_from((a, b) for a, b in sorted(joined.edges(sorted(together))) if b in together)
        for node in sorted(part):
            ways = nx.single_source_shortest_path(part, node)
            way = min((ways[before] for before in part.predecessors(node)), key=lambda nodes: (len(nodes), nodes))
            start = way.index(min(way))
            found.add((*way[start:], *way[:start]))
    return sorted([list(circle) for circle in found], key=lambda circle: (len(circle), circle))


def _circle_row(network: nx.MultiDiGraph[str], edge: Edge) -> dict[str, Value]:
    source, target, data = edge
    return {
        "from": short(network, source),
        "relation": relation(data, from_target=True),
        "to": short(network, target),
        "fact": data["fact"],
        "source": source,
        "target": target,
    }


def _lacks(network: nx.MultiDiGraph[str], node: str) -> str:
    kind = network.nodes[node]["kind"]
    above = {data["kind"] for _, _, data in network.out_edges(node, data=True)}
    below = {data["kind"] for _, _, data in network.in_edges(node, data=True)}
    if not (above | below) - {MEASURES}:
        return "everything"
    if kind in HOLDERS:
        return ""
    has_parts = bool(below & {BELONGS_TO, SUPPORTS})
    if kind == "goal" and not has_parts and RESPONSIBLE not in above:
        return "parts-and-unit"
    return "" if has_parts or above & {BELONGS_TO, SUPPORTS} else "parent-and-parts"


def _linkages_through(network: nx.MultiDiGraph[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, _, data in network.edges(data=True):
        if data["kind"] not in STRUCTURE:
            for node in data["through"]:
                found[node].add(data["fact"])
    return found


def _units_of(network: nx.MultiDiGraph[str], element: str) -> set[str]:
    return {unit for _, unit, data in network.out_edges(element, data=True) if data["kind"] == RESPONSIBLE}
