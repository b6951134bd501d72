"""Who carries the goals: alone, how unevenly, and the matrix of all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import networkx as nx

from strategylinks.analysis.answering import answer, element_cells, short, unit_cells
from strategylinks.analysis.measures import gini
from strategylinks.analysis.networks import RESPONSIBLE, reports_of
from strategylinks.analysis.projecting import TAKING_PART, goals, shares
from strategylinks.table import Column, Table, Value

#: How many rows and columns a matrix has at most: more can be neither read nor drawn.
MOST_ROWS, MOST_COLUMNS = 500, 60
_ANSWERS, _TAKES_PART = "●", "○"
_ALL = "all"


def goals_on_one_unit(network: nx.MultiDiGraph[str]) -> Table:
    """List the goals that only one unit or post takes part in."""
    parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for share in shares(network):
        parts[share.goal][share.holder].add(share.element)
    rows: list[dict[str, Value]] = []
    for goal, carriers in sorted(parts.items()):
        if len(carriers) == 1:
            [(unit, elements)] = carriers.items()
            cells = element_cells(network, goal) | unit_cells(network, unit)
            rows += [
                cells | {"report": report, "elements": len(elements), "fact": goal}
                for report in network.nodes[goal]["reports"]
            ]
    rows.sort(key=lambda row: (str(row["report"]), str(row["element"])))
    alone = sum(len(carriers) == 1 for carriers in parts.values())
    return answer("goals-on-one-unit", rows, one=alone, all=len(goals(network)))


def concentration(network: nx.MultiDiGraph[str]) -> Table:
    """Measure for each report, and over all, how unevenly responsibilities are shared."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for _, holder, data in network.edges(data=True):
        if data["kind"] == RESPONSIBLE:
            held[data["report"]][holder] += 1
    if len(held) > 1:
        held[_ALL] = sum(held.values(), Counter())
    order = [*(report for report in reports_of(network) if report in held), *([_ALL] if _ALL in held else [])]
    return answer("concentration", [_concentrated(network, report, held[report]) for report in order])


def goal_unit_matrix(network: nx.MultiDiGraph[str]) -> Table:
    """Lay out goals against units: how much each unit answers for, and takes part in."""
    marks: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, str, str]] = set()
    for share in shares(network):
        if (share.goal, share.holder, share.element) not in seen:
            mark = _TAKES_PART if share.role in TAKING_PART else _ANSWERS
            marks[share.goal, share.holder][mark] += 1
            seen.add((share.goal, share.holder, share.element))
    by_unit: Counter[str] = Counter()
    for (_, unit), counted in marks.items():
        by_unit[unit] += counted.total()
    every = sorted({goal for goal, _ in marks}, key=lambda goal: (network.nodes[goal]["reports"], goal))
    rows, units = every[:MOST_ROWS], sorted(by_unit, key=lambda unit: (-by_unit[unit], unit))[:MOST_COLUMNS]
    columns = unit_columns(network, units)
    cells = [
        element_cells(network, goal)
        | {"report": ", ".join(network.nodes[goal]["reports"])}
        | {column.name: _mark(marks.get((goal, unit))) for unit, column in zip(units, columns, strict=True)}
        for goal in rows
    ]
    return answer(
        "goal-unit-matrix", cells, columns, shown=len(rows), all=len(every), units=len(units), all_units=len(by_unit)
    )


def unit_columns(network: nx.MultiDiGraph[str], units: Sequence[str]) -> list[Column]:
    """Make a column for each unit; units of several municipalities with one code are told apart by their place."""
    codes = Counter(short(network, unit) for unit in units)
    names = []
    for unit in units:
        code, place = short(network, unit), network.nodes[unit]["municipality"]
        names.append(f"{code} ({place or unit})" if codes[code] > 1 else code)
    return [Column(name, {"en": name}) for name in names]


def _concentrated(network: nx.MultiDiGraph[str], report: str, held: Counter[str]) -> dict[str, Value]:
    top = sorted(held, key=lambda holder: (-held[holder], holder))[:3]
    return {
        "report": report,
        "holders": len(held),
        "responsibilities": held.total(),
        "gini": gini(list(held.values())),
        "top_share": sum(held[holder] for holder in top) / held.total(),
        "top": ", ".join(f"{short(network, holder)} {held[holder]}" for holder in top),
    }


def _mark(counted: Counter[str] | None) -> str | None:
    if counted is None:
        return None
    return " ".join(f"{mark} {counted[mark]}" for mark in (_ANSWERS, _TAKES_PART) if counted[mark])
