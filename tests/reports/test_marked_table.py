"""The reader of marked tables, on the report that it was made for, on small ones like it, and on damaged ones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategylinks.organisation import Organisation, Unit
from strategylinks.reports.layout import read_layout
from strategylinks.reports.marked_table.reader import read
from strategylinks.reports.parsed import ParsedReport, Role, Row, RowKind
from strategylinks.reports.parsing import fit

DATA = Path(__file__).parents[2] / "data"
LAYOUT = read_layout(DATA / "layouts" / "marked-table.toml")
NAME = "lahti-2022-h1-vitality"
LINES = tuple((DATA / "reports" / f"{NAME}.txt").read_text(encoding="utf-8").split("\n"))

#: Checked by hand against the document.
ACTIONS = tomllib.loads(Path(__file__).with_name("marked_table_actions.toml").read_text(encoding="utf-8"))["action"]


@pytest.fixture(scope="module")
def parsed() -> ParsedReport:
    return read(LINES, LAYOUT, Organisation())


def texts(row: Row, role: Role) -> list[str]:
    cell = row.cell(role)
    return [part.text for part in cell.parts] if cell else []


def figures(parsed: ParsedReport, variant: str, *roles: Role) -> set[tuple[str, ...]]:
    return {tuple(row.text(role) for role in roles) for row in parsed.rows_of(RowKind.FIGURE) if row.variant == variant}


def check_places(parsed: ParsedReport) -> None:
    for item in (*parsed.rows, *parsed.skips):
        assert 1 <= item.first <= item.last <= len(parsed.lines)
    for row in parsed.rows:
        for cell in row.cells:
            assert 0 < cell.confidence <= 1
            assert cell.parts
            for fragment in cell.fragments:
                assert fragment.quote in "\n".join(parsed.lines[fragment.first - 1 : fragment.last])
    parsed.unread_lines()


def test_everything_is_read(parsed: ParsedReport) -> None:
    assert parsed.unread_lines() == []
    check_places(parsed)


def test_no_part_is_empty(parsed: ParsedReport) -> None:
    assert all(part.text and part.fragments for row in parsed.rows for cell in row.cells for part in cell.parts)


@pytest.mark.parametrize("path", sorted((DATA / "reports").glob("*.txt")), ids=lambda path: path.stem)
def test_layout_fits_only_its_report(path: Path) -> None:
    share = fit(path.read_text(encoding="utf-8").split("\n"), LAYOUT)
    assert share >= 0.6 if path.stem == NAME else share < 0.3


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action["line"]))
def test_action(parsed: ParsedReport, action: dict[str, Any]) -> None:
    above = [row for row in parsed.rows if row.kind == RowKind.FLAGSHIP and row.first < action["line"]]
    (row,) = (row for row in parsed.rows_of(RowKind.ACTION) if row.first == action["line"])
    assert above[-1].text(Role.CODE) == action["flagship"]
    assert texts(row, Role.NAME) == action["name"]
    assert row.text(Role.UNIT) == action["unit"]
    assert texts(row, Role.INDICATOR) == action["indicators"]


def test_all_actions(parsed: ParsedReport) -> None:
    assert [row.first for row in parsed.rows_of(RowKind.ACTION)] == [action["line"] for action in ACTIONS]


def test_flagships(parsed: ParsedReport) -> None:
    flagships = [row for row in parsed.rows_of(RowKind.FLAGSHIP) if row.variant == "table"]
    assert [(row.text(Role.CODE), row.text(Role.NAME)) for row in flagships] == [
        *[("1", "Hiilineutraali ympäristöpääkaupunki")] * 2,
        ("2", "LAHTI opiskelu- ja ympäristökaupunki"),
        *[("3", "Työtä ja kasvun edellytyksiä")] * 3,
        *[("4", "Digitaalisesti palveleva Lahti")] * 2,
        ("5", "Harrastustakuu ja arkiliikunta"),
    ]


def test_levels(parsed: ParsedReport) -> None:
    rows = {row.first: texts(row, Role.LEVELS) for row in parsed.rows_of(RowKind.ACTION)}
    assert rows[621][1] == "Tavoite: hiilineutraalin rakentamisen määrätason ennakoiminen"
    assert rows[636] == [
        "Lisätään vähäpäästöisten käyttövoimien osuutta joukkoliikenteessä",
        "Lisätään vaihtoehtoisilla käyttövoimilla kulkevien bussien lkm.",
        "Lähtötaso on 63/100.",
        "Lisätään sähköbussien määrää.",
        "Lähtötaso 18kpl / tavoitetaso 30 sähköbussia.",
        "Vaikutetaan kaupunkipyöräjärjestelmän käyttöasteeseen",
        "4 matkaa per pyörä per päivä (huhtikuu-lokakuu)",
        "Kehitetään sähköistä latausinfraa",
        rows[636][-1],
    ]
    assert rows[636][-1].endswith("kehittäminen, Laaditaan toimintatavat, miten latausinfra toteutetaan tilakannassa")
    assert rows[640][1].startswith("Hyödynnetään 1,5 asteen elämäntapa - hankkeessa")
    assert rows[690][2:] == ["Tontinluovutus-tavoite on 5 ha.", "Pistoraideyhteys valmis 2022"]
    assert [level[:9] for level in rows[728]] == ["Lähtötaso", "Tavoiteta", "Lahden ka"]
    assert all(rows.values())


def test_progress_keeps_update_stamps(parsed: ParsedReport) -> None:
    progress = {row.first: texts(row, Role.PROGRESS) for row in parsed.rows_of(RowKind.ACTION)}
    assert progress[654][0].startswith("-5.8.2022 Oppilaitosyhteistyötä")
    assert len(progress[654]) == 1
    assert len(progress[622]) == 8
    assert not any("<" in text and ">" in text for pieces in progress.values() for text in pieces)


def test_guessed_divisions_are_doubted(parsed: ParsedReport) -> None:
    cells = {row.first: row.cell(Role.INDICATOR) for row in parsed.rows_of(RowKind.ACTION)}
    assert all(cells[line].confidence < 1 and cells[line].doubts for line in (636, 649, 654, 663))
    assert all(cells[action["line"]].doubts for action in ACTIONS if action.get("undivided"))
    assert all(cells[line].confidence == 1 and not cells[line].doubts for line in (621, 623, 676, 703, 724))


def test_summaries(parsed: ParsedReport) -> None:
    kinds = [row.kind for row in parsed.rows if 464 <= row.first <= 525]
    assert kinds == [
        RowKind.FLAGSHIP,
        RowKind.PASSAGE,
        *[RowKind.DEVIATION] * 2,
        *[RowKind.TOTAL] * 3,
        *[RowKind.LISTING] * 9,
    ]
    titles = [row.text(Role.NAME) for row in parsed.rows_of(RowKind.FLAGSHIP) if row.variant == "summary"]
    assert titles == [
        "HIILINEUTRAALI YMPÄRISTÖKAUPUNKI",
        "LAHTI OPISKELU- JA TIEDEKAUPUNKI",
        "TYÖTÄ JA KASVUN EDELITYKSIÄ",
    ]
    totals = [(row.text(Role.STATUS), row.text(Role.COUNT)) for row in parsed.rows_of(RowKind.TOTAL)]
    names = ("achieved", "partly", "not")
    assert totals == [*zip(names, "720", strict=True), *zip(names, "510", strict=True), *zip(names, "720", strict=True)]


def test_listings_are_as_many_as_counted(parsed: ParsedReport) -> None:
    listings = list(parsed.rows_of(RowKind.LISTING))
    assert len(listings) == 24
    assert listings[8].text(Role.NAME) == "Viestitään ja markkinoidaan hiilineutraalia elämää vetovoimatekijänä"
    assert listings[15].text(Role.NAME).startswith("Vahvistetaan työnantajapalveluita")
    assert listings[-1].first == 609


def test_deviations(parsed: ParsedReport) -> None:
    first, second = parsed.rows_of(RowKind.DEVIATION)
    assert first.text(Role.NAME) == "Edistetään kestävästä liikkumista"
    assert second.text(Role.NAME) == "Edesautetaan yritysten ja yritys ympäristöjen hiilineutraaliutta"
    assert [len(texts(row, Role.TEXT)) for row in (first, second)] == [1, 2]
    assert first.text(Role.TEXT).startswith("Uusien LSL:n sopimusten")


def test_headline_figures(parsed: ParsedReport) -> None:
    found = figures(parsed, "headline", Role.SUBJECT, Role.LABEL, Role.PERIOD, Role.VALUE, Role.UNIT_OF_MEASURE)
    vitality, employment = "Elinvoimapalvelut, talouden ennuste", "Työllisyyspalvelut, talouden ennuste"
    overview, trial = "Työllisyyden tilannekatsaus", "Työllisyyden tilannekatsaus, kuntakokeilu"
    assert found == {
        (vitality, "TOIMINTATUOTOT ENNUSTE", "", "1,9", "milj. euroa"),
        (vitality, "TOIMINTATUOTOT ENNUSTE", "2021", "1,4", "milj. euroa"),
        (vitality, "TOIMINTAKULUT ENNUSTE", "", "9,6", "milj. euroa"),
        (vitality, "TOIMINTAKULUT ENNUSTE", "2021", "7,5", "milj. euroa"),
        (employment, "TOIMINTATUOTOT ENNUSTE", "", "1,3", "milj. euroa"),
        (employment, "TOIMINTATUOTOT ENNUSTE", "2021", "1,0", "milj. euroa"),
        (employment, "TOIMINTAKULUT ENNUSTE", "", "27,2", "milj. euroa"),
        (employment, "TOIMINTAKULUT ENNUSTE", "2021", "25,7", "milj. euroa"),
        ("Elinvoima", "LUT-OPISKELIJAT", "2021", "783", ""),
        ("Elinvoima", "LUT-OPISKELIJAT", "2020", "438", ""),
        ("Elinvoima", "LAB-OPISKELIJAT", "2021", "5 556", ""),
        ("Elinvoima", "LAB-OPISKELIJAT", "2020", "5 484", ""),
        ("Elinvoima", "SALPAUSOPISKELIJAT", "2021", "9 513", ""),
        ("Elinvoima", "SALPAUSOPISKELIJAT", "2020", "9 132", ""),
        ("Elinvoima", "KUNTIEN YRITYSPALVELUT, LAHTI", "", "3.", ""),
        (overview, "TYÖTTÖMYYSASTE", "", "14,1", "%"),
        (overview, "TYÖTTÖMYYSASTE", "6/2021", "17,1", "%"),
        (overview, "NUORISOTYÖTTÖMYYS", "", "17,7", "%"),
        (overview, "NUORISOTYÖTTÖMYYS", "6/2021", "25,1", "%"),
        (overview, "TYÖTTÖMÄT", "", "7 848", ""),
        (overview, "TYÖTTÖMÄT", "6/2021", "9 485", ""),
        (overview, "AVOIMET TYÖPAIKAT", "", "2 119", ""),
        (overview, "AVOIMET TYÖPAIKAT", "6/2021", "1539", ""),
        (overview, "AKTIVOINTIASTE", "", "24,2", "%"),
        (overview, "AKTIVOINTIASTE", "6/2021", "19,5", "%"),
        (overview, "PITKÄAIKAISTYÖTTÖMÄT", "", "3 848", ""),
        (overview, "PITKÄAIKAISTYÖTTÖMÄT", "6/2021", "4 135", ""),
        (trial, "YHTEYDENOTOT 2022", "19.8.2022", "127 672", ""),
        (trial, "ASiantuntijat", "19.8.2022", "90", ""),
        (trial, "TYÖMARKKINATUEN KUNTAOSUUSENNUSTE", "", "19,8", "milj. euroa"),
        (trial, "TYÖMARKKINATUEN KUNTAOSUUSENNUSTE", "2021", "20,5", "milj. euroa"),
        (trial, "KUNTAKOKEILUSTA TYÖLLISTYNEET", "1.3.21 -", "44,1", "%"),
        (trial, "Kaikki asiakkaat", "6/22", "11 449", ""),
        (trial, "Lahden asiakkaat", "6/22", "9 379", ""),
        ("", "Menojen vähentäminen", "ennuste", "-1,1", "milj. euroa"),
        ("", "Menojen vähentäminen", "tavoite", "-1,1", "milj. euroa"),
    }


def test_finance_figures(parsed: ParsedReport) -> None:
    found = figures(parsed, "finance", Role.SUBJECT, Role.LABEL, Role.PERIOD, Role.VALUE, Role.UNIT_OF_MEASURE)
    assert len([row for row in parsed.rows_of(RowKind.FIGURE) if row.variant == "finance"]) == 2 * (3 * 7 + 10 * 3)
    assert {
        ("Elinvoimapalvelut L_1504", "Menot", "Toteuma", "-3 439", "1 000 euroa"),
        ("Elinvoimapalvelut L_1504", "Netto", "Toteuma%", "29,1", "%"),
        ("Elinvoimapalvelut L_1504", "Tulot", "TA/TP muutos%", "13,3", "%"),
        ("Elinvoimapalvelut L_1504", "Aineet, tarvikkeet ja tavarat", "Tilinpäätös ed. vuosi", "-19", "t. €"),
        ("Työllisyyspalvelut L_1505", "Avustukset", "Talousarvio", "-15 783", "t. €"),
        ("Työllisyyspalvelut L_1505", "TOIMINTAKATE", "Toteuma", "-10 844", "t. €"),
    } <= found


def test_summands(parsed: ParsedReport) -> None:
    found = {
        (row.first, tuple(texts(row, Role.SUMMANDS)))
        for row in parsed.rows_of(RowKind.FIGURE)
        if row.cell(Role.SUMMANDS)
    }
    kinds = ("Henkilöstökulut", "Palvelujen ostot", "Aineet, tarvikkeet ja tavarat", "Avustukset", "Muut toimintakulut")
    assert found == {
        *((line, ("Tulot", "Menot")) for line in (335, 372)),
        *((line, ("Myyntituotot", "Tuet ja avustukset")) for line in (338, 375)),
        *((line, kinds) for line in (341, 378)),
        *((line, ("TOIMINTATUOTOT", "TOIMINTAKULUT")) for line in (347, 384)),
        (421, ("Elinvoimapaalvelut", "Työllisyyspalvelut")),
    }


def test_staff_figures(parsed: ParsedReport) -> None:
    rows = [row for row in parsed.rows_of(RowKind.FIGURE) if row.variant == "staff"]
    found = {(row.text(Role.LABEL), row.text(Role.PERIOD)): row.text(Role.VALUE) for row in rows}
    assert len(rows) == len(found) == 3 * 36
    assert found["Työllisyyspalvelut", "kesäkuu Tot"] == "74"
    assert found["Työllisyyspalvelut", "heinäkuu Enn"] == "90"
    assert found["Yhteensä", "joulukuu Edv"] == "134"
    assert all(row.confidence < 1 for row in rows)


def test_unreadable_staff_table_is_skipped(parsed: ParsedReport) -> None:
    reasons = {skip.first: skip.reason for skip in parsed.skips}
    assert all("fewer values" in reasons[line] for line in (431, 432, 433))


def test_glossary(parsed: ParsedReport) -> None:
    terms = {row.text(Role.TERM): row for row in parsed.rows_of(RowKind.TERM)}
    assert len(terms) == 29
    assert {name for name, row in terms.items() if row.variant == "abbreviation"} == {
        *("KS", "KS+LTA:t", "ENN", "KOHA", "SIVI", "KYMP", "OSBU")
    }
    assert terms["KYMP"].text(Role.DEFINITION) == "kaupunkiympäristön palvelualue"
    assert terms["Valmistus omaan käyttöön tuloslaskelmakaavassa"].text(Role.HEADING) == "Talous"
    assert terms["Henkilötyövuosi (HTV)"].text(Role.HEADING) == "Henkilöstö"


def test_passages(parsed: ParsedReport) -> None:
    passages = {row.text(Role.HEADING): len(texts(row, Role.TEXT)) for row in parsed.rows_of(RowKind.PASSAGE)}
    assert passages == {
        "Elinvoimajohtajan katsaus": 3,
        "Elinvoimapalvelut, talouden ennuste": 2,
        "Työllisyyspalvelut, talouden ennuste": 2,
        "Elinvoima": 4,
        "Työllisyyden tilannekatsaus": 3,
        "Työllisyyden tilannekatsaus, kuntakokeilu": 3,
        "Elinvoimapalvelujen toiminnan vaikuttavuuden kuvaus": 11,
        "Työllisyyspalvelujen toiminnan vaikuttavuuden kuvaus": 7,
        "Menojen vähentäminen": 4,
        "Muut tavoitteet": 2,
        "HIILINEUTRAALI YMPÄRISTÖKAUPUNKI": 1,
        "LAHTI OPISKELU- JA TIEDEKAUPUNKI": 2,
        "TYÖTÄ JA KASVUN EDELITYKSIÄ": 1,
    }


def test_the_organisation_changes_nothing_that_shape_tells(parsed: ParsedReport) -> None:
    known = Organisation([Unit(label, "lahti", label, (label,)) for label in ("KOHA", "SIVI", "KYMP")])
    assert read(LINES, LAYOUT, known).rows == parsed.rows


HEADINGS = "Palvelualueen toimenpide\tLähtö-/tavoitetaso\tMittari\tMittarin toteutuma ja tehdyt toimenpiteet"


def read_page(*rows: str, organisation: Organisation | None = None) -> ParsedReport:
    lines = ("PORI-KAUPUNKI | Seuranta, 7. Meri kutsuu (1/4)", "", HEADINGS, *rows)
    parsed = read(lines, LAYOUT, organisation or Organisation())
    check_places(parsed)
    return parsed


def test_unknown_units_are_read_by_their_shape() -> None:
    parsed = read_page("Avataan satama TEKLA + SATPA \t<p>Tavoite: auki</p>\tLaivojen lkm. Lastit (t)\tOdotetaan.")
    (row,) = parsed.rows_of(RowKind.ACTION)
    assert row.text(Role.NAME) == "Avataan satama"
    assert row.text(Role.UNIT) == "TEKLA + SATPA"
    assert texts(row, Role.INDICATOR) == ["Laivojen lkm.", "Lastit (t)"]
    assert row.cell(Role.UNIT).confidence == 1
    assert parsed.unread_lines() == []


def test_known_units_in_small_letters_are_read() -> None:
    known = Organisation([Unit(label, "pori", label, (label,)) for label in ("SATPA", "TEKLA")])
    (row,) = read_page("Avataan satama Tekla ja satpa\tx\ty\tz", organisation=known).rows_of(RowKind.ACTION)
    assert (row.text(Role.NAME), row.text(Role.UNIT)) == ("Avataan satama", "Tekla ja satpa")


def test_units_that_the_organisation_does_not_know_are_doubted() -> None:
    known = Organisation([Unit("TEKLA", "pori", "TEKLA", ("TEKLA",))])
    (row,) = read_page("<p>Avataan satama</p><p>XYZ</p>\tx\ty\tz", organisation=known).rows_of(RowKind.ACTION)
    assert row.text(Role.UNIT) == "XYZ"
    assert row.cell(Role.UNIT).doubts


def test_a_row_without_units_has_no_unit_cell() -> None:
    (row,) = read_page("Avataan satama\tx\ty\tz").rows_of(RowKind.ACTION)
    assert row.cell(Role.UNIT) is None


def test_a_row_that_lost_its_tabs_stays_unread() -> None:
    parsed = read_page("Avataan satama TEKLA  Tavoite: auki  Laivojen lkm.  Odotetaan vielä päätöstä asiasta tänään.")
    assert parsed.unread_lines() == [4]


def test_actions_without_a_flagship_are_doubted() -> None:
    (row,) = read((HEADINGS, "Avataan satama TEKLA\tx\ty\tz"), LAYOUT, Organisation()).rows_of(RowKind.ACTION)
    assert row.confidence < 1
    assert row.doubts


def test_names_do_not_divide_a_cell() -> None:
    known = "<p>A</p>\t<p>Kuten laiva Kaarina kulkee</p>\t<p>x</p>\t<p>y</p>"
    parsed = read_page(known, "B\tx\tRetket laivalla Kaarina Retken hinta\ty")
    row = list(parsed.rows_of(RowKind.ACTION))[1]
    assert texts(row, Role.INDICATOR) == ["Retket laivalla Kaarina", "Retken hinta"]


SUMMARY_TEXT = """PORI-KAUPUNKI | Yhteenveto

