"""Read the narrative pages of a slide deck: headings, passages, figures, glossaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategylinks.reports.glossary import is_abbreviation, read_glossary, read_term
from strategylinks.reports.parsed import Cell, Part, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.slides.cells import Cells
from strategylinks.reports.slides.columns import starts_anew
from strategylinks.reports.slides.figures import FigureForms, Found, is_scattered, read_figures, read_scattered
from strategylinks.reports.slides.pages import skips_of
from strategylinks.reports.slides.pieces import Piece

_SENTENCE_ENDS = (".", "!", "?", ",", ";")
#: A heading has at most so many words, and a page at most so many headings at its top.
_HEADING_WORDS = 12
_SUBHEADING_WORDS = 5
_MOST_TITLES = 3
#: Lines of a glossary follow each other with at most one blank line between them.
_NEAR = 2

_TERM = re.compile(r"\((?:[^()=]{1,60}\s)?(?P<term>\S{2,20})\s+=\s+(?P<definition>[^()]+)\)")
_LONGEST_TERM = 300

TITLE_ONLY = "heading of a section, or of a page whose pictures are not in the text"
SCRAMBLED = "key-figure page is scrambled: value and label cannot be paired"


@dataclass
class Prose:
    """Read narrative pages one after the other; a page without a title goes on with the one before it."""

    cells: Cells
    forms: FigureForms
    rows: list[Row]
    skips: list[Skip]
    subject: tuple[Part, ...] = ()
    heading: tuple[Part, ...] = ()

    def read(self, pieces: Sequence[Piece]) -> None:
        """Read one page."""
        deck = self.cells.deck
        self.cells = replace(self.cells, deck=deck.for_page(pieces))
        terms = sum(read_term(piece.text) is not None for piece in pieces)
        if terms >= 2 and 4 * terms >= sum(piece.bullet for piece in pieces):
            self._read_glossary(pieces)
        elif is_scattered(pieces):
            self._read_scattered(pieces)
        else:
            self._read_text(pieces)

    def _read_glossary(self, pieces: Sequence[Piece]) -> None:
        for first, last in _stretches(pieces):
            for found in read_glossary(self.cells.deck.lines, first, last):
                if isinstance(found, Row):
                    self.rows.append(found)
                else:
                    self.skips.append(found)

    def _read_scattered(self, pieces: Sequence[Piece]) -> None:
        title = self._titles(pieces[:1])
        figures = read_scattered(pieces, self.forms)
        subject = tuple(self.cells.deck.part([piece]) for piece in title) or self.subject[:1]
        self.rows += [_about(row, subject) for row in figures]
        self.skips += [Skip(piece.line, piece.line, TITLE_ONLY) for piece in title]
        read = {number for row in figures for number in range(row.first, row.last + 1)}
        rest = {piece.line for piece in pieces} - read - {piece.line for piece in title}
        self.skips += skips_of(dict.fromkeys(rest, SCRAMBLED))

    def _read_text(self, pieces: Sequence[Piece]) -> None:
        titles = self._titles(pieces)
        if titles:
            self.heading = tuple(self.cells.deck.part(group) for group in _joined(titles))
        if len(titles) == len(pieces):
            self.subject = self.heading
            self.skips += [Skip(piece.line, piece.line, TITLE_ONLY) for piece in titles]
            return
        self._read_body(pieces, len(titles))

    def _read_body(self, pieces: Sequence[Piece], at: int) -> None:
        """Read passages, and the figures and headings between them."""
        subject = self.heading[:1] if at else self.subject[:1]
        begin, text = 0, at
        while at < len(pieces):
            found = self._figures_or_term(pieces, at)
            if found:
                above = at - 1 if at > text and found.rows[0].first < pieces[at].line else at
                self._add_passage(pieces, begin, text, above)
                labelled = at == text and at > 0 and found.rows[0].first == pieces[at - 1].line
                self.rows += [_about(row, self.subject[:1] if labelled else subject) for row in found.rows]
                begin = text = at = found.end
            elif self._is_subheading(pieces, at, text):
                self._add_passage(pieces, begin, text, at)
                self.heading = (self.cells.deck.part([pieces[at]]),)
                begin, text = at, at + 1
                at = text
            else:
                at += 1
        self._add_passage(pieces, begin, text, len(pieces))

    def _figures_or_term(self, pieces: Sequence[Piece], at: int) -> Found | None:
        term = _bracketed_term(pieces[at])
        return Found([term], at + 1) if term else read_figures(pieces, at, self.forms, self.cells.deck)

    def _add_passage(self, pieces: Sequence[Piece], begin: int, text: int, end: int) -> None:
        """Add the text from ``text`` on as a passage; its heading stands from ``begin`` on, or on an earlier page."""
        if text >= end:
            headings = {piece.line: "heading of the figures below it" for piece in pieces[begin:text]}
            self.skips += skips_of(headings)
            return
        parts = self.cells.parts(pieces[text:end], narrow=False)
        if not parts:
            return
        cells = (*((Cell(Role.HEADING, self.heading),) if self.heading else ()), Cell(Role.TEXT, parts))
        self.rows.append(Row(RowKind.PASSAGE, cells, pieces[begin].line, pieces[end - 1].line))

    def _is_subheading(self, pieces: Sequence[Piece], at: int, text: int) -> bool:
        piece = pieces[at]
        if piece.bullet or at + 1 >= len(pieces) or not pieces[at + 1].bullet or piece.text.endswith(_SENTENCE_ENDS):
            return False
        if len(piece.text.split()) > _SUBHEADING_WORDS or at == 0:
            return False
        above = pieces[at - 1]
        return at == text or (above.text.endswith(_SENTENCE_ENDS) and starts_anew(above, piece, self.cells.deck))

    def _titles(self, pieces: Sequence[Piece]) -> list[Piece]:
        """List the headings at the top of a page: short lines that stand apart."""
        titles: list[Piece] = []
        for at, piece in enumerate(pieces[:_MOST_TITLES]):
            below = pieces[at + 1] if at + 1 < len(pieces) else None
            if piece.bullet or not _looks_like_title(piece, self.cells) or self._figures_or_term(pieces, at):
                break
            if below and not below.bullet and not self._stands_apart(below) and len(pieces) > 2:
                break
            titles.append(piece)
        return titles

    def _stands_apart(self, below: Piece) -> bool:
        return not below.text[:1].islower() and (below.gap or self.cells.deck.spaced)


def _looks_like_title(piece: Piece, cells: Cells) -> bool:
    words = piece.text.split()
    if cells.labels.opens(piece.text) or piece.text.startswith("*"):
        return False
    return len(words) <= _HEADING_WORDS and not piece.text.endswith(_SENTENCE_ENDS)


def _about(row: Row, subject: Sequence[Part]) -> Row:
    return replace(row, cells=(Cell(Role.SUBJECT, tuple(subject)), *row.cells)) if subject else row


def _joined(titles: Sequence[Piece]) -> list[list[Piece]]:
    """Join headings that were wrapped."""
    groups: list[list[Piece]] = []
    for piece in titles:
        if groups and piece.text[:1].islower():
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _bracketed_term(piece: Piece) -> Row | None:
    """Read an abbreviation explained in brackets, as ``(in this report ABC = the unit)``."""
    match = _TERM.fullmatch(piece.text) if len(piece.text) < _LONGEST_TERM else None
    if match is None or not is_abbreviation(match["term"]):
        return None
    parts = (part_of_text(match[name], piece.line) for name in ("term", "definition"))
    cells = tuple(Cell(role, (part,)) for role, part in zip((Role.TERM, Role.DEFINITION), parts, strict=True))
    return Row(RowKind.TERM, cells, piece.line, piece.line, "abbreviation")


def _stretches(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """List the ranges of lines between which nothing was skipped."""
    ranges: list[tuple[int, int]] = []
    for piece in pieces:
        if ranges and piece.line - ranges[-1][1] <= _NEAR:
            ranges[-1] = (ranges[-1][0], piece.line)
        else:
            ranges.append((piece.line, piece.line))
    return ranges
