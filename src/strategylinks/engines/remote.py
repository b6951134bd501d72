"""An engine on a server: the SPARQL 1.1 Protocol, and the Graph Store Protocol where it is there.

Cut answers are errors. Servers cut them silently: Virtuoso after a number of rows, Oxigraph at its time limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox
import requests
from rdflib import URIRef

from strategylinks.engines.addresses import Addresses, read_addresses
from strategylinks.engines.engine import Solutions
from strategylinks.engines.reading import cut_by_rows, read_solutions, read_triples, read_truth
from strategylinks.engines.requesting import Http, Patience, Request
from strategylinks.errors import GraphStoreError, QueryError

JSON, N_TRIPLES = "application/sparql-results+json", "application/n-triples"
#: What servers call the forms that we ask for.
_FORMS = {
    JSON: frozenset({JSON, "application/json"}),
    N_TRIPLES: frozenset({N_TRIPLES, "text/plain", "text/ntriples"}),
    "text/csv": frozenset({"text/csv"}),
}
#: Triples of one request: few enough for servers that take whole requests into memory.
_POSTED, _INSERTED = 20_000, 1_000
#: Makes an Oxigraph server answer from the union of all named graphs; others do not know it.
_UNION = {"union-default-graph": "true"}
_SOME = "{ SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o FILTER(isIRI(?s) && isIRI(?o)) } } LIMIT 1 }"
_HAS_SOME, _SEES_UNION = f"ASK {_SOME}", f"ASK {{ {_SOME} ?s ?p ?o }}"
#: Virtuoso's own graph: it is always there, and joined with itself gives as many rows as one likes.
_MANY_ROWS = "SELECT ?b {{ GRAPH <http://www.openlinksw.com/schemas/virtrdf#> {{ ?a a ?b . ?c a ?d }} }} LIMIT {}"


class RemoteEngine:
    """Answer SPARQL from a server; patterns outside GRAPH see the union of all named graphs."""

    def __init__(self, addresses: Addresses, patience: Patience | None = None) -> None:
        self.addresses = addresses
        self._http = Http(addresses.login, patience or Patience(), is_local=addresses.is_local)
        self._parameters: dict[str, str] | None = None

    def __repr__(self) -> str:
        return f"RemoteEngine({self.addresses.place!r})"

    def select(self, query: str) -> Solutions:
        """Answer a SELECT query."""
        answer = self.request(query, JSON)
        solutions = read_solutions(answer.content, self.addresses.place)
        if most := self.cut_at(answer, len(solutions.rows)):
            raise cut_by_rows(most, self.addresses.place)
        return solutions

    def ask(self, query: str) -> bool:
        """Answer an ASK query."""
        return read_truth(self.request(query, JSON).content, self.addresses.place)

    def construct(self, query: str) -> Sequence[ox.Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        answer = self.request(query, N_TRIPLES)
        triples = read_triples(answer.content, self.addresses.place)
        if most := self.cut_at(answer, len(triples)):
            raise cut_by_rows(most, self.addresses.place)
        return triples

    def insert(self, graph: URIRef, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a named graph."""
        for batch, has_blank_nodes in in_batches(triples, _POSTED if self.addresses.graphs else _INSERTED):
            self._add(graph, batch, is_repeatable=not has_blank_nodes)

    def remove(self, graph: URIRef) -> None:
        """Remove a named graph, if it is there."""
        self.update(f"DROP SILENT GRAPH {ox.NamedNode(str(graph))}")

    def dump(self, graph: URIRef) -> bytes:
        """Give a named graph as N-Triples; a graph that is not there is empty."""
        triples = self.construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(str(graph))} {{ ?s ?p ?o }} }}"
        )
        return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""

    def update(self, update: str, *, is_repeatable: bool = True) -> None:
        """Run a SPARQL update; one that is not repeatable is sent only once."""
        headers = {"Accept": "*/*"}
        body = {"update": update}
        self._http.send(Request("POST", self.addresses.update, headers, {}, body, is_repeatable=is_repeatable))

    def request(
        self,
        query: str,
        accept: str,
        *,
        stream: bool = False,
        wait: float | None = None,
        graphs: Mapping[str, Sequence[str]] | None = None,
    ) -> requests.Response:
        """Send a query and give the answer of the server as it comes; it sees all graphs, or those of the protocol."""
        if self._parameters is None:
            self._parameters = self._connect()
        seen = self._parameters or {} if graphs is None else graphs
        return self._query(query, accept, seen, stream=stream, wait=wait)

    def cut_at(self, answer: requests.Response, found: int) -> int:
        """Give the number of rows that the server has cut an answer at, 0 where it is whole.

        Virtuoso says so of rows. Of triples it gives one more than of rows, and says nothing: its limit is found out.
        """
        if "json" in answer.headers.get("Content-Type", ""):
            most = _most_rows(answer)
            return most if found >= most else 0
        if not found or not answer.headers.get("Server", "").startswith("Virtuoso"):
            return 0
        probe = self._query(_MANY_ROWS.format(found), "text/csv", {}, stream=True)
        probe.close()
        most = _most_rows(probe)
        return most if found == most + 1 else 0

    def check(self) -> None:
        """Raise GraphStoreError where the server is not there, or does not show the union of its graphs."""
        self._parameters = self._connect()

    def _connect(self) -> dict[str, str] | None:
        """Find what makes a server show the union of its graphs; an empty server does not tell, and gives None."""
        for parameters in ({}, _UNION):
            if self._asks(_SEES_UNION, parameters):
                return dict(parameters)
        if not self._asks(_HAS_SOME, {}):
            return None
        raise GraphStoreError(
            "the server does not show the union of its named graphs outside GRAPH",
            where=self.addresses.place,
            do="Switch it on: 'oxigraph serve --union-default-graph'; Fuseki: tdb2:unionDefaultGraph true.",
        )

    def _asks(self, query: str, parameters: dict[str, str]) -> bool:
        return read_truth(self._query(query, JSON, parameters).content, self.addresses.place)

    def _query(
        self,
        query: str,
        accept: str,
        parameters: Mapping[str, str | Sequence[str]],
        *,
        stream: bool = False,
        wait: float | None = None,
    ) -> requests.Response:
        body = {"query": query, **parameters}
        request = Request("POST", self.addresses.query, {"Accept": accept}, {}, body, is_query=True)
        answer = self._http.send(request, stream=stream, wait=wait)
        if "X-SQL-State" in answer.headers:  # Virtuoso gives what it has found when its time is up
            raise QueryError("the server stopped before its answer was complete", where=self.addresses.place)
        _require_form(answer, accept, self.addresses.place)
        return answer

    def _add(self, graph: URIRef, triples: Sequence[ox.Triple], *, is_repeatable: bool) -> None:
        content = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        if not self.addresses.graphs:
            text = content.decode()
            self.update(f"INSERT DATA {{ GRAPH {ox.NamedNode(str(graph))} {{ {text} }} }}", is_repeatable=is_repeatable)
            return
        headers, parameters = {"Content-Type": N_TRIPLES}, {"graph": str(graph)}
        address = self.addresses.graphs
        self._http.send(Request("POST", address, headers, parameters, content, is_repeatable=is_repeatable))


