"""Keep the graph that is shown, and what was written from it, until a newer graph takes its place."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from strategylinks.web.site import Site
from strategylinks.web.twins import Answer

#: So many bytes of written pages are kept at most.
_MOST_BYTES = 64_000_000
#: So many pages can be written at once without waiting for another by chance.
_LOCKS = 64


@dataclass(slots=True)
class Written:
    """Hold the pages that were written last, up to a number of bytes."""

    most: int = _MOST_BYTES
    _answers: OrderedDict[str, Answer] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: Sequence[threading.Lock] = field(default_factory=lambda: [threading.Lock() for _ in range(_LOCKS)])

    def get_or_make(self, key: str, make: Callable[[], Answer]) -> Answer:
        """Give what was written for a key, or write it: many who ask at once for what is new wait for one of them."""
        answer = self.get(key)
        if answer is None:
            with self._making[hash(key) % _LOCKS]:
                answer = self.get(key)
                if answer is None:
                    answer = make()
                    self.put(key, answer)
        return answer

    def get(self, key: str) -> Answer | None:
        """Give what was written for a key."""
        with self._lock:
            answer = self._answers.get(key)
            if answer:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: str, answer: Answer) -> None:
        """Keep what was written for a key, and forget what was not asked for the longest time."""
        with self._lock:
            old = self._answers.pop(key, None)
            self._bytes += len(answer.content) - (len(old.content) if old else 0)
            self._answers[key] = answer
            while self._bytes > self.most:
                _, forgotten = self._answers.popitem(last=False)
                self._bytes -= len(forgotten.content)


@dataclass(slots=True)
class Keeper:
    """Hold the site that is shown, and open it again when the graph was built anew.

    ``stamp`` tells cheaply what state the graph is in; ``open`` opens it.
    """

    stamp: Callable[[], str]
    open: Callable[[], Site]
    written: Written = field(default_factory=Written)
    _site: Site | None = None
    _seen: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def site(self) -> Site:
        """Give the site of the graph that is now in use."""
        with self._lock:
            now = self.stamp()
            if self._site is None or self._seen != now:
                self._site, self._seen = self.open(), now
                self.written = Written(self.written.most)
            return self._site
