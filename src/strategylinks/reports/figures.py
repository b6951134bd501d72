"""Read headline figures: a label over one or more lines, a value, its unit of measure, and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategylinks.reports.glossary import BULLET
from strategylinks.reports.marked_table.vocabulary import Vocabulary
from strategylinks.reports.parsed import Cell, Fragment, Part, Role, Row, RowKind
from strategylinks.reports.pieces import join_lines, mend, part_of_text

NUMBER = r"[-+–]?\d[\d\u00a0 ]*(?:[.,]\d+)?"
_UNIT = r"%|€|[a-zåäö](?:[^\W\d]|[ .€])*"
#: A value with its unit: "14,1 %", "1 626 t. €", "3." (a rank).
QUANTITY = re.compile(rf"(?P<value>{NUMBER}\.?)\s*(?P<unit>{_UNIT})?")
_VALUE = re.compile(rf"(?P<value>{NUMBER}\.?)\s*(?P<unit>{_UNIT})?\s*(?:\((?P<period>[^():]+)\))?")
_COMPARED = re.compile(rf"\((?:(?P<period>[^():]+):\s*)?(?P<value>{NUMBER})\s*(?P<unit>{_UNIT})?\)")
_PERIOD = re.compile(r"\((?P<period>[\d./–-]+)\)")
_INLINE = re.compile(rf"(?P<label>[^\W\d][^\d()]{{2,60}}?)\s+(?P<value>{NUMBER})\s*\((?P<period>[\d./–-]+)\)")
_FORECAST = re.compile(
    rf"(?P<kind>[^\W\d]{{3,20}})\s+(?P<value>{NUMBER})\s*(?P<unit>{_UNIT})?"
    rf"\s*\((?P<other>[^\W\d]{{3,20}})\s+(?P<compared>{NUMBER})\)"
)
_LABEL = re.compile(r"(?=.*[^\W\d_])[^:()\[\]|\t]{2,40}(?<![.!?;])")
_SPAN = re.compile(r"\s+(?P<period>\d{1,2}\.\d{1,2}\.\d{2,4}\s*[–-]?(?:\s*\d{1,2}\.\d{1,2}\.\d{2,4})?)$")
_UNIT_LINE = re.compile(_UNIT)
_LABEL_LINES, _NEAR, _FAR = 5, 1, 3
#: A line of a figure is never longer, and the patterns are only safe for short texts.
_LONGEST = 100
#: How long the first line of a wrapped paragraph is at least.
_WRAPPED = 40


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a printed line, or wrapped lines as one, with the number of blank lines above it."""

    first: int
    last: int
    text: str
    gap: int


def lines_between(lines: Sequence[str], first: int, last: int) -> list[Line]:
    """List the non-blank lines, a paragraph that wraps as one."""
    found: list[Line] = []
    blank, texts = 0, list[str]()
    for number in range(first, last + 1):
        text = lines[number - 1].strip("\n")
        if texts and not _wraps(texts[-1], text):
            found.append(_line(texts, number - 1, blank))
            blank, texts = 0, []
        if text.strip():
            texts.append(text)
        else:
            blank += 1
    return [*found, _line(texts, last, blank)] if texts else found


def _line(texts: Sequence[str], last: int, blank: int) -> Line:
    text = texts[0] if "\t" in texts[0] else texts[0].strip()
    if len(texts) > 1:
        text = join_lines(texts)
    return Line(last - len(texts) + 1, last, text, blank)


def _wraps(above: str, text: str) -> bool:
    """Tell whether a line goes on with the paragraph above it."""
    return (
        bool(text.strip())
        and "\t" not in above + text
        and text.lstrip()[0].islower()
        and not BULLET.match(text)
        and (len(above) >= _WRAPPED or BULLET.match(above) is not None)
    )


def read_headline(
    lines: Sequence[Line], start: int, context: tuple[Cell, ...], vocabulary: Vocabulary
) -> tuple[list[Row], int] | None:
    """Read the figure whose label begins at an index of lines; give its rows and the index after it."""
    place = _value_index(lines, start)
    if place is None:
        return None
    value = _match(_VALUE, lines[place])
    if value is None:
        return None
    label = label_cells(lines[start:place], vocabulary)
    line = lines[place]
    end, unit = place + 1, _part(value["unit"], line)
    if unit is None and end < len(lines) and lines[end].gap <= _NEAR and _match(_UNIT_LINE, lines[end]):
        unit, end = _part(lines[end].text, lines[end]), end + 1
    period = _part(value["period"], line)
    if end < len(lines) and (stamp := _match(_PERIOD, lines[end])) and lines[end].gap <= _FAR:
        period, end = _part(stamp["period"], lines[end]), end + 1
    own = (*label, *_cells(PERIOD=period)) if period else label
    cells = (*context, *own, *_cells(VALUE=_part(value["value"], line), UNIT_OF_MEASURE=unit))
    figure = Row(RowKind.FIGURE, cells, lines[start].first, lines[end - 1].last, variant="headline")
    compared = _compared(lines, end, (*context, *_without_period(label)), unit)
    return ([figure, compared], end + 1) if compared else ([figure], end)


