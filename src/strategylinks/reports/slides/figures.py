"""Read the figures of narrative slides: stacked, on one line, listed with their sum, or scattered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from strategylinks.reports.parsed import Cell, Part, Role, Row, RowKind
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.slides.columns import starts_anew
from strategylinks.reports.slides.pieces import Deck, Piece

_NUMBER = r"[-+–]?\d[\d\u00a0 ]{0,14}(?:,\d+)?"
#: What a label can be: one clause, without digits, that begins with a capital.
_LABEL = r"(?P<label>[^\W\d_a-zäöå][^\d().;:]{2,70}?)"
#: How sure a value is that stands directly above its label on a page whose order is lost.
_SCATTERED_CONFIDENCE = 0.7
_SCATTERED_LINES, _SCATTERED_WORDS = 8, 3
_HEADING_WORDS = 6
#: A figure's line is never longer, and the patterns are only safe for short texts.
_LONGEST = 160
_NAMED = re.compile(r"(?P<label>[^()]+?)\s*\((?P<kind>[^\W\d_]{3,30})\)")


@dataclass(frozen=True)
class FigureForms:
    """Hold the patterns of figures, made with the layout's units of measure."""

    inline: re.Pattern[str]
    listed: re.Pattern[str]
    value: re.Pattern[str]
    measure: re.Pattern[str]
    compared: re.Pattern[str]
    bracket: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the rows read from the pieces from an index on, and the index after them."""

    rows: list[Row]
    end: int


def read_forms(measures: Sequence[str]) -> FigureForms:
    """Make the patterns of figures with the given units of measure."""
    unit = "|".join(re.escape(measure) for measure in sorted(measures, key=len, reverse=True)) or r"(?!)"
    amount = rf"(?P<value>{_NUMBER})\s*(?P<unit>{unit})"
    return FigureForms(
        inline=re.compile(rf"{_LABEL}\s+{amount}\s*(?:\((?P<bracket>[^()]{{1,60}})\))?(?P<opens>[;:])?"),
        listed=re.compile(rf"{_LABEL}\s+(?P<value>{_NUMBER})\s*(?P<unit>{unit})?"),
        value=re.compile(rf"(?P<value>{_NUMBER})\s*(?P<unit>{unit})?"),
        measure=re.compile(unit),
        compared=re.compile(rf"\((?P<period>[^():]{{1,30}}):\s*(?P<value>{_NUMBER})\s*(?P<unit>{unit})?\)"),
        bracket=re.compile(rf"(?:(?P<period>[^\W\d_]{{3,30}})\s+)?(?P<value>{_NUMBER})\s*(?P<unit>{unit})"),
    )


def read_figures(pieces: Sequence[Piece], at: int, forms: FigureForms, deck: Deck) -> Found | None:
    """Read the figures that begin at a piece, or None; their common label may be the piece above."""
    return _stacked(pieces, at, forms) or _inline(pieces, at, forms, deck)


def is_scattered(pieces: Sequence[Piece]) -> bool:
    """Tell whether a page is a scatter of short texts and numbers, without bullets."""
    if len(pieces) < _SCATTERED_LINES or any(piece.bullet for piece in pieces):
        return False
    numbers = sum(piece.text.lstrip("+-–")[:1].isdigit() for piece in pieces)
    short = sum(len(piece.text.split()) <= _SCATTERED_WORDS for piece in pieces)
    return 10 * numbers >= 3 * len(pieces) and 10 * short >= 7 * len(pieces)


def read_scattered(pieces: Sequence[Piece], forms: FigureForms) -> list[Row]:
    """Pair a lone number with the label that follows it without a blank line; nothing else is beyond doubt."""
    rows: list[Row] = []
    for above, value, label in zip([None, *pieces], pieces, pieces[1:], strict=False):
        number = forms.value.fullmatch(value.text)
        alone = value.gap or above is None
        if number and alone and not number["unit"] and _is_label_of(value, label):
            cells = (
                Cell(Role.LABEL, (part_of_text(label.text, label.line),)),
                Cell(Role.VALUE, (part_of_text(number["value"], value.line),)),
            )
            doubt = "value and label stand next to each other on a page whose order is lost"
            rows.append(Row(RowKind.FIGURE, cells, value.line, label.line, "headline", _SCATTERED_CONFIDENCE, (doubt,)))
    return rows


def _is_label_of(value: Piece, label: Piece) -> bool:
    words = label.text.split()
    return label.line == value.line + 1 and len(words) > 1 and not any(map(str.isdigit, label.text))


def _stacked(pieces: Sequence[Piece], at: int, forms: FigureForms) -> Found | None:
    """Read a label, below it a value, a unit of measure, and in brackets what it is compared with."""
    label = pieces[at]
    value = forms.value.fullmatch(pieces[at + 1].text) if at + 1 < len(pieces) else None
    if value is None or label.bullet or any(map(str.isdigit, label.text)) or not label.text[:1].isupper():
        return None
    end = at + 2
    unit = _part(value["unit"], pieces[at + 1])
    if unit is None and end < len(pieces) and forms.measure.fullmatch(pieces[end].text):
        unit, end = _part(pieces[end].text, pieces[end]), end + 1
    compared = forms.compared.fullmatch(pieces[end].text) if end < len(pieces) else None
    if unit is None and compared is None:
        return None
    name = _part(label.text, label)
    amount = _part(value["value"], pieces[at + 1])
    rows = [_figure(label.line, pieces[end - 1].line, LABEL=name, VALUE=amount, UNIT_OF_MEASURE=unit)]
    if compared:
        rows.append(_bracketed(compared, pieces[end], name, unit))
        end += 1
    return Found(rows, end)


def _inline(pieces: Sequence[Piece], at: int, forms: FigureForms, deck: Deck) -> Found | None:
    """Read a figure on one line, with what it is compared with in brackets."""
    piece = pieces[at]
    match = forms.inline.fullmatch(piece.text) if len(piece.text) < _LONGEST else None
    if match is None or piece.bullet or not _stands_alone(pieces, at, deck):
        return None
    if match["opens"]:
        return _listed(pieces, at, match, forms)
    inner = forms.bracket.fullmatch(match["bracket"].strip()) if match["bracket"] else None
    if inner and inner["unit"] != "%" and at > 0 and _is_kind(match["label"]) and _is_heading(pieces[at - 1]):
        return Found(_actual_and_target(pieces[at - 1], piece, match, inner), at + 1)
    label, value, unit = (_part(match[name], piece) for name in ("label", "value", "unit"))
    rows = [_figure(piece.line, piece.line, LABEL=label, VALUE=value, UNIT_OF_MEASURE=unit)]
    rows += [_bracketed(inner, piece, label, unit)] if inner else []
    return Found(rows, at + 1)


def _actual_and_target(heading: Piece, piece: Piece, actual: re.Match[str], target: re.Match[str]) -> list[Row]:
    """Make the figures of ``actual -4,2 (target -4,5)`` under their label; the label's bracket can name the target."""
    named = _NAMED.fullmatch(heading.text)
    label = _part(named["label"] if named else heading.text, heading)
    kind = _part(target["period"], piece) or (_part(named["kind"], heading) if named else None)
    first = {"PERIOD": _part(actual["label"], piece), "VALUE": _part(actual["value"], piece)}
    second = {"PERIOD": kind, "VALUE": _part(target["value"], piece)}
    return [
        _figure(heading.line, piece.line, LABEL=label, **parts, UNIT_OF_MEASURE=_part(match["unit"], piece))
        for parts, match in ((first, actual), (second, target))
    ]


