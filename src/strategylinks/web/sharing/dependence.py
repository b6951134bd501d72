"""How much each unit depends on each other: the matrix, what stands out in it, and the linkages of a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx
import pyoxigraph as ox

from strategylinks.analysis.connecting import TOLD_BY_ONE, bridges, brokers
from strategylinks.analysis.grouping import communities, unit_matrix
from strategylinks.analysis.networks import STRUCTURE
from strategylinks.analysis.projecting import unit_network
from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select
from strategylinks.table import Table
from strategylinks.web.sharing.networks import keys

#: What the weights rest on: words of a report that tell of the dependency itself, or what we infer from shared work.
STATED, INFERRED = "stated", "inferred"
#: How many units that stand between others are named.
_BROKERS = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a unit of the matrix; ``key`` names it in addresses."""

    iri: str
    key: str
    short: str
    name: str
    block: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold the two units whose linkages weigh the most, in both directions together."""

    first: Unit
    second: Unit
    weight: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hold the matrix: ``weights`` by the unit that depends and the one it depends on."""

    units: Sequence[Unit]
    weights: Mapping[tuple[str, str], float]
    table: Table

    @property
    def highest(self) -> float:
        """Give the greatest weight."""
        return max(self.weights.values(), default=0)

    @property
    def pairs(self) -> int:
        """Count the pairs of units that anything joins."""
        return len({frozenset(pair) for pair in self.weights})

    def step(self, row: Unit, column: Unit) -> int:
        """Give the shade of a cell, from 1 to 5, or 0 where there is nothing."""
        weight = self.weights.get((row.iri, column.iri), 0)
        return min(5, 1 + int(5 * (weight / self.highest) ** 0.7 - 1e-9)) if weight else 0

    def total(self, unit: Unit, *, is_row: bool) -> float:
        """Give how much a unit depends on all others, or they on it."""
        return sum(weight for pair, weight in self.weights.items() if pair[0 if is_row else 1] == unit.iri)


@dataclass(frozen=True, slots=True)
class Linkage:
    """Hold a linkage of two units as seen from the first, with every piece of evidence."""

    iri: str
    report: str
    kind: str
    direction: str
    weight: float
    confidence: float
    through: str
    through_iris: Sequence[str]
    evidence: list[dict[str, Any]] = field(default_factory=list)

    @property
    def basis(self) -> str:
        """Tell whether the words of the report tell of it, or it is inferred from who works on what."""
        return STATED if self.kind in TOLD_BY_ONE else INFERRED


def of_basis(network: nx.MultiDiGraph[str], basis: str) -> nx.MultiDiGraph[str]:
    """Leave out the linkages that do not rest on the basis that was asked for."""
    if basis not in (STATED, INFERRED):
        return network
    kept: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept.add_nodes_from(network.nodes(data=True))
    for source, target, key, data in network.edges(keys=True, data=True):
        if data["kind"] in STRUCTURE or (data["kind"] in TOLD_BY_ONE) == (basis == STATED):
            kept.add_edge(source, target, key, **data)
    return kept


def lay_out(network: nx.MultiDiGraph[str]) -> Matrix:
    """Lay out the matrix of a network in the order that shows its blocks."""
    table = unit_matrix(network)
    named = keys(network)
    rows = list(table)
    columns = [name for name in table.fields if name not in ("block", "unit", "unit_name", "unit_iri")]
    units = [
        Unit(iri, named[iri], column, str(row["unit_name"]), int(row["block"] or 0))
        for row, column in zip(rows, columns, strict=True)
        if (iri := str(row["unit_iri"]))
    ]
    weights = {
        (unit.iri, other.iri): float(weight)
        for unit, row in zip(units, rows, strict=True)
        for other in units
        if isinstance(weight := row[other.short], int | float)
    }
    return Matrix(units, weights, table)


def strongest(network: nx.MultiDiGraph[str], matrix: Matrix) -> Pair | None:
    """Find the pair of units that belongs together most."""
    units = {unit.iri: unit for unit in matrix.units}
    joined = unit_network(network)
    ranked: list[tuple[str, str, float]] = sorted(joined.edges(data="weight"), key=lambda edge: (-edge[2], edge[:2]))
    for first, second, weight in ranked:
        if first in units and second in units:
            return Pair(units[first], units[second], weight)
    return None


def between(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """List the units that stand between others, the most often first."""
    return [dict(row) for row in brokers(network, top=_BROKERS) if row["betweenness"]]


def on_one(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """List the pairs of units that have only one thing in common, with that thing."""
    return [dict(row) for row in bridges(network)]


def groups(network: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """List the groups of goals and units that belong together by who carries what."""
    return [dict(row) for row in communities(network) if row["goal_count"]]


def linkages(
    network: nx.MultiDiGraph[str], engine: Engine, unit: str, other: str, reports: Sequence[str]
) -> list[Linkage]:
    """List the linkages of two units: those that the words tell of first, then by weight."""
    through = {data["fact"]: data["through"] for *_, data in network.edges(data=True) if data.get("through")}
    found: dict[tuple[str, str], Linkage] = {}
    ends = {"unit": ox.NamedNode(unit), "other": ox.NamedNode(other)}
    within = [ox.Literal(report) for report in reports]
    for row in select(engine, "dependency/linkages-between-units", report=within, **ends):
        iri, direction = str(row["linkage"]), str(row["direction"])
        if (iri, direction) not in found:
            found[iri, direction] = _linkage(row, through.get(iri, ()))
        piece = {"first": row["first"], "last": row["last"], "quote": row["quote"]}
        if row["first"] and piece not in found[iri, direction].evidence:
            found[iri, direction].evidence.append(piece)
    order = (STATED, INFERRED)
    return sorted(found.values(), key=lambda one: (order.index(one.basis), -one.weight, one.kind, one.through, one.iri))


def _linkage(row: Mapping[str, str | None], through: Sequence[str]) -> Linkage:
    return Linkage(
        iri=str(row["linkage"]),
        report=str(row["report"]),
        kind=str(row["kind_name"]),
        direction=str(row["direction"]),
        weight=float(row["weight"] or 1),
        confidence=float(row["confidence"] or 1),
        through=row["through"] or "",
        through_iris=through,
    )


def count_kinds(found: Sequence[Linkage]) -> list[tuple[str, int]]:
    """Count linkages by kind, the most frequent first."""
    return sorted(Counter(one.kind for one in found).items(), key=lambda item: (-item[1], item[0]))
