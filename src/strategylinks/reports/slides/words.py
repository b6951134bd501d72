"""Tell a word torn over two lines, without hyphen, from two words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouyäöå")
#: How much must speak for a torn word.
_THRESHOLD = 2.0
#: How long the last part of a compound is, and how far before the seam it begins.
_SHORTEST_PART, _LONGEST_PART = 6, 25


@dataclass(frozen=True)
class Vocabulary:
    """Hold the words that a document prints whole.

    Words at line edges that may be fragments do not count, nor do single letters. ``rejoined`` are words that
    two different line breaks would give; ``final_letters`` can end a word of the language.
    """

    words: frozenset[str]
    ordered: Sequence[str]
    rejoined: frozenset[str]
    final_letters: str

    @classmethod
    def of(cls, lines: Sequence[str], final_letters: str) -> Vocabulary:
        """Collect the words of a document."""
        printed = [line for line in lines if line.strip()]
        found = (word.casefold() for line in _with_neighbours(printed) for word in _whole_words(*line))
        words = frozenset(word for word in found if len(word) > 1)
        return cls(words, sorted(words), _rejoined(printed), final_letters)

    def is_torn(self, above: str, below: str, *, fills: bool, marked: bool) -> bool:
        """Decide whether the last word of a line goes on in the next line.

        ``fills``: the line is one long word that fills its column. ``marked``: the document keeps a blank
        at the end of lines wrapped between words, and this line has none.
        """
        head, tail = _last_word(above), _first_word(below)
        if not head or not tail or not tail[0].islower():
            return False
        head, tail = head.casefold(), tail.casefold()
        if tail in self.words and not self._cannot_end(head):
            return False
        if head + tail in self.words:
            return True
        weight = self._look(head, tail) + self._kinship(head, tail)
        return weight + (1.0 if fills else -1.5) + (0.5 if marked else 0.0) >= _THRESHOLD

    def _look(self, head: str, tail: str) -> float:
        """Weigh how little the two halves look like words."""
        weight = 2.0 if len(tail) <= 2 else 1.0 if len(tail) <= 4 else 0.0
        weight -= 1.5 if head in self.words else 0.0
        weight += 2.0 if self._cannot_end(head) else 0.0
        return weight + (2.0 if _cannot_begin(tail) else 0.0)

    def _kinship(self, head: str, tail: str) -> float:
        """Weigh whether the joined word is related to words of the document."""
        joined = head + tail
        related = joined in self.rejoined or self._begins_word(joined[: len(head) + 2])
        return 2.0 if related or self._ends_as_word(joined, len(head)) else 0.0

    def _begins_word(self, beginning: str) -> bool:
        at = bisect_left(self.ordered, beginning)
        return len(beginning) > 6 and at < len(self.ordered) and self.ordered[at].startswith(beginning)

    def _ends_as_word(self, joined: str, seam: int) -> bool:
        """Tell whether a word of the document lies over the seam, as the last part of a compound does."""
        starts = range(max(1, seam - _LONGEST_PART), min(seam - 2, len(joined) - _SHORTEST_PART))
        return any(joined[start:] in self.words for start in starts)

    def _cannot_end(self, head: str) -> bool:
        ending = head[-2:]
        return head[-1] not in self.final_letters or (len(ending) == 2 and not _VOWELS.intersection(ending))


def _cannot_begin(tail: str) -> bool:
    """Tell whether a text begins as no word of the language does: three consonants, or h before one."""
    return not _VOWELS.intersection(tail[:3]) or (tail[0] == "h" and len(tail) > 1 and tail[1] not in _VOWELS)


def _with_neighbours(lines: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    return zip(["", *lines], lines, [*lines[1:], ""], strict=False)


def _whole_words(above: str, line: str, below: str) -> Sequence[str]:
    """List the words of a line, at its edges only those that cannot be fragments."""
    words = _WORD.findall(line)
    first = 0 if not above or not above[-1].isalpha() or not line.lstrip()[0].islower() else 1
    last = len(words) if not line[-1].isalpha() or not below or not below.lstrip()[0].islower() else -1
    return words[first:last]


def _last_word(line: str) -> str:
    words = _WORD.findall(line)
    return words[-1] if words and line.rstrip().endswith(words[-1]) else ""


def _first_word(line: str) -> str:
    match = _WORD.match(line.lstrip())
    return match.group() if match else ""


def _rejoined(lines: Sequence[str]) -> frozenset[str]:
    """Collect the words that come about at two line breaks with different seams."""
    pairs = {(_last_word(above), _first_word(below)) for above, below in pairwise(lines)}
    counts = Counter((head + tail).casefold() for head, tail in pairs if head and tail)
    return frozenset(word for word, count in counts.items() if count > 1)