def read_inline(line: Line, context: tuple[Cell, ...]) -> Row | None:
    """Read a figure that stands on one line, as ``All customers 11 449 (6/22)``."""
    match = _match(_INLINE, line)
    if match is None:
        return None
    cells = _cells(**{role.upper(): _part(match[role], line) for role in ("label", "period", "value")})
    return Row(RowKind.FIGURE, (*context, *cells), line.first, line.last, variant="headline")


def read_forecast(heading: Line, line: Line, context: tuple[Cell, ...]) -> list[Row]:
    """Read ``forecast -1,1 million (target -1,1)`` under its heading as two figures."""
    match = _match(_FORECAST, line)
    if match is None:
        return []
    label, unit = _part(heading.text, heading), _part(match["unit"], line)
    pairs = (match["kind"], match["value"]), (match["other"], match["compared"])
    return [
        Row(
            RowKind.FIGURE,
            (*context, *_cells(LABEL=label, PERIOD=_part(kind, line), VALUE=_part(value, line), UNIT_OF_MEASURE=unit)),
            heading.first,
            line.last,
            variant="headline",
        )
        for kind, value in pairs
    ]


def label_cells(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """Make a label of its lines; a span of days at its end is the period of the figure."""
    text, doubts = _join_label([line.text for line in lines], vocabulary)
    span = _SPAN.search(text)
    if span and len(lines) == 1:
        period = _part(span["period"], lines[0])
        return (Cell(Role.LABEL, (part_of_text(text[: span.start()], lines[0].first),)), *_cells(PERIOD=period))
    fragments = tuple(Fragment(line.first, line.last, line.text.strip()) for line in lines)
    return (Cell(Role.LABEL, (Part(text, fragments),), 0.8 if doubts else 1.0, doubts),)


def _join_label(texts: Sequence[str], vocabulary: Vocabulary) -> tuple[str, tuple[str, ...]]:
    """Join the lines of a label; between capitals a hyphen only marks the break, unless it follows a name."""
    label, doubts = mend(texts[0]), []
    for text in map(mend, texts[1:]):
        word = label.rsplit(" ", 1)[-1][:-1]
        if not label.endswith("-") or not word.isupper():
            label = join_lines([label, text])
        elif word in vocabulary.abbreviations:
            label += text
        else:
            label = label[:-1] + text
            if not vocabulary.has_compound(word + text.split(" ")[0]):
                doubts.append(f"the hyphen after {word!r} may belong to the word")
    return label, tuple(doubts)


def _value_index(lines: Sequence[Line], start: int) -> int | None:
    """Find the value under a label of a few short lines."""
    for place in range(start, min(start + _LABEL_LINES, len(lines))):
        line = lines[place]
        if place > start and line.gap <= _FAR and _match(_VALUE, line):
            return place
        if (place > start and line.gap > _NEAR) or not _LABEL.fullmatch(line.text) or BULLET.match(line.text):
            return None
    return None


def _compared(lines: Sequence[Line], place: int, named: tuple[Cell, ...], unit: Part | None) -> Row | None:
    match = _match(_COMPARED, lines[place]) if place < len(lines) and lines[place].gap <= _FAR else None
    if match is None:
        return None
    line = lines[place]
    own = _cells(
        PERIOD=_part(match["period"], line),
        VALUE=_part(match["value"], line),
        UNIT_OF_MEASURE=_part(match["unit"], line) or unit,
    )
    return Row(RowKind.FIGURE, (*named, *own), line.first, line.last, variant="headline")


def _without_period(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell for cell in cells if cell.role != Role.PERIOD)


def _match(pattern: re.Pattern[str], line: Line) -> re.Match[str] | None:
    """Match a line with a pattern, unless it is too long, or several lines, and so no figure."""
    return pattern.fullmatch(line.text.strip()) if len(line.text) <= _LONGEST and line.first == line.last else None


def _part(text: str | None, line: Line) -> Part | None:
    return part_of_text(text, line.first) if text and text.strip() else None


def _cells(**parts: Part | None) -> tuple[Cell, ...]:
    return tuple(Cell(Role[role], (part,)) for role, part in parts.items() if part)
