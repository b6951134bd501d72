"""The coded table: a real report checked row by row, and small documents of the same shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategylinks.organisation import Organisation, Post
from strategylinks.reports.coded_table import reader
from strategylinks.reports.layout import read_layout
from strategylinks.reports.parsed import ParsedReport, Role, Row, RowKind
from strategylinks.reports.text import decode_lines

DATA = Path(__file__).parents[2] / "data"
LAYOUT = read_layout(DATA / "layouts" / "coded-table.toml")
DOCUMENT = DATA / "reports" / "tuusula-2021-q3.txt"
LINES = decode_lines(DOCUMENT.read_bytes(), DOCUMENT)
REPORT = reader.read(LINES, LAYOUT, Organisation())

POSTS = {
    "H": "Henkilöstöjohtaja", "L": "Hallintojohtaja", "t": "Taloustohtaja", "T": "Talusohtaja", "J": "Talusojohtaja",
    "-": "",
}  # fmt: skip
#: Line, code, digit of the status and post, as read in the document (- = none printed).
ROWS = """
14 01 -- | 15 01.05 3H | 16 01.05.01 3H | 17 02 -- | 18 02.02 -- | 18 02.02.03 3H | 19 03 -t | 20 03.05 4L
21 03.05.01 5L | 23 03.06 3T | 24 03.06.01 3T | 25 03.06.02 3L | 26 03.06.03 5H | 28 03.07 -T | 28 03.07.01 3T
29 03.07.02 2H | 30 03.07.03 4L | 31 03.09 4L | 33 03.09.01 5L | 34 05 -- | 35 05.01 5J | 36 05.01.01 2J
37 05.01.02 5J | 38 05.02 3J | 39 05.02.01 3J | 40 07 -- | 41 07.05 3H | 42 07.05.01 3H | 43 07.05.02 2H
44 07.05.03 3H | 46 07.05.04 2H | 47 07.05.05 3H | 48 07.05.06 2H | 49 10 2- | 50 10.01 2H | 51 10.01.01 2H
52 12 -- | 53 12.01 2H | 54 12.01.01 3H | 55 12.02 2H | 56 12.02.01 3H | 58 12.02.02 2H | 59 12.03 5L
60 12.03.01 4L | 61 12.03.02 3L | 62 12.03.03 5H | 63 15 2H | 64 15.01 2H | 66 15.01.01 3H | 67 15.01.02 2H
68 15.01.03 2H | 69 15.02 3H | 70 15.02.01 5H | 71 15.02.02 5H | 72 15.02.03 5H | 73 15.03 1H | 75 15.03.01 2H
76 15.07 4J | 77 15.07.01 4J | 78 15.07.02 3J | 79 30 -- | 79 30.08 3H | 80 30.08.01 3H | 81 32 -J | 82 32.02 3J
83 32.02.01 2J | 84 32.03 -- | 84 32.03.06 3J | 85 32.04 3J | 86 32.04.01 3J
""".replace("\n", "|")
WITH_RISK = [
    "01.05", "01.05.01", "02.02.03", "03.06", "03.06.01", "03.06.03", "03.07", "03.07.02", "05.01", "05.01.01", "05.02",
    "05.02.01", "07.05", "07.05.01", "07.05.02", "07.05.03", "07.05.04", "07.05.05", "07.05.06", "12.01.01", "12.02",
    "12.02.01", "12.02.02", "12.03.01", "12.03.02", "12.03.03", "15", "15.01", "15.01.01", "15.02", "15.02.02",
    "15.03.01", "15.07", "30.08", "30.08.01", "32.02", "32.02.01", "32.04", "32.04.01",
]  # fmt: skip
WITHOUT_PROGRESS = ["01", "02", "02.02", "03", "05", "07", "07.05", "07.05.02", "07.05.06", "10", "10.01", "12", "30",
                    "32", "32.03"]  # fmt: skip
TABLE = [row for row in REPORT.rows if row.kind is not RowKind.LEGEND]


def row_of(code: str) -> Row:
    return next(row for row in TABLE if row.text(Role.CODE) == code)


def read(*lines: str, organisation: Organisation | None = None) -> ParsedReport:
    return reader.read(lines, LAYOUT, organisation or Organisation())


def test_every_line_is_accounted_for() -> None:
    assert REPORT.unread_lines() == []
    assert [(skip.first, skip.reason) for skip in REPORT.skips] == [
        (3, "page heading"), (5, "introduction to the status scale"), (13, "column headings"),
    ]  # fmt: skip


def test_the_scale_is_read_from_the_legend() -> None:
    legend = list(REPORT.rows_of(RowKind.LEGEND))
    assert [row.text(Role.CODE) for row in legend] == ["1", "2", "3", "4", "5"]
    assert legend[1].text(Role.NAME) == "Suunnitteluvaiheessa, on edetty hieman"


def test_every_row_with_its_code_status_and_post() -> None:
    expected = []
    for line, code, marks in (entry.split() for entry in ROWS.split("|") if entry.strip()):
        expected.append((int(line), code, marks[0].strip("-"), POSTS[marks[1]]))
    found = [(r.last, r.text(Role.CODE), r.text(Role.STATUS)[:1], r.text(Role.RESPONSIBLE)) for r in TABLE]
    assert found == expected


def test_the_level_is_in_the_code() -> None:
    levels = {2: ("goal", "council-term"), 5: ("goal", "annual"), 8: ("action", "")}
    assert all((row.kind.value, row.variant) == levels[len(row.text(Role.CODE))] for row in TABLE)
    assert (len(list(REPORT.rows_of(RowKind.GOAL))), len(list(REPORT.rows_of(RowKind.ACTION)))) == (31, 39)


def test_every_name_is_the_rest_of_its_cell() -> None:
    for row in TABLE:
        cells = LINES[row.last - 1].split("\t")
        printed = next(cell for cell in cells if cell.split(" ")[0].strip(".") == row.text(Role.CODE))
        assert row.text(Role.NAME) == printed.split(" ", 1)[1].strip()


def test_risk_and_progress_stand_where_they_are_printed() -> None:
    assert [row.text(Role.CODE) for row in TABLE if row.cell(Role.RISK)] == WITH_RISK
    assert [row.text(Role.CODE) for row in TABLE if not row.cell(Role.PROGRESS)] == WITHOUT_PROGRESS
    assert row_of("12.03.03").text(Role.RISK) == "Resurssien riittävyys osallistumiseen"
    assert row_of("15.01").text(Role.RISK).startswith("Osallistumismahdollisuudet koulutuksiin")
    assert row_of("30.08").text(Role.RISK).startswith("Maahanmuuttokoordinaattorin työtilanne")


def test_a_name_that_slid_into_the_next_row() -> None:
    goal, action = row_of("03.07"), row_of("03.07.01")
    assert (goal.first, goal.last, goal.confidence) == (27, 28, 0.8)
    assert goal.doubts
    assert (goal.text(Role.RISK), goal.text(Role.STATUS)) == ("Resurssipula", "")
    assert goal.text(Role.PROGRESS).startswith("Sisäisten palveluiden prosessien kehittäminen")
    assert (action.first, action.text(Role.RISK), action.confidence) == (28, "", 1.0)


def test_a_row_of_two_levels_gives_its_values_to_the_lower() -> None:
    assert [cell.role.value for cell in row_of("02.02").cells] == ["code", "name"]
    assert [cell.role.value for cell in row_of("30").cells] == ["code", "name"]
    assert row_of("32.03.06").text(Role.RESPONSIBLE) == "Talusojohtaja"


def test_statuses_stay_as_printed() -> None:
    assert row_of("15.03").text(Role.STATUS).endswith("ko. toimialalta")
    assert row_of("12.03.01").text(Role.STATUS) == (
        "4 Toteutusvaiheessa lähellä valmistumista, ei vielä viimeistelyä/käyttöön otettu"
    )


HEADING = (
    "Valtuustokauden tavoite\tVuositavoite\tToimenpide\tMerkittävimmät tavoitteen toteuttamista uhkaavat riskit\t"
    "Kokonais-tilanne\tEtenemisaste\tEteneminen\tVastuuhenkilö"
)
SCALE = ("Kylän seuranta 2023", "Asteikko on:", "- 1= Ei alkanut", " 2= Menossa hyvin", "", HEADING)


def test_another_municipality() -> None:
    report = read(
        *SCALE,
        "44. Rakennamme siltoja\t\t\t\t\t\t\tKylänvanhin",
        "\t44.09 Silta länteen\t\tMyrsky\t\t2 Menossa hyvin\t19.11.2020 avattiin.\tSeppä",
        "44.09.02 Silta itään\t19.11. tulva uhkaa\t\t\t\t1 Ei vielä alkanut\t\tSeppä",
        "",
        "\t\t\t\t\t\tja jatkui keväällä\t",
    )
    assert report.unread_lines() == []
    goal, annual, action = (row for row in report.rows if row.kind is not RowKind.LEGEND)
    assert (goal.text(Role.CODE), goal.text(Role.RESPONSIBLE)) == ("44", "Kylänvanhin")
    assert annual.text(Role.PROGRESS) == "19.11.2020 avattiin."
    assert (action.text(Role.RISK), action.text(Role.STATUS)) == ("19.11. tulva uhkaa", "1 Ei vielä alkanut")
    assert (action.text(Role.PROGRESS), action.last) == ("ja jatkui keväällä", 11)


@pytest.mark.parametrize(
    "line",
    [
        "\t44.09 Silta\tMyrsky\t\t2 Menossa hyvin\tAvattiin.\tSeppä",
        "\t\t44.09 Silta\t\tMyrsky\t\t2 Menossa hyvin\tAvattiin.\tSeppä",
        "\t\t\t44.09 Silta\tMyrsky\t\t2 Menossa hyvin\tAvattiin.\tSeppä",
    ],
)
def test_a_row_with_a_lost_or_gained_tab(line: str) -> None:
    row = read(*SCALE, line).rows[-1]
    values = [row.text(role) for role in (Role.NAME, Role.RISK, Role.STATUS, Role.PROGRESS, Role.RESPONSIBLE)]
    assert values == ["Silta", "Myrsky", "2 Menossa hyvin", "Avattiin.", "Seppä"]


def test_a_post_next_to_the_status() -> None:
    known = Organisation(posts=[Post("seppa", "x", "Seppä", ())])
    for organisation in (known, Organisation()):
        row = read(*SCALE, "\t44.09 Silta\t\tMyrsky\t\t2 Menossa hyvin\tSeppä", organisation=organisation).rows[-1]
        assert (row.text(Role.RESPONSIBLE), row.text(Role.PROGRESS)) == ("Seppä", "")


def test_columns_in_another_order() -> None:
    report = read(
        "Valtuustokauden tavoite\tVuositavoite\tToimenpide\tVastuuhenkilö\tEtenemisaste\tEteneminen",
        "\t\t44.09.01 Silta\tSeppä\t2 Menossa\tAvattiin.",
    )
    assert [cell.role.value for cell in report.rows[0].cells] == ["code", "name", "responsible", "status", "progress"]


def test_values_without_a_name_stay_unread() -> None:
    assert read(*SCALE, "\t\t\tMyrsky\t\t\tAvattiin.\tSeppä", "\t44.09 Silta\t\t\t\t\t\t").unread_lines() == [7]


def test_lines_without_columns() -> None:
    table = ("44. Rakennamme siltoja", "\t44.09 Silta\t\t\t\t\t\t")
    report = read(*SCALE, *table, "Kylän seuranta 2023", "3 / 7", "kohina")
    assert report.rows[2].confidence < 1
    assert report.unread_lines() == [11]
