"""What is remembered of a graph: the same answers, each asked once, and never too much."""

from __future__ import annotations

import threading
from functools import partial

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Solutions
from strategylinks.web.kept.remembering import RememberingEngine
from strategylinks.web.kept.shelf import Shelf

_ALL = "SELECT ?s ?o WHERE { ?s ?p ?o }"


class Counting(EmbeddedEngine):
    """Count what it is asked."""

    asked: list[str] = []  # noqa: RUF012

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query, and note it."""
        self.asked.append(query)
        return super().select(query)


def _engine() -> Counting:
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"http://a/{n}"), ox.NamedNode("http://p"), ox.Literal(n)) for n in range(10))
    Counting.asked = []
    return Counting(store)


def test_an_answer_is_asked_once() -> None:
    engine = _engine()
    remembering = RememberingEngine(engine)
    assert len(remembering.select(_ALL).rows) == len(remembering.select(_ALL).rows) == 10
    assert engine.asked == [_ALL]


def test_what_was_not_asked_longest_is_forgotten_first() -> None:
    engine = _engine()
    remembering = RememberingEngine(engine, most_terms=30)
    queries = [f"SELECT ?s WHERE {{ ?s ?p {n} }} # {'x' * n}" for n in range(40)]
    for query in queries:
        remembering.select(query)
    remembering.select(queries[-1])
    assert len(engine.asked) == 40
    remembering.select(queries[0])
    assert len(engine.asked) == 41


def test_an_answer_that_is_a_large_part_of_all_is_not_kept() -> None:
    engine = _engine()
    remembering = RememberingEngine(engine, most_terms=50)
    remembering.select(_ALL)
    remembering.select(_ALL)
    assert len(engine.asked) == 2


def test_nothing_is_remembered_of_a_graph_that_changed() -> None:
    engine = _engine()
    remembering = RememberingEngine(engine)
    before = len(remembering.select(_ALL).rows)
    triple = ox.Triple(ox.NamedNode("http://b"), ox.NamedNode("http://p"), ox.Literal("new"))
    remembering.insert(URIRef("http://g"), [triple])
    assert len(remembering.select(_ALL).rows) == before + 1


def test_a_shelf_makes_each_thing_once_and_keeps_the_last() -> None:
    shelf, made = Shelf(most=2), []

    def make(name: str) -> str:
        made.append(name)
        return name

    threads = [threading.Thread(target=lambda: shelf.get("a", lambda: make("a"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["a"]
    for name in ("b", "a", "c", "a", "b"):
        shelf.get(name, partial(make, name))
    assert made == ["a", "b", "c", "b"]
