"""Linkages from what texts name and state."""

from __future__ import annotations

import pytest
from made import action, link, parent

from strategylinks.linking import Linkage, LinkageKind, Linked
from strategylinks.model import ElementKind


def of(linked: Linked, kind: LinkageKind) -> list[Linkage]:
    return [linkage for linkage in linked.linkages if linkage.kind is kind]


def targets(progress: str, kind: LinkageKind, *units: str) -> list[str]:
    linked = link(parent("f"), action("a", *(units or ("KH",)), progress=progress))
    return [linkage.target.key for linkage in of(linked, kind)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Työ odotti Keskustavision valmistumista.", ["VISIO"]),
        ("Työ odotti yleiskaavan ja Keskustavision valmistumista.", ["VISIO"]),
        ("Hanke edellyttää myös Ladecin resursointia.", ["LADEC"]),
        ("Hanke ei kuitenkaan edellyttää Ladecin resursointia.", []),
        ("Hanke edellyttää rahaa. Ladecin resursointi on kunnossa.", []),
        ("Keskustavisio on valmis.", []),
    ],
)
def test_conditions_are_read_from_their_sentence(text: str, expected: list[str]) -> None:
    assert targets(text, LinkageKind.STATED_CONDITION) == expected


def test_titles_of_goals_state_no_conditions() -> None:
    goal = parent("Kasvu edellyttää Ladecin tukea", ElementKind.GOAL)
    assert of(link(goal), LinkageKind.STATED_CONDITION) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Suunniteltu yhdessä LADEC:in kanssa.", ["LADEC"]),
        ("Suunniteltu mm. Ladecin, yritysten ja korkeakoulujen kanssa.", ["LADEC"]),
        ("Ladec-yhteyksien kanssa on ollut ongelmia.", []),
        ("Ladecin kanssa ei ole sovittu.", []),
        ("Keskustavision kanssa samaan aikaan.", []),
    ],
)
def test_cooperation_is_read_from_its_sentence(text: str, expected: list[str]) -> None:
    assert targets(text, LinkageKind.STATED_COOPERATION) == expected


def test_a_unit_does_not_cooperate_with_its_own_part() -> None:
    assert targets("Sovittu nuorisopalvelujen kanssa.", LinkageKind.STATED_COOPERATION, "SIVI") == []
    assert targets("Sovittu nuorisopalvelujen kanssa.", LinkageKind.STATED_COOPERATION, "KH") == ["NUORET"]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("Nuorisopalvelut on mukana.", "KH", ["NUORET"]),
        ("Nuorisopalvelut on mukana.", "SIVI", []),
        ("Tekyn kysely tehtiin.", "KYMP", []),
        ("Kympin kysely tehtiin.", "SIVI", ["KYMP"]),
        ("kymp on pienellä", "SIVI", []),
        ("Neuvontapiste on jonkun osa.", "KH", []),
        ("Sovittu Kympin kanssa.", "KH", []),
    ],
)
def test_a_unit_is_named_where_it_is_no_part_of_who_answers(text: str, unit: str, expected: list[str]) -> None:
    assert targets(text, LinkageKind.NAMED_IN_TEXT, unit) == expected


def test_actions_of_two_units_share_what_both_name() -> None:
    one = action("a", "KH", progress="Ladecin kanssa sovittu. Intra on käytössä.")
    other = action("b", "SIVI", name="Tuetaan Ladecia", progress="Intra on käytössä.")
    shared = of(link(parent("f"), one, other), LinkageKind.SHARED_INITIATIVE)
    assert [(each.source.key, each.target.key, each.through[0].key) for each in shared] == [("KH", "SIVI", "LADEC")]


def test_the_progress_of_a_joint_action_joins_only_the_units_that_say_it() -> None:
    whole = "Keskustavisio on kesken. KH: Ladec on mukana. SIVI: Ladecia kuultiin."
    by_unit = (("KH", "Ladec on mukana."), ("SIVI", "Ladecia kuultiin."))
    joint = action("a", "KH", "KYMP", "SIVI", progress=whole, by_unit=by_unit)
    shared = of(link(parent("f"), joint), LinkageKind.SHARED_INITIATIVE)
    assert [(each.source.key, each.target.key, each.through[0].key) for each in shared] == [("KH", "SIVI", "LADEC")]


def test_things_of_another_municipality_are_not_looked_for() -> None:
    assert link(parent("f"), action("a", "KH", progress="Muualla Oy on mukana.")).mentions == ()


def test_a_ground_is_the_sentence_on_its_own_words() -> None:
    linked = link(parent("f"), action("a", "KH", progress="Alku on tehty, mm. Oulussa. Ladec on mukana. Loppu."))
    (mention,) = linked.mentions
    assert mention.ground.text == "Ladec on mukana."
    assert [span.quote for span in mention.ground.sources] == ["Ladec on mukana."]
