"""The reorganisations of a municipality, and the lives of the units that they touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.querying.library import Answer, select
from strategylinks.web.history.dates import Span, read_span
from strategylinks.web.site import Site


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a unit that came, went or changed."""

    iri: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold the lines of a report that tell of a change."""

    report: str
    first: int
    last: int
    quote: str


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a reorganisation; its ``number`` stands in the picture and in the table."""

    number: int
    iri: str
    name: str
    date: str
    is_inferred: bool
    before: Sequence[Unit]
    after: Sequence[Unit]
    proofs: Sequence[Proof]

    @property
    def span(self) -> Span:
        """Give when it happened."""
        return read_span(self.date)


@dataclass(frozen=True, slots=True)
class Life:
    """Hold a unit with the changes that began and ended it, where they are known."""

    unit: Unit
    began: Change | None
    ended: Change | None


def read_changes(site: Site, municipality: str) -> list[Change]:
    """Read the reorganisations of a municipality, the earliest first."""
    asked = ox.NamedNode(municipality)
    rows = list(select(site.engine, "pages/timeline-changes", municipality=asked))
    proofs = list(select(site.engine, "pages/timeline-evidence", municipality=asked))
    iris = dict.fromkeys(row["change"] or "" for row in rows)
    ordered = sorted(iris, key=lambda iri: read_span(next(row["date"] or "" for row in rows if row["change"] == iri)))
    return [
        _change(number, iri, [row for row in rows if row["change"] == iri], proofs)
        for number, iri in enumerate(ordered, start=1)
    ]


def lives(changes: Sequence[Change]) -> list[Life]:
    """List the units that changes touch: those that follow each other stand together."""
    units = {unit.iri: unit for change in changes for unit in (*change.before, *change.after)}
    families = _families(changes)
    first = {iri: number for number, iri in enumerate(units)}
    order = sorted(units, key=lambda iri: (first[families[iri]], first[iri]))
    return [_life(units[iri], changes) for iri in order]


def _families(changes: Iterable[Change]) -> Mapping[str, str]:
    """Give for each unit the first unit of those that it is connected with."""
    family: dict[str, str] = {}
    for change in changes:
        touched = [unit.iri for unit in (*change.before, *change.after)]
        names = {family.get(iri, iri) for iri in touched}
        head = next(family[iri] for iri in touched if iri in family) if names & set(family) else touched[0]
        for iri in [*touched, *(iri for iri, name in family.items() if name in names)]:
            family[iri] = head
    return family


def _life(unit: Unit, changes: Iterable[Change]) -> Life:
    began = ended = None
    for change in changes:
        if unit in change.after and unit not in change.before:
            began = began or change
        if unit in change.before and unit not in change.after:
            ended = change
    return Life(unit, began, ended)


def _change(number: int, iri: str, rows: Sequence[Answer], proofs: Iterable[Answer]) -> Change:
    one = rows[0]
    return Change(
        number,
        iri,
        one["name"] or "",
        one["date"] or "",
        any(row["doubt"] for row in rows),
        _units(rows, "before"),
        _units(rows, "after"),
        [
            Proof(row["report"] or "", int(row["first"] or 0), int(row["last"] or 0), row["quote"] or "")
            for row in proofs
            if row["change"] == iri and row["report"]
        ],
    )


def _units(rows: Iterable[Answer], side: str) -> list[Unit]:
    found = {
        row["unit"] or "": Unit(row["unit"] or "", row["short"] or "", row["unit_name"] or row["short"] or "")
        for row in rows
        if row["side"] == side
    }
    return list(found.values())
