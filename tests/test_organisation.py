"""Units and posts as documents print them: one label or several, damaged, unknown, of another municipality."""

from __future__ import annotations

import pytest

from strategylinks.organisation import Organisation, Post, Unit, UnitMention
from strategylinks.pipeline import Inputs

KOHA = Unit("KOHA", "mallila", "Konsernihallinnon palvelualue", ("KOHA", "Konsernihallinnon palvelualue"))
SIVI = Unit("SIVI", "mallila", "Sivistyksen palvelualue", ("SIVI", "Sivistys ja kulttuuri"))
YMP = Unit("YMP", "mallila", "Ympäristö", ("Ympäristötoimi",), parent="KOHA")
OTHER = Unit("SIVI", "kaukola", "Kaukolan sivistys", ("SIVI",))
CHIEF = Post("talousjohtaja", "mallila", "Talousjohtaja", ("Talousojohtaja",))
HEAD = Post("hallintojohtaja", "mallila", "Hallintojohtaja", ())
MALLILA = Organisation([KOHA, SIVI, YMP], [CHIEF, HEAD])


@pytest.mark.parametrize("label", ["KOHA", "koha", " Koha ", "(KOHA)", "[koha]", "Koha:", "(Koha:)", "(Koha):"])
def test_case_brackets_and_a_colon_do_not_count(label: str) -> None:
    assert MALLILA.find_unit(label) is KOHA


def test_units_are_found_by_any_label_however_its_letters_are_composed() -> None:
    assert MALLILA.find_unit("konsernihallinnon   palvelualue") is KOHA
    assert MALLILA.find_unit("Ympa\u0308risto\u0308toimi") is YMP
    assert MALLILA.find_unit("YMP") is YMP


@pytest.mark.parametrize("label", ["KOH", "KOHAN", "K", "", "palvelualue"])
def test_units_are_never_guessed(label: str) -> None:
    assert MALLILA.find_unit(label) is None


@pytest.mark.parametrize(
    "label",
    [
        "KOHA + SIVI + YMP",
        "(Koha+sivi+ymp)",
        "Koha, sivi, ymp",
        "KOHA; SIVI & YMP",
        "Koha, sivi ja ymp:",
        "koha sekä sivi, ymp",
    ],
)
def test_labels_of_several_units_are_divided_in_printed_order(label: str) -> None:
    assert [mention.unit for mention in MALLILA.mentions(label)] == [KOHA, SIVI, YMP]


def test_mentions_keep_the_printed_form() -> None:
    assert MALLILA.mentions("(Koha + sivi)") == (UnitMention("Koha", KOHA), UnitMention("sivi", SIVI))


def test_names_that_hold_a_separator_are_one_unit() -> None:
    assert MALLILA.mentions("Sivistys ja kulttuuri") == (UnitMention("Sivistys ja kulttuuri", SIVI),)


def test_unknown_labels_are_mentions_too_and_stand_for_themselves() -> None:
    known, unknown = MALLILA.mentions("sivi + Tepa")
    assert (known.abbreviation, unknown.abbreviation) == ("SIVI", "TEPA")
    assert unknown == UnitMention("Tepa", None)


@pytest.mark.parametrize("label", ["", "  ", "()", " + ", ","])
def test_empty_labels_mention_nothing(label: str) -> None:
    assert MALLILA.mentions(label) == ()
    assert not MALLILA.is_label(label)


def test_a_text_is_a_label_only_if_every_piece_is_a_known_unit() -> None:
    assert MALLILA.is_label("Koha, sivi")
    assert not MALLILA.is_label("Koha, muut")
    assert not MALLILA.is_label("Koha kehittää palveluja")


@pytest.mark.parametrize("label", ["Talousjohtaja", "talousjohtaja", "Talousojohtaja", "Talusojohtaja", "Talusohtaja"])
def test_posts_are_found_misspelt_as_the_reports_print_them(label: str) -> None:
    assert MALLILA.find_post(label) is CHIEF


@pytest.mark.parametrize("label", ["Sivistysjohtaja", "johtaja", "Kansliapäällikkö", ""])
def test_posts_that_are_merely_alike_are_not_taken_for_each_other(label: str) -> None:
    assert MALLILA.find_post(label) is None


def test_an_organisation_without_posts_finds_none() -> None:
    assert Organisation([KOHA]).find_post("Talousjohtaja") is None


def test_municipalities_are_kept_apart() -> None:
    both = Organisation([SIVI, OTHER], [CHIEF])
    assert both.within("kaukola").find_unit("SIVI") is OTHER
    assert both.within("mallila").find_unit("SIVI") is SIVI
    assert both.within("kaukola").find_post("Talousjohtaja") is None


@pytest.mark.parametrize(
    ("municipality", "label", "units"),
    [
        ("lahti", "(Kymp + koha + sivi)", ["KYMP", "KOHA", "SIVI"]),
        ("lahti", "Kymp", ["KYMP"]),
        ("lahti", "PHHYKY", ["PHHYKY"]),
        ("lahti", "Elvo, koha", ["ELVO", "KOHA"]),
        ("lahti", "KH", ["KH"]),
    ],
)
def test_labels_of_the_real_reports_are_known(inputs: Inputs, municipality: str, label: str, units: list[str]) -> None:
    mentions = inputs.organisation.within(municipality).mentions(label)
    assert [mention.unit.id for mention in mentions if mention.unit] == units


def test_the_organisation_file_is_whole(inputs: Inputs) -> None:
    units = {(unit.municipality, unit.id) for unit in inputs.organisation.units}
    assert len(units) == len(inputs.organisation.units)
    assert {(u.municipality, u.parent) for u in inputs.organisation.units if u.parent} <= units
    for change in inputs.organisation.changes:
        assert {(change.municipality, unit) for unit in (*change.original, *change.resulting)} <= units
        assert change.evidence
    for municipality in inputs.catalogue.municipalities:
        labels = [
            (label.casefold(), unit.id)
            for unit in inputs.organisation.within(municipality).units
            for label in {unit.id, *unit.labels}
        ]
        owners = dict(labels)
        assert [pair for pair in labels if owners[pair[0]] != pair[1]] == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Kymp ja sivi", ["KYMP", "SIVI"]),
        ("Sivi/Kymp", ["SIVI", "KYMP"]),
        ("Kasvatus ja koulutus", ["KASVATUS JA KOULUTUS"]),
        ("Hyvinvointi- ja terveyspalvelut + HYTE", ["HYVINVOINTI- JA TERVEYSPALVELUT", "HYTE"]),
    ],
)
def test_a_label_of_unknown_units_divides_between_units_only(label: str, expected: list[str]) -> None:
    assert [mention.abbreviation for mention in Organisation().mentions(label)] == expected
