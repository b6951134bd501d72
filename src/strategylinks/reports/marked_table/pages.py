"""Divide a document into its pages, by headings of the form ``OWNER | Title``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from strategylinks.reports.figures import Line, lines_between
from strategylinks.reports.parsed import Cell, Part, Role
from strategylinks.reports.pieces import part_of_text

_HEADING = re.compile(r"\s*(?P<owner>[^|\t]{2,80}?) \| (?P<title>[^|\t]{2,200}?)\s*")
#: So many blank lines after a table begin a page that has no heading.
_PAGE_GAP = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a page heading: whom the page is about, and its title."""

    owner: Part
    title: Part
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """Hold the lines of a page; ``has_table`` where a table stands on it, or stood above it before it was cut off."""

    heading: Heading | None
    lines: Sequence[Line]
    has_table: bool = False

    @property
    def context(self) -> tuple[Cell, ...]:
        """Give the cells that say what a figure of this page is about."""
        if self.heading is None:
            return ()
        return (Cell(Role.HEADING, (self.heading.owner,)), Cell(Role.SUBJECT, (self.heading.title,)))


def read_heading(text: str, line: int) -> Heading | None:
    """Read a page heading; its owner stands in capitals."""
    match = _HEADING.fullmatch(text)
    if match is None or not match["owner"].isupper():
        return None
    return Heading(part_of_text(match["owner"], line), part_of_text(match["title"], line), line)


def read_pages(lines: Sequence[str]) -> list[Page]:
    """Divide a document into pages."""
    headings = [heading for number, line in enumerate(lines, 1) if (heading := read_heading(line, number))]
    starts = [0, *(heading.line for heading in headings)]
    ends = [*(heading.line - 1 for heading in headings), len(lines)]
    bounds = zip([None, *headings], starts, ends, strict=True)
    return [_page(heading, lines_between(lines, start + 1, end)) for heading, start, end in bounds]


def _page(heading: Heading | None, lines: Sequence[Line]) -> Page:
    return Page(heading, lines, any("\t" in line.text for line in lines))


def cut_after_table(page: Page) -> list[Page]:
    """Part what stands far below the table of a page, and so belongs to a page without heading."""
    lines = page.lines
    for place in range(1, len(lines)):
        above, line = lines[place - 1], lines[place]
        if "\t" in above.text and "\t" not in line.text and line.gap >= _PAGE_GAP:
            return [replace(page, lines=lines[:place]), Page(None, lines[place:], has_table=True)]
    return [page]
