"""The network of the graph, and the networks made from it."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from sample_iris import A1, A2, B1, F1, G1, LADEX, W, X, Y, Z, action, element, linkage, unit

from strategylinks.analysis.networks import STRUCTURE, in_order, reports_of, to_network
from strategylinks.analysis.projecting import (
    SHARED_UNITS,
    dependency_network,
    full_network,
    goal_network,
    goals,
    shares,
    unit_dependency_network,
    unit_goal_network,
    unit_network,
)
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError


def kinds(network: nx.MultiDiGraph[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, _, data in network.edges(data=True):
        found[data["kind"]] = found.get(data["kind"], 0) + 1
    return found


def test_nodes_tell_what_they_are_and_when(network: nx.MultiDiGraph[str]) -> None:
    assert network.nodes[A1] == {
        "kind": "goal",
        "label": "Tavoite A1",
        "code": "A1",
        "reports": ("mallila-2020",),
        "plan": "mallila-2020",
        "municipality": "mallila",
        "start": "2020-01-01",
        "end": "2020-12-31",
    }


def test_units_have_their_name_in_finnish_and_the_time_of_all_their_reports(network: nx.MultiDiGraph[str]) -> None:
    assert network.nodes[X] == {
        "kind": "unit",
        "label": "Yksikkö X",
        "code": "X",
        "reports": ("mallila-2020", "mallila-2024"),
        "plan": "",
        "municipality": "mallila",
        "start": "2020-01-01",
        "end": "2024-12-31",
    }


def test_every_kind_of_edge_is_there(network: nx.MultiDiGraph[str]) -> None:
    assert kinds(network) == {
        "belongs-to": 11,
        "supports": 1,
        "responsible": 8,
        "measures": 3,
        "joint-action": 2,
        "shared-parent": 1,
        "lead-and-participants": 1,
        "explicit-reference": 3,
        "shared-indicator": 1,
        "named-in-text": 1,
        "stated-cooperation": 1,
    }


def test_edges_of_linkages_tell_what_shows_them(network: nx.MultiDiGraph[str]) -> None:
    [data] = network[action("a2")][B1].values()
    assert data == {
        "kind": "explicit-reference",
        "role": "",
        "weight": 1.0,
        "confidence": 0.9,
        "directed": True,
        "report": "mallila-2020",
        "fact": linkage("refers"),
        "from_units": (Y,),
        "to_units": (X, Z),
        "through": (),
        "start": "2020-01-01",
        "end": "2020-12-31",
    }


def test_edges_of_responsibilities_have_the_role_and_those_of_unsure_elements_the_confidence(
    network: nx.MultiDiGraph[str],
) -> None:
    assert [data["role"] for data in network[action("a1")][Y].values()] == ["participant"]
    assert [data["confidence"] for data in network[action("a1")][F1].values()] == [0.8]


def test_one_report_holds_nothing_of_another(sample: EmbeddedEngine) -> None:
    network = to_network(sample, 2024)
    assert reports_of(network) == ["mallila-2024"]
    assert sorted(network) == sorted([G1, element("b1"), X, Y])
    assert {data["report"] for _, _, data in network.edges(data=True)} == {"mallila-2024"}
    assert network.nodes[X]["start"] == "2024-01-01"


def test_several_reports_can_be_named_together(sample: EmbeddedEngine, network: nx.MultiDiGraph[str]) -> None:
    together = to_network(sample, "mallila")
    assert set(network.edges(keys=True)) == set(together.edges(keys=True))
    assert set(network) - set(together) == {unit("IDLE")}


def test_an_unknown_report_is_a_kind_error(sample: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError, match="there is no report '1999'"):
        to_network(sample, 1999)


def test_a_network_is_in_the_same_order_whatever_order_it_was_made_in(network: nx.MultiDiGraph[str]) -> None:
    shuffled: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    draw = random.Random(1)  # noqa: S311 - nothing secret is drawn
    nodes, edges = list(network.nodes(data=True)), list(network.edges(keys=True, data=True))
    draw.shuffle(nodes)
    draw.shuffle(edges)
    shuffled.add_nodes_from(nodes)
    for source, target, key, data in edges:
        shuffled.add_edge(source, target, key, **data)
    assert list(in_order(shuffled).edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))
    assert list(in_order(shuffled).nodes(data=True)) == list(network.nodes(data=True))


def test_a_flagship_project_with_no_goal_above_stands_for_one(network: nx.MultiDiGraph[str]) -> None:
    assert goals(network) == sorted([A1, A2, B1, element("B2"), G1])


def test_units_take_part_in_goals_through_parts_and_through_what_supports_them(network: nx.MultiDiGraph[str]) -> None:
    found = {(share.goal, share.holder, share.element) for share in shares(network)}
    assert {(A1, X, action("a1")), (B1, X, action("a1")), (B1, X, action("a4")), (A1, W, action("a6"))} <= found
    assert not [share for share in found if share[:2] == (A2, X)]


def test_the_unit_goal_network_counts_elements(network: nx.MultiDiGraph[str]) -> None:
    joined = unit_goal_network(network)
    assert joined.edges[X, B1]["weight"] == 2
    assert joined.edges[X, B1]["roles"] == ("lead", "responsible")
    assert joined.edges[X, B1]["elements"] == (action("a1"), action("a4"))
    assert not joined.has_edge(X, Y)
    assert unit("IDLE") in joined


def test_the_unit_network_adds_up_linkages_and_keeps_them(network: nx.MultiDiGraph[str]) -> None:
    joined = unit_network(network)
    assert joined.edges[X, Z] == {
        "weight": 2.0,
        "kinds": ("shared-parent",),
        "facts": (linkage("parent"),),
        "reports": ("mallila-2020",),
        "start": "2020-01-01",
        "end": "2020-12-31",
    }
    assert joined.edges[X, Y]["facts"] == tuple(
        sorted(linkage(name) for name in ("joint", "joint2", "lead", "refers", "shared"))
    )
    assert joined.edges[X, Y]["weight"] == 5
    assert joined.edges[X, Y]["end"] == "2024-12-31"


def test_in_the_dependency_network_of_units_undirected_linkages_count_both_ways(
    network: nx.MultiDiGraph[str],
) -> None:
    joined = unit_dependency_network(network)
    assert joined.edges[Y, X]["weight"] == 5
    assert joined.edges[X, Y]["weight"] == 3
    assert joined.has_edge(W, X)
    assert not joined.has_edge(X, W)


def test_every_weight_is_the_sum_of_the_linkages_behind_it(network: nx.MultiDiGraph[str]) -> None:
    weights = {data["fact"]: data["weight"] for _, _, data in network.edges(data=True) if data["kind"] not in STRUCTURE}
    for joined in (unit_network(network), unit_dependency_network(network)):
        for _, _, data in joined.edges(data=True):
            assert data["weight"] == sum(weights[fact] for fact in data["facts"])


def test_goals_are_joined_by_units_and_by_linkages_apart(network: nx.MultiDiGraph[str]) -> None:
    joined = goal_network(network)
    assert joined.edges[A1, A2, SHARED_UNITS]["units"] == (Y,)
    assert joined.edges[A2, B1, "explicit-reference"]["weight"] == 2
    assert joined.edges[A1, A2, "shared-indicator"]["facts"] == (linkage("shared"),)
    assert not joined.has_edge(A1, G1)


def test_the_full_network_joins_everything_once(network: nx.MultiDiGraph[str]) -> None:
    joined = full_network(network)
    assert joined.number_of_nodes() == network.number_of_nodes()
    assert joined.edges[action("a4"), LADEX]["kinds"] == ("stated-cooperation",)
    assert joined.edges[X, Y]["weight"] == 3


def test_dependencies_run_from_the_whole_to_the_part_and_to_who_answers(network: nx.MultiDiGraph[str]) -> None:
    dependencies = dependency_network(network)
    assert dependencies.has_edge(A1, F1)
    assert dependencies.has_edge(B1, F1)
    assert dependencies.has_edge(action("a2"), Y)
    assert not dependencies.has_edge(Y, action("a2"))
    assert dependencies.has_edge(X, Y)
    assert not dependency_network(network, mutual=False).has_edge(X, Y)
    assert dependency_network(network, mutual=False).has_edge(Y, X)
