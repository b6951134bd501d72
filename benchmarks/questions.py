"""Processor milliseconds for questions of each group: on the embedded store, and the same SPARQL on plain rdflib.

A question is asked as a person asks it, names and all; rdflib gets the SPARQL with the names already found. It has a
child process, so that what takes too long is given up. Copies of the graph are measured by ``narrowing.py``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from patience import patiently
from rdflib import Dataset

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.querying.asking import ask, bound_question, find_question
from strategylinks.querying.header import Header
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[1]
RUNS = 5
#: Two of each group; rdflib would need more than an hour for all.
CHOSEN = [
    "explicit-references",
    "stated-conditions",
    "indicators",
    "distance-to-target",
    "units-on",
    "tasks-that-left",
    "status-counts",
    "late-or-missed",
    "units-sharing-goal",
    "goals-of-unit",
    "plan-tree",
    "level-counts",
    "new-elements",
    "successors",
    "completeness",
    "sources-of-element",
]
#: What a person gives for a parameter; municipalities of copies have a number.
GIVEN = {
    "report": "lahti{n}-2017-h1",
    "goal": "lahti{n}-2017-h1/C5",
    "flagship": "lahti{n}-2024-q4-vitality/1",
    "element": "lahti{n}-2017-h1/C5",
    "within": "lahti{n}-2017-h1/C5",
    "unit": "lahti{n}/SIVI",
    "other": "lahti{n}/KOHA",
    "term": "KOHA",
    "earlier": "lahti{n}-2017-h1",
    "later": "lahti{n}-2024-q4-vitality",
    "day": "2022-06-30",
    "municipality": "lahti{n}",
}


def given(header: Header) -> dict[str, str]:
    """Give the parameters that the question needs, in the real graph."""
    return {p.name: GIVEN[p.name].format(n="") for p in header.parameters if p.is_required}


def milliseconds(engine: EmbeddedEngine, name: str) -> tuple[float, int]:
    """Measure the quickest of some runs, and count the rows."""
    found = []
    for _ in range(RUNS):
        started = time.process_time()
        rows = len(ask(name, engine, **given(find_question(name))))
        found.append(1000 * (time.process_time() - started))
    return min(found), rows


def peer(file: str, texts: Sequence[str]) -> Iterator[tuple[float, int]]:
    """Load a dump into plain rdflib and ask it; the first thing given is the time of loading."""
    started = time.process_time()
    dataset = Dataset(default_union=True)
    dataset.parse(file, format="nquads")
    yield 1000 * (time.process_time() - started), len(dataset)
    for text in texts:
        started = time.process_time()
        rows = len(list(dataset.query(text)))
        yield 1000 * (time.process_time() - started), rows


def lines(engine: EmbeddedEngine, names: Sequence[str], patience: float) -> Iterator[str]:
    """Write the rows of the table as they are found."""
    yield "| question | rows | embedded | rdflib | ratio |"
    yield "|---|---:|---:|---:|---:|"
    texts = [bound_question(header, given(header), engine) for header in map(find_question, names)]
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        engine.store.dump(file.name)
        for name, found in zip(names, patiently(patience, peer, file.name, texts), strict=True):
            own, rows = milliseconds(engine, name)
            slow = found[0] if found else 1000 * patience
            more = "" if found else "more than "
            same = "" if not found or found[1] == rows else f" ({found[1]} rows)"
            yield f"| {name} | {rows} | {own:.1f} | {more}{slow:.0f}{same} | {more}{slow / own:.0f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=CHOSEN, help="questions; without them, two of each group")
    parser.add_argument("--patience", type=float, default=60, help="seconds by the clock for one answer of rdflib")
    options = parser.parse_args()
    inputs = read_inputs(Workspace(ROOT))
    engine = memory_engine(build_graphs(inputs, read_reports(inputs)))
    for line in lines(engine, options.names, options.patience):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
