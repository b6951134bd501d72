"""Read the strategy tables: a page title that names the flagship, one line of tab-separated cells for each action."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.marked_table.pages import Heading, Page
from strategylinks.reports.marked_table.pieces import Splitter, paragraphs
from strategylinks.reports.parsed import Cell, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import mend, part_of_text

_FLAGSHIP = re.compile(r"(?:.*?,\s*)??(?P<code>\d{1,2})\.\s+(?P<name>\S.*?)(?:\s*\(\d+\s*/\s*\d+\))?")
_ABBREVIATION = r"[A-ZÅÄÖ]{2,8}"
#: A label of units by its shape alone: capital abbreviations joined by signs.
_LABEL = re.compile(rf"{_ABBREVIATION}(?:\s*[+,;/&]\s*{_ABBREVIATION})*")
_TAIL = re.compile(rf"(?<=\s)({_LABEL.pattern})\s*$")
_LABEL_WORDS, _LABEL_LENGTH = 8, 100
#: How alike a printed column heading must be to a known one, in per cent.
_HEADING_LIKENESS = 85
_UNKNOWN = "the end of the name looks like a unit, but the organisation does not know it"


@dataclass(frozen=True)
class ActionTables:
    """Read the strategy tables of a document."""

    layout: Layout
    organisation: Organisation
    splitter: Splitter

    def columns(self, text: str) -> list[Role | None] | None:
        """Read a line of column headings as the roles of its columns; None where it is no such line."""
        roles = [self._role(heading) for heading in text.rstrip().split("\t")]
        known = [role for role in roles if role]
        return roles if Role.NAME in known and len(known) > 1 and len(set(known)) == len(known) else None

    def is_table_page(self, page: Page) -> bool:
        """Tell whether a page is one of the strategy table, even where its headings are damaged."""
        if page.heading and _FLAGSHIP.fullmatch(page.heading.title.text):
            return True
        return any(self.columns(line.text) for line in page.lines if "\t" in line.text)

    def read(self, page: Page) -> list[Row | Skip]:
        """Read the flagship and the actions of a page; lines of other shapes stay unread."""
        found: list[Row | Skip] = _flagship(page.heading)
        named = bool(found)
        columns: list[Role | None] | None = None
        for line in page.lines:
            headings = self.columns(line.text) if "\t" in line.text else None
            if headings:
                columns = headings
                found.append(Skip(line.first, line.last, "column headings"))
            elif columns and (row := self._action(line.text, line.first, columns, named=named)):
                found.append(row)
        return found

    def _role(self, heading: str) -> Role | None:
        names = self.layout.columns()
        best = process.extractOne(
            mend(heading).casefold(), names.keys(), scorer=fuzz.ratio, score_cutoff=_HEADING_LIKENESS
        )
        return Role(names[best[0]]) if best else None

    def _action(self, text: str, line: int, columns: Sequence[Role | None], *, named: bool) -> Row | None:
        texts = text.split("\t")
        if len(texts) != len(columns) or not texts[0].strip():
            return None
        cells: list[Cell] = []
        for role, printed in zip(columns, texts, strict=True):
            cells += self._cells(role, printed, line)
        doubts = () if named else ("no heading on the page names the flagship of this action",)
        return Row(RowKind.ACTION, tuple(cells), line, line, confidence=0.5 if doubts else 1.0, doubts=doubts)

    def _cells(self, role: Role | None, text: str, line: int) -> list[Cell]:
        if role is None or not paragraphs(text):
            return []
        if role == Role.NAME:
            return self._name_cells(paragraphs(text), line)
        if role in (Role.INDICATOR, Role.LEVELS):
            cell = self.splitter.cell(role, text, line)
            return [cell] if cell else []
        return [Cell(role, tuple(part_of_text(piece, line) for piece in paragraphs(text)))]

    def _name_cells(self, pieces: Sequence[str], line: int) -> list[Cell]:
        """Tell the name of an action from the units at its end."""
        *names, last = pieces
        label = self._label(last) if names or not self._is_label(last) else ""
        name = last[: len(last) - len(label)].strip()
        parts = tuple(part_of_text(piece, line) for piece in (*names, name) if piece)
        if not label:
            return [Cell(Role.NAME, parts)]
        known = not self.organisation.units or self.organisation.is_label(label)
        doubts = () if known else (_UNKNOWN,)
        units = Cell(Role.UNIT, (part_of_text(label, line),), 1.0 if known else 0.8, doubts)
        return [Cell(Role.NAME, parts), units] if parts else [units]

    def _label(self, text: str) -> str:
        """Find the label of units that ends a text: by its shape, or one that the organisation knows."""
        match = _LABEL.fullmatch(text) or _TAIL.search(text[-_LABEL_LENGTH:])
        if match:
            return match[0].strip()
        words = text.split(" ")
        tails = (" ".join(words[-size:]) for size in range(min(_LABEL_WORDS, len(words)), 0, -1))
        return next((tail for tail in tails if tail[:1].isupper() and self.organisation.is_label(tail)), "")

    def _is_label(self, text: str) -> bool:
        return _LABEL.fullmatch(text) is not None or self.organisation.is_label(text)


def _flagship(heading: Heading | None) -> list[Row | Skip]:
    match = _FLAGSHIP.fullmatch(heading.title.text) if heading else None
    if heading is None or match is None:
        return []
    line = heading.line
    cells = (
        Cell(Role.CODE, (part_of_text(match["code"], line),)),
        Cell(Role.NAME, (part_of_text(match["name"], line),)),
    )
    return [Row(RowKind.FLAGSHIP, cells, line, line, variant="table")]
