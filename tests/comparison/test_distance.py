"""The edit distance: exact for a given alignment, and what has returned after a gap."""

from __future__ import annotations

from types import SimpleNamespace

import networkx as nx
import pytest

from strategylinks.comparison.chains import Chain, chain_section, returning
from strategylinks.comparison.distance import edit_distance
from strategylinks.comparison.parts import Comparison, Source


class Side:
    """Stand for a reading: elements by level, and what each stands under."""

    def __init__(self, levels: dict[str, str], links: list[tuple[str, str]] = ()) -> None:
        self.levels = levels
        self.network = nx.MultiDiGraph()
        self.network.add_nodes_from(levels)
        self.network.add_edges_from((below, above, {"kind": "belongs-to"}) for below, above in links)

    def level(self, iri: str) -> str:
        return self.levels[iri]

    def label(self, iri: str) -> str:
        return iri

    def source(self, iri: str, words: str = "") -> Source:
        return Source("r", 0, 0, words or iri, iri)


def pair(earlier: Side, later: Side, matched: dict[str, list[str]]) -> SimpleNamespace:
    return SimpleNamespace(earlier=earlier, later=later, matched=lambda: matched)


def steps(*arguments: object) -> dict[str, list[str]]:
    distance = edit_distance(*arguments)
    return {kind: [one.words for one in found] for kind, found in distance.steps.items() if found}


TREE = Side({"g": "goal", "a": "action", "b": "action"}, [("a", "g"), ("b", "g")])


def test_a_plan_that_goes_on_as_it_was_is_no_step_away() -> None:
    same = Side({"G": "goal", "A": "action", "B": "action"}, [("A", "G"), ("B", "G")])
    distance = edit_distance(pair(TREE, same, {"g": ["G"], "a": ["A"], "b": ["B"]}), [], [])
    assert (distance.total, distance.size) == (0, 10)


def test_a_plan_of_which_nothing_goes_on_is_as_far_away_as_can_be() -> None:
    other = Side({"G": "goal", "A": "action"}, [("A", "G")])
    distance = edit_distance(pair(TREE, other, {}), ["g", "a", "b"], ["G", "A"])
    assert distance.total == distance.size == 8


def test_an_element_that_moves_loses_a_link_and_gets_one() -> None:
    moved = Side({"G": "goal", "H": "goal", "A": "action", "B": "action"}, [("A", "G"), ("B", "H")])
    found = steps(pair(TREE, moved, {"g": ["G"], "a": ["A"], "b": ["B"]}), [], ["H"])
    assert found == {"added": ["H"], "links-removed": ["b → g"], "links-added": ["B → H"]}


def test_a_split_adds_and_a_merger_removes_what_the_group_gains_or_loses() -> None:
    split = Side({"G": "goal", "A": "action", "A2": "action", "B": "action"}, [("A", "G"), ("A2", "G"), ("B", "G")])
    assert steps(pair(TREE, split, {"g": ["G"], "a": ["A", "A2"], "b": ["B"]}), [], []) == {"added": ["A2"]}
    merged = Side({"G": "goal", "A": "action"}, [("A", "G")])
    assert steps(pair(TREE, merged, {"g": ["G"], "a": ["A"], "b": ["A"]}), [], []) == {"removed": ["b"]}


def test_a_goal_with_its_action_that_goes_on_as_one_action_changes_a_level_and_loses_no_link() -> None:
    one = Side({"A": "action"})
    small = Side({"g": "goal", "a": "action"}, [("a", "g")])
    assert steps(pair(small, one, {"g": ["A"], "a": ["A"]}), [], []) == {"removed": ["g"], "level-changed": ["g"]}


def test_the_distance_of_the_real_pairs_is_the_sum_of_its_steps(chain: Chain) -> None:
    for comparison in chain:
        row = comparison.section("similarity").row(measure="steps")
        assert row["part"].value == len(row["part"].opens)
        assert 0 < row["value"].value <= 1


def test_only_what_was_gone_has_returned(chain: Chain, whole: Comparison) -> None:
    back = returning(chain.steps, whole)
    told = {
        (account.code or account.source.words[:9], iri.rpartition("/")[2]) for iri, a in back.items() for account in a
    }
    assert ("D2", "d05bf40635") in told
    assert not [code for code, _ in told if code in {"C5", "B1", "C4"}], "the steps carry these to 2024"
    assert "60e36949c5" not in {key for _, key in told}, "no report between prints targets"


def test_the_table_says_returned_in_the_place_of_new(chain: Chain, whole: Comparison) -> None:
    rows = chain_section(chain.steps, whole).rows
    back = [row for row in rows if row["outcome"].value == "returned"]
    assert {row["report"].value for row in back} == {"lahti-2017-h1"}
    again = {row["later_name"].opens[0].iri for row in back}
    assert not again & {r["later_name"].opens[0].iri for r in rows if r["outcome"].value == "new"}
    assert "returned" not in {row["outcome"].value for row in chain_section(chain.steps).rows}


@pytest.mark.parametrize("steps_of", [0, 1])
def test_a_chain_without_steps_between_returns_nothing(chain: Chain, whole: Comparison, steps_of: int) -> None:
    assert returning(chain.steps[:steps_of], whole) == {}
