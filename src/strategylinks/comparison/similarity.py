"""Measure how alike two reports are as wholes; every measure rests on confirmed decisions only."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.alignment.mappings import CONTINUING
from strategylinks.analysis.networks import BELONGS_TO, SUPPORTS
from strategylinks.comparison.pairing import LINEAGE, NAME, Pair
from strategylinks.comparison.parts import Account, Arrival, Cell, Row, Section, Source, cells, counted, share
from strategylinks.comparison.reading import Reading

#: The levels that are goals or stand for them, and those that are counted by themselves.
_GROUPS = {"goals": ("goal", "flagship"), "actions": ("action",)}
_CONTINUED = frozenset(map(str, CONTINUING))
_ENDED, _NEW = frozenset({"discontinued", "only-here"}), frozenset({"new", "only-here"})


def similarity_section(pair: Pair, before: Sequence[Account], after: Sequence[Arrival]) -> Section:
    """Measure the shares that go on, the overlap of who carries what, and the steps from one to the other."""
    rows: list[Row] = []
    for group, levels in _GROUPS.items():
        rows.append(_goes_on(f"goes-on-{group}", [one for one in before if one.level in levels]))
        rows.append(_has_origin(f"has-origin-{group}", pair, levels, after))
    if pair.is_one_municipality:
        rows += [_overlap(pair, by) for by in (NAME, LINEAGE)]
    rows += _steps(pair, before, after)
    return Section("similarity", [row for row in rows if row["of"].value])


def _goes_on(measure: str, accounts: Sequence[Account]) -> Row:
    on = [account.source for account in accounts if account.outcome in _CONTINUED]
    ended = [account.source for account in accounts if account.outcome in _ENDED]
    return _row(measure, on, [*on, *ended])


def _has_origin(measure: str, pair: Pair, levels: Sequence[str], arrivals: Sequence[Arrival]) -> Row:
    continued = {str(mapping.pair[1]) for mapping in pair.continuations}
    origin = [pair.later.source(iri) for iri in continued if pair.later.level(iri) in levels]
    new = [one.source for one in arrivals if one.outcome in _NEW and one.level in levels]
    return _row(measure, origin, [*origin, *new])


def _row(measure: str, part: Sequence[Source], whole: Sequence[Source]) -> Row:
    opens = tuple(sorted(set(part)))
    value = share(len(opens), len(set(whole)))
    return cells(measure=measure, value=value, part=Cell(len(opens), opens), of=counted(whole))


def _overlap(pair: Pair, by: str) -> Row:
    """Measure the Jaccard index of the links between units and goals that go on: common ones among all."""
    common: list[Source] = []
    every: list[Source] = []
    for iri, following in pair.matched().items():
        if pair.earlier.level(iri) not in _GROUPS["goals"]:
            continue
        before = list(pair.earlier.holders(iri))
        after = sorted({holder for later in following for holder in pair.later.holders(later)})
        for line in pair.lines(before, after, by):
            names = (*pair.earlier.names(line.earlier), *pair.later.names(line.later))
            source = pair.earlier.source(iri, f"{pair.earlier.label(iri)} ({' → '.join(dict.fromkeys(names))})")
            every.append(source)
            if line.earlier and line.later:
                common.append(source)
    return _row(f"overlap-{by}", common, every)


def _steps(pair: Pair, before: Sequence[Account], after: Sequence[Arrival]) -> list[Row]:
    """Count what it takes to make the later plan of the earlier one, among what was reviewed and is in scope."""
    matched = pair.matched()
    ended = [account.source for account in before if account.outcome in _ENDED]
    new = [one.source for one in after if one.outcome in _NEW]
    shifted = [iri for iri, later in matched.items() if pair.earlier.level(iri) not in map(pair.later.level, later)]
    moved = [iri for iri in matched if iri not in shifted and _has_moved(pair, iri, matched)]
    steps = {"level-shifted": shifted, "moved": moved}
    all_on = [pair.earlier.source(iri) for iri in matched]
    rows = [_row(name, [pair.earlier.source(iri) for iri in found], all_on) for name, found in steps.items()]
    touched = [*ended, *new, *(pair.earlier.source(iri) for found in steps.values() for iri in found)]
    return [*rows, _row("steps", touched, [*all_on, *ended, *new])]


def _has_moved(pair: Pair, iri: str, matched: dict[str, list[str]]) -> bool:
    """Tell whether no successor stands under a successor of what the element stood under."""
    above = [parent for parent in _parents(pair.earlier, iri) if parent in matched]
    if not above:
        return False
    expected = {later for parent in above for later in matched[parent]}
    return not any(expected.intersection(_parents(pair.later, later)) for later in matched[iri])


def _parents(side: Reading, iri: str) -> list[str]:
    edges = side.network.out_edges(iri, data=True)
    return sorted(target for _, target, data in edges if data["kind"] in (BELONGS_TO, SUPPORTS))
