"""The programme table: a real report checked row by row, and small documents of the same shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategylinks.organisation import Organisation, Unit
from strategylinks.reports.layout import read_layout
from strategylinks.reports.parsed import ParsedReport, Role, Row, RowKind
from strategylinks.reports.pieces import mend
from strategylinks.reports.programme_table import reader
from strategylinks.reports.text import decode_lines

DATA = Path(__file__).parents[2] / "data"
LAYOUT = read_layout(DATA / "layouts" / "programme-table.toml")
DOCUMENT = DATA / "reports" / "lahti-2017-h1.txt"
LINES = decode_lines(DOCUMENT.read_bytes(), DOCUMENT)
REPORT = reader.read(LINES, LAYOUT, Organisation())

HEADINGS = [
    (3, "A"), (8, "A1"), (18, "A2"), (27, "A3"), (39, "A"), (47, "B"), (49, "B1"), (62, "B2"), (80, "B3"), (93, "B4"),
    (105, "B"), (113, "C"), (115, "C1"), (126, "C2"), (136, "C3"), (143, "C4"), (150, "C5"), (161, "C6"), (170, "C7"),
    (177, "C8"), (184, "C9"), (196, "C"), (207, "D"), (209, "D1"), (220, "D1"), (233, "D2"), (245, "D3"), (259, "E"),
    (261, "E1"), (270, "E2"), (277, "E3"), (292, "E4"), (307, "E4"), (320, "E4"), (327, "E"),
]  # fmt: skip
FLAGSHIPS = [10, 20, 29, 51, 64, 82, 95, 119, 128, 138, 145, 152, 163, 172, 179, 187, 212, 222, 235, 247, 263, 272, 282,
             294, 310]  # fmt: skip
SECTIONS = {
    37: "Sosiaali- ja terveystoimiala (Päijät-Hämeen hyvinvointikuntayhtymä)",
    103: "Sosiaali- ja terveystoimiala (oma tavoite)",
    194: "Sosiaali- ja terveystoimiala (oma tavoite)",
    318: "Tarkastustoimi",
    325: "Sosiaali- ja terveystoimiala (PHHYKY)",
}
#: Units (K = KH, S = Sivi, Y = Kymp, P = PHHYKY, - = none printed) and statuses (+ Toteutuu, ~ osittain, ? Ei tietoa).
ACTIONS = """
13 K+ | 14 S~ | 15 Y+ | 23 K~ | 24 S~ | 25 Y+ | 32 S+ | 45 K~ | 54 S? | 57 S+ | 58 S+ | 59 S+ | 60 Y~ | 70 K+
 |  71 S+ | 72 S+ | 73 S+ | 74 S+ | 77 S+ | 78 Y? | 86 K~ | 88 S~ | 89 S~ | 90 S+ | 91 Y+ | 98 K+ | 101 S+ | 108 -+
 |  109 -~ | 122 K+ | 123 S+ | 124 Y+ | 131 K~ | 133 K~ | 134 Y~ | 148 K+ | 155 K~ | 156 Y+ | 158 Y+ | 166 K+
 |  167 Y+ | 168 Y~ | 175 Y+ | 182 K+ | 190 K~ | 191 S~ | 192 Y~ | 200 -~ | 204 P~ | 215 K~ | 217 S~ | 218 Y~ | 225
K~ | 226 K~ | 230 S? | 231 Y~ | 239 K+ | 240 S~ | 243 Y~ | 253 K~ | 254 S~ | 256 Y~ | 266 K+ | 267 S~ | 268 Y+
 |  275 K+ | 285 K+ | 286 S~ | 287 Y~ | 299 K~ | 300 K+ | 301 K~ | 304 S+ | 305 Y+ | 313 K+ | 315 S~ | 316 Y+ | 323
