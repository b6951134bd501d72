"""Processor seconds and rows for each question on many copies of the graph: of everything, and narrowed.

python benchmarks/narrowing.py FOLDER COPIES [--make] [--narrowed]

FOLDER holds the store that ``--make`` writes by ``synthetic.py``. A copy is two municipalities with five reports. Each
question is asked of one municipality, of one report, of each other thing that it takes, and of everything. A child
process asks, so that what takes too long can be given up.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
from patience import patiently
from questions import GIVEN, ROOT
from synthetic import copy_corpus

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.querying.asking import ask, questions
from strategylinks.querying.breadth import ALL, is_narrowed
from strategylinks.querying.header import MUNICIPALITY, Header
from strategylinks.workspace import Workspace

#: What is measured again, and the lower number taken: the first time reads from the disk.
_SHORT = 2.0
_RUNS = 2
_COLUMNS = ("everything", "municipality", "report", "other")


def cases(header: Header, number: int, *, narrowed: bool) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what is asked, by the column it belongs to, everything last; what a question needs is always there."""
    names = {parameter.name for parameter in header.accepted}
    told = {name: text.format(n=number or "") for name, text in GIVEN.items() if name in names}
    needed = {p.name: told[p.name] for p in header.parameters if p.is_required}
    for name in sorted(names & {"municipality", "report"} - needed.keys()):
        yield name, {**needed, name: told[name]}
    for name in sorted(told.keys() - needed.keys() - {"municipality", "report"}):
        yield "other", {**needed, name: told[name]}
    if is_narrowed(header, needed):
        yield "other", needed
    elif not narrowed:
        yield "everything", {**needed, MUNICIPALITY.name: ALL}


def measure(folder: str, tasks: Sequence[tuple[str, str, dict[str, str]]]) -> Iterator[tuple[float, int]]:
    """Give the processor seconds and the rows of each answer, after a pair that says that the store is open."""
    engine = EmbeddedEngine(ox.Store.read_only(folder))
    yield 0.0, 0
    for name, _, given in tasks:
        found: list[float] = []
        while len(found) < _RUNS and (not found or found[0] < _SHORT):
            started = time.process_time()
            rows = len(ask(name, engine, **given))
            found.append(time.process_time() - started)
        yield min(found), rows


def lines(folder: Path, number: int, *, narrowed: bool, patience: float) -> Iterator[str]:
    """Write one row of the table for each question; of several other things, the slowest."""
    yield f"| question | {' | '.join(_COLUMNS)} |"
    yield f"|---|{'---:|' * len(_COLUMNS)}"
    tasks = [(h.name, *case) for h in questions() for case in cases(h, number, narrowed=narrowed)]
    answers = zip(tasks, patiently(patience, measure, str(folder), tasks), strict=True)
    for name, group in groupby(answers, key=lambda answer: answer[0][0]):
        most: dict[str, tuple[float, int]] = {}
        for (_, column, _), found in group:
            most[column] = max(most.get(column, (0.0, 0)), found or (patience, -1))
        cells = {
            c: f"{seconds:.2f} ({rows})" if rows >= 0 else f"more than {patience:.0f}"
            for c, (seconds, rows) in most.items()
        }
        yield f"| {name} | {' | '.join(cells.get(column, '') for column in _COLUMNS)} |"


def main() -> None:
    """Make the store if asked to, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("copies", type=int)
    parser.add_argument("--make", action="store_true", help="write the store first")
    parser.add_argument("--narrowed", action="store_true", help="leave out what asks of everything")
    parser.add_argument("--patience", type=float, default=60, help="seconds that one answer may take by the clock")
    options = parser.parse_args()
    if options.make:
        inputs = read_inputs(Workspace(ROOT))
        graph = memory_engine(build_graphs(inputs, read_reports(inputs)))
        copy_corpus(graph.store, options.copies, options.folder)
    told = {"narrowed": options.narrowed, "patience": options.patience}
    for line in lines(options.folder, options.copies // 2, **told):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
