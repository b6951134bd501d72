"""Show why something was found: the words that answer, marked in their text."""

from __future__ import annotations

from collections.abc import Collection

from strategylinks.web.search.forms import parts

#: A piece of a text, and whether it is marked.
Piece = tuple[str, bool]
#: So many letters stand before the first marked word, and so many in all.
_BEFORE, _LENGTH = 70, 260


def marked(text: str, words: Collection[str]) -> list[Piece]:
    """Divide a text into pieces that are marked and pieces that are not."""
    pieces: list[Piece] = []
    for piece, word in parts(text):
        is_marked = word in words
        if pieces and pieces[-1][1] is is_marked and not is_marked:
            pieces[-1] = pieces[-1][0] + piece, False
        else:
            pieces.append((piece, is_marked))
    return pieces


def snippet(text: str, words: Collection[str]) -> list[Piece]:
    """Cut a long text to the words around the first that is marked, and mark them."""
    text = " ".join(text.split())
    if len(text) <= _LENGTH:
        return marked(text, words)
    place = start = 0
    for piece, word in parts(text):
        if word in words:
            start = max(0, place - _BEFORE)
            break
        place += len(piece)
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", start, start + _LENGTH) if start + _LENGTH < len(text) else len(text)
    cut = text[start : end if end > start else start + _LENGTH]
    return marked(("… " if start else "") + cut + (" …" if end < len(text) else ""), words)
