"""What an element continues, and what became of it: only what people have settled, and what nobody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.querying.library import select
from strategylinks.web.facts.describing import Named, Resource, describe, local_name, names_of
from strategylinks.web.site import Report
from strategylinks.web.visit import Visit

#: Kinds of mappings that say only that two elements are about the same.
_KINDRED = frozenset({"related", "shared"})


@dataclass(frozen=True, slots=True)
class Step:
    """Hold a reviewed mapping as seen from one side; ``other`` is empty where there is nothing on the other."""

    iri: str
    is_later: bool
    report: str
    other: str
    other_code: str
    other_name: str
    kind: str
    kind_name: str
    reason: str
    reason_language: str
    confidence: float
    reviewer: str
    reviewed: str


@dataclass(frozen=True, slots=True)
class Succession:
    """Hold the steps to other reports; ``unsettled`` are reports about which nobody has settled anything."""

    earlier: Sequence[Step]
    later: Sequence[Step]
    kindred: Sequence[Step]
    unsettled: Sequence[str]

    @property
    def is_empty(self) -> bool:
        """Tell whether people have settled nothing."""
        return not (self.earlier or self.later or self.kindred)


def succession_of(visit: Visit, iri: str, report: Report | None) -> Succession:
    """Read the accepted mappings of an element."""
    engine = visit.site.engine
    mappings = [row["mapping"] or "" for row in select(engine, "pages/thing-mappings", thing=ox.NamedNode(iri))]
    read = [mapping for mapping in describe(engine, mappings).values() if mapping.value("sl:accepted") is True]
    links = ("sl:mapsFrom", "sl:mapsTo", "sl:hasMappingKind")
    names = names_of(engine, [mapping.text(link) for mapping in read for link in links])
    steps = sorted((_step(visit, one, iri, names) for one in read), key=lambda step: (step.report, step.other_code))
    plain = [step for step in steps if step.kind not in _KINDRED]
    settled = {step.report for step in steps}
    return Succession(
        earlier=[step for step in plain if not step.is_later],
        later=[step for step in plain if step.is_later],
        kindred=[step for step in steps if step.kind in _KINDRED],
        unsettled=[other for other in _others(visit, report) if other not in settled],
    )


def _others(visit: Visit, report: Report | None) -> list[str]:
    """List the other reports of the same municipality, of other plans."""
    if report is None:
        return []
    return [
        other.id
        for other in visit.site.reports.values()
        if other.municipality == report.municipality and other.plan != report.plan
    ]


def _step(visit: Visit, mapping: Resource, iri: str, names: dict[str, Named]) -> Step:
    is_later = mapping.text("sl:mapsFrom") == iri
    other = names[mapping.text("sl:mapsTo" if is_later else "sl:mapsFrom")]
    kind = names[mapping.text("sl:hasMappingKind")]
    confidence = mapping.value("sl:confidence")
    # The other side of what is new or discontinued is a mark that says so, not an element.
    is_there = bool(other.classes)
    return Step(
        iri=mapping.iri,
        is_later=is_later,
        report=local_name(mapping.text("sl:mapsToReport" if is_later else "sl:mapsFromReport")),
        other=other.iri if is_there else "",
        other_code=other.code if is_there else "",
        other_name=other.name("fi") if is_there else "",
        kind=kind.code or local_name(kind.iri),
        kind_name=kind.name(visit.language),
        reason=mapping.text("sl:reason"),
        reason_language=next(iter(mapping.by_language("sl:reason")), "en"),
        confidence=float(confidence) if isinstance(confidence, int | float) else 1.0,
        reviewer=mapping.text("sl:reviewer"),
        reviewed=mapping.text("sl:reviewDate"),
    )
