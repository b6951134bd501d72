"""What happens when a server is busy, slow, gone, cut off, or asks for a login."""

from __future__ import annotations

import json
import time
from base64 import b64encode

import pyoxigraph as ox
import pytest
from failing import Answer, FailingServer
from rdflib import URIRef

from strategylinks.engines.addresses import read_addresses
from strategylinks.engines.limited import Cut, Form, Limits, answer_limited
from strategylinks.engines.remote import RemoteEngine, connect
from strategylinks.engines.requesting import Patience
from strategylinks.errors import GraphStoreError, QueryError, StrategyLinksError

TRUE = Answer(body=b'{"head": {}, "boolean": true}')
FALSE = Answer(body=b'{"head": {}, "boolean": false}')
QUICK = Patience(connect=2, answer=5, tries=3, pause=0.01)
SELECT = "SELECT * { ?s ?p ?o }"
GRAPH = URIRef("urn:graph")


def solutions(count: int) -> bytes:
    rows = [{"s": {"type": "uri", "value": f"urn:{number}"}} for number in range(count)]
    return json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": rows}}).encode()


def triples(*, blank: bool = False) -> list[ox.Triple]:
    name = ox.NamedNode("urn:a")
    return [ox.Triple(ox.BlankNode() if blank else name, name, name)]


def engine_of(server: FailingServer, *answers: Answer, login: str = "", patience: Patience = QUICK) -> RemoteEngine:
    """Give an engine that has found the union of graphs on a server, which goes on with these answers."""
    server.answers = [TRUE, *answers]
    address = server.address.replace("//", f"//{login}@") if login else server.address
    engine = RemoteEngine(read_addresses(address, {}), patience)
    engine.check()
    server.asked.clear()
    return engine


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_busy_server_is_asked_again(failing: FailingServer, status: int) -> None:
    engine = engine_of(failing, Answer(status), Answer(status), Answer(body=solutions(2)))
    assert len(engine.select(SELECT).rows) == 2
    assert len(failing.asked) == 3


def test_a_server_that_stays_busy_is_given_up(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(503, b"later"))
    with pytest.raises(GraphStoreError, match="503: later"):
        engine.select(SELECT)
    assert len(failing.asked) == QUICK.tries


def test_the_pause_that_a_server_asks_for_is_kept(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(503, headers={"Retry-After": "1"}), Answer(body=solutions(1)))
    began = time.monotonic()
    engine.select(SELECT)
    assert time.monotonic() - began >= 1


def test_a_dropped_connection_is_made_again(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(drop=True), Answer(body=solutions(1)))
    assert len(engine.select(SELECT).rows) == 1


def test_what_would_do_something_else_the_second_time_is_sent_once(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(503))
    with pytest.raises(GraphStoreError):
        engine.insert(GRAPH, triples(blank=True))
    assert len(failing.asked) == 1
    with pytest.raises(GraphStoreError):
        engine.insert(GRAPH, triples())
    assert len(failing.asked) == 1 + QUICK.tries


def test_a_slow_server_is_not_waited_for_or_asked_again(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(pause=3), patience=Patience(answer=0.2, tries=3, pause=0.01))
    with pytest.raises(QueryError, match=r"no answer in 0\.2 s"):
        engine.select(SELECT)
    assert len(failing.asked) == 1


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(GraphStoreError, match="cannot be reached") as caught:
        connect("http://anna:secret@127.0.0.1:9/sparql", QUICK)
    assert "http://127.0.0.1:9/sparql-auth" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("cut", [1, 30, 60, 100])
def test_a_cut_answer_is_an_error_even_with_status_200(failing: FailingServer, cut: int) -> None:
    engine = engine_of(failing, Answer(body=solutions(10)[:cut]))
    with pytest.raises(QueryError, match="breaks off"):
        engine.select(SELECT)


def test_an_answer_that_ends_in_a_message_of_the_server_is_an_error(failing: FailingServer) -> None:
    body = b"<urn:a> <urn:b> <urn:c> .\nThe SPARQL operation has been cancelled"
    engine = engine_of(failing, Answer(body=body, headers={"Content-Type": "application/n-triples"}))
    with pytest.raises(QueryError, match="breaks off"):
        engine.construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_fewer_bytes_than_announced_are_an_error(failing: FailingServer) -> None:
    body = solutions(3)
    engine = engine_of(failing, Answer(body=body, headers={"Content-Length": str(len(body) + 10)}))
    with pytest.raises(GraphStoreError, match=r"broke off|cannot be reached"):
        engine.select(SELECT)


def test_rows_up_to_the_limit_of_the_server_are_an_error(failing: FailingServer) -> None:
    limit = {"X-SPARQL-MaxRows": "10"}
    engine = engine_of(failing, Answer(body=solutions(10), headers=limit), Answer(body=solutions(9), headers=limit))
    with pytest.raises(QueryError, match="cuts answers at 10 rows"):
        engine.select(SELECT)
    assert len(engine.select(SELECT).rows) == 9


def test_what_a_server_has_found_when_its_time_is_up_is_an_error(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=solutions(1), headers={"X-SQL-State": "S1TAT"}))
    with pytest.raises(QueryError, match="stopped before"):
        engine.select(SELECT)


