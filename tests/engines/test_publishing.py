"""Graphs come onto real servers whole or not at all, and are there as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pyoxigraph as ox
import pytest
import servers
from rdflib import BNode, Graph, Literal, URIRef

from strategylinks.engines import publishing
from strategylinks.engines.limited import Cut, Limits
from strategylinks.engines.publishing import publish
from strategylinks.engines.remote import RemoteEngine, connect
from strategylinks.engines.requesting import NoAnswerError
from strategylinks.errors import GraphStoreError, QueryError, StrategyLinksError
from strategylinks.querying.running import run_sparql
from strategylinks.table import Table

BASE = "https://example.org/publishing/"
ONE, TWO = URIRef(f"{BASE}one"), URIRef(f"{BASE}two")
THING, TYPE = URIRef("urn:thing"), URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
NAME = URIRef("urn:name")


def graph(*names: str) -> Graph:
    made = Graph()
    for name in names:
        made.add((URIRef(f"urn:{name}"), TYPE, THING))
        made.add((URIRef(f"urn:{name}"), NAME, Literal(f"“{name}” ä\n\t\\", lang="fi")))
    return made


def names(engine: RemoteEngine, at: URIRef) -> Sequence[str]:
    rows = engine.select(f"SELECT ?s WHERE {{ GRAPH <{at}> {{ ?s a <{THING}> }} }} ORDER BY ?s").rows
    return [term.value.removeprefix("urn:") for (term,) in rows if isinstance(term, ox.NamedNode)]


def staged(engine: RemoteEngine) -> int:
    text = 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "urn:strategylinks:")) }'
    return len(engine.select(text).rows)


@pytest.fixture
def server(server_engine: RemoteEngine) -> Iterator[RemoteEngine]:
    """Give a server with two small graphs beside those of the reports."""
    publish(server_engine, {ONE: graph("a", "b"), TWO: graph("c")})
    yield server_engine
    for name in (ONE, TWO):
        server_engine.remove(name)
    assert staged(server_engine) == 0


def test_graphs_take_the_place_of_those_of_their_names(server: RemoteEngine) -> None:
    publish(server, {ONE: graph("b", "d")})
    assert (names(server, ONE), names(server, TWO)) == (["b", "d"], ["c"])


def test_graphs_that_are_no_longer_there_go_in_the_same_step(server: RemoteEngine) -> None:
    publish(server, {ONE: graph("d")}, only_below=BASE)
    assert (names(server, ONE), names(server, TWO)) == (["d"], [])
    assert server.ask("ASK { ?goal a <https://w3id.org/strategylinks/ontology#Goal> }")


def test_texts_and_blank_nodes_arrive_as_they_are(server: RemoteEngine) -> None:
    made = graph("a")
    first, second = BNode(), BNode()
    made.add((URIRef("urn:a"), URIRef("urn:has"), first))
    made.add((first, URIRef("urn:has"), second))
    made.add((second, URIRef("urn:has"), URIRef("urn:end")))
    publish(server, {ONE: made})
    back = Graph().parse(data=server.dump(ONE), format="nt")
    assert len(back) == len(made)
    assert set(back.objects(URIRef("urn:a"), NAME)) == set(made.objects(URIRef("urn:a"), NAME))
    assert server.ask(f"ASK {{ GRAPH <{ONE}> {{ <urn:a> <urn:has>/<urn:has>/<urn:has> <urn:end> }} }}")


def test_a_graph_of_many_requests_is_whole(server: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strategylinks.engines.remote._POSTED", 7)
    publish(server, {ONE: graph(*(f"n{number:02}" for number in range(30)))})
    assert len(names(server, ONE)) == 30


def test_a_server_without_the_graph_store_protocol_takes_updates(
    server: RemoteEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = connect_again(server, graphs="")
    monkeypatch.setattr("strategylinks.engines.remote._INSERTED", 7)
    publish(without, {ONE: graph(*(f"n{number:02}" for number in range(30)))})
    assert len(names(server, ONE)) == 30
    back = Graph().parse(data=server.dump(ONE), format="nt")
    assert (URIRef("urn:n07"), NAME, Literal("“n07” ä\n\t\\", lang="fi")) in back


def connect_again(engine: RemoteEngine, **changed: str) -> RemoteEngine:
    return RemoteEngine(replace(engine.addresses, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("stop", [GraphStoreError("no"), KeyboardInterrupt(), ValueError("no")])
def test_what_breaks_off_while_staging_changes_nothing(server: RemoteEngine, stop: BaseException) -> None:
    def broken() -> Iterator[tuple[URIRef, Graph]]:
        yield ONE, graph("x")
        raise stop

    with pytest.raises(type(stop)):
        publish(server, broken())
    assert (names(server, ONE), names(server, TWO)) == (["a", "b"], ["c"])
    assert staged(server) == 0


def test_what_is_staged_is_not_seen_before_its_time(server: RemoteEngine) -> None:
    seen: list[bool] = []

    def looking() -> Iterator[tuple[URIRef, Graph]]:
        yield ONE, graph("x")
        seen.append(server.ask(f"ASK {{ <urn:x> a <{THING}> }}"))
        seen.append(server.ask(f"ASK {{ GRAPH ?g {{ <urn:x> <{NAME}> ?name }} }}"))

    publish(server, looking())
    assert seen == [False, False]
    assert server.ask(f"ASK {{ <urn:x> a <{THING}> }}")


def test_a_step_that_the_server_refuses_changes_nothing(server: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_SWITCH", "MOVE nonsense")
    with pytest.raises(StrategyLinksError):
        publish(server, {ONE: graph("x")})
    assert names(server, ONE) == ["a", "b"]
    assert staged(server) == 0


def test_an_answer_that_is_lost_is_asked_for(server: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    update = RemoteEngine.update

    def lost(self: RemoteEngine, text: str, *, is_repeatable: bool = True) -> None:
        update(self, text, is_repeatable=is_repeatable)
        if "INSERT" in text:
            raise NoAnswerError("lost")

    monkeypatch.setattr(RemoteEngine, "update", lost)
    publish(server, {ONE: graph("x")})
    assert names(server, ONE) == ["x"]


def test_a_request_that_is_lost_says_that_nobody_knows(server: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    update = RemoteEngine.update

    def lost(self: RemoteEngine, text: str, *, is_repeatable: bool = True) -> None:
        if "INSERT" in text:
            raise NoAnswerError("lost")
        update(self, text, is_repeatable=is_repeatable)

    with monkeypatch.context() as patched:
        patched.setattr(RemoteEngine, "update", lost)
        with pytest.raises(GraphStoreError, match="did not say"):
            publish(server, {ONE: graph("x")})
    assert names(server, ONE) == ["a", "b"]
    assert staged(server) > 0, "the server may still be at work with them"
    monkeypatch.setattr(publishing, "_ABANDONED", timedelta(seconds=-2))
    publish(server, {ONE: graph("y")})
    assert names(server, ONE) == ["y"]
    assert staged(server) == 0, "the next publication sweeps what is old"


def test_the_step_repeated_does_nothing(server: RemoteEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    update = RemoteEngine.update

    def twice(self: RemoteEngine, text: str, *, is_repeatable: bool = True) -> None:
        for _ in range(2):
            update(self, text, is_repeatable=is_repeatable)

    monkeypatch.setattr(RemoteEngine, "update", twice)
    publish(server, {ONE: graph("x")})
    assert names(server, ONE) == ["x"]


def test_graphs_are_replaced_and_removed_one_at_a_time_too(server: RemoteEngine) -> None:
    server.insert(ONE, [ox.Triple(ox.NamedNode("urn:z"), ox.NamedNode(TYPE), ox.NamedNode(THING))])
    assert names(server, ONE) == ["a", "b", "z"]
    server.remove(ONE)
    server.remove(ONE)
    assert (names(server, ONE), names(server, TWO)) == ([], ["c"])
    assert server.dump(ONE) == b""


def test_every_graph_of_the_reports_is_there_as_it_was(server_engine: RemoteEngine, store: ox.Store) -> None:
    for name in store.named_graphs():
        there = server_engine.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {name} {{ ?s ?p ?o }} }}").rows[0][0]
        here = sum(1 for _ in store.quads_for_pattern(None, None, None, name))
        assert there is not None
        assert int(str(getattr(there, "value", 0))) == here, name


def test_virtuoso_does_not_cut_silently(server_engine: RemoteEngine) -> None:
    if "sparql" not in server_engine.addresses.query:
        pytest.skip("only Virtuoso cuts")
    for cut in (
        lambda: server_engine.select("SELECT * { ?s ?p ?o }"),
        lambda: server_engine.construct("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"),
    ):
        with pytest.raises(QueryError, match="cuts answers at 40000 rows"):
            cut()
    for text in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
        assert run_sparql(server_engine, text, Limits(rows=100_000)).cut is Cut.SERVER


def test_oxigraph_that_runs_out_of_time_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    with servers.oxigraph(tmp_path_factory.mktemp("timed"), "--timeout-s", "1", "--union-default-graph") as address:
        engine = connect(address)
        publish(engine, {ONE: graph(*(f"n{number}" for number in range(200)))})
        with pytest.raises(QueryError, match="breaks off"):
            engine.select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f), STR(?i)) = '') }")


def test_a_user_can_ask_a_server_and_not_write(server_engine: RemoteEngine) -> None:
    outcome = run_sparql(server_engine, "SELECT ?goal { ?goal a <https://w3id.org/strategylinks/ontology#Goal> }")
    assert isinstance(outcome.answer, Table)
    assert len(outcome.answer) > 50
    with pytest.raises(QueryError, match="would change"):
        run_sparql(server_engine, "DROP ALL")


def test_a_wrong_password_is_said_without_it(server_engine: RemoteEngine) -> None:
    if server_engine.addresses.login is None:
        pytest.skip("the Oxigraph server has no login")
    address = server_engine.addresses.query.replace("//", "//dba:hunter2@").replace("-auth", "")
    with pytest.raises(GraphStoreError, match="refuses this user") as caught:
        connect(address)
    assert "hunter2" not in str(caught.value)
