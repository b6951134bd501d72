"""Where a SPARQL server takes queries, updates and graphs: three addresses and a login, from one setting.

Servers follow the protocols of SPARQL 1.1, but each puts them under paths of its own. The usual ones are known, and
a prefix such as ``fuseki+https://…`` says which are meant where a path does not tell.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from strategylinks.errors import GraphStoreError

#: Names the server, or a part of its addresses where they are unusual.
STORE, QUERY, UPDATE, GRAPHS = (f"STRATEGYLINKS_STORE{part}" for part in ("", "_QUERY", "_UPDATE", "_GRAPHS"))
USER, PASSWORD = f"{STORE}_USER", f"{STORE}_PASSWORD"
_EXAMPLE = "Write an address such as http://localhost:7878 or virtuoso+https://host/sparql."
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_LAST_PARTS = frozenset({"query", "sparql", "sparql-auth", "update", "data", "store"})


@dataclass(frozen=True, slots=True)
class Login:
    """Hold a user and a password; the password stands in no text that this object is shown as."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Hold where a server takes queries, updates, and whole graphs; ``graphs`` is empty where it takes none."""

    query: str
    update: str
    graphs: str
    login: Login | None = None

    @property
    def place(self) -> str:
        """Give the address of queries without its query string, which may hold a key."""
        return self.query.partition("?")[0]

    @property
    def is_local(self) -> bool:
        """Tell whether the server is on this machine, where no proxy stands between."""
        return urlsplit(self.query).hostname in _LOOPBACK


def read_addresses(address: str, environment: Mapping[str, str] = os.environ) -> Addresses:
    """Read the setting ``--store``; raise GraphStoreError where it is no address of a server."""
    kind, parts = _split(address.strip())
    login = _login(parts, environment)
    base = urlunsplit((parts.scheme, _host(parts), _folder(parts.path), "", ""))
    found = _CONVENTIONS[kind or _guess(parts.path)](base, login is not None)
    given = [_override(environment[name]) if environment.get(name) else "" for name in (QUERY, UPDATE, GRAPHS)]
    query, update, graphs = (own or usual for own, usual in zip(given, found, strict=True))
    return Addresses(query, update, graphs, login)


def _split(address: str) -> tuple[str, SplitResult]:
    """Take an address apart; what is wrong with it is said without repeating it: it may hold a password."""
    scheme, mark, rest = address.partition("://")
    kind, plus, scheme = scheme.rpartition("+")
    wrong = None
    try:
        parts = urlsplit(f"{scheme}{mark}{rest}")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            wrong = "it is no address that begins with http:// or https:// and names a host"
    except ValueError:
        wrong = "its host or port cannot be read; signs such as / in a password are written as %2F"
    if plus and kind not in _CONVENTIONS:
        wrong = "the server before the + is none of " + ", ".join(_CONVENTIONS)
    if wrong:
        raise GraphStoreError(f"the address of the store cannot be used: {wrong}", do=_EXAMPLE)
    return kind, parts


def _login(parts: SplitResult, environment: Mapping[str, str]) -> Login | None:
    user = unquote(parts.username or "") or environment.get(USER, "")
    password = unquote(parts.password or "") or environment.get(PASSWORD, "")
    return Login(user, password) if user else None


def _override(address: str) -> str:
    _, parts = _split(address)
    return urlunsplit((parts.scheme, _host(parts), parts.path, parts.query, ""))


def _host(parts: SplitResult) -> str:
    """Give host and port, without user and password."""
    return parts.netloc.rpartition("@")[2]


def _folder(path: str) -> str:
    """Take away the last part of a path where it names one of a server's addresses."""
    path = path.rstrip("/")
    above, _, last = path.rpartition("/")
    return above if last in _LAST_PARTS else path


def _guess(path: str) -> str:
    """Tell from its path what kind of server an address belongs to."""
    path = path.rstrip("/")
    if path.endswith(("/sparql", "/sparql-auth")) and not _folder(path):
        return "virtuoso"
    return "fuseki" if _folder(path) else "oxigraph"


def _oxigraph(base: str, _: bool) -> tuple[str, str, str]:
    return f"{base}/query", f"{base}/update", f"{base}/store"


def _virtuoso(base: str, has_login: bool) -> tuple[str, str, str]:
    end = "-auth" if has_login else ""
    return f"{base}/sparql{end}", f"{base}/sparql{end}", f"{base}/sparql-graph-crud{end}"


def _fuseki(base: str, _: bool) -> tuple[str, str, str]:
    return f"{base}/query", f"{base}/update", f"{base}/data"


_CONVENTIONS = {"oxigraph": _oxigraph, "virtuoso": _virtuoso, "fuseki": _fuseki}
