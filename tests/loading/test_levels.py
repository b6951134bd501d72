"""Baselines and targets: how a printed cell divides, and which indicator a level belongs to."""

from __future__ import annotations

import pytest
from made_rows import cell, layout, row

from strategylinks.loading.facts import read_indicators
from strategylinks.loading.levels import read_levels, split_pair
from strategylinks.model import Levels
from strategylinks.reports.parsed import Cell, Role, Row, RowKind

PAIRS = layout(level_form="pairs", absent=["-", "–"])
MARKED = layout(baseline_markers=["Lähtö", "Lähtötaso"], target_markers=["Tavoite", "Tavoitetaso"])


def read(made, form=PAIRS) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.indicator, one.baseline, one.target) for one in levels(made, form)]


def levels(made: Row, form=PAIRS) -> tuple[Levels, ...]:
    return read_levels(made, form, read_indicators(made))


@pytest.mark.parametrize(
    ("printed", "baseline", "target"),
    [
        ("- / 8", None, "8"),
        ("-/8", None, "8"),
        ("-/ käyttäjämäärä kasvaa 40 %", None, "käyttäjämäärä kasvaa 40 %"),
        ("Nykyinen taso / 5 % kasvu", "Nykyinen taso", "5 % kasvu"),
        ("Nykyinen taso /5 % kasvu", "Nykyinen taso", "5 % kasvu"),
        ("Hankkeet käynnissä/onnistuneet toimintatavat", "Hankkeet käynnissä", "onnistuneet toimintatavat"),
        ("80 %/100 %", "80 %", "100 %"),
        ("7 vrk/3 vrk", "7 vrk", "3 vrk"),
        ("v. 2017: 41,5 kWh/m3/ v. 2018: 40,0 kWh/m3", "v. 2017: 41,5 kWh/m3", "v. 2018: 40,0 kWh/m3"),
        ("420/500 käyntiä", "420", "500 käyntiä"),
        ("1 420/1 500 käyntiä", "1 420", "1 500 käyntiä"),
    ],
)
def test_slash_parts_the_baseline_from_the_target(printed, baseline, target):
    assert split_pair(printed, ["-", "–"]) == (baseline, target)


@pytest.mark.parametrize(
    "printed",
    [
        "15,1 kWh/m3",
        "vähintään 5 hissiavustusta tai hissiä/vuosi",
        "ja/tai",
        "12/2021 mennessä",
        "1/2 luokista",
        "2 kertaa/3 vuotta",
        "5 % kasvu",
        "500 tapahtumaa",
    ],
)
def test_slash_inside_a_word_a_unit_or_a_date_parts_nothing(printed):
    assert split_pair(printed, ["-", "–"]) == (None, printed)


def test_as_many_levels_as_indicators_are_paired_in_their_order():
    made = row("action", indicator=["Käyntien määrä", "Kulujen osuus"], levels=["- / 8", "3 % / 2 %"])
    assert read(made) == [("Käyntien määrä", None, "8"), ("Kulujen osuus", "3 %", "2 %")]
    assert [one.certainty.confidence for one in levels(made)] == [1, 1]


def test_all_levels_belong_to_the_only_indicator():
    made = row("action", indicator="Toteutumisaste", levels=["- / yksi pilotti", "- / määrittelyt"])
    assert read(made) == [("Toteutumisaste", None, "yksi pilotti"), ("Toteutumisaste", None, "määrittelyt")]


def test_levels_printed_in_another_order_go_to_the_indicator_whose_words_they_share():
    made = row(
        "action", indicator=["Osallistujamäärät", "Tapahtumamäärät"], levels=["-/500 tapahtumaa", "-/90 osallistujaa"]
    )
    assert read(made) == [("Tapahtumamäärät", None, "500 tapahtumaa"), ("Osallistujamäärät", None, "90 osallistujaa")]
    assert all(one.certainty.confidence < 1 and one.certainty.doubts for one in levels(made))


