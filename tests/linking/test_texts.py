"""Linkages from what texts name and state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import action, link, parent

from strategylinks.linking import Linkage, LinkageKind, Linked
from strategylinks.model import ElementKind, ProgressNote, SourceSpan


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
        ("Hanke edellyttää rahaa. jatkossa Ladecin resursointi on kunnossa.", []),
        ("Hanke edellyttää työtä Keskustavision valmistuessa.", []),
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
        ("Ladecin johdolla tehty.", []),
        ("Sivistyksen ja Ladecin johdolla tehty.", ["LADEC"]),
        ("Neuvoteltu Ladecin kanssa.", []),
        ("Neuvoteltu yhteistyöstä Ladecin kanssa.", ["LADEC"]),
        ("Yhteistyö Ladecin kanssa olisi tarpeen.", []),
    ],
)
def test_cooperation_is_read_from_its_sentence(text: str, expected: list[str]) -> None:
    assert targets(text, LinkageKind.STATED_COOPERATION) == expected


def test_a_bare_contract_is_cooperation_with_a_doubt() -> None:
    def sure(text: str) -> tuple[float, int]:
        linked = link(parent("f"), action("a", "KH", progress=text))
        (linkage,) = of(linked, LinkageKind.STATED_COOPERATION)
        return linkage.certainty.confidence, len(linkage.certainty.doubts)

    assert sure("Tehty sopimus Ladecin kanssa.") == (0.6, 2)
    assert sure("Tehty sopimus yhteistyöstä Ladecin kanssa.") == (0.9, 1)


@pytest.mark.parametrize(
    ("text", "units", "expected"),
    [
        ("Sovittu Sivistyksen kanssa.", ("KH", "SIVI"), []),
        ("Sovittu Elinvoimatoimialan kanssa.", ("KH", "SIVI"), []),
        ("Sovittu Elinvoimatoimialan kanssa.", ("SIVI",), [("ELVO", ("SIVI",))]),
        ("Sovittu nuorisopalvelujen kanssa.", ("KH", "SIVI"), [("NUORET", ("KH",))]),
        ("Sovittu Hyvinvointiyhtymän kanssa.", ("SOTE",), [("YHTYMA", ("SOTE",))]),
    ],
)
def test_who_answers_for_an_action_does_not_cooperate_with_itself(
    text: str, units: tuple[str, ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    linked = link(parent("f"), action("a", *units, progress=text))
    found = of(linked, LinkageKind.STATED_COOPERATION)
    assert [(linkage.target.key, linkage.source_units) for linkage in found] == expected


def test_a_unit_does_not_wait_for_its_own_part_not_even_for_one_that_left_it() -> None:
    text = "Työ odotti työllisyysyksikön valmistumista."
    assert targets(text, LinkageKind.STATED_CONDITION, "KH", "KYMP") == []
    assert targets(text, LinkageKind.STATED_CONDITION, "SIVI") == ["TYO"]


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


def test_things_of_another_municipality_are_not_looked_for() -> None:
    assert link(parent("f"), action("a", "KH", progress="Muualla Oy on mukana.")).mentions == ()


def test_a_ground_is_the_sentence_on_its_own_words() -> None:
    linked = link(parent("f"), action("a", "KH", progress="Alku on tehty, mm. Oulussa. Ladec on mukana. Loppu."))
    (mention,) = linked.mentions
    assert mention.ground.text == "Ladec on mukana."
    assert [span.quote for span in mention.ground.sources] == ["Ladec on mukana."]


@pytest.mark.parametrize(("line", "expected"), [(1, "jatko Ladecin kanssa"), (2, "alku on tehty jatko Ladecin kanssa")])
def test_a_part_printed_apart_on_its_line_is_a_sentence_of_its_own(line: int, expected: str) -> None:
    parts = (SourceSpan(1, 1, "alku on tehty"), SourceSpan(line, line, "jatko Ladecin kanssa"))
    progress = ProgressNote(text="alku on tehty jatko Ladecin kanssa", sources=parts)
    (mention,) = link(parent("f"), replace(action("a", "KH"), progress=progress)).mentions
    assert mention.ground.text == expected
