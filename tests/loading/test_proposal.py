"""What a new report is proposed to be: from what was given, its file name and its text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from strategylinks.errors import WorkspaceError
from strategylinks.loading.catalogue import Catalogue, Municipality
from strategylinks.loading.proposal import propose_entry
from strategylinks.model import CatalogueEntry, Plan

CATALOGUE = Catalogue(
    {"lahti": Municipality("lahti", {"fi": "Lahti"}), "tuusula": Municipality("tuusula", {"fi": "Tuusula"})},
    {"lahti-2030": Plan("lahti-2030", "lahti", "Lahden strategia", title_is_stated=True)},
    [],
)


def proposed(name: str, *lines: str, catalogue: Catalogue = CATALOGUE, **given: str) -> CatalogueEntry:
    return propose_entry(Path(name), lines, "\n".join(lines).encode(), catalogue, given)


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("lahti-2030-h1.txt", date(2030, 1, 1), date(2030, 6, 30)),
        ("lahti-2030-h2.txt", date(2030, 1, 1), date(2030, 12, 31)),
        ("lahti-2030-q1.txt", date(2030, 1, 1), date(2030, 3, 31)),
        ("Tuusula 2028 Q3.txt", date(2028, 1, 1), date(2028, 9, 30)),
        ("lahti-2028.txt", date(2028, 1, 1), date(2028, 12, 31)),
    ],
)
def test_period_is_taken_from_the_file_name(name, start, end):
    entry = proposed(name, "Ei mitään")
    assert (entry.start, entry.end) == (start, end)
    assert "period" in entry.inferred


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Seurantaraportti 1-12/2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("Tavoitteiden seuranta 1 - 9 / 2021", date(2021, 1, 1), date(2021, 9, 30)),
        ("SEURANTARAPORTTI Q4/2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("Seurantaraportti tammi–kesäkuu 2022", date(2022, 1, 1), date(2022, 6, 30)),
        ("Raportti helmi - huhtikuulta 2024", date(2024, 2, 1), date(2024, 4, 30)),
        ("Katsaus 1-2/2024", date(2024, 1, 1), date(2024, 2, 29)),
    ],
)
def test_period_is_taken_from_a_printed_title(line, start, end):
    entry = proposed("lahti-raportti.txt", "Lahti", line)
    assert (entry.start, entry.end) == (start, end)


def test_long_lines_and_table_rows_tell_of_other_periods_too():
    long = "Vuoden aikana 1-3/2019 " + "tehtiin kaikenlaista " * 10
    assert proposed("lahti.txt", long, "Solu\t1-3/2019", "Vuosi 2025", "2025 ja 2025").start == date(2025, 1, 1)


def test_period_in_the_name_with_half_or_quarter_comes_before_the_text():
    assert proposed("lahti-2030-q2.txt", "Raportti 1-12/2021").end == date(2030, 6, 30)


def test_period_in_the_text_comes_before_a_bare_year_in_the_name():
    assert proposed("lahti-2030.txt", "Raportti 1-6/2029").end == date(2029, 6, 30)


def test_without_any_year_there_is_no_period():
    entry = proposed("lahti.txt", "Ei vuosia")
    assert (entry.start, entry.end, entry.plan.id) == (None, None, "lahti-undated")


def test_what_is_given_comes_first_and_is_not_inferred():
    given = {
        "municipality": "lahti",
        "plan": "lahti-2030",
        "title": "Otsikko",
        "start": "2030-02-01",
        "end": "2030-03-31",
    }
    entry = proposed("muu-2020-h1.txt", "Raportti 1-6/2029", **given)
    assert (entry.start, entry.end, entry.title, entry.plan.title) == (
        date(2030, 2, 1),
        date(2030, 3, 31),
        "Otsikko",
        "Lahden strategia",
    )
    assert entry.inferred == frozenset()


@pytest.mark.parametrize(
    "given", [{"start": "1.2.2030", "end": "2030-03-31"}, {"start": "2030-02-01", "end": "2030-02-31"}]
)
def test_a_date_that_is_none_is_a_kind_error(given):
    with pytest.raises(WorkspaceError, match="no date"):
        proposed("lahti-2030.txt", "x", **given)


@pytest.mark.parametrize(
    ("name", "text", "municipality"),
    [
        ("tuusula-2021.txt", "Lahti Lahti Lahti", "tuusula"),
        ("2021_raportti.txt", "Tuusulan kunta, Tuusulassa ja Lahdessa", "tuusula"),
        ("kerava-2021.txt", "Lahden esimerkki", "kerava"),
    ],
)
def test_municipality_is_taken_from_the_file_name_else_from_the_text(name, text, municipality):
    assert proposed(name, text).municipality == municipality


def test_a_known_plan_of_the_year_is_taken_and_a_new_one_proposed():
    assert proposed("lahti-2030.txt", "x").plan is CATALOGUE.plans["lahti-2030"]
    new = proposed("lahti-2031.txt", "x").plan
    assert (new.id, new.municipality, new.title_is_stated) == ("lahti-2031", "lahti", False)


def test_identifier_is_a_safe_word_of_the_file_name():
    entry = proposed("Lahti 2030 H1 (lopullinen).txt", "x")
    assert (entry.id, entry.file) == ("lahti-2030-h1-lopullinen", "lahti-2030-h1-lopullinen.txt")


def test_the_checksum_is_that_of_the_bytes():
    assert proposed("lahti-2030.txt", "a").sha256 != proposed("lahti-2030.txt", "b").sha256


def test_an_empty_catalogue_knows_no_municipality_and_takes_the_name():
    assert proposed("saari-2030.txt", "Lahti", catalogue=Catalogue({}, {}, [])).municipality == "saari"
