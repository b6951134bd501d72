"""The words of files and pages in fi, sv and en: our own from a file, names of concepts from the SKOS schemes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS
from rdflib.term import Node

from strategylinks.resources import resource_root
from strategylinks.table import Texts, in_language

_FILE = Path(__file__).resolve().parent.parent / "templates" / "words.toml"


def words(section: str, language: str) -> dict[str, str]:
    """Give the words of a section of ``templates/words.toml`` in a language."""
    return {name: in_language(texts, language) for name, texts in _sections()[section].items()}


def concept_names(scheme: str, language: str) -> dict[str, str]:
    """Give the names of the concepts of a SKOS scheme in a language, by their notation."""
    return {notation: in_language(texts, language) for notation, texts in _schemes().get(scheme, {}).items()}


def edge_kind_names(language: str) -> dict[str, str]:
    """Give the names of all kinds of edges: structure, roles of units, linkages."""
    own = words("edge-kind", language)
    return own | concept_names("role", language) | concept_names("linkage-kind", language)


def class_names(language: str) -> dict[str, str]:
    """Give the names of the classes of the ontology in a language, by their IRI."""
    return {iri: in_language(texts, language) for iri, texts in _classes().items()}


@cache
def _sections() -> Mapping[str, Mapping[str, Texts]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _schemes() -> Mapping[str, Mapping[str, Texts]]:
    graph = _ontology("schemes.ttl")
    schemes: dict[str, dict[str, Texts]] = {}
    for concept, scheme in sorted(graph.subject_objects(SKOS.inScheme)):
        notation = str(graph.value(concept, SKOS.notation))
        schemes.setdefault(str(scheme).rsplit("/", 1)[-1], {})[notation] = _labels(graph, concept)
    return schemes


@cache
def _classes() -> Mapping[str, Texts]:
    graph = _ontology("strategy.ttl")
    return {str(term): _labels(graph, term) for term in graph.subjects(RDF.type, OWL.Class)}


def _ontology(name: str) -> Graph:
    return Graph().parse(resource_root() / "ontology" / name)


def _labels(graph: Graph, term: Node) -> Texts:
    return {getattr(label, "language", ""): str(label) for label in graph.objects(term, SKOS.prefLabel)}
