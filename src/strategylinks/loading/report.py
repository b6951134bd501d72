"""Load a parsed report: from rows to programmes, goals, flagship projects, actions and all that is said of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from strategylinks.loading.findings import find_gaps
from strategylinks.loading.references import read_references
from strategylinks.loading.sources import certainty_of, spans_of_row
from strategylinks.loading.structure import Outline
from strategylinks.loading.summaries import infer_statuses, read_deviations, read_totals
from strategylinks.loading.texts import read_figures, read_legend, read_passages, read_terms
from strategylinks.model import (
    CatalogueEntry,
    Element,
    ElementKind,
    MonitoringReport,
    Note,
    SkippedLines,
)
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import ParsedReport, Role, Row, RowKind
from strategylinks.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold what reading needs beside the document: its layout, the organisation and the vocabulary."""

    layout: Layout
    organisation: Organisation
    vocabulary: Vocabulary


def load_report(parsed: ParsedReport, entry: CatalogueEntry, reference: Reference, content: bytes) -> MonitoringReport:
    """Load everything that a parsed report states."""
    outline = Outline(reference.layout, reference.organisation, reference.vocabulary)
    notes, flagship_at = _outline(parsed, outline)
    summary = list(_under_flagships(parsed, outline, flagship_at))
    unmatched = [row for row, key in summary if row.kind is RowKind.LISTING and not outline.add_mention(row, key)]
    totals = tuple(read_totals(summary))
    deviations = tuple(read_deviations(summary, outline))
    for element in infer_statuses(outline, totals, deviations):
        outline.elements[element.key] = element
    elements = tuple(sorted(outline.elements.values(), key=lambda element: (element.first, _depth(element))))
    return MonitoringReport(
        entry=entry,
        layout=parsed.layout,
        status_scale=reference.layout.status_scale,
        sha256=hashlib.sha256(content).hexdigest(),
        byte_count=len(content),
        lines=parsed.lines,
        text_line_count=sum(1 for line in parsed.lines if line.strip()),
        elements=elements,
        references=tuple(read_references(elements, notes, reference.layout, parsed.lines)),
        deviations=deviations,
        totals=totals,
        notes=tuple(notes),
        figures=tuple(read_figures(parsed)),
        terms=tuple(read_terms(parsed)),
        passages=tuple(read_passages(parsed)),
        legend=tuple(read_legend(parsed)),
        skipped=tuple(_skipped(parsed)),
        findings=tuple(find_gaps(entry.id, elements, unmatched, parsed)),
    )


def _outline(parsed: ParsedReport, outline: Outline) -> tuple[list[Note], dict[int, str]]:
    """Read the tree of the plan; summary pages come in a second pass, when all actions are known."""
    notes: list[Note] = []
    flagship_at: dict[int, str] = {}
    for row in parsed.rows:
        match row.kind:
            case RowKind.SECTION:
                outline.enter_section(row)
            case RowKind.PROGRAMME | RowKind.GOAL:
                outline.enter(row)
            case RowKind.FLAGSHIP if row.variant != "summary":
                flagship_at[row.first] = outline.enter(row).key
            case RowKind.ACTION:
                outline.add_action(row)
            case RowKind.SUPPORT:
                outline.add_target(row)
            case RowKind.NOTE:
                notes.append(_note(row, outline.here))
    return notes, flagship_at


def _under_flagships(
    parsed: ParsedReport, outline: Outline, flagship_at: dict[int, str]
) -> Iterator[tuple[Row, str | None]]:
    """Iterate over the rows of summary pages, each with the flagship that it stands under.

    A summary page can word the title of its flagship differently: then the actions that it lists tell which it is.
    """
    flagship: str | None = None
    for number, row in enumerate(parsed.rows):
        if row.kind is RowKind.FLAGSHIP:
            listed = takewhile(lambda other: other.kind is not RowKind.FLAGSHIP, parsed.rows[number + 1 :])
            names = [other.text(Role.NAME) for other in listed if other.kind is RowKind.LISTING]
            flagship = flagship_at.get(row.first) or outline.enter_summary(row, names).key
        elif row.kind in {RowKind.LISTING, RowKind.TOTAL, RowKind.DEVIATION}:
            yield row, flagship


def _note(row: Row, element: str | None) -> Note:
    return Note(
        element=element,
        text=row.text(Role.TEXT),
        sources=spans_of_row(row),
        certainty=certainty_of(row, row.cell(Role.TEXT)),
    )


def _skipped(parsed: ParsedReport) -> Iterator[SkippedLines]:
    """List the skipped and unread lines; a line that a row was read from is never counted as skipped."""
    read = {number for row in parsed.rows for number in range(row.first, row.last + 1)}
    for skip in parsed.skips:
        numbers = range(skip.first, skip.last + 1)
        count = sum(1 for n in numbers if n not in read and n <= len(parsed.lines) and parsed.lines[n - 1].strip())
        yield SkippedLines(skip.first, skip.last, skip.reason, count)
    for first, last in _runs(parsed.unread_lines()):
        yield SkippedLines(first, last, "not understood by the reader", 1 + last - first, is_unread=True)


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join consecutive line numbers to ranges."""
    first = last = 0
    for number in numbers:
        if first and number == last + 1:
            last = number
            continue
        if first:
            yield first, last
        first = last = number
    if first:
        yield first, last


def _depth(element: Element) -> int:
    return list(ElementKind).index(element.kind)