def _is_kind(label: str) -> bool:
    """Tell whether a label is one word, as that for an actual or a forecast."""
    return " " not in label.strip()


def _is_heading(piece: Piece) -> bool:
    return not piece.bullet and len(piece.text.split()) <= _HEADING_WORDS and not piece.text.endswith((".", ",", ";"))


def _listed(pieces: Sequence[Piece], at: int, match: re.Match[str], forms: FigureForms) -> Found:
    """Read the bullets below a sum as its summands."""
    summands: list[Row] = []
    end = at + 1
    while end < len(pieces) and pieces[end].bullet and (item := forms.listed.fullmatch(pieces[end].text)):
        parts = {name.upper(): _part(item[name], pieces[end]) for name in ("label", "value")}
        unit = _part(item["unit"], pieces[end])
        summands.append(_figure(pieces[end].line, pieces[end].line, **parts, UNIT_OF_MEASURE=unit))
        end += 1
    label, value, unit = (_part(match[name], pieces[at]) for name in ("label", "value", "unit"))
    total = _figure(pieces[at].line, pieces[at].line, LABEL=label, VALUE=value, UNIT_OF_MEASURE=unit)
    names = tuple(part for row in summands if (cell := row.cell(Role.LABEL)) for part in cell.parts)
    cells = (*total.cells, Cell(Role.SUMMANDS, names)) if names else total.cells
    return Found([Row(RowKind.FIGURE, cells, total.first, total.last, "headline"), *summands], end)


def _stands_alone(pieces: Sequence[Piece], at: int, deck: Deck) -> bool:
    """Tell whether a line is not the middle of a paragraph."""
    piece = pieces[at]
    if piece.open_end or (at > 0 and not starts_anew(pieces[at - 1], piece, deck)):
        return False
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    return not (deck.spaced and below and not below.bullet and below.text[:1].islower())


def _bracketed(match: re.Match[str], piece: Piece, label: Part | None, unit: Part | None) -> Row:
    """Make the figure in brackets: of another period, or the target."""
    own = _part(match["unit"], piece) or unit
    period, value = _part(match["period"], piece), _part(match["value"], piece)
    return _figure(piece.line, piece.line, LABEL=label, PERIOD=period, VALUE=value, UNIT_OF_MEASURE=own)


def _figure(first: int, last: int, **parts: Part | None) -> Row:
    cells = tuple(Cell(Role[role], (part,)) for role, part in parts.items() if part)
    return Row(RowKind.FIGURE, cells, first, last, "headline")


def _part(text: str | None, piece: Piece) -> Part | None:
    return part_of_text(text, piece.line) if text and text.strip() else None
