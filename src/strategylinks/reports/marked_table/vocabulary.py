"""What a document itself tells about its words: which are names, which are compounds, which only begin a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_][\w-]*")
_CAPITAL_IN_SENTENCE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][\w-]*")
_ABBREVIATED = re.compile(r"\b([A-ZÅÄÖ]{2,})-[a-zåäö]")
#: So many letters of a word are taken as its stem, and so many endings are left off a compound.
_STEM, _SHORT_STEM, _ENDING = 5, 4, 3
_LEAST_WORD = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold the words of a document."""

    words: tuple[str, ...]  # in lower case, sorted
    lower: frozenset[str]  # words that stand in lower case
    names: frozenset[str]  # words with a capital amid a sentence, as they stand
    prefixes: frozenset[str]  # stems of the words that stand in lower case
    abbreviations: frozenset[str]  # "LUT" of "LUT-yliopisto"

    @classmethod
    def of(cls, lines: Iterable[str]) -> Vocabulary:
        """Read the words of a document; cells without paragraph markup do not tell what begins a sentence."""
        words: set[str] = set()
        lower: set[str] = set()
        names: set[str] = set()
        abbreviations: set[str] = set()
        for line in lines:
            found = _WORD.findall(line)
            words.update(word.casefold() for word in found)
            lower.update(word for word in found if word[0].islower())
            abbreviations.update(_ABBREVIATED.findall(line))
            if "\t" not in line or "<p>" in line:
                names.update(_CAPITAL_IN_SENTENCE.findall(line))
        stems = {word[:length] for word in lower for length in (_SHORT_STEM, _STEM)}
        return cls(tuple(sorted(words)), frozenset(lower), frozenset(names), frozenset(stems), frozenset(abbreviations))

    def has_compound(self, word: str) -> bool:
        """Tell whether a word of the document begins like the given one, whatever the ending."""
        stem = word.casefold()[:-_ENDING]
        place = bisect_left(self.words, stem)
        return bool(stem) and place < len(self.words) and self.words[place].startswith(stem)

    def begins_sentence(self, word: str) -> float:
        """Say how surely a word with a capital begins something new, rather than being a name; 0 for a name."""
        bare = word.strip("\"”“'().,;:")
        if sum(map(str.isalpha, bare)) < _LEAST_WORD or any(map(str.isupper, bare[1:])):
            return 0.0
        plain = bare.casefold()
        if bare in self.names and plain not in self.lower:
            return 0.0
        if plain[:_STEM] in self.prefixes:
            return 0.8
        return 0.7 if plain[:_SHORT_STEM] in self.prefixes else 0.6
