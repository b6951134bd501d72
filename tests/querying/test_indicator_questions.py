"""The questions about indicators and figures, with answers read from the documents."""

from __future__ import annotations

from typing import Any

import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.asking import ask
from strategylinks.table import Table


def of_line(table: Table, line: int) -> list[dict[str, Any]]:
    return [dict(row) for row in table if row["first"] == line]


def test_baseline_and_target_stand_beside_their_indicator(engine: EmbeddedEngine) -> None:
    rows = of_line(ask("indicators", engine, report="lahti-2017-h1", unit="KH"), 155)
    found = [
        (row["indicator"], row["baseline"], row["target"], row["baseline_number"], row["target_number"]) for row in rows
    ]
    assert found == [
        ("Sähkön ominaiskulutus", "v. 2015: 15,7 kWh/m3", "v.2017: 15,1 kWh/m3", 15.7, 15.1),
        ("Lämmön ominaiskulutus", "v. 2015: 39,1 kWh/m3", "v. 2017: 38,0 kWh/m3", 39.1, 38.0),
    ]
    assert {(row["unit_of_measure"], row["as_of"]) for row in rows} == {("kWh/m3", "2017-06-30")}


def test_the_actual_stays_in_the_words_of_the_report(engine: EmbeddedEngine) -> None:
    (row,) = of_line(ask("indicators", engine, report="lahti-2017-h1", unit="SIVI"), 89)
    assert (row["target"], row["target_number"]) == ("75 kotikirjastopalveluasiakasta", 75)
    assert row["told"] == "Kotikirjastopalvelulla 65 asiakasta"


def test_indicators_of_one_unit_leave_out_those_of_others(engine: EmbeddedEngine) -> None:
    table = ask("indicators", engine, report="lahti-2017-h1", unit="SIVI")
    assert 155 not in table.column("first")
    assert 54 in table.column("first")


def test_an_indicator_without_any_value_is_listed_once(engine: EmbeddedEngine) -> None:
    rows = of_line(ask("indicators", engine, report="lahti-2022-h1-vitality"), 690)
    bare = [row["indicator"] for row in rows if row["baseline"] is None and row["target"] is None]
    assert len(bare) == len(set(bare))


def test_indicators_without_a_baseline_are_found(engine: EmbeddedEngine) -> None:
    table = ask("lacking-levels", engine, report="lahti-2017-h1")
    lacking = {(row["first"], row["indicator"], row["lacks"]) for row in table}
    assert (89, "Kotikirjastopalveluasiakkaiden määrä", "baseline") in lacking  # "-/75 …"
    assert (155, "Sähkön ominaiskulutus", "baseline") not in lacking
    assert (155, "Sähkön ominaiskulutus", "target") not in lacking


def test_values_of_no_indicator_are_counted_beside(engine: EmbeddedEngine) -> None:
    table = ask("lacking-levels", engine, report="lahti-2021-education")
    loose = {row["loose"] for row in table if row["first"] == 562 and row["lacks"] == "target"}
    assert loose == {3}


def test_targets_in_words_are_listed_and_numbers_are_not(engine: EmbeddedEngine) -> None:
    targets = set(ask("unreadable-targets", engine, report="lahti-2017-h1").column("target"))
    assert "tiekartta laadittu 2017 loppuun mennessä" in targets
    assert not targets & {"8", "500 tapahtumaa", "60 %", "v.2017: 15,1 kWh/m3"}


def test_distance_and_direction_need_both_numbers(engine: EmbeddedEngine) -> None:
    table = ask("distance-to-target", engine, report="lahti-2017-h1")
    known = [(row["indicator"], row["distance"], row["direction"]) for row in table if row["direction"] is not None]
    assert known == [
        ("Sähkön ominaiskulutus", pytest.approx(-0.6), "down"),
        ("Lämmön ominaiskulutus", pytest.approx(-1.1), "down"),
    ]
    (library,) = of_line(table, 89)
    assert (library["target_number"], library["distance"]) == (75, None)
    assert library["told"] == "Kotikirjastopalvelulla 65 asiakasta"


def test_the_same_indicator_is_found_across_reports(engine: EmbeddedEngine) -> None:
    table = ask("same-indicator", engine)
    names = {row["indicator"] for row in table if row["kind"] == "indicator"}
    assert names == {
        "Osallistujamäärät",
        "Automatisoitujen prosessien määrä.",
        "Harrastusmahdollisuudet ovat kaikkien lasten ja nuorten tiedossa",
    }
    automated = [row for row in table if row["indicator"] == "Automatisoitujen prosessien määrä."]
    assert [(row["report"], row["first"], row["about"]) for row in automated] == [
        ("lahti-2021-education", 483, "Automatisoidaan prosesseja"),
        ("lahti-2022-h1-vitality", 702, "Lisätään automaatiota ja itsepalvelua palveluissa"),
    ]
    assert "Valmiusaste" not in names  # three times, but in one report


def test_the_same_indicator_of_one_report_keeps_the_others_beside_it(engine: EmbeddedEngine) -> None:
    table = ask("same-indicator", engine, report="lahti-2017-h1")
    assert {row["indicator"] for row in table} == {"Osallistujamäärät"}
    assert {row["report"] for row in table} == {"lahti-2017-h1", "lahti-2022-h1-vitality"}


def test_targets_unchanged_from_one_report_to_the_next(engine: EmbeddedEngine) -> None:
    table = ask("unchanged-targets", engine, municipality="lahti")
    assert [(row["report"], row["first"]) for row in table] == [
        ("lahti-2021-education", 750),
        ("lahti-2022-h1-vitality", 724),
        ("lahti-2021-education", 754),
        ("lahti-2022-h1-vitality", 724),
    ]
    assert {(row["since"], row["until"]) for row in table} == {("2021-12-31", "2022-06-30")}
    assert len(ask("unchanged-targets", engine, municipality="tuusula")) == 0


def test_headline_figures_of_a_kind(engine: EmbeddedEngine) -> None:
    table = ask("headline-figures", engine, report="lahti-2022-h1-vitality", kind="headline")
    found = {(row["label"], row["period"], row["value"], row["number"]) for row in table}
    assert ("TYÖTTÖMYYSASTE", "6/2021", "17,1", 17.1) in found
    assert ("LUT-OPISKELIJAT", "2021", "783", 783) in found
    assert set(table.column("figure_kind")) == {"headline"}
    assert len(ask("headline-figures", engine, report="tuusula-2021-q3")) == 0
