"""Compare the indicators inside confirmed continuations: carried on, dropped, added, with another target."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from strategylinks.alignment.words import words
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Cell, Row, Section, cells
from strategylinks.comparison.reading import Reading
from strategylinks.comparison.texts import sentence

CARRIED, RETARGETED, DROPPED, ADDED = "carried-on", "changed-target", "dropped", "added"
#: How alike the words of two names must be, of 100, that the two are taken for one indicator; computed, not reviewed.
ALIKE = 85
_Owned = tuple[str, str]


def indicator_section(pair: Pair) -> Section:
    """List each indicator of what goes on once: with its counterpart in what it goes on as, or as dropped or added."""
    apart = _apart(pair)
    before = _owned(pair.earlier, list(pair.matched()), apart)
    after = _owned(pair.later, [later for several in pair.matched().values() for later in several], apart)
    partners = _partners(pair, before, after)
    taken = {partner for partner, _ in partners.values()}
    rows = [_row(pair, one, *partners.get(one, (None, 0.0))) for one in before]
    rows += [_row(pair, None, one, 0.0) for one in after if one not in taken]
    return Section("indicators", rows, (_said(rows),) if rows else ())


def _apart(pair: Pair) -> set[str]:
    """List what has no counterpart by review: its indicators went, or came, with it."""
    accepted = pair.mappings.accepted if pair.mappings else []
    return {iri for mapping in accepted if None in mapping.pair for iri in mapping.pair if iri}


def _owned(side: Reading, elements: Sequence[str], apart: set[str]) -> list[_Owned]:
    """List the indicators of some elements and of what is under them, with the element that each measures."""
    parts = {part for element in elements for part in side.parts(element)} - apart
    found = {(indicator, part) for part in parts for indicator in side.indicators(part)}
    return sorted(found, key=lambda one: side.source(one[0]))


def _partners(pair: Pair, before: Sequence[_Owned], after: Sequence[_Owned]) -> dict[_Owned, tuple[_Owned, float]]:
    """Give each earlier indicator the later one most like it, the best pairs first, each later one once."""
    reachable = _reachable(pair)
    scored = [
        (score, one, other)
        for one in before
        for other in after
        if other[1] in reachable.get(one[1], ()) and (score := _alike(pair, one, other)) >= ALIKE
    ]
    found: dict[_Owned, tuple[_Owned, float]] = {}
    taken: set[_Owned] = set()
    for score, one, other in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if one not in found and other not in taken:
            found[one] = (other, score)
            taken.add(other)
    return found


def _reachable(pair: Pair) -> dict[str, set[str]]:
    """Give for each earlier element the later ones that it, or something above it, goes on as, with their parts."""
    found: dict[str, set[str]] = {}
    for iri, following in pair.matched().items():
        inside = {part for later in following for part in pair.later.parts(later)}
        for part in pair.earlier.parts(iri):
            found.setdefault(part, set()).update(inside)
    return found


def _alike(pair: Pair, one: _Owned, other: _Owned) -> float:
    first, second = (" ".join(words(label)) for label in (pair.earlier.label(one[0]), pair.later.label(other[0])))
    return round(fuzz.token_sort_ratio(first, second), 1) if first and second else 0.0


def _row(pair: Pair, one: _Owned | None, other: _Owned | None, score: float) -> Row:
    targets = _target(pair.earlier, one), _target(pair.later, other)
    return cells(
        change=_change(one, other, targets),
        indicator=_name(pair.earlier, one),
        target=targets[0],
        later_indicator=_name(pair.later, other),
        later_target=targets[1],
        alike=round(score / 100, 2) if one and other else None,
        element=_element(pair.earlier, one),
        later_element=_element(pair.later, other),
    )


def _change(one: _Owned | None, other: _Owned | None, targets: tuple[str | None, str | None]) -> str:
    if other is None:
        return DROPPED
    if one is None:
        return ADDED
    differ = _plain(targets[0]) != _plain(targets[1])
    return RETARGETED if all(targets) and differ else CARRIED


def _plain(target: str | None) -> str:
    return "".join((target or "").split()).casefold()


def _target(side: Reading, owned: _Owned | None) -> str | None:
    return " | ".join(side.targets.get((owned[1], side.label(owned[0])), ())) or None if owned else None


def _name(side: Reading, owned: _Owned | None) -> Cell:
    return Cell(side.label(owned[0]), (side.source(owned[0]),)) if owned else Cell(None)


def _element(side: Reading, owned: _Owned | None) -> Cell:
    return Cell(side.label(owned[1]), (side.source(owned[1]),)) if owned else Cell(None)


def _said(rows: Sequence[Row]) -> dict[str, str]:
    changes = [str(row["change"].value) for row in rows]
    counts = {name.replace("-", "_"): changes.count(name) for name in (CARRIED, RETARGETED, DROPPED, ADDED)}
    return dict(sentence("indicators", **counts))
