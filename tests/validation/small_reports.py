"""Small reports made by hand, for what the checks must find and must leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from strategylinks.model import (
    CatalogueEntry,
    Element,
    ElementKind,
    Figure,
    MonitoringReport,
    Plan,
    ProgressNote,
    ReportedTotal,
    SourceSpan,
    StatusAssessment,
    StatusSource,
)

PLAN = Plan("mallila-2022", "mallila", "Mallilan strategia", title_is_stated=True)
LINES = ("Kärki", *(f"Toimenpide {number}" for number in range(2, 40)))


def entry(**changes: Any) -> CatalogueEntry:
    given: dict[str, Any] = {
        "id": "mallila-2022-h1",
        "file": "mallila-2022-h1.txt",
        "plan": PLAN,
        "title": "Seuranta",
        "publisher": "Mallila",
        "start": None,
        "end": None,
        "scope": "the whole town",
        "inferred": frozenset(),
    }
    return CatalogueEntry(**(given | changes))


def span(first: int, quote: str | None = None, last: int | None = None) -> SourceSpan:
    return SourceSpan(first, last or first, LINES[first - 1] if quote is None else quote)


def status(value: str, source: StatusSource = StatusSource.STATED, line: int = 1) -> StatusAssessment:
    return StatusAssessment(scale="status-colours", value=value, as_written=value, source=source, sources=(span(line),))


def action(line: int, **changes: Any) -> Element:
    given: dict[str, Any] = {
        "key": f"action/{line}",
        "kind": ElementKind.ACTION,
        "code": "",
        "name": LINES[line - 1],
        "first": line,
        "last": line,
        "parent": "flagship/1",
        "sources": (span(line),),
    }
    return Element(**(given | changes))


def progress(text: str, line: int) -> ProgressNote:
    return ProgressNote(text=text, sources=(span(line),))


def flagship() -> Element:
    return Element(
        key="flagship/1", kind=ElementKind.FLAGSHIP, code="1", name="Kärki", first=1, last=1, sources=(span(1),)
    )


def total(value: str, count: int, element: str | None = "flagship/1", line: int = 30) -> ReportedTotal:
    return ReportedTotal(element=element, status=value, count=count, sources=(span(line),))


def figure(label: str, number: str | None, line: int = 20, **changes: Any) -> Figure:
    given: dict[str, Any] = {
        "kind": "finance",
        "subject": "Mallila",
        "label": label,
        "value": number or "n/a",
        "number": Decimal(number) if number is not None else None,
        "unit_of_measure": "",
        "period": "2022",
        "table": "Talous",
        "sources": (span(line),),
    }
    return Figure(**(given | changes))


def report(elements: Sequence[Element] = (), **changes: Any) -> MonitoringReport:
    given: dict[str, Any] = {
        "entry": entry(),
        "layout": "marked-table",
        "status_scale": "status-colours",
        "sha256": "0" * 64,
        "byte_count": 1,
        "lines": LINES,
        "text_line_count": len(LINES),
        "elements": tuple(elements),
    }
    return MonitoringReport(**(given | changes))
