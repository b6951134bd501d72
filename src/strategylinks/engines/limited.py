"""Answer a query within limits of time, memory, rows and bytes.

The embedded engine cannot stop a query, so a process of its own answers, and is killed at the limit. A server has
limits of its own; here no more is waited for, and no more is read.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO, Any, Protocol, cast

import pyoxigraph as ox
import requests

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Solutions
from strategylinks.engines.reading import broken_off, canonical, mended
from strategylinks.engines.remote import JSON, N_TRIPLES, RemoteEngine
from strategylinks.errors import GraphStoreError, LimitError, QueryError

_CHILD = Path(__file__).with_name("confined.py")
_CHUNK = 1 << 16
#: A day, in seconds: nobody waits longer for an answer.
_LONGEST = 86_400
#: What an embedded engine, a server, or the folder of an Oxigraph store can be asked through.
Source = EmbeddedEngine | RemoteEngine | Path
#: What a query answers: solutions of SELECT, triples of CONSTRUCT and DESCRIBE, true or false of ASK.
Found = Solutions | Sequence[ox.Triple] | bool


class Form(StrEnum):
    """Name the forms of queries."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"


class Cut(StrEnum):
    """Name the limit that an answer was cut at."""

    ROWS = "rows"
    BYTES = "bytes"
    SERVER = "rows of the server"


@dataclass(frozen=True, slots=True)
class Limits:
    """Hold what a query may take; memory is limited on Linux, and never that of a server."""

    seconds: float = 30.0
    rows: int = 10_000
    bytes: int = 64_000_000
    megabytes: int = 1024

    def __post_init__(self) -> None:
        """Raise QueryError where a limit is none."""
        if not 0 < self.seconds <= _LONGEST:
            raise QueryError(f"seconds = {self.seconds:g} is no limit", do=f"Give more than 0, up to {_LONGEST}.")
        for name in ("rows", "bytes", "megabytes"):
            if not 1 <= getattr(self, name) <= sys.maxsize:
                raise QueryError(f"{name} = {getattr(self, name)} is no limit", do="Give 1 or more.")


@dataclass(frozen=True, slots=True)
class ChosenGraphs:
    """Hold the named graphs that a query chooses: ``default`` for patterns outside GRAPH, ``named`` for those in it."""

    default: Sequence[str] = ()
    named: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Limited:
    """Hold an answer, and the limit that it was cut at, if it was."""

    found: Found
    cut: Cut | None = None


def answer_limited(
    source: Source, query: str, form: Form, limits: Limits, graphs: ChosenGraphs | None = None
) -> Limited:
    """Answer a query; raise LimitError where it takes too long or too much memory.

    The folder of a store is read where it lies; the store of an engine is copied for each query, which is slow.
    Without ``graphs`` it sees all of them, whatever its own FROM says.
    """
    if isinstance(source, RemoteEngine):
        return _ask_server(source, query, form, limits, graphs)
    return _ask_child(source, query, limits, graphs)


def _ask_server(engine: RemoteEngine, query: str, form: Form, limits: Limits, graphs: ChosenGraphs | None) -> Limited:
    accept = JSON if form in (Form.SELECT, Form.ASK) else N_TRIPLES
    until = time.monotonic() + limits.seconds
    chosen = {"default-graph-uri": graphs.default, "named-graph-uri": graphs.named} if graphs else None
    with engine.request(query, accept, stream=True, wait=limits.seconds, graphs=chosen) as answer:
        arriving = _Counted(_Arriving(answer, until, limits), limits.bytes)
        content = mended(b"".join(iter(lambda: arriving.read(_CHUNK), b"")))
    try:
        limited = _read(accept, BytesIO(content), arriving, limits)
    except SyntaxError as error:
        raise broken_off(engine.addresses.place) from error
    if limited.cut or isinstance(limited.found, bool):
        return limited
    found = limited.found.rows if isinstance(limited.found, Solutions) else limited.found
    return Limited(limited.found, Cut.SERVER) if engine.cut_at(answer, len(found)) else limited


def _ask_child(source: EmbeddedEngine | Path, query: str, limits: Limits, graphs: ChosenGraphs | None) -> Limited:
    with _child(limits) as (child, stopped):
        with suppress(BrokenPipeError):
            task = {"query": query, "graphs": asdict(graphs) if graphs else None}
            _hand_over(source, task, limits, cast("IO[bytes]", child.stdin))
        try:
            limited = _read_child(cast("IO[bytes]", child.stdout), limits)
            if limited.cut or child.wait() == 0:
                return limited
        except (SyntaxError, json.JSONDecodeError):
            child.wait()
        if stopped.is_set():
            raise _too_slow(limits)
        raise LimitError(
            f"the query was stopped: it needs more than {limits.megabytes} MB of memory, or it broke its engine",
            do="Ask for less.",
        )


