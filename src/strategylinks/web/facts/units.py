"""What a unit or post carries, with whom, whom it depends on, and where it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select
from strategylinks.web.facts.days import written
from strategylinks.web.facts.describing import Named, Place, describe, local_name, names_of, places_of
from strategylinks.web.facts.trees import KINDS, Holder, Node, holder_of, nodes_of


@dataclass(frozen=True, slots=True)
class Goal:
    """Hold a goal that a unit takes part in, or a flagship that stands in place of goals."""

    iri: str
    code: str
    name: str
    duties: int
    lead: int
    first: int
    last: int


@dataclass(slots=True)
class Share:
    """Hold what a unit does in one report."""

    report: str
    goals: list[Goal] = field(default_factory=list)
    named_for: list[tuple[Node, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Tie:
    """Hold how a unit is tied to another in one report: shared elements and linkages, as numbers."""

    report: str
    other: Holder
    shared: dict[str, int] = field(default_factory=dict)
    linkages: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def weight(self) -> tuple[int, int]:
        """Order ties by shared goals, then by linkages."""
        return self.shared.get("goal", 0), sum(self.linkages.values())


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a reorganisation."""

    iri: str
    name: str
    date: str
    day: str
    is_date_stated: bool
    before: Sequence[Holder]
    after: Sequence[Holder]
    places: Sequence[Place]


def shares_of(engine: Engine, iri: str, language: str) -> list[Share]:
    """Read what a unit or post carries, by report."""
    unit = ox.NamedNode(iri)
    shares: dict[str, Share] = {}
    duties = list(select(engine, "pages/unit-duties", unit=unit))
    nodes = {node.iri: node for node in nodes_of(engine, [row["part"] or "" for row in duties], language)}
    roles = names_of(engine, [row["role"] or "" for row in duties])
    for row in duties:
        share = shares.setdefault(row["report"] or "", Share(row["report"] or ""))
        if node := nodes.get(row["part"] or ""):
            share.named_for.append((node, roles[row["role"] or ""].name(language), row["written"] or ""))
    for row in select(engine, "responsibility/goals-of-unit", unit=unit):
        share = shares.setdefault(row["report"] or "", Share(row["report"] or ""))
        if row["goal"] not in {goal.iri for goal in share.goals}:
            share.goals.append(_goal(row))
    for share in shares.values():
        share.named_for.sort(key=lambda item: (item[0].first, item[0].name))
    return list(shares.values())


def _goal(row: Mapping[str, str | None]) -> Goal:
    return Goal(
        iri=row["goal"] or "",
        code=row["code"] or "",
        name=row["name"] or "",
        duties=int(row["duties"] or 0),
        lead=int(row["lead"] or 0),
        first=int(row["first"] or 0),
        last=int(row["last"] or 0),
    )


def ties_of(engine: Engine, iri: str, language: str) -> list[Tie]:
    """Read how a unit is tied to other units, by report, the strongest ties first."""
    unit = ox.NamedNode(iri)
    sharing = list(select(engine, "pages/unit-sharing", unit=unit))
    linked = list(select(engine, "pages/unit-linkages", unit=unit))
    names = names_of(engine, [row[key] or "" for row in linked for key in ("other", "kind")])
    names |= names_of(engine, [row["other"] or "" for row in sharing])
    ties: dict[tuple[str, str], Tie] = {}

    def tie(row: Mapping[str, str | None]) -> Tie:
        report, other = row["report"] or "", row["other"] or ""
        return ties.setdefault((report, other), Tie(report, holder_of(names[other], "", language)))

    for row in sharing:
        tie(row).shared[KINDS.get(local_name(row["class"] or ""), "")] = int(row["number"] or 0)
    for row in linked:
        _add(tie(row).linkages, row["direction"] or "", row["number"])
        _add(tie(row).kinds, names[row["kind"] or ""].name(language), row["number"])
    return sorted(ties.values(), key=lambda one: (one.report, [-weight for weight in one.weight], one.other.short))


def _add(counts: dict[str, int], key: str, number: str | None) -> None:
    counts[key] = counts.get(key, 0) + int(number or 0)


def relatives_of(engine: Engine, iri: str) -> Mapping[str, Sequence[str]]:
    """List the reorganisations that a unit went into (original) or came out of (resulting), and units below it."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in select(engine, "pages/unit-changes", unit=ox.NamedNode(iri)):
        found[row["role"] or ""].append(row["thing"] or "")
    return found


def changes(engine: Engine, iris: Iterable[str], language: str) -> list[Change]:
    """Read reorganisations, the earliest first."""
    read = describe(engine, iris)
    units = [iri for one in read.values() for side in _SIDES for iri in one.texts(side)]
    names, places = names_of(engine, [*units, *read]), places_of(engine, read)
    made = [
        Change(
            iri=iri,
            name=names[iri].name(language),
            date=one.text("dcterms:date"),
            day=written(language, one.text("dcterms:date")),
            is_date_stated=not one.terms("sl:doubt"),
            before=_units(names, one.texts(_SIDES[0]), language),
            after=_units(names, one.texts(_SIDES[1]), language),
            places=places[iri],
        )
        for iri, one in read.items()
    ]
    return sorted(made, key=lambda one: (one.date, one.name))


_SIDES = ("org:originalOrganization", "org:resultingOrganization")


def _units(names: Mapping[str, Named], iris: Iterable[str], language: str) -> list[Holder]:
    return [holder_of(names[iri], "", language) for iri in iris]
