"""Explicit references in a report's texts, such as "kts. C4 ja C6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from strategylinks.loading.levels import doubt
from strategylinks.model import CrossReference, Element, Fact, Note
from strategylinks.reports.layout import Layout

_CODES = r"(?P<codes>[A-ZÅÄÖ0-9][\w.]*(?:\s*(?:,|ja|sekä|&|/)\s*[A-ZÅÄÖ0-9][\w.]*)*)"
_CODE = re.compile(r"[A-ZÅÄÖ]\d+|\d+(?:\.\d+)*")


def read_references(elements: Sequence[Element], notes: Sequence[Note], layout: Layout) -> Iterator[CrossReference]:
    """Read the references in names, progress texts and notes; one that leads nowhere is kept without a target."""
    markers = layout.settings.get("reference_markers", [])
    if not markers:
        return
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, markers))})\s*{_CODES}", re.IGNORECASE)
    by_code = {element.code: element.key for element in elements if element.code}
    for origin, text, fact in _texts(elements, notes):
        for match in pattern.finditer(text):
            for code in _CODE.findall(match["codes"]):
                yield _reference(origin, match[0], code, by_code, fact)


def _texts(elements: Sequence[Element], notes: Sequence[Note]) -> Iterator[tuple[str | None, str, Fact]]:
    for element in elements:
        yield element.key, element.name, element
        for fact in (element.progress, element.risk):
            if fact:
                yield element.key, fact.text, fact
    for note in notes:
        yield note.element, note.text, note


def _reference(origin: str | None, text: str, code: str, by_code: Mapping[str, str], fact: Fact) -> CrossReference:
    target = by_code.get(code)
    certainty = fact.certainty if target else doubt(fact.certainty, f"the report has no element with the code {code}")
    sources = tuple(span for span in fact.sources if code in span.quote) or fact.sources
    return CrossReference(element=origin, text=text, code=code, target=target, sources=sources, certainty=certainty)
