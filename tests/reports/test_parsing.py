"""Choosing a layout by what the text looks like, and reading with it: the real reports, damaged ones, and noise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategylinks.errors import UnknownLayoutError, WorkspaceError
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout, read_layouts
from strategylinks.reports.parsed import ParsedReport
from strategylinks.reports.parsing import LEAST_FIT, detect_layout, fit, parse_report
from strategylinks.reports.text import decode_lines
from strategylinks.workspace import read_organisation

DATA = Path(__file__).parents[2] / "data"
LAYOUTS = read_layouts(DATA / "layouts")
ORGANISATION = read_organisation(DATA / "organisation.toml")
READER_OF = {
    "lahti-2017-h1": "programme-table",
    "tuusula-2021-q3": "coded-table",
    "lahti-2022-h1-vitality": "marked-table",
    "lahti-2021-education": "slides",
    "lahti-2024-q4-vitality": "slides",
}
LINES = {name: decode_lines((DATA / f"reports/{name}.txt").read_bytes(), name) for name in READER_OF}
NUMBERS = st.integers(0, 10_000)


def layout(signs: dict[str, float], name: str = "own", reader: str = "coded-table") -> Layout:
    return Layout(name, reader, "", signs, {}, Path("own.toml"))


def municipality_of(name: str) -> Organisation:
    return ORGANISATION.within(name.split("-")[0])


@pytest.mark.parametrize(("name", "reader"), READER_OF.items())
def test_layouts_are_chosen_by_the_text_and_not_by_the_file_name(name: str, reader: str) -> None:
    found = detect_layout(LINES[name], LAYOUTS, "nothing-that-says-what-it-is.txt")
    assert found.reader == reader
    rivals = [fit(LINES[name], other) for other in LAYOUTS if other.reader != reader]
    assert max(rivals) < LEAST_FIT <= fit(LINES[name], found)


@pytest.mark.parametrize("name", READER_OF)
def test_every_line_of_the_real_reports_is_read_or_skipped_for_a_reason(name: str) -> None:
    parsed = parse_report(LINES[name], detect_layout(LINES[name], LAYOUTS), municipality_of(name))
    assert parsed.unread_lines() == []
    assert parsed.lines == LINES[name]
    assert all(skip.reason for skip in parsed.skips)
    assert_grounded(parsed)


def test_fit_is_the_share_of_the_weight_of_the_signs_found() -> None:
    signs = layout({"^Tavoite": 3, "Mittari$": 1})
    assert fit(["x", "Tavoite 1"], signs) == 0.75
    assert fit(["Tavoite", "Tavoite Mittari"], signs) == 1
    assert fit(["ei mitään"], signs) == 0
    assert fit([], signs) == 0


def test_layouts_without_signs_fit_nothing() -> None:
    assert fit(["Tavoite"], layout({})) == 0


def test_the_best_of_several_fitting_layouts_is_chosen() -> None:
    good, better = layout({"a": 3, "b": 1, "z": 1}, "good"), layout({"a": 1, "b": 1}, "better")
    assert detect_layout(["a b"], [good, better]).id == "better"
    assert detect_layout(["a b"], [better, good]).id == "better"


def test_texts_of_no_known_shape_are_refused_with_how_well_each_layout_fits() -> None:
    lines = ["Kokouksen pöytäkirja", "1 § Kokouksen avaus"]
    with pytest.raises(UnknownLayoutError, match=r"no known layout fits.*slides \d+%") as caught:
        detect_layout(lines, LAYOUTS, "minutes.txt")
    assert caught.value.where == "minutes.txt"
    assert "docs/new-report.md" in caught.value.do
    assert (Path(__file__).parents[2] / "docs/new-report.md").is_file()


def test_no_layouts_at_all_are_a_kind_error() -> None:
    with pytest.raises(UnknownLayoutError, match="no layouts"):
        detect_layout(["Tavoite"], [])


def test_layouts_of_a_reader_that_does_not_exist_are_a_kind_error() -> None:
    with pytest.raises(WorkspaceError, match=r"there is no reader 'tea-leaves'\n.*coded-table.*slides"):
        parse_report(["x"], layout({"x": 1}, reader="tea-leaves"), Organisation())


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=30), max_size=30))
@settings(derandomize=True, max_examples=40, deadline=None)
def test_noise_is_read_by_every_reader_without_an_error(lines: list[str]) -> None:
    for known in LAYOUTS:
        assert_grounded(parse_report(lines, known, ORGANISATION))


def cut(lines: Sequence[str], at: int, _: int) -> list[str]:
    return list(lines[at % len(lines) :])


def end_early(lines: Sequence[str], at: int, _: int) -> list[str]:
    return list(lines[: 1 + at % len(lines)])


def drop(lines: Sequence[str], at: int, many: int) -> list[str]:
    at %= len(lines)
    return [*lines[:at], *lines[at + 1 + many % 5 :]]


def double(lines: Sequence[str], at: int, many: int) -> list[str]:
    at, end = at % len(lines), at % len(lines) + 1 + many % 5
    return [*lines[:end], *lines[at:end], *lines[end:]]


def swap(lines: Sequence[str], one: int, other: int) -> list[str]:
    swapped = list(lines)
    one, other = one % len(lines), other % len(lines)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return swapped


def lose_tabs(lines: Sequence[str], at: int, many: int) -> list[str]:
    at %= len(lines)
    return [line.replace("\t", "    ") if at <= number <= at + many % 40 else line for number, line in enumerate(lines)]


def cut_a_line(lines: Sequence[str], at: int, where: int) -> list[str]:
    at %= len(lines)
    where %= len(lines[at]) + 1
    return [*lines[:at], lines[at][:where], lines[at][where:], *lines[at + 1 :]]


def insert_noise(lines: Sequence[str], at: int, what: int) -> list[str]:
    at %= len(lines)
    noise = ("\t\t\t", "■", "- ", "01.01.01", "A1", "(KYMP)", "TAVOITE:", "{}[]()*+?\\", "1" * 200)
    return [*lines[:at], noise[what % len(noise)], *lines[at:]]


MUTATIONS: list[Callable[[Sequence[str], int, int], list[str]]] = [
    cut,
    end_early,
    drop,
    double,
    swap,
    lose_tabs,
    cut_a_line,
    insert_noise,
]


@pytest.mark.parametrize("name", READER_OF)
@given(st.lists(st.tuples(st.sampled_from(MUTATIONS), NUMBERS, NUMBERS), min_size=1, max_size=4))
@settings(derandomize=True, max_examples=15, deadline=None)
def test_damaged_reports_are_read_without_an_error_and_without_making_anything_up(name: str, damages) -> None:
    lines = list(LINES[name])
    for damage, one, other in damages:
        lines = damage(lines, one, other) or [""]
    known = detect_layout(LINES[name], LAYOUTS)
    assert_grounded(parse_report(lines, known, municipality_of(name)))


@pytest.mark.parametrize("name", READER_OF)
def test_texts_without_a_single_tab_are_read_without_an_error(name: str) -> None:
    lines = [line.replace("\t", " ") for line in LINES[name]]
    assert_grounded(parse_report(lines, detect_layout(LINES[name], LAYOUTS), municipality_of(name)))


def assert_grounded(parsed: ParsedReport) -> None:
    """Hold a reading against its text: rows lie in it, quotes stand where they say, doubts have reasons."""
    for holder in (*parsed.rows, *parsed.skips):
        assert 1 <= holder.first <= holder.last <= max(1, len(parsed.lines))
    for row in parsed.rows:
        assert row.confidence == 1 or row.doubts
        for cell in row.cells:
            assert cell.confidence == 1 or cell.doubts or row.doubts
            for fragment in cell.fragments:
                stretch = "\n".join(parsed.lines[fragment.first - 1 : fragment.last])
                assert fragment.quote in stretch, replace(row, cells=(cell,))
    assert all(parsed.lines[number - 1].strip() for number in parsed.unread_lines())
