"""Remember the answers of a graph that does not change: what one page asked, others ask again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.engine import Engine, Solutions

#: So many terms of answers are kept at most, some tens of megabytes; a larger share is never one answer's.
_MOST_TERMS, _LARGEST_SHARE = 300_000, 4


class RememberingEngine:
    """Answer from another engine, and each SELECT only once while its answer is kept."""

    def __init__(self, engine: Engine, most_terms: int = _MOST_TERMS) -> None:
        self._engine, self._most = engine, most_terms
        self._known: OrderedDict[str, Solutions] = OrderedDict()
        self._terms = 0
        self._lock = threading.Lock()

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query."""
        with self._lock:
            if query in self._known:
                self._known.move_to_end(query)
                return self._known[query]
        answer = self._engine.select(query)
        with self._lock:
            self._keep(query, answer)
        return answer

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return self._engine.ask(query)

    def construct(self, query: str) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        return self._engine.construct(query)

    def insert(self, graph: URIRef, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph, after which nothing that is remembered holds."""
        self._engine.insert(graph, triples)
        self._forget()

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph, after which nothing that is remembered holds."""
        self._engine.remove(graph)
        self._forget()

    def dump(self, graph: URIRef) -> bytes:
        """Give a named graph as N-Triples."""
        return self._engine.dump(graph)

    def _keep(self, query: str, answer: Solutions) -> None:
        size = _size(answer)
        if query in self._known or size * _LARGEST_SHARE > self._most:
            return
        self._known[query] = answer
        self._terms += size
        while self._terms > self._most:
            _, forgotten = self._known.popitem(last=False)
            self._terms -= _size(forgotten)

    def _forget(self) -> None:
        with self._lock:
            self._known.clear()
            self._terms = 0


def _size(answer: Solutions) -> int:
    # An answer without rows takes room, too.
    return (len(answer.rows) + 1) * len(answer.variables)