def test_a_page_instead_of_an_answer_is_an_error(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=b"<html>Log in</html>", headers={"Content-Type": "text/html"}))
    with pytest.raises(QueryError, match="answers with text/html"):
        engine.select(SELECT)


@pytest.mark.parametrize(
    ("status", "says", "kind"),
    [
        (301, "not here", GraphStoreError),
        (400, "cannot answer the query", QueryError),
        (403, "refuses this user", GraphStoreError),
        (404, "knows no such address", GraphStoreError),
        (500, "cannot answer the query", QueryError),
    ],
)
def test_what_a_server_refuses_is_said(
    failing: FailingServer, status: int, says: str, kind: type[StrategyLinksError]
) -> None:
    engine = engine_of(failing, Answer(status, b"no"), login="anna:secret")
    with pytest.raises(kind, match=says):
        engine.select(SELECT)
    assert len(failing.asked) == 1


def test_no_message_holds_the_password_though_the_server_repeats_it(failing: FailingServer) -> None:
    pair = b64encode(b"anna:secret")
    engine = engine_of(failing, Answer(500, b"anna:secret may not. Basic " + pair), login="anna:secret")
    with pytest.raises(QueryError) as caught:
        engine.select(SELECT)
    assert "may not" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert pair.decode() not in str(caught.value)
    assert "secret" not in repr(engine)


@pytest.mark.parametrize("scheme", ["Basic", "Digest"])
def test_a_server_that_asks_gets_the_login_in_its_own_way(failing: FailingServer, scheme: str) -> None:
    challenge = {"WWW-Authenticate": f'{scheme} realm="SPARQL", nonce="1", qop="auth", algorithm="MD5"'}
    answers = [Answer(401, headers=challenge)] * (2 if scheme == "Digest" else 1)
    engine = engine_of(failing, *answers, Answer(body=solutions(1)), login="änna:sécret")
    assert len(engine.select(SELECT).rows) == 1
    assert failing.asked[-1][1]["Authorization"].startswith(f"{scheme} ")
    assert "Authorization" not in failing.asked[0][1], "nobody gets a login who does not ask"
    assert "sécret" not in str(failing.asked[-1][1])


def test_a_wrong_login_is_refused_once(failing: FailingServer) -> None:
    challenge = {"WWW-Authenticate": 'Basic realm="SPARQL"'}
    engine = engine_of(failing, Answer(401, headers=challenge), login="anna:secret")
    with pytest.raises(GraphStoreError, match=r"refuses this user \(401\)") as caught:
        engine.select(SELECT)
    assert "secret" not in str(caught.value)
    assert len(failing.asked) == 2


def test_a_server_that_asks_for_a_login_says_how_to_give_one(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(401, headers={"WWW-Authenticate": 'Basic realm="SPARQL"'}))
    with pytest.raises(GraphStoreError, match="STRATEGYLINKS_STORE_USER"):
        engine.select(SELECT)


def test_a_server_without_the_union_is_refused_with_what_to_switch_on(failing: FailingServer) -> None:
    failing.answers = [FALSE, FALSE, TRUE]
    with pytest.raises(GraphStoreError, match="--union-default-graph"):
        connect(failing.address, QUICK)


def test_an_empty_server_is_asked_for_the_union_again_when_it_is_not_empty(failing: FailingServer) -> None:
    failing.answers = [FALSE, FALSE, FALSE, FALSE, TRUE, TRUE]
    engine = connect(failing.address, QUICK)
    assert engine.ask("ASK { ?s ?p ?o }")
    assert b"union-default-graph=true" in failing.asked[-1][2]


def test_more_rows_than_the_limit_are_cut(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=solutions(10)))
    limited = answer_limited(engine, SELECT, Form.SELECT, Limits(rows=3))
    assert limited.cut is Cut.ROWS
    assert len(limited.found.rows) == 3  # type: ignore[union-attr]
    assert answer_limited(engine, SELECT, Form.SELECT, Limits(rows=10)).cut is None


def test_more_bytes_than_the_limit_are_cut(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=solutions(1000)))
    limited = answer_limited(engine, SELECT, Form.SELECT, Limits(bytes=5000))
    assert limited.cut is Cut.BYTES
    assert 10 < len(limited.found.rows) < 1000  # type: ignore[union-attr]


def test_the_limit_of_the_server_is_told(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=solutions(10), headers={"X-SPARQL-MaxRows": "10"}))
    assert answer_limited(engine, SELECT, Form.SELECT, Limits()).cut is Cut.SERVER


def test_an_answer_of_a_server_that_breaks_off_is_an_error_within_limits(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(body=solutions(10)[:200]))
    with pytest.raises(QueryError, match="breaks off"):
        answer_limited(engine, SELECT, Form.SELECT, Limits())


def test_a_server_that_is_too_slow_is_left(failing: FailingServer) -> None:
    engine = engine_of(failing, Answer(pause=3))
    with pytest.raises(QueryError, match=r"in 0\.3 s"):
        answer_limited(engine, SELECT, Form.SELECT, Limits(seconds=0.3))
