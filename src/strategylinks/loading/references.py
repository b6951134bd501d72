"""Explicit references in a report's texts, such as "kts. C4 ja C6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from strategylinks.loading.levels import doubt
from strategylinks.model import Certainty, CrossReference, Element, Fact, Note, SourceSpan
from strategylinks.reports.layout import Layout

_CODES = r"(?P<codes>[A-ZÅÄÖ0-9][\w.]*(?:\s*(?:,|ja|sekä|&|/)\s*[A-ZÅÄÖ0-9][\w.]*)*)"
_CODE = re.compile(r"[A-ZÅÄÖ]\d+|\d+(?:\.\d+)*")


def read_references(
    elements: Sequence[Element], notes: Sequence[Note], layout: Layout, lines: Sequence[str]
) -> Iterator[CrossReference]:
    """Read the references in names, progress texts and notes; one that leads nowhere is kept without a target."""
    markers = layout.settings.get("reference_markers", [])
    if not markers:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, markers))})\s*{_CODES}", re.IGNORECASE)
    by_code = {element.code: element.key for element in elements if element.code}
    for origin, text, fact in _texts(elements, notes):
        for match in pattern.finditer(text):
            places = tuple(_places(match[0], fact, lines)) or fact.sources
            for code in _CODE.findall(match["codes"]):
                yield _reference(origin, match[0], by_code.get(code), code, fact.certainty, places)


def _texts(elements: Sequence[Element], notes: Sequence[Note]) -> Iterator[tuple[str | None, str, Fact]]:
    for element in elements:
        yield element.key, element.name, element
        for fact in (element.progress, element.risk):
            if fact:
                yield element.key, fact.text, fact
    for note in notes:
        yield note.element, note.text, note


def _places(text: str, fact: Fact, lines: Sequence[str]) -> Iterator[SourceSpan]:
    """Find the very lines that print a reference, among those that its text was read from."""
    for span in fact.sources:
        for number in range(span.first, span.last + 1):
            if text in lines[number - 1]:
                yield SourceSpan(number, number, text)


def _reference(
    origin: str | None, text: str, target: str | None, code: str, certainty: Certainty, sources: tuple[SourceSpan, ...]
) -> CrossReference:
    if target is None:
        certainty = doubt(certainty, f"the report has no element with the code {code}")
    return CrossReference(element=origin, text=text, code=code, target=target, sources=sources, certainty=certainty)
