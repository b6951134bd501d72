"""Milliseconds for each question of the library: on the real graph, on plain rdflib, and on copies of the graph.

A question is asked as a person asks it, names and all. Where it takes a report it is asked twice: of everything, and of
one report. The copies are made by ``synthetic.py`` in a folder that is deleted again.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rdflib import Dataset
from rich.console import Console
from synthetic import copy_corpus

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.querying.asking import ask, bound_question, questions
from strategylinks.querying.header import Header
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[1]
RUNS = 3
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


def given(header: Header, number: str, *, one_report: bool) -> dict[str, str]:
    """Give the parameters that the question needs, and the report if only one is asked of."""
    names = [p.name for p in header.parameters if p.is_required or (one_report and p.name == "report")]
    return {name: GIVEN[name].format(n=number) for name in names}


def milliseconds(action: Callable[[], object]) -> float:
    """Measure the middle one of some runs."""
    runs = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        runs.append(1000 * (time.perf_counter() - started))
    return statistics.median(runs)


def measure(engine: EmbeddedEngine, number: str, tell: Callable[[str], None]) -> dict[str, tuple[float, float | None]]:
    """Ask every question of everything and, where it takes a report, of one report."""
    found = {}
    for header in questions():
        tell(header.name)
        takes_report = any(p.name == "report" and not p.is_required for p in header.parameters)
        of_all, of_one = (given(header, number, one_report=one) for one in (False, True))
        whole = milliseconds(lambda header=header, of_all=of_all: ask(header.name, engine, **of_all))
        part = milliseconds(lambda header=header, of_one=of_one: ask(header.name, engine, **of_one))
        found[header.name] = (whole, part if takes_report else None)
    return found


def measure_peer(engine: EmbeddedEngine, tell: Callable[[str], None]) -> dict[str, float]:
    """Ask plain rdflib the same SPARQL, once."""
    peer = Dataset(default_union=True)
    with tempfile.NamedTemporaryFile(suffix=".nq") as file:
        engine.store.dump(file.name)
        peer.parse(file.name, format="nquads")
    found = {}
    for header in questions():
        tell(f"rdflib: {header.name}")
        text = bound_question(header, given(header, "", one_report=False), engine)
        started = time.perf_counter()
        list(peer.query(text))
        found[header.name] = 1000 * (time.perf_counter() - started)
    return found


def table(sizes: dict[int, dict[str, tuple[float, float | None]]], peer: dict[str, float]) -> str:
    """Write the milliseconds as a Markdown table."""
    headings = ["question", *(f"× {size}" for size in sizes), *(f"× {size}, one report" for size in sizes)]
    rows = [[*headings, "rdflib × 1", "ratio"], ["---", *["---:"] * (2 * len(sizes) + 2)]]
    for name in next(iter(sizes.values())):
        whole, part = zip(*(found[name] for found in sizes.values()), strict=True)
        cells = [f"{value:.0f}" for value in whole] + ["" if value is None else f"{value:.0f}" for value in part]
        slow = peer.get(name)
        ratio = [f"{slow:.0f}", f"{slow / whole[0]:.0f}"] if slow is not None else ["", ""]
        rows.append([name, *cells, *ratio])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100], help="how many copies of the corpus")
    parser.add_argument("--no-peer", action="store_true", help="leave rdflib out")
    parser.add_argument("--folder", type=Path, help="where the copies are written; default: the system's")
    options = parser.parse_args()
    inputs = read_inputs(Workspace(ROOT))
    engine = memory_engine(build_graphs(inputs, read_reports(inputs)))
    with Console(stderr=True).status("") as status:
        sizes = {1: measure(engine, "", status.update)}
        peer = {} if options.no_peer else measure_peer(engine, status.update)
        for size in options.sizes:
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                status.update(f"making {size} copies")
                large = EmbeddedEngine(copy_corpus(engine.store, size, Path(folder) / "store"))
                sizes[size] = measure(large, str(size // 2), status.update)
                del large
    sys.stdout.write(table(sizes, peer))


if __name__ == "__main__":
    main()
