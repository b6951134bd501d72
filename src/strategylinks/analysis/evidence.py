"""The places in the reports that show a fact, put beside the rows of an analysis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select
from strategylinks.table import Table, Value

#: The column that holds the IRI of the fact that shows a row, and those that the evidence is put into.
FACT, REPORT, FIRST, LAST, QUOTE = "fact", "report", "first", "last", "quote"
#: What stands between quotes of several places.
_BETWEEN = " … "
#: How many facts one query asks for: engines slow down where they join more at once.
_BATCH = 100


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Hold where a report says something: lines from 1, and its words."""

    first: int
    last: int
    quote: str


def places(engine: Engine, facts: Iterable[str]) -> Mapping[tuple[str, str], Sequence[Place]]:
    """Give the places of facts by the fact and the report."""
    wanted = sorted(set(facts))
    found: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for start in range(0, len(wanted), _BATCH):
        some = [ox.NamedNode(fact) for fact in wanted[start : start + _BATCH]]
        for row in select(engine, "network/evidence", fact=some):
            place = Place(int(row["first"] or 0), int(row["last"] or 0), row["quote"] or "")
            found[str(row["fact"]), str(row["report"])].add(place)
    return {key: sorted(several) for key, several in found.items()}


def with_evidence(table: Table, engine: Engine) -> Table:
    """Put beside each row the lines and words of its fact: the lines of the first place, the words of all."""
    if not {FACT, QUOTE} <= set(table.fields):
        return table
    found = places(engine, (str(row[FACT]) for row in table if row[FACT]))
    return replace(table, rows=[_told(row, found) for row in table])


def _told(row: Mapping[str, Value], found: Mapping[tuple[str, str], Sequence[Place]]) -> Mapping[str, Value]:
    several = found.get((str(row[FACT]), str(row[REPORT])), ())
    if not several:
        return row
    quote = _BETWEEN.join(place.quote for place in several)
    return {**row, FIRST: several[0].first, LAST: several[0].last, QUOTE: quote}
