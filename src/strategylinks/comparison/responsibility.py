"""Compare who answers for what: by unit, by printed name and by lineage, and inside what goes on."""

from __future__ import annotations

from collections import defaultdict

from strategylinks.analysis.networks import HOLDERS, RESPONSIBLE, of_kind
from strategylinks.comparison.pairing import LINEAGE, NAME, Line, Pair
from strategylinks.comparison.parts import Cell, Row, Section, Source, cells, counted, share
from strategylinks.comparison.reading import Reading
from strategylinks.comparison.texts import sentence
from strategylinks.table import Texts

#: What became of the part of a unit in something that goes on.
STAYED, RENAMED, LEFT, JOINED = "stayed", "renamed", "left", "joined"
_Held = dict[str, list[Source]]


def responsibility_section(pair: Pair) -> Section:
    """Compare the units by what they answer for: counts, shares of their side, and how the shares moved."""
    before, after = _held(pair.earlier), _held(pair.later)
    rows: list[Row] = []
    moved: dict[str, float] = {}
    for by in (NAME, LINEAGE) if pair.is_one_municipality else (NAME,):
        found = [_line(pair, by, line, before, after) for line in pair.lines(list(before), list(after), by)]
        shifts = (row["shift"].value for row in found)
        moved[by] = round(sum(abs(float(shift or 0)) for shift in shifts) / 2, 4)
        rows += sorted(found, key=lambda row: (-abs(float(row["shift"].value or 0)), str(row["unit"].value)))
    return Section("responsibility", rows, _said(moved))


def carrier_section(pair: Pair) -> Section:
    """List for each confirmed continuation which units stayed, were renamed, left or joined."""
    rows: list[Row] = []
    for iri, following in pair.matched().items() if pair.is_one_municipality else ():
        before = pair.earlier.holders(iri)
        after: dict[str, list[str]] = defaultdict(list)
        for successor in following:
            for holder, facts in pair.later.holders(successor).items():
                after[holder].extend(facts)
        later = [pair.later.source(successor) for successor in following]
        for unit, change, opens in _changes(pair, before, after):
            element = Cell(pair.earlier.label(iri), (pair.earlier.source(iri), *later))
            level, code = pair.earlier.level(iri), pair.earlier.code(iri)
            rows.append(cells(level=level, code=code or None, name=element, change=change, unit=Cell(unit, opens)))
    order = {source: place for place, source in enumerate(pair.earlier.of_level("goal", "flagship", "action"))}
    rows.sort(key=lambda row: (order[row["name"].opens[0].iri], str(row["change"].value), str(row["unit"].value)))
    return Section("carriers", rows, _carried(rows) if rows else ())


def _held(side: Reading) -> _Held:
    """Give what each unit or post answers for by itself, as printed."""
    found: _Held = {holder: [] for holder in of_kind(side.network, *HOLDERS)}
    for element, holder, data in sorted(side.network.edges(data=True), key=lambda edge: edge[:2]):
        if data["kind"] == RESPONSIBLE:
            found[holder].append(side.source(data["fact"], f"{side.label(element)} ({side.code(holder)})"))
    return {holder: sources for holder, sources in found.items() if sources}


def _line(pair: Pair, by: str, line: Line, before: _Held, after: _Held) -> Row:
    earlier = counted(source for unit in line.earlier for source in before[unit])
    later = counted(source for unit in line.later for source in after[unit])
    shares = [_share_of(cell, held) for cell, held in ((earlier, before), (later, after))]
    names = (pair.earlier.names(line.earlier), pair.later.names(line.later))
    told = " → ".join(" + ".join(side) for side in dict.fromkeys(filter(None, names)))
    return cells(
        by=by,
        unit=told,
        earlier=earlier,
        earlier_share=shares[0],
        later=later,
        later_share=shares[1],
        shift=round(shares[1] - shares[0], 4),
    )


def _share_of(cell: Cell, held: _Held) -> float:
    return share(len(cell.opens), len({source for sources in held.values() for source in sources})) or 0.0


def _said(moved: dict[str, float]) -> tuple[Texts, ...]:
    if LINEAGE not in moved:
        return (sentence("two-municipalities"),)
    renaming = round(moved[NAME] - moved[LINEAGE], 4)
    return (sentence("moved", name=moved[NAME], lineage=moved[LINEAGE], renaming=renaming),)


def _changes(
    pair: Pair, before: dict[str, list[str]], after: dict[str, list[str]]
) -> list[tuple[str, str, tuple[Source, ...]]]:
    found = []
    for line in pair.lines(list(before), list(after), LINEAGE):
        opens = [pair.earlier.source(fact, pair.earlier.code(unit)) for unit in line.earlier for fact in before[unit]]
        opens += [pair.later.source(fact, pair.later.code(unit)) for unit in line.later for fact in after[unit]]
        names = (pair.earlier.names(line.earlier), pair.later.names(line.later))
        told = " → ".join(" + ".join(side) for side in dict.fromkeys(filter(None, names)))
        found.append((told, _change(line), tuple(sorted(set(opens)))))
    return found


def _change(line: Line) -> str:
    if not line.later:
        return LEFT
    if not line.earlier:
        return JOINED
    return STAYED if line.earlier == line.later else RENAMED


def _carried(rows: list[Row]) -> tuple[Texts, ...]:
    counts = {change: sum(row["change"].value == change for row in rows) for change in (STAYED, RENAMED, LEFT, JOINED)}
    return (sentence("carried", all=len(rows), **counts),)
