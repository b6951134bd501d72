"""Who answers for a row: unit labels, section headings, posts and roles."""

from __future__ import annotations

import pytest
from made_rows import CULTURE, ORGANISATION, WATER, layout, outline, row

from strategylinks.loading.responsibilities import read_responsibilities, section_units


def holders(made, section=None, **settings) -> list[str]:
    return [one.holder for one in read_responsibilities(made, layout(**settings), ORGANISATION, section)]


@pytest.mark.parametrize(
    ("label", "units"),
    [
        ("Vesi", ["VESI"]),
        ("(Vesi + kult)", ["VESI", "KULT"]),
        ("KULT, VESI", ["KULT", "VESI"]),
        ("Kulttuuri ja liikunta", ["KULT"]),
        ("vesi sekä kult", ["VESI", "KULT"]),
        ("vesi + VESI", ["VESI"]),
        ("vesi + satama", ["VESI", "SATAMA"]),
    ],
)
def test_unit_cell_names_one_or_more_units(label, units):
    assert holders(row("action", unit=label)) == units


def test_an_unknown_unit_is_kept_as_printed_and_said_to_be_unknown():
    known, unknown = read_responsibilities(row("action", unit="vesi + Satama"), layout(), ORGANISATION, None)
    assert (known.is_known, unknown.is_known) == (True, False)
    assert (unknown.as_written, unknown.holder) == ("Satama", "SATAMA")


@pytest.mark.parametrize(
    ("heading", "unit", "is_known"),
    [
        ("Vesipalvelut (oma tavoite)", WATER.id, True),
        ("Tekninen toimiala (Vesi)", WATER.id, True),
        ("Kultuuripalvelut", CULTURE.id, True),
        ("Satamatoimi (oma tavoite)", "SATAMATOIMI", False),
    ],
)
def test_section_heading_names_its_unit_outside_brackets_unless_these_hold_a_unit(heading, unit, is_known):
    (mention,) = section_units(heading, ORGANISATION)
    assert (mention.abbreviation, mention.unit is not None) == (unit, is_known)


def test_a_row_without_a_unit_takes_that_of_its_section_and_quotes_the_heading():
    section = row("section", 3, unit="Vesipalvelut (oma tavoite)")
    (answer,) = read_responsibilities(row("action", 9, name="Korjataan"), layout(), ORGANISATION, section)
    assert (answer.holder, [span.first for span in answer.sources]) == ("VESI", [3])


def test_a_unit_of_its_own_comes_before_the_section():
    assert holders(row("action", unit="kult"), row("section", unit="Vesipalvelut")) == ["KULT"]


def test_a_row_without_unit_and_section_has_no_unit():
    assert holders(row("action", name="Korjataan")) == []


@pytest.mark.parametrize("printed", ["Kunnanjohtaja", "Kunnajohtaja", "Kunnanjotaja"])
def test_posts_are_known_misspelt_or_not_and_keep_their_spelling(printed):
    (answer,) = read_responsibilities(row("action", responsible=printed), layout(), ORGANISATION, None)
    assert (answer.holder, answer.is_post, answer.is_known, answer.as_written) == (
        "kunnanjohtaja",
        True,
        True,
        printed,
    )


def test_an_unknown_post_is_kept_and_said_to_be_unknown():
    (answer,) = read_responsibilities(row("action", responsible="Satamakapteeni"), layout(), ORGANISATION, None)
    assert (answer.holder, answer.is_known) == ("satamakapteeni", False)


@pytest.mark.parametrize(
    ("name", "role", "as_written"),
    [
        ("Osallistutaan ohjelmaan", "participant", "Osallistutaan"),
        ("Ohjelma. Osallistutaan siihen", "participant", "Osallistutaan"),
        ("Koordinoidaan ja johdetaan työtä", "lead", "Koordinoidaan ja johdetaan"),
        ("Ohjelmaan osallistutaan", "responsible", ""),
    ],
)
def test_the_opening_words_of_a_name_tell_the_role(name, role, as_written):
    made = layout(roles={"participant": ["Osallistutaan"], "lead": ["Koordinoidaan ja johdetaan"]})
    (answer,) = read_responsibilities(row("action", name=name, unit="vesi"), made, ORGANISATION, None)
    assert (answer.role, answer.role_as_written) == (role, as_written)


def test_a_section_ends_at_the_next_programme_or_goal_once_it_has_rows():
    made = outline(
        row("goal", 1, code="A1", name="Ensin"),
        row("section", 2, unit="Vesipalvelut (oma tavoite)"),
        row("action", 3, name="Korjataan putket"),
        row("goal", 4, code="A2", name="Sitten"),
        row("action", 5, name="Maalataan talot"),
    )
    units = {one.name: [answer.holder for answer in one.responsibilities] for one in made.elements.values()}
    assert units["Korjataan putket"] == ["VESI"]
    assert units["Maalataan talot"] == []


def test_a_section_outlasts_the_goal_that_is_printed_right_below_it():
    made = outline(
        row("section", 1, unit="Vesipalvelut"),
        row("goal", 2, code="A1", name="Ensin"),
        row("action", 3, name="Korjataan putket"),
    )
    action = list(made.elements.values())[-1]
    assert [answer.holder for answer in action.responsibilities] == ["VESI"]
    assert action.parent == "goal/A1"
