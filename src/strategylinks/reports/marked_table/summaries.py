"""Read the summary pages: notes and an introduction, a title in capitals, three counts, and the names of actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from strategylinks.reports.figures import Line
from strategylinks.reports.glossary import BULLET, bullet_part
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Fragment, Part, Role, Row, RowKind
from strategylinks.reports.pieces import part_of_lines, part_of_text

_COUNT = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>[^\W\d]{1,12}\.?)")
_TITLE = re.compile(r"[^|\t:]{3,120}")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")
_NAME_LENGTH = 250
#: The lines before a title belong to it as far as no larger gap parts them.
_PREAMBLE_GAP = 2


@dataclass(frozen=True, slots=True)
class Summary:
    """Hold the places of one summary among the lines of a page: each part ends where the next begins."""

    preamble: int
    title: int
    names: int
    end: int


@dataclass(frozen=True)
class Summaries:
    """Read the summaries of flagships."""

    count_order: tuple[str, ...]
    count_units: tuple[str, ...]
    deviations: tuple[str, ...]

    @classmethod
    def of(cls, layout: Layout) -> Summaries:
        """Take the order of the counts and the words around them from a layout."""
        words = (tuple(map(str.casefold, layout.words(name))) for name in ("count_units", "deviations"))
        return cls(layout.words("count_order"), *words)

    def find(self, lines: Sequence[Line]) -> Mapping[int, Summary]:
        """Find the summaries of a page by the index of their first line."""
        titles = [place for place in range(len(lines) - 1) if self._is_title(lines, place)]
        found: dict[int, Summary] = {}
        start = 0
        for title, following in zip(titles, [*titles, None][1:], strict=True):
            names = self._after_counts(lines, title + 1)
            end = self._after_names(lines, names, following)
            if following is not None and names - title - 1 == len(self.count_order):
                end = min(end, names + sum(self._count(line) or 0 for line in lines[title + 1 : names]))
            summary = Summary(_preamble(lines, start, title), title, names, end)
            found[summary.preamble] = summary
            start = end
        return found

    def read(self, document: Sequence[str], lines: Sequence[Line], summary: Summary) -> list[Row]:
        """Read the rows of a summary: flagship, introduction, deviations, totals, names."""
        title = lines[summary.title]
        name = part_of_text(title.text, title.first)
        first = lines[summary.preamble].first  # the title stands below its introduction, and names what that is about
        flagship = Row(RowKind.FLAGSHIP, (Cell(Role.NAME, (name,)),), first, title.last, variant="summary")
        return [
            flagship,
            *self._preamble(document, lines[summary.preamble : summary.title], name),
            *self._totals(lines[summary.title + 1 : summary.names]),
            *(_listing(document, line) for line in lines[summary.names : summary.end]),
        ]

    def opens_deviation(self, text: str) -> bool:
        """Tell whether a line opens a note about what does not go as planned."""
        return self._deviation(text) is not None

    def _preamble(self, document: Sequence[str], lines: Sequence[Line], name: Part) -> Iterator[Row]:
        starts = [place for place, line in enumerate(lines) if self.opens_deviation(line.text)]
        introduction = lines[: starts[0]] if starts else lines
        if introduction:
            parts = tuple(_part(document, line) for line in introduction)
            cells = (Cell(Role.HEADING, (name,)), Cell(Role.TEXT, parts))
            yield Row(RowKind.PASSAGE, cells, introduction[0].first, introduction[-1].last)
        for start, end in zip(starts, [*starts, len(lines)][1:], strict=True):
            opening, *notes = lines[start:end]
            action = Cell(Role.NAME, (self._named(document, opening),))
            text = (Cell(Role.TEXT, tuple(_part(document, line) for line in notes)),) if notes else ()
            yield Row(RowKind.DEVIATION, (action, *text), opening.first, lines[end - 1].last)

    def _named(self, document: Sequence[str], opening: Line) -> Part:
        name = self._deviation(opening.text) or ""
        if opening.first == opening.last:
            return part_of_text(name, opening.first)
        return Part(name, part_of_lines(document, opening.first, opening.last).fragments)

    def _totals(self, lines: Sequence[Line]) -> Iterator[Row]:
        if len(lines) != len(self.count_order):
            return
        for status, line in zip(self.count_order, lines, strict=True):
            stated = Cell(Role.STATUS, (Part(status, (Fragment(line.first, line.last, line.text.strip()),)),))
            count = Cell(Role.COUNT, (part_of_text(str(self._count(line)), line.first),))
            yield Row(RowKind.TOTAL, (stated, count), line.first, line.last)

    def _is_title(self, lines: Sequence[Line], place: int) -> bool:
        text = lines[place].text
        return (
            text.isupper()
            and _TITLE.fullmatch(text) is not None
            and self._count(lines[place]) is None
            and self._count(lines[place + 1]) is not None
        )

    def _after_counts(self, lines: Sequence[Line], start: int) -> int:
        return next((place for place in range(start, len(lines)) if self._count(lines[place]) is None), len(lines))

    def _after_names(self, lines: Sequence[Line], start: int, limit: int | None) -> int:
        end = len(lines) if limit is None else limit
        return next((place for place in range(start, end) if not self._is_name(lines[place].text)), end)

    def _is_name(self, text: str) -> bool:
        return (
            len(text) <= _NAME_LENGTH
            and any(map(str.islower, text))
            and not BULLET.match(text)
            and "\t" not in text
            and not self.opens_deviation(text)
            and not _SENTENCE_END.search(text)
        )

    def _count(self, line: Line) -> int | None:
        match = _COUNT.fullmatch(line.text.strip())
        return int(match["count"]) if match and match["unit"].casefold() in self.count_units else None

    def _deviation(self, text: str) -> str | None:
        opening, colon, rest = text.partition(":")
        return rest.strip() if colon and rest.strip() and opening.strip().casefold() in self.deviations else None


def _preamble(lines: Sequence[Line], start: int, title: int) -> int:
    place = title
    while place > start and lines[place].gap <= _PREAMBLE_GAP and "\t" not in lines[place - 1].text:
        place -= 1
    return place


def _listing(document: Sequence[str], line: Line) -> Row:
    return Row(RowKind.LISTING, (Cell(Role.NAME, (_part(document, line),)),), line.first, line.last)


def _part(document: Sequence[str], line: Line) -> Part:
    if BULLET.match(line.text):
        return bullet_part(document, line.first, line.last)
    return part_of_lines(document, line.first, line.last)
