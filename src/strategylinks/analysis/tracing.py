"""Follow dependencies step by step, with the fact that shows each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import networkx as nx

from strategylinks.analysis.answering import answer, short
from strategylinks.analysis.networks import RESPONSIBLE
from strategylinks.analysis.projecting import dependency_network, relation
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.table import Table, Value

DEPENDS_ON, AFFECTS = "depends-on", "affects"


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one edge of a shortest way: ``far`` is ``depth`` steps from the start, ``near`` one step less."""

    report: str
    depth: int
    near: str
    far: str
    key: str
    data: dict[str, Any]


def trace(
    network: nx.MultiDiGraph[str], start: str, depth: int, *, affects: bool = False, mutual: bool = True
) -> list[Step]:
    """Follow what something depends on, or what it affects, to exactly a number of steps.

    Each thing is reached by its shortest ways only, so there are no cycles. A way stays within one report. A unit that
    the trace starts from depends on what its own actions wait for; one on the way does not bring in its other actions.
    """
    if start not in network:
        raise NotInGraphError(f"the network has no {start!r}", do="Choose a report that names it.")
    if depth < 1:
        raise QueryError(f"depth = {depth} is no number of steps", do="Choose 1 or more.")
    dependencies = dependency_network(network, mutual=mutual)
    if affects:
        dependencies = dependencies.reverse(copy=False)
    else:
        _inherit(dependencies, start)
    return [step for report in network.nodes[start]["reports"] for step in _within(dependencies, start, depth, report)]


def dependency_trace(
    network: nx.MultiDiGraph[str],
    element: str = "",
    unit: str = "",
    direction: str = DEPENDS_ON,
    depth: int = 3,
    mutual: str = "yes",
) -> Table:
    """Tell what an element or a unit depends on, or affects, step by step."""
    if bool(element) == bool(unit):
        raise QueryError("a trace starts from one thing", do="Give --element or --unit.")
    start = element or unit
    steps = trace(network, start, depth, affects=direction == AFFECTS, mutual=mutual == "yes")
    direct, total = ({s.far for s in steps if s.depth <= most} for most in (1, depth))
    return answer(
        "dependency-trace",
        [_row(network, step, affects=direction == AFFECTS) for step in steps],
        start=short(network, start),
        direct=len(direct),
        total=len(total),
        depth=depth,
    )


def _inherit(dependencies: nx.MultiDiGraph[str], unit: str) -> None:
    """Let a unit depend on what the directed linkages of its elements point to."""
    own = [
        (target, key, data)
        for _, target, key, data in dependencies.edges(keys=True, data=True)
        if data["directed"] and unit in data.get("from_units", ()) and target != unit
    ]
    for target, key, data in own:
        dependencies.add_edge(unit, target, key, **data)


def _within(dependencies: nx.MultiDiGraph[str], start: str, depth: int, report: str) -> Iterator[Step]:
    """Go outwards level by level; an edge counts only if it leads one level further."""
    seen, level = {start}, [start]
    for number in range(1, depth + 1):
        steps = [
            Step(report, number, near, far, key, data)
            for near in level
            for _, far, key, data in dependencies.out_edges(near, keys=True, data=True)
            if data["report"] == report and far not in seen
        ]
        steps.sort(key=lambda step: (step.near, step.far, step.key))
        yield from steps
        level = sorted({step.far for step in steps})
        if not level:
            return
        seen.update(level)


def _row(network: nx.MultiDiGraph[str], step: Step, *, affects: bool) -> dict[str, Value]:
    far = network.nodes[step.far]
    # A whole depends on its parts, against the direction of the edge; what depends on it is told the other way round.
    from_target = affects if step.data["kind"] == RESPONSIBLE else not affects
    return {
        "report": step.report,
        "depth": step.depth,
        "from": short(network, step.near),
        "relation": relation(step.data, from_target=from_target),
        "to_level": far["kind"],
        "to": far["code"] or None,
        "to_name": far["label"],
        "fact": step.data["fact"],
        "source": step.near,
        "target": step.far,
    }
