"""Texts that stand word for word in several rows: often copied there by mistake."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from strategylinks.loading.keys import fold
from strategylinks.model import Element, Finding, MonitoringReport, Severity

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
#: A shorter sentence is a turn of phrase, not a copy.
_LEAST_LETTERS = 60


def find_copies(report: MonitoringReport) -> Iterator[Finding]:
    """Find progress texts, whole or in part, that stand under more than one action or goal."""
    owners: dict[str, list[tuple[Element, str]]] = defaultdict(list)
    for element in report.elements:
        for sentence in _sentences(element):
            if not any(owner is element for owner, _ in owners[fold(sentence)]):
                owners[fold(sentence)].append((element, sentence))
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for shared in owners.values():
        if len(shared) > 1:
            groups[tuple(owner.key for owner, _ in shared)].append(shared[0][1])
    elements = {element.key: element for element in report.elements}
    for keys, sentences in groups.items():
        yield _finding(report.entry.id, [elements[key] for key in keys], sentences)


def _sentences(element: Element) -> Iterator[str]:
    text = element.progress.text if element.progress else ""
    return (sentence for sentence in _SENTENCE_END.split(text) if len(sentence) >= _LEAST_LETTERS)


def _finding(report: str, owners: list[Element], sentences: list[str]) -> Finding:
    last = owners[-1]
    places = ", ".join(str(owner.first) for owner in owners)
    more = f" and {len(sentences) - 1} more" if len(sentences) > 1 else ""
    message = f"the progress text “{sentences[0][:80]}…”{more} stands word for word at lines {places}"
    return Finding(Severity.NOTE, "copied-text", message, report, last.first, last.last, last.key)
