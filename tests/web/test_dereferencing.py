"""The IRIs of the graph as addresses: a page for people, RDF for programs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from strategylinks.graph.namespaces import SL

BASE = "https://w3id.org/strategylinks/"
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "accept-language": "sv"}
GOAL = "id/lahti/2017/goal/C5"


@pytest.mark.parametrize("path", [GOAL, "report/lahti-2017-h1", "vocabulary/status", "id/lahti/unit/KYMP", "ontology"])
def test_a_browser_is_led_to_the_page_of_a_thing(client: TestClient, path: str) -> None:
    answer = client.get(f"/{path}", headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sv/things/{path}")
    assert answer.headers["vary"] == "accept"


@pytest.mark.parametrize(
    ("accept", "suffix", "form"),
    [
        ("text/turtle", "ttl", "turtle"),
        ("*/*", "ttl", "turtle"),
        ("application/ld+json", "jsonld", "json-ld"),
        ("application/n-triples", "nt", "nt"),
    ],
)
def test_a_program_is_led_to_what_is_known_as_rdf(client: TestClient, accept: str, suffix: str, form: str) -> None:
    answer = client.get(f"/{GOAL}", headers={"accept": accept}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/en/things/{GOAL}.{suffix}")
    assert answer.headers["access-control-allow-origin"] == "*"
    file = client.get(answer.headers["location"])
    assert file.headers["access-control-allow-origin"] == "*"
    assert (URIRef(BASE + GOAL), RDF.type, SL.Goal) in Graph().parse(data=file.text, format=form)


@pytest.mark.parametrize(
    "path",
    ["id/nothing", "graph/nothing", "report/", "id/%3E%20%7B%7D", "id/a%0Ab", "mapping/../../etc/passwd", "id/ä"],
)
def test_what_is_not_in_the_graph_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/{path}", follow_redirects=False).status_code == 404


def test_an_unknown_format_is_refused(client: TestClient) -> None:
    for path in (GOAL, "graph/vocabulary", "ontology"):
        assert client.get(f"/{path}", headers={"accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/rdf+xml", "xml")],
)
def test_a_named_graph_is_given_whole(client: TestClient, store: ox.Store, accept: str, form: str) -> None:
    iri = f"{BASE}graph/report/tuusula-2021-q3"
    answer = client.get("/graph/report/tuusula-2021-q3", headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    held = len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(iri))))
    assert len(Graph().parse(data=answer.text, format=form)) == held > 1000


def test_a_link_can_name_the_format_of_a_graph(client: TestClient) -> None:
    assert client.get("/graph/vocabulary?format=nt", headers=BROWSER).headers["content-type"] == "application/n-triples"


def test_the_ontology_is_there_for_programs(client: TestClient) -> None:
    ontology = Graph().parse(data=client.get("/ontology", headers={"accept": "text/turtle"}).text, format="turtle")
    assert (SL.Goal, RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")) in ontology
    assert (URIRef(f"{BASE}vocabulary/status"), None, None) in ontology


def test_heads_and_preflights_are_answered(client: TestClient) -> None:
    assert client.head(f"/{GOAL}", follow_redirects=False).status_code == 303
    assert client.head("/graph/vocabulary").status_code == 200
    assert client.options(f"/{GOAL}").headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
