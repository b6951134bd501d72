"""Milliseconds for each page with fifty readers at once: on the real graph, and on copies of it.

Each page is read by all readers at once, first new (nothing is kept of it) and then as the server has kept it; the
memory of the server is looked at before and after. A static file is read in the same run: what a page takes more than
that is ours. Then a real Chromium, where there is one, opens each page with an empty cache: milliseconds of the
browser's own clock until the page is interactive, and until all of it has loaded. ``--store FOLDER`` measures a store
that is there, such as one of 100 copies.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
from playwright.sync_api import sync_playwright
from synthetic import copy_corpus

from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.opening import nearest
from strategylinks.web.kept.remembering import RememberingEngine
from strategylinks.web.pages import PAGES
from strategylinks.web.service.serving import Server
from strategylinks.web.site import Site
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[1]
STATIC = "/static/style.css"
#: Asks a browser when the page that it shows could be used, and when all of it was there.
CLOCK = """() => {
    const [navigation] = performance.getEntriesByType("navigation");
    return [navigation.domInteractive, navigation.loadEventEnd];
}"""
#: What stands in a path where a page has parameters; municipalities of copies have a number.
GIVEN = {
    "municipality": "lahti{n}",
    "report": "lahti{n}-2017-h1",
    "earlier": "lahti{n}-2017-h1",
    "later": "lahti{n}-2024-q4-vitality",
    "path": "id/lahti{n}/2017/goal/C5",
    "unit": "KYMP",
    "other": "EKP",
    "kind": "unit-unit",
}
#: What is asked of a page beyond its path, and which question and analysis.
ASKED = {
    "search": "?q=hiilineutraalius",
    "editor": "?query=SELECT%20%2A%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%20100",
    "question": "?municipality=lahti{n}",
    "analysis": "?report=lahti{n}-2017-h1",
}
NAMES = {"question": "late-or-missed", "analysis": "brokers"}


@dataclass(frozen=True)
class Reading:
    """Hold the seconds that each reader waited, and what was answered."""

    seconds: Sequence[float]
    statuses: frozenset[int]

    def percentile(self, share: float) -> float:
        """Give the milliseconds that this share of the readers did not wait longer than."""
        return 1000 * statistics.quantiles(self.seconds, n=100, method="inclusive")[round(100 * share) - 1]


def paths(number: str) -> dict[str, str]:
    """Give an address of each page that has one here."""
    found = {}
    for page in PAGES:
        if not page.is_for_editing:
            given = {**GIVEN, "name": NAMES.get(page.name, "")}
            path = page.fill({name: given[name].format(n=number) for name in page.parameters})
            found[page.name] = f"/{{language}}/{path}{ASKED.get(page.name, '').format(n=number)}"
    return found


async def read(client: httpx.AsyncClient, addresses: Sequence[str]) -> Reading:
    """Let each reader take one of the addresses, all at once."""

    async def reader(address: str) -> tuple[float, int]:
        started = time.perf_counter()
        answer = await client.get(address)
        return time.perf_counter() - started, answer.status_code

    found = await asyncio.gather(*map(reader, addresses))
    return Reading([seconds for seconds, _ in found], frozenset(status for _, status in found))


async def measure(place: str, readers: int, number: str) -> Iterator[list[str]]:
    """Measure each page: one reader alone, all at once before it is kept, and all at once when it is."""
    rows = []
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)
    async with httpx.AsyncClient(base_url=place, timeout=300, limits=limits) as client:
        await read(client, [STATIC] * readers)
        static = await read(client, [STATIC] * readers)
        rows.append(["(a static file)", "", "", *_cells(static), "1"])
        for name, path in paths(number).items():
            alone = await read(client, [path.format(language="fi")])
            if alone.statuses != {200}:
                rows.append([name, f"status {min(alone.statuses)}", "", "", "", ""])
                continue
            fresh = await read(client, [path.format(language=("sv", "en")[n % 2]) for n in range(readers)])
            kept = await read(client, [path.format(language=("sv", "en")[n % 2]) for n in range(readers)])
            ratio = kept.percentile(0.5) / static.percentile(0.5)
            rows.append(
                [name, f"{1000 * alone.seconds[0]:.0f}", f"{fresh.percentile(0.95):.0f}", *_cells(kept), f"{ratio:.1f}"]
            )
    return iter(rows)


def opened(place: str, number: str) -> Iterator[list[str]]:
    """Open each page in Chromium with an empty cache, and give its own milliseconds."""
    found = shutil.which("chromium")
    if found is None:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name, path in paths(number).items():
            tab = browser.new_page()
            tab.goto(place.rstrip("/") + path.format(language="fi"), wait_until="load")
            times = tab.evaluate(CLOCK)
            yield [name, *(f"{time:.0f}" for time in times)]
            tab.close()


def _cells(reading: Reading) -> list[str]:
    return [f"{reading.percentile(0.5):.0f}", f"{reading.percentile(0.95):.0f}"]


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a store in a process of its own, as a user's server is."""
    command = [sys.executable, __file__, "--serve", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield (server.stdout.readline().strip() if server.stdout else ""), server
        finally:
            server.kill()


def serve(store: Path) -> None:
    """Serve a store until the process is killed; say first where."""
    pages = {page.name: page for page in PAGES if not page.is_for_editing}
    engine = RememberingEngine(EmbeddedEngine(nearest(ox.Store.read_only(str(store)), store)))
    site = Site(engine, store, Workspace(ROOT), "benchmark", pages)
    server = Server(Keeper(lambda: "benchmark", lambda: site), "127.0.0.1", 0)
    with server.listening() as address:
        print(address, flush=True)
        server.run()


def memory(server: subprocess.Popen[str]) -> int:
    """Give the megabytes that a process holds."""
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


def report(title: str, store: Path, readers: int, number: str) -> None:
    """Measure a store and print a table."""
    with serving(store) as (place, server):
        before = memory(server)
        rows = list(asyncio.run(measure(place, readers, number)))
        after = memory(server)
        again = list(asyncio.run(measure(place, readers, number)))
        last = memory(server)
        seen = list(opened(place, number))
    del again
    print(f"\n### {title}, {readers} readers; memory {before} MB, then {after} MB, after as much again {last} MB\n")
    head = ["page", "alone, new, ms", "all, new, p95", "all, kept, p50", "all, kept, p95", "× static file"]
    print(_table(head, rows))
    if seen:
        print("\n" + _table(["page in Chromium", "interactive, ms", "all loaded, ms"], seen))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def stores(options: argparse.Namespace, folder: Path) -> Mapping[str, tuple[Path, str]]:
    """Make the stores that are measured: the real one, and copies unless they are given."""
    inputs = read_inputs(Workspace(ROOT))
    engine = memory_engine(build_graphs(inputs, read_reports(inputs)))
    real = ox.Store(str(folder / "real"))
    real.bulk_extend(iter(engine.store))
    real.flush()
    found = {"the real graph": (folder / "real", "")}
    for size in options.sizes if options.store is None else []:
        copy_corpus(engine.store, size, folder / f"times-{size}")
        found[f"{size} times the graph"] = (folder / f"times-{size}", str(size // 2))
    if options.store is not None:
        found[f"the graph in {options.store.name}"] = (options.store, options.number)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--sizes", type=int, nargs="*", default=[100], help="how many copies of the corpus")
    parser.add_argument("--store", type=Path, help="the folder of a store to measure instead of copies")
    parser.add_argument("--number", default="50", help="the number of a municipality in that store")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        for title, (store, number) in stores(options, Path(folder)).items():
            report(title, store, options.readers, number)


if __name__ == "__main__":
    main()