def _hand_over(source: EmbeddedEngine | Path, task: dict[str, Any], limits: Limits, given: IO[bytes]) -> None:
    folder = str(source) if isinstance(source, Path) else None
    task |= {"folder": folder, "seconds": math.ceil(limits.seconds), "megabytes": limits.megabytes}
    with given:
        given.write(json.dumps(task).encode() + b"\n")
        if isinstance(source, EmbeddedEngine):
            source.store.dump(given, format=ox.RdfFormat.N_QUADS)


def _read_child(output: IO[bytes], limits: Limits) -> Limited:
    told = json.loads(output.readline())
    match told["form"]:
        case "query error":
            raise QueryError(f"not SPARQL 1.1: {told['value']}", do="Mend the query.")
        case "store error":
            raise GraphStoreError(f"the store cannot be opened: {told['value']}", do="Run 'strategylinks build'.")
        case "truth":
            return Limited(bool(told["value"]))
        case form:
            stream = _Counted(output, limits.bytes)
            return _read(str(form), stream, stream, limits)


def _read(form: str, stream: Readable, arriving: _Counted, limits: Limits) -> Limited:
    """Read an answer up to the limits; of cut bytes, what stands behind the last whole row is left out."""
    source, rows = cast("IO[bytes]", stream), list[Any]()
    try:
        if form == N_TRIPLES:
            is_cut = _take((quad.triple for quad in ox.parse(source, format=ox.RdfFormat.N_TRIPLES)), rows, limits)
            return Limited(rows, Cut.ROWS if is_cut else arriving.cut)
        answer = ox.parse_query_results(source, format=ox.QueryResultsFormat.JSON)
        if isinstance(answer, ox.QueryBoolean):
            return Limited(bool(answer))
        found = Solutions(tuple(variable.value for variable in answer.variables), rows)
        is_cut = _take((tuple(map(canonical, solution)) for solution in answer), rows, limits)
        return Limited(found, Cut.ROWS if is_cut else arriving.cut)
    except SyntaxError as error:
        if not arriving.cut:
            raise
        if form == N_TRIPLES:
            return Limited(rows, Cut.BYTES)
        if rows:
            return Limited(found, Cut.BYTES)
        raise LimitError(f"the answer takes more than {limits.bytes} bytes", do="Ask for less.") from error


def _take(arriving: Iterable[Any], rows: list[Any], limits: Limits) -> bool:
    """Take as many rows as there may be, and tell whether there are more; what is taken stays when it breaks off."""
    rows_left = iter(arriving)
    for row in islice(rows_left, limits.rows):
        rows.append(row)  # noqa: PERF402 - rows read before an error are kept
    return next(rows_left, None) is not None


class Readable(Protocol):
    """Give the next bytes of an answer, none at its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Give some of the next bytes."""


class _Counted:
    """End an answer where it has too many bytes."""

    def __init__(self, answer: Readable, limit: int) -> None:
        self._answer = answer
        self._left = limit
        self.cut: Cut | None = None

    def read(self, size: int = -1, /) -> bytes:
        chunk = self._answer.read(size) if self.cut is None else b""
        if len(chunk) > self._left:
            self.cut = Cut.BYTES
            chunk = chunk[: self._left]
        self._left -= len(chunk)
        return chunk


class _Arriving:
    """Read an answer of a server until its time is up."""

    def __init__(self, answer: requests.Response, until: float, limits: Limits) -> None:
        self._chunks = answer.iter_content(_CHUNK)
        self._until = until
        self._limits = limits

    def read(self, _: int = -1, /) -> bytes:
        try:
            chunk = next(self._chunks, b"")
        except requests.RequestException as error:
            raise _too_slow(self._limits) from error
        if time.monotonic() > self._until:
            raise _too_slow(self._limits)
        return chunk


@contextmanager
def _child(limits: Limits) -> Iterator[tuple[subprocess.Popen[bytes], threading.Event]]:
    """Start a process that is killed when its time is up, which the event then tells, and when it is left."""
    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        child.kill()

    command = [sys.executable, "-P", str(_CHILD)]
    with subprocess.Popen(  # noqa: S603 - our own file, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        clock = threading.Timer(limits.seconds, stop)
        clock.daemon = True
        clock.start()
        try:
            yield child, stopped
        finally:
            clock.cancel()
            child.kill()


def _too_slow(limits: Limits) -> LimitError:
    return LimitError(
        f"the query was stopped after {limits.seconds:g} s", do="Ask for less: name a report, or add a LIMIT."
    )
