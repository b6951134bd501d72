"""What people have settled about two reports: which elements of the earlier one go on in the later one, and as what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from strategylinks.errors import StrategyLinksError

#: What stands between the ids of the two reports in the name of a set.
BETWEEN = "--"


class MappingError(StrategyLinksError):
    """A reviewed mapping is malformed, contradicts another, or names an element that no longer exists."""


class Relation(StrEnum):
    """Name the SKOS mapping properties; the later element stands on the right: "broad" is a broader later one."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    NARROW = "narrowMatch"
    RELATED = "relatedMatch"


class Outcome(StrEnum):
    """Say what became of an element.

    Only ``CONTINUING`` ones are continuations; "related" is the same theme and nothing more, "rejected" not even that.
    "shared" and "only-here" compare municipalities, which do not succeed each other.
    """

    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    SHARED = "shared"
    RELATED = "related"
    REJECTED = "rejected"
    DISCONTINUED = "discontinued"
    NEW = "new"
    NOT_IN_SCOPE = "not-in-scope"
    ONLY_HERE = "only-here"


#: Outcomes of two elements of which the later one carries the earlier one on, or does the same elsewhere.
CONTINUING = frozenset({Outcome.KEPT, Outcome.RENAMED, Outcome.SPLIT, Outcome.MERGED, Outcome.SHARED})
#: Outcomes of an element that has nothing on the other side.
WITHOUT_LATER = frozenset({Outcome.DISCONTINUED, Outcome.NOT_IN_SCOPE, Outcome.ONLY_HERE})
WITHOUT_EARLIER = frozenset({Outcome.NEW, Outcome.NOT_IN_SCOPE, Outcome.ONLY_HERE})


