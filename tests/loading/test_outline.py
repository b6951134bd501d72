"""The tree of a plan, and the keys that its elements keep."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rows import outline, report, row

from strategylinks.model import ElementKind


def tree(made) -> dict[str, str | None]:
    """Name the parent of each element."""
    return {one.name: made.elements[one.parent].name if one.parent else None for one in made.elements.values()}


def test_an_action_stands_under_the_lowest_heading_above_it():
    made = outline(
        row("programme", 1, code="A", name="Meri"),
        row("goal", 2, code="A1", name="Puhdas meri"),
        row("flagship", 3, name="Levät pois"),
        row("action", 4, name="Haravoidaan"),
        row("goal", 5, code="A2", name="Elävä saaristo"),
        row("action", 6, name="Kalastetaan"),
        row("programme", 7, code="B", name="Maa"),
        row("action", 8, name="Kynnetään"),
    )
    assert tree(made) == {
        "Meri": None,
        "Puhdas meri": "Meri",
        "Levät pois": "Puhdas meri",
        "Haravoidaan": "Levät pois",
        "Elävä saaristo": "Meri",
        "Kalastetaan": "Elävä saaristo",
        "Maa": None,
        "Kynnetään": "Maa",
    }


def test_an_action_under_nothing_has_no_parent_and_is_found():
    made = report(row("action", 1, name="Haravoidaan", unit="vesi"))
    assert made.elements[0].parent is None
    assert [finding.rule for finding in made.findings if finding.element] == ["action-without-parent"]


def test_a_goal_with_a_code_returns_to_its_own_programme():
    made = outline(
        row("programme", 1, code="A", name="Meri"),
        row("programme", 2, code="B", name="Maa"),
        row("goal", 3, code="A1", name="Puhdas meri"),
        row("action", 4, name="Haravoidaan"),
    )
    assert tree(made)["Puhdas meri"] == "Meri"
    assert tree(made)["Haravoidaan"] == "Puhdas meri"


def test_dotted_codes_tell_the_parent_wherever_the_row_stands():
    made = outline(
        row("goal", 1, code="01", name="Kausi", variant="council-term"),
        row("goal", 2, code="01.05", name="Vuosi", variant="annual"),
        row("goal", 3, code="02", name="Toinen", variant="council-term"),
        row("action", 4, code="01.05.01", name="Teko"),
    )
    assert tree(made) == {"Kausi": None, "Vuosi": "Kausi", "Toinen": None, "Teko": "Vuosi"}
    assert made.elements["goal/01"].goal_kind == "council-term"


def test_a_dotted_code_without_a_parent_is_not_hung_under_another_goal():
    made = outline(row("goal", 1, code="02", name="Toinen"), row("action", 2, code="01.05.01", name="Teko"))
    assert tree(made)["Teko"] is None


def test_a_heading_printed_again_is_the_same_element_and_a_mention():
    made = outline(
        row("goal", 1, code="A1", name="Puhdas meri"),
        row("action", 2, name="Haravoidaan"),
        row("goal", 5, code="A1", name="Puhdas meri (jatkuu)"),
        row("action", 6, name="Kalastetaan"),
    )
    assert [one.kind for one in made.elements.values()] == [ElementKind.GOAL, ElementKind.ACTION, ElementKind.ACTION]
    assert [span.first for span in made.elements["goal/A1"].mentions] == [5]
    assert tree(made)["Kalastetaan"] == "Puhdas meri"


def test_a_flagship_without_code_that_is_worded_alike_under_the_same_goal_is_the_same():
    rows = [
        row("goal", 1, code="A1", name="Puhdas meri"),
        row("flagship", 2, name="Levät pois rannoilta"),
        row("flagship", 9, name="Levät pois rannoilla"),
    ]
    assert len(outline(*rows).elements) == 2


def test_a_flagship_of_the_same_name_under_another_goal_is_another():
    rows = [
        row("goal", 1, code="A1", name="Puhdas meri"),
        row("flagship", 2, name="Levät pois"),
        row("goal", 3, code="A2", name="Elävä saaristo"),
        row("flagship", 4, name="Levät pois"),
    ]
    assert len(outline(*rows).elements) == 4


def test_a_section_leaves_the_headings_above_it():
    made = outline(
        row("goal", 1, code="A1", name="Puhdas meri"),
        row("section", 2, unit="Vesipalvelut"),
        row("action", 3, name="Haravoidaan"),
    )
    assert tree(made)["Haravoidaan"] is None


def test_targets_that_flagships_support_are_goals_once_however_often_they_are_printed():
    made = outline(
        row("flagship", 1, code="1", name="Levät pois"),
        row("support", 2, name="- Meri on puhdas"),
        row("flagship", 3, code="2", name="Kalat takaisin"),
        row("support", 4, name="Meri on puhdas"),
    )
    (goal,) = (one for one in made.elements.values() if one.kind is ElementKind.GOAL)
    assert (goal.name, goal.goal_kind, [span.first for span in goal.mentions]) == (
        "Meri on puhdas",
        "strategy-target",
        [4],
    )
    assert [one.supports for one in made.elements.values() if one.kind is ElementKind.FLAGSHIP] == [(goal.key,)] * 2


def test_actions_are_found_by_a_damaged_or_cut_name_but_not_by_another():
    made = outline(
        row("flagship", 1, code="1", name="Levät pois"),
        row("action", 2, name="Haravoidaan rannat puhtaiksi levistä"),
        row("action", 3, name="Istutetaan kaloja takaisin"),
    )
    assert made.find_action("Haravoidaan rannat puhtaksi leivstä", None).first == 2
    assert made.find_action("Istutetaan kaloja", "flagship/1").first == 3
    assert made.find_action("Rakennetaan laituri", None) is None
    assert made.find_action("Istutetaan kaloja", "flagship/2") is None


ROWS = (
    row("goal", 1, code="A1", name="Puhdas meri"),
    row("flagship", 2, name="Levät pois"),
    row("action", 3, name="Haravoidaan", unit="vesi"),
    row("action", 4, name="Mitataan", unit="kult"),
    row("goal", 5, code="A2", name="Elävä saaristo"),
    row("action", 6, name="Haravoidaan", unit="vesi"),
    row("action", 7, name="Kalastetaan", unit="vesi"),
)


def keys(rows) -> dict[tuple[str | None, str], str]:
    made = outline(*rows)
    return {(one.parent, one.name): one.key for one in made.elements.values()}


@pytest.mark.parametrize("left_out", [2, 3, 5, 6])
def test_keys_stay_when_an_action_elsewhere_is_taken_away(left_out):
    all_keys, fewer = keys(ROWS), keys(ROWS[:left_out] + ROWS[left_out + 1 :])
    assert len(fewer) == len(all_keys) - 1
    assert fewer.items() <= all_keys.items()


@given(at=st.integers(2, len(ROWS)), name=st.sampled_from(["Uusi teko", "Toinen", "Haravoidaan lisää"]))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_keys_stay_when_an_action_is_added_anywhere(at, name):
    assert keys(ROWS).items() <= keys([*ROWS[:at], row("action", 99, name=name), *ROWS[at:]]).items()


def test_keys_do_not_depend_on_lines_white_space_case_or_punctuation():
    def key(name: str, line: int) -> str:
        return next(iter(outline(row("action", line, name=name)).elements))

    assert key("Haravoidaan  rannat.", 3) == key("haravoidaan rannat", 900)
    assert key("Haravoidaan rannat", 3) != key("Haravoidaan metsät", 3)


def test_actions_of_the_same_name_differ_by_parent_and_by_unit():
    made = keys([*ROWS, row("action", 8, name="Kalastetaan", unit="kult")])
    assert len(set(made.values())) == len({*keys(ROWS).values()})
    assert len(outline(*ROWS, row("action", 8, name="Kalastetaan", unit="kult")).elements) == len(ROWS) + 1


def test_actions_that_are_the_same_in_all_get_a_counter_and_none_is_lost():
    twins = [row("action", line, name="Haravoidaan", unit="vesi") for line in (3, 4, 5)]
    first, second, third = outline(*twins).elements
    assert (second, third) == (f"{first}-2", f"{first}-3")


def test_codes_are_the_keys_of_elements_that_have_one():
    made = outline(row("goal", 1, code="01.05", name="Vuosi"), row("flagship", 2, code="2", name="Levät"))
    assert list(made.elements) == ["goal/01.05", "flagship/2"]
