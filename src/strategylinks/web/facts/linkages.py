"""The linkages of an element, gathered from their evidence: one entry for each linkage, by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.graph.namespaces import VOCABULARY
from strategylinks.querying.library import Answer, select
from strategylinks.web.facts.describing import Place, names_of


@dataclass(slots=True)
class Link:
    """Hold a linkage as seen from one end; ``direction`` is depends on, needed by, mutual or joins."""

    iri: str
    kind: str
    direction: str
    own: str
    own_name: str
    far: str
    far_name: str
    through: str
    report: str
    confidence: float
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold the linkages of one kind, with its name."""

    notation: str
    name: str
    links: Sequence[Link]


def linkages_of_element(engine: Engine, iri: str, language: str) -> list[Kind]:
    """Read the linkages of an element and of what is part of it."""
    rows = select(engine, "dependency/linkages-of-element", element=ox.NamedNode(iri))
    return by_kind(engine, _gathered(rows).values(), language)


def by_kind(engine: Engine, links: Iterable[Link], language: str) -> list[Kind]:
    """Sort linkages by kind, the kind with the most first."""
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(link.kind, []).append(link)
    iris = {kind: str(VOCABULARY[f"linkage-kind/{kind}"]) for kind in found}
    names = names_of(engine, iris.values())
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [Kind(kind, names[iris[kind]].name(language), links) for kind, links in ordered]


def _gathered(rows: Iterable[Answer]) -> dict[str, Link]:
    links: dict[str, Link] = {}
    for row in rows:
        # A linkage between two parts of one whole is seen from both ends: once is enough.
        link = links.get(row["linkage"] or "")
        if link is None:
            link = links[row["linkage"] or ""] = _link(row)
        if row["first"]:
            place = Place(row["report"] or "", int(row["first"]), int(row["last"] or 0), row["quote"] or "")
            if place not in link.places:
                link.places.append(place)
    return links


def _link(row: Answer) -> Link:
    return Link(
        iri=row["linkage"] or "",
        kind=row["kind_name"] or "",
        direction=row["direction"] or "",
        own=row["own"] or "",
        own_name=_called(row["own_code"], row["own_name"]),
        far=row["far"] or "",
        far_name=_called(row["far_code"], row["far_name"]),
        through=row["through"] or "",
        report=row["report"] or "",
        confidence=float(row["confidence"] or 1),
    )


def _called(code: str | None, name: str | None) -> str:
    return code or name or ""
