"""Read follow-up reports of pages ``OWNER | Title`` with tables, some with paragraph markup, and key figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from strategylinks.organisation import Organisation
from strategylinks.reports.figures import Line, read_forecast, read_headline, read_inline
from strategylinks.reports.glossary import BULLET, bullet_part, read_glossary, read_term
from strategylinks.reports.layout import Layout
from strategylinks.reports.marked_table.actions import ActionTables
from strategylinks.reports.marked_table.pages import Page, cut_after_table, read_pages
from strategylinks.reports.marked_table.pieces import Splitter
from strategylinks.reports.marked_table.summaries import Summaries
from strategylinks.reports.marked_table.tables import NumberTables
from strategylinks.reports.marked_table.vocabulary import Vocabulary
from strategylinks.reports.parsed import Cell, ParsedReport, Part, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import part_of_lines

_LEGEND = re.compile(r"(?:[●•■]\s[^●•■.]{2,40}){3,}|(?:[^—.]{2,40}\s—\s){2,}[^—.]{2,40}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COVER_LINES, _COVER_WIDTH, _COVER_END = 10, 60, 40
_CAPTION_WIDTH, _CAPTION_GAP = 60, 2
_HEADING_WORDS, _SENTENCE_WORDS, _PARAGRAPH_WORDS = 6, 4, 8
_FIGURE_LINES = 10
_LETTERS = 0.6
#: What a reader of lines found from an index on, and the index after it.
Found = tuple[Sequence[Row | Skip], int]


def read(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    """Read the rows of a report; what it does not understand stays unread."""
    vocabulary = Vocabulary.of(lines)
    actions = ActionTables(layout, organisation, Splitter.of(layout, vocabulary))
    numbers = NumberTables.of(layout, lines)
    pages = read_pages(lines)
    owners = frozenset(page.heading.owner.text for page in pages if page.heading)
    reader = _PageReader(tuple(lines), layout, vocabulary, Summaries.of(layout), owners)
    found: list[Row | Skip] = []
    for page in pages:
        if actions.is_table_page(page):
            found += actions.read(page)
        else:
            for part in cut_after_table(page):
                found += numbers.read(part)
                found += reader.read(part)
    found += _heading_skips(pages, found)
    rows = sorted((item for item in found if isinstance(item, Row)), key=lambda row: row.first)
    skips = sorted((item for item in found if isinstance(item, Skip)), key=lambda skip: skip.first)
    return ParsedReport(layout.id, tuple(lines), tuple(rows), tuple(skips))


def _heading_skips(pages: Sequence[Page], found: Sequence[Row | Skip]) -> list[Skip]:
    taken = {item.first for item in found}
    lines = (page.heading.line for page in pages if page.heading)
    return [Skip(line, line, "page heading") for line in lines if line not in taken]


@dataclass(frozen=True)
class _PageReader:
    """Read what stands on a page outside tables: figures, summaries, glossary, running text."""

    document: tuple[str, ...]
    layout: Layout
    vocabulary: Vocabulary
    summaries: Summaries
    owners: frozenset[str]

    def read(self, page: Page) -> list[Row | Skip]:
        """Read a page line by line with the first reader that understands what begins there."""
        found: list[Row | Skip] = []
        summaries = self.summaries.find(page.lines)
        place = 0
        for start, summary in summaries.items():
            found += self._between(page, place, start)
            found += self.summaries.read(self.document, page.lines, summary)
            place = summary.end
        return [*found, *self._between(page, place, len(page.lines))]

    def _between(self, page: Page, place: int, limit: int) -> list[Row | Skip]:
        found: list[Row | Skip] = []
        while place < limit:
            results = (reader(page, place, limit) for reader in self._readers())
            result = next(filter(None, results), None)
            found += result[0] if result else []
            place = result[1] if result else place + 1
        return found

    def _readers(self) -> tuple[Callable[[Page, int, int], Found | None], ...]:
        return (
            self._cover,
            self._annexes,
            self._divider,
            self._glossary,
            self._headline,
            self._inline,
            self._forecast,
            self._source,
            self._legend,
            self._passage,
        )

    def _cover(self, page: Page, place: int, limit: int) -> Found | None:
        """Skip a title page: a few short lines at the very beginning, with the year among them."""
        if page.heading or place or page.lines[0].first > _COVER_LINES:
            return None
        end = next(
            (n for n in range(limit) if len(page.lines[n].text) > _COVER_WIDTH or page.lines[n].first > _COVER_END),
            limit,
        )
        lines = page.lines[: min(end, _COVER_LINES)]
        if not any(_YEAR.search(line.text) for line in lines):
            return None
        return [Skip(lines[0].first, lines[-1].last, "title page")], len(lines)

    def _annexes(self, page: Page, place: int, limit: int) -> Found | None:
        """Skip the title page of the annexes, with its list of them."""
        titles = [word.casefold() for word in self.layout.words("annexes")]
        near = _near(page.lines, place, min(limit, place + 4))
        heading = next((n for n in range(place, near) if page.lines[n].text.casefold() in titles), None)
        if heading is None:
            return None
        end = heading + 1
        while end < limit and BULLET.match(page.lines[end].text):
            end += 1
        return [_skip(page.lines[place:end], "title page and list of the annexes")], end

    def _divider(self, page: Page, place: int, limit: int) -> Found | None:
        """Skip a line that only names whom the pages are about, and what such a title page says of its part."""
        text = page.lines[place].text
        if text not in self.owners:
            logo = any(owner.startswith(text) and not owner[len(text)].isalnum() for owner in self.owners)
            return ([_skip(page.lines[place : place + 1], "name of the municipality")], place + 1) if logo else None
        end = _near(page.lines, place, min(limit, place + 2))
        if end > place + 1 and not BULLET.match(page.lines[end - 1].text):
            end -= 1
        return [_skip(page.lines[place:end], "title page of a part")], end

    def _glossary(self, page: Page, place: int, limit: int) -> Found | None:
        end = place
        while end < limit and self._in_glossary(page.lines, end, limit):
            end += 1
        while end < limit and end > place and BULLET.match(page.lines[end].text):
            end += 1
        if end == place:
            return None
        return read_glossary(self.document, page.lines[place].first, page.lines[end - 1].last), end

    def _in_glossary(self, lines: Sequence[Line], place: int, limit: int) -> bool:
        """Tell a term, a heading or remark above a term, from what stands outside a glossary."""
        if read_term(lines[place].text):
            return True
        following = lines[place + 1].text if place + 1 < limit else ""
        is_remark = bool(BULLET.match(lines[place].text)) or _is_heading(lines[place].text)
        return is_remark and read_term(following) is not None

    def _headline(self, page: Page, place: int, limit: int) -> Found | None:
        window = page.lines[place : min(limit, place + _FIGURE_LINES)]
        result = read_headline(window, 0, page.context, self.vocabulary)
        return (result[0], place + result[1]) if result else None

    def _inline(self, page: Page, place: int, limit: int) -> Found | None:
        figure = read_inline(page.lines[place], page.context) if place < limit else None
        return ([figure], place + 1) if figure else None

    def _forecast(self, page: Page, place: int, limit: int) -> Found | None:
        if place + 1 >= limit or not _is_heading(page.lines[place].text):
            return None
        figures = read_forecast(page.lines[place], page.lines[place + 1], page.context)
        if not figures:
            return None
        end = _after_paragraphs(page.lines, place + 2, limit, self._is_paragraph)
        rows: list[Row | Skip] = [*figures]
        if end > place + 2:
            heading = part_of_lines(self.document, page.lines[place].first, page.lines[place].last)
            rows.append(self._row(page.lines[place + 2 : end], heading))
        return rows, end

    def _source(self, page: Page, place: int, limit: int) -> Found | None:
        line = page.lines[place]
        opening, colon, _ = line.text.partition(":")
        if place >= limit or not colon or opening not in self.layout.words("sources"):
            return None
        text = Cell(Role.TEXT, (part_of_lines(self.document, line.first, line.last),))
        heading = tuple(cell for cell in page.context if cell.role == Role.SUBJECT)
        return [Row(RowKind.NOTE, (*heading, text), line.first, line.last, variant="source")], place + 1

    def _legend(self, page: Page, place: int, limit: int) -> Found | None:
        """Skip the legend of a chart, and the caption of one below a table: a short line with nothing under it."""
        line = page.lines[place]
        if len(line.text) <= 10 * _CAPTION_WIDTH and _LEGEND.fullmatch(line.text):
            return [Skip(line.first, line.last, "legend of a chart")], place + 1
        is_last = place + 1 >= limit or page.lines[place + 1].gap >= _CAPTION_GAP
        if page.has_table and is_last and len(line.text) <= _CAPTION_WIDTH and _is_heading(line.text):
            return [Skip(line.first, line.last, "caption of a chart")], place + 1
        return None

    def _passage(self, page: Page, place: int, limit: int) -> Found | None:
        """Read running text, under a heading of its own or the title of the page."""
        heading = page.heading.title if page.heading else None
        start = place
        if _is_heading(page.lines[place].text) and _near(page.lines, place, min(limit, place + 2)) > place + 1:
            heading = part_of_lines(self.document, page.lines[place].first, page.lines[place].last)
            start += 1
        end = _after_paragraphs(page.lines, start, limit, self._is_paragraph)
        if end == start:
            return None
        row = self._row(page.lines[start:end], heading)
        return [Row(row.kind, row.cells, page.lines[place].first, row.last)], end

    def _row(self, lines: Sequence[Line], heading: Part | None) -> Row:
        above = (Cell(Role.HEADING, (heading,)),) if heading else ()
        parts = tuple(bullet_part(self.document, line.first, line.last) for line in lines)
        return Row(RowKind.PASSAGE, (*above, Cell(Role.TEXT, parts)), lines[0].first, lines[-1].last)

    def _is_paragraph(self, text: str) -> bool:
        """Tell running text from labels, remains of tables and notes that need a flagship."""
        words = len(text.split())
        letters = sum(map(str.isalpha, text)) / max(1, len("".join(text.split())))
        if "\t" in text or letters < _LETTERS or self.summaries.opens_deviation(text):
            return False
        opening = text.partition(":")[0]
        if opening in self.layout.words("sources"):
            return False
        is_sentence = text[-1] in ".!?" and words >= _SENTENCE_WORDS
        return bool(BULLET.match(text)) or is_sentence or words >= _PARAGRAPH_WORDS or ": " in text


def _after_paragraphs(lines: Sequence[Line], start: int, limit: int, is_paragraph: Callable[[str], bool]) -> int:
    end = start
    while end < limit and is_paragraph(lines[end].text) and (end == start or lines[end].gap <= _CAPTION_GAP):
        end += 1
    return end


def _near(lines: Sequence[Line], start: int, limit: int) -> int:
    """Find the end of the lines that no more than one blank line parts."""
    return next((place for place in range(start + 1, limit) if lines[place].gap > 1), max(limit, start + 1))


def _is_heading(text: str) -> bool:
    words = text.split()
    return text[0].isupper() and len(words) <= _HEADING_WORDS and text[-1].isalpha() and "\t" not in text


def _skip(lines: Sequence[Line], reason: str) -> Skip:
    return Skip(lines[0].first, lines[-1].last, reason)
