"""How units hang together: bridges between two, brokers among all, hubs, the core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from strategylinks.analysis.answering import answer, element_cells, rounded, short, unit_cells, whole
from strategylinks.analysis.measures import betweenness, pagerank, rich_core
from strategylinks.analysis.networks import RESPONSIBLE
from strategylinks.analysis.projecting import (
    dependency_network,
    full_network,
    linked_units,
    parts_of,
    unit_goal_network,
    unit_network,
)
from strategylinks.table import Table, Value

#: Linkages that hang on one element: what joins the units, the element whose text tells it, or the only one that a unit
#: has under a goal. All others rest on several elements, one at each end at least.
JOINED_BY_ONE = frozenset({"joint-action"})
TOLD_BY_ONE = frozenset({"explicit-reference", "stated-condition", "named-in-text", "stated-cooperation"})
SHARED_WHOLE = "shared-parent"
_TOP = 20
_PROJECTIONS = {"units": unit_network, "goals-and-units": unit_goal_network, "full": full_network}


def bridges(network: nx.MultiDiGraph[str]) -> Table:
    """List the pairs of units whose linkages in a report all hang on one and the same element."""
    pairs: dict[tuple[str, str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for first, second, source, data in linked_units(network):
        pairs[data["report"], min(first, second), max(first, second)].append((source, data))
    splitting = _splitting(pairs)
    rows: list[dict[str, Value]] = []
    found = 0
    for (report, unit, other), linkages in sorted(pairs.items(), key=lambda item: item[0]):
        hung_on = set.intersection(*(_hangs_on(network, source, data, (unit, other)) for source, data in linkages))
        found += bool(hung_on)
        cells: dict[str, Value] = {"unit": short(network, unit), "other": short(network, other), "report": report}
        cells["splits"] = "yes" if (report, unit, other) in splitting else "no"
        rows += [_bridge(network, element, [data for _, data in linkages]) | cells for element in sorted(hung_on)]
    return answer("bridges", rows, one=found, all=len(pairs))


def brokers(network: nx.MultiDiGraph[str], of: str = "units", top: int = _TOP) -> Table:
    """Rank units, or everything, by how often they lie between others."""
    projected = _PROJECTIONS[of](network)
    projected.remove_nodes_from([node for node in projected if not projected.degree(node)])
    scores = betweenness(projected)
    ranked = sorted(projected, key=lambda node: (-rounded(scores.values[node]), node))
    rows = [
        element_cells(network, node)
        | {"place": place, "betweenness": scores.values[node], "links": projected.degree(node)}
        for place, node in enumerate(ranked[:top], start=1)
    ]
    if scores.error:
        return answer("brokers", rows, error=rounded(scores.error))
    return answer("brokers", rows)


def hubs(network: nx.MultiDiGraph[str], top: int = _TOP) -> Table:
    """Rank elements, units and named things by how much depends on them."""
    dependencies = dependency_network(network)
    ranks = pagerank(dependencies)
    ranked = sorted(ranks, key=lambda node: (-rounded(ranks[node]), node))
    rows = [
        element_cells(network, node)
        | {"place": place, "share": ranks[node], "dependents": len(set(dependencies.predecessors(node)))}
        for place, node in enumerate(ranked[:top], start=1)
    ]
    return answer("hubs", rows, all=len(ranks))


def core_periphery(network: nx.MultiDiGraph[str]) -> Table:
    """Divide the linked units into a core and a periphery."""
    units = unit_network(network)
    units.remove_nodes_from([unit for unit in units if not units.degree(unit)])
    core, numbers = rich_core(units), nx.core_number(units)
    strength = dict(units.degree(weight="weight"))
    ranked = sorted(units, key=lambda unit: (unit not in core, -strength[unit], unit))
    rows = [
        unit_cells(network, unit)
        | {
            "part": "core" if unit in core else "periphery",
            "strength": whole(strength[unit]),
            "links": units.degree(unit),
            "core_number": numbers[unit],
        }
        for unit in ranked
    ]
    return answer("core-periphery", rows, core=len(core), periphery=len(units) - len(core))


def _hangs_on(network: nx.MultiDiGraph[str], source: str, data: dict[str, Any], units: tuple[str, str]) -> set[str]:
    """Find the elements without any one of which the linkage would not be."""
    if data["kind"] in TOLD_BY_ONE:
        return {source}
    through = tuple(data["through"])
    if data["kind"] in JOINED_BY_ONE:
        return set(through) if len(through) == 1 else set()
    if data["kind"] != SHARED_WHOLE or len(through) != 1:
        return set()
    held = (_held_within(network, through[0], unit, data["report"]) for unit in units)
    return {element for elements in held if len(elements) == 1 for element in elements} - set(through)


def _held_within(network: nx.MultiDiGraph[str], whole: str, unit: str, report: str) -> set[str]:
    """Find what a unit is responsible for in a report, of a whole with its parts."""
    held = {
        element
        for element, _, data in network.in_edges(unit, data=True)
        if data["kind"] == RESPONSIBLE and data["report"] == report
    }
    return held.intersection(parts_of(network, whole))


def _bridge(network: nx.MultiDiGraph[str], element: str, linkages: list[dict[str, Any]]) -> dict[str, Value]:
    return element_cells(network, element) | {
        "kinds": ", ".join(sorted({data["kind"] for data in linkages})),
        "linkages": len({data["fact"] for data in linkages}),
        "weight": whole(sum(data["weight"] for data in linkages)),
        "fact": min(data["fact"] for data in linkages),
    }


def _splitting(pairs: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """Find the pairs without whom their sides would not hang together in the report."""
    of_report: dict[str, nx.Graph[str]] = defaultdict(nx.Graph)
    for report, unit, other in pairs:
        of_report[report].add_edge(unit, other)
    return {(report, min(pair), max(pair)) for report, joined in of_report.items() for pair in nx.bridges(joined)}
