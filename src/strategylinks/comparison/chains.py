"""Follow the strategy of a municipality from report to report, by confirmed steps only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from strategylinks.alignment.mappings import MappingSet
from strategylinks.comparison.comparing import compare_readings
from strategylinks.comparison.pairing import mappings_of
from strategylinks.comparison.parts import Account, Cell, Comparison, Row, Section, cells
from strategylinks.comparison.reading import read_reading
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select


@dataclass(frozen=True, slots=True)
class Chain:
    """Hold the comparisons of neighbouring reports, the oldest first, and of the first with the last."""

    steps: Sequence[Comparison]
    whole: Comparison | None = None

    def __iter__(self) -> Iterator[Comparison]:
        """Iterate over all comparisons: the steps, then the whole way."""
        return iter([*self.steps, *([self.whole] if self.whole else [])])


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


def chain_section(steps: Sequence[Comparison]) -> Section:
    """Lay out every confirmed step: what goes on as what, what ends, what is new."""
    rows: list[Row] = []
    for comparison in steps:
        for account in comparison.accounts:
            rows += _steps(comparison, account)
        for arrival in comparison.arrivals:
            row = cells(
                later_report=comparison.later.report,
                later_level=arrival.level,
                later_code=arrival.code or None,
                later_name=Cell(arrival.source.words, (arrival.source,)),
                outcome=arrival.outcome,
            )
            rows.append(_EMPTY | {"report": Cell(comparison.earlier.report)} | row)
    return Section("chain", rows)


_EMPTY: dict[str, Cell] = cells(
    report=None, level=None, code=None, name=None, later_report=None, later_level=None, later_code=None, later_name=None
)


def _steps(comparison: Comparison, account: Account) -> Iterator[Row]:
    own = cells(
        report=comparison.earlier.report,
        level=account.level,
        code=account.code or None,
        name=Cell(account.source.words, (account.source,)),
        outcome=account.outcome,
        later_report=comparison.later.report,
    )
    for successor in account.successors:
        following = cells(
            later_level=successor.level,
            later_code=successor.code or None,
            later_name=Cell(successor.source.words, (successor.source,)),
        )
        yield _EMPTY | own | following
    if not account.successors:
        yield _EMPTY | own
