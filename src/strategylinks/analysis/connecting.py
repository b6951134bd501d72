"""How units hang together: bridges between two, brokers among all, hubs, the core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import networkx as nx

from strategylinks.analysis.answering import answer, element_cells, rounded, short, unit_cells, whole
from strategylinks.analysis.measures import betweenness, pagerank, rich_core
from strategylinks.analysis.projecting import (
    dependency_network,
    full_network,
    linked_units,
    unit_goal_network,
    unit_network,
)
from strategylinks.table import Table, Value

#: Linkages that rest on one element: what joins the units, or the element whose text tells it. All others rest on
#: several elements, one at each end at least.
JOINED_BY_ONE = frozenset({"joint-action"})
TOLD_BY_ONE = frozenset({"explicit-reference", "stated-condition", "named-in-text", "stated-cooperation"})
_TOP = 20
_PROJECTIONS = {"units": unit_network, "goals-and-units": unit_goal_network, "full": full_network}


def bridges(network: nx.MultiDiGraph[str]) -> Table:
    """List the pairs of units whose linkages in a report all rest on one and the same element."""
    pairs: dict[tuple[str, str, str], list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for first, second, source, data in linked_units(network):
        pairs[data["report"], min(first, second), max(first, second)].append((source, data))
    splitting = _splitting(pairs)
    rows: list[dict[str, Value]] = []
    for (report, unit, other), linkages in sorted(pairs.items(), key=lambda item: item[0]):
        rests_on = {element for source, data in linkages for element in _rests_on(source, data)}
        if len(rests_on) == 1 and all(_rests_on(source, data) for source, data in linkages):
            row = _bridge(network, rests_on.pop(), [data for _, data in linkages])
            units = {"unit": short(network, unit), "other": short(network, other), "report": report}
            rows.append(row | units | {"splits": "yes" if (report, unit, other) in splitting else "no"})
    return answer("bridges", rows, one=len(rows), all=len(pairs))


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


def _rests_on(source: str, data: dict[str, Any]) -> tuple[str, ...]:
    if data["kind"] in JOINED_BY_ONE:
        return tuple(data["through"])
    return (source,) if data["kind"] in TOLD_BY_ONE else ()


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
