"""The facts of one row about its element: indicators, risks, status."""

from __future__ import annotations

from strategylinks.loading.levels import strip_bullet
from strategylinks.loading.sources import certainty_of, spans_of
from strategylinks.model import Indicator, Risk, StatusAssessment, StatusSource
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Role, Row
from strategylinks.vocabulary import Vocabulary


def read_indicators(row: Row) -> tuple[Indicator, ...]:
    """Read the indicators of a row, each on its own."""
    cell = row.cell(Role.INDICATOR)
    if cell is None:
        return ()
    certainty = certainty_of(row, cell)
    return tuple(
        Indicator(name=strip_bullet(part.text), sources=spans_of(part), certainty=certainty)
        for part in cell.parts
        if strip_bullet(part.text)
    )


def read_risk(row: Row) -> Risk | None:
    """Read the risks that a row names."""
    cell = row.cell(Role.RISK)
    if cell is None or not cell.text:
        return None
    return Risk(text=cell.text, sources=spans_of(cell), certainty=certainty_of(row, cell))


def read_status(row: Row, layout: Layout, vocabulary: Vocabulary) -> StatusAssessment | None:
    """Read a stated status; a word that the scale does not know keeps its text and gets no value."""
    cell = row.cell(Role.STATUS)
    if cell is None or not cell.text:
        return None
    concept = vocabulary.find(layout.status_scale, cell.text)
    return StatusAssessment(
        scale=layout.status_scale,
        value=concept.notation if concept else "",
        as_written=cell.text,
        source=StatusSource.STATED,
        sources=spans_of(cell),
        certainty=certainty_of(row, cell),
    )
