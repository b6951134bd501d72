"""The matrix of goals and units as a picture to take away."""

from __future__ import annotations

from collections.abc import Mapping

from strategylinks.web.drawing.svg import ACCENT, FAINT, INK, LINE, PAPER, SOFT, WASH, Drawing, width_of, wrapped
from strategylinks.web.sharing.responsibility import LEAD, PARTNER, RESPONSIBLE, Cell, Group, Matrix, Row

_LEFT, _NAMES, _TOTAL, _MARGIN = 28, 520, 74, 28
_SIZE, _LINE_HEIGHT = 14, 17.5


def draw_matrix(matrix: Matrix, title: str, words: Mapping[str, str]) -> str:
    """Draw the matrix; ``words`` name the three marks and the totals."""
    column = max([58.0, *(min(width_of(unit.short, _SIZE) + 16, 130) for unit in matrix.units)])
    is_turned = any(width_of(unit.short, _SIZE) + 12 > column for unit in matrix.units) or len(matrix.units) > 14
    column = 44.0 if is_turned else column
    head = 92 + (max((width_of(unit.short, _SIZE) for unit in matrix.units), default=0) if is_turned else 18)
    heights = [_height(row) for row in matrix.rows]
    grouped = sum(34 for group in matrix.groups if group.title)
    width = _LEFT + _NAMES + column * len(matrix.units) + _TOTAL + _MARGIN
    drawing = Drawing(width, head + sum(heights) + grouped + 96, title)
    drawing.text(_LEFT, 42, title, 22, font_weight=650)
    _draw_heads(drawing, matrix, column, head, is_turned=is_turned, total=words["total"])
    y = head
    for group in matrix.groups:
        y = _draw_group(drawing, group, matrix, column, y)
    _draw_totals(drawing, matrix, column, y, words["total-goals"])
    _draw_legend(drawing, y + 62, words)
    return str(drawing)


def draw_mark(drawing: Drawing, mark: str, x: float, y: float, size: float = 6.5) -> None:
    """Draw a mark around a point: a filled diamond leads, a filled circle answers, a ring takes part."""
    if mark == LEAD:
        reach = size * 1.3
        drawing.add(
            "path",
            d=f"M{x:.1f} {y - reach:.1f}l{reach:.1f} {reach:.1f}l{-reach:.1f} {reach:.1f}l{-reach:.1f} {-reach:.1f}z",
            fill=ACCENT,
        )
    elif mark == RESPONSIBLE:
        drawing.add("circle", cx=x, cy=y, r=size, fill=ACCENT)
    else:
        drawing.add("circle", cx=x, cy=y, r=size - 1, fill=PAPER, stroke=ACCENT, stroke_width=2)


def _height(row: Row) -> float:
    return len(_name(row)) * _LINE_HEIGHT + 14


def _name(row: Row) -> list[str]:
    return wrapped(row.title, _NAMES - 24, _SIZE)


def _draw_heads(drawing: Drawing, matrix: Matrix, column: float, head: float, *, is_turned: bool, total: str) -> None:
    for number, unit in enumerate(matrix.units):
        x = _LEFT + _NAMES + (number + 0.5) * column
        if is_turned:
            turned = f"rotate(-90 {x:.1f} {head - 12:.1f})"
            drawing.text(x + 5, head - 12, unit.short, _SIZE, font_weight=650, transform=turned)
        else:
            drawing.text(x, head - 12, unit.short, _SIZE, font_weight=650, text_anchor="middle")
    end = _LEFT + _NAMES + column * len(matrix.units) + _TOTAL
    drawing.text(end, head - 12, total, 12, fill=SOFT, text_anchor="end")
    drawing.add("path", d=f"M{_LEFT} {head:.1f}H{end:.1f}", stroke=INK, stroke_width=1.5)


def _draw_group(drawing: Drawing, group: Group, matrix: Matrix, column: float, y: float) -> float:
    end = _LEFT + _NAMES + column * len(matrix.units) + _TOTAL
    if group.title:
        drawing.add("rect", x=_LEFT, y=y, width=end - _LEFT, height=34, fill=WASH)
        drawing.text(_LEFT + 8, y + 22, wrapped(group.title, end - _LEFT - 20, _SIZE, 1)[0], _SIZE, font_weight=650)
        y += 34
    for row in group.rows:
        height = _height(row)
        middle = y + height / 2
        for number, line in enumerate(_name(row)):
            drawing.text(_LEFT + 8, y + 21 + number * _LINE_HEIGHT, line, _SIZE)
        for number, unit in enumerate(matrix.units):
            if unit.iri in row.cells:
                _draw_cell(drawing, row.cells[unit.iri], _LEFT + _NAMES + (number + 0.5) * column, middle)
        drawing.text(end, middle + 5, str(len(row.cells)), _SIZE, fill=SOFT, text_anchor="end")
        y += height
        drawing.add("path", d=f"M{_LEFT} {y:.1f}H{end:.1f}", stroke=FAINT if row is not group.rows[-1] else LINE)
    return y


def _draw_cell(drawing: Drawing, cell: Cell, x: float, y: float) -> None:
    marks = cell.marks
    for place, (mark, number) in enumerate(marks):
        shift = (place - (len(marks) - 1) / 2) * 26
        draw_mark(drawing, mark, x + shift - (5 if number > 1 else 0), y)
        if number > 1:
            drawing.text(x + shift + 5, y + 5, str(number), 12.5, fill=SOFT)


def _draw_totals(drawing: Drawing, matrix: Matrix, column: float, y: float, word: str) -> None:
    drawing.text(_LEFT + 8, y + 26, word, _SIZE, fill=SOFT)
    for number, unit in enumerate(matrix.units):
        x = _LEFT + _NAMES + (number + 0.5) * column
        drawing.text(x, y + 26, str(unit.goals), _SIZE, text_anchor="middle", font_weight=650)


def _draw_legend(drawing: Drawing, y: float, words: Mapping[str, str]) -> None:
    x = float(_LEFT + 14)
    for mark in (LEAD, RESPONSIBLE, PARTNER):
        draw_mark(drawing, mark, x, y)
        drawing.text(x + 14, y + 5, words[mark], 13, fill=SOFT)
        x += width_of(words[mark], 13) + 48
