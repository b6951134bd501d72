"""Read the elements of a report with everything that can tell what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import Answer, select

#: The levels that are compared, the highest first, by class of the ontology; programmes are too broad to go on as one.
KINDS = {"Goal": "goal", "FlagshipProject": "flagship", "Action": "action"}
_BELONGS_TO = "belongs-to"


@dataclass(frozen=True, slots=True)
class AlignedElement:
    """Hold an element of one report; ``texts`` are its levels, progress and risks, in printed order.

    ``parents`` are the IRIs of what it belongs to, ``supports`` those of the goals it supports, ``above`` the names of
    all these and of what stands above them, programmes too. ``lineage`` are its units with all that followed them,
    ``things`` are what the partners, initiatives and systems that its texts name are called, by IRI.
    """

    iri: str
    kind: str
    name: str
    code: str = ""
    line: int = 0
    parents: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    units: frozenset[str] = field(default=frozenset())
    lineage: frozenset[str] = field(default=frozenset())
    things: Mapping[str, str] = field(default_factory=dict)


def read_elements(engine: Engine, report: str) -> list[AlignedElement]:
    """Read the goals, flagships and actions of a report by its catalogue id, in printed order.

    Raise NotInGraphError where the graph has no such report.
    """
    only = ox.Literal(report)
    rows = _by_element(select(engine, "alignment/elements", report=only))
    if not rows:
        raise NotInGraphError(
            f"the graph has no elements of {report!r}", do="See 'strategylinks reports' for the reports."
        )
    texts = _by_element(select(engine, "alignment/texts", report=only))
    units = _by_element(select(engine, "alignment/units", report=only))
    things = _by_element(select(engine, "alignment/mentions", report=only))
    return [
        replace(_element(iri, own, texts.get(iri, ()), units.get(iri, ()), things.get(iri, ())), above=above)
        for (iri, own), above in zip(rows.items(), _names_above(rows), strict=True)
        if _kind(own[0])
    ]


def _names_above(rows: Mapping[str, list[Answer]]) -> Iterator[tuple[str, ...]]:
    """Name what stands above each element, the nearest first."""
    for iri in rows:
        above = [iri]
        for reached in above:
            parents = (row["parent"] or "" for row in rows.get(reached, ()))
            above += [parent for parent in dict.fromkeys(parents) if parent and parent not in above]
        yield tuple(rows[parent][0]["name"] or "" for parent in above[1:] if parent in rows)


def _element(
    iri: str, rows: list[Answer], texts: Iterable[Answer], units: Iterable[Answer], things: Iterable[Answer]
) -> AlignedElement:
    texts, units, first = list(texts), list(units), rows[0]
    own = _values(units, "unit")
    return AlignedElement(
        iri=iri,
        kind=_kind(first),
        name=first["name"] or "",
        code=first["code"] or "",
        line=min(int(row["first"] or 0) for row in rows),
        parents=_parents(rows, is_whole=True),
        supports=_parents(rows, is_whole=False),
        indicators=tuple(row["text"] or "" for row in texts if row["kind"] == "indicator"),
        texts=tuple(row["text"] or "" for row in texts if row["kind"] != "indicator"),
        units=own,
        lineage=own | _values(units, "successor"),
        things={row["thing"] or "": row["name"] or "" for row in things},
    )


def _by_element(rows: Iterable[Answer]) -> Mapping[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        found[row["element"] or ""].append(row)
    return found


def _kind(row: Answer) -> str:
    return KINDS.get((row["class"] or "").rpartition("#")[2], "")


def _values(rows: Iterable[Answer], column: str) -> frozenset[str]:
    return frozenset(row[column] or "" for row in rows if row[column])


def _parents(rows: Iterable[Answer], *, is_whole: bool) -> tuple[str, ...]:
    found = (row["parent"] for row in rows if row["parent"] and (row["relation"] == _BELONGS_TO) == is_whole)
    return tuple(dict.fromkeys(parent for parent in found if parent))


def descendants(elements: Iterable[AlignedElement]) -> dict[str, list[AlignedElement]]:
    """List what stands under each element, however deep, in printed order; nothing twice."""
    by_parent: dict[str, list[AlignedElement]] = defaultdict(list)
    listed = list(elements)
    for element in listed:
        for parent in element.parents:
            by_parent[parent].append(element)
    return {element.iri: list(_under(element.iri, by_parent, {element.iri})) for element in listed}


def _under(iri: str, by_parent: Mapping[str, list[AlignedElement]], seen: set[str]) -> Iterator[AlignedElement]:
    for child in by_parent.get(iri, ()):
        if child.iri not in seen:
            seen.add(child.iri)
            yield child
            yield from _under(child.iri, by_parent, seen)
