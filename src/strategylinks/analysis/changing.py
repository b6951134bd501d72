"""What would happen if units were removed or merged: to the goals, and to the network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import networkx as nx

from strategylinks.analysis.answering import answer, element_cells, short
from strategylinks.analysis.networks import RESPONSIBLE
from strategylinks.analysis.projecting import TAKING_PART, Share, shares, unit_network
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.table import Table, Value

LOSES_CARRIER, LOSES_LEAD, KEEPS = "loses-only-carrier", "loses-lead", "keeps-others"
ON_ONE, FEWER = "hangs-on-one", "fewer-carriers"

#: Who takes part in a goal, by unit.
Carriers = Mapping[str, list[Share]]
Row = dict[str, Value]


def unit_removed(network: nx.MultiDiGraph[str], unit: str) -> Table:
    """Tell which goals lose what if a unit is removed, and how the network changes."""
    _require(network, unit)
    rows: list[Row] = []
    for goal, carriers in sorted(_carriers(network).items()):
        if unit in carriers:
            effect = _effect_of_removal(carriers, unit)
            rows.append(_row(network, goal, effect, carriers, len(carriers) - 1))
    after = unit_network(network)
    after.remove_node(unit)
    idle = _idle(network, frozenset()), _idle(network, frozenset({unit}))
    changes = [*_changes(unit_network(network), after), _change("actions-with-no-one", *idle)]
    lost = sum(row["effect"] == LOSES_CARRIER for row in rows)
    order = (LOSES_CARRIER, LOSES_LEAD, KEEPS)
    rows.sort(key=lambda row: order.index(str(row["effect"])))
    return answer("unit-removed", [*rows, *changes], unit=short(network, unit), lost=lost, goals=len(rows))


def units_merged(network: nx.MultiDiGraph[str], unit: str, other: str) -> Table:
    """Tell which goals have fewer carriers if two units are merged, and how the network changes."""
    _require(network, unit)
    _require(network, other)
    if unit == other:
        raise QueryError("a unit cannot be merged with itself", do="Give two units.")
    rows: list[Row] = []
    for goal, carriers in sorted(_carriers(network).items()):
        if unit in carriers and other in carriers:
            after = len(carriers) - 1
            rows.append(_row(network, goal, ON_ONE if after == 1 else FEWER, carriers, after))
    before = unit_network(network)
    changes = _changes(before, _merged(before, unit, other))
    one = sum(row["effect"] == ON_ONE for row in rows)
    rows.sort(key=lambda row: row["effect"] != ON_ONE)
    first, second = short(network, unit), short(network, other)
    return answer("units-merged", [*rows, *changes], goals=len(rows), one=one, unit=first, other=second)


def _require(network: nx.MultiDiGraph[str], unit: str) -> None:
    if unit not in network:
        raise NotInGraphError(f"the network has no {unit!r}", do="Choose a report that names the unit.")


def _carriers(network: nx.MultiDiGraph[str]) -> Mapping[str, Carriers]:
    found: dict[str, dict[str, list[Share]]] = defaultdict(lambda: defaultdict(list))
    for share in shares(network):
        found[share.goal][share.holder].append(share)
    return found


def _effect_of_removal(carriers: Carriers, unit: str) -> str:
    others = [share for holder, of_holder in carriers.items() if holder != unit for share in of_holder]
    if not others:
        return LOSES_CARRIER
    answered = any(share.role not in TAKING_PART for share in carriers[unit])
    return LOSES_LEAD if answered and all(share.role in TAKING_PART for share in others) else KEEPS


def _row(network: nx.MultiDiGraph[str], goal: str, effect: str, carriers: Carriers, after: int) -> Row:
    reports = ", ".join(network.nodes[goal]["reports"])
    return element_cells(network, goal) | {
        "effect": effect,
        "report": reports,
        "before": len(carriers),
        "after": after,
    }


def _merged(before: nx.Graph[str], unit: str, other: str) -> nx.Graph[str]:
    """Put the linkages of one unit on another; those between the two remain nowhere."""
    after: nx.Graph[str] = nx.Graph()
    after.add_nodes_from(node for node in before if node != other)
    for first, second, data in before.edges(data=True):
        source, target = (unit if end == other else end for end in (first, second))
        if source != target:
            known = after.edges[source, target]["facts"] if after.has_edge(source, target) else ()
            after.add_edge(source, target, facts=(*known, *data["facts"]))
    return after


def _changes(before: nx.Graph[str], after: nx.Graph[str]) -> list[Row]:
    """Count linkages, linked pairs and separate groups of those who are linked before."""
    linked = sorted(unit for unit in before if before.degree(unit))
    return [
        _change("linkages", len(_linkages(before)), len(_linkages(after))),
        _change("linked-pairs", before.number_of_edges(), after.number_of_edges()),
        _change(
            "separate-groups",
            nx.number_connected_components(before.subgraph(linked)),
            nx.number_connected_components(after.subgraph(linked)),
        ),
    ]


def _linkages(network: nx.Graph[str]) -> set[str]:
    return {fact for _, _, data in network.edges(data=True) for fact in data["facts"]}


def _change(effect: str, before: int, after: int) -> Row:
    return {"effect": effect, "before": before, "after": after}


def _idle(network: nx.MultiDiGraph[str], gone: frozenset[str]) -> int:
    """Count the actions that no one answers for, or takes part in, besides those who are gone."""
    return sum(
        data["kind"] == "action"
        and not any(
            holder not in gone for _, holder, edge in network.out_edges(node, data=True) if edge["kind"] == RESPONSIBLE
        )
        for node, data in network.nodes(data=True)
    )
