"""Headline figures and glossaries, as any reader can use them."""

from __future__ import annotations

import pytest

from strategylinks.reports.figures import lines_between, read_forecast, read_headline, read_inline
from strategylinks.reports.glossary import find_term, is_abbreviation, read_glossary, read_term
from strategylinks.reports.marked_table.vocabulary import Vocabulary
from strategylinks.reports.parsed import Role, Row, RowKind, Skip


def headline(text: str, known: str = "") -> list[Row]:
    lines = text.split("\n")
    result = read_headline(lines_between(lines, 1, len(lines)), 0, (), Vocabulary.of([known]))
    return result[0] if result else []


def cells(row: Row) -> tuple[str, ...]:
    return tuple(row.text(role) for role in (Role.LABEL, Role.PERIOD, Role.VALUE, Role.UNIT_OF_MEASURE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SATAMIA\n3", [("SATAMIA", "", "3", "")]),
        ("SATAMIA\n\n3.", [("SATAMIA", "", "3.", "")]),
        ("LAIVOJA\n1 234\n\n(2020: 999)", [("LAIVOJA", "", "1 234", ""), ("LAIVOJA", "2020", "999", "")]),
        ("LASTIT\n-1,5\nmilj. t\n(2020: 2)", [("LASTIT", "", "-1,5", "milj. t"), ("LASTIT", "2020", "2", "milj. t")]),
        ("OSUUS\n12,5 %\n(1.2.2020)", [("OSUUS", "1.2.2020", "12,5", "%")]),
        ("KÄYNNIT 1.1.20 -\n5", [("KÄYNNIT", "1.1.20 -", "5", "")]),
        ("Pitkä kertomus, joka ei ole otsikko vaan lause.\n5", []),
        ("SATAMIA\n\n\n\n\n\n3", []),
        ("SATAMIA", []),
    ],
)
def test_headline(text: str, expected: list[tuple[str, ...]]) -> None:
    assert [cells(row) for row in headline(text)] == expected


@pytest.mark.parametrize(
    ("known", "label", "is_doubted"),
    [
        ("laivamatkustajien määrä", "LAIVAMATKUSTAJAT", False),
        ("ABB-yhtiön laivat", "LAIVAMATKUSTAJAT", True),
    ],
)
def test_hyphen_in_a_label(known: str, label: str, is_doubted: bool) -> None:
    cell = headline("LAIVA-\nMATKUSTAJAT\n5", known)[0].cell(Role.LABEL)
    assert cell is not None
    assert cell.text == label
    assert bool(cell.doubts) == is_doubted == (cell.confidence < 1)


def test_hyphen_after_a_name_stays() -> None:
    assert headline("ABB-\nTYÖNTEKIJÄT\n5", "ABB-yhtiön laivat")[0].text(Role.LABEL) == "ABB-TYÖNTEKIJÄT"


def test_figures_on_one_line() -> None:
    (line,) = lines_between(["Porin laivat 1 234 (6/22)"], 1, 1)
    row = read_inline(line, ())
    assert row is not None
    assert cells(row) == ("Porin laivat", "6/22", "1 234", "")


def test_forecast_and_target() -> None:
    heading, line = lines_between(["Säästöt", "", "ennuste -1,1 milj. euroa (tavoite -2)"], 1, 3)
    assert [cells(row) for row in read_forecast(heading, line, ())] == [
        ("Säästöt", "ennuste", "-1,1", "milj. euroa"),
        ("Säästöt", "tavoite", "-2", "milj. euroa"),
    ]


def test_wrapped_paragraphs_are_one_line() -> None:
    lines = ["Satama avataan heti, kun jäät ovat sulaneet ja", "laivat pääsevät kulkemaan.", "", "Toinen asia."]
    assert [(line.first, line.last, line.gap) for line in lines_between(lines, 1, 4)] == [(1, 2, 0), (4, 4, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **KS** = suunnitelma", ("KS", "suunnitelma")),
        ("• KS+LTA:t = voimassa oleva suunnitelma ", ("KS+LTA:t", "voimassa oleva suunnitelma")),
        ("**Oma käyttö** laskelmassa = oikaisu", ("Oma käyttö laskelmassa", "oikaisu")),
        ("HTV = henkilötyö-\nvuosi", ("HTV", "henkilötyövuosi")),
        ("- Ei mitään", None),
        ("= tyhjä", None),
        ("", None),
    ],
)
def test_term(text: str, expected: tuple[str, str] | None) -> None:
    assert read_term(text) == expected


def test_term_over_lines_quotes_the_document() -> None:
    lines = ["x", "• Kate = tuottojen ja", "", "kulujen erotus", "y"]
    term = find_term(lines, 2, 4)
    assert term is not None
    assert term.definition.text == "tuottojen ja kulujen erotus"
    assert [(part.first, part.last, part.quote) for part in term.definition.fragments] == [
        (2, 4, "tuottojen ja\n\nkulujen erotus")
    ]


def test_glossary_has_groups_and_remarks() -> None:
    lines = ["Talous", "", "• TA = talous-", "arvio", "", "• Luvut ovat euroja", "", "Väki", "• Aste = osuus"]
    terms = [item for item in read_glossary(lines, 1, 9) if isinstance(item, Row)]
    assert [(row.kind, row.text(Role.HEADING)) for row in terms] == [
        (RowKind.TERM, "Talous"),
        (RowKind.NOTE, "Talous"),
        (RowKind.TERM, "Väki"),
    ]
    assert terms[0].text(Role.DEFINITION) == "talousarvio"
    assert [item.first for item in read_glossary(lines, 1, 9) if isinstance(item, Skip)] == [1, 8]


@pytest.mark.parametrize(("text", "expected"), [("KS+LTA:t", True), ("ENN", True), ("Kate", False), ("A B", False)])
def test_abbreviation(text: str, expected: bool) -> None:
    assert is_abbreviation(text) is expected
