"""Which goals and units belong together: communities, and the matrix of units ordered by them."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from strategylinks.analysis import measures
from strategylinks.analysis.answering import answer, listed, short, unit_cells, whole
from strategylinks.analysis.carrying import MOST_COLUMNS, unit_columns
from strategylinks.analysis.networks import HOLDERS
from strategylinks.analysis.projecting import programme_of, unit_dependency_network, unit_goal_network, unit_network
from strategylinks.table import Table, Value


def communities(network: nx.MultiDiGraph[str]) -> Table:
    """Group goals and units by who carries what, and compare the groups with the programmes."""
    joined = unit_goal_network(network)
    joined.remove_nodes_from([node for node in joined if not joined.degree(node)])
    found = measures.communities(joined)
    programmes = {node: programme_of(network, node) for node in joined if network.nodes[node]["kind"] not in HOLDERS}
    rows = [_community(network, number, group, programmes) for number, group in enumerate(found, start=1)]
    place = {node: number for number, group in enumerate(found) for node in group}
    compared = sorted(goal for goal, programme in programmes.items() if programme)
    agreement = measures.adjusted_rand([place[goal] for goal in compared], [programmes[goal] for goal in compared])
    return answer("communities", rows, agreement=agreement if compared else "–", goals=len(compared))


def unit_matrix(network: nx.MultiDiGraph[str]) -> Table:
    """Lay out how much each unit depends on each other, the blocks that belong together side by side."""
    joined, dependencies = unit_network(network), unit_dependency_network(network)
    strength = dict(joined.degree(weight="weight"))
    every = sorted((unit for unit in joined if joined.degree(unit)), key=lambda unit: (-strength[unit], unit))
    shown = joined.subgraph(every[:MOST_COLUMNS])
    blocks = measures.communities(shown)
    block_of = {unit: number for number, block in enumerate(blocks, start=1) for unit in block}
    units = sorted(shown, key=lambda unit: (block_of[unit], -strength[unit], unit))
    columns = unit_columns(network, units)
    rows = [
        unit_cells(network, unit)
        | {"block": block_of[unit]}
        | {
            column.name: whole(dependencies.edges[unit, other]["weight"])
            if dependencies.has_edge(unit, other)
            else None
            for other, column in zip(units, columns, strict=True)
        }
        for unit in units
    ]
    return answer("unit-matrix", rows, columns, shown=len(units), all=len(every))


def _community(
    network: nx.MultiDiGraph[str], number: int, group: list[str], programmes: dict[str, str]
) -> dict[str, Value]:
    of_group = [node for node in group if node in programmes]
    units = [node for node in group if node not in programmes]
    counted = Counter(programmes[goal] for goal in of_group if programmes[goal])
    main = min(counted, key=lambda programme: (-counted[programme], programme), default="")
    return {
        "community": number,
        "units": listed(network, units),
        "goals": listed(network, of_group),
        "goal_count": len(of_group),
        "programme": short(network, main) if main else None,
        "share": counted[main] / len(of_group) if main else None,
    }
