"""The texts of elements, sentence by sentence, and where in the document each sentence stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from strategylinks.linking.linkages import Ground
from strategylinks.linking.plan import PlanView
from strategylinks.loading.keys import fold
from strategylinks.model import (
    DeviationNote,
    Element,
    Fact,
    Indicator,
    Levels,
    MonitoringReport,
    Note,
    ProgressNote,
    SourceSpan,
)

_END = re.compile(r"(?<=[.!?])[\"”)]?\s+(?=[\"”(–-]?\s?[A-ZÅÄÖ0-9])|(?<=[a-zåäö]{3}[.!?])\s+(?=[a-zåäö])")
_LAST_WORD = re.compile(r"[\w.]+(?=\.$)")
#: A unit's label at the start of its part of a cell is no part of the sentence.
_LABEL = re.compile(r"^\W*(?P<label>[^\W\d_]{2,12})\s?:\s+(?=\S)")
#: So much of a printed part is looked for in the text, to see where the part begins.
_HEAD = 24


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence about an element; ``units`` are those that say it, a title names the element itself."""

    element: Element
    text: str
    fact: Fact
    units: tuple[str, ...]
    is_title: bool = False

    @property
    def speakers(self) -> tuple[str, ...]:
        """Give the units whose text it surely is: who of several wrote a progress text, nobody can tell."""
        return self.units if len(self.units) == 1 or isinstance(self.fact, Element | Indicator | Levels) else ()

    def ground(self) -> Ground:
        """Give the sentence as a ground, on its very lines where they can be told."""
        return Ground(self.text, _places(self.text, self.fact.sources))


class SentenceReader:
    """Read the sentences about the elements of a report."""

    def __init__(self, report: MonitoringReport, view: PlanView, abbreviations: Sequence[str]) -> None:
        self._report = report
        self._view = view
        self._abbreviations = frozenset(abbreviations)

    def read(self) -> Iterator[Sentence]:
        """Iterate over the sentences, each once for its element, in the order of the document."""
        for element in self._report.elements:
            yield from self._once(self._about(element))
        notes: list[DeviationNote | Note] = [*self._report.deviations, *self._report.notes]
        for note in notes:
            about = self._view.elements.get(note.element or "")
            if about:
                yield from self._once(self._of(about, note, note.text))

    def _about(self, element: Element) -> Iterator[Sentence]:
        yield Sentence(element, element.name, element, self._view.units(element.key), is_title=True)
        for indicator in element.indicators:
            yield from self._of(element, indicator, indicator.name)
        for levels in element.levels:
            for text in filter(None, (levels.baseline, levels.target)):
                yield from self._of(element, levels, text)
        if element.risk:
            yield from self._of(element, element.risk, element.risk.text)
        if element.progress:
            yield from self._of(element, element.progress, element.progress.text, element.progress_by_unit)

    def _of(self, element: Element, fact: Fact, text: str, notes: Sequence[ProgressNote] = ()) -> Iterator[Sentence]:
        own = self._view.units(element.key)
        folded = [(note.unit, fold(note.text)) for note in notes if note.unit]
        for sentence in self._split(text, fact.sources):
            bare = _LABEL.sub("", sentence) if folded else sentence
            unit = next((unit for unit, said in folded if fold(bare) in said), None)
            yield Sentence(element, bare if unit else sentence, fact, (unit,) if unit else own)

    def _split(self, text: str, sources: Sequence[SourceSpan]) -> Iterator[str]:
        """Cut a text after each sentence, and where a printed part of its cell begins."""
        cuts = sorted({0, *self._ends(text), *_part_starts(text, sources), len(text)})
        for start, end in pairwise(cuts):
            if text[start:end].strip():
                yield " ".join(text[start:end].split())

    def _ends(self, text: str) -> Iterator[int]:
        for match in _END.finditer(text):
            word = _LAST_WORD.search(text, max(0, match.start() - 16), match.start())
            if word is None or word[0].casefold().strip(".") not in self._abbreviations:
                yield match.end()

    @staticmethod
    def _once(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
        seen: set[str] = set()
        for sentence in sentences:
            if sentence.text not in seen:
                seen.add(sentence.text)
                yield sentence


def _part_starts(text: str, sources: Sequence[SourceSpan]) -> Iterator[int]:
    """Find where parts begin; one that opens in lower case on a line of its own goes on with the sentence."""
    at = 0
    for before, span in pairwise(sources):
        found = text.find(" ".join(span.quote[: 2 * _HEAD].split())[:_HEAD], at)
        if found > 0 and (span.first == before.last or not text[found].islower()):
            yield found
        at = max(at, found)


def _places(text: str, sources: tuple[SourceSpan, ...]) -> tuple[SourceSpan, ...]:
    """Find the lines of a sentence within those that its text was read from; all of them where it is not found."""
    letters = [_letters(span.quote) for span in sources]
    wanted = _letters(text)
    start = "".join(letters).find(wanted) if wanted else -1
    if start < 0:
        return sources
    found, at = [], 0
    for span, own in zip(sources, letters, strict=True):
        first, last = max(start - at, 0), min(start + len(wanted) - at, len(own)) - 1
        if first <= last:
            found.append(_part(span, _offset(span.quote, first), _offset(span.quote, last) + 1))
        at += len(own)
    return tuple(found)


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).lower()


def _offset(text: str, number: int) -> int:
    """Find where a letter of a text stands, given its number among the letters."""
    return next(islice((offset for offset, sign in enumerate(text) if sign.isalnum()), number, None))


def _part(span: SourceSpan, start: int, end: int) -> SourceSpan:
    """Narrow a span to some of its words, and its lines to theirs where each line of it is quoted."""
    while end < len(span.quote) and span.quote[end] in '.!?)”"':
        end += 1
    quote = span.quote[start:end]
    if span.quote.count("\n") != span.last - span.first:
        return SourceSpan(span.first, span.last, quote)
    first = span.first + span.quote.count("\n", 0, start)
    return SourceSpan(first, first + quote.count("\n"), quote)