-~ | 330 -? | 331 -~ | 332 -~ | 333 -~ | 337 -?
"""
UNITS = {"K": "KH", "S": "Sivi", "Y": "Kymp", "P": "PHHYKY", "-": ""}
STATUSES = {"+": "Toteutuu", "~": "Toteutuu osittain", "?": "Ei tietoa"}
TORN = {32: [34], 74: [76], 98: [100], 240: [242], 287: [289, 290], 301: [303]}
INDICATORS = {
    15: ["Tekyn asukaskyselyn tulokset",
         "Osallistumismenetelmien hyödyntämisen taso (mm. asukastilaisuuksien ja kyselyiden lukumäärä)",
         "Kaavavalitusten määrä"],
    57: ["Osallistujamäärät", "Tapahtumamäärät"],
    58: ["Tehty / Ei"],
    59: ["Osallistuvien määrä", "Hyvinvointilippujen määrä"],
    60: ["Kaupunkilaisten tietoisuus mahdollisuuksista. Tekyn asukaskysely"],
    90: ["Vertaisopastustuntien määrä", "Opastajien ja osallistujien määrä"],
    134: ["Smart & Clean ohjelmaan hyväksytyt Lahden hankkeet, kpl"],
    155: ["Sähkön ominaiskulutus", "Lämmön ominaiskulutus"],
    204: [("Monituottajamallin hyödyntäminen niin, että aktiivisesti käytetään kolmatta sektoria ja pienyrityksiä "
           "Päijät-Hämeessä erilaisten paikallisten palveluiden tuotannossa."),
          "Tuetaan sellaisten palveluiden järjestämistapoja, kuten esim. palvelusetelit.",
          "Ostopalveluiden kustannukset."],
    240: ["Yhdenmukaiset välineet ja ohjeistus", "Toteutumisaste"],
    301: ["Asiakkaan kokemus palvelusta",
          "Tukiprosessin pituus ja asiakkaan sijoittaminen tukitoiminen jälkeen (+/).",
          "Asiakassuunnitelmien toteutuminen suunnitellusti"],
}  # fmt: skip
LEVELS = {
    13: ["-/8"],
    15: ["- / Asukastytyväisyys kasvaa", "- / Määrä kasvaa", "- / Määrä vähenee"],
    32: ["- /toteuttamissuunnitelma on valmis ja suunnitelman toimenpiteitä toteutetaan"],
    57: ["-/500 tapahtumaa", "-/12 500 osallistujaa"],
    73: [("Nykyinen taso lähtötasona, 5 % kasvu eri sektoreiden harrastaja-/ osallistujamäärissä koostuen "
          "harrastustoiminnan aloittajista")],
    74: [("20 % lukiolaisista ja ammatillisissa oppilaitoksissa opiskelevista/Lahtelaisten lukioiden 1. luokat ja "
          "puolet ammatillisissa oppilaitoksissa opiskelevista."), "90 % 1., 3. ja 7. perusopetuksen luokista"],
    155: ["v. 2015: 15,7 kWh/m3/ v.2017: 15,1 kWh/m3", "v. 2015: 39,1 kWh/m3 v. 2017: 38,0 kWh/m3"],
    240: ["-/Esimiehet tiedostavat vastuunsa viestinnästä", "-/100 %"],
    304: ["- /palveluohjelman luonnos v.2017 ja palveluohjelma valmis 2018"],
    313: ["-/ Yksi pilotointihanke tehty", "-/Määrittelyt tehty"],
    323: ["60 %"],
}  # fmt: skip
#: Rows whose indicators or levels the text alone does not settle.
DOUBTED = [57, 59, 60, 74, 78, 133, 134, 155, 204, 301, 313, 332, 337]


def of(report: ParsedReport, kind: RowKind) -> list[Row]:
    return list(report.rows_of(kind))


def action(line: int) -> Row:
    return next(row for row in REPORT.rows_of(RowKind.ACTION) if row.first == line)


def parts(row: Row, role: Role) -> list[str]:
    cell = row.cell(role)
    return [part.text for part in cell.parts] if cell else []


def read(*lines: str, organisation: Organisation | None = None) -> ParsedReport:
    return reader.read(lines, LAYOUT, organisation or Organisation())


def test_every_line_is_accounted_for() -> None:
    assert REPORT.unread_lines() == []
    assert {skip.reason for skip in REPORT.skips} == {"column headings", "separator row"}


def test_headings_are_told_by_their_codes() -> None:
    rows = [row for row in REPORT.rows if row.kind in (RowKind.PROGRAMME, RowKind.GOAL)]
    assert [(row.first, row.text(Role.CODE)) for row in rows] == HEADINGS
    assert all((row.kind is RowKind.PROGRAMME) == (len(row.text(Role.CODE)) == 1) for row in rows)
    assert rows[0].text(Role.NAME) == "OSALLISUUS: Rohkaisemme omavastuuseen ja osallisuuteen"
    assert rows[2].text(Role.NAME) == "Hyödynnämme vuorovaikutusta osallistumisen ja vaikuttamisen tukena"
    assert rows[31].text(Role.NAME).startswith("Tunnistamme asukkaan tarpeet, arvostamme")


def test_flagships_sections_and_note() -> None:
    assert [row.first for row in of(REPORT, RowKind.FLAGSHIP)] == FLAGSHIPS
    assert of(REPORT, RowKind.FLAGSHIP)[7].text(Role.NAME) == "Kaupungin avoin data"
    assert {row.first: row.text(Role.UNIT) for row in of(REPORT, RowKind.SECTION)} == SECTIONS
    (note,) = of(REPORT, RowKind.NOTE)
    assert (note.first, note.text(Role.TEXT)) == (141, "Käynnistyy palveluohjelman valmistuttua vuonna 2018, kts. E4")


def test_every_action_with_its_unit_and_status() -> None:
    entries = (entry.split() for entry in ACTIONS.split("|"))
    expected = [(int(line), UNITS[marks[0]], STATUSES[marks[1]]) for line, marks in entries]
    rows = of(REPORT, RowKind.ACTION)
    assert [(row.first, row.text(Role.UNIT), row.text(Role.STATUS)) for row in rows] == expected
    assert len(rows) == 83


def test_every_action_has_the_name_of_its_lines() -> None:
    for row in REPORT.rows_of(RowKind.ACTION):
        printed = [LINES[line - 1].split("\t")[1] for line in (row.first, *TORN.get(row.first, []))]
        assert row.text(Role.NAME) == mend(" ".join(printed))


def test_rows_torn_by_a_page_break_are_joined() -> None:
    torn = {row.first: row.last for row in REPORT.rows_of(RowKind.ACTION) if row.last != row.first}
    assert torn == {line: rest[-1] for line, rest in TORN.items()}
    name = action(98).cell(Role.NAME)
    assert name is not None
    assert [fragment.first for fragment in name.fragments] == [98, 100]
    assert "aloittamaan käytännön toimet elokuussa." in action(98).text(Role.PROGRESS)
    assert parts(action(287), Role.PROGRESS)[1:] == [
        "Ajanvarausjärjestelmän käyttöönotto on vastuutettu Calpron palvelupäällikölle.",
        (
            "Rakennusvalvonnan aineistojen (vanhan Nastolan alue) skannaus ja vienti sähköiseen arkistoon jatkuu "
            "palvelualueen omana työnä"
        ),
    ]


@pytest.mark.parametrize(("line", "expected"), INDICATORS.items())
def test_indicators(line: int, expected: list[str]) -> None:
    assert parts(action(line), Role.INDICATOR) == expected


@pytest.mark.parametrize(("line", "expected"), LEVELS.items())
def test_levels(line: int, expected: list[str]) -> None:
    assert parts(action(line), Role.LEVELS) == expected


def test_guessed_splits_say_so() -> None:
    guessed = [
        row.first
        for row in REPORT.rows_of(RowKind.ACTION)
        if any(cell.doubts and cell.confidence < 1 for cell in row.cells)
    ]
    assert guessed == DOUBTED


def test_progress_is_split_at_gaps_and_paragraphs() -> None:
    assert parts(action(90), Role.PROGRESS) == ["Pidetty opastustunteja 42 tuntia", "Opastajia ja osallistujia 348"]
    assert parts(action(204), Role.PROGRESS)[1] == "Edesautetaan monipuolista palvelurakennetta."
    assert len(parts(action(243), Role.PROGRESS)) == 3
    assert action(32).cell(Role.PROGRESS) is None


HEADING = "\tPalvelualueen toimenpide\tMittari\tLähtö/ tavoitetaso\tTehdyt toimet 31.12.\tTila"


def test_another_municipality() -> None:
    report = read(
        "Strategian seuranta 1-12/2019",
        "",
        "# F: TALOUS: Hoidamme rahat",
        "## G12. Säästämme",
        "Kärkihanke: Uusi kassa",
        "",
        HEADING,
        "Sataman johto\tOstetaan kassa\tHinta  Paino\t5 € / 4 €  2 kg / 1 kg\tOstettu\tValmis ✔",
        "",
        "\tja säästetään\t\t\t\t",
        "--\t--\t--\t--\t--\t--",
        "",
        "Satama",
        "",
        "\tOma työ\tMäärä\t-/3\t\tKesken",
    )
    assert report.unread_lines() == []
    kinds = [row.kind.value for row in report.rows]
    assert kinds == ["programme", "goal", "flagship", "action", "section", "action"]
    first, second = of(report, RowKind.ACTION)
    assert first.text(Role.UNIT) == "Sataman johto"
    assert first.text(Role.NAME) == "Ostetaan kassa ja säästetään"
    assert parts(first, Role.INDICATOR) == ["Hinta", "Paino"]
    assert parts(first, Role.LEVELS) == ["5 € / 4 €", "2 kg / 1 kg"]
    assert (first.text(Role.STATUS), second.text(Role.STATUS)) == ("Valmis", "Kesken")


def test_columns_are_told_by_their_headings() -> None:
    report = read(
        "\tTila\tPalvelualueen toimenpde\tLähtö-/tavoitetaso\tMittari\tHuomioita\tTehdyt toimet",
        "Satama\tToteutuu\tOstetaan kassa\t-/1\tKassat\tkiire\tOstettu",
    )
    (row,) = of(report, RowKind.ACTION)
    assert [(cell.role.value, cell.text) for cell in row.cells] == [
        ("unit", "Satama"), ("status", "Toteutuu"), ("name", "Ostetaan kassa"), ("levels", "-/1"),
        ("indicator", "Kassat"), ("text", "kiire"), ("progress", "Ostettu"),
    ]  # fmt: skip


def test_a_row_that_lost_a_cell_is_not_guessed() -> None:
    report = read(HEADING, "Satama\tOstetaan kassa\t-/1\tOstettu\tToteutuu")
    assert report.unread_lines() == [2]


def test_a_cut_row_is_read_with_a_doubt() -> None:
    (row,) = read(HEADING, "Satama\tOstetaan kassa\tKas").rows
    assert (row.text(Role.NAME), row.confidence, len(row.doubts)) == ("Ostetaan kassa", 0.6, 1)


def test_the_rest_of_an_unread_row_joins_no_other_row() -> None:
    whole = "Satama\tOstetaan kassa\tKassat\t-/1\tOstettu\tToteutuu"
    report = read(HEADING, whole, "Tori\tMyydään\t-/1\tMyyty\tToteutuu", "", "\tja uusitaan\t\t\t\t")
    assert report.unread_lines() == [3, 5]


def test_a_row_that_goes_on_without_a_page_break_is_doubted() -> None:
    (row,) = read(HEADING, "Satama\tOstetaan\tKassat\t-/1\t\tToteutuu", "\tja uusitaan\t\t\t\t").rows
    assert (row.text(Role.NAME), row.confidence) == ("Ostetaan ja uusitaan", 0.6)


def test_lines_may_have_lost_their_outer_blanks() -> None:
    report = read(HEADING.strip(), "Satama\tOstetaan\tKassat\t-/1\t\tToteutuu", "Oma työ\tMäärä\t-/3\tEi\tToteutuu")
    assert (report.rows[0].text(Role.UNIT), report.unread_lines()) == ("Satama", [3])


def test_a_section_may_stand_close_to_the_headings_around_it() -> None:
    report = read("A: Elinvoima", HEADING, "Satama\tOstetaan\tKassat\t-/1\t\tToteutuu", "Tori", "A1: Myymme")
    assert [row.kind.value for row in report.rows] == ["programme", "action", "section", "goal"]


def test_a_lone_unit_is_no_note() -> None:
    known = Organisation([Unit("SAT", "x", "Sataman johto", ())])
    line = "Sataman johto\t\t\t\t\t"
    assert read(HEADING, line, organisation=known).unread_lines() == [2]
    assert read(HEADING, "Siirtyy vuoteen 2020, kts. F2\t\t\t\t\t").rows[0].kind is RowKind.NOTE


def test_a_row_without_tabs_is_no_section() -> None:
    assert read("", "Sivi Ostetaan kassa. Hinta  -/8  Ostettu Toteutuu").rows == ()
    assert read("", "kolmannen sektorin toimijaryhmien kanssa").rows == ()


@pytest.mark.parametrize("mark", ["■", "□", ' <input checked="" type="checkbox"/>', " <input type=", "  ■"])
def test_marks_beside_a_status_do_not_count(mark: str) -> None:
    (row,) = read(HEADING, f"Satama\tOstetaan\tKassat\t-/1\t\tToteutuu osittain {mark}").rows
    assert row.text(Role.STATUS) == "Toteutuu osittain"
