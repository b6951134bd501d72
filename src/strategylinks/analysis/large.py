"""The same measures by networkit, for networks that NetworkX alone is too slow for."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

import networkx as nx

from strategylinks.errors import StrategyLinksError

#: From how many nodes the shortest ways are followed where all of them are too many.
SAMPLE = 50


def betweenness(network: nx.Graph[str]) -> dict[str, float]:
    """Measure betweenness as NetworkX does, along every shortest way."""
    networkit = _networkit()
    measured = networkit.centrality.Betweenness(_converted(networkit, network), normalized=True).run()
    return dict(zip(network, measured.scores(), strict=True))


def sampled_betweenness(network: nx.Graph[str], seed: int) -> dict[str, float]:
    """Measure betweenness along the shortest ways from a sample of the nodes."""
    networkit = _networkit(seed)
    converted = _converted(networkit, network)
    measured = networkit.centrality.EstimateBetweenness(converted, SAMPLE, normalized=True, parallel=False).run()
    return dict(zip(network, measured.scores(), strict=True))


def communities(network: nx.Graph[str], seed: int) -> list[list[str]]:
    """Find communities by the Louvain method; where it draws lots, the groups may differ from those of NetworkX."""
    networkit = _networkit(seed)
    found = networkit.community.PLM(_converted(networkit, network, weighted=True), refine=True, par="none").run()
    groups: dict[int, list[str]] = {}
    for node, group in zip(network, found.getPartition().getVector(), strict=True):
        groups.setdefault(group, []).append(node)
    return list(groups.values())


def _networkit(seed: int | None = None) -> ModuleType:
    """Import networkit; with a seed, on one thread, so that the same is drawn in the same order."""
    try:
        networkit = import_module("networkit")
    except ImportError as error:
        raise StrategyLinksError(
            "the network is too large for NetworkX alone, and networkit is not installed",
            do="Install strategylinks[large], or ask about one report.",
        ) from error
    if seed is not None:
        networkit.setNumberOfThreads(1)
        networkit.setSeed(seed, False)
    return networkit


def _converted(networkit: ModuleType, network: nx.Graph[str], *, weighted: bool = False) -> object:
    """Give a network to networkit, its nodes numbered in their order."""
    place = {node: number for number, node in enumerate(network)}
    converted = networkit.Graph(len(place), weighted=weighted)
    for first, second, weight in network.edges(data="weight", default=1.0):
        converted.addEdge(place[first], place[second], weight)
    return converted
