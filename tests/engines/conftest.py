"""The five reports on real servers, and a server that fails as it is told."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
import pytest
import servers
from failing import FailingServer, failing_server

from strategylinks.engines.publishing import graphs_of, publish
from strategylinks.engines.remote import RemoteEngine, connect

SERVERS = ("oxigraph", "virtuoso")


@pytest.fixture(scope="session", params=SERVERS)
def empty_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of each kind of server, with nothing of ours on it yet."""
    with getattr(servers, request.param)(tmp_path_factory.mktemp(request.param)) as address:
        yield address


@pytest.fixture(scope="session")
def server_engine(empty_server: str, store: ox.Store) -> RemoteEngine:
    """Give each kind of server with the graphs of the five reports; tests leave them as they are."""
    engine = connect(empty_server)
    publish(engine, graphs_of(store))
    return engine


@pytest.fixture
def failing() -> Iterator[FailingServer]:
    """Give a server that answers as it is told."""
    with failing_server() as server:
        yield server
