"""The description of a thing as RDF: what is said of it, the facts about it, and the places that they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from strategylinks.engines.engine import Engine
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.graph.serialising import as_turtle
from strategylinks.querying.library import select, solve
from strategylinks.resources import resource_root

_SCHEMA = "https://schema.org/"
_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()} | {"schema": _SCHEMA}


def description(engine: Engine, iri: str) -> list[ox.Triple]:
    """Read the triples that describe a thing, each once and in a stable order."""
    found = solve(engine, "pages/thing-description", thing=ox.NamedNode(iri))
    triples = {
        ox.Triple(subject, property_, value)
        for subject, property_, value in found.rows
        if isinstance(subject, ox.NamedNode | ox.BlankNode)
        and isinstance(property_, ox.NamedNode)
        and value is not None
    }
    return sorted(triples, key=str)


def to_turtle(engine: Engine, iri: str) -> bytes:
    """Write the description as Turtle."""
    return as_turtle(description(engine, iri))


def to_ntriples(engine: Engine, iri: str) -> bytes:
    """Write the description as N-Triples."""
    return ox.serialize(description(engine, iri), format=ox.RdfFormat.N_TRIPLES) or b""


def to_jsonld(engine: Engine, iri: str) -> bytes:
    """Write the description as JSON-LD, with the classes of schema.org beside our own where they are aligned."""
    triples = description(engine, iri)
    typed = [
        (triple, triple.object)
        for triple in triples
        if triple.predicate.value == str(RDF.type) and isinstance(triple.object, ox.NamedNode)
    ]
    aligned = _aligned(engine, {class_ for _, class_ in typed})
    added = {
        ox.Triple(triple.subject, triple.predicate, ox.NamedNode(theirs))
        for triple, class_ in typed
        for theirs in aligned.get(class_.value, ())
    }
    content = ox.serialize([*triples, *sorted(added, key=str)], format=ox.RdfFormat.JSON_LD, prefixes=_PREFIXES)
    data: Any = json.loads(content or b"{}")
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()


def _aligned(engine: Engine, classes: Iterable[ox.NamedNode]) -> dict[str, list[str]]:
    """Give the classes of schema.org for classes of ours: those of the class itself or of what it is a kind of."""
    alignment = _alignment()
    above: dict[str, list[str]] = {}
    for row in select(engine, "pages/superclasses"):
        above.setdefault(row["class"] or "", []).append(row["parent"] or "")
    return {
        class_.value: sorted({alignment[one] for one in _upwards(class_.value, above) if one in alignment})
        for class_ in classes
    }


def _upwards(class_: str, above: Mapping[str, Sequence[str]]) -> set[str]:
    """Give a class and all that it is a kind of; not by a path, at which Virtuoso balks."""
    found: set[str] = set()
    waiting = [class_]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += above.get(one, ())
    return found


@cache
def _alignment() -> dict[str, str]:
    """Read which class of schema.org each of our classes is meant like, from the reviewed alignment."""
    graph = Graph().parse(resource_root() / "ontology" / "alignments" / "schema-org.ttl")
    return {
        str(ours): str(theirs)
        for how in (RDFS.subClassOf, SKOS.closeMatch)
        for ours, theirs in graph.subject_objects(how)
        if isinstance(theirs, URIRef) and str(theirs).startswith(_SCHEMA)
    }
