"""Read glossaries: bullets of the form ``**KS** = …`` or ``• KS = …``, under the headings of their groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from strategylinks.reports.parsed import Cell, Fragment, Part, Role, Row, RowKind, Skip
from strategylinks.reports.pieces import join_lines, mend, part_of_lines

#: What opens a bullet; a hyphen before a digit is a minus sign.
BULLET = re.compile(r"\s*(?:[•●▪◦*–](?!\*)\s*|-(?!\s*\d)\s*)(?=\S)")
_DEFINITION = re.compile(
    r"\s*(?:[•●▪◦–-]\s*)?(?P<term>\*\*[^\n=]{1,78}?|[^\W\d_][^\n=]{0,78}?)\s+=\s+(?P<definition>\S.*)", re.DOTALL
)
_EMPHASIS = "**"
#: A heading of a group of terms has at most so many words.
_HEADING_WORDS = 6


@dataclass(frozen=True, slots=True)
class Term:
    """Hold a term and its definition, each with its place."""

    term: Part
    definition: Part

    @property
    def is_abbreviation(self) -> bool:
        """Tell whether most letters of the term are capitals, as in ``KS+LTA:t``."""
        return is_abbreviation(self.term.text)


def is_abbreviation(text: str) -> bool:
    """Tell whether a text is one word most of whose letters are capitals, as in ``KS+LTA:t``."""
    capitals = sum(character.isupper() for character in text)
    return " " not in text and capitals > 1 and 2 * capitals > sum(map(str.isalpha, text))


def read_term(text: str) -> tuple[str, str] | None:
    """Read ``**KS** = the plan``, with or without bullet and emphasis, as term and definition."""
    match = _DEFINITION.fullmatch(text)
    if match is None:
        return None
    return mend(_plain(match["term"])), join_lines(match["definition"].split("\n"))


def find_term(lines: Sequence[str], first: int, last: int) -> Term | None:
    """Read the term that the given lines, counted from 1, define; the definition may go on over lines."""
    block = "\n".join(lines[first - 1 : last])
    match = _DEFINITION.fullmatch(block)
    if match is None:
        return None
    quote = match["term"].strip("* ")
    start = first + block.count("\n", 0, match.start("term"))
    begins = first + block.count("\n", 0, match.start("definition"))
    definition = match["definition"].rstrip()
    ends = begins + definition.count("\n")
    return Term(
        Part(mend(_plain(quote)), (Fragment(start, start, quote),)),
        Part(join_lines(definition.split("\n")), (Fragment(begins, ends, definition),)),
    )


def read_glossary(lines: Sequence[str], first: int, last: int) -> list[Row | Skip]:
    """Read the terms, and the bullets that define none, of the given lines; lines that are neither stay unread."""
    found: list[Row | Skip] = []
    heading: Part | None = None
    for start, end in _items(lines, first, last):
        if starts_item(lines[start - 1]):
            found.append(_row(lines, start, end, heading))
        elif start == end and _is_heading(lines[start - 1]):
            heading = part_of_lines(lines, start, start)
            found.append(Skip(start, start, "heading of a group of terms"))
    return found


def starts_item(line: str) -> bool:
    """Tell whether a line opens a bullet or defines a term."""
    return BULLET.match(line) is not None or read_term(line) is not None


def _items(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Group lines as items: a bullet with the lines that continue it, or a line that belongs to none."""
    start = end = 0
    for number in range(first, last + 1):
        line = lines[number - 1]
        if not line.strip():
            continue
        if start and not starts_item(line) and _continues(lines[start - 1], line):
            end = number
            continue
        if start:
            yield start, end
        start = end = number
    if start:
        yield start, end


def _continues(opening: str, line: str) -> bool:
    return starts_item(opening) and not _is_heading(line)


def _is_heading(line: str) -> bool:
    """Tell a heading from the rest of a definition: it begins with a capital and is no sentence."""
    words = line.split()
    return words[0][0].isupper() and len(words) <= _HEADING_WORDS and line.rstrip()[-1].isalpha()


def _row(lines: Sequence[str], first: int, last: int, heading: Part | None) -> Row:
    above = (Cell(Role.HEADING, (heading,)),) if heading else ()
    term = find_term(lines, first, last)
    if term is None:
        return Row(RowKind.NOTE, (*above, Cell(Role.TEXT, (bullet_part(lines, first, last),))), first, last)
    cells = (*above, Cell(Role.TERM, (term.term,)), Cell(Role.DEFINITION, (term.definition,)))
    return Row(RowKind.TERM, cells, first, last, variant="abbreviation" if term.is_abbreviation else "term")


def bullet_part(lines: Sequence[str], first: int, last: int) -> Part:
    """Make a part of a bullet's lines, without its mark."""
    block = "\n".join(lines[first - 1 : last])
    mark = BULLET.match(block)
    quote = block[mark.end() if mark else 0 :].strip()
    return Part(join_lines(quote.split("\n")), (Fragment(first, last, quote),))


def _plain(text: str) -> str:
    return text.replace(_EMPHASIS, "")
