"""Hold two readings side by side with what people have settled about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from strategylinks.alignment.mappings import Mapping, MappingSet
from strategylinks.comparison.parts import Review
from strategylinks.comparison.reading import Reading
from strategylinks.errors import QueryError

NAME, LINEAGE = "name", "lineage"


@dataclass(frozen=True, slots=True)
class Line:
    """Hold the units of both sides that are one: of the same name, or the earlier and those that followed it."""

    earlier: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold both sides; ``mappings`` is None where nobody has reviewed the pair."""

    earlier: Reading
    later: Reading
    mappings: MappingSet | None

    @property
    def continuations(self) -> Sequence[Mapping]:
        """List the confirmed continuations."""
        return self.mappings.continuations if self.mappings else ()

    @property
    def is_one_municipality(self) -> bool:
        """Tell whether both sides are of one municipality, so that units can follow each other."""
        return self.earlier.side.municipality == self.later.side.municipality

    @property
    def review(self) -> Review:
        """Say who has settled the pair."""
        if not self.mappings:
            return Review()
        reviewers = {mapping.reviewer for mapping in self.mappings if mapping.reviewer}
        days = {mapping.reviewed.isoformat() for mapping in self.mappings if mapping.reviewed}
        return Review(
            decisions=len(self.mappings.accepted),
            rejected=len(self.mappings.rejected),
            reviewers=tuple(sorted(reviewers)),
            days=tuple(sorted(days)),
            file=self.mappings.path.name if self.mappings.path else "",
        )

    def are_one(self, unit: str, other: str, by: str) -> bool:
        """Tell whether a later unit has the name of an earlier one, or, by lineage, is one that followed it."""
        if not self.is_one_municipality:
            return False
        if unit == other:
            return True
        return by == LINEAGE and other in self.earlier.successors.get(unit, frozenset())

    def lines(self, earlier: Sequence[str], later: Sequence[str], by: str) -> list[Line]:
        """Put the units together that are one, by name or by lineage; the order is that of the names."""
        groups: list[tuple[set[str], set[str]]] = [({unit}, set()) for unit in sorted(earlier)]
        for other in sorted(later):
            mine = [group for group in groups if any(self.are_one(unit, other, by) for unit in group[0])]
            merged = (set().union(*(group[0] for group in mine)), {other}.union(*(group[1] for group in mine)))
            groups = [group for group in groups if group not in mine] + [merged]
        return sorted((Line(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups), key=self._name_of_line)

    def _name_of_line(self, line: Line) -> tuple[str, ...]:
        return (*self.earlier.names(line.earlier), *self.later.names(line.later))

    def matched(self) -> dict[str, list[str]]:
        """Give the confirmed successors of each earlier element that goes on."""
        found: dict[str, list[str]] = defaultdict(list)
        for mapping in self.continuations:
            earlier, later = mapping.pair
            found[str(earlier)].append(str(later))
        return {iri: sorted(set(found[iri])) for iri in sorted(found)}


def mappings_of(sets: Sequence[MappingSet], earlier: str, later: str) -> MappingSet | None:
    """Find the reviewed file of a pair; raise QueryError where it was reviewed the other way round."""
    for one in sets:
        if (one.earlier, one.later) == (earlier, later):
            return one
    if any((one.earlier, one.later) == (later, earlier) for one in sets):
        raise QueryError(
            f"the pair was reviewed from {later} to {earlier}", do=f"Run: strategylinks compare {later} {earlier}"
        )
    return None
