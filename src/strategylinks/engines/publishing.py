"""Put named graphs on a server, all of them or none.

The graphs are first staged beside those in use, in as many requests as it takes, and then put in their place by one
update operation: servers such as Virtuoso run only a single operation as a whole. Since questions are answered from
the union of all graphs, a staged triple has a marked predicate, so that no question finds it before its time.

A graph of its own says which graph is staged for which. The operation takes that away; repeated, it does nothing.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pyoxigraph as ox
from rdflib import Graph, URIRef

from strategylinks.engines.remote import RemoteEngine
from strategylinks.engines.requesting import NoAnswerError
from strategylinks.errors import GraphStoreError, StrategyLinksError

#: The triples of a graph, in either library's form.
Triples = Graph | Iterable[ox.Triple]
#: Named graphs, all at once or one after the other.
Graphs = Mapping[URIRef, Graph] | Iterable[tuple[URIRef, Triples]]

_STAGING = "urn:strategylinks:staging:"
_MARK = "urn:strategylinks:staged:"
_SINCE, _HOLDS, _FOR = (ox.NamedNode(f"{_STAGING}{name}") for name in ("since", "holds", "for"))
_NOTHING = ox.NamedNode(f"{_STAGING}nothing")
_DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
#: A publication that is older than this belongs to nobody any more.
_ABANDONED = timedelta(days=1)

_PLAN = "urn:strategylinks:staging:plan"
_SWITCH = f"""
DELETE {{ GRAPH ?target {{ ?s ?p ?o }} GRAPH <{_PLAN}> {{ ?staged {_FOR} ?target }} }}
INSERT {{ GRAPH ?target {{ ?subject ?predicate ?object }} }}
WHERE {{
  {{ GRAPH <{_PLAN}> {{ ?staged {_FOR} ?target }} GRAPH ?target {{ ?s ?p ?o }} }}
  UNION
  {{
    GRAPH <{_PLAN}> {{ ?staged {_FOR} ?target }}
    GRAPH ?staged {{ ?subject ?marked ?object }}
    BIND(IRI(STRAFTER(STR(?marked), "{_MARK}")) AS ?predicate)
  }}
}}"""
_PENDING = f"ASK {{ GRAPH <{_PLAN}> {{ ?staged {_FOR} ?target }} }}"
_STAGED = f"SELECT ?staged WHERE {{ GRAPH <{_PLAN}> {{ <{_PLAN}> {_HOLDS} ?staged }} }}"
_PLANS = f"SELECT ?plan ?since WHERE {{ GRAPH ?plan {{ ?plan {_SINCE} ?since }} }}"
_IN_USE = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s a ?class } }"


class _Publication:
    """Stage graphs on a server, and put them in place."""

    def __init__(self, engine: RemoteEngine, plan: str = "") -> None:
        self._engine = engine
        self._plan = ox.NamedNode(plan or f"{_STAGING}{uuid.uuid4().hex}")
        self._count = 0

    def begin(self) -> None:
        now = ox.Literal(datetime.now(UTC).isoformat(timespec="seconds"), datatype=_DATE_TIME)
        self._note(ox.Triple(self._plan, _SINCE, now))

    def stage(self, target: URIRef, graph: Triples) -> None:
        staged = ox.NamedNode(f"{self._plan.value}:{self._count}")
        self._count += 1
        self._note(ox.Triple(self._plan, _HOLDS, staged), ox.Triple(staged, _FOR, ox.NamedNode(str(target))))
        self._engine.insert(URIRef(staged.value), _marked(graph))

    def empty(self, target: ox.NamedNode) -> None:
        self._note(ox.Triple(_NOTHING, _FOR, target))

    def put_in_place(self) -> None:
        """Put all graphs in place; raise GraphStoreError where they are not, or where nobody can tell."""
        try:
            self._engine.update(self._of_plan(_SWITCH))
        except NoAnswerError as error:
            if self._is_pending():
                raise GraphStoreError(
                    "the server did not say whether the graphs are in place",
                    where=error.where,
                    do="It may still be at work: look, and publish again.",
                ) from error
        except BaseException:
            self.remove()
            raise
        self.remove()

    def remove(self) -> None:
        """Remove what is staged; what cannot be removed now is swept by a later publication."""
        with contextlib.suppress(StrategyLinksError):
            staged = [name for (name,) in self._engine.select(self._of_plan(_STAGED)).rows]
            # The plan goes first: without it, a server that is late does not put half a graph in place.
            for name in (self._plan, *staged):
                if isinstance(name, ox.NamedNode):
                    self._engine.remove(URIRef(name.value))

    def _is_pending(self) -> bool:
        try:
            return self._engine.ask(self._of_plan(_PENDING))
        except StrategyLinksError:
            return True

    def _note(self, *triples: ox.Triple) -> None:
        self._engine.insert(URIRef(self._plan.value), triples)

    def _of_plan(self, text: str) -> str:
        return text.replace(_PLAN, self._plan.value)


def publish(engine: RemoteEngine, graphs: Graphs, *, only_below: str = "") -> None:
    """Put named graphs in the place of those of the same names on a server, all of them or none.

    With ``only_below``, graphs whose names begin with it and are not among these are removed in the same step.
    Raise GraphStoreError where it fails: the graphs in use are then as before.
    """
    _sweep(engine)
    publication = _Publication(engine)
    try:
        publication.begin()
        names = set()
        for name, graph in graphs.items() if isinstance(graphs, Mapping) else graphs:
            publication.stage(name, graph)
            names.add(str(name))
        for obsolete in _obsolete(engine, only_below, names):
            publication.empty(obsolete)
    except BaseException:
        publication.remove()
        raise
    publication.put_in_place()


def graphs_of(store: ox.Store) -> Iterator[tuple[URIRef, Iterator[ox.Triple]]]:
    """Give the named graphs of an embedded store, as they are published."""
    for name in sorted(store.named_graphs(), key=str):
        yield URIRef(str(name.value)), (quad.triple for quad in store.quads_for_pattern(None, None, None, name))


def _marked(graph: Triples) -> Iterator[ox.Triple]:
    for triple in _triples(graph) if isinstance(graph, Graph) else graph:
        yield ox.Triple(triple.subject, ox.NamedNode(_MARK + triple.predicate.value), triple.object)


def _triples(graph: Graph) -> Iterator[ox.Triple]:
    content = graph.serialize(format="nt", encoding="utf-8")
    return (quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES))


def _obsolete(engine: RemoteEngine, only_below: str, names: set[str]) -> Iterator[ox.NamedNode]:
    if only_below:
        for (graph,) in engine.select(_IN_USE).rows:
            if isinstance(graph, ox.NamedNode) and graph.value.startswith(only_below) and graph.value not in names:
                yield graph


def _sweep(engine: RemoteEngine) -> None:
    """Remove what publications have left that were broken off long ago."""
    for plan, since in engine.select(_PLANS).rows:
        if isinstance(plan, ox.NamedNode) and isinstance(since, ox.Literal):
            began = datetime.fromisoformat(since.value)
            if datetime.now(UTC) - began.replace(tzinfo=began.tzinfo or UTC) > _ABANDONED:
                _Publication(engine, plan.value).remove()
