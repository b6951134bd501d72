"""What hostile texts, addresses and requests come to: nothing."""

from __future__ import annotations

import re
import socket
import time
import xml.etree.ElementTree as ET
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from hostile import PAYLOAD, Reader, poisoned, poisoned_workspace
from playwright.sync_api import Page
from served import on_disk, served

from strategylinks.errors import GraphStoreError
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.routes.guard import SAME_ORIGIN
from strategylinks.web.service import gate, patience
from strategylinks.web.service.gate import Hosts, hosts_of
from strategylinks.web.service.headers import HEADERS
from strategylinks.web.site import Site

#: So many pages of a kind are looked at: they come from one template.
_OF_A_KIND = 1
_MANY = 60


@pytest.fixture(scope="module")
def bad_app(site: Site, store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    workspace = poisoned_workspace(site.workspace, tmp_path_factory.mktemp("hostile"))
    pages = {page.name: page for page in PAGES}
    bad = replace(site, workspace=workspace, pages=pages)
    bad = on_disk(bad, poisoned(store), tmp_path_factory.mktemp("hostile-store") / "store")
    return create_app(Keeper(lambda: "bad", lambda: bad), is_editable=True)


def _crawled(client: TestClient) -> Iterator[tuple[str, str]]:
    """Give the pages that links lead to, a few of each kind, and what they say."""
    waiting, seen, kinds = deque(["/en/", "/en/sparql-editor", "/fi/search?q=tavoite"]), set[str](), Counter[str]()
    while waiting and len(seen) < _MANY:
        place = waiting.popleft()
        kind = re.sub(r"[^/]*\d[^/]*", "#", "/".join(place.partition("?")[0].split("/")[:7]))
        if place in seen or kinds[kind] >= _OF_A_KIND:
            continue
        seen.add(place)
        kinds[kind] += 1
        answer = client.get(place)
        assert answer.status_code < 500, f"{place}: {answer.status_code}"
        assert {name: answer.headers[name] for name in ("content-security-policy", "x-content-type-options")}
        if "text/html" in answer.headers["content-type"]:
            yield place, answer.text
            waiting.extend(Reader(answer.text).here(place))


def test_whatever_texts_say_pages_run_nothing_of_it(bad_app: FastAPI) -> None:
    client = TestClient(bad_app, base_url="http://localhost")
    carrying = 0
    for place, text in _crawled(client):
        assert not Reader(text).found, f"{place}: {Reader(text).found[:3]}"
        assert "49${" not in text, f"{place} is a template of a text"
        carrying += "window.tripped" in text
    assert carrying > 8, "the texts stand on the pages"


@pytest.mark.parametrize("suffix", ["svg", "json", "html", "csv"])
def test_whatever_texts_say_files_run_nothing_of_it(bad_app: FastAPI, suffix: str) -> None:
    client = TestClient(bad_app, base_url="http://localhost")
    for page in PAGES:
        if page.parameters or page.is_for_editing:
            continue
        answer = client.get(f"/en/{page.path or 'index'}.{suffix}")
        if answer.status_code == 404:
            continue
        assert answer.status_code == 200, f"{page.name}.{suffix}"
        assert answer.headers["x-content-type-options"] == "nosniff"
        if suffix == "svg":
            drawn = ET.fromstring(answer.text)  # noqa: S314 - a drawing of our own
            assert not [one for one in drawn.iter() if one.tag.endswith(("}script", "}foreignObject"))]
            assert not [name for one in drawn.iter() for name in one.attrib if name.lower().startswith("on")]
        elif suffix == "html":
            # The file of a network is a program of its own, with a policy of its own: tests/views looks into it.
            assert page.name.startswith("network") or not Reader(answer.text).found
        elif suffix == "csv":
            assert answer.headers["content-disposition"].startswith("attachment")
        else:
            assert answer.headers["content-type"].startswith("application/json")


def test_in_a_browser_no_text_runs(tab: Page, bad_app: FastAPI) -> None:
    with served(bad_app) as address:
        for place in ("/en/", "/en/things/id/lahti/2017/goal/C5", "/fi/matrix", "/fi/network", "/sv/search?q=window"):
            if httpx.get(address + place).status_code != 200:
                continue
            tab.goto(address + place, wait_until="networkidle")
            assert tab.evaluate("window.tripped") is None, place
        query = "SELECT ?name { ?x <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } LIMIT 3"
        tab.goto(f"{address}/en/sparql-editor?{urlencode({'query': query})}")
        assert PAYLOAD[:30] in tab.locator("table.found td").first.inner_text()
        tab.goto(f"{address}/en/sparql-editor?{urlencode({'query': PAYLOAD})}")
        assert tab.locator("#wrong").count() == 1
        assert tab.evaluate("window.tripped") is None


@pytest.mark.parametrize(
    "place",
    [
        "/",
        "/en/",
        "/en/none",
        "/static/style.css",
        "/static/none",
        "/sparql?query=x",
        "/void.ttl",
        "/id/none",
        "/openapi.json",
        "/" + "a" * 40_000,
        "/en/sparql-editor?query=SELECT",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "BREW"])
def test_every_answer_carries_the_safe_headers(client: TestClient, method: str, place: str) -> None:
    answer = client.request(method, place, follow_redirects=False)
    open_to_others = {"cross-origin-resource-policy"} if "access-control-allow-origin" in answer.headers else set()
    wanted = {name: value for name, value in HEADERS.items() if name not in open_to_others}
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert "Traceback" not in answer.text


def test_pages_are_not_open_to_other_sites(client: TestClient) -> None:
    for place in ("/en/", "/en/index.json", "/openapi.json", "/static/style.css"):
        answer = client.get(place, headers={"origin": "https://elsewhere.example"})
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "place",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/pages/../../app.py",
        "/en/sources/..%2f..%2fetc%2fpasswd",
        "/en/things/..%2f..%2fpyproject.toml",
    ],
)
def test_no_path_leads_out_of_its_folder(address: str, place: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(f"GET {place} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert int(answer.split(b" ", 2)[1]) in (400, 404)
    assert b"import annotations" not in answer
    assert b"root:" not in answer


@pytest.mark.parametrize(
    "value", ["\x01", "a" * 20_000, "../../etc/passwd", "%", "\ud7ff\u202e", "'; DROP ALL --", "-1", "1e999"]
)
def test_odd_parameters_are_no_errors_of_ours(client: TestClient, value: str) -> None:
    for page in PAGES:
        if page.is_for_editing or page.name == "editor":
            continue
        for name in page.takes[:3] if not page.parameters else ():
            answer = client.get(f"/en/{page.path}", params={name: value})
            assert answer.status_code < 500, f"{page.name}: {name}"
        if page.parameters:
            path = page.fill(dict.fromkeys(page.parameters, quote(value[:500], safe="")))
            assert client.get(f"/en/{path}").status_code < 500, page.name


def test_long_addresses_and_bodies_are_refused(client: TestClient) -> None:
    assert client.get(f"/en/?x={'a' * 40_000}").status_code == 414
    assert client.post("/sparql", content=b"a" * 300_000).status_code == 413
    assert client.post("/sparql", headers={"content-length": "x"}, content=b"").status_code in (400, 413)

    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a" * 10_000

    sent = client.post("/sparql", content=endless(), headers={"content-type": "application/sparql-query"})
    assert sent.status_code == 413


def test_unknown_methods_are_refused_and_the_known_ones_are_named(client: TestClient) -> None:
    for place in ("/en/", "/static/style.css", "/void"):
        assert client.request("BREW", place).status_code == 405
        assert client.delete(place).status_code == 405
    assert "GET" in client.put("/en/").headers["allow"]


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("LOCALHOST.", True),
        ("strategy.example.fi", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("localhost@evil.example", False),
        ("", False),
        ("192.168.1.5", False),
    ],
)
def test_a_server_of_this_computer_answers_to_its_own_names(site: Site, host: str, known: bool) -> None:
    hosts = hosts_of("127.0.0.1", ["strategy.example.fi"])
    assert hosts.know(host) is known
    app = create_app(Keeper(lambda: "x", lambda: site), hosts=hosts)
    status = TestClient(app, base_url="http://localhost").get("/static/style.css", headers={"host": host}).status_code
    assert status == (200 if known else 421)


def test_a_server_for_others_answers_to_any_name_unless_it_can_be_changed() -> None:
    assert hosts_of("0.0.0.0").know("strategy.example.fi")  # noqa: S104
    changeable = hosts_of("0.0.0.0", is_editable=True)  # noqa: S104
    assert not changeable.know("strategy.example.fi")
    assert changeable.know("192.168.1.5:8000")
    assert hosts_of("0.0.0.0", ["strategy.example.fi"], is_editable=True).know("strategy.example.fi")  # noqa: S104


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 200),
        ({"origin": "http://localhost"}, 200),
        ({"origin": "http://localhost:8001"}, 403),
        ({"origin": "https://localhost"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://localhost"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
    ],
)
def test_forms_of_other_sites_change_nothing(headers: dict[str, str], status: int) -> None:
    app = FastAPI()

    @app.api_route("/change", methods=["GET", "POST"], dependencies=[SAME_ORIGIN])
    def change(request: Request) -> str:
        return request.method

    client = TestClient(app, base_url="http://localhost")
    assert client.post("/change", headers=headers).status_code == status
    assert client.get("/change", headers=headers).status_code == 200


