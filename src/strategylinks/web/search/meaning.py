"""What a word that was typed can mean: which of the words that there are, and how near each is to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from strategylinks.web.search.forms import beginnings, origin, plain, root, tokens
from strategylinks.web.search.index import Index

#: How near a word is: the same, another form, a longer word, one of its origin, a part of a compound; less is a slip.
_SAME, _FORM, _LONGER, _KIN, _PART, _SLIP = 1.0, 0.9, 0.6, 0.6, 0.5, 0.4
#: So many words are looked at for each way.
_MOST = 120
_SHORTEST_PART = 5
#: Shorter roots are those of too many words.
_SHORTEST_ROOT = 4
#: Up to this length a word is held against all of about its length: pieces of three letters say too little.
_SHORT = 5
_ALIKE = 0.79
_ALIKE_SHORT = 0.74
_SOMEWHAT_ALIKE = 0.6
_END = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Term:
    """Hold a word that was typed, and the words that it can mean with how near they are.

    ``corrected`` is what was probably meant, where nothing has the word itself.
    """

    typed: str
    words: Mapping[str, float]
    corrected: str = ""


def understand(index: Index, text: str, most: int) -> list[Term]:
    """Find what each of the first words of a text can mean."""
    return [_term(index, word) for word in list(dict.fromkeys(tokens(text)))[:most]]


def nearest(index: Index, text: str, most: int = 5) -> list[str]:
    """Name the words that are somewhat like those of a text, the nearest first."""
    scored = (pair for word in tokens(text)[:most] for pair in _alike(index, word, _SOMEWHAT_ALIKE))
    ordered = sorted(scored, key=lambda pair: (-pair[1], pair[0]))
    return list(dict.fromkeys(word for word, _ in ordered))[:most]


def _term(index: Index, word: str) -> Term:
    found: dict[str, float] = {}
    for near, several in _ways(index, word):
        for one in several:
            found.setdefault(one, near)
    if found:
        return Term(word, found)
    slips = _alike(index, word, _ALIKE_SHORT if len(word) < _SHORT else _ALIKE)
    return Term(word, {one: _SLIP * score for one, score in slips}, slips[0][0] if slips else "")


def _ways(index: Index, word: str) -> Iterable[tuple[float, list[str]]]:
    yield _SAME, _words(index, "word = ?", word)
    yield _FORM, _words(index, "plain = ?", plain(word))
    if len(root(word)) >= min(_SHORTEST_ROOT, len(word)):
        yield _FORM, _words(index, "root = ?", root(word))
    if word[0].isdigit():
        return
    for beginning in beginnings(word):
        yield _LONGER, _words(index, "plain >= ? AND plain < ?", beginning, beginning + _END)
    for piece in {plain(word), root(word)}:
        if len(piece) >= _SHORTEST_PART:
            yield _PART, _pieces(index, f'"{piece}"')
    if derived := origin(word):
        yield _KIN, _words(index, "plain >= ? AND plain < ?", derived, derived + _END)


def _words(index: Index, condition: str, *values: str) -> list[str]:
    rows = index.select(f"SELECT word FROM words WHERE {condition} ORDER BY length(word), word LIMIT {_MOST}", values)  # noqa: S608
    return [str(row[0]) for row in rows]


def _pieces(index: Index, match: str) -> list[str]:
    rows = index.select(f"SELECT word FROM pieces WHERE plain MATCH ? ORDER BY rank LIMIT {_MOST}", [match])  # noqa: S608
    return [str(row[0]) for row in rows]


def _alike(index: Index, word: str, least: float) -> list[tuple[str, float]]:
    """List words that are alike, with how much; a form or a compound counts by its beginning."""
    wanted = plain(word)
    grams = {wanted[at : at + 3] for at in range(len(wanted) - 2)}
    candidates = set(_pieces(index, " OR ".join(f'"{gram}"' for gram in sorted(grams)))) if grams else set()
    if 1 < len(wanted) <= _SHORT:
        around = len(wanted) - 1, len(wanted) + 1
        rows = index.select("SELECT word FROM words WHERE length(plain) BETWEEN ? AND ?", around)
        candidates.update(str(row[0]) for row in rows)
    scored = ((one, _likeness(wanted, plain(one))) for one in candidates)
    return sorted(((one, score) for one, score in scored if score >= least), key=lambda pair: (-pair[1], pair[0]))[:20]


def _likeness(wanted: str, word: str) -> float:
    """Tell from 0 to 1 how alike two words are; the whole word counts a little more than its beginning."""
    whole = OSA.normalized_similarity(wanted, word)
    beginnings_of_word = (word[: len(wanted) + more] for more in (-1, 0, 1) if len(wanted) + more > _SHORT)
    return max(whole, *(OSA.normalized_similarity(wanted, one) - 0.01 for one in beginnings_of_word), 0.0)
