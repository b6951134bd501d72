"""Reconciliation: every total that a report states, held against what was read from the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from strategylinks.loading.numbers import magnitude, write_number
from strategylinks.model import (
    Element,
    ElementKind,
    Figure,
    MonitoringReport,
    ReportedTotal,
    SourceSpan,
    StatusSource,
)


class Verdict(StrEnum):
    """Say how a stated total compares with what was read."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKABLE = "cannot be checked"


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Hold one stated total, what was counted or summed for it, and the verdict in words.

    ``group`` names what the total stands among: the actions of a flagship, or a table.
    """

    report: str
    what: str
    stated: Decimal
    read: Decimal | None
    verdict: Verdict
    why: str
    first: int
    last: int
    group: str


def reconcile(report: MonitoringReport) -> Iterator[Reconciliation]:
    """Reconcile all totals that a report states: of actions by status, and of figures that are sums."""
    for subject in dict.fromkeys(total.element for total in report.totals):
        totals = [total for total in report.totals if total.element == subject]
        yield from _reconcile_actions(report, subject, totals)
    figures = {_cell(figure): figure for figure in report.figures}
    for figure in report.figures:
        if figure.summands and figure.number is not None:
            parts = [figures.get((figure.subject, figure.table, label, figure.period)) for label in figure.summands]
            yield _reconcile_sum(report.entry.id, figure, parts)


def _reconcile_actions(
    report: MonitoringReport, subject: str | None, totals: Sequence[ReportedTotal]
) -> Iterator[Reconciliation]:
    elements = {element.key: element for element in report.elements}
    name = elements[subject].name if subject in elements else "the whole report"
    actions = [a for a in report.of_kind(ElementKind.ACTION) if subject is None or a.parent == subject]
    stated = sum(total.count for total in totals)
    yield _sum_of_counts(report, name, stated, len(actions), totals)
    for total in totals:
        yield _count_of_status(report, name, total, actions, stated)


def _sum_of_counts(
    report: MonitoringReport, name: str, stated: int, read: int, totals: Sequence[ReportedTotal]
) -> Reconciliation:
    if stated == read:
        verdict, why = Verdict.AGREES, f"{read} actions were read"
    elif report.entry.is_extract:
        verdict = Verdict.UNCHECKABLE
        why = f"{read} actions are printed: the document is an extract of what the total counts ({report.entry.scope})"
    else:
        verdict, why = Verdict.DIFFERS, f"{read} actions were read: differs by {stated - read:+d}"
    place = _place(total.sources for total in totals)
    return Reconciliation(
        report.entry.id,
        f"actions of {name}",
        Decimal(stated),
        Decimal(read),
        verdict,
        why,
        place.first,
        place.last,
        name,
    )


def _count_of_status(
    report: MonitoringReport, name: str, total: ReportedTotal, actions: Sequence[Element], stated: int
) -> Reconciliation:
    place = _place([total.sources])
    sources = Counter(action.status.source for action in actions if action.status)
    count = sum(1 for action in actions if action.status and action.status.value == total.status)
    read: Decimal | None = Decimal(count)
    if sources[StatusSource.STATED] == len(actions) == stated:
        difference = total.count - count
        verdict = Verdict.AGREES if difference == 0 else Verdict.DIFFERS
        why = f"{count} such statuses were read" + (f": differs by {difference:+d}" if difference else "")
    elif sources[StatusSource.INFERRED]:
        verdict, why = Verdict.UNCHECKABLE, "the statuses were inferred from this very total"
    else:
        verdict, why, read = Verdict.UNCHECKABLE, "the document has lost the status of the single actions", None
    what = f"actions of {name} with the status {total.status}"
    return Reconciliation(
        report.entry.id, what, Decimal(total.count), read, verdict, why, place.first, place.last, f"statuses of {name}"
    )


def _reconcile_sum(report: str, figure: Figure, parts: Sequence[Figure | None]) -> Reconciliation:
    place = _place([figure.sources])
    group = " · ".join(filter(None, dict.fromkeys([figure.subject, figure.table])))
    what = " · ".join(filter(None, [group, figure.label, figure.period]))
    numbers = [_scaled(part) for part in parts if part is not None and part.number is not None]
    stated = _scaled(figure)
    if len(numbers) < len(parts):
        why = "not all of its parts could be read as numbers"
        return Reconciliation(report, what, stated, None, Verdict.UNCHECKABLE, why, place.first, place.last, group)
    total = sum(numbers, Decimal(0))
    difference = stated - total
    verdict = Verdict.AGREES if difference == 0 else Verdict.DIFFERS
    why = f"the parts add up to {write_number(total)}" + (_by(difference) if difference else "")
    if difference and abs(difference) <= _rounding(figure, parts):
        why += ", which rounding can explain"
    return Reconciliation(report, what, stated, total, verdict, why, place.first, place.last, group)


def _by(difference: Decimal) -> str:
    return f": differs by {'+' if difference > 0 else ''}{write_number(difference)}"


def _scaled(figure: Figure) -> Decimal:
    """Give a number in ones: 2,6 M€ is 2,600,000."""
    return (figure.number or Decimal(0)) * magnitude(figure.unit_of_measure)


def _rounding(figure: Figure, parts: Sequence[Figure | None]) -> Decimal:
    """Give the most that rounding each part and the total to its last printed digit can add up to."""
    return sum((_last_digit(one) / 2 for one in (figure, *parts) if one is not None), Decimal(0))


def _last_digit(figure: Figure) -> Decimal:
    exponent = (figure.number or Decimal(0)).as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * magnitude(figure.unit_of_measure)


def _cell(figure: Figure) -> tuple[str, str, str, str]:
    return figure.subject, figure.table, figure.label, figure.period


def _place(sources: object) -> SourceSpan:
    spans = [span for group in sources for span in group]  # type: ignore[attr-defined]
    return SourceSpan(min(span.first for span in spans), max(span.last for span in spans), "")
