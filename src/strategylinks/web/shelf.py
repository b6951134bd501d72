"""A shelf for what is costly to make and holds for one graph: an index, the outcome of a check."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

_Made = TypeVar("_Made")


@dataclass(slots=True)
class Shelf:
    """Hold each thing under a name; it is made once, by the first who asks for it, while others wait."""

    _things: dict[str, Any] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Give what stands under a name, or make it and keep it."""
        with self._lock:
            lock = self._locks.setdefault(name, threading.Lock())
        with lock:
            if name not in self._things:
                self._things[name] = make()
            made: _Made = self._things[name]
            return made
