"""Make the cells of a table row: divide its pieces among the columns, and each cell into its parts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Fragment, Part, Role
from strategylinks.reports.slides.columns import Column, Division, divide, has_room, starts_anew
from strategylinks.reports.slides.pieces import Deck, Piece
from strategylinks.reports.slides.units import UnitLabels

#: How much a sentence's end speaks for a column, and what it costs to leave a column empty.
_SENTENCES = {Role.INDICATOR: -0.2, Role.RISK: 0.3, Role.PROGRESS: 0.3}
_EMPTY_COSTS = {Role.LEVELS: 6.0, Role.INDICATOR: 5.0, Role.RISK: 4.0, Role.PROGRESS: 5.0}
#: The confidence of a cell whose next best edges cost so much more.
_CONFIDENCES = ((3.0, 1.0), (1.5, 0.9), (0.7, 0.7), (0.0, 0.5))
_BULLET_INSIDE = re.compile(r"(?<=:)\s+[-–•]\s*(?=\S|$)")


@dataclass(frozen=True)
class Cells:
    """Know what is needed to make cells in one deck."""

    deck: Deck
    labels: UnitLabels
    cues: dict[str, list[tuple[re.Pattern[str], float]]]

    def column(self, role: str) -> Column:
        """Describe a column by its role."""
        return Column(role, self.cues.get(role, ()), _EMPTY_COSTS.get(Role(role), 5.0), _SENTENCES.get(Role(role), 0.0))

    def of_row(self, pieces: Sequence[Piece], roles: Sequence[str]) -> tuple[list[Cell], list[str]]:
        """Make the cells of the given columns; also say which of them stay empty."""
        if not pieces or not roles:
            return [], [f"no {role} found" for role in roles]
        divisions = divide(pieces, [self.column(role) for role in roles], self.deck)
        cells = [cell for division in divisions if (cell := self._cell(pieces, division)).parts]
        empty = set(roles) - {cell.role for cell in cells}
        return cells, [f"no {role} found" for role in roles if role in empty]

    def plain(self, role: Role, pieces: Sequence[Piece]) -> Cell:
        """Make a cell of one part."""
        return Cell(role, (self.deck.part(pieces),))

    def unit(self, pieces: Sequence[Piece]) -> Cell:
        """Make the cell of a unit label, without its brackets."""
        part = self.deck.part(pieces)
        bare = tuple(Fragment(f.first, f.last, f.quote.strip("()").strip()) for f in part.fragments)
        return Cell(Role.UNIT, (Part(part.text.strip("()").strip(), bare),))

    def parts(self, pieces: Sequence[Piece], *, narrow: bool = True) -> tuple[Part, ...]:
        """Divide a cell, or a text, into the parts that were printed as bullets or paragraphs."""
        widest = max((piece.width for piece in pieces), default=0.0)
        groups: list[list[Piece]] = []
        for piece in pieces:
            if groups and not self._opens_part(groups[-1][-1], piece, widest, narrow=narrow):
                groups[-1].append(piece)
            else:
                groups.append([piece])
        return tuple(_without_inner_bullet(self.deck.part(group)) for group in groups if any(p.text for p in group))

    def _cell(self, pieces: Sequence[Piece], division: Division) -> Cell:
        within = pieces[division.first : division.last]
        confidence = next((value for least, value in _CONFIDENCES if division.margin >= least), 0.5)
        doubts = ("its first or last line may belong to the next column",) if confidence < 1 else ()
        return Cell(Role(division.role), self.parts(within), confidence, doubts)

    def _opens_part(self, above: Piece, below: Piece, widest: float, *, narrow: bool) -> bool:
        if not above.text or self._only_labels(above):
            return False
        if below.bullet or self.labels.markers.match(below.text) or self.labels.opens(below.text):
            return True
        if above.line == below.line or not starts_anew(above, below, self.deck):
            return False
        closed = narrow and self.deck.marks_wraps and not above.open_end
        return closed or (below.gap and not self.deck.spaced) or has_room(above, below, widest)

    def _only_labels(self, piece: Piece) -> bool:
        """Tell whether a line is nothing but a marker, or a unit and a colon."""
        marker = self.labels.markers.fullmatch(piece.text) is not None
        return marker or (piece.text.find(":") == len(piece.text) - 1 and self.labels.opens(piece.text))


def read_cells(deck: Deck, labels: UnitLabels, layout: Layout) -> Cells:
    """Prepare the cells of a deck with the cue words of its layout."""
    cues = layout.settings.get("cues", {})
    return Cells(deck, labels, {role: _compiled(words) for role, words in cues.items()})


def _compiled(words: Mapping[str, float]) -> list[tuple[re.Pattern[str], float]]:
    return [(re.compile(word, re.IGNORECASE), weight) for word, weight in words.items()]


def _without_inner_bullet(part: Part) -> Part:
    """Leave out the bullet after a marker, as in ``TAVOITE: - …``."""
    return Part(_BULLET_INSIDE.sub(" ", part.text, count=1), part.fragments)
