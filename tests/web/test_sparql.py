"""The SPARQL endpoint: what the protocol asks for, and the clients that people have."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, RDF, VOID
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import on_disk, served
from SPARQLWrapper import CSV, JSON, N3, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointInternalError, QueryBadFormed

from strategylinks.engines.limited import ChosenGraphs, Limits
from strategylinks.errors import LimitError, QueryError
from strategylinks.graph.namespaces import SL
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.protocol import answering as answering_module
from strategylinks.web.protocol.answering import Answering, BusyError
from strategylinks.web.protocol.description import SD
from strategylinks.web.protocol.negotiating import choose
from strategylinks.web.protocol.vetting import Checker
from strategylinks.web.site import Site

BASE = "https://w3id.org/strategylinks/"
REPORT_GRAPH = f"{BASE}graph/report/lahti-2017-h1"
GOALS = f"SELECT ?goal {{ ?goal a <{SL.Goal}> }} ORDER BY ?goal LIMIT 3"
ASK = f"ASK {{ ?goal a <{SL.Goal}> }}"
CONSTRUCT = f"CONSTRUCT {{ ?goal a <{SL.Goal}> }} WHERE {{ ?goal a <{SL.Goal}> }} LIMIT 3"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
RESULTS = "application/sparql-results"


@pytest.fixture(scope="module")
def stored(site: Site, store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return on_disk(site, store, tmp_path_factory.mktemp("sparql") / "store")


@pytest.fixture(scope="module")
def asked(stored: Site) -> TestClient:
    return TestClient(create_app(Keeper(lambda: "one", lambda: stored)), base_url="http://localhost")


@pytest.fixture(scope="module")
def endpoint(stored: Site) -> Iterator[str]:
    with served(create_app(Keeper(lambda: "one", lambda: stored))) as address:
        yield f"{address}/sparql"


@pytest.mark.parametrize(
    ("method", "query", "accept", "status", "kind"),
    [
        ("GET", GOALS, "", 200, f"{RESULTS}+json"),
        ("GET", GOALS, "*/*", 200, f"{RESULTS}+json"),
        ("GET", GOALS, f"{RESULTS}+xml", 200, f"{RESULTS}+xml"),
        ("GET", GOALS, "text/csv", 200, "text/csv; charset=utf-8"),
        ("GET", GOALS, "text/tab-separated-values", 200, "text/tab-separated-values; charset=utf-8"),
        ("GET", GOALS, "application/json", 200, "application/json"),
        ("GET", GOALS, "text/csv;q=0.5, application/sparql-results+xml", 200, f"{RESULTS}+xml"),
        ("GET", GOALS, "text/*, text/csv;q=0", 200, "text/tab-separated-values; charset=utf-8"),
        ("GET", GOALS, "text/turtle", 406, "text/plain; charset=utf-8"),
        ("GET", GOALS, "image/png", 406, "text/plain; charset=utf-8"),
        ("GET", ASK, f"{RESULTS}+xml", 200, f"{RESULTS}+xml"),
        ("GET", CONSTRUCT, "*/*", 200, "text/turtle; charset=utf-8"),
        ("GET", CONSTRUCT, "application/n-triples", 200, "application/n-triples"),
        ("GET", CONSTRUCT, "application/ld+json", 200, "application/ld+json"),
        ("GET", CONSTRUCT, "application/rdf+xml", 200, "application/rdf+xml"),
        ("GET", CONSTRUCT, "text/csv", 406, "text/plain; charset=utf-8"),
        ("GET", f"DESCRIBE <{BASE}id/lahti/2017/goal/C5>", "text/turtle", 200, "text/turtle; charset=utf-8"),
        ("GET", "SELECT * {", "*/*", 400, "text/plain; charset=utf-8"),
        ("GET", "", "*/*", 400, "text/plain; charset=utf-8"),
        ("GET", "DROP ALL", "*/*", 400, "text/plain; charset=utf-8"),
        ("GET", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "*/*", 400, "text/plain; charset=utf-8"),
        ("GET", "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "*/*", 400, "text/plain; charset=utf-8"),
        ("HEAD", GOALS, "*/*", 200, f"{RESULTS}+json"),
        ("PUT", GOALS, "*/*", 405, ""),
        ("DELETE", GOALS, "*/*", 405, ""),
        ("OPTIONS", GOALS, "*/*", 204, ""),
    ],
)
def test_the_protocol_by_address(
    asked: TestClient, method: str, query: str, accept: str, status: int, kind: str
) -> None:
    answer = asked.request(method, "/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers.get("content-type") if kind else "") == (status, kind)
    assert "Traceback" not in answer.text
    if status < 500 and status != 405:
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM, {"query": GOALS}, 200),
        (f"{FORM}; charset=utf-8", {"query": GOALS}, 200),
        (QUERY, GOALS.encode(), 200),
        (FORM, {"other": "x"}, 400),
        (FORM, {"update": "DROP ALL"}, 403),
        ("application/sparql-update", b"DROP ALL", 403),
        ("text/plain", GOALS.encode(), 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        (QUERY, b"\xff\xfe", 400),
        (FORM, b"query=%ff", 400),
        (FORM, b"&".join([b"a=b"] * 300), 400),
        (QUERY, b"SELECT " + b" " * 300_000, 413),
    ],
)
def test_the_protocol_by_body(asked: TestClient, kind: str, body: dict[str, str] | bytes, status: int) -> None:
    given = {"data": body} if isinstance(body, dict) else {"content": body}
    answer = asked.post("/sparql", headers={"content-type": kind}, **given)
    assert answer.status_code == status
    if status == 200:
        assert len(answer.json()["results"]["bindings"]) == 3


def test_two_queries_are_refused(asked: TestClient) -> None:
    assert asked.get("/sparql", params={"query": [GOALS, GOALS]}).status_code == 400


def test_every_format_says_the_same(asked: TestClient) -> None:
    texts = {
        form: asked.get("/sparql", params={"query": GOALS, "format": form}).text
        for form in ("xml", "csv", "tsv", "json")
    }
    goals = [row["goal"]["value"] for row in json.loads(texts["json"])["results"]["bindings"]]
    assert len(goals) == 3
    assert all(text.count(goal) == 1 for text in texts.values() for goal in goals)
    formats = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
    graphs = [
        Graph().parse(data=asked.get("/sparql", params={"query": CONSTRUCT, "format": name}).text, format=of)
        for name, of in formats.items()
    ]
    assert len(graphs[0]) == 3
    assert all(set(graph) == set(graphs[0]) for graph in graphs)


def test_terms_keep_their_language_and_type(asked: TestClient) -> None:
    query = "SELECT ?a ?b ?c ?d ?e { BIND('ä\"<&>'@fi AS ?a) BIND(1.5 AS ?b) BIND(<a:b> AS ?c) BIND('x' AS ?d) }"
    (row,) = asked.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert row == {
        "a": {"type": "literal", "value": 'ä"<&>', "xml:lang": "fi"},
        "b": {"type": "literal", "value": "1.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        "c": {"type": "uri", "value": "a:b"},
        "d": {"type": "literal", "value": "x"},
    }


def test_from_and_the_protocol_choose_the_graphs(asked: TestClient) -> None:
    def count(text: str, **graphs: str) -> int:
        fields = {"query": text, **{name.replace("_", "-"): value for name, value in graphs.items()}}
        (row,) = asked.post("/sparql", data=fields).json()["results"]["bindings"]
        return int(row["n"]["value"])

    every = count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    one = count(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{REPORT_GRAPH}> {{ ?s ?p ?o }} }}")
    assert 0 < one < every
    counted = "SELECT (COUNT(*) AS ?n) FROM {} {{ ?s ?p ?o }}"
    assert count(counted.format(f"<{REPORT_GRAPH}>")) == one
    assert count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graph_uri=REPORT_GRAPH) == one
    assert count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graph_uri=REPORT_GRAPH) == one
    assert count("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", named_graph_uri=REPORT_GRAPH) == 0
    # What the protocol chooses goes before what the query does.
    assert count(counted.format(f"<{BASE}graph/none>"), default_graph_uri=REPORT_GRAPH) == one


@pytest.mark.parametrize("graph", ["http://example.org/graph", "no iri at all", f"{BASE}> <x"])
def test_a_graph_that_is_none_of_ours_is_refused(asked: TestClient, graph: str) -> None:
    answer = asked.post("/sparql", data={"query": GOALS, "default-graph-uri": graph})
    assert answer.status_code == 400
    assert "/void" in answer.text


def test_an_answer_that_is_cut_never_passes_as_whole(asked: TestClient) -> None:
    query = {"query": "SELECT * { ?s ?p ?o }"}
    refused = asked.get("/sparql", params=query)
    assert refused.status_code == 500
    assert "10000 rows" in refused.text
    part = asked.get("/sparql", params={**query, "partial": "yes"})
    assert part.status_code == 200
    assert part.headers["x-result-limit"] == "limit of 10000 rows"
    assert len(part.json()["results"]["bindings"]) == 10_000
    assert part.json()["head"]["link"] == ["http://localhost/sparql"]
    in_xml = asked.get("/sparql", params={**query, "partial": "yes", "format": "xml"}).text
    assert '<link href="http://localhost/sparql"/></head>' in in_xml
    whole = asked.get("/sparql", params={"query": GOALS, "partial": "yes"})
    assert "x-result-limit" not in whole.headers


def test_a_browser_is_led_to_the_editor(asked: TestClient) -> None:
    header = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "accept-language": "sv"}
    empty = asked.get("/sparql", headers=header, follow_redirects=False)
    assert (empty.status_code, empty.headers["location"]) == (303, "/sv/sparql-editor")
    with_query = asked.get("/sparql", params={"query": ASK}, headers=header, follow_redirects=False)
    assert with_query.headers["location"].startswith("/sv/sparql-editor?query=ASK")
    file = asked.get("/sparql", params={"query": ASK, "format": "json"}, headers=header)
    assert file.json()["boolean"] is True


@pytest.mark.parametrize("place", ["/sparql", "/void", "/void.ttl", "/.well-known/void"])
def test_the_service_describes_itself(asked: TestClient, store: ox.Store, place: str) -> None:
    answer = asked.get(place, headers={"accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    described = Graph().parse(data=answer.text, format="turtle")
    dataset = URIRef(f"{BASE}dataset")
    assert described.value(predicate=SD.endpoint, object=URIRef("http://localhost/sparql"))
    sizes = {str(name): int(described.value(name, VOID.triples)) for name in described.objects(None, SD.graph)}
    assert sizes[REPORT_GRAPH] == len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(REPORT_GRAPH))))
    assert int(described.value(dataset, VOID.triples)) == sum(sizes.values()) == len(store)
    assert len(list(described.objects(dataset, DCTERMS.source))) == 5
    assert (dataset, RDF.type, VOID.Dataset) in described
    assert len(list(described.objects(dataset, VOID.exampleResource))) == 4
    assert described.value(dataset, DCTERMS.license)


def test_the_description_has_every_format_and_the_same_bytes_each_time(asked: TestClient) -> None:
    for kind, form in {
        "application/ld+json": "json-ld",
        "application/rdf+xml": "xml",
        "application/n-triples": "nt",
    }.items():
        answer = asked.get("/void", headers={"accept": kind})
        assert len(Graph().parse(data=answer.text, format=form)) > 100
    assert asked.get("/void.ttl").content == asked.get("/void.ttl").content
    assert asked.get("/void", headers={"accept": "image/png"}).status_code == 406


# --- real clients ---


def test_sparqlwrapper_asks_in_every_way(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery(GOALS)
    client.setReturnFormat(JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setMethod("POST")
    assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setRequestMethod("postdirectly")
    assert len(client.queryAndConvert()["results"]["bindings"]) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().count(b"/goal/") == 3
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client = SPARQLWrapper(endpoint)
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) == 3
    client.setReturnFormat(N3)
    assert len(Graph().parse(data=client.queryAndConvert(), format="n3")) == 3
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert()) == 3


def test_sparqlwrapper_says_what_was_wrong(endpoint: str) -> None:
    client = SPARQLWrapper(endpoint)
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="not SPARQL"):
        client.query()
    client.setQuery("SELECT * { ?s ?p ?o }")
    with pytest.raises(EndPointInternalError, match="10000 rows"):
        client.query()


def test_the_store_of_rdflib_reads_the_graph(endpoint: str) -> None:
    graph = Graph(SPARQLStore(endpoint))
    assert len(list(graph.query(GOALS))) == 3
    assert next(graph.triples((URIRef(f"{BASE}id/lahti/2017/goal/C5"), RDF.type, None)))
    named = Graph(SPARQLStore(endpoint), identifier=URIRef(REPORT_GRAPH))
    elsewhere = URIRef(f"{BASE}id/tuusula/2021/goal/01")
    assert not list(named.query(f"SELECT ?p {{ {elsewhere.n3()} ?p ?o }}"))
    assert list(named.query(f"SELECT ?p {{ <{BASE}id/lahti/2017/goal/C5> ?p ?o }}"))
    assert graph.query(f"ASK {{ {elsewhere.n3()} ?p ?o }}").askAnswer


def test_curl_asks(endpoint: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("no curl on this machine")
    got = subprocess.run(
        [curl, "-sG", endpoint, "--data-urlencode", f"query={GOALS}", "-H", "Accept: text/csv"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert got.stdout.count("/goal/") == 3
    posted = subprocess.run(
        [curl, "-si", endpoint, "--data-urlencode", f"query={ASK}"], capture_output=True, check=True, text=True
    )
    assert posted.stdout.startswith("HTTP/1.1 200")
    assert '"boolean": true' in posted.stdout


def test_httpx_asks_from_another_site(endpoint: str) -> None:
    origin = {"origin": "https://yasgui.example"}
    wanted = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    before = httpx.options(endpoint, headers=wanted)
    assert before.status_code == 204
    assert "POST" in before.headers["access-control-allow-methods"]
    answer = httpx.post(endpoint, content=GOALS, headers={**origin, "content-type": QUERY})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


# --- limits ---


def test_what_takes_too_long_to_read_is_stopped_and_the_next_one_is_not() -> None:
    checker = Checker(seconds=0.6)
    try:
        with pytest.raises(LimitError, match="to read"):
            checker.check("SELECT * { ?s ?p ?o FILTER(1" + "+1" * 7500 + ") }", BASE)
        # Started anew; what comes of a query is what check_query would say.
        checker._seconds = 30
        named = checker.check(f"PREFIX : <{BASE}graph/> ASK FROM :a {{ ?s ?p ?o }}", BASE).graphs
        assert named == ChosenGraphs([f"{BASE}graph/a"], [])
        with pytest.raises(QueryError) as error:
            checker.check("SELECT *\n{ ?s ?p\n", BASE)
        assert error.value.line is not None
    finally:
        checker.close()


def test_more_queries_than_there_is_room_for_are_told_to_come_again(stored: Site) -> None:
    answering = Answering(most=1, waiting=0)
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    def run() -> None:
        with pytest.raises(LimitError, match="stopped after"):
            answering.answer(stored, endless, limits=Limits(seconds=3))

    first = threading.Thread(target=run)
    try:
        first.start()
        time.sleep(0.3)
        with pytest.raises(BusyError):
            answering.answer(stored, ASK)
        first.join()
        assert answering.answer(stored, ASK).found is True
    finally:
        answering.close()


def test_a_busy_endpoint_says_when_to_come_again(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Answering(most=0, waiting=0)
    monkeypatch.setattr("strategylinks.web.routes.sparql.answering", lambda: full)
    answer = asked.get("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_a_query_that_takes_too_long_is_refused_without_a_trace(
    asked: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise LimitError("the query was stopped after 20 s", do="Ask for less.")

    monkeypatch.setattr(answering_module, "answer_limited", slow)
    answer = asked.get("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.text) == (500, "the query was stopped after 20 s\nAsk for less.\n")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/y", "b/y"),
        ("b/*;q=0.2, a/x;q=0.1", "b/y"),
        ("a/x;q=0, */*;q=0.1", "b/y"),
        ("c/z", None),
        ("a/x;q=nan, b/y;q=0.1", "b/y"),
        ("a/x;q=x", None),
        ("A/X; Q=1", "a/x"),
        (", ".join(["q/q"] * 10_000), None),
    ],
)
def test_what_is_accepted_most_is_chosen(accept: str, chosen: str | None) -> None:
    assert choose(accept, ["a/x", "b/y"]) == chosen
