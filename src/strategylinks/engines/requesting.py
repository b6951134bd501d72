"""Send requests to a server: log in when it asks, wait and try again when it is busy, and say kindly what went wrong.

No message holds a user's password: addresses come without one, and what a server answers is searched for it.
"""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from strategylinks.engines.addresses import PASSWORD, USER, Login
from strategylinks.errors import GraphStoreError, QueryError

#: Answers of a server that is busy or being restarted.
_BUSY = frozenset({502, 503, 504})
_REFUSED = frozenset({401, 403})
_EXCERPT = 500
_LONGEST_WAIT = 30.0


class NoAnswerError(GraphStoreError):
    """A server gave no answer: nobody knows whether it has done what it was asked for."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Hold how long to wait for a connection and for an answer, in seconds, and how often to try."""

    connect: float = 10.0
    answer: float = 120.0
    tries: int = 4
    pause: float = 0.5


@dataclass(frozen=True, slots=True)
class Request:
    """Hold what is sent; a request that is not repeatable would do something else the second time."""

    method: str
    address: str
    headers: Mapping[str, str]
    parameters: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str | Sequence[str]] | bytes = b""
    is_repeatable: bool = True
    is_query: bool = False

    @property
    def place(self) -> str:
        """Give the address without its query string, which may hold a key."""
        return self.address.partition("?")[0]


class Http:
    """Talk with one server."""

    def __init__(self, login: Login | None, patience: Patience, *, is_local: bool) -> None:
        self._login = login
        self._patience = patience
        self._session = requests.Session()
        # On this machine a proxy of the environment leads astray; and .netrc is never asked.
        self._session.trust_env = not is_local
        self._session.auth = _no_login

    def send(self, request: Request, *, stream: bool = False, wait: float | None = None) -> requests.Response:
        """Send a request and give the answer; raise GraphStoreError or QueryError where it is none.

        ``wait`` limits the seconds without a sign of the server.
        """
        for attempt in range(1, self._patience.tries + 1):
            is_last = attempt == self._patience.tries or not request.is_repeatable
            try:
                answer = self._send_with_login(request, stream, wait or self._patience.answer)
            except requests.ReadTimeout as error:
                raise _timed_out(request, wait or self._patience.answer) from _nameless(error)
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
                if is_last or isinstance(error, requests.exceptions.SSLError):
                    raise _unreachable(request, error) from _nameless(error)
                time.sleep(self._pause(attempt))
                continue
            except requests.RequestException as error:
                raise _unreachable(request, error) from _nameless(error)
            if answer.status_code not in _BUSY or is_last:
                return self._checked(request, answer)
            answer.close()
            time.sleep(self._pause(attempt, answer.headers.get("Retry-After", "")))
        raise GraphStoreError("was never asked", where=request.place)

    def _send_with_login(self, request: Request, stream: bool, wait: float) -> requests.Response:
        answer = self._send_once(request, stream, wait)
        scheme = answer.headers.get("WWW-Authenticate", "").partition(" ")[0].lower()
        if answer.status_code != requests.codes.unauthorized or self._login is None or scheme not in _SCHEMES:
            return answer
        if self._session.auth is not _no_login:  # it has logged in, and is refused
            return answer
        answer.close()
        self._session.auth = _SCHEMES[scheme](self._login.user, self._login.password)
        return self._send_once(request, stream, wait)

    def _send_once(self, request: Request, stream: bool, wait: float) -> requests.Response:
        return self._session.request(
            request.method,
            request.address,
            params=request.parameters,
            data=request.body,
            headers=dict(request.headers),
            timeout=(self._patience.connect, wait),
            allow_redirects=False,  # a redirected POST becomes a GET
            stream=stream,
        )

    def _pause(self, attempt: int, asked: str = "") -> float:
        """Give the seconds to wait: as many as the server asks for, else twice as many each time."""
        return min(float(asked) if asked.isdigit() else self._patience.pause * 2.0 ** (attempt - 1), _LONGEST_WAIT)

    def _checked(self, request: Request, answer: requests.Response) -> requests.Response:
        status = answer.status_code
        if 200 <= status < 300:
            return answer
        said = self._said(answer)
        if status in _REFUSED:
            does = "refuses this user" if self._login else "asks for a login"
            raise GraphStoreError(
                f"the server {does} ({status})", where=request.place, do=f"Set {USER} and {PASSWORD} to one who may."
            )
        if 300 <= status < 400:
            raise GraphStoreError(
                f"the server is not here ({status})", where=request.place, do="Use the address that it redirects to."
            )
        if status == requests.codes.not_found:
            raise GraphStoreError(
                "the server knows no such address (404)", where=request.place, do="See docs/servers.md."
            )
        if request.is_query and status not in _BUSY:
            raise QueryError(f"the server cannot answer the query ({status}): {said}", where=request.place)
        raise GraphStoreError(f"the server answers {status}: {said}", where=request.place)

    def _said(self, answer: requests.Response) -> str:
        """Give the beginning of what a server says, without the login that it may repeat."""
        try:
            text = answer.content.decode("utf-8", errors="replace")
        except requests.RequestException:
            return "nothing that can be read"
        if self._login and self._login.password:
            pair = f"{self._login.user}:{self._login.password}".encode()
            for secret in (b64encode(pair).decode(), self._login.password):
                text = text.replace(secret, "…")
        return " ".join(text.split())[:_EXCERPT]


def _no_login(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Send a request as it is."""
    return request


def _basic(user: str, password: str) -> HTTPBasicAuth:
    return HTTPBasicAuth(user.encode(), password.encode())


_SCHEMES = {"basic": _basic, "digest": HTTPDigestAuth}


def _nameless(error: Exception) -> Exception:
    """Leave out the request that an error of the library carries: its headers hold the login."""
    if isinstance(error, requests.RequestException):
        error.request = error.response = None
    return error


def _timed_out(request: Request, seconds: float) -> QueryError | NoAnswerError:
    kind = QueryError if request.is_query else NoAnswerError
    return kind(f"the server gave no answer in {seconds:g} s", where=request.place, do="Ask for less, or wait longer.")


def _unreachable(request: Request, error: Exception) -> NoAnswerError:
    if isinstance(error, requests.exceptions.SSLError):
        return NoAnswerError("the certificate of the server is not accepted", where=request.place)
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return NoAnswerError("the server broke off its answer", where=request.place, do="Try again.")
    return NoAnswerError("the server cannot be reached", where=request.place, do="Is it running? Check the address.")
