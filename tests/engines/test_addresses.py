from __future__ import annotations

import pytest

from strategylinks.engines.addresses import PASSWORD, QUERY, UPDATE, USER, Addresses, read_addresses
from strategylinks.errors import GraphStoreError


def read(address: str) -> Addresses:
    return read_addresses(address, {})


@pytest.mark.parametrize(
    ("address", "query", "update", "graphs"),
    [
        ("http://localhost:7878", "/query", "/update", "/store"),
        ("http://localhost:7878/", "/query", "/update", "/store"),
        ("http://localhost:7878/query", "/query", "/update", "/store"),
        ("http://localhost:8890/sparql", "/sparql", "/sparql", "/sparql-graph-crud"),
        ("http://localhost:3030/strategy", "/strategy/query", "/strategy/update", "/strategy/data"),
        ("http://localhost:3030/strategy/sparql", "/strategy/query", "/strategy/update", "/strategy/data"),
        ("oxigraph+http://localhost/a/graph", "/a/graph/query", "/a/graph/update", "/a/graph/store"),
        ("virtuoso+http://localhost/a/sparql", "/a/sparql", "/a/sparql", "/a/sparql-graph-crud"),
    ],
)
def test_one_address_tells_the_others(address: str, query: str, update: str, graphs: str) -> None:
    found = read(address)
    host = "/".join(address.rpartition("+")[2].split("/")[:3])
    assert [found.query, found.update, found.graphs] == [host + query, host + update, host + graphs]
    assert found.login is None


def test_with_a_login_virtuoso_is_asked_where_it_takes_one() -> None:
    found = read("https://anna:s%2Fecret@host.example/sparql")
    assert found.query == found.update == "https://host.example/sparql-auth"
    assert found.graphs == "https://host.example/sparql-graph-crud-auth"
    assert found.login is not None
    assert (found.login.user, found.login.password) == ("anna", "s/ecret")


def test_the_environment_may_hold_the_login_and_each_address() -> None:
    environment = {
        USER: "anna",
        PASSWORD: "secret",
        QUERY: "https://read.example/sparql?key=1",
        UPDATE: "https://anna:secret@write.example/update",
    }
    found = read_addresses("http://localhost:7878", environment)
    assert found.query == "https://read.example/sparql?key=1"
    assert found.place == "https://read.example/sparql"
    assert found.update == "https://write.example/update"
    assert found.graphs == "http://localhost:7878/store"
    assert found.login is not None
    assert found.login.user == "anna"


def test_no_text_of_the_addresses_shows_the_password() -> None:
    found = read("http://anna:secret@localhost:7878")
    assert "secret" not in f"{found!r}{found}"
    assert "@" not in found.query


@pytest.mark.parametrize(
    "address",
    [
        "ftp://anna:secret@host.example",
        "anna:secret@host.example",
        "http://anna:sec/ret@host.example/",
        "http://anna:secret@host.example:port/",
        "http://anna:secret@[host.example/",
        "mystore+http://anna:secret@host.example/",
        "http://",
        "store",
        "",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(GraphStoreError, match="the address of the store cannot be used") as caught:
        read(address)
    assert "secret" not in str(caught.value)
    assert "sec/ret" not in str(caught.value)


def test_a_server_on_this_machine_is_local() -> None:
    assert read("http://127.0.0.1:7878").is_local
    assert read("http://[::1]:7878").is_local
    assert not read("http://host.example").is_local
