"""Write SVG: shapes and texts one after the other, with nothing in them that a text could break."""

from __future__ import annotations

import textwrap
from xml.sax.saxutils import escape, quoteattr

FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', system-ui, sans-serif"
INK, SOFT, LINE, FAINT, PAPER = "#1a2530", "#51606c", "#d5dcdf", "#eef1f1", "#ffffff"
ACCENT, ACCENT_DARK, WASH = "#0b5563", "#083f4a", "#e4f0f1"
#: The average width of a letter in parts of its size; capitals and figures are wider.
_SMALL, _LARGE = 0.5, 0.64

Value = str | float


class Drawing:
    """Collect the parts of a picture; the first ones lie below the next."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self.width, self.height, self.title = width, height, title
        self._parts: list[str] = []

    def add(self, tag: str, text: str = "", **attributes: Value) -> None:
        """Add an element; an underscore in an attribute's name stands for a hyphen."""
        told = "".join(
            f" {name.strip('_').replace('_', '-')}={quoteattr(_written(v))}" for name, v in attributes.items()
        )
        self._parts.append(f"<{tag}{told}>{escape(_clean(text))}</{tag}>" if text else f"<{tag}{told}/>")

    def text(self, x: float, y: float, text: str, size: float = 14, **attributes: Value) -> None:
        """Add a line of text at its base line."""
        self.add("text", text, x=x, y=y, font_size=size, **({"fill": INK} | attributes))

    def lines(self, x: float, y: float, texts: list[str], size: float = 14, **attributes: Value) -> None:
        """Add several lines, one below the other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * size * 1.25, text, size, **attributes)

    def open(self, tag: str, **attributes: Value) -> None:
        """Begin an element that holds the next ones."""
        told = "".join(
            f" {name.strip('_').replace('_', '-')}={quoteattr(_written(v))}" for name, v in attributes.items()
        )
        self._parts.append(f"<{tag}{told}>")

    def close(self, tag: str) -> None:
        """End an element."""
        self._parts.append(f"</{tag}>")

    def __str__(self) -> str:
        """Write the picture."""
        width, height = _written(self.width), _written(self.height)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' role="img" aria-label={quoteattr(_clean(self.title))} font-family="{FONT}">'
        )
        paper = f'<rect width="{width}" height="{height}" fill="{PAPER}"/>'
        return "\n".join([head, f"<title>{escape(_clean(self.title))}</title>", paper, *self._parts, "</svg>"])


def width_of(text: str, size: float) -> float:
    """Reckon how wide a text is, rather too wide than too narrow."""
    return sum(_LARGE if letter.isupper() or letter.isdigit() else _SMALL for letter in text) * size


def wrapped(text: str, width: float, size: float, most: int = 0) -> list[str]:
    """Break a text into lines of a width; long words break too, and nothing is left out unless ``most`` says so."""
    letters = max(4, int(width / (size * (_SMALL + 0.015))))
    if most:
        return textwrap.wrap(text, letters, max_lines=most, placeholder=" …") or [""]
    return textwrap.wrap(text, letters) or [""]


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def _clean(text: str) -> str:
    """Replace what XML cannot hold."""
    return "".join(letter if letter >= " " or letter in "\t\n" else "\ufffd" for letter in text)
