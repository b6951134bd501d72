"""Sentences of progress texts that tell of delay, or of something that is not done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from strategylinks.linking.linkages import Sign
from strategylinks.linking.phrases import compile_phrase, stems_of
from strategylinks.linking.sentences import Sentence
from strategylinks.model import ProgressNote
from strategylinks.register import SignKind, SignPhrase


class SignFinder:
    """Find the signs of a wording in the progress texts of a report."""

    def __init__(self, phrases: Iterable[SignPhrase]) -> None:
        self._phrases = [(each.kind, compile_phrase(each.words), stems_of(each.words)) for each in phrases]

    def first(self, sentences: Iterable[Sentence]) -> Iterator[Sign]:
        """Give the first sentence about each element that is a sign, for each kind of sign."""
        seen: set[tuple[str, SignKind]] = set()
        for sentence in sentences:
            for kind, words in self._signs_in(sentence) if isinstance(sentence.fact, ProgressNote) else ():
                if (sentence.element.key, kind) not in seen:
                    seen.add((sentence.element.key, kind))
                    yield Sign(kind, sentence.element, words, sentence.ground(), sentence.fact.certainty)

    def _signs_in(self, sentence: Sentence) -> Iterator[tuple[SignKind, str]]:
        text = sentence.text.casefold()
        for kind, pattern, stems in self._phrases:
            match = pattern.search(sentence.text) if any(stem in text for stem in stems) else None
            if match:
                yield kind, match[0]
