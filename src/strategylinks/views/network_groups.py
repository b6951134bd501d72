"""Place networks that are too large to reckon every distance: in groups, each around its best linked node."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import networkx as nx

#: The seed of the groups: the same network gives the same picture.
SEED = 20_170_630
#: The angle between two nodes that follow each other in a group, as in the head of a sunflower.
_GOLDEN = math.pi * (3 - math.sqrt(5))
#: How much of the area of a group its nodes would take with all their labels: these are read when one comes near.
_FILLED = 1.0
#: Groups smaller than this are set around the rest in one ring of their own.
_MOST_GROUPS = 280
#: How wide a group is drawn, in parts of what its nodes take: room for the lines between groups.
_AROUND = 1.25

Point = tuple[float, float]
Size = tuple[float, float]


def place_groups(
    network: nx.Graph[str],
    sizes: Mapping[str, Size],
    place: Callable[[nx.Graph[str], Mapping[str, Size]], dict[str, Point]],
) -> dict[str, Point]:
    """Place the groups of a network by ``place``, then the nodes of each within it."""
    groups = _groups(network)
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    between: Counter[tuple[int, int]] = Counter()
    for first, second in network.edges:
        here, there = sorted((group_of[first], group_of[second]))
        if here != there:
            between[here, there] += 1
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(_name(number) for number in range(len(groups)))
    joined.add_edges_from((_name(first), _name(second)) for first, second in between)
    radii = [_radius(group, sizes) for group in groups]
    across = {_name(number): (2 * radius * _AROUND,) * 2 for number, radius in enumerate(radii)}
    middles = place(joined, across)
    places: dict[str, Point] = {}
    for number, group in enumerate(groups):
        places |= _sunflower(group, middles[_name(number)], radii[number])
    return places


def _groups(network: nx.Graph[str]) -> list[list[str]]:
    """Find the groups, the best linked node of each first; the smallest ones of very many are put together."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(network))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in network.edges if edge[0] != edge[1]))
    found = nx.community.louvain_communities(ordered, seed=SEED, max_level=4, threshold=1e-4)
    ranked = sorted((_ranked(ordered, group) for group in found), key=lambda group: (-len(group), group[0]))
    if len(ranked) > _MOST_GROUPS:
        rest = [node for group in ranked[_MOST_GROUPS - 1 :] for node in group]
        ranked = [*ranked[: _MOST_GROUPS - 1], rest]
    return ranked


def _ranked(network: nx.Graph[str], group: set[str]) -> list[str]:
    return sorted(group, key=lambda node: (-network.degree(node), node))


def _radius(group: Sequence[str], sizes: Mapping[str, Size]) -> float:
    area = sum(width * height for width, height in (sizes[node] for node in group))
    return math.sqrt(area / (_FILLED * math.pi))


def _sunflower(group: Sequence[str], middle: Point, radius: float) -> dict[str, Point]:
    return {
        node: (
            round(middle[0] + radius * math.sqrt(place / len(group)) * math.cos(place * _GOLDEN), 1),
            round(middle[1] + radius * math.sqrt(place / len(group)) * math.sin(place * _GOLDEN), 1),
        )
        for place, node in enumerate(group)
    }


def _name(number: int) -> str:
    return f"{number:06}"