def test_a_body_that_does_not_arrive_is_not_waited_for(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_PATIENCE", 0.3)
    with served(client.app) as address:  # type: ignore[arg-type]
        kind = "Content-Type: application/sparql-query\r\nContent-Length: 9"
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{kind}\r\n\r\n"
        assert _said(address, head + "SEL").startswith(b"HTTP/1.1 408")


def test_a_request_that_does_not_arrive_is_not_waited_for(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.3)
    with served(client.app) as address:  # type: ignore[arg-type]
        started = time.monotonic()
        assert _said(address, "") == b""
        assert _said(address, "GET / HTTP/1.1\r\nHost: local") == b""
        assert time.monotonic() - started < 5
        # One that is whole is answered, and so is the next one on the same line.
        twice = 2 * "GET /static/icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n"
        assert _said(address, twice, until=b"</svg>", times=2).count(b"200 OK") == 2


def _said(address: str, text: str, until: bytes = b"\x00", times: int = 1) -> bytes:
    host, port = address.removeprefix("http://").split(":")
    answer = b""
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(text.encode())
        while answer.count(until) < times and (chunk := line.recv(65536)):
            answer += chunk
    return answer


def test_without_a_graph_an_error_is_told_in_words() -> None:
    def none() -> Site:
        raise GraphStoreError("there is no graph yet", do="Run 'strategylinks build'.")

    answer = TestClient(create_app(Keeper(lambda: "", none)), raise_server_exceptions=False).get("/en/")
    assert answer.status_code == 500
    assert answer.text == "there is no graph yet\nRun 'strategylinks build'.\n"
    assert answer.headers["content-security-policy"] == HEADERS["content-security-policy"]


def test_the_interface_is_described_and_nothing_that_edits_is(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    operations = [one for path in described["paths"].values() for one in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert {"sparql", "sparqlPost", "dataset", "overview", "editor"} <= set(names)
    for operation in operations:
        assert operation["summary"]
        assert operation["tags"]
        assert "200" in operation["responses"]
    queries = {one["name"] for one in described["paths"]["/{language}/sparql-editor.json"]["get"]["parameters"]}
    assert queries == {"language", "query", "question"}
    assert described["components"]["schemas"].keys() == {"Table", "View", "Error"}
    assert not [path for path in described["paths"] if "review" in path]


def test_the_editor_component_is_ours_and_says_whose_it_is(client: TestClient) -> None:
    for name in ("yasqe.min.js", "yasqe.min.css", "LICENSE", "LICENSE-APACHE"):
        assert client.get(f"/static/vendor/yasqe/{name}").status_code == 200
    assert "MIT" in client.get("/static/vendor/yasqe/LICENSE").text


def test_hosts_without_names_know_everyone() -> None:
    assert Hosts().know("anyone.example")
