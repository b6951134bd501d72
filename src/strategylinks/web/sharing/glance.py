"""What a municipality's strategy is at a glance: what is shared, who depends on whom, what became of the goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from strategylinks.analysis.analyses import analyse_networks
from strategylinks.querying.asking import ask
from strategylinks.table import Table, Value
from strategylinks.web.sharing.networks import network_of
from strategylinks.web.site import Report, Site

Row = Mapping[str, Value]
#: How many goals and pairs of units the page names.
_GOALS, _PAIRS, _GONE = 5, 5, 3
#: From so many units on, a goal is shared.
_SEVERAL = 2
#: The longest sentence that is quoted, in characters.
_LONGEST_QUOTE = 200
#: In this order what became of goals is drawn and told.
OUTCOMES = ("kept", "renamed", "split", "merged", "discontinued", "not-in-scope", "unreviewed")


@dataclass(frozen=True, slots=True)
class Sharing:
    """Hold how many goals (or flagship projects, where a report has no goals) several units carry, one, and none."""

    report: Report
    level: str
    shared: int
    alone: int
    total: int
    most: Sequence[Row]

    @property
    def ownerless(self) -> int:
        """Count those that no unit carries."""
        return self.total - self.shared - self.alone


@dataclass(frozen=True, slots=True)
class UnitPair:
    """Hold two units, and how many linkages a report shows between them, in either direction."""

    unit: str
    other: str
    linkages: int


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Hold what became of the goals of one report in another, as people have settled it."""

    earlier: Report
    later: Report
    counts: Mapping[str, int]
    gone: Sequence[Row]

    @property
    def goals(self) -> int:
        """Count the goals of the earlier report."""
        return sum(self.counts.values())

    @property
    def continued(self) -> int:
        """Count those that go on in some form."""
        return sum(self.counts.get(outcome, 0) for outcome in ("kept", "renamed", "split", "merged"))


@dataclass(frozen=True, slots=True)
class Statuses:
    """Hold how many actions have which status; what a report states and what was inferred stand apart."""

    report: Report
    source: str
    counts: Mapping[str, int]


def sharing(site: Site, reports: Sequence[Report]) -> list[Sharing]:
    """Count the goals that several units share, report by report; a report where no unit carries one is left out."""
    found = (_sharing(site, report) for report in reports)
    return [one for one in found if one.shared + one.alone]


def _sharing(site: Site, report: Report) -> Sharing:
    many = ask("goals-of-many-units", site.engine, report=report.id, minimum=_SEVERAL).rows
    one = ask("goals-of-one-unit", site.engine, report=report.id).rows
    level = "goal" if any(row["level"] == "goal" for row in (*many, *one)) else "flagship"
    shared, alone = ([row for row in rows if row["level"] == level] for rows in (many, one))
    counted = ask("level-counts", site.engine, report=report.id).rows
    total = next((_number(row, "total") for row in counted if row["level"] == level), len(shared) + len(alone))
    return Sharing(report, level, len(shared), len(alone), total, shared[:_GOALS])


def strongest_pairs(site: Site, report: Report) -> list[UnitPair]:
    """List the pairs of units with most linkages in a report."""
    rows = {str(row["unit"]): row for row in _unit_matrix(site, report)}
    # A mutual linkage stands in both cells of the matrix: it finds the pairs, and the linkages are counted one by one.
    weights = {
        pair: _number(rows[pair[0]], pair[1]) + _number(rows[pair[1]], pair[0]) for pair in combinations(rows, 2)
    }
    found = sorted((pair for pair in weights if weights[pair]), key=lambda pair: (-weights[pair], pair))[:_PAIRS]
    counted = [
        UnitPair(*pair, _linkages(site, report, *(str(rows[unit]["unit_iri"]) for unit in pair))) for pair in found
    ]
    return sorted(counted, key=lambda pair: (-pair.linkages, pair.unit, pair.other))


def _unit_matrix(site: Site, report: Report) -> Table:
    return analyse_networks(partial(network_of, site), "unit-matrix", site.engine, report=report.id)


def _linkages(site: Site, report: Report, unit: str, other: str) -> int:
    rows = ask("linkages-between-units", site.engine, unit=unit, other=other, report=report.id)
    return len({row["linkage"] for row in rows})


def _number(row: Row, column: str) -> int:
    return int(row.get(column) or 0)


def outcomes(site: Site, earlier: Report, later: Report) -> Outcomes:
    """Count what became of the goals of a report, each goal once: with several outcomes it has been split."""
    rows = ask("successors", site.engine, earlier=earlier.id, later=later.id, level="goal").rows
    judged: dict[str, set[str]] = {}
    for row in rows:
        judged.setdefault(str(row["element"]), set()).add(str(row["outcome"]))
    counts = Counter(outcome if not others else "split" for outcome, *others in judged.values())
    gone = [row for row in rows if row["outcome"] == "discontinued"]
    return Outcomes(earlier, later, {name: counts[name] for name in OUTCOMES if counts[name]}, gone[:_GONE])


def statuses(site: Site, reports: Sequence[Report]) -> list[Statuses]:
    """Count the statuses of actions, report by report; a report that tells none is left out."""
    found = []
    for report in reports:
        rows = [row for row in ask("status-counts", site.engine, report=report.id) if row["level"] == "action"]
        for source in ("stated", "inferred"):
            counts = {str(row["status"]): _number(row, "count") for row in rows if row["source"] == source}
            if counts:
                found.append(Statuses(report, source, counts))
    return found


def condition(site: Site, reports: Sequence[Report]) -> Row | None:
    """Give a sentence by which something waits for something else: the first short one of the newest report."""
    for report in reversed(reports):
        for row in ask("stated-conditions", site.engine, report=report.id):
            if row["far"] and len(str(row["quote"])) <= _LONGEST_QUOTE:
                return row
    return None