def test_a_shared_common_word_does_not_change_the_order():
    made = row(
        "action", indicator=["Kyselyn tulokset", "Valitusten määrä"], levels=["- / määrä kasvaa", "- / määrä vähenee"]
    )
    assert [name for name, *_ in read(made)] == ["Kyselyn tulokset", "Valitusten määrä"]
    assert levels(made)[0].certainty.confidence == 1


def test_more_levels_than_indicators_are_nobodys_and_marked():
    made = row("action", indicator=["Käynnit", "Osuus"], levels=["- / 1 kpl", "- / 2 kpl", "- / 3 kpl"])
    assert [name for name, *_ in read(made)] == [None, None, None]
    assert all(one.certainty.confidence < 1 and one.certainty.doubts for one in levels(made))


def test_printed_dashes_alone_are_no_level():
    assert read(row("action", indicator="Käynnit", levels="- / -"), PAIRS) == [("Käynnit", None, "-")]
    assert levels(row("action", indicator="Käynnit")) == ()


@pytest.mark.parametrize(
    ("printed", "pairs"),
    [
        (["Lähtö: 35 %", "Tavoite: 60 %"], [("Osuus", "35 %", "60 %")]),
        (["Lähtötaso: 35 % Tavoitetaso: 60 %"], [("Osuus", "35 %", "60 %")]),
        (["LÄHTÖ: 35 % / TAVOITE: 60 %"], [("Osuus", "35 %", "60 %")]),
        (["Tavoite: 60 %"], [("Osuus", None, "60 %")]),
        (["60 %"], [("Osuus", None, "60 %")]),
        (["Lähtö: 35 %"], [("Osuus", "35 %", None)]),
    ],
)
def test_markers_open_the_baseline_and_the_target_of_the_only_indicator(printed, pairs):
    assert read(row("action", indicator="Osuus", levels=printed), MARKED) == pairs


def test_what_a_marker_opens_goes_on_until_the_next_one():
    made = row(
        "action", indicator=["Osuus", "Määrä"], levels=["Lähtö: vain vähän", "ja huonoa", "Tavoite: paljon", "- hyvää"]
    )
    assert read(made, MARKED) == [
        (None, "vain vähän", None),
        (None, "ja huonoa", None),
        (None, None, "paljon"),
        (None, None, "hyvää"),
    ]


def test_levels_of_several_indicators_are_not_guessed_where_only_markers_are_printed():
    made = row("action", indicator=["Osuus", "Määrä"], levels=["Tavoite: 60 %", "Tavoite: 5 kpl"])
    assert [name for name, *_ in read(made, MARKED)] == [None, None]


def test_a_reviewed_division_is_taken_as_it_is():
    levels_cell = cell("levels", "kaikki yhdessä", corrections=("made",))
    pairs = (("Osuus", "kaikki", "yhdessä"), ("", "", "muu"))
    made = Row(RowKind.ACTION, (Cell(Role.LEVELS, levels_cell.parts, corrections=("made",), pairs=pairs),), 1, 1)
    assert read(made) == [("Osuus", "kaikki", "yhdessä"), (None, None, "muu")]
    assert levels(made)[0].certainty.corrections == ("made",)


def test_levels_lead_to_the_words_that_say_them():
    made = row("action", 7, indicator="Osuus", levels=["Lähtö: 35 %", "Tavoite: 60 %"])
    assert [span.quote for span in levels(made, MARKED)[0].sources] == ["Lähtö: 35 %", "Tavoite: 60 %"]
    assert {span.first for span in levels(made, MARKED)[0].sources} == {7}


def test_long_cells_are_divided_in_linear_time():
    # A pattern that tries every slash with every other would not end within the life of the test run.
    for text in ("1a/" * 20_000, "1 " * 40_000 + "/", "9" * 40_000 + "/9", "-/" * 20_000, "x /" * 20_000):
        baseline, target = split_pair(text, ["-"])
        assert (baseline or "") + (target or "")
