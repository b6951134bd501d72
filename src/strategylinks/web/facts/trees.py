"""The elements of a plan as a tree of whatever levels it has, each with its units, status and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import Answer, Bound, select
from strategylinks.web.facts.describing import Named, local_name, names_of

#: What has a page of its own kind, by class; any other class of element is called by its label in the graph.
KINDS = {"Programme": "programme", "Goal": "goal", "FlagshipProject": "flagship", "Action": "action"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Hold a unit or post that is responsible: its short name, its whole name, its role."""

    iri: str
    short: str
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Supported:
    """Hold what an element supports beside what it belongs to."""

    iri: str
    code: str
    name: str


@dataclass(slots=True)
class Node:
    """Hold an element of a tree; ``status`` is a notation of the common scale, None where none is stated."""

    iri: str
    kind: str
    code: str
    name: str
    report: str
    first: int
    last: int
    parents: list[str] = field(default_factory=list)
    holders: list[Holder] = field(default_factory=list)
    supports: list[Supported] = field(default_factory=list)
    status: str | None = None
    status_source: str = "absent"
    status_written: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def through(self) -> list[Holder]:
        """List who takes part by what stands below, and is not named for the element itself."""
        own = {holder.iri for holder in self.holders}
        found = {holder.iri: holder for child in self.children for _, node in child.walk() for holder in node.holders}
        return sorted((found[iri] for iri in found.keys() - own), key=lambda holder: holder.short)

    def walk(self, depth: int = 1) -> Iterator[tuple[int, Node]]:
        """List the node and all below it, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)


def tree_of_report(engine: Engine, report: str, language: str) -> list[Node]:
    """Read the tree of a report: the nodes that stand under no other."""
    return _tree(engine, language, report=ox.Literal(report))


def tree_below(engine: Engine, iri: str, language: str) -> list[Node]:
    """Read what belongs to an element, as a tree."""
    parts = [ox.NamedNode(row["part"] or "") for row in select(engine, "pages/thing-parts", whole=ox.NamedNode(iri))]
    return _tree(engine, language, part=parts) if parts else []


def nodes_of(engine: Engine, iris: Sequence[str], language: str) -> list[Node]:
    """Read elements one by one, without what belongs to them."""
    return list(_nodes(engine, language, part=[ox.NamedNode(iri) for iri in iris]).values()) if iris else []


def _tree(engine: Engine, language: str, **bound: Bound) -> list[Node]:
    nodes = _nodes(engine, language, **bound)
    tops = []
    for node in nodes.values():
        above = [parent for parent in node.parents if parent in nodes and parent != node.iri]
        for parent in above:
            nodes[parent].children.append(node)
        if not above:
            tops.append(node)
    return tops


def _nodes(engine: Engine, language: str, **bound: Bound) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for row in select(engine, "pages/plan-parts", **bound):
        node = nodes.setdefault(row["part"] or "", _node(row))
        node.last = max(node.last, int(row["last"] or 0))
        if row["parent"] and row["parent"] not in node.parents:
            node.parents.append(row["parent"])
    _add_holders(engine, nodes, language, **bound)
    for row in select(engine, "pages/plan-statuses", **bound):
        if stated := nodes.get(row["part"] or ""):
            stated.status = local_name(row["common"]) if row["common"] else None
            stated.status_written, stated.status_source = row["written"] or "", local_name(row["source"] or "")
    for row in select(engine, "pages/plan-supports", **bound):
        if supporting := nodes.get(row["part"] or ""):
            supporting.supports.append(Supported(row["supported"] or "", row["code"] or "", row["name"] or ""))
    return nodes


def _node(row: Answer) -> Node:
    kind = (row["class"] or "").rpartition("#")[2]
    return Node(
        iri=row["part"] or "",
        kind=KINDS.get(kind, kind),
        code=row["code"] or "",
        name=row["name"] or "",
        report=row["report"] or "",
        first=int(row["first"] or 0),
        last=int(row["last"] or 0),
    )


def _add_holders(engine: Engine, nodes: Mapping[str, Node], language: str, **bound: Bound) -> None:
    rows = [row for row in select(engine, "pages/plan-holders", **bound) if row["part"] in nodes]
    names = names_of(engine, [row["holder"] or "" for row in rows])
    roles: dict[tuple[str, str], str] = defaultdict(str)
    for row in rows:
        part, holder = row["part"] or "", row["holder"] or ""
        if (part, holder) not in roles:
            roles[part, holder] = role = (row["role"] or "").rpartition("/")[2]
            nodes[part].holders.append(holder_of(names[holder], role, language))


def holder_of(named: Named, role: str, language: str) -> Holder:
    """Name a unit or post: by its abbreviation where it has one."""
    name = named.name(language)
    return Holder(named.iri, named.code or name, name, role)
