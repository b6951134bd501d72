"""The elements of one report with their status, holders and place in the structure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.querying.library import Answer, select
from strategylinks.web.site import Site

#: Where a status comes from, in the order in which they are shown.
ORIGINS = ("stated", "inferred", "absent")
#: The common scale, in the order in which it is shown.
STATUSES = ("achieved", "in-progress", "not-started", "not-achieved", "unknown", "absent")
#: In place of statuses, where a report has none.
TELLINGS = ("told", "untold")


@dataclass(frozen=True, slots=True)
class Holder:
    """Hold a unit or post that is responsible for something."""

    iri: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """Hold an element of a report; ``top`` is the highest element that it belongs to, or itself."""

    iri: str
    level: str
    code: str | None
    name: str
    top: str
    status: str
    origin: str
    written: str
    is_told: bool
    holders: Sequence[Holder]
    first: int
    last: int

    @property
    def telling(self) -> str:
        """Say whether the report tells about its progress in words."""
        return TELLINGS[0] if self.is_told else TELLINGS[1]


def newest_with(site: Site, query: str) -> str:
    """Give the newest report for which a query of the library finds something, else the newest of all."""
    newest_first = sorted(site.reports.values(), key=lambda report: (report.end, report.id), reverse=True)
    found = (report.id for report in newest_first if any(select(site.engine, query, report=ox.Literal(report.id))))
    return next(found, site.newest.id)


def read_items(site: Site, report: str) -> list[Item]:
    """Read the elements of a report in printed order."""
    asked = ox.Literal(report)
    rows = list(select(site.engine, "pages/status-elements", report=asked))
    parents = {row["element"] or "": row["parent"] for row in reversed(rows)}
    assessed, told = _assessments(select(site.engine, "pages/status-assessments", report=asked))
    holders = read_holders(site, report)
    made = {row["element"] or "": _item(row, parents, assessed, told, holders) for row in rows}
    return list(made.values())


def read_holders(site: Site, report: str) -> Mapping[str, Sequence[Holder]]:
    """Read who is responsible for each element of a report."""
    held: defaultdict[str, list[Holder]] = defaultdict(list)
    for row in select(site.engine, "pages/status-holders", report=ox.Literal(report)):
        holder = Holder(row["holder"] or "", row["short"] or "", row["name"] or "")
        held[row["element"] or ""].append(holder)
    return held


def _assessments(rows: Iterator[Answer]) -> tuple[dict[str, Answer], set[str]]:
    assessed: dict[str, Answer] = {}
    told: set[str] = set()
    for row in rows:
        if row["source"] == "told":
            told.add(row["element"] or "")
        else:
            assessed.setdefault(row["element"] or "", row)
    return assessed, told


def _item(
    row: Answer,
    parents: Mapping[str, str | None],
    assessed: Mapping[str, Answer],
    told: set[str],
    holders: Mapping[str, Sequence[Holder]],
) -> Item:
    iri = row["element"] or ""
    status = assessed.get(iri, {})
    return Item(
        iri=iri,
        level=row["level"] or "",
        code=row["code"],
        name=row["name"] or "",
        top=_top(iri, parents),
        status=(status.get("status") or "unknown") if status else "absent",
        origin=(status.get("source") or "stated") if status else "absent",
        written=status.get("written") or "",
        is_told=iri in told,
        holders=holders.get(iri, ()),
        first=int(row["first"] or 0),
        last=int(row["last"] or 0),
    )


def _top(iri: str, parents: Mapping[str, str | None]) -> str:
    seen = {iri}
    while (above := parents.get(iri)) and above in parents and above not in seen:
        seen.add(above)
        iri = above
    return iri