@dataclass(frozen=True, slots=True)
class MappedElement:
    """Hold one side of a mapping: the IRI, and for people the name as printed and the lines ("8", "226-291")."""

    iri: str
    label: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Hold a reviewed decision about two elements, or about one that has nothing on the other side (None there).

    A rejected one says that the two do not belong together, so that nobody proposes them again. ``line`` is where it
    stands in its file.
    """

    earlier: MappedElement | None
    later: MappedElement | None
    relation: Relation
    outcome: Outcome
    confidence: float
    reason: str
    reviewer: str = ""
    reviewed: date | None = None
    justification: str = "semapv:ManualMappingCuration"
    cardinality: str = ""
    is_accepted: bool = True
    line: int = 0

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """Give the IRIs of both sides."""
        return (self.earlier.iri if self.earlier else None, self.later.iri if self.later else None)

    @property
    def is_continuation(self) -> bool:
        """Tell whether a person has confirmed that the later element carries the earlier one on."""
        return self.is_accepted and self.outcome in CONTINUING


@dataclass(frozen=True, slots=True)
class MappingSet:
    """Hold the decisions about two reports, in the order of their file."""

    earlier: str
    later: str
    mappings: Sequence[Mapping] = ()
    path: Path | None = field(default=None, compare=False)

    def __iter__(self) -> Iterator[Mapping]:
        """Iterate over the decisions."""
        return iter(self.mappings)

    @property
    def name(self) -> str:
        """Give the name of the set: the ids of both reports."""
        return f"{self.earlier}{BETWEEN}{self.later}"

    @property
    def accepted(self) -> list[Mapping]:
        """List the decisions that hold."""
        return [mapping for mapping in self.mappings if mapping.is_accepted]

    @property
    def rejected(self) -> list[Mapping]:
        """List what was turned down."""
        return [mapping for mapping in self.mappings if not mapping.is_accepted]

    @property
    def continuations(self) -> list[Mapping]:
        """List the confirmed continuations; what is only related is none."""
        return [mapping for mapping in self.mappings if mapping.is_continuation]

    def successors(self, iri: str) -> list[Mapping]:
        """List the confirmed continuations of an element of the earlier report."""
        return [mapping for mapping in self.continuations if mapping.pair[0] == iri]

    def predecessors(self, iri: str) -> list[Mapping]:
        """List the confirmed continuations that lead to an element of the later report."""
        return [mapping for mapping in self.continuations if mapping.pair[1] == iri]

    def outcome_of(self, iri: str) -> Outcome | None:
        """Say what became of an element, or where a later one came from; None where nobody has said."""
        settled = [m for m in self.accepted if iri in m.pair and m.outcome is not Outcome.RELATED]
        return settled[0].outcome if settled else None

    def find(self, earlier: str | None, later: str | None) -> Mapping | None:
        """Find the decision about two elements."""
        return next((mapping for mapping in self.mappings if mapping.pair == (earlier, later)), None)


def with_cardinalities(mappings: Sequence[Mapping]) -> list[Mapping]:
    """Count what each element continues as; related and rejected mappings have no cardinality."""
    together = {mapping.pair for mapping in mappings if mapping.is_continuation}
    origins = Counter(later for _, later in together)
    results = Counter(earlier for earlier, _ in together)

    def counted(mapping: Mapping) -> str:
        earlier, later = mapping.pair
        if not mapping.is_accepted or mapping.outcome is Outcome.RELATED:
            return ""
        if earlier is None or later is None:
            return "0:1" if earlier is None else "1:0"
        return f"{_count(origins[later])}:{_count(results[earlier])}"

    return [replace(mapping, cardinality=counted(mapping)) for mapping in mappings]


def _count(number: int) -> str:
    return "n" if number > 1 else "1"


def faults(mapping: Mapping) -> Iterator[str]:
    """Find what is wrong with a decision by itself, in words."""
    earlier, later = mapping.pair
    if earlier is None and later is None:
        yield "it names no element"
    elif mapping.outcome not in _outcomes(earlier, later):
        yield f"“{mapping.outcome}” does not fit: a mapping of {_sides(earlier, later)} is no such thing"
    if mapping.is_accepted == (mapping.outcome is Outcome.REJECTED):
        yield f"“{mapping.outcome}” contradicts the predicate_modifier: “Not” stands with “rejected”, and only with it"
    elif mapping.is_accepted and (mapping.relation is Relation.RELATED) != (mapping.outcome is Outcome.RELATED):
        yield f"{mapping.relation} and “{mapping.outcome}” contradict each other: related is no continuation"
    if not 0 < mapping.confidence <= 1:
        yield f"the confidence {mapping.confidence:g} is not above 0 and up to 1"
    if not mapping.reason:
        yield "it says no reason"


def _outcomes(earlier: str | None, later: str | None) -> frozenset[Outcome]:
    if earlier is None:
        return WITHOUT_EARLIER
    return WITHOUT_LATER if later is None else CONTINUING | {Outcome.RELATED, Outcome.REJECTED}


def _sides(earlier: str | None, later: str | None) -> str:
    if earlier and later:
        return "two elements"
    return "an earlier element alone" if earlier else "a later element alone"


def contradictions(mappings: Sequence[Mapping]) -> Iterator[tuple[Mapping, str]]:
    """Find decisions that another one of the same set contradicts, with words."""
    seen: set[tuple[str | None, str | None]] = set()
    continued = {iri for mapping in mappings if mapping.is_continuation for iri in mapping.pair}
    counted = with_cardinalities(mappings)
    for mapping, right in zip(mappings, counted, strict=True):
        if mapping.pair in seen:
            yield mapping, "there are two decisions about the same elements"
        seen.add(mapping.pair)
        if None in mapping.pair and continued.intersection(mapping.pair):
            yield mapping, f"it says “{mapping.outcome}”, but another line confirms a continuation"
        if mapping.cardinality != right.cardinality:
            written, meant = mapping.cardinality or "none", right.cardinality or "none"
            yield mapping, f"its cardinality is {written}, but its lines make it {meant}"
