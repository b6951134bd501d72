"""Answer the SPARQL of visitors: a few at a time, each in processes that are stopped at their limits."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from strategylinks.engines.limited import ChosenGraphs, Cut, Form, Found, Limits, answer_limited
from strategylinks.errors import QueryError, StrategyLinksError
from strategylinks.web.protocol.vetting import Checker
from strategylinks.web.site import Site

#: What the query of a visitor may take. Whole graphs are there as files, so an answer need not be long.
LIMITS = Limits(seconds=20, rows=10_000, bytes=32_000_000, megabytes=512)
#: So many queries run at once, so many more wait for their turn, and so many seconds at most.
_MOST, _MOST_WAITING, _WAIT = 4, 8, 10.0


class BusyError(StrategyLinksError):
    """Too many queries are running already."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Hold what a query found; ``cut`` names the limit that it was cut at."""

    form: Form
    found: Found
    cut: Cut | None


class Answering:
    """Hold the processes that check queries: whoever has one of them may have one query answered."""

    def __init__(self, most: int = _MOST, waiting: int = _MOST_WAITING, wait: float = _WAIT) -> None:
        self._wait = wait
        self._room = threading.BoundedSemaphore(most + waiting)
        self._free: queue.SimpleQueue[Checker] = queue.SimpleQueue()
        self._checkers = [Checker() for _ in range(most)]
        for checker in self._checkers:
            self._free.put(checker)

    def answer(self, site: Site, text: str, graphs: ChosenGraphs | None = None, limits: Limits = LIMITS) -> Answered:
        """Answer a query over the graphs that are chosen, or those of its FROM, or all.

        Raise QueryError where it is no query, LimitError where it takes too much, BusyError where it has no turn.
        """
        if not text.strip():
            raise QueryError("the query is empty", do="Write a SELECT, ASK, CONSTRUCT or DESCRIBE query.")
        with self._turn() as checker:
            checked = checker.check(text, site.base)
            limited = answer_limited(site.source, checked.text, checked.form, limits, graphs or checked.graphs)
        return Answered(checked.form, limited.found, limited.cut)

    def close(self) -> None:
        """End all processes."""
        for checker in self._checkers:
            checker.close()

    @contextmanager
    def _turn(self) -> Iterator[Checker]:
        if not self._room.acquire(blocking=False):
            raise _busy()
        try:
            checker = self._free.get(timeout=self._wait)
        except queue.Empty as error:
            raise _busy() from error
        else:
            try:
                yield checker
            finally:
                self._free.put(checker)
        finally:
            self._room.release()


@cache
def answering() -> Answering:
    """Give what answers for all applications of this process: the computer's limits are one, too."""
    return Answering()


def limits_with_rows(rows: int) -> Limits:
    """Give the usual limits with fewer rows."""
    return replace(LIMITS, rows=min(rows, LIMITS.rows))


def _busy() -> BusyError:
    return BusyError("too many queries are running", do="Try again in a few seconds.")
