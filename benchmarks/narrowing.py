"""Processor milliseconds and rows for each question on many copies of the graph: of everything, and narrowed.

python benchmarks/narrowing.py FOLDER COPIES [--make] [--narrowed]

FOLDER holds the store that ``--make`` writes by ``synthetic.py``. A copy is two municipalities with five reports. Each
question is asked of everything, of one municipality, of one report, and of each other thing that it takes.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
from questions import GIVEN, ROOT
from synthetic import copy_corpus

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.querying.asking import ask, questions
from strategylinks.querying.header import Header
from strategylinks.workspace import Workspace

#: What is measured again, and the lower number taken: the first time reads from the disk.
_SHORT = 2000
_COLUMNS = ("everything", "municipality", "report", "other")


def cases(header: Header, number: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what is asked, by the column it belongs to; what a question needs is always there."""
    names = {parameter.name for parameter in header.accepted}
    told = {name: text.format(n=number or "") for name, text in GIVEN.items() if name in names}
    needed = {p.name: told[p.name] for p in header.parameters if p.is_required}
    yield "everything" if not needed else "other", needed
    for name in names & {"municipality", "report"} - needed.keys():
        yield name, {**needed, name: told[name]}
    for name in sorted(told.keys() - needed.keys() - {"municipality", "report"}):
        yield "other", {**needed, name: told[name]}


def measure(engine: EmbeddedEngine, name: str, given: dict[str, str]) -> tuple[float, int]:
    """Give the processor milliseconds of an answer, and its rows."""
    found = []
    while len(found) < 2 and (not found or found[0] < _SHORT):
        started = os.times()
        rows = len(ask(name, engine, **given))
        ended = os.times()
        found.append(1000 * (ended.user + ended.system - started.user - started.system))
    return min(found), rows


def lines(engine: EmbeddedEngine, number: int, *, narrowed: bool) -> Iterator[str]:
    """Write one row of the table for each question; of several other things, the slowest."""
    yield f"| question | {' | '.join(_COLUMNS)} |"
    yield f"|---|{'---:|' * len(_COLUMNS)}"
    for header in questions():
        most: dict[str, tuple[float, int]] = {}
        for column, given in cases(header, number):
            if not (narrowed and column == "everything"):
                most[column] = max(most.get(column, (0.0, 0)), measure(engine, header.name, given))
        cells = [f"{most[c][0]:.0f} ({most[c][1]})" if c in most else "" for c in _COLUMNS]
        yield f"| {header.name} | {' | '.join(cells)} |"


def main() -> None:
    """Make the store if asked to, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("copies", type=int)
    parser.add_argument("--make", action="store_true", help="write the store first")
    parser.add_argument("--narrowed", action="store_true", help="leave out what asks of everything")
    options = parser.parse_args()
    if options.make:
        inputs = read_inputs(Workspace(ROOT))
        graph = memory_engine(build_graphs(inputs, read_reports(inputs)))
        copy_corpus(graph.store, options.copies, options.folder)
    engine = EmbeddedEngine(ox.Store.read_only(str(options.folder)))
    for line in lines(engine, options.copies // 2, narrowed=options.narrowed):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
