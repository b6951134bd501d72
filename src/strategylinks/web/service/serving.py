"""Run the web application on a port of this computer."""

from __future__ import annotations

import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import uvicorn

from strategylinks.errors import StrategyLinksError
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.warming import Warming
from strategylinks.web.protocol.answering import answering
from strategylinks.web.service.gate import hosts_of
from strategylinks.web.service.patience import PatientProtocol

#: The port that is taken where none is named, if it is free.
USUAL_PORT = 8000
#: So many visitors are answered at once; the others are told to come again.
_MOST_AT_ONCE = 200


class Server:
    """Listen first, so that a port in use is told before anything is opened; then answer until stopped."""

    def __init__(
        self,
        keeper: Keeper,
        host: str,
        port: int | None = None,
        *,
        is_editable: bool = False,
        names: Collection[str] = (),
    ) -> None:
        self.keeper = keeper
        self._host, self._port = host, port
        self._is_editable = is_editable
        self._names = names
        self._socket: socket.socket | None = None

    @contextmanager
    def listening(self) -> Iterator[str]:
        """Take the port and give the address to open; raise StrategyLinksError where the named port is taken."""
        with _bound_to_any(self._host) if self._port is None else _bound(self._host, self._port) as taken:
            self._socket = taken
            # Opened now: an error is told here, not to the first visitor.
            self.keeper.site()
            yield f"http://{_named(self._host)}:{taken.getsockname()[1]}/"

    def run(self) -> None:
        """Answer until the process is told to end."""
        hosts = hosts_of(self._host, self._names, is_editable=self._is_editable)
        config = uvicorn.Config(
            create_app(self.keeper, is_editable=self._is_editable, hosts=hosts),
            http=PatientProtocol,
            ws="none",
            log_level="warning",
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_keep_alive=10,
        )
        warming = Warming(self.keeper)
        warming.start()
        try:
            uvicorn.Server(config).run(sockets=[self._socket] if self._socket else None)
        finally:
            warming.stop()
            answering().close()


def _bound_to_any(host: str) -> socket.socket:
    """Take the usual port, or any other where that is taken."""
    try:
        return _bound(host, USUAL_PORT)
    except StrategyLinksError:
        return _bound(host, 0)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise StrategyLinksError(
            f"cannot answer at {host} port {port}: {error.strerror or error}",
            do="Choose another with --port, or end what uses this one.",
        ) from error
    return taken


def _named(host: str) -> str:
    """Give the name under which this computer reaches itself."""
    return {"127.0.0.1": "localhost", "0.0.0.0": "localhost", "::1": "[::1]"}.get(host, host)  # noqa: S104
