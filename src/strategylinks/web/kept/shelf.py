"""A shelf for what is costly to make and holds for one graph: an index, a network, the outcome of a check."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

_Made = TypeVar("_Made")
#: So many things are kept where nothing else is said.
_MOST = 128


@dataclass(slots=True)
class Shelf:
    """Hold each thing under a name; it is made once, by the first who asks for it, while others wait.

    Of more than ``most``, what was not asked for the longest time is forgotten.
    """

    most: int = _MOST
    _things: OrderedDict[str, object] = field(default_factory=OrderedDict)
    _making: dict[str, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, name: str, make: Callable[[], _Made]) -> _Made:
        """Give what stands under a name, or make it and keep it."""
        with self._lock:
            if name in self._things:
                return cast("_Made", self._taken(name))
            making = self._making.setdefault(name, threading.Lock())
        with making:
            with self._lock:
                if name in self._things:
                    return cast("_Made", self._taken(name))
            made = make()
            with self._lock:
                self._things[name] = made
                self._making.pop(name, None)
                while len(self._things) > self.most:
                    self._things.popitem(last=False)
            return made

    def _taken(self, name: str) -> object:
        self._things.move_to_end(name)
        return self._things[name]
