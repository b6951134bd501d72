"""Measure how alike two reports are as wholes; every measure rests on confirmed decisions only."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.alignment.mappings import CONTINUING
from strategylinks.analysis.networks import BELONGS_TO, SUPPORTS
from strategylinks.comparison.distance import Distance, edit_distance, level_shifted
from strategylinks.comparison.pairing import LINEAGE, NAME, Pair
from strategylinks.comparison.parts import Account, Arrival, Cell, Row, Section, Source, cells, counted, share
from strategylinks.comparison.reading import Reading
from strategylinks.comparison.texts import sentence

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
    distance = _distance(pair, before, after)
    rows += [*_shifts(pair), _distance_row(distance)]
    counts = {kind.replace("-", "_"): len(steps) for kind, steps in distance.steps.items()}
    said = (sentence("steps", all=distance.total, **counts),) if pair.review.is_reviewed and distance.size else ()
    return Section("similarity", [row for row in rows if row["of"].value], said)


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


def _shifts(pair: Pair) -> list[Row]:
    """Tell which share of what goes on does so at another level, or under something else."""
    matched = pair.matched()
    shifted = level_shifted(pair)
    moved = [iri for iri in matched if iri not in shifted and _has_moved(pair, iri, matched)]
    all_on = [pair.earlier.source(iri) for iri in matched]
    found = {"level-shifted": shifted, "moved": moved}
    return [_row(name, [pair.earlier.source(iri) for iri in iris], all_on) for name, iris in found.items()]


def _distance(pair: Pair, before: Sequence[Account], after: Sequence[Arrival]) -> Distance:
    ended = [account.source.iri for account in before if account.outcome in _ENDED]
    new = [one.source.iri for one in after if one.outcome in _NEW]
    return edit_distance(pair, ended, new)


def _distance_row(distance: Distance) -> Row:
    opens = tuple(source for steps in distance.steps.values() for source in steps)
    value, part = share(distance.total, distance.size), Cell(distance.total, opens)
    return cells(measure="steps", value=value, part=part, of=Cell(distance.size, tuple(distance.everything)))


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
