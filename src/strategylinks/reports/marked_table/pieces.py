"""Split a printed cell into its pieces: by markup where there is some, by bullets, sentences and capitals where not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategylinks.reports.layout import Layout
from strategylinks.reports.marked_table.vocabulary import Vocabulary
from strategylinks.reports.parsed import Cell, Role
from strategylinks.reports.pieces import part_of_text

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_PARAGRAPH = re.compile(r"</?p\b", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_LEADING_BULLET = re.compile(r"\s*(?:[•●▪–]\s*|-\s*(?!\d))")
_DASHES = ("-", "–", "•")
_OPENERS = "\"”“'(–-"
#: A word before a stop is an abbreviation unless it has so many letters; so is a number unless it has so many digits.
_WORD_LENGTH, _NUMBER_LENGTH = 4, 3
#: A piece that is longer than this may well be several.
_LONG_PIECE = 100
_SURE, _UNSURE = 0.95, 0.6
_GUESSED = "the pieces of this cell run together: where one ends is guessed from sentences and capitals"
_LONG = "the pieces of this cell run together: one is so long that it may be several"
_INNER = "a paragraph of this cell may hold several pieces"


@dataclass(frozen=True)
class Splitter:
    """Split cells with a layout's words and what the document tells about its own."""

    count_ends: tuple[str, ...]
    conjunctions: tuple[str, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, layout: Layout, vocabulary: Vocabulary) -> Splitter:
        """Take the words that end and continue a piece from a layout."""
        return cls(layout.words("count_ends"), layout.words("conjunctions"), vocabulary)

    def cell(self, role: Role, text: str, line: int) -> Cell | None:
        """Make a cell of its printed text, one part for each piece; None where it is empty."""
        confidence, doubts = 1.0, []
        pieces: list[str] = []
        marked = _PARAGRAPH.search(text) is not None
        for paragraph in paragraphs(text):
            found, sureness = self.pieces(paragraph, bullets_only=marked)
            pieces += found
            confidence = min(confidence, sureness)
            if marked and role == Role.INDICATOR and any(self._may_be_several(piece) for piece in found):
                doubts.append(_INNER)
        if confidence < 1:
            doubts.append(_GUESSED)
        elif not marked and any(len(piece) > _LONG_PIECE for piece in pieces):
            doubts.append(_LONG)
        if not pieces:
            return None
        parts = tuple(part_of_text(piece, line) for piece in pieces)
        return Cell(role, parts, min(confidence, 0.8) if doubts else confidence, tuple(dict.fromkeys(doubts)))

    def pieces(self, text: str, *, bullets_only: bool = False) -> tuple[list[str], float]:
        """Split one paragraph; say how sure the least sure split is."""
        tokens = list(_TOKEN.finditer(text))
        pieces: list[str] = []
        start, confidence = 0, 1.0
        for place in range(1, len(tokens)):
            sureness = self._sureness([token[0] for token in tokens[max(0, place - 2) : place + 2]], min(place, 2))
            if sureness < (1.0 if bullets_only else 0.1):
                continue
            pieces.append(text[start : tokens[place].start()])
            start, confidence = tokens[place].start(), min(confidence, sureness)
        pieces.append(text[start:])
        return [piece for piece in map(_unbulleted, pieces) if piece], confidence

    def _may_be_several(self, text: str) -> bool:
        pieces, sureness = self.pieces(text)
        return len(text) > _LONG_PIECE or (len(pieces) > 1 and sureness > _UNSURE)

    def _sureness(self, tokens: Sequence[str], place: int) -> float:
        """Say how surely the token at a place begins a piece."""
        before, word, after = tokens[place - 1], tokens[place], tokens[place + 1 :]
        if word in _DASHES:
            return 1.0 if after and (_is_capital(after[0]) or after[0][0].isdigit()) else 0.0
        if before in _DASHES or before[-1] in ",;:/&+-–":
            return 0.0
        if _is_capital(word):
            measured = place > 1 and tokens[place - 2][-1].isdigit()
            return self._sureness_of_capital(before, word, measured=measured)
        return 0.7 if self._ends_count(before) and word.strip('"().,') not in self.conjunctions else 0.0

    def _sureness_of_capital(self, before: str, word: str, *, measured: bool) -> float:
        if before[-1] in "!?" or (before[-1] == "." and (measured or self._ends_sentence(before))):
            return _SURE
        if before[-1] == "." or before.casefold() in self.conjunctions:
            return 0.0
        return self.vocabulary.begins_sentence(word)

    def _ends_sentence(self, word: str) -> bool:
        bare = word.rstrip(".").lstrip(_OPENERS)
        if bare.casefold() in self.count_ends or not bare or not bare[-1].isalnum():
            return True
        return len(bare) >= (_NUMBER_LENGTH if bare[0].isdigit() else _WORD_LENGTH)

    def _ends_count(self, word: str) -> bool:
        return word[-1] in ".)" and word.strip("().").casefold() in self.count_ends


def paragraphs(text: str) -> list[str]:
    """Split a printed cell at its markup; without markup it is one paragraph."""
    return [piece.strip() for piece in _TAG.split(text) if piece.strip()]


def _is_capital(token: str) -> bool:
    bare = token.lstrip(_OPENERS)
    return bool(bare) and bare[0].isupper()


def _unbulleted(text: str) -> str:
    mark = _LEADING_BULLET.match(text)
    return text[mark.end() if mark else 0 :].strip()
