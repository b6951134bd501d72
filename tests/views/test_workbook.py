"""The workbook: what its sheets hold, in three languages, and that it can be trusted as a file."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pytest
from made_network import EVIDENCE, made_network
from openpyxl import Workbook, load_workbook

from strategylinks import __version__
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import StrategyLinksError
from strategylinks.views.network_data import read_network_data
from strategylinks.views.sheets import Sheet, SheetColumn, write_sheets
from strategylinks.views.words import concept_names
from strategylinks.views.workbook import write_workbook
from strategylinks.views.workbook_records import linkage_records

SHEETS = {
    "en": [
        "About",
        "Structure",
        "Actions",
        "Responsibilities",
        "Indicators",
        "Goals × units",
        "Units × units",
        "Linkages",
        "Sources",
    ],
    "fi": [
        "Tietoja",
        "Rakenne",
        "Toimenpiteet",
        "Vastuut",
        "Mittarit",
        "Tavoitteet × yksiköt",
        "Yksiköt × yksiköt",
        "Kytkökset",
        "Lähteet",
    ],
    "sv": [
        "Om",
        "Struktur",
        "Åtgärder",
        "Ansvar",
        "Indikatorer",
        "Mål × enheter",
        "Enheter × enheter",
        "Kopplingar",
        "Källor",
    ],
}


@pytest.fixture(scope="module")
def content(engine: EmbeddedEngine) -> bytes:
    return write_workbook(engine)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def rows_of(book: Workbook, title: str) -> list[dict[str, object]]:
    headings, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in rows]


@pytest.mark.parametrize("language", SHEETS)
def test_sheets_are_titled_in_each_language(engine: EmbeddedEngine, language: str) -> None:
    narrow = load_workbook(io.BytesIO(write_workbook(engine, language, "lahti-2021-education")))
    assert narrow.sheetnames == SHEETS[language]


def test_the_same_graph_gives_the_same_bytes(engine: EmbeddedEngine, content: bytes) -> None:
    assert write_workbook(engine) == content


def test_the_first_sheet_says_what_it_is_as_of_when_and_what_the_others_hold(book: Workbook) -> None:
    texts = [str(cell) for row in book["About"].iter_rows(values_only=True) for cell in row if cell is not None]
    assert any(f"strategylinks {__version__}" in text for text in texts)
    assert {"lahti-2017-h1", "2017-06-30", "tuusula-2021-q3", "2021-09-30"} <= set(texts)
    assert set(SHEETS["en"][1:]) <= set(texts)
    links = {cell.hyperlink.location for row in book["About"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{title}'!A1" for title in SHEETS["en"][1:]}


def test_structure_holds_every_element_indented_by_its_depth(book: Workbook, records: list[dict[str, object]]) -> None:
    rows = rows_of(book, "Structure")
    assert Counter(row["Level"] for row in rows) == Counter(
        {"flagship": "flagship project"}.get(str(record["kind"]), str(record["kind"])) for record in records
    )
    sheet = book["Structure"]
    headings = [cell.value for cell in sheet[1]]
    name, depth = headings.index("Name"), headings.index("Depth")
    indents = {(row[depth].value, row[name].alignment.indent) for row in sheet.iter_rows(min_row=2)}
    assert indents == {(number, 2.0 * (number - 1)) for number in range(1, len(indents) + 1)}


def test_actions_are_those_of_the_reports(book: Workbook, records: list[dict[str, object]]) -> None:
    actions = [record for record in records if record["kind"] == "action"]
    rows = rows_of(book, "Actions")
    assert [row["Name"] for row in rows] == [record["name"] for record in actions]
    assert [row["Status as printed"] for row in rows] == [record["status"] or "" for record in actions]


def test_sources_of_statuses_are_told_in_the_language_of_the_workbook(engine: EmbeddedEngine) -> None:
    finnish = load_workbook(io.BytesIO(write_workbook(engine, "fi", "lahti-2017-h1")))
    sources = {row["Tilan lähde"] for row in rows_of(finnish, "Toimenpiteet")}
    assert "ilmoitettu" in sources
    assert not sources & set(concept_names("status-source", "en").values())


def test_who_answers_for_an_action_stands_with_the_words_that_say_it(book: Workbook) -> None:
    rows = rows_of(book, "Responsibilities")
    lahti = [row for row in rows if row["Report"] == "lahti-2017-h1" and row["First line"] == 13]
    assert [(row["Unit or post"], row["Role"], row["Words of the report"]) for row in lahti] == [
        ("KH", "responsible", "KH")
    ]


def test_the_matrix_marks_units_under_turned_headings(book: Workbook) -> None:
    sheet = book["Goals × units"]
    headings = [cell.value for cell in sheet[1]]
    sivi = headings.index("SIVI")
    assert sheet[1][sivi].alignment.textRotation == 90
    assert any("●" in str(row[sivi].value) for row in sheet.iter_rows(min_row=2))
    assert sheet.freeze_panes == f"{sheet.cell(2, headings.index('Name') + 2).coordinate}"


def test_linkages_tell_kind_ends_what_joins_them_and_the_sentence() -> None:
    rows = linkage_records(read_network_data(made_network(), EVIDENCE), "en")
    assert [(row["linkage"], row["from"], row["direction"], row["to"]) for row in rows] == [
        ("joint action", "SIVI", "↔", "KYMP"),
        ("joint action", "KYMP", "↔", "SIVI"),
        ("stated condition", "KYMP", "→", "SIVI"),
    ]
    assert (rows[0]["from_units"], rows[0]["to_units"]) == ("SIVI", "KYMP")
    assert (rows[0]["weight"], rows[0]["confidence"], rows[0]["first"], rows[0]["last"]) == (2.0, 0.8, 12, 14)
    assert rows[0]["quote"].startswith("SIVI odottaa.")
    assert rows[0]["through"].endswith("Muualla")


def test_linkages_of_the_reports_come_with_their_units_and_sentences(book: Workbook) -> None:
    rows = rows_of(book, "Linkages")
    assert len(rows) > 100
    assert all(row["Words of the report"] and row["First line"] for row in rows)
    joint = [row for row in rows if row["Kind of linkage"] == "joint action"]
    assert joint
    assert all(row["Units there"] and row["Units at the other end"] and row["Through"] for row in joint)


def test_the_dependency_matrix_counts_in_both_directions(book: Workbook) -> None:
    rows = {row["Unit"]: row for row in rows_of(book, "Units × units")}
    assert {"SIVI", "KYMP", "KOHA"} <= rows.keys()
    assert isinstance(rows["SIVI"]["KOHA"], int | float)
    assert rows["SIVI"]["SIVI"] in (None, "")


def test_every_source_quotes_its_report(book: Workbook) -> None:
    rows = rows_of(book, "Sources")
    assert len(rows) > 1000
    assert all(row["Words of the report"] and row["First line"] for row in rows)


def test_every_sheet_but_the_first_has_a_frozen_heading_and_a_filter(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert sheet["A1"].font.bold


def test_no_cell_is_a_formula(content: bytes, book: Workbook) -> None:
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets/" in name)


def test_a_workbook_of_one_report_holds_nothing_of_others(engine: EmbeddedEngine) -> None:
    narrow = load_workbook(io.BytesIO(write_workbook(engine, "en", "lahti-2024")))
    for title in ("Structure", "Actions", "Responsibilities", "Indicators", "Sources"):
        assert {row["Report"] for row in rows_of(narrow, title)} == {"lahti-2024-q4-vitality"}, title


def test_an_unknown_report_is_refused(engine: EmbeddedEngine) -> None:
    with pytest.raises(StrategyLinksError, match="no report"):
        write_workbook(engine, "en", "nowhere-1999")


def test_texts_of_reports_stay_texts_in_indented_and_marked_cells() -> None:
    columns = [SheetColumn("name", "=1+1"), SheetColumn("mark", "@SUM(A1)", is_mark=True)]
    content = write_sheets([Sheet("t", columns, [{"name": "=2", "mark": "-1", "d": 9}], 0, "name", "d")], "t")
    cells = [cell for row in load_workbook(io.BytesIO(content))["t"].iter_rows() for cell in row]
    assert [cell.value for cell in cells] == ["=1+1", "@SUM(A1)", "=2", "-1"]
    assert {cell.data_type for cell in cells} == {"s"}
