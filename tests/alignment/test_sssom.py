"""Files of mappings: read with the line of every fault, written without touching what did not change."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from made_mappings import BASE, HEAD, ROWS, decision, write

from install_programs import SSSOM
from strategylinks.alignment.mappings import MappingError, Outcome, Relation
from strategylinks.alignment.sssom import (
    COLUMNS,
    mapping_set_of,
    new_sheet,
    read_mapping_set,
    read_mappings,
    read_sheet,
    row_of,
    write_sheet,
)

FILES = sorted((Path(__file__).parents[2] / "data/mappings").glob("*.sssom.tsv"))
FIRST = HEAD.count("\n") + 2


def test_a_file_is_read_row_by_row_with_its_lines(tmp_path: Path) -> None:
    one = read_mapping_set(write(tmp_path))
    assert (one.earlier, one.later) == ("mallila-2017", "mallila-2021")
    assert [mapping.line for mapping in one] == [FIRST, FIRST + 1, FIRST + 3, FIRST + 4]
    first, second, third, fourth = one
    assert first.pair == (f"{BASE}2017/goal/A", f"{BASE}2021/goal/1")
    assert (first.relation, first.outcome, first.confidence) == (Relation.CLOSE, Outcome.RENAMED, 0.9)
    assert (first.earlier.label, first.later.lines, first.reviewer) == ("Avoin data", "9-10", "board")
    assert second.pair == (f"{BASE}2017/goal/B", None)
    assert third.pair == (None, f"{BASE}2021/goal/2")
    assert [mapping.is_continuation for mapping in one] == [True, False, False, False]
    assert fourth.outcome is Outcome.RELATED


FAULTS = [
    (ROWS[0].replace("m17:", "m18:"), "unknown prefix 'm18'"),
    (ROWS[0].replace("closeMatch", "nearMatch"), "nearMatch"),
    (ROWS[0].replace("renamed", "relabelled"), "relabelled"),
    (ROWS[0].replace("0.90", "1.90"), "the confidence 1.9 is not above 0 and up to 1"),
    (ROWS[0].replace("0.90", "sure"), "sure"),
    (ROWS[0].replace("2026-01-01", "1.1.2026"), "1.1.2026"),
    (ROWS[0].replace("\tThe same data.", "\t"), "it says no reason"),
    (ROWS[0].replace("\tThe same data.", ""), "it has 14 cells, but there are 15 columns"),
    (ROWS[0].replace("closeMatch", "relatedMatch"), "related is no continuation"),
    (ROWS[0].replace("closeMatch\t\t", "closeMatch\tNot\t"), "“Not” stands with “rejected”"),
    (ROWS[0].replace("closeMatch\t\t", "closeMatch\tNever\t"), "neither empty nor 'Not'"),
    (ROWS[0].replace("1:1", "n:1"), "its cardinality is n:1, but its lines make it 1:1"),
    (ROWS[1].replace("discontinued", "renamed"), "an earlier element alone"),
    (ROWS[3].replace("new", "discontinued"), "a later element alone"),
    (ROWS[0].replace("renamed", "discontinued"), "a mapping of two elements"),
    (ROWS[1].replace("m17:goal/B", "sssom:NoTermFound"), "it names no element"),
]


@pytest.mark.parametrize(("row", "said"), FAULTS, ids=[said for _, said in FAULTS])
def test_a_fault_is_said_with_its_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    path = write(tmp_path, ROWS[4], row)
    with pytest.raises(MappingError, match=re.escape(said)) as raised:
        read_mapping_set(path)
    assert str(raised.value).startswith(f"{path}:{FIRST + 1}: ")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROWS[0], "two decisions about the same elements"),
        (ROWS[1].replace("goal/B", "goal/A"), "it says “discontinued”, but another line confirms a continuation"),
    ],
)
def test_lines_that_contradict_each_other_are_refused(tmp_path: Path, row: str, said: str) -> None:
    path = write(tmp_path, ROWS[0], row)
    with pytest.raises(MappingError, match=said) as raised:
        read_mapping_set(path)
    assert raised.value.line == FIRST + 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("curie_map", "prefixes"), "no metadata with a curie_map"),
        (lambda text: text.replace("#curie_map:", "#curie_map: ["), "no metadata with a curie_map"),
        (lambda text: text.replace("confidence\t", "sureness\t"), "there is no column 'confidence'"),
        (lambda _: "", "there is no line with the names of columns"),
        (lambda text: text.partition("subject_id")[0], "there is no line with the names of columns"),
    ],
)
def test_a_head_that_is_not_sssom_is_refused(tmp_path: Path, change, said: str) -> None:
    path = write(tmp_path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(MappingError, match=said):
        read_mapping_set(path)


def test_a_file_of_other_bytes_or_of_no_two_reports_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"Sauna", b"S\xe4una"))
    with pytest.raises(MappingError, match="not UTF-8") as raised:
        read_mapping_set(path)
    assert raised.value.line == FIRST + 3
    with pytest.raises(MappingError, match="names no two reports"):
        read_mapping_set(write(tmp_path, name="mallila"))


def test_a_mark_of_the_encoding_and_other_ends_of_lines_are_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path)
    whole = read_mapping_set(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_mapping_set(path) == whole


def test_a_file_about_a_report_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    assert [one.name for one in read_mappings(tmp_path, {"mallila-2017", "mallila-2021"})] == [
        "mallila-2017--mallila-2021"
    ]
    with pytest.raises(MappingError, match="the file is about 'mallila-2021', which is no report"):
        read_mappings(tmp_path, {"mallila-2017"})


def test_a_workspace_without_mappings_has_none(tmp_path: Path) -> None:
    assert read_mappings(tmp_path / "nowhere") == []


def test_a_row_comes_back_as_it_was(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path))
    written = [row_of(mapping, sheet) for mapping in mapping_set_of(sheet)]
    assert written == [ROWS[0], ROWS[1], *ROWS[3:]]


def test_what_would_break_the_table_is_quoted_or_becomes_a_space(tmp_path: Path) -> None:
    reason = 'He said "data"\tand\nleft.'
    sheet = new_sheet(tmp_path / "a--b.sssom.tsv", {"m17": f"{BASE}2017/", "m21": f"{BASE}2021/", "report": "r/"}, "T")
    row = row_of(decision("17/goal/A", "21/goal/1", reason=reason, cardinality="1:1"), sheet)
    path = tmp_path / "a--b.sssom.tsv"
    path.write_text("\n".join([*sheet.lines, row, ""]), encoding="utf-8")
    assert [mapping.reason for mapping in read_mapping_set(path)] == ['He said "data" and left.']


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mallila-2017--mallila-2021.sssom.tsv"
    spaces = {"m17": f"{BASE}2017/", "m21": f"{BASE}2021/", "report": "https://w3id.org/strategylinks/report/"}
    write_sheet(new_sheet(path, spaces, "What became of it"))
    text = path.read_text(encoding="utf-8")
    assert "#mapping_set_id: https://w3id.org/strategylinks/mapping/mallila-2017--mallila-2021\n" in text
    assert "#subject_source: report:mallila-2017\n#object_source: report:mallila-2021\n" in text
    assert text.endswith("\t".join(COLUMNS) + "\n")
    assert read_mapping_set(path).mappings == []
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_an_element_of_another_plan_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="no prefix of the file fits"):
        row_of(decision("19/goal/A", "21/goal/1"), read_sheet(write(tmp_path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_files_are_written_as_the_program_writes_them(path: Path) -> None:
    sheet = read_sheet(path)
    assert [row_of(mapping, sheet) for mapping in mapping_set_of(sheet)] == list(sheet.lines[sheet.head :])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_sssom_py_accepts_our_files(path: Path) -> None:
    checked = sssom_py_checks(path)
    assert checked.returncode == 0, checked.stderr


def test_sssom_py_refuses_a_confidence_above_1(tmp_path: Path) -> None:
    broken = tmp_path / FILES[0].name
    broken.write_text(FILES[0].read_text(encoding="utf-8").replace("\t0.60\t", "\t7.50\t"), encoding="utf-8")
    checked = sssom_py_checks(broken)
    assert checked.returncode != 0
    assert "validation error" in checked.stderr


def sssom_py_checks(path: Path) -> subprocess.CompletedProcess[str]:
    if not SSSOM.exists():
        pytest.skip("sssom-py is not installed: the files are checked by our own reader only")
    return subprocess.run([SSSOM, "validate", path], capture_output=True, text=True, check=False, timeout=120)
