"""Let requests in: those that name this server, are not too long, and do not take for ever to arrive."""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import Collection
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The longest address, in bytes: that of a long query in the editor.
_LONGEST_ADDRESS = 32_000
#: The longest body: a form with the longest query, every sign of it escaped.
_LONGEST_BODY = 200_000
#: So long may a body take to arrive, in seconds.
_PATIENCE = 20.0
#: What is left of a body that is refused is not read.
_CLOSED = {"connection": "close"}
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """Hold the names that a server answers to; without any, to all.

    A page elsewhere can give its own name the address of this computer, and would then count as one of ours.
    """

    names: Collection[str] = ()
    #: An address in numbers cannot be given to another computer.
    takes_addresses: bool = False

    def know(self, host: str) -> bool:
        """Tell whether a Host header names this server."""
        name = _without_port(host).lower().rstrip(".")
        return not self.names or name in self.names or (self.takes_addresses and _is_address(name))


def hosts_of(bound: str, names: Collection[str] = (), *, is_editable: bool = False) -> Hosts:
    """Give the hosts of a server that is bound to an address, and known by further names."""
    known = {*LOOPBACK, bound.lower(), f"[{bound.lower()}]", *(name.lower() for name in names)}
    if is_loopback(bound):
        return Hosts(known)
    # A server for others is known by whatever name they have given it; one that can be changed is not.
    return Hosts(known, takes_addresses=True) if names or is_editable else Hosts()


def is_loopback(host: str) -> bool:
    """Tell whether only this computer reaches an address."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host.strip("[]")).is_loopback)


class Gate:
    """Refuse a request that names another server, or is too long; raise HTTPException for a body as it arrives."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif refusal := self._refusal(scope):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, _Arriving(receive), send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self.hosts.know(headers.get("host", "")):
            return PlainTextResponse("This server has another name: start it with --name.\n", 421)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return PlainTextResponse("The address is too long.\n", 414)
        length = headers.get("content-length", "0")
        if not length.isdigit() or len(length) > 12 or int(length) > _LONGEST_BODY:
            return PlainTextResponse(f"The body is longer than {_LONGEST_BODY} bytes.\n", 413, _CLOSED)
        return None


class _Arriving:
    """Count the bytes of a body, and the seconds that they take."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._bytes = 0
        self._until = time.monotonic() + _PATIENCE
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:  # what comes now is the end of the connection, and may be long in coming
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), max(self._until - time.monotonic(), 0.001))
        except TimeoutError as error:
            raise HTTPException(408, headers=_CLOSED) from error
        self._bytes += len(message.get("body", b""))
        if self._bytes > _LONGEST_BODY:
            raise HTTPException(413, headers=_CLOSED)
        self._is_whole = not message.get("more_body", False)
        return message


def _without_port(host: str) -> str:
    head, bracket, _ = host.partition("]")
    return head + bracket if bracket else host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
