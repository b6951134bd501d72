"""Read one side of a comparison: its elements, network, places, statuses and levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx
import pyoxigraph as ox

from strategylinks.alignment.elements import AlignedElement, read_elements
from strategylinks.analysis.evidence import Place, places
from strategylinks.analysis.networks import ELEMENTS, MEASURES, RESPONSIBLE, read_network
from strategylinks.analysis.projecting import parts_of
from strategylinks.comparison.parts import Side, Source
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select
from strategylinks.table import LANGUAGES

#: Where a status comes from; everything that the report does not state was inferred.
STATED, INFERRED, NONE = "stated", "inferred", "none"
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Status:
    """Hold the status of an element on the common scale, as printed, and where it comes from."""

    common: str
    written: str
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what a report states, by the IRI of the element."""

    side: Side
    elements: Mapping[str, AlignedElement]
    network: nx.MultiDiGraph[str]
    places: Mapping[tuple[str, str], Sequence[Place]]
    statuses: Mapping[str, Status]
    targets: Mapping[tuple[str, str], tuple[str, ...]]
    successors: Mapping[str, frozenset[str]]
    _parts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def source(self, iri: str, words: str = "") -> Source:
        """Tell where an element or a fact stands; ``words`` instead of what the report says there."""
        found = self.places.get((iri, self.side.report), ())
        first, last, quote = (found[0].first, found[0].last, found[0].quote) if found else (0, 0, "")
        return Source(self.side.report, first, last, " ".join((words or self.label(iri) or quote).split()), iri)

    def label(self, iri: str) -> str:
        """Give the name of an element, unit or indicator."""
        return str(self.network.nodes[iri]["label"]) if iri in self.network else ""

    def code(self, iri: str) -> str:
        """Give the code of an element, or the abbreviation of a unit."""
        return str(self.network.nodes[iri]["code"] or "") if iri in self.network else ""

    def level(self, iri: str) -> str:
        """Give the level of an element."""
        return str(self.network.nodes[iri]["kind"])

    def of_level(self, *levels: str) -> list[str]:
        """List the elements of some levels in printed order."""
        found = [node for node, data in self.network.nodes(data=True) if data["kind"] in levels]
        return sorted(found, key=self.source)

    def parts(self, iri: str) -> tuple[str, ...]:
        """List an element with all that is under it."""
        if iri not in self._parts:
            self._parts[iri] = tuple(parts_of(self.network, iri))
        return self._parts[iri]

    def holders(self, iri: str) -> dict[str, list[str]]:
        """Give who answers for an element or something under it, with the facts that say so."""
        found: dict[str, list[str]] = defaultdict(list)
        for part in self.parts(iri):
            for _, holder, data in self.network.out_edges(part, data=True):
                if data["kind"] == RESPONSIBLE:
                    found[holder].append(data["fact"])
        return {holder: sorted(set(found[holder])) for holder in sorted(found)}

    def names(self, holders: Iterable[str]) -> tuple[str, ...]:
        """Give the short names of units and posts."""
        return tuple(sorted(self.code(holder) or self.label(holder) for holder in holders))

    def indicators(self, iri: str) -> list[str]:
        """List the indicators that measure an element."""
        return sorted(s for s, _, data in self.network.in_edges(iri, data=True) if data["kind"] == MEASURES)

    def is_known(self, iri: str) -> bool:
        """Tell whether an element has a status that says something."""
        return iri in self.statuses and self.statuses[iri].common not in ("", _UNKNOWN)


def read_side(engine: Engine, report: str) -> Side:
    """Read what a report is and covers; raise NotInGraphError where the graph has none of that id."""
    covered = select(engine, "names/scopes", report=ox.Literal(report))
    scopes = {str(row["language"]): str(row["scope"]) for row in covered}
    for row in select(engine, "names/reports", report=ox.Literal(report)):
        return Side(
            report,
            row["name"] or "",
            row["plan"] or "",
            row["municipality"] or "",
            scopes.get(LANGUAGES[0], ""),
            row["start"] or "",
            row["end"] or "",
            scopes,
        )
    raise NotInGraphError(f"the graph has no report {report!r}", do="See 'strategylinks reports' for the reports.")


def read_reading(engine: Engine, report: str) -> Reading:
    """Read everything that is compared of a report."""
    side, network = read_side(engine, report), read_network(engine, [ox.Literal(report)])
    facts = {data["fact"] for _, _, data in network.edges(data=True)}
    stated = [node for node, data in network.nodes(data=True) if data["kind"] in (*ELEMENTS, "indicator")]
    return Reading(
        side=side,
        elements={element.iri: element for element in read_elements(engine, report)},
        network=network,
        places=places(engine, [*facts, *stated]),
        statuses=_statuses(engine, report),
        targets=_targets(engine, report),
        successors=_successors(engine, report),
    )


def _statuses(engine: Engine, report: str) -> dict[str, Status]:
    return {
        str(row["element"]): Status(
            row["common"] or "",
            row["written"] or "",
            STATED if (row["source"] or "").startswith(STATED) else INFERRED,
        )
        for row in select(engine, "export/statuses", report=ox.Literal(report))
    }


def _targets(engine: Engine, report: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give the targets of the indicators of each element, by element and name of the indicator."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in select(engine, "export/levels", report=ox.Literal(report)):
        if row["indicator"] and str(row["class"]).endswith("Target"):
            found[str(row["element"]), row["indicator"]].append(row["value"] or "")
    return {key: tuple(values) for key, values in found.items()}


def _successors(engine: Engine, report: str) -> dict[str, frozenset[str]]:
    """Give all units that followed each unit of a report."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in select(engine, "alignment/units", report=ox.Literal(report)):
        if row["successor"]:
            found[str(row["unit"])].add(row["successor"])
    return {unit: frozenset(following) for unit, following in found.items()}
