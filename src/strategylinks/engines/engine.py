"""What every engine can do: answer SPARQL over the union of all named graphs, and take in triples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox
from rdflib import URIRef

#: An RDF term as engines answer it.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """Hold the answer of a SELECT query; a term is None where its variable is unbound."""

    variables: Sequence[str]
    rows: Sequence[Sequence[Term | None]]


class Engine(Protocol):
    """Answer SPARQL 1.1; patterns outside GRAPH see the union of all named graphs."""

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query."""

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""

    def construct(self, query: str) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""

    def insert(self, graph: URIRef, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph."""

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph, if it is there."""

    def dump(self, graph: URIRef) -> bytes:
        """Give a named graph as N-Triples; a graph that is not there is empty."""
