"""The default engine: an Oxigraph store in this process, on disk or in memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.engine import Solutions
from strategylinks.errors import QueryError


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Answer SPARQL from a store in this process."""

    store: ox.Store

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query."""
        found = self._answer(query)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("this is no SELECT query", do="Use one that begins with SELECT.")
        variables = tuple(variable.value for variable in found.variables)
        return Solutions(variables, [tuple(solution[name] for name in variables) for solution in found])

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        found = self._answer(query)
        if not isinstance(found, ox.QueryBoolean):
            raise QueryError("this is no ASK query", do="Use one that begins with ASK.")
        return bool(found)

    def construct(self, query: str) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        found = self._answer(query)
        if not isinstance(found, ox.QueryTriples):
            raise QueryError("this is no CONSTRUCT or DESCRIBE query", do="Use one that begins with CONSTRUCT.")
        return list(found)

    def insert(self, graph: URIRef, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph."""
        name = ox.NamedNode(str(graph))
        self.store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph, if it is there."""
        self.store.remove_graph(ox.NamedNode(str(graph)))

    def dump(self, graph: URIRef) -> bytes:
        """Give a named graph as N-Triples; a graph that is not there is empty."""
        return self.store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(str(graph))) or b""

    def _answer(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        try:
            return self.store.query(query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise QueryError(f"not SPARQL 1.1: {error}", do="Mend the query.") from error
