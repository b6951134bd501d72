"""Count the steps that turn the earlier plan into the later one, along the confirmed continuations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import networkx as nx

from strategylinks.analysis.networks import BELONGS_TO, SUPPORTS
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Source
from strategylinks.comparison.reading import Reading

_Link = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Distance:
    """Hold the steps by kind, each as the row of a report that it removes, adds or changes.

    ``everything`` are the elements and links of both sides: so many steps would take all of it away and add it anew.
    """

    steps: Mapping[str, Sequence[Source]]
    everything: Sequence[Source]

    @property
    def size(self) -> int:
        """Count the elements and links of both sides."""
        return len(self.everything)

    @property
    def total(self) -> int:
        """Count the steps."""
        return sum(map(len, self.steps.values()))


def edit_distance(pair: Pair, ended: Iterable[str], new: Iterable[str]) -> Distance:
    """Measure the edit distance of two plans when their elements are put together as people have confirmed.

    Elements that ``ended`` are removed, ``new`` ones added, and so are the ones by which a group that goes on together
    shrinks or grows; an element that goes on at other levels only changes its level; a link of an element with what it
    belongs to or supports is removed or added where its ends do not go on as linked, or as one. With the continuations
    given there is one such sum, so nothing is searched for.
    """
    matched = pair.matched()
    earlier, later = {*matched, *ended}, {*new, *(iri for following in matched.values() for iri in following)}
    links, later_links = _links(pair.earlier, earlier), _links(pair.later, later)
    kept = {(link, other) for link in links for other in _expected(link, matched) if other in later_links}
    folded = {link for link in links if set(matched.get(link[0], ())) & set(matched.get(link[1], ()))}
    origins = _origins(matched)
    opened = {link for link in later_links if origins.get(link[0], set()) & origins.get(link[1], set())}
    shrunk, grown = _regrouped(matched)
    steps = {
        "removed": [pair.earlier.source(iri) for iri in (*ended, *shrunk)],
        "added": [pair.later.source(iri) for iri in (*new, *grown)],
        "level-changed": [pair.earlier.source(iri) for iri in level_shifted(pair)],
        "links-removed": list(_told(pair.earlier, links - folded - {link for link, _ in kept})),
        "links-added": list(_told(pair.later, later_links - opened - {other for _, other in kept})),
    }
    sides = ((pair.earlier, earlier, links), (pair.later, later, later_links))
    return Distance(steps, [source for side, iris, all_links in sides for source in _all(side, iris, all_links)])


def level_shifted(pair: Pair) -> list[str]:
    """List the earlier elements that go on at other levels only."""
    matched = pair.matched()
    return [iri for iri, later in matched.items() if pair.earlier.level(iri) not in map(pair.later.level, later)]


def _links(side: Reading, known: set[str]) -> set[_Link]:
    edges = side.network.edges(data=True)
    return {(s, t) for s, t, data in edges if data["kind"] in (BELONGS_TO, SUPPORTS) and {s, t} <= known}


def _expected(link: _Link, matched: Mapping[str, Sequence[str]]) -> Iterable[_Link]:
    """List the later links that a link can go on as."""
    below, above = link
    return product(matched.get(below, ()), matched.get(above, ()))


def _origins(matched: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for iri, following in matched.items():
        for later in following:
            found.setdefault(later, set()).add(iri)
    return found


def _regrouped(matched: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """List by how many elements the groups that go on together shrink, and by how many they grow: the last ones."""
    graph = nx.Graph([((0, iri), (1, later)) for iri, following in matched.items() for later in following])
    shrunk: list[str] = []
    grown: list[str] = []
    for group in nx.connected_components(graph):
        before, after = (sorted(iri for side, iri in group if side == wanted) for wanted in (0, 1))
        shrunk += before[len(after) :]
        grown += after[len(before) :]
    return sorted(shrunk), sorted(grown)


def _all(side: Reading, iris: Iterable[str], links: Iterable[_Link]) -> list[Source]:
    return [*sorted(map(side.source, iris)), *_told(side, links)]


def _told(side: Reading, links: Iterable[_Link]) -> Iterator[Source]:
    for below, above in sorted(links):
        yield side.source(below, f"{side.label(below)} → {side.label(above)}")
