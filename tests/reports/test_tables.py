"""Tables under damage: whatever happens to a document, its reader says what it read and where, and never falls."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategylinks.errors import WorkspaceError
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout, read_layout
from strategylinks.reports.parsed import ParsedReport
from strategylinks.reports.parsing import LEAST_FIT, READERS, detect_layout, fit
from strategylinks.reports.tables import Headings, is_page_number, is_rule, runs_on, split_pieces
from strategylinks.reports.text import decode_lines

DATA = Path(__file__).parents[2] / "data"
LAYOUTS = {name: read_layout(DATA / "layouts" / f"{name}.toml") for name in ("programme-table", "coded-table")}
DOCUMENTS = {"programme-table": "lahti-2017-h1", "coded-table": "tuusula-2021-q3"}
REPORTS = {path.stem: decode_lines(path.read_bytes(), path) for path in (DATA / "reports").glob("*.txt")}
LINES = {name: REPORTS[stem] for name, stem in DOCUMENTS.items()}
NAMES = sorted(LAYOUTS)

Change = Callable[[list[str], int, int], None]


def drop(lines: list[str], at: int, _: int) -> None:
    del lines[at]


def double(lines: list[str], at: int, _: int) -> None:
    lines.insert(at, lines[at])


def swap(lines: list[str], at: int, other: int) -> None:
    lines[at], lines[other % len(lines)] = lines[other % len(lines)], lines[at]


def cut(lines: list[str], at: int, place: int) -> None:
    lines[at] = lines[at][: place % (len(lines[at]) + 1)]


def tear(lines: list[str], at: int, place: int) -> None:
    place %= len(lines[at]) + 1
    lines[at : at + 1] = [lines[at][:place], lines[at][place:]]


def untab(lines: list[str], at: int, width: int) -> None:
    lines[at] = lines[at].replace("\t", " " * (width % 4))


def shift(lines: list[str], at: int, _: int) -> None:
    lines[at] = "\t" + lines[at]


CHANGES: Sequence[Change] = (drop, double, swap, cut, tear, untab, shift)
MUTATIONS = st.lists(
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=40
)


def read(name: str, lines: Sequence[str]) -> ParsedReport:
    return READERS[name](lines, LAYOUTS[name], Organisation())


def check(report: ParsedReport, lines: Sequence[str]) -> None:
    assert report.lines == tuple(lines)
    for row in report.rows:
        assert 1 <= row.first <= row.last <= len(lines)
        assert row.cells
        for cell in row.cells:
            assert cell.parts
            assert (cell.confidence < 1) == bool(cell.doubts)
            for fragment in cell.fragments:
                assert row.first <= fragment.first <= fragment.last <= row.last
                assert fragment.quote
                assert fragment.quote in "\n".join(lines[fragment.first - 1 : fragment.last])
    for skip in report.skips:
        assert 1 <= skip.first <= skip.last <= len(lines)
        assert skip.reason
    assert all(1 <= line <= len(lines) for line in report.unread_lines())


@pytest.mark.parametrize("name", NAMES)
def test_real_documents_hold_what_is_asked(name: str) -> None:
    check(read(name, LINES[name]), LINES[name])


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(mutations=MUTATIONS)
def test_damage_never_raises(name: str, mutations: list[tuple[Change, int, int]]) -> None:
    lines = list(LINES[name])
    for change, at, other in mutations:
        change(lines, at % len(lines), other)
    check(read(name, lines), lines)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=200, deadline=None)
@given(lines=st.lists(st.text(alphabet="Aa1. \t-/:<p>#*Ä\u00a0", max_size=40), max_size=12))
def test_noise_never_raises(name: str, lines: list[str]) -> None:
    check(read(name, lines), lines)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_detected_as_its_own_layout(name: str) -> None:
    assert detect_layout(LINES[name], list(LAYOUTS.values())).id == name
    others = [lines for stem, lines in REPORTS.items() if stem != DOCUMENTS[name]]
    assert all(fit(lines, LAYOUTS[name]) < 0.4 for lines in others)
    assert fit(LINES[name][len(LINES[name]) // 2 :], LAYOUTS[name]) >= LEAST_FIT


LONG = (
    "\tx" * 40_000,
    "a  " * 60_000 + "\tb",
    "\t" + " " * 100_000 + "<p <p" * 20_000,
    "# " * 90_000 + "A:" + " *" * 90_000,
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("line", LONG, ids=range(len(LONG)))
def test_reading_is_linear(name: str, line: str) -> None:
    lines = [*LINES[name][:20], line, "", *["\tja jatkuu\t\tja yhä\t\t"] * 3_000]
    started = time.perf_counter()
    check(read(name, lines), lines)
    assert time.perf_counter() - started < 5


def test_headings_are_matched_by_likeness() -> None:
    headings = Headings.of(LAYOUTS["programme-table"])
    matched = headings.match(["", "Palvelualueen toimenpde", "MITTARI", "Lähtö- / tavoitetaso", "", "Tila"])
    assert matched is not None
    assert [role.value for role in matched] == ["unit", "name", "indicator", "levels", "text", "status"]
    assert headings.match(["KH", "Mittari on valmis", "-/1", "", "", "Toteutuu"]) is None
    assert headings.are_printed_in("Palvelualueen toimenpide Mittari Lähtö/ tavoitetaso Tehdyt toimet 30.6. Tila")
    assert not headings.are_printed_in("Mittarin tila on hyvä, ja toimialan toimenpide etenee kuten pitää")


def test_a_layout_with_an_unknown_role_is_refused() -> None:
    layout = Layout("x", "x", "", {}, {"columns": {"Tila": "mood"}, "order": []}, Path("x.toml"))
    with pytest.raises(WorkspaceError, match="mood"):
        Headings.of(layout)


def test_pieces_are_parted_by_gaps_unless_the_text_runs_on() -> None:
    assert split_pieces("Yksi asia  Toinen asia  jatkuu  3. asia") == ["Yksi asia", "Toinen asia  jatkuu", "3. asia"]
    assert runs_on("15 kWh/", "V. 2017")
    assert not runs_on("15 kWh", "v. 2017")
    assert runs_on("toimet", "elokuussa. Ja niin")


def test_lines_that_hold_no_words() -> None:
    assert is_rule("--\t---\t- \u00a0\r")
    assert not is_rule("-")
    assert not is_rule(" \t")
    assert is_page_number(" 3 / 12 ")
    assert not is_page_number("2017 tavoite")
