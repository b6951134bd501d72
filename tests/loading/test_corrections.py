"""Reviewed corrections: what they can do, and that one which no longer fits stops with its file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategylinks.errors import CorrectionError, WorkspaceError
from strategylinks.loading.corrections import REDACTED, apply_corrections, read_corrections
from strategylinks.loading.keys import fold
from strategylinks.loading.reviews import reading_of
from strategylinks.reports.parsed import Cell, Fragment, ParsedReport, Role, Row, RowKind
from strategylinks.reports.pieces import part_of_lines

LINES = (
    "Haravoidaan rannat puhtaiksi",
    "Käyntien määrä Kulujen osuus",
    "Nykyinen taso 15,7 % ja 12 kertaa",
    "Aina Meri kertoi, että työ etenee.",
    "Rakennetaan laituri",
    "Ainoa poikkeama koskee rantoja.",
)


def cell(role: str, first: int, last: int | None = None, **marks: Any) -> Cell:
    return Cell(Role(role), (part_of_lines(LINES, first, last or first),), **marks)


PARSED = ParsedReport(
    "made",
    LINES,
    (
        Row(
            RowKind.ACTION,
            (
                cell("name", 1),
                cell("indicator", 2, confidence=0.7, doubts=("two may run together",)),
                cell("levels", 3),
                cell("progress", 4, confidence=0.6, doubts=("the boundary is unsure",)),
            ),
            1,
            4,
        ),
        Row(RowKind.ACTION, (cell("name", 5),), 5, 5),
        Row(RowKind.PASSAGE, (cell("text", 6),), 6, 6),
    ),
)

HEAD = """\
[[correction]]
id = "made"
report = "made"
line = {line}
quote = "{quote}"
reason = "For this test."
reviewed = 2030-01-01
"""


def written(tmp_path: Path, body: str, line: int = 2, quote: str = "Käyntien") -> Path:
    path = tmp_path / "corrections.toml"
    path.write_text("# A heading.\n\n" + HEAD.format(line=line, quote=quote) + body, encoding="utf-8")
    return path


def corrected(tmp_path: Path, body: str, line: int = 2, quote: str = "Käyntien") -> ParsedReport:
    return apply_corrections(PARSED, read_corrections(written(tmp_path, body, line, quote)))


def texts(row: Row, role: str) -> list[str]:
    found = row.cell(Role(role))
    return [part.text for part in found.parts] if found else []


def marks(row: Row) -> Mapping[str, tuple[str, ...]]:
    return {one.role: one.corrections for one in row.cells if one.corrections}


def test_parts_divide_a_cell_and_settle_its_doubts(tmp_path):
    row = corrected(tmp_path, 'parts.indicator = ["Käyntien määrä", "Kulujen osuus"]').rows[0]
    indicators = row.cell(Role.INDICATOR)
    assert indicators is not None
    assert texts(row, "indicator") == ["Käyntien määrä", "Kulujen osuus"]
    assert [part.fragments for part in indicators.parts] == [
        (Fragment(2, 2, "Käyntien määrä"),),
        (Fragment(2, 2, "Kulujen osuus"),),
    ]
    assert (indicators.confidence, indicators.doubts) == (1.0, ())
    assert marks(row) == {"indicator": ("made",)}


def test_pairs_say_whose_level_is_whose(tmp_path):
    body = """
        parts.indicator = ["Käyntien määrä", "Kulujen osuus"]
        pairs = [
          { indicator = "Kulujen osuus", baseline = "Nykyinen taso", target = "15,7 %" },
          { indicator = "Käyntien määrä", target = "ja 12 kertaa" },
        ]"""
    levels = corrected(tmp_path, body).rows[0].cell(Role.LEVELS)
    assert levels is not None
    assert levels.pairs == (("Kulujen osuus", "Nykyinen taso", "15,7 %"), ("Käyntien määrä", "", "ja 12 kertaa"))
    assert levels.corrections == ("made",)


def test_cells_are_cut_from_whole_lines_or_pieces_of_them(tmp_path):
    body = """
        [correction.cells]
        indicator = [[2, 2], [5, 5]]
        risk = { lines = [3, 3], until = "ja 12" }
        progress = { lines = [3, 4], from = "ja 12" }"""
    row = corrected(tmp_path, body).rows[0]
    assert texts(row, "indicator") == [LINES[1], LINES[4]]
    assert texts(row, "risk") == ["Nykyinen taso 15,7 %"]
    assert texts(row, "progress") == ["ja 12 kertaa Aina Meri kertoi, että työ etenee."]
    assert row.last == 5


def test_inserted_rows_stand_where_their_lines_are(tmp_path):
    body = """
        [correction.insert]
        kind = "deviation"
        lines = [5, 5]
        [correction.insert.cells]
        name = { text = "Haravoidaan rannat", lines = [1, 1] }
        text = { text = "Ainoa poikkeama koskee rantoja.", lines = [6, 6] }"""
    rows = corrected(tmp_path, body).rows
    assert [row.kind for row in rows] == [RowKind.ACTION, RowKind.ACTION, RowKind.DEVIATION, RowKind.PASSAGE]
    assert rows[2].text(Role.NAME) == "Haravoidaan rannat"
    assert rows[2].corrections == ("made",)


def test_redacted_names_are_in_no_text_and_no_quote(tmp_path):
    row = corrected(tmp_path, 'redact = ["Aina Meri"]', line=4, quote="Aina Meri").rows[0]
    progress = row.cell(Role.PROGRESS)
    assert progress is not None
    assert progress.text == f"{REDACTED} kertoi, että työ etenee."
    assert "Aina" not in repr(row)
    # A name that is gone makes nothing else sure.
    assert progress.confidence == 0.6
    assert marks(row) == {"progress": ("made",)}


def test_a_review_takes_the_doubts_away_as_long_as_the_reading_stays(tmp_path):
    path = tmp_path / "corrections.toml"
    review = '[[review]]\nreport = "made"\nreviewed = 2030-01-01\nreason = "Read."\n'
    review += 'rows = [{{ line = 1, quote = "Haravoidaan", reading = "{}" }}]\n'
    path.write_text(review.format(reading_of(PARSED.rows[0])), encoding="utf-8")
    row = apply_corrections(PARSED, read_corrections(path)).rows[0]
    assert {one.confidence for one in row.cells} == {1.0}
    assert set(marks(row)) == {"indicator", "progress"}
    path.write_text(review.format("0000000000"), encoding="utf-8")
    with pytest.raises(CorrectionError, match="read differently now") as error:
        apply_corrections(PARSED, read_corrections(path))
    assert (error.value.where, error.value.line) == (path, 5)


def test_corrections_of_one_row_build_on_each_other(tmp_path):
    path = written(tmp_path, 'parts.indicator = ["Käyntien määrä", "Kulujen osuus"]\n')
    second = HEAD.format(line=3, quote="Nykyinen").replace('"made"\nreport', '"second"\nreport')
    second += 'pairs = [{ indicator = "Kulujen osuus", target = "Nykyinen taso 15,7 % ja 12 kertaa" }]\n'
    path.write_text(path.read_text(encoding="utf-8") + second, encoding="utf-8")
    row = apply_corrections(PARSED, read_corrections(path)).rows[0]
    assert marks(row) == {"indicator": ("made",), "levels": ("second",)}


def test_rows_that_no_correction_names_stay_as_they_are(tmp_path):
    assert corrected(tmp_path, 'parts.indicator = ["Käyntien määrä Kulujen osuus"]').rows[1:] == PARSED.rows[1:]


MISFITS = {
    "the line is another": ('parts.indicator = ["x"]', 3, "Käyntien"),
    "the line is beyond the end": ('parts.indicator = ["x"]', 99, "Käyntien"),
    "the line is none": ('parts.indicator = ["x"]', 0, "Käyntien"),
    "no row stands there": ('parts.text = ["x"]', 7, ""),
    "a part leaves words out": ('parts.indicator = ["Käyntien määrä"]', 2, "Käyntien"),
    "a part adds a word": ('parts.indicator = ["Käyntien suuri määrä", "Kulujen osuus"]', 2, "Käyntien"),
    "a part is used twice": ('parts.indicator = ["Käyntien määrä", "Käyntien määrä", "Kulujen osuus"]', 2, "Käyntien"),
    "a part is of another cell": ('parts.indicator = ["Nykyinen taso"]', 2, "Käyntien"),
    "the row has no such cell": ('parts.risk = ["Käyntien määrä"]', 2, "Käyntien"),
    "no cell has such a role": ('parts.colour = ["Käyntien määrä"]', 2, "Käyntien"),
    "a pair leaves words out": ('pairs = [{ target = "Nykyinen taso" }]', 3, "Nykyinen"),
    "a pair adds a word": ('pairs = [{ target = "Nykyinen taso 15,7 % ja 12 kertaa viikossa" }]', 3, "Nykyinen"),
    "a pair has another number": ('pairs = [{ target = "Nykyinen taso 157 % ja 12 kertaa" }]', 3, "Nykyinen"),
    "a pair names no indicator of the row": (
        'pairs = [{ indicator = "Sää", target = "Nykyinen taso 15,7 % ja 12 kertaa" }]',
        3,
        "Nykyinen",
    ),
    "a row without levels has pairs": ('pairs = [{ target = "Rakennetaan laituri" }]', 5, "Rakennetaan"),
    "a piece begins with a word that is not there": (
        'cells.risk = { lines = [3, 3], from = "Sateinen" }',
        2,
        "Käyntien",
    ),
    "a piece ends with a word that is not there": ('cells.risk = { lines = [3, 3], until = "sade" }', 2, "Käyntien"),
    "a piece ends before it begins": (
        'cells.risk = { lines = [3, 3], from = "kertaa", until = "Nykyinen" }',
        2,
        "Käyntien",
    ),
    "a piece has no lines": ('cells.risk = { from = "Nykyinen" }', 2, "Käyntien"),
    "an inserted text is not printed": (
        'insert = { kind = "note", lines = [6, 6], cells = { text = { text = "Sataa", lines = [6, 6] } } }',
        6,
        "Ainoa",
    ),
    "an inserted text is printed elsewhere": (
        'insert = { kind = "note", lines = [6, 6], cells = { text = { text = "Rakennetaan", lines = [6, 6] } } }',
        6,
        "Ainoa",
    ),
    "an inserted row is of no kind": ('insert = { kind = "poem", lines = [6, 6], cells = {} }', 6, "Ainoa"),
    "a name to be redacted is not in the row": ('redact = ["Toivo Tuuli"]', 4, "kertoi"),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_a_correction_that_does_not_fit_stops_with_its_file_and_line(tmp_path, misfit):
    body, line, quote = MISFITS[misfit]
    with pytest.raises(CorrectionError) as error:
        corrected(tmp_path, body, line, quote)
    assert (error.value.where, error.value.line) == (tmp_path / "corrections.toml", 4)
    assert "'made'" in error.value.what
    assert str(error.value).startswith(f"{tmp_path / 'corrections.toml'}:4: ")
    assert error.value.do


@pytest.mark.parametrize("key", ["id", "report", "line", "quote", "reason", "reviewed"])
def test_a_correction_that_lacks_a_key_is_a_kind_error(tmp_path, key):
    path = written(tmp_path, 'parts.indicator = ["x"]\n')
    path.write_text(re.sub(rf"(?m)^{key} = .*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(WorkspaceError, match=key) as error:
        read_corrections(path)
    assert error.value.where == path


def test_a_workspace_without_the_file_has_no_corrections(tmp_path):
    assert read_corrections(tmp_path / "corrections.toml") == ()


WORDS = st.lists(
    st.sampled_from(["Käyntien", "määrä", "Kulujen", "osuus", "sade", "15,7", "157", "Määrä", "kasvaa", "-", "12"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(parts=st.lists(WORDS, min_size=1, max_size=3), pairs=st.lists(WORDS, max_size=2))
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_words_and_numbers_can_never_be_added(tmp_path, parts, pairs):
    correction = read_corrections(written(tmp_path, 'parts.indicator = ["x"]'))[0]
    correction = replace(correction, parts={"indicator": parts}, pairs=[{"target": text} for text in pairs])
    try:
        row = apply_corrections(PARSED, [correction]).rows[0]
    except CorrectionError:
        return
    for role, printed in (("indicator", LINES[1]), ("levels", LINES[2])):
        changed = row.cell(Role(role))
        assert changed is not None
        said = (
            " ".join(texts(row, role))
            if not changed.pairs
            else " ".join(text for pair in changed.pairs for text in pair)
        )
        assert sorted(fold(said)) == sorted(fold(printed))
        assert set(re.findall(r"\d+(?:[.,]\d+)*", said)) <= set(re.findall(r"\d+(?:[.,]\d+)*", printed))


def test_every_correction_of_the_workspace_fits_and_leaves_its_mark(inputs, reports):
    ids = {one.id for one in inputs.corrections}
    assert len(ids) == len(inputs.corrections)
    left = {
        mark
        for report in reports.values()
        for element in report.elements
        for fact in (element, *element.indicators, *element.levels, element.progress, element.risk, element.status)
        if fact
        for mark in fact.certainty.corrections
    }
    left |= {mark for report in reports.values() for note in report.deviations for mark in note.certainty.corrections}
    assert {one.id for one in inputs.corrections if not one.reading} - left == set()