def _most_rows(answer: requests.Response) -> int:
    most = answer.headers.get("X-SPARQL-MaxRows", "")
    return int(most) if most.isdigit() else 0


def in_batches(triples: Iterable[ox.Triple], size: int) -> Iterator[tuple[Sequence[ox.Triple], bool]]:
    """Divide triples, and tell of each part whether it has blank nodes.

    All triples with blank nodes are one part, whatever its size: their names hold within one request only.
    """
    blank, plain = [], []
    for triple in triples:
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            blank.append(triple)
            continue
        plain.append(triple)
        if len(plain) == size:
            yield plain, False
            plain = []
    if plain:
        yield plain, False
    if blank:
        yield blank, True


def connect(address: str, patience: Patience | None = None) -> RemoteEngine:
    """Connect to a server; raise GraphStoreError where it is not there or cannot be used."""
    engine = RemoteEngine(read_addresses(address), patience)
    engine.check()
    return engine


def _require_form(answer: requests.Response, accept: str, where: str) -> None:
    """Raise QueryError where an answer is in no form that was asked for: of another kind of query, or a page."""
    given = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    if given and given not in _FORMS[accept]:
        raise QueryError(
            f"the server answers with {given} where {accept} was asked for",
            where=where,
            do="Check the kind of query (SELECT, ASK, CONSTRUCT) and the address.",
        )
