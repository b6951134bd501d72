"""Compare bags of terms by TF-IDF, in numpy alone and in bounded memory.

Terms beyond ``WIDTH`` share places with random signs (feature hashing), so that two thousand elements a side need about
a gigabyte however much text they have.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
#: The number of places that the terms of a comparison share.
WIDTH = 1 << 14
_SIGN = 1 << 31


class Space:
    """Weigh terms by how few of the given bags hold them, and lay bags out as vectors of these terms."""

    def __init__(self, bags: Iterable[Iterable[str]]) -> None:
        count: Counter[str] = Counter()
        number = 0
        for bag in bags:
            count.update(set(bag))
            number += 1
        terms = sorted(count)
        self._at = {term: at for at, term in enumerate(terms)}
        self._rarity = np.log((1 + number) / (1 + np.array([count[term] for term in terms]))) + 1
        self._width = min(len(terms), WIDTH) or 1
        self._places, self._signs = np.arange(len(terms)), np.ones(len(terms))
        if len(terms) > WIDTH:
            hashes = np.array([zlib.crc32(term.encode()) for term in terms])
            self._places, self._signs = hashes % WIDTH, np.where(hashes & _SIGN, 1.0, -1.0)

    def rarity(self, term: str) -> float:
        """Give the smoothed inverse document frequency of a term, 1 at least; 0 for one that no bag holds."""
        at = self._at.get(term)
        return 0.0 if at is None else float(self._rarity[at])

    def vectors(self, bags: Sequence[Mapping[str, int]]) -> Matrix:
        """Make a unit vector of each bag; many of one term count less than as many different ones."""
        rows = np.zeros((len(bags), self._width), dtype=np.float32)
        for row, bag in zip(rows, bags, strict=True):
            # In the order of the terms, so that sums come out the same in every run.
            known = sorted((self._at[term], count) for term, count in bag.items() if term in self._at)
            if known:
                at, counts = np.array(known).T
                values = self._rarity[at] * (1 + np.log(counts))
                np.add.at(row, self._places[at], self._signs[at] * values / np.linalg.norm(values))
        return rows

    def cosines(self, earlier: Sequence[Mapping[str, int]], later: Sequence[Mapping[str, int]]) -> Matrix:
        """Compare each earlier bag with each later one, from 0 to 1."""
        return cosines(self.vectors(earlier), self.vectors(later))


def cosines(earlier: Matrix, later: Matrix) -> Matrix:
    """Compare each earlier vector with each later one, from 0 to 1."""
    alike: Matrix = np.clip(earlier @ later.T, 0, 1)
    return alike
