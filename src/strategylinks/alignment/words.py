"""Take Finnish text apart without a dictionary: words, their stems, and the parts of compounds.

A stem here is the beginning of a word: endings come last in Finnish, and cutting finds more forms of one word than it
mixes up different ones. Parts of compounds are learned from the texts themselves: a word is divided where both sides
are known by themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

#: How many letters of a word, or of a part of one, count as its stem.
STEM_LENGTH = 6
#: Sizes of the character n-grams of a word with a blank before and after it.
GRAM_SIZES = (3, 4, 5)
_SHORTEST_WORD = 3
_SHORTEST_HEAD = 4
_SHORTEST_TAIL = 5
_WORD = re.compile(r"[^\W\d_]+(?::[^\W\d_]+)?")


def words(text: str) -> list[str]:
    """List the words of a text in lower case, without numbers and without the endings of abbreviations ("KYMP:n")."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("\u00ad", "")
    found = (word.partition(":")[0] for word in _WORD.findall(folded))
    return [word for word in found if len(word) >= _SHORTEST_WORD]


def stem(word: str) -> str:
    """Cut a word to its stem."""
    return word[:STEM_LENGTH]


@lru_cache(maxsize=1 << 16)
def grams(word: str) -> tuple[str, ...]:
    """List the character n-grams of a word."""
    padded = f" {word} "
    return tuple(padded[at : at + size] for size in GRAM_SIZES for at in range(len(padded) - size + 1))


class Splitter:
    """Divide compounds at parts that the given texts know by themselves."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._forms = {word for text in texts for word in words(text) if len(word) >= _SHORTEST_HEAD}
        self._stems = {stem(word) for word in self._forms}
        self._parts: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """List the parts of a word; one that is no compound is its own only part."""
        if word not in self._parts:
            self._parts[word] = self._divided(word)
        return self._parts[word]

    def _divided(self, word: str) -> tuple[str, ...]:
        for cut in range(len(word) - _SHORTEST_TAIL, _SHORTEST_HEAD - 1, -1):
            head, tail = word[:cut], word[cut:]
            if stem(tail) in self._stems and self._is_head(head, tail):
                return (*self.parts(head), *self.parts(tail))
        return (word,)

    def _is_head(self, head: str, tail: str) -> bool:
        """Take a form as it stands for a first part; only between long parts also one that is cut otherwise."""
        is_long = min(len(head), len(tail)) >= STEM_LENGTH
        return head in self._forms or (is_long and stem(head) in self._stems)
