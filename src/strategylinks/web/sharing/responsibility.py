"""Who takes part in which goal, laid out as a matrix: goals by programme in rows, units in columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from strategylinks.analysis.evidence import Place, places
from strategylinks.analysis.networks import BELONGS_TO
from strategylinks.analysis.projecting import TAKING_PART, Share, goals, programme_of, shares
from strategylinks.engines.engine import Engine
from strategylinks.web.sharing.networks import keys, names

LEAD, RESPONSIBLE, PARTNER = "lead", "responsible", "partner"
#: What a mark can say, the strongest first, with the sign of each in files.
SIGNS = {LEAD: "◆", RESPONSIBLE: "●", PARTNER: "○"}
#: More units than this are not set side by side.
MOST_UNITS = 60
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold in how many parts of a goal a unit leads, answers, and takes part."""

    lead: int = 0
    responsible: int = 0
    partner: int = 0

    @property
    def marks(self) -> list[tuple[str, int]]:
        """List what there is, the strongest first."""
        counted = {LEAD: self.lead, RESPONSIBLE: self.responsible, PARTNER: self.partner}
        return [(mark, number) for mark, number in counted.items() if number]

    @property
    def text(self) -> str:
        """Write the marks in signs, for files."""
        return " ".join(f"{SIGNS[mark]} {number}" for mark, number in self.marks)


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a column: ``key`` names the unit in addresses, ``goals`` counts those that it takes part in."""

    iri: str
    key: str
    short: str
    name: str
    kind: str
    goals: int


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a goal, or a flagship project where there is none above it, with its cells by the unit's IRI."""

    iri: str
    kind: str
    code: str
    name: str
    reports: Sequence[str]
    cells: Mapping[str, Cell]

    @property
    def title(self) -> str:
        """Give the code and the name."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the rows of a programme of a report; there is none above some goals."""

    number: int
    iri: str
    title: str
    report: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Matrix:
    """Hold the whole matrix; ``all_units`` counts also those that found no place."""

    groups: Sequence[Group]
    units: Sequence[Unit]
    all_units: int

    @cached_property
    def rows(self) -> list[Row]:
        """List the rows of all groups."""
        return [row for group in self.groups for row in group.rows]

    @cached_property
    def shared(self) -> list[Row]:
        """List what several units take part in, the most shared first."""
        return sorted((row for row in self.rows if len(row.cells) > 1), key=lambda row: -len(row.cells))

    @cached_property
    def alone(self) -> list[Row]:
        """List what one unit carries alone."""
        return [row for row in self.rows if len(row.cells) == 1]

    @cached_property
    def without(self) -> list[Row]:
        """List what no unit is named for."""
        return [row for row in self.rows if not row.cells]

    @property
    def has_place(self) -> bool:
        """Tell whether anyone takes part in anything."""
        return bool(self.units)


def lay_out(network: nx.MultiDiGraph[str], engine: Engine) -> Matrix:
    """Lay out the matrix of a network; what has no code stands in the order of the report."""
    cells = _cells(shares(network))
    rows = [_row(network, goal, cells.get(goal, {})) for goal in goals(network)]
    counted = Counter(unit for row in rows for unit in row.cells)
    parts = Counter(
        unit for row in rows for unit, cell in row.cells.items() for _ in range(sum(n for _, n in cell.marks))
    )
    ranked = sorted(counted, key=lambda unit: (-counted[unit], -parts[unit], unit))
    units = ranked[:MOST_UNITS]
    headed, named = names(network, units), keys(network)
    return Matrix(
        _grouped(network, rows, _first_lines(engine, rows)),
        [_unit(network, unit, named[unit], headed[unit], counted[unit]) for unit in units],
        len(ranked),
    )


def shares_of(network: nx.MultiDiGraph[str], goal: str, unit: str) -> list[Share]:
    """List what makes a unit take part in a goal, each responsibility once."""
    found = {share.fact: share for share in shares(network) if (share.goal, share.holder) == (goal, unit)}
    return [found[fact] for fact in sorted(found)]


def mark_of(role: str) -> str:
    """Tell which mark a role has; whoever is only named in the column of units answers, too."""
    if role == LEAD:
        return LEAD
    return PARTNER if role in TAKING_PART else RESPONSIBLE


def in_natural_order(code: str) -> list[tuple[int, int, str]]:
    """Sort codes as people do: A2 before A10."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in _NUMBERS.split(code) if part]


def _cells(every: Iterable[Share]) -> dict[str, dict[str, Cell]]:
    strongest: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    order = list(SIGNS)
    for share in every:
        marks, mark = strongest[share.goal, share.holder], mark_of(share.role)
        known = marks.get(share.element, PARTNER)
        marks[share.element] = min(mark, known, key=order.index)
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (goal, holder), marks in strongest.items():
        cells[goal][holder] = Cell(**Counter(marks.values()))
    return cells


def _row(network: nx.MultiDiGraph[str], goal: str, cells: Mapping[str, Cell]) -> Row:
    data = network.nodes[goal]
    return Row(goal, data["kind"], data["code"], data["label"], data["reports"], cells)


def _unit(network: nx.MultiDiGraph[str], unit: str, key: str, short: str, goals: int) -> Unit:
    data = network.nodes[unit]
    return Unit(unit, key, short, data["label"], data["kind"], goals)


def _first_lines(engine: Engine, rows: Sequence[Row]) -> dict[str, int]:
    """Give the first line of whatever has no code to be sorted by."""
    found = places(engine, [row.iri for row in rows if not row.code])
    lines: dict[str, int] = {}
    for (element, _), several in found.items():
        lines[element] = min([place.first for place in several] + ([lines[element]] if element in lines else []))
    return lines


def _grouped(network: nx.MultiDiGraph[str], rows: Sequence[Row], lines: Mapping[str, int]) -> list[Group]:
    together: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        together[row.reports[0] if row.reports else "", _top_of(network, row.iri)].append(row)
    ordered = sorted(together.items(), key=lambda item: (item[0][0], _order(network, item[0][1])))
    groups = []
    for number, ((report, top), several) in enumerate(ordered):
        several.sort(key=lambda row: (in_natural_order(row.code), lines.get(row.iri, 0), row.iri))
        data = network.nodes[top] if top else {"code": "", "label": ""}
        groups.append(Group(number, top, f"{data['code']} {data['label']}".strip(), report, several))
    return groups


def _top_of(network: nx.MultiDiGraph[str], element: str) -> str:
    """Give the programme, or else the goal at the top, that a goal belongs to."""
    programme = programme_of(network, element)
    if programme:
        return programme
    top = element
    while above := sorted(t for _, t, data in network.out_edges(top, data=True) if data["kind"] == BELONGS_TO):
        top = above[0]
    has_parts = any(
        data["kind"] == BELONGS_TO and network.nodes[part]["kind"] == "goal"
        for part, _, data in network.in_edges(top, data=True)
    )
    return top if has_parts else ""


def _order(network: nx.MultiDiGraph[str], top: str) -> list[tuple[int, int, str]]:
    return in_natural_order(network.nodes[top]["code"] or top) if top else []


def placed(engine: Engine, every: Iterable[Share]) -> Mapping[tuple[str, str], Sequence[Place]]:
    """Give the lines that show responsibilities, by fact and report."""
    return places(engine, [share.fact for share in every])
