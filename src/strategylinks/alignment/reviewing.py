"""Settle what became of elements: accept, change and reject, and see what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol, TypeVar

from strategylinks.alignment import mappings as domain
from strategylinks.alignment.elements import KINDS
from strategylinks.alignment.mappings import (
    MappingError,
    MappingSet,
    Outcome,
    Relation,
    faults,
    with_cardinalities,
)
from strategylinks.alignment.sssom import Sheet, mapping_set_of, row_of
from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select

#: What the cardinality says about outcomes within a municipality.
_OUTCOMES = {"1:n": Outcome.SPLIT, "n:1": Outcome.MERGED, "n:n": Outcome.MERGED}
_COUNTED = frozenset({Outcome.KEPT, Outcome.RENAMED, Outcome.SPLIT, Outcome.MERGED})


class Proposed(Protocol):
    """What of a candidate the review needs: the IRIs of its elements, how sure it is, and why, in words."""

    @property
    def earlier(self) -> str:
        """Give the IRI of the earlier element."""

    @property
    def later(self) -> str:
        """Give the IRI of the later element."""

    @property
    def confidence(self) -> float:
        """Give how sure it is."""

    @property
    def evidence(self) -> Sequence[object]:
        """Give what speaks for it."""


_Proposed = TypeVar("_Proposed", bound=Proposed)


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold a sheet with a decision in it, and the decisions that it put an end to."""

    sheet: Sheet
    mapping: domain.Mapping
    ended: Sequence[domain.Mapping] = ()


@dataclass(frozen=True, slots=True)
class PairStatus:
    """Hold how far a pair of reports is reviewed; ``one`` is None where nobody has begun.

    ``undecided`` are the elements about which nobody has said anything, by side and level. What is proposed is in none
    of these numbers.
    """

    earlier: str
    later: str
    one: MappingSet | None
    elements: Mapping[str, int] = field(default_factory=dict)
    undecided: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """Say in a word how far it is."""
        if self.one is None:
            return "unreviewed"
        return "partly reviewed" if any(self.undecided.values()) else "reviewed"


def open_candidates(one: MappingSet | None, candidates: Iterable[_Proposed]) -> list[_Proposed]:
    """List the candidates that nobody has decided about; a rejected one never comes back."""
    decided = {mapping.pair for mapping in one} if one else set()
    return [candidate for candidate in candidates if (candidate.earlier, candidate.later) not in decided]


def settle(sheet: Sheet, decision: domain.Mapping) -> Settled:
    """Put a decision into a sheet, in the place of an older one about the same elements.

    A continuation ends what says that one of its elements has none. Raise MappingError where the decision is malformed,
    or says that an element has no counterpart although one is confirmed.
    """
    for fault in faults(decision):
        raise MappingError(fault, where=sheet.path, do="Mend the decision.")
    one = mapping_set_of(sheet)
    _refuse_contradiction(one, decision)
    ended = [mapping for mapping in one if mapping.pair != decision.pair and _ends(decision, mapping)]
    same = one.find(*decision.pair)
    in_place_of = same or next((mapping for mapping in ended if mapping.pair[0] == decision.pair[0]), None)
    decision = replace(decision, line=in_place_of.line if in_place_of else 0)
    gone = {mapping.line for mapping in ended}
    kept = [mapping for mapping in one if mapping.line not in {decision.line, *gone}]
    rows = _counted([*kept, decision])
    settled = replace(sheet, lines=_lines(sheet, one, rows, gone - {decision.line}))
    mapping_set_of(settled)
    return Settled(settled, rows[-1], ended)


def accepted(decision: domain.Mapping, *, is_succession: bool = True) -> domain.Mapping:
    """Give an accepted decision the outcome that its relation makes it: related, kept, renamed or shared."""
    if decision.relation is Relation.RELATED:
        return replace(decision, outcome=Outcome.RELATED)
    if not is_succession:
        return replace(decision, outcome=Outcome.SHARED)
    return replace(decision, outcome=Outcome.KEPT if decision.relation is Relation.EXACT else Outcome.RENAMED)


