"""Follow the strategy of a municipality from report to report, by confirmed steps only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from strategylinks.alignment.mappings import MappingSet, Outcome
from strategylinks.comparison.comparing import compare_readings
from strategylinks.comparison.pairing import mappings_of
from strategylinks.comparison.parts import Account, Arrival, Cell, Comparison, Row, Section, cells
from strategylinks.comparison.reading import read_reading
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select

#: What an element is called that nothing in the report before leads to, but something in an earlier one does.
RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Chain:
    """Hold the comparisons of neighbouring reports, the oldest first, and of the first with the last."""

    steps: Sequence[Comparison]
    whole: Comparison | None = None

    def __iter__(self) -> Iterator[Comparison]:
        """Iterate over all comparisons: the steps, then the whole way."""
        return iter([*self.steps, *([self.whole] if self.whole else [])])


def chain_of(comparisons: Sequence[Comparison], steps: int | None = None) -> Chain:
    """Take comparisons as a chain: the first ``steps``, by default all, are its steps, the next one is of its ends."""
    rest = comparisons[steps:] if steps is not None else ()
    return Chain(comparisons[:steps], rest[0] if rest else None)


def compare_all(engine: Engine, sets: Sequence[MappingSet]) -> Chain:
    """Compare the reports of the municipality that has most of them: each with the next one, the first with the last.

    Raise NotInGraphError where no municipality has two reports.
    """
    reports = chain_of_reports(engine)
    readings = {report: read_reading(engine, report) for report in reports}

    def compared(earlier: str, later: str) -> Comparison:
        return compare_readings(readings[earlier], readings[later], mappings_of(sets, earlier, later))

    steps = [compared(earlier, later) for earlier, later in pairwise(reports)]
    return Chain(steps, compared(reports[0], reports[-1]) if len(reports) > 2 else None)


def chain_of_reports(engine: Engine) -> list[str]:
    """List the reports of the municipality that has most of them in the order of their periods."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in select(engine, "names/reports"):
        found[str(row["municipality"])].add((row["start"] or "", str(row["report"])))
    most = min(found, key=lambda place: (-len(found[place]), place), default="")
    if len(found.get(most, ())) < 2:
        raise NotInGraphError("no municipality has two reports", do="Add another: strategylinks add REPORT.txt")
    return [report for _, report in sorted(found[most])]


def returning(steps: Sequence[Comparison], whole: Comparison | None = None) -> dict[str, tuple[Account, ...]]:
    """Give what each element that comes from nothing in the last step goes back to: it has returned after a gap.

    The direct mapping of the first report to the last one says what goes on, the steps that it was gone: it was called
    discontinued on the way, or new at the end. Where reports between cover too little to show it, nothing has returned.
    The key is the IRI of the later element.
    """
    if whole is None or len(steps) < 2:
        return {}
    arrived = {arrival.source.iri: arrival.outcome for arrival in steps[-1].arrivals}
    found: dict[str, list[Account]] = defaultdict(list)
    for account in whole.accounts:
        reached, has_ended = _way(steps, account.source.iri)
        for iri in (successor.source.iri for successor in account.successors):
            if iri in arrived and not reached and (has_ended or arrived[iri] == Outcome.NEW):
                found[iri].append(account)
    return {iri: tuple(found[iri]) for iri in sorted(found)}


def _way(steps: Sequence[Comparison], iri: str) -> tuple[bool, bool]:
    """Tell whether the steps carry an element to the last report, and whether it is discontinued on the way."""
    here, has_ended = {iri}, False
    for step in steps:
        accounts = [account for account in step.accounts if account.source.iri in here]
        has_ended = has_ended or any(account.outcome == Outcome.DISCONTINUED for account in accounts)
        here = {successor.source.iri for account in accounts for successor in account.successors}
    return bool(here), has_ended


def chain_section(steps: Sequence[Comparison], whole: Comparison | None = None) -> Section:
    """Lay out every confirmed step: what goes on as what, what ends, what is new, and what has returned."""
    rows: list[Row] = []
    back = returning(steps, whole)
    for comparison in steps:
        for account in comparison.accounts:
            rows += _steps(comparison, account)
        for arrival in comparison.arrivals:
            origins = back.get(arrival.source.iri, ()) if comparison is steps[-1] else ()
            rows += _arrived(comparison, arrival, origins)
    return Section("chain", rows)


def _arrived(comparison: Comparison, arrival: Arrival, origins: Sequence[Account]) -> Iterator[Row]:
    """Lay out an element that comes from nothing, or that has returned from an earlier report."""
    row = cells(
        later_report=comparison.later.report,
        later_level=arrival.level,
        later_code=arrival.code or None,
        later_name=Cell(arrival.source.words, (arrival.source,)),
        outcome=RETURNED if origins else arrival.outcome,
    )
    for origin in origins:
        yield _EMPTY | row | _origin(origin.source.report, origin)
    if not origins:
        yield _EMPTY | row | {"report": Cell(comparison.earlier.report)}


def _origin(report: str, account: Account) -> dict[str, Cell]:
    name = Cell(account.source.words, (account.source,))
    return cells(report=report, level=account.level, code=account.code or None, name=name)


_EMPTY: dict[str, Cell] = cells(
    report=None, level=None, code=None, name=None, later_report=None, later_level=None, later_code=None, later_name=None
)


def _steps(comparison: Comparison, account: Account) -> Iterator[Row]:
    own = _origin(comparison.earlier.report, account)
    own |= cells(outcome=account.outcome, later_report=comparison.later.report)
    for successor in account.successors:
        following = cells(
            later_level=successor.level,
            later_code=successor.code or None,
            later_name=Cell(successor.source.words, (successor.source,)),
        )
        yield _EMPTY | own | following
    if not account.successors:
        yield _EMPTY | own
