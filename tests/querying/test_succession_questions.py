"""The questions about what became of elements, with answers read from the documents and the reviewed mappings."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest

from strategylinks.alignment.mappings import Outcome
from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import QueryError
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs, build_graphs
from strategylinks.querying.asking import ask

Y17, Y21, Y22, Y24 = "lahti-2017-h1", "lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"
TUUSULA = "tuusula-2021-q3"


def test_each_flagship_of_2021_goes_on_in_2022(engine: EmbeddedEngine) -> None:
    table = ask("successors", engine, earlier=Y21, later=Y22, level="flagship")
    assert [(row["code"], row["outcome"], row["later_code"], row["first"], row["later_first"]) for row in table] == [
        ("1", "renamed", "1", 217, 617),
        ("2", "kept", "2", 299, 646),
        ("3", "renamed", "3", 444, 660),
        ("4", "renamed", "4", 464, 698),
        ("5", "kept", "5", 737, 721),
    ]
    last = table.rows[-1]
    assert last["name"] == last["later_name"] == "Harrastustakuu ja arkiliikunta"
    assert (last["relation"], last["cardinality"], last["reviewer"]) == ("exactMatch", "1:1", "strategylinks-founders")


def test_a_flagship_of_2022_is_split_merged_or_discontinued_in_2024(engine: EmbeddedEngine) -> None:
    table = ask("successors", engine, earlier=Y22, later=Y24, level="flagship")
    found = {(row["code"], row["outcome"], row["later_level"], row["later_name"]) for row in table}
    assert ("4", "discontinued", None, None) in found
    assert ("3", "merged", "flagship", "Osaava Lahti") in found
    assert ("5", "split", "flagship", "Hyvinvoiva Lahti") in found
    assert ("5", "split", "action", "Liikunnallisen elämäntavan edistäminen") in found
    assert ("1", "split", "goal", "Lahti on hiilineutraali 2025") in found


def test_the_same_printed_number_means_nothing(engine: EmbeddedEngine) -> None:
    (row,) = ask("successors", engine, earlier=Y22, later=Y24, element=f"{Y22}/4")
    assert row["name"] == "Digitaalisesti palveleva Lahti"
    assert row["later_name"] is None  # and not "4. Hyvinvoiva Lahti"


def test_a_goal_of_2017_goes_on_across_levels(engine: EmbeddedEngine) -> None:
    table = ask("successors", engine, earlier=Y17, later=Y24, element="C5")
    assert [(row["later_level"], row["later_name"], row["later_first"]) for row in table] == [
        ("flagship", "Hiilineutraali Lahti", 703),
        ("goal", "Lahti on hiilineutraali 2025", 705),
        ("goal", "Kiertotalous liiketoiminta kasvaa", 707),
        ("action", "Vauhditamme siirtymistä kestävään energiaan.", 813),
    ]
    assert set(table.column("first")) == {150}


def test_related_elements_are_no_continuation(engine: EmbeddedEngine) -> None:
    goals = ask("successors", engine, earlier=Y17, later=Y24, level="goal")
    assert "relatedMatch" not in goals.column("relation")
    assert "related" not in goals.column("outcome")
    (b4,) = [row for row in goals if row["code"] == "B4"]
    assert b4["later_name"] == "Työllisyys kehittyy positiivisesti"  # "Osaava Lahti" shares its theme only


def test_what_nobody_settled_is_unreviewed_and_what_a_report_cannot_show_is_not_discontinued(
    engine: EmbeddedEngine,
) -> None:
    assert set(ask("successors", engine, earlier=Y17, later=Y24, level="action").column("outcome")) == {"unreviewed"}
    table = ask("successors", engine, earlier=Y17, later=Y22)
    assert set(table.column("outcome")) == {"unreviewed"}
    assert len(table) == 23 + 25 + 83
    rows = [row for row in ask("successors", engine, earlier=Y17, later=Y21) if row["first"] == 13]
    assert [row["outcome"] for row in rows] == ["not-in-scope"]  # KH alone; the report of 2021 is of Sivi
    assert "education service area" in str(rows[0]["scope"])


def test_every_element_of_the_earlier_report_is_answered_for(
    engine: EmbeddedEngine, reports: Mapping[str, MonitoringReport]
) -> None:
    for earlier, later in ((Y17, Y21), (Y17, Y24), (Y21, Y22), (Y22, Y24), (Y21, TUUSULA)):
        found = {row["element"] for row in ask("successors", engine, earlier=earlier, later=later)}
        assert len(found) == sum(element.kind != "programme" for element in reports[earlier].elements)


def test_two_municipalities_share_and_do_not_succeed(engine: EmbeddedEngine) -> None:
    table = ask("successors", engine, earlier=Y21, later=TUUSULA)
    assert set(table.column("outcome")) == {"shared", "only-here", "unreviewed"}
    assert len([row for row in table if row["outcome"] == "shared"]) == 5


def test_two_flagships_of_2024_are_new(engine: EmbeddedEngine) -> None:
    table = ask("new-elements", engine, earlier=Y22, later=Y24, level="flagship")
    assert [(row["code"], row["name"], row["outcome"], row["first"]) for row in table] == [
        ("3", "Elävä Lahti", "new", 1844),
        ("5", "Houkutteleva työyhteisö Lahti", "new", 2334),
    ]


def test_strategy_targets_that_2022_could_not_print_are_not_called_new(engine: EmbeddedEngine) -> None:
    table = ask("new-elements", engine, earlier=Y22, later=Y24, level="goal")
    assert set(table.column("outcome")) == {"not-in-scope"}
    assert "Lahti on hiilineutraali 2025" not in table.column("name")  # a flagship of 2022 goes on in it
    assert len(table) == 20
    assert set(ask("new-elements", engine, earlier=Y17, later=Y22).column("outcome")) == {"unreviewed"}


def test_flagships_that_survived_with_how_it_is_known(engine: EmbeddedEngine) -> None:
    table = ask("flagships-that-survived", engine)
    found = {(row["report"], row["first"], row["in_all"], row["how"], row["later_name"]) for row in table}
    assert (Y21, 737, "yes", "chain", "Hyvinvoiva Lahti") in found
    assert (Y22, 721, "yes", "direct", "Hyvinvoiva Lahti") in found
    assert (Y17, 152, "no", "direct", "Hiilineutraali Lahti") in found
    assert not [row for row in table if row["report"] == Y17 and row["in_all"] == "yes"]
    assert "Digitaalisesti palveleva Lahti" not in table.column("name")
    assert set(table.column("newest")) == {Y24}
    assert {row["report"] for row in ask("flagships-that-survived", engine, report=Y22)} == {Y22}


def test_unfinished_without_a_successor(engine: EmbeddedEngine) -> None:
    table = ask("unfinished-without-successor", engine, earlier=Y17, later=Y24)
    found = {(row["first"], row["outcome"], row["unfinished"], row["actions"]) for row in table}
    assert (187, "discontinued", 3, 3) in found  # lines 190–192: "Toteutuu osittain" three times
    assert (163, "discontinued", 1, 3) in found  # lines 166–168: "Toteutuu", "Toteutuu", "Toteutuu osittain"
    assert {row["outcome"] for row in table} == {"discontinued", "not-in-scope"}
    (action,) = ask("unfinished-without-successor", engine, earlier=Y22, later=Y24)
    assert (action["first"], action["status"], action["unfinished"]) == (654, "Toteutui osittain", None)


def test_who_confirmed_and_when(engine: EmbeddedEngine) -> None:
    table = ask("who-confirmed", engine, earlier=Y21, later=Y22, decision="accepted")
    assert len(table) == 53
    assert set(table.column("reviewer")) == {"strategylinks-founders"}
    assert set(table.column("reviewed")) == {"2026-11-22"}
    assert len(ask("who-confirmed", engine, reviewer="nobody")) == 0
    assert len(ask("who-confirmed", engine, decision="rejected")) == 0
    of_tuusula = ask("who-confirmed", engine, municipality="Tuusula")
    assert {row["later_report"] for row in of_tuusula} == {"tuusula-2021-q3"}
    assert 0 < len(of_tuusula) < len(ask("who-confirmed", engine, municipality="Lahti"))
    with pytest.raises(QueryError, match="decision = 'doubted' is no choice"):
        ask("who-confirmed", engine, decision="doubted")


def test_a_rejected_mapping_is_listed_and_is_no_successor(
    inputs: Inputs, reports: Mapping[str, MonitoringReport]
) -> None:
    one = next(one for one in inputs.mappings if (one.earlier, one.later) == (Y21, Y22))
    first = dataclasses.replace(one.mappings[0], outcome=Outcome.REJECTED, is_accepted=False, cardinality="")
    changed = dataclasses.replace(inputs, mappings=[dataclasses.replace(one, mappings=[first])])
    engine = memory_engine(build_graphs(changed, [reports[Y21], reports[Y22]]))
    (rejected,) = ask("who-confirmed", engine)
    assert (rejected["decision"], rejected["outcome"], rejected["later_name"]) == (
        "rejected",
        "rejected",
        "Hiilineutraali ympäristöpääkaupunki",
    )
    assert set(ask("successors", engine, earlier=Y21, later=Y22).column("outcome")) == {"unreviewed"}
    assert len(ask("flagships-that-survived", engine)) == 0
