"""Tables as JSON, CSV and Excel: the same content in each, and texts that stay texts."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.views.elements import FIELDS
from strategylinks.views.figures import FIGURE_FIELDS, GLOSSARY_FIELDS, figure_records, glossary_records
from strategylinks.views.files import flat, to_csv, to_json, to_xlsx

DANGEROUS = ["=1+1", "+358 40", "-10 252", "@SUM(A1)", "=HYPERLINK(0)", "\t=1", "https://example.org", "007", "1e5"]
EMPTY: list[dict[str, Any]] = []


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def read_xlsx(content: bytes) -> list[list[object]]:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (1.5, "1.5"),
        (True, "true"),
        (False, "false"),
        ([], ""),
        (["KYMP", "SIVI"], "KYMP | SIVI"),
        ([12, 14], "12 | 14"),
        ({"KYMP": "a", "SIVI": "b"}, "KYMP: a | SIVI: b"),
        ({}, ""),
        ({"indicator": "Osuus", "baseline": "30 %", "target": "40 %"}, "Osuus: 30 % / 40 %"),
        ({"indicator": "Osuus", "baseline": None, "target": "40 %"}, "Osuus: - / 40 %"),
        ({"indicator": None, "baseline": "30 %", "target": None}, "30 % / -"),
        (
            [
                {"indicator": "A", "baseline": "1", "target": "2"},
                {"indicator": None, "baseline": None, "target": "3"},
            ],
            "A: 1 / 2 | - / 3",
        ),
    ],
)
def test_values_are_written_as_one_cell(value: object, text: str) -> None:
    assert flat(value) == text


def test_json_gives_back_what_went_in_readable_and_with_a_line_end(records: list[dict[str, Any]]) -> None:
    text = to_json(records)
    assert json.loads(text) == records
    assert text.endswith("]\n")
    assert "ympäristö" in text
    assert "\\u00e4" not in text


def test_csv_says_the_same_with_lists_joined(records: list[dict[str, Any]]) -> None:
    rows = read_csv(to_csv(records, FIELDS))
    assert list(rows[0]) == list(FIELDS)
    assert len(rows) == len(records)
    for row, record in zip(rows, records, strict=True):
        assert row["name"] == record["name"]
        assert row["units"].split(" | ") == (record["units"] or [""])
        assert row["indicators"] == " | ".join(record["indicators"])
        assert row["lines"] == f"{record['lines'][0]} | {record['lines'][1]}"
        assert row["progress"] == (record["progress"] or "")
        assert float(row["confidence"]) == record["confidence"]
    assert any(" | " in row["units"] for row in rows)


def test_csv_follows_rfc_4180() -> None:
    text = to_csv([{"a": 'say "no", please\nnow', "b": None}], ("a", "b"))
    assert text == 'a,b\r\n"say ""no"", please\nnow",\r\n'


def test_excel_says_the_same_as_csv(records: list[dict[str, Any]]) -> None:
    header, *rows = read_xlsx(to_xlsx(records, FIELDS, "elements"))
    assert header == list(FIELDS)
    lines = read_csv(to_csv(records, FIELDS))
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        texts = ["" if value is None else value for value in row]
        assert [text for text in texts if isinstance(text, str)] == [
            line[field] for field, text in zip(FIELDS, texts, strict=True) if isinstance(text, str)
        ]
        assert row[FIELDS.index("confidence")] == float(line["confidence"])


def test_workbooks_have_a_frozen_heading_a_filter_and_a_title(records: list[dict[str, Any]]) -> None:
    book = load_workbook(io.BytesIO(to_xlsx(records, FIELDS, "elements")))
    sheet = book["elements"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:S{len(records) + 1}"
    assert sheet["A1"].font.bold
    assert book.properties.title == "elements"


def test_texts_never_become_formulas_numbers_or_links() -> None:
    content = to_xlsx([{"text": text} for text in DANGEROUS], ("text",), "t")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == DANGEROUS
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells] == [None] * len(cells)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_real_tables_hold_no_formula(engine: EmbeddedEngine, records: list[dict[str, Any]]) -> None:
    for rows, fields in (
        (records, FIELDS),
        (figure_records(engine), FIGURE_FIELDS),
        (glossary_records(engine), GLOSSARY_FIELDS),
    ):
        sheet = load_workbook(io.BytesIO(to_xlsx(rows, fields, "table"))).active
        assert sheet is not None
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}


def test_numbers_stay_numbers_in_excel() -> None:
    header, row = read_xlsx(to_xlsx([{"a": 2.5, "b": 7, "c": True, "d": None}], ("a", "b", "c", "d"), "t"))
    assert header == ["a", "b", "c", "d"]
    assert row == [2.5, 7, "true", ""]


def test_texts_that_a_cell_cannot_hold_are_cut_and_marked() -> None:
    _, (text,) = read_xlsx(to_xlsx([{"a": "x" * 40_000}], ("a",), "t"))
    assert isinstance(text, str)
    assert len(text) == 32_767
    assert text.endswith("x…")


@pytest.mark.parametrize("title", ["elements", "a" * 60])
def test_the_same_table_gives_the_same_bytes(title: str) -> None:
    rows = [{"a": "ä", "b": ["x", "y"]}]
    assert to_xlsx(rows, ("a", "b"), title) == to_xlsx(rows, ("a", "b"), title)


def test_empty_tables_are_headings_alone() -> None:
    assert json.loads(to_json(EMPTY)) == []
    assert to_csv(EMPTY, ("a", "b")) == "a,b\r\n"
    assert read_xlsx(to_xlsx(EMPTY, ("a", "b"), "t")) == [["a", "b"]]
