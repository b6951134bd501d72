"""Each analysis answers what the sample is known to hold, in three languages, whatever the order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pytest
from made_networks import made_network, shuffled
from sample_iris import A1, A2, B1, G1, action, element, linkage

from strategylinks.analysis import carrying
from strategylinks.analysis.analyses import ANALYSES, analyse, analyses, find_analysis
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.table import Table, Value

#: What the analyses need that ask about something.
NEEDED: Mapping[str, dict[str, str]] = {
    "dependency-trace": {"element": "A2"},
    "unit-removed": {"unit": "Y"},
    "units-merged": {"unit": "X", "other": "Y"},
}
#: The same of a network that was made.
NEEDED_OF_MADE = {
    "dependency-trace": {"element": "g1"},
    "unit-removed": {"unit": "u1"},
    "units-merged": {"unit": "u1", "other": "u2"},
}


def cells(table: Table, *columns: str) -> list[tuple[Value, ...]]:
    return [tuple(row[column] for column in columns) for row in table]


def test_without_a_unit_goals_lose_their_only_carrier_and_linkages_go(sample: EmbeddedEngine) -> None:
    table = analyse("unit-removed", sample, unit="Y")
    assert cells(table, "effect", "element", "before", "after") == [
        ("loses-only-carrier", A2, 1, 0),
        ("keeps-others", A1, 3, 2),
        ("keeps-others", B1, 3, 2),
        ("keeps-others", G1, 2, 1),
        ("linkages", None, 8, 2),
        ("linked-pairs", None, 4, 2),
        ("separate-groups", None, 1, 1),
        ("actions-with-no-one", None, 1, 2),
    ]
    assert table.note["en"].endswith("Goals that Y takes part in: 4; losing their only carrier: 1.")


def test_removing_the_broker_leaves_separate_groups(sample: EmbeddedEngine) -> None:
    rows = {row["effect"]: row for row in analyse("unit-removed", sample, unit="X", report=2020)}
    assert (rows["separate-groups"]["before"], rows["separate-groups"]["after"]) == (1, 2)


def test_a_goal_without_anyone_who_answers_for_it_loses_its_lead(network: nx.MultiDiGraph[str]) -> None:
    for _, _, data in network.out_edges(action("a6"), data=True):
        data["role"] = "participant" if data["kind"] == "responsible" else ""
    table = ANALYSES["unit-removed"].function(network, unit="https://example.org/u/X")
    assert ("loses-lead", A1) in cells(table, "effect", "element")


def test_merged_units_share_what_each_carried(sample: EmbeddedEngine) -> None:
    table = analyse("units-merged", sample, unit="X", other="Y")
    assert cells(table, "effect", "element", "before", "after") == [
        ("hangs-on-one", G1, 2, 1),
        ("fewer-carriers", A1, 3, 2),
        ("fewer-carriers", B1, 3, 2),
        ("linkages", None, 8, 4),
        ("linked-pairs", None, 4, 2),
        ("separate-groups", None, 1, 1),
    ]


def test_a_unit_is_not_merged_with_itself(sample: EmbeddedEngine) -> None:
    with pytest.raises(QueryError, match="cannot be merged with itself"):
        analyse("units-merged", sample, unit="X", other="X")


def test_goals_that_hang_on_one_unit(sample: EmbeddedEngine) -> None:
    table = analyse("goals-on-one-unit", sample)
    assert cells(table, "report", "code", "unit", "elements", "first", "last", "quote") == [
        ("mallila-2020", "A2", "Y", 1, 5, 6, "Tavoite A2")
    ]


def test_bridges_hang_on_one_element(sample: EmbeddedEngine) -> None:
    table = analyse("bridges", sample)
    assert cells(table, "report", "unit", "other", "name", "kinds", "splits", "fact") == [
        ("mallila-2020", "W", "X", "Toimenpide 6", "named-in-text", "yes", linkage("names")),
        # All that Z does for the goal that the two share; X does several things for it.
        ("mallila-2020", "X", "Z", "Toimenpide 3", "shared-parent", "no", linkage("parent")),
        ("mallila-2024", "X", "Y", "Toimenpide 2024", "joint-action", "yes", linkage("joint2")),
    ]
    assert table.note["en"].endswith("Pairs: 3 of 5 that are linked.")


def test_the_broker_lies_between_the_others(sample: EmbeddedEngine) -> None:
    table = analyse("brokers", sample)
    assert cells(table, "place", "code", "betweenness", "links")[0] == (1, "X", 0.6667, 3)
    assert [row["betweenness"] for row in table][1:] == [0, 0, 0]
    assert "samples" not in table.note["en"]
    assert {"goal", "action", "unit"} <= {row["level"] for row in analyse("brokers", sample, of="full")}
    assert len(analyse("brokers", sample, of="goals-and-units", top=2)) == 2


def test_hubs_are_what_most_depends_on(sample: EmbeddedEngine) -> None:
    table = analyse("hubs", sample, top=3)
    assert [row["code"] for row in table] == ["X", "Y", "Z"]
    assert table.rows[0]["dependents"] == 6


def test_concentration_is_told_for_each_report_and_for_all(sample: EmbeddedEngine) -> None:
    assert cells(analyse("concentration", sample), "report", "holders", "responsibilities", "gini", "top_share") == [
        ("mallila-2020", 4, 6, 0.1667, 0.8333),
        ("mallila-2024", 2, 2, 0, 1),
        ("all", 4, 8, 0.25, 0.875),
    ]
    assert [row["report"] for row in analyse("concentration", sample, report=2024)] == ["mallila-2024"]


def test_communities_are_compared_with_programmes(sample: EmbeddedEngine) -> None:
    table = analyse("communities", sample, report=2020)
    assert sorted(goal for row in table for goal in str(row["goals"]).split(", ")) == ["A1", "A2", "B1"]
    assert all(row["programme"] in ("A", "B") and 0 < float(row["share"] or 0) <= 1 for row in table)
    assert "(3 goals that have a programme" in table.note["en"]


def test_without_programmes_there_is_nothing_to_agree_with(sample: EmbeddedEngine) -> None:
    table = analyse("communities", sample, report=2024)
    assert cells(table, "units", "goals", "programme", "share") == [("X, Y", "G1", None, None)]
    assert "agree by –" in table.note["en"]


def test_core_and_periphery(sample: EmbeddedEngine) -> None:
    assert cells(analyse("core-periphery", sample), "part", "unit", "strength", "links", "core_number") == [
        ("core", "X", 8, 3, 2),
        ("core", "Y", 7, 2, 2),
        ("periphery", "Z", 4, 2, 2),
        ("periphery", "W", 1, 1, 1),
    ]


def test_the_matrix_of_goals_marks_who_answers_and_who_takes_part(sample: EmbeddedEngine) -> None:
    table = analyse("goal-unit-matrix", sample)
    assert cells(table, "code", "X", "Y", "W", "Z") == [
        ("A1", "● 1", "○ 1", "● 1", None),
        ("A2", None, "● 1", None, None),
        ("B1", "● 2", "○ 1", None, "● 1"),
        ("G1", "● 1", "● 1", None, None),
    ]


def test_the_matrix_of_units_has_the_weights_of_dependency(sample: EmbeddedEngine) -> None:
    table = analyse("unit-matrix", sample)
    matrix = {row["unit"]: row for row in table}
    assert [row["unit"] for row in table] == [name for name in table.fields if name in matrix]
    assert (matrix["X"]["Y"], matrix["Y"]["X"], matrix["W"]["X"], matrix["X"]["W"]) == (3, 5, 1, None)
    assert [row["block"] for row in table] == sorted(int(row["block"] or 0) for row in table)


def test_a_matrix_too_large_to_read_shows_the_strongest_and_says_so(
    sample: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "MOST_COLUMNS", 2)
    table = analyse("goal-unit-matrix", sample)
    assert [name for name in table.fields if name in "WXYZ"] == ["X", "Y"]
    assert "2 of 4 units" in table.note["en"]


def test_units_of_one_code_are_told_apart(network: nx.MultiDiGraph[str]) -> None:
    network.nodes["https://example.org/u/Y"].update(code="X", municipality="toisaalla")
    table = ANALYSES["unit-matrix"].function(network)
    assert {"X (mallila)", "X (toisaalla)"} < set(table.fields)


def test_circles_are_told_step_by_step(sample: EmbeddedEngine) -> None:
    table = analyse("cycles", sample)
    assert cells(table, "cycle", "step", "from", "relation", "to") == [
        (1, 1, "A2", "has-part", "Toimenpide 2"),
        (1, 2, "Toimenpide 2", "explicit-reference", "B1"),
        (1, 3, "B1", "has-part", "Toimenpide 3"),
        (1, 4, "Toimenpide 3", "explicit-reference", "A2"),
    ]
    assert table.rows[1]["quote"] == "kts. B1"


def test_a_part_that_refers_to_its_own_whole_is_no_circle(sample: EmbeddedEngine) -> None:
    assert linkage("own") not in [row["fact"] for row in analyse("cycles", sample)]


def test_orphans_tell_what_they_lack(sample: EmbeddedEngine) -> None:
    assert cells(analyse("orphans", sample), "report", "lacks", "name") == [
        ("mallila-2020", "everything", "Irrallinen"),
        ("mallila-2020", "parts-and-unit", "Iskulause"),
        (None, "everything", "Toimeton"),
    ]


def test_indicators_of_one_name_are_one(sample: EmbeddedEngine) -> None:
    table = analyse("critical-indicators", sample)
    assert cells(table, "name", "elements", "goals", "units", "linkages", "fact") == [
        ("Osuus", 2, 3, 2, 1, element("i1"))
    ]
    assert len(analyse("critical-indicators", sample, minimum=1)) == 2


@pytest.mark.parametrize("name", ANALYSES)
def test_results_do_not_depend_on_the_order_of_nodes_and_edges(name: str) -> None:
    network, function = made_network(60, 3), ANALYSES[name].function
    given = NEEDED_OF_MADE.get(name, {})
    table = function(network, **given)
    assert table.rows
    for seed in range(3):
        assert function(shuffled(network, seed), **given) == table


def test_results_are_the_same_in_every_process() -> None:
    program = (
        "from made_networks import made_network; from test_analyses import ANALYSES, NEEDED_OF_MADE as given;"
        "network = made_network(80, 4);"
        "print([ANALYSES[name].function(network, **given.get(name, {})).rows for name in ANALYSES])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert len(told) == 1
    assert len(told.pop()) > 10_000


@pytest.mark.parametrize("name", ANALYSES)
def test_an_analysis_leaves_the_network_as_it_is(name: str, network: nx.MultiDiGraph[str]) -> None:
    before = list(network.edges(keys=True, data=True)), list(network.nodes(data=True))
    ends = {"element": A2, "unit": "https://example.org/u/Y", "other": "https://example.org/u/X"}
    ANALYSES[name].function(network, **{key: ends[key] for key in NEEDED.get(name, {})})
    assert (list(network.edges(keys=True, data=True)), list(network.nodes(data=True))) == before


@pytest.mark.parametrize("name", ANALYSES)
def test_an_empty_network_gives_an_empty_table(name: str) -> None:
    if name not in NEEDED:
        empty: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        assert [row for row in ANALYSES[name].function(empty) if row.get("element")] == []


@pytest.mark.parametrize("name", ANALYSES)
def test_tables_speak_three_languages(name: str, sample: EmbeddedEngine) -> None:
    table = analyse(name, sample, **NEEDED.get(name, {}))
    header = ANALYSES[name].header
    own = [column for column in table.columns if column in header.columns]
    texts = [table.title, table.note, header.description, *(column.heading for column in own)]
    texts += [parameter.title for parameter in header.parameters]
    assert [text for text in texts if text.keys() != {"fi", "sv", "en"} or not all(text.values())] == []
    assert [column.name for column in own if not column.is_iri] == [c.name for c in header.columns if not c.is_iri]
    assert not [text for text in table.note.values() if "{" in text]


@pytest.mark.parametrize("name", ANALYSES)
def test_defaults_told_are_those_taken(name: str, sample: EmbeddedEngine) -> None:
    given = NEEDED.get(name, {})
    told = {p.name: p.default for p in ANALYSES[name].header.parameters if p.default}
    assert analyse(name, sample, **given, **told) == analyse(name, sample, **given)


def test_all_analyses_are_listed_with_the_questions_that_they_answer() -> None:
    assert [header.name for header in analyses()] == list(ANALYSES)
    assert {11, 12, 16, 17, 18, 19, 23, 24, 25, 26} <= {number for header in analyses() for number in header.questions}


def test_an_unknown_analysis_is_a_kind_error() -> None:
    with pytest.raises(NotInGraphError, match="there is no analysis 'broker'\nNearest: brokers"):
        find_analysis("broker")


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("unit-removed", {}, "the analysis 'unit-removed' needs 'unit'\nAsk: strategylinks analyse unit-removed"),
        ("hubs", {"unit": "X"}, "the analysis 'hubs' has no parameter 'unit'\nIt takes: top, report"),
        ("brokers", {"of": "people"}, "of = 'people' is no choice\nChoose units or goals-and-units or full"),
        ("hubs", {"top": "many"}, "top = 'many' is not a whole number"),
        ("hubs", {"top": -3}, "top = -3 is too small\nChoose 1 or more."),
    ],
)
def test_what_cannot_be_asked_is_a_kind_error(
    sample: EmbeddedEngine, name: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError, match=message):
        analyse(name, sample, **given)


def test_a_unit_that_a_report_does_not_name_is_a_kind_error(sample: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError, match="Choose a report that names the unit"):
        analyse("unit-removed", sample, unit="W", report=2024)


def test_an_analysis_takes_several_reports_or_a_municipality(engine: EmbeddedEngine) -> None:
    of_lahti = analyse("concentration", engine, municipality="Lahti")
    assert of_lahti.rows == analyse("concentration", engine, report=[2017, "lahti-2021", 2022, 2024]).rows
    assert of_lahti.rows != analyse("concentration", engine).rows
