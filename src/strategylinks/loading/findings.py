"""What the loading itself finds amiss: unread lines, unknown units, status words off the scale, lost rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from strategylinks.model import Element, ElementKind, Finding, Severity
from strategylinks.reports.parsed import ParsedReport, Role, Row


def find_gaps(
    report: str, elements: Sequence[Element], listed: Sequence[Row], parsed: ParsedReport
) -> Iterator[Finding]:
    """Find what was read but not understood, and what was not read at all."""
    yield from _unread(report, parsed)
    for row in listed:
        yield Finding(
            Severity.WARNING,
            "listed-action-without-row",
            f"the overview lists “{row.text(Role.NAME)}”, but no table row has that name",
            report,
            row.first,
            row.last,
        )
    yield from _unknown_holders(report, elements)
    for element in elements:
        yield from _element_gaps(report, element)


def _unread(report: str, parsed: ParsedReport) -> Iterator[Finding]:
    for number in parsed.unread_lines():
        text = parsed.lines[number - 1].strip()
        yield Finding(
            Severity.WARNING, "unread-line", f"the reader did not understand “{text[:80]}”", report, number, number
        )


def _unknown_holders(report: str, elements: Sequence[Element]) -> Iterator[Finding]:
    """Find the labels that the organisation file does not know, each once, with the row that prints it first."""
    rows: dict[tuple[str, str], list[Element]] = {}
    for element in elements:
        for answer in element.responsibilities:
            if not answer.is_known:
                rows.setdefault(("post" if answer.is_post else "unit", answer.as_written), []).append(element)
    for (what, label), owners in rows.items():
        message = (
            f"the {what} “{label}” ({len(owners)} rows) is not in data/organisation.toml; add it or a label for it"
        )
        first = owners[0]
        yield Finding(Severity.WARNING, f"unknown-{what}", message, report, first.first, first.last, first.key)


def _element_gaps(report: str, element: Element) -> Iterator[Finding]:
    if element.status and not element.status.value:
        yield Finding(
            Severity.WARNING,
            "unknown-status",
            f"“{element.status.as_written}” is no value of the scale {element.status.scale!r}",
            report,
            element.first,
            element.last,
            element.key,
        )
    if element.kind is ElementKind.ACTION and element.parent is None:
        yield Finding(
            Severity.WARNING,
            "action-without-parent",
            f"no goal or flagship stands above “{element.name[:80]}”",
            report,
            element.first,
            element.last,
            element.key,
        )
