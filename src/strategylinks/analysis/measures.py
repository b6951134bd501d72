"""Measures of networks: NetworkX counts in small ones; in large ones networkit does the same work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from strategylinks.analysis import large

#: Up to this work (nodes times edges, summed over the connected parts) NetworkX follows every shortest way.
NETWORKX_WORK = 20_000_000
#: Up to this work networkit follows every shortest way; beyond, it follows those from a sample of nodes.
EXACT_WORK = 1_000_000_000
#: Up to this many nodes NetworkX looks for communities.
NETWORKX_NODES = 10_000
#: Whatever draws at random draws the same each time.
SEED = 2017

_DAMPING = 0.85
_TOLERANCE = 1e-10
_MOST_ROUNDS = 500


@dataclass(frozen=True, slots=True)
class Scores:
    """Hold a value for each node; ``error`` is how far two independent samples differ, 0 where nothing was sampled."""

    values: Mapping[str, float]
    error: float = 0.0


def betweenness(network: nx.Graph[str]) -> Scores:
    """Measure for each node the share of all shortest ways between two others that run through it, 0 to 1."""
    network = _bare(network)
    work = _work(network)
    if work <= NETWORKX_WORK:
        return Scores(nx.betweenness_centrality(network))
    if work <= EXACT_WORK:
        return Scores(large.betweenness(network))
    first, second = (large.sampled_betweenness(network, SEED + number) for number in range(2))
    error = max(abs(first[node] - second[node]) / 2 for node in first)
    return Scores({node: (first[node] + second[node]) / 2 for node in first}, error)


def communities(network: nx.Graph[str]) -> list[list[str]]:
    """Find the groups that are joined more closely inside than to others (Louvain), the largest first."""
    nodes = sorted(network)
    if len(nodes) > NETWORKX_NODES:
        found = large.communities(_bare(network), SEED)
    else:
        # Sets of numbers have the same order in every process, sets of texts do not.
        numbered: nx.Graph[int] = nx.Graph()
        numbered.add_nodes_from(range(len(nodes)))
        place = {node: number for number, node in enumerate(nodes)}
        for first, second in sorted(tuple(sorted((place[a], place[b]))) for a, b in network.edges()):
            numbered.add_edge(first, second, weight=network[nodes[first]][nodes[second]].get("weight", 1.0))
        groups = nx.community.louvain_communities(numbered, seed=SEED)
        found = [[nodes[number] for number in group] for group in groups]
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def pagerank(network: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Measure how much depends on each node, directly and through others; all values add up to 1.

    The heavier an edge, the more is passed on along it. The same as nx.pagerank, but without its need of SciPy.
    """
    nodes = sorted(network)
    follows = {node: _passed_on(network, node) for node in nodes}
    rank = dict.fromkeys(nodes, 1 / len(nodes)) if nodes else {}
    for _ in range(_MOST_ROUNDS):
        given: dict[str, float] = defaultdict(float)
        for node, targets in follows.items():
            for target, part in targets:
                given[target] += rank[node] * part
        lost = sum(rank[node] for node, targets in follows.items() if not targets)
        shared = (1 - _DAMPING + _DAMPING * lost) / len(nodes) if nodes else 0.0
        new = {node: shared + _DAMPING * given[node] for node in nodes}
        if sum(abs(new[node] - rank[node]) for node in nodes) < _TOLERANCE:
            return new
        rank = new
    return rank


def _passed_on(network: nx.MultiDiGraph[str], node: str) -> list[tuple[str, float]]:
    """Give the part of what a node has that goes to each of those it depends on."""
    weights: dict[str, float] = defaultdict(float)
    for _, target, data in sorted(network.out_edges(node, data=True), key=lambda edge: edge[1]):
        weights[target] += data.get("weight", 1.0)
    total = sum(weights.values())
    return [(target, weight / total) for target, weight in weights.items()]


def gini(values: Sequence[float]) -> float:
    """Measure how unevenly something is shared: 0 where all have the same, close to 1 where one has nearly all."""
    ordered, total = sorted(values), sum(values)
    if not total:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ordered, start=1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def adjusted_rand(first: Sequence[object], second: Sequence[object]) -> float:
    """Measure how far two divisions of the same things agree: 1 entirely, about 0 no more than by chance."""
    together = _pairs(list(zip(first, second, strict=True)))
    ones, others, possible = _pairs(first), _pairs(second), len(first) * (len(first) - 1) / 2
    by_chance = ones * others / possible if possible else 0.0
    highest = (ones + others) / 2
    return 1.0 if highest == by_chance else (together - by_chance) / (highest - by_chance)


def rich_core(network: nx.Graph[str]) -> list[str]:
    """Find the core: the best joined nodes, down to where their links to still better joined ones are at their most.

    The rich-core of Ma and Mondragón (2015): no parameter, no chance. Nodes of equal strength go by name.
    """
    strength = dict(network.degree(weight="weight"))
    ranked = sorted(network, key=lambda node: (-strength[node], node))
    seen: set[str] = set()
    upwards = []
    for node in ranked:
        upwards.append(sum(network[node][other].get("weight", 1.0) for other in sorted(network[node]) if other in seen))
        seen.add(node)
    most = max(upwards, default=0.0)
    return ranked[: len(upwards) - upwards[::-1].index(most)] if most else []


def _bare(network: nx.Graph[str]) -> nx.Graph[str]:
    """Give a network in the order of its names, with weights and nothing else."""
    bare: nx.Graph[str] = nx.Graph()
    bare.add_nodes_from(sorted(network))
    pairs = sorted((min(pair), max(pair)) for pair in network.edges() if pair[0] != pair[1])
    bare.add_edges_from((a, b, {"weight": network[a][b].get("weight", 1.0)}) for a, b in pairs)
    return bare


def _work(network: nx.Graph[str]) -> int:
    parts = (network.subgraph(part) for part in nx.connected_components(network))
    return sum(part.number_of_nodes() * part.number_of_edges() for part in parts)


def _pairs(labels: Sequence[object]) -> float:
    counts: dict[object, int] = defaultdict(int)
    for label in labels:
        counts[label] += 1
    return sum(count * (count - 1) / 2 for count in counts.values())
