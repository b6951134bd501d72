"""The dependency trace: exact depth, shortest ways, no cycles, evidence of each step."""

from __future__ import annotations

import networkx as nx
import pytest
from made_networks import made_network
from sample_iris import A1, A2, B1, F1, LADEX, W, X, Y, Z, action, linkage

from strategylinks.analysis.analyses import analyse
from strategylinks.analysis.projecting import dependency_network
from strategylinks.analysis.tracing import trace
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError


def reached(network: nx.MultiDiGraph[str], start: str, depth: int, **how: bool) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for step in trace(network, start, depth, **how):
        found.setdefault(step.depth, set()).add(step.far)
    return found


def test_a_goal_depends_on_its_parts_their_units_and_what_they_refer_to(network: nx.MultiDiGraph[str]) -> None:
    assert reached(network, A2, 3, mutual=False) == {
        1: {action("a2")},
        2: {B1, Y},
        3: {F1, action("a3"), action("a4"), X},
    }


def test_undirected_linkages_bind_both_ends_unless_switched_off(network: nx.MultiDiGraph[str]) -> None:
    assert action("a1") in reached(network, A2, 2)[2]
    assert action("a1") not in reached(network, A2, 2, mutual=False)[2]
    assert reached(network, LADEX, 1) == {1: {action("a4")}}
    assert reached(network, LADEX, 5, mutual=False) == {}


def test_what_a_delay_affects_is_the_other_way_round(network: nx.MultiDiGraph[str]) -> None:
    assert reached(network, B1, 2, affects=True, mutual=False)[1] == {action("a2"), "https://example.org/e/B"}
    assert reached(network, B1, 2, affects=True, mutual=False)[2] == {A2}


def test_a_way_stays_within_one_report(network: nx.MultiDiGraph[str]) -> None:
    steps = trace(network, action("b1"), 9)
    assert {step.far for step in steps} == {X, Y}
    assert {step.report for step in steps} == {"mallila-2024"}


def test_a_unit_of_several_reports_is_traced_in_each(network: nx.MultiDiGraph[str]) -> None:
    steps = trace(network, X, 1)
    assert {(step.report, step.far) for step in steps} == {
        ("mallila-2020", Y),
        ("mallila-2020", Z),
        ("mallila-2024", Y),
    }


def test_nothing_comes_back_to_where_it_began(network: nx.MultiDiGraph[str]) -> None:
    for start in (A1, A2, B1, X, W):
        assert start not in {step.far for step in trace(network, start, 20)}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("affects", [False, True])
def test_depths_are_those_of_the_shortest_ways(seed: int, affects: bool) -> None:
    network = made_network(40, seed)
    dependencies = dependency_network(network)
    expected = nx.single_source_shortest_path_length(dependencies.reverse() if affects else dependencies, "g1", 3)
    found = {step.far: step.depth for step in trace(network, "g1", 3, affects=affects)}
    assert found == {node: depth for node, depth in expected.items() if depth}


def test_every_step_continues_one_before_it() -> None:
    steps = trace(made_network(60, 1), "g0", 6)
    depth = {"g0": 0} | {step.far: step.depth for step in steps}
    assert steps
    assert all(depth[step.near] == step.depth - 1 for step in steps)
    assert len({(step.near, step.far, step.key) for step in steps}) == len(steps)


def test_the_table_tells_the_words_of_each_step_and_the_counts(sample: EmbeddedEngine) -> None:
    table = analyse("dependency-trace", sample, element="A2", depth=2, mutual="no")
    assert [(r["depth"], r["from"], r["relation"], r["to"], r["to_name"]) for r in table] == [
        (1, "A2", "has-part", None, "Toimenpide 2"),
        (2, "Toimenpide 2", "explicit-reference", "B1", "Tavoite B1"),
        (2, "Toimenpide 2", "responsible", "Y", "Yksikkö Y"),
    ]
    assert [(row["first"], row["quote"]) for row in table if row["fact"] == linkage("refers")] == [(9, "kts. B1")]
    assert table.note["en"].endswith("A2: 1 directly, 3 in all within 2 steps.")


def test_roles_and_directions_are_told_from_where_the_step_begins(sample: EmbeddedEngine) -> None:
    table = analyse("dependency-trace", sample, unit="Y", direction="affects", depth=2, report=2020, mutual="no")
    relations = {(row["from"], row["relation"], row["to_name"]) for row in table}
    assert ("Y", "responsible-for (participant)", "Toimenpide 1") in relations
    assert ("Toimenpide 1", "belongs-to", "Kärkihanke") in relations


@pytest.mark.parametrize("given", [{}, {"element": "A2", "unit": "Y"}])
def test_a_trace_starts_from_exactly_one_thing(sample: EmbeddedEngine, given: dict[str, str]) -> None:
    with pytest.raises(QueryError, match="a trace starts from one thing\nGive --element or --unit"):
        analyse("dependency-trace", sample, **given)


def test_a_depth_of_nothing_and_a_start_elsewhere_are_kind_errors(network: nx.MultiDiGraph[str]) -> None:
    with pytest.raises(QueryError, match="depth = 0"):
        trace(network, A2, 0)
    with pytest.raises(NotInGraphError, match="nowhere"):
        trace(network, "nowhere", 1)


def test_a_unit_depends_on_what_its_own_actions_wait_for(engine: EmbeddedEngine) -> None:
    table = analyse("dependency-trace", engine, unit="lahti/KYMP", report="lahti-2017-h1", depth=1)
    (waits,) = (row for row in table if row["relation"] == "stated-condition")
    assert (waits["from"], waits["to"], waits["first"]) == ("KYMP", "ARA", 91)
    assert waits["quote"] == "Kaupunki myöntää avustuksen vasta ARAn käsittelyn jälkeen"


def test_a_unit_on_the_way_does_not_bring_in_its_other_actions(engine: EmbeddedEngine) -> None:
    table = analyse("dependency-trace", engine, element="lahti-2017-h1/C5", depth=5, mutual="no")
    assert "KYMP" in set(table.column("to"))
    assert not [row for row in table if row["from"] == "KYMP" and row["relation"] == "stated-condition"]


def test_a_trace_ends_where_nothing_follows_however_deep_it_may_go(network: nx.MultiDiGraph[str]) -> None:
    assert trace(network, A2, 10**20) == trace(network, A2, 10)
