"""Summary pages: totals that the report counts itself, deviation notes, and what statuses follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from strategylinks.loading.levels import strip_bullet
from strategylinks.loading.sources import certainty_of, spans_of_row
from strategylinks.loading.structure import Outline
from strategylinks.model import (
    Certainty,
    DeviationNote,
    Element,
    ElementKind,
    ReportedTotal,
    StatusAssessment,
    StatusSource,
)
from strategylinks.reports.parsed import Role, Row, RowKind

_NUMBER = re.compile(r"\d+")
#: A status that rests on a note and a count, not on a printed status, is never quite certain.
_INFERRED = 0.8


def read_totals(rows: Iterable[tuple[Row, str | None]]) -> Iterator[ReportedTotal]:
    """Read the counts that a report states, each with the flagship it stands under, or none for the whole report."""
    for row, flagship in rows:
        number = _NUMBER.search(row.text(Role.COUNT))
        if row.kind is RowKind.TOTAL and number:
            yield ReportedTotal(
                element=None if row.variant == "report" else flagship,
                status=row.text(Role.STATUS),
                count=int(number[0]),
                sources=spans_of_row(row),
                certainty=certainty_of(row, row.cell(Role.COUNT)),
            )


def read_deviations(rows: Iterable[tuple[Row, str | None]], outline: Outline) -> Iterator[DeviationNote]:
    """Read the deviation notes, each with the action that it names."""
    for row, flagship in rows:
        if row.kind is RowKind.DEVIATION:
            action = outline.find_action(row.text(Role.NAME), flagship)
            cell = row.cell(Role.TEXT)
            yield DeviationNote(
                name=row.text(Role.NAME),
                text=" ".join(strip_bullet(part.text) for part in cell.parts) if cell else "",
                element=action.key if action else None,
                parent=flagship,
                sources=spans_of_row(row),
                certainty=certainty_of(row, row.cell(Role.NAME)),
            )


def infer_statuses(
    outline: Outline, totals: Sequence[ReportedTotal], deviations: Sequence[DeviationNote]
) -> Iterator[Element]:
    """Infer the statuses of a flagship's actions from its counts and deviation notes.

    Nothing is inferred unless the counts add up to the actions read, no action failed, and each action that was
    only partly achieved is named by a deviation note: then, and only then, the others were achieved.
    """
    for flagship in {total.element: None for total in totals if total.element}:
        counts = {total.status: total for total in totals if total.element == flagship}
        notes = {note.element: note for note in deviations if note.parent == flagship and note.element}
        actions = [
            element
            for element in outline.elements.values()
            if element.kind is ElementKind.ACTION and element.parent == flagship
        ]
        if _adds_up(counts, actions, notes):
            for action in actions:
                if action.status is None:
                    yield _with_status(action, outline, counts, notes.get(action.key))


def _adds_up(
    counts: Mapping[str, ReportedTotal], actions: Sequence[Element], notes: Mapping[str, DeviationNote]
) -> bool:
    number = {status: total.count for status, total in counts.items()}
    return (
        sum(number.values()) == len(actions)
        and number.get("not", 0) == 0
        and number.get("partly", 0) == len(notes)
        and "achieved" in number
    )


def _with_status(
    action: Element, outline: Outline, counts: Mapping[str, ReportedTotal], note: DeviationNote | None
) -> Element:
    value = "partly" if note else "achieved"
    evidence = [*(note.sources if note else ()), *(span for total in counts.values() for span in total.sources)]
    certainty = Certainty(
        _INFERRED,
        (f"the status is inferred: {_reason(note)}",),
        note.certainty.corrections if note else (),
    )
    status = StatusAssessment(
        scale=outline.layout.status_scale,
        value=value,
        as_written=outline.vocabulary.concept(outline.layout.status_scale, value).label,
        source=StatusSource.INFERRED,
        sources=tuple(dict.fromkeys(evidence)),
        certainty=certainty,
    )
    return replace(action, status=status)


def _reason(note: DeviationNote | None) -> str:
    if note:
        return (
            "a deviation note names the action, and the report counts as many partly achieved actions as it has notes"
        )
    return "no deviation note names the action, and the report's counts leave it among the achieved"
