"""What the documentation says of the real comparisons, held against them."""

from __future__ import annotations

import re
from pathlib import Path

from strategylinks.comparison.parts import Comparison
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.library import select

DOCS = Path(__file__).parents[2] / "docs"


def page(name: str) -> str:
    return " ".join((DOCS / name).read_text(encoding="utf-8").split())


def test_the_numbers_of_2017_and_2024_are_those_of_the_comparison(whole: Comparison) -> None:
    rows = {row["measure"].value: row for row in whole.section("similarity").rows}

    def number(measure: str, part: str) -> float:
        value = rows[measure][part].value
        assert isinstance(value, int | float)
        return value

    said = page("comparison.md")
    goals, of = number("goes-on-goals", "part"), number("goes-on-goals", "of")
    assert f"Of the {of} goals and flagship projects of 2017" in said
    assert f"{goals} go on in some form ({100 * number('goes-on-goals', 'value'):.0f} %)" in said
    assert f"{number('level-shifted', 'part')} of them only at another level" in said
    origin = (
        f"{number('has-origin-goals', 'of')} goals and flagship projects, {number('has-origin-goals', 'part')} have"
    )
    assert origin in said
    steps = f"{number('steps', 'part')} of {number('steps', 'of')} steps ({number('steps', 'value'):.2f})"
    assert steps in said
    overlap = f"{number('overlap-name', 'value'):.2f} by name and {number('overlap-lineage', 'value'):.2f} by lineage"
    assert overlap in said


def test_the_shift_between_units_is_that_of_the_comparison(whole: Comparison) -> None:
    (told,) = (texts["en"] for texts in whole.section("responsibility").said if "renaming" in texts["en"])
    by_name, _, renamed = map(float, re.findall(r"0\.\d+", told))
    said = page("comparison.md")
    assert f"the shares of units shifted by {by_name:.2f}; {renamed:.2f} of it is" in said


def test_flagships_that_end_on_the_way_and_return_are_as_many_as_said(engine: EmbeddedEngine) -> None:
    ended = {row["element"] for row in select(engine, "quality/chain-ends-before-direct")}
    assert len(ended) == 8
    assert all("/2017/flagship/" in str(element) for element in ended)
    assert "Eight flagship projects of 2017 end in 2021 and go on in 2024" in page("mappings.md")
