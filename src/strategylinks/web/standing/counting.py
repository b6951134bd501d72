"""How many elements have which status: by level, by programme, by unit, and which they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategylinks.web.standing.items import ORIGINS, STATUSES, TELLINGS, Item


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the elements of one status; ``anchor`` is where the page lists them."""

    kind: str
    items: Sequence[Item]
    anchor: str

    @property
    def number(self) -> int:
        """Count the elements."""
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one bar: elements whose status has one origin; origins are never added up."""

    origin: str
    parts: Sequence[Part]

    @property
    def total(self) -> int:
        """Count the elements of the bar."""
        return sum(part.number for part in self.parts)

    def number(self, kind: str) -> int:
        """Count the elements of one status."""
        return sum(part.number for part in self.parts if part.kind == kind)


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the bars of a level, a programme or a unit; ``iri`` is empty where it is no thing of the graph."""

    id: str
    iri: str
    code: str | None
    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold groups that are drawn to one measure, and the statuses that occur in them."""

    groups: Sequence[Group]
    kinds: Sequence[str]

    @property
    def most(self) -> int:
        """Give the length of the longest bar."""
        return max((row.total for group in self.groups for row in group.rows), default=1)


def is_rated(items: Iterable[Item]) -> bool:
    """Tell whether anything has a status."""
    return any(item.origin != "absent" for item in items)


def counted_levels(items: Sequence[Item]) -> list[str]:
    """List the levels to count: actions, and those that have a status anywhere; the lowest first."""
    rated = {item.level for item in items if item.origin != "absent"} | {"action"}
    return [level for level in ("action", "flagship", "goal", "programme") if level in rated]


def by_level(items: Sequence[Item]) -> Chart:
    """Count by level."""
    found = [
        ("level", "", None, level, [item for item in items if item.level == level]) for level in counted_levels(items)
    ]
    return _chart(found, tells=not is_rated(items))


def by_programme(items: Sequence[Item]) -> Chart:
    """Count the actions below each element that stands at the top; actions that belong to nothing come last."""
    named = {item.iri: item for item in items}
    actions = [item for item in items if item.level == "action"]
    tops = dict.fromkeys(item.top for item in actions if item.top != item.iri)
    found = [
        ("top", top, named[top].code, named[top].name, [item for item in actions if item.top == top]) for top in tops
    ]
    loose = [item for item in actions if item.top == item.iri]
    return _chart([*found, *([("top", "", None, "", loose)] if loose else [])], tells=not is_rated(items))


def by_unit(items: Sequence[Item]) -> Chart:
    """Count the actions of each unit or post, those with most first; an action of several counts for each."""
    actions = [item for item in items if item.level == "action"]
    holders = {holder.iri: holder for item in actions for holder in item.holders}
    found = [
        ("unit", iri, holder.short, holder.name, [item for item in actions if holder in item.holders])
        for iri, holder in holders.items()
    ]
    found.sort(key=lambda group: (-len(group[4]), group[2] or ""))
    none = [item for item in actions if not item.holders]
    return _chart([*found, *([("unit", "", None, "", none)] if none else [])], tells=not is_rated(items))


def _chart(found: Sequence[tuple[str, str, str | None, str, list[Item]]], *, tells: bool) -> Chart:
    groups = [
        Group(f"{kind}-{number}", iri, code, name, _rows(f"{kind}-{number}", items, tells=tells))
        for number, (kind, iri, code, name, items) in enumerate(found, start=1)
    ]
    order = TELLINGS if tells else STATUSES
    there = {part.kind for group in groups for row in group.rows for part in row.parts}
    return Chart(groups, [kind for kind in order if kind in there])


def _rows(group: str, items: Sequence[Item], *, tells: bool) -> list[Row]:
    if tells:
        return [Row("text", _parts(f"{group}-text", items, TELLINGS, lambda item: item.telling))]
    rows = []
    for origin in ORIGINS:
        found = [item for item in items if item.origin == origin]
        if found:
            rows.append(Row(origin, _parts(f"{group}-{origin}", found, STATUSES, lambda item: item.status)))
    return rows


def _parts(anchor: str, items: Sequence[Item], order: Sequence[str], kind: Callable[[Item], str]) -> list[Part]:
    sorted_in: Mapping[str, list[Item]] = {name: [item for item in items if kind(item) == name] for name in order}
    return [Part(name, found, f"{anchor}-{name}") for name, found in sorted_in.items() if found]
