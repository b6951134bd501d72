"""What a report states beside its plan: figures, glossary, legend, notes and running text."""

from __future__ import annotations

from collections.abc import Iterator

from strategylinks.loading.levels import strip_bullet
from strategylinks.loading.numbers import read_number
from strategylinks.loading.sources import certainty_of, spans_of, spans_of_row
from strategylinks.model import Figure, LegendEntry, Passage, Term
from strategylinks.reports.parsed import ParsedReport, Role, RowKind


def read_figures(parsed: ParsedReport) -> Iterator[Figure]:
    """Read the headline figures and the cells of finance and staff tables."""
    for row in parsed.rows_of(RowKind.FIGURE):
        summands = row.cell(Role.SUMMANDS)
        yield Figure(
            kind=row.variant or "headline",
            subject=row.text(Role.SUBJECT),
            label=row.text(Role.LABEL),
            value=row.text(Role.VALUE),
            number=read_number(row.text(Role.VALUE)),
            unit_of_measure=row.text(Role.UNIT_OF_MEASURE),
            period=row.text(Role.PERIOD),
            table=row.text(Role.TABLE),
            summands=tuple(part.text for part in summands.parts) if summands else (),
            sources=spans_of(row.cell(Role.LABEL), row.cell(Role.VALUE)),
            certainty=certainty_of(row, row.cell(Role.VALUE), row.cell(Role.LABEL)),
        )


def read_terms(parsed: ParsedReport) -> Iterator[Term]:
    """Read abbreviations and glossary terms."""
    for row in parsed.rows_of(RowKind.TERM):
        yield Term(
            term=row.text(Role.TERM),
            definition=row.text(Role.DEFINITION),
            is_abbreviation=row.variant == "abbreviation",
            sources=spans_of(row.cell(Role.TERM), row.cell(Role.DEFINITION)),
            certainty=certainty_of(row, row.cell(Role.DEFINITION)),
        )


def read_legend(parsed: ParsedReport) -> Iterator[LegendEntry]:
    """Read how the report explains its own status scale."""
    for row in parsed.rows_of(RowKind.LEGEND):
        yield LegendEntry(
            notation=row.text(Role.CODE),
            text=row.text(Role.NAME),
            sources=spans_of_row(row),
            certainty=certainty_of(row, row.cell(Role.NAME)),
        )


def read_passages(parsed: ParsedReport) -> Iterator[Passage]:
    """Read the running text of narrative pages, one paragraph or bullet at a time joined under its heading."""
    for row in parsed.rows_of(RowKind.PASSAGE):
        cell = row.cell(Role.TEXT)
        if cell is not None:
            yield Passage(
                heading=row.text(Role.HEADING),
                text="\n".join(strip_bullet(part.text) for part in cell.parts),
                sources=spans_of_row(row),
                certainty=certainty_of(row, cell),
            )
