"""Find the unit labels that end the action cells of a slide deck."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from strategylinks.organisation import SEPARATOR, Organisation
from strategylinks.reports.slides.pieces import Piece

_WORD = r"[^\W\d_]{2,14}"
_SUM = re.compile(rf"\(?\s*{_WORD}(?:\s*\+\s*{_WORD})+\s*\)?")
_LONE = re.compile(r"[^\W\d_a-zäöå][^\W\d_]{1,7}")
_PREFIX = re.compile(r"(?P<label>[^\W\d_a-zäöå]{3,10}):(?=\s|$)")
_BRACKET = re.compile(r"\(([^()]*)\)$")
#: A label in brackets is printed over at most so many lines.
_MOST_LINES = 4


@dataclass(frozen=True)
class UnitLabels:
    """Know unit labels: those of the organisation, and those that the document itself shows to be units."""

    organisation: Organisation
    seen: frozenset[str]
    markers: re.Pattern[str]

    def is_label(self, text: str) -> bool:
        """Tell whether a text is nothing but unit labels."""
        bare = text.strip().strip("()").strip()
        names = [name for name in SEPARATOR.split(bare) if name]
        known = (self.organisation.find_unit(name) is not None or name.casefold() in self.seen for name in names)
        return bool(names) and not bare.endswith(":") and (self.organisation.is_label(bare) or all(known))

    def opens(self, text: str) -> bool:
        """Tell whether a text opens with a unit and a colon, as in ``KOHA: …``."""
        label = text.partition(":")[0]
        return (
            ":" in text
            and len(label) <= 30
            and not self.markers.match(text)
            and (_PREFIX.match(text) is not None or self.is_label(label))
        )

    def find(self, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Find the labels that end an action cell, each as the range of its pieces."""
        found: list[tuple[int, int]] = []
        at = 1
        while at < len(pieces):
            end = self._label_end(pieces, at)
            if end and (not found or at > found[-1][1]):
                found.append((at, end))
            at = max(at + 1, end)
        return found

    def guess(self, pieces: Sequence[Piece]) -> list[tuple[int, int]]:
        """Guess that a page without known labels has one where its first block of lines ends: a lone short word."""
        gaps = (at for at in range(1, len(pieces)) if pieces[at].gap and not pieces[at - 1].gap)
        end = next(gaps, 0)
        return [(end - 1, end)] if end > 1 and _LONE.fullmatch(pieces[end - 1].text) else []

    def is_seen(self, pieces: Sequence[Piece]) -> bool:
        """Tell whether more than its place shows that pieces are a label."""
        text = " ".join(piece.text for piece in pieces)
        return text.startswith("(") or self.is_label(text)

    def _label_end(self, pieces: Sequence[Piece], at: int) -> int:
        text = ""
        for end in range(at, min(len(pieces), at + _MOST_LINES)):
            text = f"{text} {pieces[end].text}".strip()
            if not text.startswith("(") or pieces[at].bullet:
                break
            if text.count("(") == text.count(")"):
                return end + 1 if text.endswith(")") and self._is_bracketed_label(text, pieces, end + 1) else 0
        return at + 1 if self._is_bare_label(pieces, at) else 0

    def _is_bracketed_label(self, text: str, pieces: Sequence[Piece], below: int) -> bool:
        if self.is_label(text):
            return True
        return below < len(pieces) and self.markers.match(pieces[below].text) is not None

    def _is_bare_label(self, pieces: Sequence[Piece], at: int) -> bool:
        piece = pieces[at]
        ends = at + 1 == len(pieces) or pieces[at + 1].gap or pieces[at + 1].bullet
        return ends and not piece.bullet and not piece.text.startswith("(") and self.is_label(piece.text)


def read_labels(lines: Sequence[str], organisation: Organisation, markers: re.Pattern[str]) -> UnitLabels:
    """Collect the labels that a document shows to be units: sums, line prefixes, brackets before a marker."""
    printed = [line.strip() for line in lines if line.strip()]
    names = (name for label in _labels_in(printed, markers) for name in SEPARATOR.split(label.strip("() ")))
    return UnitLabels(organisation, frozenset(name.casefold() for name in names if name), markers)


def _labels_in(printed: Sequence[str], markers: re.Pattern[str]) -> Iterator[str]:
    for line, below in zip(printed, [*printed[1:], ""], strict=False):
        prefix = _PREFIX.match(line)
        bracket = _BRACKET.search(line)
        if _SUM.fullmatch(line):
            yield line
        elif prefix and not markers.match(line):
            yield prefix["label"]
        elif bracket and markers.match(below) and len(bracket[1].split()) == 1:
            yield bracket[1]
