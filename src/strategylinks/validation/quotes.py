"""Whether every quote stands, word for word, in the lines that it is said to stand in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from strategylinks.loading.corrections import REDACTED
from strategylinks.model import Element, Fact, Finding, MonitoringReport, Severity
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Post, Unit
from strategylinks.register import Register

_SPACE = re.compile(r"\s+")


def check_quotes(report: MonitoringReport) -> Iterator[Finding]:
    """Find facts whose quote is not in their lines: a reader or a correction has made something up."""
    for fact in _facts(report):
        for span in fact.sources:
            if REDACTED not in span.quote and not _stands(span.quote, report.lines[span.first - 1 : span.last]):
                message = f"“{span.quote[:80]}” does not stand in these lines"
                yield Finding(Severity.ERROR, "quote-not-there", message, report.entry.id, span.first, span.last)


def check_evidence(shown: Organisation | Register, reports: Sequence[MonitoringReport]) -> Iterator[Finding]:
    """Find statements of the organisation file, or of the register, whose evidence does not stand where it says."""
    for report in reports:
        yield from check_evidence_in(shown, report)
    yield from check_evidence_elsewhere(shown, {report.entry.id for report in reports})


def check_evidence_in(shown: Organisation | Register, report: MonitoringReport) -> Iterator[Finding]:
    """Find the evidence from one report that does not stand in its lines."""
    for holder, evidence in _evidence(shown):
        lines = report.lines[evidence.first - 1 : evidence.last]
        if evidence.report == report.entry.id and not _stands(evidence.quote, lines):
            yield _not_there(holder, evidence)


def check_evidence_elsewhere(shown: Organisation | Register, reports: Collection[str]) -> Iterator[Finding]:
    """Find the evidence from reports that are not in the catalogue."""
    for holder, evidence in _evidence(shown):
        if evidence.report not in reports:
            yield _not_there(holder, evidence)


def _evidence(shown: Organisation | Register) -> Iterator[tuple[str, Evidence]]:
    """Give each piece of evidence with the entry of the file that it is for."""
    if isinstance(shown, Register):
        yield from ((f"{thing.id!r} in data/register.toml", each) for thing in shown.things for each in thing.evidence)
    else:
        holders: list[Unit | Post | ChangeEvent] = [*shown.units, *shown.posts, *shown.changes]
        yield from ((f"{one.id!r} in data/organisation.toml", each) for one in holders for each in one.evidence)


def _not_there(holder: str, evidence: Evidence) -> Finding:
    message = f"the evidence of {holder} is not here: “{evidence.quote}”"
    place = (evidence.report, evidence.first, evidence.last)
    return Finding(Severity.WARNING, "evidence-not-there", message, *place)


def _stands(quote: str, lines: Sequence[str]) -> bool:
    return _folded(quote) in _folded("\n".join(lines))


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _facts(report: MonitoringReport) -> Iterator[Fact]:
    for element in report.elements:
        yield element
        yield from _facts_about(element)
    yield from chain(
        report.references,
        report.deviations,
        report.totals,
        report.notes,
        report.figures,
        report.terms,
        report.passages,
        report.legend,
    )


def _facts_about(element: Element) -> Iterator[Fact]:
    yield from chain(element.responsibilities, element.indicators, element.levels, element.progress_by_unit)
    yield from filter(None, (element.risk, element.progress, element.status))