def rejected(decision: domain.Mapping) -> domain.Mapping:
    """Turn a decision into a rejection, which is remembered."""
    return replace(decision, outcome=Outcome.REJECTED, is_accepted=False)


def elements_of(engine: Engine, report: str) -> dict[str, str]:
    """Give the level of each goal, flagship and action of a report, by IRI."""
    rows = (row for row in select(engine, "names/elements") if row["report"] == report)
    kinds = {str(row["iri"]): str(row["kind"]).rpartition("#")[2] for row in rows}
    return {iri: KINDS[kind] for iri, kind in kinds.items() if kind in KINDS}


def status_of(earlier: str, later: str, one: MappingSet | None, engine: Engine) -> PairStatus:
    """Say how far a pair of reports is reviewed."""
    sides = {report: elements_of(engine, report) for report in (earlier, later)}
    undecided = {
        report: dict(Counter(level for iri, level in levels.items() if one is None or one.outcome_of(iri) is None))
        for report, levels in sides.items()
    }
    return PairStatus(earlier, later, one, {report: len(levels) for report, levels in sides.items()}, undecided)


def pairs(engine: Engine, sets: Iterable[MappingSet]) -> list[tuple[str, str]]:
    """List the pairs of reports that are reviewed, and those of one municipality that follow each other in time."""
    dated: dict[str, list[tuple[str, str]]] = {}
    for row in select(engine, "names/reports"):
        reports = dated.setdefault(str(row["municipality"]), [])
        reports.append((str(row["start"] or ""), str(row["report"])))
    found = [(one.earlier, one.later) for one in sets]
    for reports in dated.values():
        in_order = [report for _, report in sorted(set(reports))]
        found += pairwise(in_order)
    return list(dict.fromkeys(found))


def _ends(decision: domain.Mapping, mapping: domain.Mapping) -> bool:
    """Tell whether a continuation contradicts what says that one of its elements has none."""
    if not decision.is_continuation or None not in mapping.pair:
        return False
    return any(ours == theirs for ours, theirs in zip(decision.pair, mapping.pair, strict=True))


def _refuse_contradiction(one: MappingSet, decision: domain.Mapping) -> None:
    earlier, later = decision.pair
    if earlier and later:
        return
    confirmed = one.successors(earlier) if earlier else one.predecessors(later or "")
    if confirmed:
        raise MappingError(
            f"it cannot be “{decision.outcome}”: a continuation of it is confirmed",
            where=one.path,
            line=confirmed[0].line,
            do="Reject that one first, or accept it as related.",
        )


def _counted(rows: Sequence[domain.Mapping]) -> list[domain.Mapping]:
    """Count cardinalities anew; the outcome of a continuation follows from its own where that has changed."""
    return [
        replace(now, outcome=_outcome(now)) if now.cardinality != before.cardinality else now
        for before, now in zip(rows, with_cardinalities(rows), strict=True)
    ]


def _outcome(mapping: domain.Mapping) -> Outcome:
    if mapping.outcome not in _COUNTED:
        return mapping.outcome
    single = Outcome.KEPT if mapping.relation is Relation.EXACT else Outcome.RENAMED
    return _OUTCOMES.get(mapping.cardinality, single)


def _lines(sheet: Sheet, one: MappingSet, rows: Sequence[domain.Mapping], gone: set[int]) -> list[str]:
    """Write the lines anew: what has changed in its place, a new decision behind those of its earlier element."""
    before = {mapping.line: mapping for mapping in one}
    changed = {row.line: row_of(row, sheet) for row in rows if row.line and row != before[row.line]}
    texts = [(number, changed.get(number, line)) for number, line in enumerate(sheet.lines, 1) if number not in gone]
    decision = rows[-1]
    if not decision.line:
        alike = [mapping.line for mapping in one if decision.earlier and mapping.pair[0] == decision.pair[0]]
        behind = max(alike, default=len(sheet.lines))
        at = sum(1 for number, _ in texts if number <= behind)
        texts.insert(at, (0, row_of(decision, sheet)))
    return [text for _, text in texts]
