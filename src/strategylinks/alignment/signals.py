"""Compare every element of one side with every element of the other, by each kind of evidence.

Printed codes and numbers are no evidence: "4.1" of one year is not "4.1" of the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from strategylinks.alignment.bags import Bag, Bags
from strategylinks.alignment.elements import KINDS, AlignedElement
from strategylinks.alignment.vectors import Matrix, Space, cosines

#: The kinds of evidence that two elements hold by themselves, each from 0 to 1.
SIGNALS = (
    "name_grams",
    "full_grams",
    "full_stems",
    "own_stems",
    "name_in_full",
    "name_in_around",
    "name_grams_in_full",
    "above_grams",
    "things",
    "indicators",
    "units",
    "level",
    "name_themes",
    "name_areas",
    "full_themes",
    "name_themes_in_full",
    "themes_around",
)


def compare(
    elements: tuple[Sequence[AlignedElement], Sequence[AlignedElement]], bags: tuple[Bags, Bags]
) -> dict[str, Matrix]:
    """Give a matrix for each signal, a row for each earlier and a column for each later element."""
    a, b = bags
    found = _wording(a, b) | _themes(a, b)
    found["things"] = Space([*a.things, *b.things]).cosines(a.things, b.things)
    found["indicators"] = _indicators(a, b)
    found["units"] = _units(*elements)
    found["level"] = _levels(*elements)
    return {name: found[name] for name in SIGNALS}


def _wording(a: Bags, b: Bags) -> dict[str, Matrix]:
    stems, grams = Space([*a.own_stems, *b.own_stems]), Space([*a.own_grams, *b.own_grams])
    names = (a.name_stems, b.name_stems)
    by_stems = _name_and_text(stems, names, (a.full_stems, b.full_stems))
    by_grams = _name_and_text(grams, (a.name_grams, b.name_grams), (a.full_grams, b.full_grams))
    return {
        **dict(zip(("name_grams", "full_grams", "name_grams_in_full"), by_grams, strict=True)),
        **dict(zip(("full_stems", "name_in_full"), by_stems[1:], strict=True)),
        "name_in_around": _name_and_text(stems, names, (a.stems_around, b.stems_around))[2],
        "own_stems": stems.cosines(a.own_stems, b.own_stems),
        "above_grams": grams.cosines(a.above_grams, b.above_grams),
    }


def _themes(a: Bags, b: Bags) -> dict[str, Matrix]:
    names, texts = Space([*a.name_themes, *b.name_themes]), Space([*a.own_themes, *b.own_themes])
    _, full, either = _name_and_text(texts, (a.name_themes, b.name_themes), (a.full_themes, b.full_themes))
    return {
        "name_themes": names.cosines(a.name_themes, b.name_themes),
        "name_areas": Space([*a.name_areas, *b.name_areas]).cosines(a.name_areas, b.name_areas),
        "full_themes": full,
        "name_themes_in_full": either,
        "themes_around": names.cosines(a.themes_around, b.themes_around),
    }


_Sides = tuple[Sequence[Bag], Sequence[Bag]]


def _name_and_text(space: Space, names: _Sides, texts: _Sides) -> tuple[Matrix, Matrix, Matrix]:
    """Compare names with names, texts with texts, and the name of either with the text of the other."""
    names_a, names_b = (space.vectors(side) for side in names)
    texts_a, texts_b = (space.vectors(side) for side in texts)
    either = np.maximum(cosines(names_a, texts_b), cosines(texts_a, names_b))
    return cosines(names_a, names_b), cosines(texts_a, texts_b), either


def _indicators(a: Bags, b: Bags) -> Matrix:
    """Compare each indicator of one side with each of the other, and take the best for two elements."""
    earlier, later = ({name for names in side.indicators for name in names} for side in (a, b))
    if not earlier or not later:
        return np.zeros((len(a.indicators), len(b.indicators)), dtype=np.float32)
    alike = _alike_names(sorted(earlier), sorted(later), a, b)
    return _best_of(_best_of(alike, a.indicators, sorted(earlier)).T, b.indicators, sorted(later)).T


def _alike_names(earlier: Sequence[str], later: Sequence[str], a: Bags, b: Bags) -> Matrix:
    one = [a.indicator_stems[name] for name in earlier]
    other = [b.indicator_stems[name] for name in later]
    return Space([*one, *other]).cosines(one, other)


def _best_of(alike: Matrix, names: Sequence[Sequence[str]], known: Sequence[str]) -> Matrix:
    """Take for each element the best row of its names."""
    at = {name: number for number, name in enumerate(known)}
    rows = np.zeros((len(names), alike.shape[1]), dtype=np.float32)
    for row, own in zip(rows, names, strict=True):
        if own:
            row[:] = alike[[at[name] for name in own]].max(axis=0)
    return rows


def _units(earlier: Sequence[AlignedElement], later: Sequence[AlignedElement]) -> Matrix:
    """Tell which share of the units is the same, by lineage: an earlier unit is also what followed it."""
    names = sorted({unit for element in (*earlier, *later) for unit in element.lineage})
    then, since, now = (
        _membership(sets, names)
        for sets in ([e.units for e in earlier], [e.lineage for e in earlier], [e.units for e in later])
    )
    same = since @ now.T
    both = then.sum(axis=1, keepdims=True) + now.sum(axis=1) - then @ now.T
    share: Matrix = np.minimum(1, same / np.maximum(both, 1)).astype(np.float32)
    return share


def _levels(earlier: Sequence[AlignedElement], later: Sequence[AlignedElement]) -> Matrix:
    """Tell how near the levels are: 1 for the same one, 0 for a goal and an action."""
    levels = list(KINDS.values())
    then, now = (np.array([levels.index(element.kind) for element in side]) for side in (earlier, later))
    near: Matrix = (1 - np.abs(then[:, None] - now) / (len(levels) - 1)).astype(np.float32)
    return near


def _membership(sets: Sequence[frozenset[str]], names: Sequence[str]) -> Matrix:
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(sets), len(names) or 1), dtype=np.float32)
    for row, members in zip(rows, sets, strict=True):
        row[[at[name] for name in members]] = 1
    return rows
