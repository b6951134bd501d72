"""Anything in the graph as it is: its class, what is said of it, what points to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.engines.engine import Term
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.querying.library import select
from strategylinks.web import words
from strategylinks.web.facts.describing import (
    Named,
    Place,
    Resource,
    curie,
    expand,
    local_name,
    names_of,
    places_of,
    text_of,
)
from strategylinks.web.visit import Visit

#: What the page says elsewhere, so that the table of properties leaves it out.
_SAID = ("rdf:type", "sl:hasSource", "sl:firstLine", "sl:lastLine")
#: Terms of other vocabularies that the graph has no labels for: they are words of ours.
_TERMS = frozenset(
    {"org:OrganizationalUnit", "org:Post", "org:ChangeEvent", "org:unitOf", "org:classification"}
    | {"org:originalOrganization", "org:resultingOrganization", "skos:Concept", "skos:prefLabel", "skos:altLabel"}
    | {"skos:notation", "skos:inScheme", "skos:broader", "skos:definition", "skos:exactMatch", "skos:closeMatch"}
    | {"skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch", "dcterms:title", "dcterms:identifier"}
    | {"dcterms:publisher", "dcterms:date", "dcterms:issued", "dcterms:subject", "dcterms:replaces"}
    | {"dcterms:hasVersion", "oa:hasSource", "oa:hasSelector", "prov:used", "prov:wasDerivedFrom"}
    | {"prov:wasGeneratedBy", "rdfs:isDefinedBy"}
)
#: What has no page in a static site: other pages hold it.
_WITHOUT_PAGE = frozenset(
    {
        "Fact",
        "SourceSpan",
        "Evidence",
        "Mention",
        "ElementMention",
        "Responsibility",
        "Target",
        "Baseline",
        "Measurement",
    }
    | {"ProgressNote", "Risk", "StatusAssessment", "SkippedPassage", "Figure", "GlossaryTerm", "Passage", "Note"}
    | {"ReportedTotal", "CrossReference", "DeviationNote", "ReportingPeriod", "ReaderRun"}
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a value: a text in a language, or a link to something that has a name."""

    text: str
    language: str = ""
    address: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line of the table: a property in words and its values."""

    property: str
    label: str
    values: Sequence[Shown]
    more: int = 0


@dataclass(frozen=True, slots=True)
class General:
    """Hold what can be said of anything."""

    iri: str
    title: str
    language: str
    code: str
    classes: Sequence[str]
    lines: Sequence[Line]
    incoming: Sequence[Line]
    places: Sequence[Place]
    definition: str = ""
    definition_language: str = ""


def general_facts(visit: Visit, resource: Resource) -> General:
    """Collect what can be said of anything: for what has no page of its own kind, and below those that have."""
    engine = visit.site.engine
    counts = _incoming(visit, resource.iri)
    others = {name: _pointing(visit, resource.iri, name) for name in counts}
    links = [text_of(t) for terms in resource.statements.values() for t, _ in terms if isinstance(t, ox.NamedNode)]
    properties = [expand_known(name) for name in (*resource.statements, *counts)]
    names = names_of(engine, [resource.iri, *links, *properties, *(iri for all_ in others.values() for iri in all_)])
    own = names[resource.iri]
    classes = [_capital(label_of(names, curie(iri), visit.language)) for iri in own.classes]
    places = places_of(engine, [resource.iri])[resource.iri]
    definitions = resource.by_language("skos:definition")
    return General(
        iri=resource.iri,
        # What has no name is called by what it is.
        title=own.name(visit.language) if own.names or not classes else classes[0],
        language=own.language(visit.language),
        code=own.code,
        classes=classes,
        lines=[
            Line(name, label_of(names, name, visit.language), [_shown(visit, names, t) for t in resource.terms(name)])
            for name in resource.statements
            if name not in _SAID
        ],
        incoming=[
            Line(
                name,
                label_of(names, name, visit.language),
                [_linked(visit, names, iri) for iri in others[name]],
                counts[name] - len(others[name]),
            )
            for name in counts
        ],
        places=places,
        definition=next(iter(definitions.values()), ""),
        definition_language=next(iter(definitions), ""),
    )


def expand_known(name: str) -> str:
    """Write the whole IRI of a short name; one that has no prefix of ours is whole already."""
    return expand(name) if name.partition(":")[0] in PREFIXES else name


def label_of(names: dict[str, Named], name: str, language: str) -> str:
    """Give the label of a property, or its short name where nobody has labelled it."""
    known = names.get(expand_known(name))
    if known and known.names:
        return known.name(language)
    return words.say(language, f"things.term-{name.replace(':', '-')}") if name in _TERMS else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _has_page(visit: Visit, iri: str, named: Named | None) -> bool:
    """Tell whether there is a page to link to: none for a blank node, nor for each fact in a static site."""
    if visit.is_live or not iri.startswith("http"):
        return iri.startswith("http")
    classes = {local_name(one) for one in named.classes} if named else set()
    return iri.startswith(visit.site.base) and bool(classes) and not classes & _WITHOUT_PAGE


def _incoming(visit: Visit, iri: str) -> dict[str, int]:
    rows = select(visit.site.engine, "pages/thing-incoming-counts", thing=ox.NamedNode(iri))
    return {curie(row["property"] or ""): int(row["count"] or 0) for row in rows if row["property"]}


def _pointing(visit: Visit, iri: str, name: str) -> list[str]:
    bound = {"thing": ox.NamedNode(iri), "property": ox.NamedNode(expand_known(name))}
    return [row["other"] or "" for row in select(visit.site.engine, "pages/thing-incoming", **bound)]


def _shown(visit: Visit, names: dict[str, Named], term: Term) -> Shown:
    if isinstance(term, ox.NamedNode):
        return _linked(visit, names, term.value)
    literal = term if isinstance(term, ox.Literal) else None
    return Shown(text_of(term), (literal.language or "") if literal else "")


def _linked(visit: Visit, names: dict[str, Named], iri: str) -> Shown:
    named = names.get(iri)
    address = visit.thing(iri) if _has_page(visit, iri, named) else ""
    if named is None or not named.names:
        return Shown(visit.site.local(iri) or local_name(iri), "", address)
    return Shown(named.name(visit.language), named.language(visit.language), address, named.code)
