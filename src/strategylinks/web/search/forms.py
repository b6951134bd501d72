"""Words of Finnish texts, and what the forms of one word have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from snowballstemmer.finnish_stemmer import FinnishStemmer

from strategylinks.linking.inflection import stems

#: A number with dots is a code of a plan; a soft hyphen stands inside a word.
WORD = re.compile(r"\d+(?:\.\d+)+|(?:[^\W_]|\u00ad)+")
#: Letters that are written for each other where a keyboard lacks them.
_PLAIN = str.maketrans("äöåéü", "aoaeu")
#: Cyrillic letters that look like these, or are typed for them by mistake.
_OURS = str.maketrans("авекмнорстухі", "avekmnopctyxi")
#: The consonants that the stem of one word ends in by turns: yritys, yrityksen, yritysten.
_CHANGING = re.compile(r"[dstk]+$")
#: What makes one word of another: työllis-yys, hiilineutraali-us, kestäv-yys.
_DERIVING = re.compile(r"(?:[uy]{1,2}|in|is)$")
_SHORTEST_ROOT = 3
_SHORTEST_STEM = 4
_SHORTEST_DERIVED = 6


def fold(word: str) -> str:
    """Write a word as it is compared: in lower case, composed, without soft hyphens, in our alphabet."""
    return unicodedata.normalize("NFC", word).casefold().replace("\u00ad", "").translate(_OURS)


def tokens(text: str) -> list[str]:
    """List the words of a text as they are compared."""
    return [fold(word) for word in WORD.findall(text)]


def plain(word: str) -> str:
    """Write a folded word without the dots of its letters."""
    return word.translate(_PLAIN)


@lru_cache(maxsize=1 << 16)
def root(word: str) -> str:
    """Give what the forms of a word begin with, without dots: "työllisyyden" and "työllisyys" give "tyollisyy"."""
    stemmed = str(_stemmer().stemWord(word))
    cut = _CHANGING.sub("", stemmed)
    return plain(cut if len(cut) >= _SHORTEST_ROOT else stemmed)


def beginnings(word: str) -> list[str]:
    """List what other forms of a word can begin with, without dots; the word itself may be in any form."""
    found = {plain(word), root(word), *(plain(stem) for stem in stems(word))}
    return sorted(one for one in found if len(one) >= min(_SHORTEST_STEM, len(word)))


def origin(word: str) -> str:
    """Give the beginning of the word that a word is made of, "hiilineutraal" of "hiilineutraalius"; else nothing."""
    cut = _DERIVING.sub("", root(word))
    return cut if _SHORTEST_DERIVED <= len(cut) < len(root(word)) else ""


def parts(text: str) -> Iterator[tuple[str, str]]:
    """Divide a text into words and what stands between: pairs of the text and the word as it is compared, or ""."""
    end = 0
    for match in WORD.finditer(text):
        if match.start() > end:
            yield text[end : match.start()], ""
        yield match[0], fold(match[0])
        end = match.end()
    if end < len(text):
        yield text[end:], ""


@cache
def _stemmer() -> FinnishStemmer:
    return FinnishStemmer()
