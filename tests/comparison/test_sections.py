"""The numbers of a comparison: what they are on the real reports, and that each opens to its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from strategylinks.alignment.mappings import MappingSet
from strategylinks.comparison.chains import Chain
from strategylinks.comparison.comparing import compare
from strategylinks.comparison.pairing import LINEAGE, NAME, Pair
from strategylinks.comparison.parts import Cell, Comparison
from strategylinks.comparison.reading import read_reading
from strategylinks.comparison.wording import keyness
from strategylinks.engines.embedded import EmbeddedEngine


def numbers(comparison: Comparison) -> Iterator[tuple[str, str, Cell]]:
    for section in comparison.sections:
        for row in section.rows:
            for name, cell in row.items():
                yield section.name, name, cell


def test_every_count_opens_to_rows_with_report_and_lines(chain: Chain) -> None:
    for comparison in chain:
        reports = {comparison.earlier.report, comparison.later.report}
        for section, column, cell in numbers(comparison):
            if isinstance(cell.value, int) and cell.value:
                assert cell.opens, (section, column)
            for source in cell.opens:
                assert source.report in reports
                assert source.first >= 1, (section, column, source)
                assert source.words


def test_counts_are_the_number_of_their_rows(whole: Comparison) -> None:
    columns = {("outcomes", "count"), ("similarity", "part"), ("similarity", "of"), ("statuses", "earlier")}
    for section, column, cell in numbers(whole):
        if (section, column) in columns:
            assert cell.value == len(cell.opens)


@pytest.mark.parametrize(
    ("measure", "earlier", "later"),
    [
        ("count-programme", 5, 0),
        ("count-goal", 23, 21),
        ("count-flagship", 25, 5),
        ("count-action", 83, 22),
        ("depth", 4, 3),
    ],
)
def test_structure_of_2017_and_2024(whole: Comparison, measure: str, earlier: int, later: int) -> None:
    row = whole.section("structure").row(measure=measure)
    assert (row["earlier"].value, row["later"].value) == (earlier, later)


def test_renaming_of_the_group_administration_is_no_shift_by_lineage(whole: Comparison) -> None:
    section = whole.section("responsibility")
    assert section.row(by="name", unit="KH")["later"].value == 0
    assert section.row(by="name", unit="KOHA")["earlier"].value == 0
    renamed = section.row(by="lineage", unit="KH → KOHA")
    assert (renamed["earlier"].value, renamed["later"].value) == (26, 22)


@pytest.mark.parametrize("by", ["name", "lineage"])
def test_shares_add_up_to_the_whole_of_each_side(whole: Comparison, by: str) -> None:
    rows = [row for row in whole.section("responsibility").rows if row["by"].value == by]
    for column in ("earlier_share", "later_share"):
        assert sum(float(str(row[column].value)) for row in rows) == pytest.approx(1, abs=0.001)


def test_lineage_joins_at_least_what_names_join(chain: Chain) -> None:
    for comparison in chain:
        similarity = comparison.section("similarity")
        overlaps = [float(str(similarity.row(measure=f"overlap-{by}")["value"].value)) for by in (NAME, LINEAGE)]
        assert overlaps[0] <= overlaps[1]


def test_units_of_two_municipalities_are_never_one(engine: EmbeddedEngine, unreviewed: Comparison) -> None:
    pair = Pair(read_reading(engine, "lahti-2017-h1"), read_reading(engine, "tuusula-2021-q3"), None)
    assert not pair.are_one("https://example.org/unit", "https://example.org/unit", LINEAGE)
    assert {row["by"].value for row in unreviewed.section("responsibility").rows} == {"name"}
    assert "do not succeed each other" in unreviewed.section("responsibility").said[0]["en"]


def test_measures_of_similarity_are_the_part_of_the_whole(chain: Chain) -> None:
    for comparison in chain:
        for row in comparison.section("similarity").rows:
            part, whole, value = row["part"], row["of"], row["value"].value
            assert set(part.opens) <= set(whole.opens)
            assert value == pytest.approx(int(str(part.value)) / int(str(whole.value)), abs=0.0001)


def test_what_is_not_in_scope_counts_on_neither_side_of_similarity(chain: Chain) -> None:
    step = chain.steps[0]
    outside = {account.source for account in step.accounts if account.outcome == "not-in-scope"}
    assert outside
    for row in step.section("similarity").rows:
        assert not outside.intersection(row["of"].opens)


def test_actions_that_name_several_units_appear_after_2017(chain: Chain, whole: Comparison) -> None:
    row = whole.section("sharing").row(measure="joint-actions")
    assert row["earlier"].value == 0
    assert row["later"].value == pytest.approx(13 / 22, abs=0.0001)
    assert any("joint action" in said["en"] for said in whole.section("sharing").said)
    few = chain.steps[1].section("sharing")
    assert few.row(measure="units")["earlier"].value == 4


def test_indicators_are_compared_only_inside_continuations(chain: Chain) -> None:
    step = chain.steps[1]
    rows = step.section("indicators").rows
    carried = {row["indicator"].value for row in rows if row["change"].value == "carried-on"}
    assert "Automatisoitujen prosessien määrä." in carried
    ended = {a.source.iri for a in step.accounts if a.outcome in {"discontinued", "not-in-scope"}}
    assert not ended.intersection(source.iri for row in rows for source in row["element"].opens)


def test_no_indicator_is_told_twice(whole: Comparison) -> None:
    rows = whole.section("indicators").rows
    for column in ("indicator", "later_indicator"):
        told = [
            (row[column].opens, row["element"].opens, row["later_element"].opens) for row in rows if row[column].value
        ]
        assert len(told) == len(set(told))


def test_stated_inferred_and_missing_statuses_are_counted_apart(chain: Chain) -> None:
    sources = {row["source"].value for row in chain.steps[2].section("statuses").rows}
    assert sources == {"inferred", "none"}
    stated = chain.steps[0].section("statuses").row(source="stated", status="achieved")
    assert (stated["earlier"].value, stated["later"].value) == (38, 0)


def test_words_rise_and_fall_by_their_rate(whole: Comparison) -> None:
    for row in whole.section("themes").rows:
        rose = float(str(row["later_rate"].value)) > float(str(row["earlier_rate"].value))
        assert rose == (row["direction"].value == "rose")
    climate = whole.section("themes").row(word="ilmasto")
    assert climate["direction"].value == "rose"


def test_chance_explains_a_large_change_less_than_a_small_one() -> None:
    assert keyness(10, 1000, 10, 1000) == 0
    assert keyness(2, 1000, 20, 1000) > keyness(2, 1000, 5, 1000) > 0
    assert keyness(20, 1000, 2, 1000) == -keyness(2, 1000, 20, 1000)
    assert keyness(0, 0, 3, 100) == 0


def test_sections_that_could_mislead_say_the_scope(whole: Comparison) -> None:
    assert "whole city" in whole.said[0]["en"]
    for name in ("outcomes", "accounts", "arrivals", "unfinished"):
        assert "whole city" in whole.section(name).said[-1]["en"]
    for name in ("similarity", "structure", "responsibility", "sharing", "themes"):
        assert "do not cover the same" in whole.section(name).said[-1]["en"]


def test_the_same_reports_give_the_same_comparison(
    engine: EmbeddedEngine, chain: Chain, sets: Sequence[MappingSet]
) -> None:
    step = chain.steps[1]
    one = next(s for s in sets if (s.earlier, s.later) == (step.earlier.report, step.later.report))
    assert compare(engine, one.earlier, one.later, one) == step
