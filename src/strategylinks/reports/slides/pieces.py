"""Cut the lines of a slide deck into pieces, and make parts of pieces again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from strategylinks.reports.parsed import Fragment, Part
from strategylinks.reports.pieces import join_lines
from strategylinks.reports.slides.words import Vocabulary

#: What opens a bullet. A dash right before a small letter or digit is part of a word.
BULLET = re.compile(r"[•●▪]\s*|\*\s*(?=\w)|[-–](?:\s+|(?=[^\W\d_a-zäöåéü])|$)")
#: A bullet that slid to the end of the line above its text.
_LATE_BULLET = re.compile(r"(?<=[^\s\w])\s*[-–•](?=\s*$)|(?<=\S)\s+[-–•](?=\s*$)")
_NOWHERE = re.compile(r"(?!)")
_NARROW = frozenset("ijltfrI.,:;'’|!()[]-/ ")
_WIDE = frozenset("mwMW%@€&")
#: A deck marks wraps when at least this share of its lines keeps the blank that stood between two words.
_MARKED_SHARE = 0.2
#: Lines stand apart when at least this share of them has a blank line above.
_SPACED_SHARE = 0.8
#: The same for a narrative page by itself, on which more lines continue the line above.
_SPACED_PAGE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a line, or a stretch of one, from ``start`` to ``end``; lines are counted from 1.

    ``open_end`` says that a blank ends the line: it was wrapped between two words.
    """

    line: int
    start: int
    end: int
    text: str
    bullet: bool
    gap: bool
    open_end: bool

    @property
    def width(self) -> float:
        """Estimate the printed width, in widths of an average small letter."""
        return text_width(self.text) + (1 if self.bullet else 0)


@dataclass(frozen=True)
class Deck:
    """Hold a deck's lines and how it is printed as a whole."""

    lines: Sequence[str]
    vocabulary: Vocabulary
    marks_wraps: bool
    spaced: bool

    def for_page(self, pieces: Sequence[Piece]) -> Deck:
        """Judge by its own lines whether those of a narrative page stand apart."""
        apart = sum(piece.gap for piece in pieces[1:])
        return replace(self, spaced=apart >= _SPACED_PAGE * len(pieces[1:]) > 0)

    def part(self, pieces: Sequence[Piece]) -> Part:
        """Make a part of neighbouring pieces; the bullet that opens them is left out."""
        first, last = pieces[0], pieces[-1]
        stretch = list(self.lines[first.line - 1 : last.line])
        stretch[-1] = stretch[-1][: last.end]
        stretch[0] = stretch[0][first.start :]
        quote = "\n".join(stretch).strip()
        bullet = BULLET.match(quote) if first.bullet else None
        quote = quote[bullet.end() :].lstrip() if bullet else quote
        return Part(join_lines(self._whole_words(pieces)), (Fragment(first.line, last.line, quote),))

    def _whole_words(self, pieces: Sequence[Piece]) -> list[str]:
        """Join the lines that were wrapped within a word."""
        widest = max(piece.width for piece in pieces)
        joined: list[str] = []
        for above, piece in zip([None, *pieces], pieces, strict=False):
            if above and (self._is_torn(above, piece, widest) or _ends_in_dash(above, piece)):
                joined[-1] += piece.text
            else:
                joined.append(piece.text)
        return joined

    def _is_torn(self, above: Piece, piece: Piece, widest: float) -> bool:
        if piece.bullet or above.open_end or above.line == piece.line:
            return False
        fills = above.width >= 0.85 * widest and " " not in above.text
        return self.vocabulary.is_torn(above.text, piece.text, fills=fills, marked=self.marks_wraps)


def read_deck(lines: Sequence[str], final_letters: str) -> Deck:
    """Note how a deck is printed: blanks at wraps, blank lines between lines, and its words."""
    printed = [number for number, line in enumerate(lines) if line.strip()]
    marked = sum(lines[number][-1].isspace() for number in printed)
    apart = sum(number > 0 and not lines[number - 1].strip() for number in printed)
    return Deck(
        lines,
        Vocabulary.of(lines, final_letters),
        marks_wraps=marked >= _MARKED_SHARE * len(printed) > 0,
        spaced=apart >= _SPACED_SHARE * len(printed) > 0,
    )


def cut_pieces(lines: Sequence[str], numbers: Iterable[int], starts: re.Pattern[str] = _NOWHERE) -> list[Piece]:
    """Cut the given lines into pieces; a match of ``starts`` within a line opens a new one."""
    return [piece for number in numbers for piece in _pieces_of(lines, number, starts)]


@lru_cache(maxsize=4096)
def text_width(text: str) -> float:
    """Estimate the printed width of a text in a proportional font."""
    narrow = sum(character in _NARROW for character in text)
    wide = sum(character in _WIDE or character.isupper() for character in text)
    return len(text) - 0.5 * narrow + 0.3 * wide


def _ends_in_dash(above: Piece, piece: Piece) -> bool:
    """Tell whether the dash of ``-word`` or ``-24`` was left on the line above."""
    goes_on = piece.text[:1].islower() or piece.text[:1].isdigit()
    return goes_on and not piece.bullet and above.text.endswith((" -", " –"))


def _pieces_of(lines: Sequence[str], number: int, starts: re.Pattern[str]) -> Iterator[Piece]:
    line = lines[number - 1]
    gap = number == 1 or not lines[number - 2].strip()
    ends = len(line.rstrip())
    inner = [match.start() for match in starts.finditer(line)]
    cuts = sorted({len(line) - len(line.lstrip()), *inner, *_late_bullet(lines, number)})
    for start, end in zip(cuts, [*cuts[1:], ends], strict=True):
        stretch = line[start:end].strip()
        bullet = BULLET.match(stretch)
        if stretch:
            text = stretch[bullet.end() :] if bullet else stretch
            at_end = end == ends
            yield Piece(number, start, end, text, bullet is not None, gap, at_end and line[-1].isspace())
        gap = False


def _late_bullet(lines: Sequence[str], number: int) -> list[int]:
    """Find a bullet at the end of a line; before a small letter it is a hyphen."""
    match = _LATE_BULLET.search(lines[number - 1])
    below = next((line.strip() for line in lines[number : number + 3] if line.strip()), "")
    return [match.start()] if match and below[:1].isupper() and match.start() > 0 else []
