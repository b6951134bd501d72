"""Pages of what joins things: linkages between units or elements, and mappings between strategies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from strategylinks.querying.library import select
from strategylinks.web.facts.describing import (
    Named,
    Place,
    Resource,
    describe,
    local_name,
    names_of,
    places_of,
)
from strategylinks.web.facts.trees import Holder, holder_of
from strategylinks.web.pages.things_tables import Known, evidence_table, table
from strategylinks.web.visit import Visit

_ENDS = ("sl:linksFrom", "sl:linksTo", "sl:linksThrough", "sl:linksFromUnit", "sl:linksToUnit")


@dataclass(frozen=True, slots=True)
class Joined:
    """Hold a linkage with its ends and what it rests on."""

    iri: str
    kind: str
    is_directed: bool
    report: str
    ends: Mapping[str, Sequence[Holder]]
    weight: object
    confidence: float
    doubts: Sequence[str]


def joined(visit: Visit, iris: Sequence[str]) -> list[Joined]:
    """Read linkages with the names of their ends."""
    read = describe(visit.site.engine, iris)
    wanted = [iri for one in read.values() for name in (*_ENDS, "sl:hasLinkageKind") for iri in one.texts(name)]
    names = names_of(visit.site.engine, wanted)
    return [_joined(visit, one, names) for one in read.values() if one.is_a("sl:Linkage")]


def _joined(visit: Visit, one: Resource, names: Mapping[str, Named]) -> Joined:
    confidence = one.value("sl:confidence")
    return Joined(
        iri=one.iri,
        kind=names[one.text("sl:hasLinkageKind")].name(visit.language),
        is_directed=one.value("sl:isDirected") is True,
        report=local_name(one.text("sl:isStatedIn")),
        ends={end.removeprefix("sl:"): [_end(visit, names[iri]) for iri in one.texts(end)] for end in _ENDS},
        weight=one.value("sl:weight"),
        confidence=float(confidence) if isinstance(confidence, int | float) else 1.0,
        doubts=one.texts("sl:doubt"),
    )


def _end(visit: Visit, named: Named) -> Holder:
    """Name an end: a unit by its abbreviation, an element by code and name, a thing of the register by its name."""
    if any(local_name(one) == "OrganizationalUnit" for one in named.classes):
        return holder_of(named, "unit", visit.language)
    name = named.name(visit.language)
    is_registered = any(local_name(one) in ("Partner", "Initiative", "System") for one in named.classes)
    return Holder(named.iri, name if is_registered or not named.code else f"{named.code} {name}", name, "")


def show_linkage(visit: Visit, linkage: Resource) -> Known:
    """Collect what is known of a linkage, with its evidence."""
    one = joined(visit, [linkage.iri])[0]
    evidence = linkage.texts("sl:hasEvidence")
    found = places_of(visit.site.engine, evidence)
    texts = describe(visit.site.engine, evidence)
    places = [place for iri in evidence for place in found.get(iri, ())]
    said = [texts[iri].text("sl:text") for iri in evidence if iri in texts and not found.get(iri)]
    kind = describe(visit.site.engine, linkage.texts("sl:hasLinkageKind"))
    meanings = [resource.by_language("skos:definition") for resource in kind.values()]
    content = {
        "link": one,
        "places": sorted(dict.fromkeys(places), key=lambda place: (place.report, place.first, place.quote)),
        "said": said,
        "meaning": next(iter(meanings), {}),
        "has_sources": True,
        "title": f"{_listed(one, 'linksFrom')} {'→' if one.is_directed else '↔'} {_listed(one, 'linksTo')}",
    }
    data = {"linkage": asdict(one), "evidence": [asdict(place) for place in places]}
    return Known("things-linkage.html.jinja", content, data, [evidence_table(visit, places)])


def _listed(one: Joined, end: str) -> str:
    return ", ".join(holder.short for holder in one.ends[end])


def show_mapping(visit: Visit, mapping: Resource) -> Known:
    """Collect what is known of a mapping: both sides, the relation, who settled it and why."""
    links = ("sl:mapsFrom", "sl:mapsTo", "sl:hasMappingKind", "sl:hasMappingRelation", "sl:hasJustification")
    names = names_of(visit.site.engine, [mapping.text(link) for link in links if mapping.text(link)])
    sides = [
        {
            "report": local_name(mapping.text(f"{end}Report")),
            "element": _end(visit, names[mapping.text(end)]) if names[mapping.text(end)].classes else None,
            "code": names[mapping.text(end)].code,
        }
        for end in ("sl:mapsFrom", "sl:mapsTo")
    ]
    places = [p for found in places_of(visit.site.engine, mapping.texts("sl:hasEvidence")).values() for p in found]
    kind = names[mapping.text("sl:hasMappingKind")]
    content = {
        "sides": sides,
        "mapping_kind": kind.name(visit.language),
        "relation": local_name(mapping.text("sl:hasMappingRelation")),
        "justification": local_name(mapping.text("sl:hasJustification")),
        "cardinality": mapping.text("sl:cardinality"),
        "confidence": mapping.value("sl:confidence"),
        "reason": mapping.text("sl:reason"),
        "reason_language": next(iter(mapping.by_language("sl:reason")), "en"),
        "reviewer": mapping.text("sl:reviewer"),
        "reviewed": mapping.text("sl:reviewDate"),
        "is_accepted": mapping.value("sl:accepted") is True,
        "places": places,
        "has_sources": True,
        "title": _sides(sides, kind.name(visit.language)),
    }
    shown = ("relation", "justification", "cardinality", "confidence", "reason", "reviewer", "reviewed", "is_accepted")
    data = {"kind": kind.code, **{key: content[key] for key in shown}, "evidence": [asdict(place) for place in places]}
    return Known("things-mapping.html.jinja", content, data, [evidence_table(visit, places)])


def _sides(sides: Sequence[Mapping[str, object]], kind: str) -> str:
    named = [side["element"].short if isinstance(side["element"], Holder) else "–" for side in sides]
    return f"{named[0]} → {named[1]}" if any(one != "–" for one in named) else kind


def show_named(visit: Visit, thing: Resource) -> Known:
    """Collect what is known of a partner, initiative or system: where it is named, and whom it joins."""
    node = ox.NamedNode(thing.iri)
    mentions = list(select(visit.site.engine, "pages/thing-mentions", thing=node))
    names = names_of(visit.site.engine, [row["element"] or "" for row in mentions])
    linkages = [row["linkage"] or "" for row in select(visit.site.engine, "pages/thing-linkages", thing=node)]
    links = joined(visit, linkages)
    by_report: dict[str, dict[str, list[Place]]] = {}
    for row in mentions:
        place = Place(row["report"] or "", int(row["first"] or 0), int(row["last"] or 0), row["text"] or "")
        by_report.setdefault(place.report, {}).setdefault(row["element"] or "", []).append(place)
    content = {
        "names": thing.by_language("skos:prefLabel"),
        "labels": thing.texts("skos:altLabel"),
        "mentions": by_report,
        "elements": names,
        "mention_count": len(mentions),
        "links": links,
        "units": _units_of(links),
    }
    data = {"mentions": mentions, "linkages": [asdict(one) for one in links]}
    rows = table(visit, "mentions", ("report", "written", "text", "first", "last"), mentions)
    return Known("things-named.html.jinja", content, data, [rows] if mentions else [])


def _units_of(links: Sequence[Joined]) -> list[Holder]:
    found = {h.iri: h for one in links for end in ("linksFromUnit", "linksToUnit") for h in one.ends[end]}
    return sorted(found.values(), key=lambda holder: holder.short)
