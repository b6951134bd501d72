"""The questions about units and reorganisations, with answers read from the documents."""

from __future__ import annotations

import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import QueryError
from strategylinks.querying.asking import ask


def existed(engine: EmbeddedEngine, day: str) -> dict[object, object]:
    return {row["code"]: row["existed"] for row in ask("units-on", engine, day=day, municipality="lahti")}


def test_units_on_a_day_after_the_reorganisation_of_2017(engine: EmbeddedEngine) -> None:
    units = existed(engine, "2022-06-30")
    assert {units[unit] for unit in ("KOHA", "SIVI", "KYMP", "PHHYKY", "ALIPI")} == {"yes"}
    assert not units.keys() & {"KH", "TEKY", "SOTE", "ELVO", "IHL", "HYVINVOINTIALUE"}


def test_a_day_within_the_time_of_a_change_is_uncertain(engine: EmbeddedEngine) -> None:
    units = existed(engine, "2017-06-30")
    assert {unit for unit, answer in units.items() if answer == "uncertain"} == {"TEKY", "KYMP", "SOTE", "PHHYKY"}
    assert units["KH"] == "yes"
    assert "KOHA" not in units
    units = existed(engine, "2019-01-01")
    assert units["KH"] == units["KOHA"] == "uncertain"


def test_a_unit_exists_from_the_very_day_it_was_founded(engine: EmbeddedEngine) -> None:
    assert "OSALLISUUS" not in existed(engine, "2021-05-31")
    assert existed(engine, "2021-06-01")["OSALLISUUS"] == "yes"


def test_a_month_is_over_when_the_next_one_begins(engine: EmbeddedEngine) -> None:
    units = existed(engine, "2024-07-01")
    assert units["ELVO"] == units["KASVUPALVELUT"] == units["IHL"] == units["KOHA"] == "yes"
    assert not units.keys() & {"ELINVOIMAPALVELUT", "ALIPI"}


def test_a_day_is_needed(engine: EmbeddedEngine) -> None:
    with pytest.raises(QueryError, match="day"):
        ask("units-on", engine)


def test_successors_are_followed_to_the_end_with_their_lines(engine: EmbeddedEngine) -> None:
    table = ask("successors-of-unit", engine, unit="KH")
    found = [(row["predecessor"], row["code"], row["date"], row["date_source"], row["first"]) for row in table]
    assert found[0] == ("KH", "KOHA", "2017-07/2021-12", "inferred", 286)
    assert ("KOHA", "ELVO", "2024-06", "inferred", 663) in found
    assert table.column("quote")[0] == "**KOHA** = konsernihallinnon palvelualue"
    assert {row["code"] for row in table} == {"KOHA", "ELVO"}


def test_a_unit_that_nothing_became_of_has_no_successor(engine: EmbeddedEngine) -> None:
    assert len(ask("successors-of-unit", engine, unit="TARK")) == 0


def test_tasks_that_left_with_what_their_carriers_answer_for(engine: EmbeddedEngine) -> None:
    table = ask("tasks-that-left", engine, municipality="lahti")
    assert {(row["from_unit"], row["to_unit"]) for row in table} == {("SOTE", "PHHYKY")}
    found = [(row["first"], row["responsible"]) for row in table]
    assert found == [
        (108, "SOTE"),
        (109, "SOTE"),
        (200, "SOTE"),
        (204, "PHHYKY"),
        (330, "PHHYKY"),
        (331, "PHHYKY"),
        (332, "PHHYKY"),
        (333, "PHHYKY"),
        (337, "PHHYKY"),
    ]
    assert 45 not in table.column("first")  # about the joint authority, but KH answers for it


def test_tasks_that_came_did_not_leave(engine: EmbeddedEngine) -> None:
    assert "TE-PALVELUT" not in ask("tasks-that-left", engine).column("from_unit")
    assert len(ask("tasks-that-left", engine, municipality="tuusula")) == 0
