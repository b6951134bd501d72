"""Let a child process work through a list, and go on without what takes too long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Any

_CONTEXT = multiprocessing.get_context("spawn")


def patiently(
    seconds: float, work: Callable[[str, Sequence[Any]], Iterator[Any]], file: str, tasks: Sequence[Any]
) -> Iterator[Any]:
    """Give what a child process finds for each task, None where it takes longer; then another one goes on.

    What the work gives first says that it is ready, and may take its time.
    """
    waiting = list(tasks)
    while waiting:
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        child = _CONTEXT.Process(target=_send, args=(theirs, work, file, waiting))
        child.start()
        theirs.close()
        try:
            ours.recv()
            while waiting and ours.poll(seconds):
                found = ours.recv()
                waiting.pop(0)
                yield found
        finally:
            child.kill()
            child.join()
        if waiting:
            waiting.pop(0)
            yield None


def _send(
    connection: Connection, work: Callable[[str, Sequence[Any]], Iterator[Any]], file: str, tasks: Sequence[Any]
) -> None:
    for found in work(file, tasks):
        connection.send(found)
