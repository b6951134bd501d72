"""Read slide decks: the text layer of presentations, whose tables have become a stream of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import ParsedReport, Role, Row, RowKind, Skip
from strategylinks.reports.slides.cells import Cells, read_cells
from strategylinks.reports.slides.figures import read_forms
from strategylinks.reports.slides.flagships import Flagships, learn_numbered, numbered
from strategylinks.reports.slides.overview import Counts, is_list, read_counts, read_list, read_overview
from strategylinks.reports.slides.pages import Page, Run, compact, cut_pages, find_runs, skips_of
from strategylinks.reports.slides.pieces import Piece, cut_pieces, read_deck
from strategylinks.reports.slides.prose import Prose
from strategylinks.reports.slides.table import read_actions
from strategylinks.reports.slides.units import read_labels

#: A table has at least so many columns.
_LEAST_COLUMNS = 3
#: How sure an action belongs to the flagship of the page before.
_UNNAMED_CONFIDENCE = 0.7
_WORD = r"[^\W\d_]{2,14}"
#: A unit label in brackets that ends a line, possibly going on in the next.
_LAST_BRACKET = rf"(?<=\S)\s+(?=\({_WORD}(?:\s*[+,&]\s*{_WORD})*\s*[+,&]?\s*\)?\s*$)"


def read(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    """Read a slide deck."""
    reader = _reader(lines, layout, organisation)
    pages = cut_pages(lines, layout.words("legend"), layout.words("stamps"))
    for page in pages:
        reader.learn(page)
    for page in pages:
        reader.read(page)
    return ParsedReport(layout.id, tuple(lines), tuple(reader.rows), tuple(reader.skips))


@dataclass
class _Reader:
    """Hold what is known while the pages of a deck are read one after the other."""

    layout: Layout
    cells: Cells
    prose: Prose
    counts: Counts
    starts: re.Pattern[str]
    support: str
    rows: list[Row]
    skips: list[Skip]
    flagships: Flagships = field(default_factory=Flagships)
    listed: list[str] = field(default_factory=list)
    open_table: list[str] = field(default_factory=list)

    def learn(self, page: Page) -> None:
        """Learn the flagships that a page lists, or bears in its title."""
        header = self._header(page)
        if header or is_list(self._texts(page.numbers)):
            numbers = page.numbers[: header.first] if header else page.numbers
            lines = [(self.counts.without(self.cells.deck.lines[number - 1]), number) for number in numbers]
            learn_numbered(self.flagships, [numbered(line, number) for line, number in lines])
        if header and page.closed and page.numbers[-1] < page.skips[-1].first:
            self.flagships.learn_ending(self.cells.deck.lines[page.numbers[-1] - 1])

    def read(self, page: Page) -> None:
        """Read a page by its kind."""
        self.skips += page.skips
        header = self._header(page)
        texts = self._texts(page.numbers)
        goes_on = not header and bool(self.open_table) and bool(self.cells.labels.find(self._pieces(page.numbers)))
        roles, self.open_table = self.open_table, []
        if header:
            self._read_table(page, header)
        elif goes_on:
            self._read_rows(page, page.numbers, roles)
        elif any(compact(text) == compact(self.support) for text in texts if self.support):
            pieces = self._pieces(page.numbers)
            self._keep(*read_overview(pieces, self._headings(), self.support, self.flagships, self.cells))
        elif is_list(texts):
            self._keep(*read_list(self.cells.deck.lines, page.numbers, self.counts, self.flagships))
        elif page.numbers:
            self.prose.read(cut_pieces(self.cells.deck.lines, page.numbers))

    def _read_table(self, page: Page, header: Run) -> None:
        above, table = page.numbers[: header.first], page.numbers[header.last + 1 :]
        headings = page.numbers[header.first : header.last + 1]
        self.skips += skips_of(dict.fromkeys(headings, "column headings"))
        before = len(self.rows)
        below = self._read_flagship(above, table)
        named = len(self.rows) > before
        roles = [self.layout.columns()[phrase.casefold()] for phrase in header.phrases]
        at = len(self.rows)
        self._read_rows(page, below, roles)
        if not named:
            self.rows[at:] = [_without_flagship(row) for row in self.rows[at:]]

    def _read_rows(self, page: Page, numbers: Sequence[int], roles: Sequence[str]) -> None:
        """Read the rows of a table, which goes on upon the next page unless a legend closes it."""
        self.rows += read_actions(self._pieces(numbers), roles, self.listed, self.cells)
        self.open_table = [] if page.closed else list(roles)

    def _read_flagship(self, above: Sequence[int], below: Sequence[int]) -> Sequence[int]:
        """Read the flagship above the column headings or at the end of the page; give the lines of the table."""
        titles = [(pair, number) for number in above if (pair := numbered(self.cells.deck.lines[number - 1], number))]
        if titles:
            (code, name), _ = titles[-1]
            self.rows.append(self.flagships.row(name, code))
            return below
        if any(map(compact, self._texts(above))):
            self._add_flagship(above)
            return below
        last = [run for run in self.flagships.find(self._texts(below)) if run.last == len(below) - 1]
        if last:
            self._add_flagship(below[last[-1].first :])
            return below[: last[-1].first]
        return below

    def _add_flagship(self, numbers: Sequence[int]) -> None:
        self.rows.append(self.flagships.row(self.cells.deck.part(self._pieces(numbers))))

    def _keep(self, rows: Sequence[Row], skips: dict[int, str]) -> None:
        self.rows += rows
        self.skips += skips_of(skips)
        self.listed += [row.text(Role.NAME) for row in rows if row.kind == RowKind.LISTING]
        for row in rows:
            if row.kind == RowKind.FLAGSHIP:
                self.flagships.learn(row.text(Role.NAME))

    def _header(self, page: Page) -> Run | None:
        runs = find_runs(self._texts(page.numbers), self._headings(), least=_LEAST_COLUMNS)
        return runs[0] if runs else None

    def _headings(self) -> Sequence[str]:
        return list(self.layout.settings.get("columns", {}))

    def _texts(self, numbers: Sequence[int]) -> list[str]:
        return [self.cells.deck.lines[number - 1] for number in numbers]

    def _pieces(self, numbers: Sequence[int]) -> list[Piece]:
        return cut_pieces(self.cells.deck.lines, numbers, self.starts)


def _without_flagship(row: Row) -> Row:
    doubt = "no flagship is named on its page; the one before it is taken"
    return replace(row, confidence=min(row.confidence, _UNNAMED_CONFIDENCE), doubts=(*row.doubts, doubt))


def _reader(lines: Sequence[str], layout: Layout, organisation: Organisation) -> _Reader:
    words = (*layout.words("baseline_markers"), *layout.words("target_markers"))
    marker = "|".join(map(re.escape, words)) or r"(?!)"
    markers = re.compile(rf"(?:{marker})\s*:")
    deck = read_deck(lines, str(layout.settings.get("final_letters", "")))
    cells = read_cells(deck, read_labels(lines, organisation, markers), layout)
    rows: list[Row] = []
    skips: list[Skip] = []
    return _Reader(
        layout=layout,
        cells=cells,
        prose=Prose(cells, read_forms(layout.words("measures")), rows, skips),
        counts=read_counts(layout.words("count_order"), layout.words("count_units")),
        starts=re.compile(rf"(?<=\S)\s+(?=(?:{marker})\s*:)|{_LAST_BRACKET}"),
        support=str(layout.settings.get("support_heading", "")),
        rows=rows,
        skips=skips,
    )
