"""The dependency matrix of units as a picture to take away."""

from __future__ import annotations

from itertools import groupby

from strategylinks.web.drawing.svg import ACCENT_DARK, FAINT, INK, SOFT, Drawing, width_of
from strategylinks.web.sharing.dependence import Matrix

#: The shades of cells, from light to dark, and the colour of the number on each.
SHADES = ("#ffffff", "#e4f0f1", "#bcdadd", "#7fb5bb", "#2f7f8b", "#0b5563")
NUMBERS = (INK, INK, INK, INK, "#ffffff", "#ffffff")
_LEFT, _SIDE, _SIZE = 28, 56.0, 14


def draw_dependencies(matrix: Matrix, title: str, row_words: str, column_words: str) -> str:
    """Draw the matrix: who depends in rows, on whom in columns; frames join the units of a block."""
    names = max([width_of(unit.short, _SIZE) for unit in matrix.units], default=0) + 20
    is_turned = names > _SIDE + 20
    head = 96 + (names if is_turned else 22)
    count = len(matrix.units)
    width = max(_LEFT + names + _SIDE * count + 40, width_of(title, 22) + 2 * _LEFT, width_of(row_words, 13) + 60)
    drawing = Drawing(width, head + _SIDE * count + 40, title)
    drawing.text(_LEFT, 42, title, 22, font_weight=650)
    drawing.text(_LEFT, 64, f"{row_words} {column_words}", 13, fill=SOFT)
    for place, unit in enumerate(matrix.units):
        x, y = _LEFT + names + (place + 0.5) * _SIDE, head + (place + 0.5) * _SIDE
        if is_turned:
            turned = f"rotate(-90 {x + 5:.1f} {head - 10:.1f})"
            drawing.text(x + 5, head - 10, unit.short, _SIZE, font_weight=650, transform=turned)
        else:
            drawing.text(x, head - 10, unit.short, _SIZE, font_weight=650, text_anchor="middle")
        drawing.text(_LEFT + names - 10, y + 5, unit.short, _SIZE, font_weight=650, text_anchor="end")
    _draw_cells(drawing, matrix, _LEFT + names, head)
    _draw_blocks(drawing, matrix, _LEFT + names, head)
    return str(drawing)


def _draw_cells(drawing: Drawing, matrix: Matrix, left: float, top: float) -> None:
    for down, row in enumerate(matrix.units):
        for across, column in enumerate(matrix.units):
            x, y = left + across * _SIDE, top + down * _SIDE
            step = matrix.step(row, column)
            fill = FAINT if row is column else SHADES[step]
            drawing.add("rect", x=x + 1, y=y + 1, width=_SIDE - 2, height=_SIDE - 2, rx=3, fill=fill)
            if step:
                weight = f"{matrix.weights[row.iri, column.iri]:g}"
                middle = {"text_anchor": "middle", "fill": NUMBERS[step]}
                drawing.text(x + _SIDE / 2, y + _SIDE / 2 + 5, weight, _SIZE, **middle)


def _draw_blocks(drawing: Drawing, matrix: Matrix, left: float, top: float) -> None:
    start = 0
    for _, block in groupby(matrix.units, key=lambda unit: unit.block):
        count = len(list(block))
        reach = count * _SIDE
        x, y = left + start * _SIDE, top + start * _SIDE
        frame: dict[str, str | float] = {"fill": "none", "stroke": ACCENT_DARK, "stroke_width": 2, "rx": 4}
        drawing.add("rect", "", x=x, y=y, width=reach, height=reach, **frame)
        start += count
