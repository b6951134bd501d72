"""Compare how the units hang together: what they share, what links them, who stands between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx

from strategylinks.analysis import measures
from strategylinks.analysis.networks import ELEMENTS, HOLDERS, RESPONSIBLE, of_kind
from strategylinks.analysis.projecting import goals, linked_units, unit_goal_network, unit_network
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Cell, Row, Section, Source, cells, counted, share
from strategylinks.comparison.reading import Reading
from strategylinks.comparison.texts import in_every_language, sentence
from strategylinks.table import Texts

#: With fewer units than this, density and centralisation can hardly take different values.
FEW_UNITS = 4
_MOST_BROKERS = 3
_DIGITS = 4


@dataclass(frozen=True)
class Shared:
    """Measure how the units of one side hang together."""

    side: Reading

    @cached_property
    def units(self) -> list[str]:
        """List the units and posts that answer for anything or that a linkage joins."""
        held = {t for _, t, data in self.side.network.edges(data=True) if data["kind"] == RESPONSIBLE}
        joined = {unit for pair in self.linkages for unit in pair}
        return sorted(held | joined)

    @cached_property
    def linkages(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """Give the linkages between two units, by the pair."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for unit, other, _, data in linked_units(self.side.network):
            found[min(unit, other), max(unit, other)].append(data)
        return dict(sorted(found.items()))

    @cached_property
    def network(self) -> nx.Graph[str]:
        """Give the units joined by their linkages."""
        return nx.Graph(unit_network(self.side.network).subgraph(self.units))

    @cached_property
    def by_kind(self) -> dict[str, list[Source]]:
        """Give the places of the linkages between units, by kind."""
        found: dict[str, list[Source]] = defaultdict(list)
        for pair, several in self.linkages.items():
            names = " – ".join(self.side.names(pair))
            for data in several:
                found[data["kind"]].append(self._evidence(data["fact"], names))
        return {kind: sorted(set(found[kind])) for kind in sorted(found)}

    @cached_property
    def shown_by(self) -> dict[str, str]:
        """Give for each unit the first fact of the report that names it."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, target, data in self.side.network.edges(data=True):
            if data["kind"] == RESPONSIBLE:
                found[target].append(data["fact"])
        for pair, several in self.linkages.items():
            for unit in pair:
                found[unit].extend(data["fact"] for data in several)
        return {unit: min(found[unit], key=self.side.source) for unit in sorted(found)}

    def _unit(self, unit: str, words: str) -> Source:
        """Tell something about a unit, with the place where the report first names it."""
        return self.side.source(self.shown_by.get(unit, unit), words)

    def _pair(self, pair: tuple[str, str]) -> Source:
        facts = {data["fact"] for data in self.linkages[pair]}
        return self.side.source(min(facts, key=self.side.source), " – ".join(self.side.names(pair)))

    def _evidence(self, fact: str, names: str) -> Source:
        return self.side.source(fact, f"{names}: {self.side.source(fact).words}")

    def measures(self) -> dict[str, Cell]:
        """Measure everything that is compared."""
        found = [source for sources in self.by_kind.values() for source in sources]
        pairs = [self._pair(pair) for pair in self.linkages]
        return {
            "units": Cell(
                len(self.units), tuple(sorted(self._unit(unit, self.side.label(unit)) for unit in self.units))
            ),
            **self._sharing(),
            "linkages": counted(found),
            "linkages-per-unit": Cell(share(len(set(found)), len(self.units)), tuple(sorted(set(found)))),
            "density": Cell(round(nx.density(self.network), _DIGITS), tuple(pairs)),
            "centralisation": Cell(self._centralisation(), self._degrees()),
            **self._communities(),
            "concentration": Cell(round(measures.gini([held for _, held in self._held()]), _DIGITS), self._loads()),
            "brokers": self._brokers(),
        }

    def _sharing(self) -> dict[str, Cell]:
        own = {goal: self.side.holders(goal) for goal in goals(self.side.network)}
        carried = {goal: holders for goal, holders in own.items() if holders}
        several = [self._named(goal, holders) for goal, holders in carried.items() if len(holders) > 1]
        actions = {action: self._own_units(action) for action in of_kind(self.side.network, ELEMENTS[-1])}
        joint = [self._named(action, units) for action, units in actions.items() if len(units) > 1]
        named = [self._named(action, units) for action, units in actions.items() if units]
        total = sum(len(units) for units in actions.values())
        return {
            "shared-goals": Cell(share(len(several), len(carried)), tuple(sorted(several))),
            "joint-actions": Cell(share(len(joint), len(named)), tuple(sorted(joint))),
            "units-per-action": Cell(share(total, len(named)), tuple(sorted(named))),
        }

    def _own_units(self, action: str) -> dict[str, None]:
        edges = self.side.network.out_edges(action, data=True)
        return dict.fromkeys(sorted(t for _, t, data in edges if data["kind"] == RESPONSIBLE))

    def _named(self, element: str, holders: Any) -> Source:  # noqa: ANN401 - any collection of units
        return self.side.source(element, f"{self.side.label(element)} ({', '.join(self.side.names(holders))})")

    def _centralisation(self) -> float | None:
        """Measure how far the links gather at one unit: 1 where all run to one, 0 where all have as many (Freeman)."""
        count = len(self.units)
        if count < 3:
            return None
        degrees = [degree for _, degree in self.network.degree()]
        return round(sum(max(degrees) - degree for degree in degrees) / ((count - 1) * (count - 2)), _DIGITS)

    def _degrees(self) -> tuple[Source, ...]:
        return self._valued(dict(self.network.degree()))

    def _communities(self) -> dict[str, Cell]:
        joined = unit_goal_network(self.side.network)
        joined.remove_nodes_from([node for node in joined if not joined.degree(node)])
        if not joined.number_of_edges():
            return {"communities": Cell(None), "modularity": Cell(None)}
        groups = measures.communities(joined)
        modularity = nx.community.modularity(joined, [set(group) for group in groups])
        opens = tuple(source for number, group in enumerate(groups, start=1) for source in self._group(number, group))
        return {"communities": Cell(len(groups), opens), "modularity": Cell(round(modularity, _DIGITS), opens)}

    def _group(self, number: int, group: Sequence[str]) -> list[Source]:
        """List the goals of a community, each with the units of the community."""
        units = [node for node in group if self.side.network.nodes[node]["kind"] in HOLDERS]
        names = ", ".join(self.side.names(units))
        return sorted(
            self.side.source(goal, f"{number} ({names}): {self.side.label(goal)}")
            for goal in group
            if goal not in units
        )

    def _held(self) -> list[tuple[str, int]]:
        edges = self.side.network.edges(data=True)
        held = Counter(target for _, target, data in edges if data["kind"] == RESPONSIBLE)
        return sorted(held.items())

    def _loads(self) -> tuple[Source, ...]:
        return self._valued(dict(self._held()))

    def _brokers(self) -> Cell:
        scores = measures.betweenness(self.network).values
        between = {unit: round(score, _DIGITS) for unit, score in scores.items() if score > 0}
        first = sorted(between, key=lambda unit: (-between[unit], unit))[:_MOST_BROKERS]
        return Cell(
            ", ".join(self.side.code(unit) or self.side.label(unit) for unit in first) or None, self._valued(between)
        )

    def _valued(self, values: dict[str, float]) -> tuple[Source, ...]:
        ranked = sorted(values, key=lambda unit: (-values[unit], unit))
        return tuple(self._unit(unit, f"{', '.join(self.side.names([unit]))}: {values[unit]:g}") for unit in ranked)


def sharing_section(pair: Pair) -> Section:
    """Compare the measures of both sides, then the linkages by kind; the sentences explain the difference."""
    before, after = Shared(pair.earlier), Shared(pair.later)
    told, now = before.measures(), after.measures()
    rows: list[Row] = [cells(measure=name, earlier=told[name], later=now[name]) for name in told]
    kinds = sorted(before.by_kind.keys() | after.by_kind.keys())
    rows += [
        cells(
            measure=f"kind-{kind}",
            earlier=counted(before.by_kind.get(kind, ())),
            later=counted(after.by_kind.get(kind, ())),
        )
        for kind in kinds
    ]
    return Section("sharing", rows, _explained(before, after))


def _explained(before: Shared, after: Shared) -> tuple[Texts, ...]:
    """Say which kind of linkage makes most of the difference per unit, and what the numbers cannot show."""
    said = []
    sizes = len(before.units), len(after.units)
    if min(sizes) < FEW_UNITS:
        said.append(sentence("few-units", earlier=sizes[0], later=sizes[1]))
    if all(sizes):
        per_unit = [{k: len(v) / n for k, v in s.by_kind.items()} for s, n in zip((before, after), sizes, strict=True)]
        kinds = sorted(per_unit[0].keys() | per_unit[1].keys())
        change = {kind: per_unit[1].get(kind, 0.0) - per_unit[0].get(kind, 0.0) for kind in kinds}
        sums = [round(sum(side.values()), 2) for side in per_unit]
        if change:
            most = max(kinds, key=lambda kind: (abs(change[kind]), kind))
            values = [round(side.get(most, 0.0), 2) for side in per_unit]
            said.append(_linkages_said(sums, most, values))
    return tuple(said)


def _linkages_said(sums: Sequence[float], most: str, values: Sequence[float]) -> Texts:
    return sentence(
        "linkages-explained",
        earlier=sums[0],
        later=sums[1],
        kind=in_every_language("kind", most),
        kind_earlier=values[0],
        kind_later=values[1],
    )
