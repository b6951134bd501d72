"""Descriptions of things in the graph: what is said of them, what they are called, where they stand in reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.engines.engine import Engine, Solutions, Term
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.querying.asking import value_of
from strategylinks.querying.library import Bound, select, solve
from strategylinks.table import Texts, Value

#: So many things are asked about in one query.
_AT_ONCE = 200
_EXPANDED = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
#: What things are called by, the best first.
_NAMES = ("skos:prefLabel", "dcterms:title", "rdfs:label", "dcterms:identifier", "skos:notation")
#: Names that stand in the graph without a language.
_ANY = "fi"


@dataclass(frozen=True, slots=True)
class Place:
    """Hold lines of a report and their words."""

    report: str
    first: int
    last: int
    quote: str


@dataclass(frozen=True, slots=True)
class Named:
    """Hold what something is called: its code where it has one, its names by language, its classes."""

    iri: str
    code: str
    names: Texts
    classes: Sequence[str]

    def name(self, language: str) -> str:
        """Give the name in a language, in Finnish where it lacks one, at last the end of the IRI."""
        return next((self.names[one] for one in (language, _ANY, "en") if one in self.names), local_name(self.iri))

    def language(self, language: str) -> str:
        """Give the language that its name is in."""
        return next((one for one in (language, _ANY, "en") if one in self.names), language)


@dataclass(frozen=True, slots=True)
class Resource:
    """Hold what is said of something: its values by the short name of the property, each with who says so."""

    iri: str
    statements: Mapping[str, Sequence[tuple[Term, str]]]

    def terms(self, name: str) -> list[Term]:
        """List the values of a property, each once."""
        return list(dict.fromkeys(term for term, _ in self.statements.get(name, ())))

    def texts(self, name: str) -> list[str]:
        """List the values of a property as texts or IRIs."""
        return list(dict.fromkeys(text_of(term) for term in self.terms(name)))

    def text(self, name: str) -> str:
        """Give the first value of a property, empty where there is none."""
        return next(iter(self.texts(name)), "")

    def value(self, name: str) -> Value:
        """Give the first value of a property as Python has it."""
        return next((value_of(term) for term in self.terms(name)), None)

    def by_language(self, name: str) -> dict[str, str]:
        """Give the values of a property by language."""
        literals = [term for term in self.terms(name) if isinstance(term, ox.Literal)]
        return {literal.language or _ANY: literal.value for literal in reversed(literals)}

    def is_a(self, *classes: str) -> bool:
        """Tell whether it is of one of some classes, given by their short names."""
        return any(curie(iri) in classes for iri in self.texts("rdf:type"))


def curie(iri: str) -> str:
    """Shorten an IRI by the usual prefixes; one of another vocabulary stays as it is."""
    for prefix, namespace in _EXPANDED.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def expand(name: str) -> str:
    """Write the whole IRI of a short name."""
    prefix, _, local = name.partition(":")
    return _EXPANDED[prefix] + local


def local_name(iri: str) -> str:
    """Give the last part of an IRI."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def text_of(term: Term | None) -> str:
    """Give a term as a text."""
    return "" if term is None else str(getattr(term, "value", term))


def node(iri: str) -> ox.NamedNode | None:
    """Make a term of what a visitor wrote; None where that is no IRI."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        return None


def describe(engine: Engine, iris: Iterable[str]) -> dict[str, Resource]:
    """Read all that is said of things; of what is not in the graph, nothing is said."""
    return {thing: resource for part in _parts(iris) for thing, resource in _read(engine, "statements", thing=part)}


def facts_about(engine: Engine, iri: str) -> list[Resource]:
    """Read the facts about something: responsibilities, indicators, statuses, texts."""
    return [resource for _, resource in _read(engine, "facts", about=ox.NamedNode(iri))]


def names_of(engine: Engine, iris: Iterable[str]) -> dict[str, Named]:
    """Read what things are called; everything asked for is there, nameless things by the end of their IRI."""
    wanted = list(dict.fromkeys(iris))
    read: dict[str, Resource] = {}
    for part in _parts(wanted):
        read |= dict(_read(engine, "names", thing=part))
    return {iri: _named(read.get(iri, Resource(iri, {}))) for iri in wanted}


def places_of(engine: Engine, iris: Iterable[str]) -> dict[str, list[Place]]:
    """Read where things stand in reports."""
    places: dict[str, list[Place]] = defaultdict(list)
    for part in _parts(iris):
        for row in select(engine, "pages/thing-places", thing=part):
            place = Place(row["report"] or "", int(row["first"] or 0), int(row["last"] or 0), row["quote"] or "")
            places[row["thing"] or ""].append(place)
    return places


def _parts(iris: Iterable[str]) -> Iterator[list[ox.NamedNode]]:
    nodes = [found for iri in dict.fromkeys(iris) if (found := node(iri)) is not None]
    for start in range(0, len(nodes), _AT_ONCE):
        yield nodes[start : start + _AT_ONCE]


def _read(engine: Engine, query: str, **bound: Bound) -> Iterator[tuple[str, Resource]]:
    solutions: Solutions = solve(engine, f"pages/thing-{query}", **bound)
    read: dict[str, dict[str, list[tuple[Term, str]]]] = defaultdict(lambda: defaultdict(list))
    for thing, graph, property_, value in solutions.rows:
        if value is not None:
            read[text_of(thing)][curie(text_of(property_))].append((value, text_of(graph)))
    for iri, statements in read.items():
        yield iri, Resource(iri, statements)


def _named(resource: Resource) -> Named:
    names = next((found for name in _NAMES if (found := resource.by_language(name))), {})
    return Named(resource.iri, resource.text("skos:notation"), names, resource.texts("rdf:type"))
