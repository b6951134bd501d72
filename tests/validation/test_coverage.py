"""Coverage: every non-blank line was read, or skipped for a reason, or is reported as not understood."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from small_reports import action, report

from strategylinks.loading.report import Reference, load_report
from strategylinks.model import MonitoringReport, SkippedLines
from strategylinks.organisation import Organisation
from strategylinks.pipeline import Inputs
from strategylinks.reports.parsed import Cell, Fragment, ParsedReport, Part, Role, Row, RowKind, Skip
from strategylinks.validation.coverage import measure_coverage
from strategylinks.vocabulary import read_vocabulary


def test_counts_add_up() -> None:
    skipped = (
        SkippedLines(1, 3, "column headings", 2),
        SkippedLines(5, 5, "column headings", 1),
        SkippedLines(9, 9, "page number", 1),
        SkippedLines(12, 13, "not understood by the reader", 2, is_unread=True),
    )
    coverage = measure_coverage(report([action(2)], skipped=skipped, text_line_count=10))
    assert (coverage.text_lines, coverage.read, coverage.skipped, coverage.unread) == (10, 4, 4, 2)
    assert coverage.reasons == {"column headings": 3, "page number": 1}
    assert coverage.share == 0.8


def test_a_text_without_lines_is_covered() -> None:
    assert measure_coverage(report(lines=(), text_line_count=0)).share == 1


@pytest.mark.parametrize(
    ("name", "text_lines"),
    [
        ("lahti-2017-h1", 192),
        ("lahti-2021-education", 581),
        ("lahti-2022-h1-vitality", 332),
        ("lahti-2024-q4-vitality", 1413),
        ("tuusula-2021-q3", 75),
    ],
)
def test_every_line_of_the_real_reports_is_accounted_for(
    reports: Mapping[str, MonitoringReport], name: str, text_lines: int
) -> None:
    read = reports[name]
    coverage = measure_coverage(read)
    assert sum(1 for line in read.lines if line.strip()) == text_lines == coverage.text_lines
    assert coverage.read + coverage.skipped + coverage.unread == coverage.text_lines
    assert coverage.unread == 0
    assert coverage.read > coverage.skipped > 0
    assert sum(coverage.reasons.values()) == coverage.skipped
    assert all(reason.strip() for reason in coverage.reasons)


def loaded(inputs: Inputs, lines: tuple[str, ...], rows: tuple[Row, ...], skips: tuple[Skip, ...]) -> MonitoringReport:
    layout = next(known for known in inputs.layouts if known.reader == "marked-table")
    reference = Reference(layout, Organisation(), read_vocabulary())
    return load_report(ParsedReport("marked-table", lines, rows, skips), report().entry, reference, b"")


def row(line: int, text: str) -> Row:
    cell = Cell(Role.NAME, (Part(text, (Fragment(line, line, text),)),))
    return Row(RowKind.ACTION, (cell,), line, line)


def test_lines_that_nobody_understood_are_counted_and_reported_with_their_words(inputs: Inputs) -> None:
    lines = ("Otsikko", "", "Toimenpide", "Roskaa", "lisää roskaa", " ", "Loppu")
    read = loaded(inputs, lines, (row(3, "Toimenpide"),), (Skip(1, 2, "heading"),))
    coverage = measure_coverage(read)
    assert (coverage.text_lines, coverage.read, coverage.skipped, coverage.unread) == (5, 1, 1, 3)
    assert [(skip.first, skip.last) for skip in read.skipped if skip.is_unread] == [(4, 5), (7, 7)]
    unread = [finding for finding in read.findings if finding.rule == "unread-line"]
    assert [(finding.first, "roska" in finding.message.casefold()) for finding in unread] == [
        (4, True),
        (5, True),
        (7, False),
    ]


def test_a_line_that_was_read_is_not_counted_as_skipped_too(inputs: Inputs) -> None:
    read = loaded(inputs, ("Otsikko", "Toimenpide"), (row(2, "Toimenpide"),), (Skip(1, 2, "heading"),))
    coverage = measure_coverage(read)
    assert (coverage.read, coverage.skipped, coverage.unread) == (1, 1, 0)
