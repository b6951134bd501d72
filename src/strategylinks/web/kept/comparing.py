"""The comparisons that pages show: each is made once for a graph, since making one takes a second or more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from strategylinks.alignment.candidates import Candidate, align
from strategylinks.alignment.sssom import read_mappings
from strategylinks.comparison.chains import Chain, chain_of_reports
from strategylinks.comparison.comparing import compare_readings
from strategylinks.comparison.pairing import mappings_of
from strategylinks.comparison.parts import Comparison
from strategylinks.comparison.reading import Reading, read_reading
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.workspace import Workspace

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
#: So many comparisons and readings are kept.
_MOST = 16


class Comparisons:
    """Make comparisons of reports when they are first asked for, and keep the last ones."""

    def __init__(self, engine: Engine, workspace: Workspace) -> None:
        self._engine = engine
        self._sets = read_mappings(workspace.mappings)
        self._pairs: OrderedDict[tuple[str, str], Comparison] = OrderedDict()
        self._candidates: OrderedDict[tuple[str, str], Sequence[Candidate]] = OrderedDict()
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        # One at a time: two visitors who ask for the same wait for the same work.
        self._lock = threading.Lock()

    @property
    def reviewed(self) -> Sequence[tuple[str, str, int]]:
        """List the pairs of reports about which people have decided, and how much."""
        return [(one.earlier, one.later, len(list(one))) for one in self._sets]

    def pair(self, earlier: str, later: str) -> Comparison:
        """Compare two reports, by their catalogue ids; raise QueryError as ``compare`` does."""
        if earlier == later:
            raise QueryError(f"{earlier!r} cannot be compared with itself", do="Name two reports.")
        with self._lock:
            key = earlier, later
            if key not in self._pairs:
                mappings = mappings_of(self._sets, earlier, later)
                self._pairs[key] = compare_readings(self._reading(earlier), self._reading(later), mappings)
            return _kept(self._pairs, key)

    def chain(self) -> Chain | None:
        """Compare each report of the municipality that has most with the next one, and the first with the last."""
        try:
            reports = chain_of_reports(self._engine)
        except NotInGraphError:
            return None
        steps = [self.pair(earlier, later) for earlier, later in pairwise(reports)]
        return Chain(steps, self.pair(reports[0], reports[-1]) if len(reports) > 2 else None)

    def candidates(self, earlier: str, later: str) -> Sequence[Candidate]:
        """Propose what became of the elements of a report in another, decided about or not."""
        with self._lock:
            key = earlier, later
            if key not in self._candidates:
                self._candidates[key] = align(self._engine, earlier, later)
            return _kept(self._candidates, key)

    def _reading(self, report: str) -> Reading:
        if report not in self._readings:
            self._readings[report] = read_reading(self._engine, report)
        return _kept(self._readings, report)


def _kept(known: OrderedDict[_Key, _Value], key: _Key) -> _Value:
    known.move_to_end(key)
    while len(known) > _MOST:
        known.popitem(last=False)
    return known[key]
