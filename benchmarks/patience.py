"""Let a child process give what it finds, and go on without it where it takes too long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

_CONTEXT = multiprocessing.get_context("spawn")


def patiently(seconds: float, work: Callable[..., Iterator[Any]], *arguments: object) -> Iterator[Any]:
    """Give what a generator gives in a child process, until it takes longer than this for one thing: then None."""
    ours, theirs = _CONTEXT.Pipe(duplex=False)
    child = _CONTEXT.Process(target=_send, args=(theirs, work, arguments))
    child.start()
    theirs.close()
    try:
        while ours.poll(seconds):
            yield ours.recv()
        yield None
    except EOFError:
        return
    finally:
        child.kill()
        child.join()


def _send(connection: Connection, work: Callable[..., Iterator[Any]], arguments: tuple[object, ...]) -> None:
    for found in work(*arguments):
        connection.send(found)
    connection.close()
