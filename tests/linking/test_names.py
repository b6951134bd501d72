"""Names in running text: inflected, compounded, misspelt; and what only looks like one."""

from __future__ import annotations

import pytest

from strategylinks.linking.inflection import stems
from strategylinks.linking.linkages import End, EndKind
from strategylinks.linking.names import Name, NameFinder


def named(key: str) -> End:
    return End(EndKind.NAMED, key)


FINDER = NameFinder(
    [
        Name(named("LADEC"), ("LADEC", "Ladec")),
        Name(named("KELPO"), ("KELPO", "Kestävän liikenteen pilotit")),
        Name(named("CRM"), ("CRM",)),
        Name(named("DIGIONE"), ("DigiOne",)),
        Name(named("SALPAUS"), ("Koulutuskeskus Salpaus", "Salpaus")),
        Name(named("SALPAKIERTO"), ("Salpakierto",)),
        Name(named("VISIO"), ("Keskustavisio",), ("visiotyön",)),
        Name(named("BARONA-PILOTTI"), ("Barona-pilotti",)),
        Name(named("BARONA"), ("Barona",)),
        Name(named("FAZER"), ("Fazer",)),
        Name(None, ("Fazerin tontti",)),
        Name(named("OHJAAMO"), ("Ohjaamo",)),
        Name(named("PALVELUT"), ("Työllisyyspalvelut",)),
        Name(named("LIPPU"), ("Vihreä lippu",)),
    ],
    company_forms=("Oy",),
    heads=("hank", "projekt"),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(name.thing.key, name.as_written) for name in FINDER.find(text)]


@pytest.mark.parametrize(
    ("text", "key", "as_written"),
    [
        ("yhteistyö LADEC:in kanssa", "LADEC", "LADEC:in"),
        ("yhteistyö LADECin kanssa", "LADEC", "LADECin"),
        ("esitetään Ladecille", "LADEC", "Ladecille"),
        ("KELPO-hankkeen tuki", "KELPO", "KELPO-hankkeen"),
        ("KELPOn toimet", "KELPO", "KELPOn"),
        ("Kestävän liikenteen pilottien tulos", "KELPO", "Kestävän liikenteen pilottien"),
        ("DigiOne-projektin alku", "DIGIONE", "DigiOne-projektin"),
        ("Koulutuskeskus Salpauksessa", "SALPAUS", "Koulutuskeskus Salpauksessa"),
        ("Salpakierto Oy:n kuljetus", "SALPAKIERTO", "Salpakierto Oy:n"),
        ("aloitettu Salpakierron kanssa", "SALPAKIERTO", "Salpakierron"),
        ("keskustavisiostakin puhuttiin", "VISIO", "keskustavisiostakin"),
        ("keskustavisiomme on valmis", "VISIO", "keskustavisiomme"),
        ("visiotyön jälkeen", "VISIO", "visiotyön"),
        ("työllisyyspalveluiden johto", "PALVELUT", "työllisyyspalveluiden"),
        ("Vihreän lipun koulut", "LIPPU", "Vihreän lipun"),
        ("Barona-pilotissa", "BARONA-PILOTTI", "Barona-pilotissa"),
        ("CRM-järjestelmässä", "CRM", "CRM-järjestelmässä"),
    ],
)
def test_names_are_found_in_their_forms(text: str, key: str, as_written: str) -> None:
    assert found(text) == [(key, as_written)]


@pytest.mark.parametrize(
    "text",
    [
        "DCRM ja CRMX ovat muita",
        "Salpausselkä on harju",
        "auton ohjaamo",
        "Fazerin tontin kaava",
        "uusi-CRM on muu",
        "crm pienellä",
        "keskustavision3",
    ],
)
def test_other_words_are_not_names(text: str) -> None:
    assert found(text) == []


def test_a_long_word_with_one_letter_wrong_is_found_with_a_doubt() -> None:
    (name,) = FINDER.find("odotti Keskustavission valmistumista")
    assert (name.thing.key, name.confidence) == ("VISIO", 0.7)
    assert name.doubts


def test_two_letters_wrong_are_another_word() -> None:
    assert found("odotti Keskustaviisaria") == []


def test_a_compound_about_something_else_keeps_its_rest() -> None:
    (name,) = FINDER.find("Ladec-yhteyksien kanssa")
    assert (name.as_written, name.tail, name.end) == ("Ladec-yhteyksien", "-yhteyksien", len("Ladec"))


def test_a_finder_without_names_finds_nothing() -> None:
    assert NameFinder([]).find("LADEC ja Salpaus") == []


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Salpaus", "Salpaukse"),
        ("Salpakierto", "Salpakierro"),
        ("hanke", "hankkee"),
        ("verkosto", "verkosto"),
        ("Pohjoismainen", "Pohjoismaise"),
        ("terveys", "terveyde"),
        ("Pajulahti", "Pajulahde"),
        ("palvelut", "palvelu"),
    ],
)
def test_stems_follow_the_grammar(word: str, stem: str) -> None:
    assert stem in stems(word)
