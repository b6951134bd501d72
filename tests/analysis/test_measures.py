"""The measures, and that networkit measures the same."""

from __future__ import annotations

import sys

import networkx as nx
import pytest

from strategylinks.analysis import measures
from strategylinks.analysis.measures import (
    adjusted_rand,
    betweenness,
    communities,
    gini,
    pagerank,
    rich_core,
)
from strategylinks.errors import StrategyLinksError


def drawn(nodes: int, edges: int, seed: int) -> nx.Graph[str]:
    numbered = nx.gnm_random_graph(nodes, edges, seed=seed)
    return nx.relabel_nodes(numbered, {number: f"n{number:05}" for number in numbered})


def cliques(number: int, size: int) -> nx.Graph[str]:
    """Make groups of nodes that all know each other, in a ring."""
    ring: nx.Graph[int] = nx.connected_caveman_graph(number, size)
    return nx.relabel_nodes(ring, {node: f"n{node:05}" for node in ring})


@pytest.fixture
def always_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "NETWORKX_WORK", -1)
    monkeypatch.setattr(measures, "NETWORKX_NODES", -1)


def test_gini_tells_how_unevenly_something_is_shared() -> None:
    assert gini([5, 5, 5]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 2, 3]) == pytest.approx(2 / 9)
    assert gini([]) == 0


def test_adjusted_rand_compares_two_divisions() -> None:
    assert adjusted_rand("aabb", "xxyy") == 1
    assert adjusted_rand("aabb", "xyxy") == pytest.approx(-0.5)
    # Hubert and Arabie's index of a table with rows 1 1 0, 1 2 1 and 0 0 4.
    assert adjusted_rand("aabbbbcccc", "xyxyyzzzzz") == pytest.approx(0.31257344)
    assert adjusted_rand("", "") == 1


def test_the_rich_core_is_the_clique_and_not_what_hangs_on_it() -> None:
    network: nx.Graph[str] = nx.complete_graph(list("abcd"))
    network.add_edges_from([("a", "e"), ("b", "f"), ("c", "g")])
    assert sorted(rich_core(network)) == list("abcd")
    assert rich_core(nx.Graph()) == []


def test_weights_decide_the_rich_core() -> None:
    network: nx.Graph[str] = nx.path_graph(list("abcde"))
    nx.set_edge_attributes(network, 1.0, "weight")
    network.edges["c", "d"]["weight"] = 9.0
    assert rich_core(network) == ["c", "d"]


def test_pagerank_is_that_of_networkx() -> None:
    pytest.importorskip("scipy")
    numbered = nx.gnp_random_graph(60, 0.04, seed=4, directed=True)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for a, b in [*numbered.edges(), *list(numbered.edges())[:20]]:
        network.add_edge(f"n{a}", f"n{b}", weight=float(1 + (a + b) % 3))
    expected = nx.pagerank(network, tol=1e-12)
    found = pagerank(network)
    assert found == pytest.approx(expected, abs=1e-8)
    assert sum(found.values()) == pytest.approx(1)


def test_communities_of_a_ring_of_cliques_are_the_cliques() -> None:
    found = communities(cliques(6, 7))
    assert [len(group) for group in found] == [7] * 6
    assert found[0] == [f"n{number:05}" for number in range(7)]


@pytest.mark.parametrize("seed", range(3))
def test_networkit_measures_the_same_betweenness(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("networkit")
    network = drawn(80, 160, seed)
    expected = betweenness(network)
    monkeypatch.setattr(measures, "NETWORKX_WORK", -1)
    assert betweenness(network).values == pytest.approx(expected.values, abs=1e-12)
    assert expected.error == betweenness(network).error == 0


@pytest.mark.usefixtures("always_large")
def test_networkit_finds_the_same_communities_where_there_is_no_doubt() -> None:
    pytest.importorskip("networkit")
    assert [len(group) for group in communities(cliques(6, 7))] == [7] * 6


@pytest.mark.usefixtures("always_large")
def test_what_networkit_draws_is_the_same_each_time_and_in_any_order() -> None:
    pytest.importorskip("networkit")
    network = drawn(300, 900, 5)
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(network)))
    turned.add_edges_from((b, a) for a, b in reversed(list(network.edges())))
    assert communities(network) == communities(network) == communities(turned)


@pytest.mark.usefixtures("always_large")
def test_a_sample_says_how_far_it_may_be_off(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("networkit")
    network = drawn(400, 1000, 6)
    exact = betweenness(network).values
    monkeypatch.setattr(measures, "EXACT_WORK", -1)
    sampled = betweenness(network)
    assert 0 < sampled.error < 0.05
    assert sampled == betweenness(network)
    far = max(abs(sampled.values[node] - exact[node]) for node in exact)
    assert far < 3 * sampled.error
    best = sorted(exact, key=lambda node: -exact[node])[:5]
    assert set(best) <= set(sorted(exact, key=lambda node: -sampled.values[node])[:20])


@pytest.mark.usefixtures("always_large")
@pytest.mark.parametrize("measure", [betweenness, communities])
def test_without_networkit_a_large_network_says_what_to_install(
    measure: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "networkit", None)
    with pytest.raises(StrategyLinksError, match=r"networkit is not installed\nInstall strategylinks\[large\]"):
        measure(drawn(10, 20, 1))  # type: ignore[operator]
