"""What a page of a kind of thing adds to what can be said of anything, and the tables that it is taken away as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from strategylinks.table import Column, Table, Value
from strategylinks.web.facts.describing import Place
from strategylinks.web.facts.elements import ElementFacts
from strategylinks.web.facts.linkages import Kind
from strategylinks.web.facts.trees import KINDS, Node
from strategylinks.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what a page of a kind adds to what can be said of anything."""

    template: str
    content: Mapping[str, Any]
    data: Mapping[str, Any]
    tables: Sequence[Table]


def table(visit: Visit, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> Table:
    """Make a table whose title and headings are words of things."""
    heads = [Column(one, {visit.language: visit.say(f"things.column-{one}")}, one == "iri") for one in columns]
    return Table(f"thing/{name}", {visit.language: visit.say(f"things.table-{name}")}, heads, rows)


def kind_name(visit: Visit, kind: str) -> str:
    """Name a kind of element."""
    return visit.say(f"things.kind-{kind}") if kind in KINDS.values() else kind


def facts_table(visit: Visit, facts: ElementFacts) -> Table:
    """Lay out every place with what was read from it."""
    rows: list[dict[str, Value]] = [
        {"fact": what, "report": p.report, "first": p.first, "last": p.last, "quote": p.quote}
        for what, p in facts.places
    ]
    return table(visit, "facts", ("fact", "report", "first", "last", "quote"), rows)


def evidence_table(visit: Visit, places: Sequence[Place]) -> Table:
    """Lay out places with their words."""
    return table(visit, "evidence", ("report", "first", "last", "quote"), [asdict(place) for place in places])


def tree_table(visit: Visit, tops: Sequence[Node]) -> Table:
    """Lay out a tree as rows, the depth in the tree as a number."""
    columns = ("depth", "kind", "code", "name", "units", "status", "status_source", "report", "first", "last", "iri")
    rows = [
        {"depth": depth, "units": ", ".join(holder.short for holder in one.holders) or None, **node_cells(visit, one)}
        for top in tops
        for depth, one in top.walk()
    ]
    return table(visit, "parts", columns, rows)


def node_cells(visit: Visit, node: Node) -> dict[str, Value]:
    """Lay out an element as the cells of a row."""
    return {
        "kind": kind_name(visit, node.kind),
        "code": node.code or None,
        "name": node.name,
        "status": visit.say(f"status.{node.status}") if node.status else None,
        "status_source": node.status_source,
        "report": node.report,
        "first": node.first,
        "last": node.last,
        "iri": node.iri,
    }


def links_table(visit: Visit, kinds: Sequence[Kind]) -> Table:
    """Lay out linkages, a row for each place that shows one."""
    columns = ("kind", "direction", "own", "far", "through", "confidence", "report", "first", "last", "quote", "iri")
    rows = [
        {
            "kind": kind.name,
            "direction": visit.say(f"things.direction-{link.direction.replace(' ', '-')}"),
            "own": link.own_name,
            "far": link.far_name,
            "through": link.through,
            "confidence": link.confidence,
            "iri": link.iri,
            **asdict(place),
        }
        for kind in kinds
        for link in kind.links
        for place in link.places
    ]
    return table(visit, "linkages", columns, rows)