Työ etenee. Kaikki on hyvin.

Poikkeama: Avataan satama

- Jäät eivät sulaneet ajoissa keväällä.

MERI KUTSUU

1 KPL

1 KPL

0 KPL

Avataan satama

Rakennetaan aallonmurtaja

Toinen työ etenee hyvin.

TOINEN HANKE

1 KPL

0 KPL

0 KPL

Istutetaan puita"""
SUMMARY = SUMMARY_TEXT.splitlines()


def test_summaries_are_divided_by_their_counts_where_no_gap_does() -> None:
    parsed = read(SUMMARY, LAYOUT, Organisation())
    check_places(parsed)
    assert parsed.unread_lines() == []
    assert [(row.kind.value, row.text(Role.NAME) or row.text(Role.COUNT)) for row in parsed.rows] == [
        ("flagship", "MERI KUTSUU"),
        ("passage", ""),
        ("deviation", "Avataan satama"),
        *(("total", count) for count in "110"),
        ("listing", "Avataan satama"),
        ("listing", "Rakennetaan aallonmurtaja"),
        ("flagship", "TOINEN HANKE"),
        ("passage", ""),
        *(("total", count) for count in "100"),
        ("listing", "Istutetaan puita"),
    ]


def test_more_names_than_counted_are_all_listed_at_the_end() -> None:
    parsed = read([*SUMMARY, "", "Kaadetaan puita"], LAYOUT, Organisation())
    assert [row.text(Role.NAME) for row in parsed.rows_of(RowKind.LISTING)][-2:] == [
        "Istutetaan puita",
        "Kaadetaan puita",
    ]


def test_counts_that_are_not_as_many_as_known_are_no_totals() -> None:
    lines = [line for line in SUMMARY if line != "0 KPL"]
    parsed = read(lines, LAYOUT, Organisation())
    assert not list(parsed.rows_of(RowKind.TOTAL))
    assert parsed.unread_lines()


def test_a_finance_row_that_lost_a_cell_stays_unread() -> None:
    lines = ("PORI | Talous (1 000 euroa)", "Alue\tTA\tTP", "Tulot\t5\t6", "Menot\t-7", "Netto\t-2\t-1")
    parsed = read(lines, LAYOUT, Organisation())
    assert parsed.unread_lines() == [4]
    assert figures(parsed, "finance", Role.LABEL, Role.PERIOD, Role.VALUE, Role.UNIT_OF_MEASURE) == {
        ("Tulot", "TA", "5", "1 000 euroa"),
        ("Tulot", "TP", "6", "1 000 euroa"),
        ("Netto", "TA", "-2", "1 000 euroa"),
        ("Netto", "TP", "-1", "1 000 euroa"),
    }


@st.composite
def damaged(draw: st.DrawFn) -> list[str]:
    lines = list(LINES[draw(st.integers(0, 600)) :])
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "tabs", "cut", "noise", "tight"])):
            case "drop":
                lines = [*lines[:place], *lines[place + 1 :]] or [""]
            case "double":
                lines.insert(place, lines[place])
            case "swap":
                lines[place], lines[0] = lines[0], lines[place]
            case "tabs":
                lines[place] = lines[place].replace("\t", "  ")
            case "cut":
                lines[place] = lines[place][: draw(st.integers(0, 80))]
            case "noise":
                lines[place] += draw(
                    st.sampled_from(["\t", "<p>", " | A", "5 KPL", "\x0b", "-", "**A** = b", "(2: 3)"])
                )
            case _:
                lines = [line for line in lines[:60] if line.strip()] + lines[60:]
    return lines


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(damaged())
def test_damage_never_breaks_the_reader(lines: list[str]) -> None:
    check_places(read(lines, LAYOUT, Organisation()))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(st.sampled_from("Aa1 \t|-*=<p>/().,:%€Ä•"), max_size=40), max_size=30))
def test_any_text_is_read(lines: list[str]) -> None:
    check_places(read(lines, LAYOUT, Organisation()))
