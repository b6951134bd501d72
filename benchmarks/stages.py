"""Time and peak memory of each stage, for the five reports and for 10 and 100 synthetic copies of them.

Each size runs in a process of its own, so that its peak memory is its own. Copies get ids and plans of their own:
everything in them is new to the graph. The peer is plain rdflib in memory, with the same quads and the same queries.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SIZES = (1, 10, 100)
#: The sizes at which the peer is asked: it needs minutes where the store needs seconds.
PEER_SIZES = (1,)
MEGABYTE = 1024 * 1024

Stages = dict[str, list[float]]


class Stopwatch:
    """Note for each stage the processor time it takes and the highest memory of the process by its end."""

    def __init__(self) -> None:
        self.stages: Stages = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        started = time.process_time()
        yield
        self.stages[name] = [time.process_time() - started, peak_memory()]

    def part(self, name: str, function: Callable) -> Callable:
        """Make a function that also adds up how long it takes, as a part of the stage that calls it."""

        def timed(*arguments: object) -> object:
            started = time.process_time()
            answer = function(*arguments)
            seconds = self.stages.get(name, [0, 0])[0] + time.process_time() - started
            self.stages[name] = [seconds, peak_memory()]
            return answer

        return timed


def peak_memory() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


def make_workspace(folder: Path, copies: int) -> Path:
    """Make a workspace of the five reports and copies of them."""
    shutil.copytree(DATA, folder / "data")
    for name in ("catalogue.toml", "corrections.toml"):
        text = (DATA / name).read_text(encoding="utf-8")
        entries = re.findall(r"^\[\[(?:plan|report|correction)\]\]\n.*?(?=^\[\[|\Z)", text, re.MULTILINE | re.DOTALL)
        fresh = [renamed(entry, number) for number in range(1, copies) for entry in entries]
        (folder / "data" / name).write_text("\n".join([text, *fresh]), encoding="utf-8")
    for report in (DATA / "reports").glob("*.txt"):
        for number in range(1, copies):
            shutil.copyfile(report, folder / "data/reports" / f"{report.stem}-copy{number}.txt")
    return folder


def renamed(entry: str, number: int) -> str:
    return re.sub(r'^(id|report|plan|file) = "([^".]+)', rf'\1 = "\2-copy{number}', entry, flags=re.MULTILINE)


def measure(folder: Path) -> dict[str, object]:
    """Build a workspace as 'strategylinks build' does, with a watch on each stage, and export its elements."""
    watch = Stopwatch()
    with watch.stage("import"):
        import pyshacl  # noqa: F401 - the command imports it when it first validates

        from strategylinks import pipeline
        from strategylinks.cli import main, state
        from strategylinks.engines.embedded import EmbeddedEngine
        from strategylinks.graph import dataset, store
        from strategylinks.validation import check
        from strategylinks.workspace import Workspace
    gc.set_threshold(main.OBJECTS_BETWEEN_COLLECTIONS)
    pipeline.parse_report = watch.part("read", pipeline.parse_report)
    pipeline.load_report = watch.part("load", pipeline.load_report)
    dataset.build_report_graph = watch.part("graph", dataset.build_report_graph)
    dataset.Linker.link = watch.part("link", dataset.Linker.link)
    shapes, queries = check.validate_shapes, check.run_quality_queries
    check.validate_shapes = watch.part("SHACL", lambda *given: list(shapes(*given)))
    check.run_quality_queries = watch.part("quality queries", lambda *given: list(queries(*given)))
    session = state.Session(Workspace(folder))
    with watch.stage("build"):
        summaries = session.build(show_progress=False)
    built = store.GraphStore(folder / "store").open()
    with watch.stage("export elements"):
        exported = state.element_records(EmbeddedEngine(built))
    built.dump(str(folder / "graph.nq"))
    errors = sum(summary.findings["error"] for summary in summaries)
    return {"stages": watch.stages, "triples": len(built), "elements": len(exported), "errors": errors}


def measure_peer(folder: Path) -> dict[str, object]:
    """Load the quads of a workspace into rdflib and ask it the queries that the build and the export ask."""
    watch = Stopwatch()
    import pyoxigraph as ox
    from rdflib import Dataset

    from strategylinks.engines.embedded import EmbeddedEngine
    from strategylinks.querying.library import query_names, query_text, select

    names = [name for name in query_names() if name.startswith(("quality/", "export/"))]
    with watch.stage("load: pyoxigraph"):
        store = ox.Store()
        store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    with watch.stage("query: pyoxigraph"):
        answers = {name: sum(1 for _ in select(EmbeddedEngine(store), name)) for name in names}
    with watch.stage("load: rdflib"):
        dataset = Dataset(default_union=True).parse(folder / "graph.nq", format="nquads")
    with watch.stage("query: rdflib"):
        same = sum(len(dataset.query(query_text(name))) == answers[name] for name in names)
    return {"stages": watch.stages, "queries": len(names), "same": same}


def run_alone(task: str, folder: Path) -> dict[str, object]:
    """Run a task in a process of its own."""
    done = subprocess.run([sys.executable, __file__, task, str(folder)], stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


def run_all(sizes: list[int]) -> None:
    from rich.console import Console

    results, peers = {}, {}
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as scratch, console.status("") as status:
        for size in sizes:
            status.update(f"{5 * size} reports: making the copies …")
            folder = make_workspace(Path(scratch) / str(size), size)
            status.update(f"{5 * size} reports: reading, building, checking …")
            results[size] = run_alone("stages", folder)
            if size in PEER_SIZES:
                status.update(f"{5 * size} reports: the peer …")
                peers[size] = run_alone("peer", folder)
            shutil.rmtree(folder)
    sys.stdout.write(stage_table(results) + "\n" + peer_table(peers))


def stage_table(results: dict[int, dict]) -> str:
    """Write time and peak memory per stage and size, what a build takes, and how it grows."""
    sizes = list(results)
    heading = ["stage", *(f"{5 * size} reports" for size in sizes)]
    for result in results.values():
        result["stages"] = with_rest(result["stages"])
    rows = [[name, *(cell(results[size]["stages"][name]) for size in sizes)] for name in results[sizes[0]]["stages"]]
    totals = {size: build_time(results[size]["stages"]) for size in sizes}
    rows.append(["**start to validated store**", *(f"**{totals[size]:.1f} s**" for size in sizes)])
    rows.append(["seconds for each five reports", *(f"{totals[size] / size:.2f}" for size in sizes)])
    rows.append(
        ["share of validation", *(f"{validation(results[size]['stages']) / totals[size]:.0%}" for size in sizes)]
    )
    rows.append(["triples", *(f"{results[size]['triples']:,}" for size in sizes)])
    rows.append(["elements", *(f"{results[size]['elements']:,}" for size in sizes)])
    rows.append(["findings that are errors", *(str(results[size]["errors"]) for size in sizes)])
    return markdown(heading, rows)


def with_rest(stages: Stages) -> Stages:
    """Put what a build does beside the watched stages, which is to write the store above all, in the place of all."""
    whole, memory = stages["build"]
    parts = ("read", "load", "graph", "link", "SHACL", "quality queries")
    rest = [whole - sum(stages[part][0] for part in parts), memory]
    named = {name: stages[name] for name in ("import", *parts)}
    return {**named, "other graphs, store, rules, the rest": rest, "export elements": stages["export elements"]}


def build_time(stages: Stages) -> float:
    return sum(seconds for name, (seconds, _) in stages.items() if not name.startswith("export"))


def validation(stages: Stages) -> float:
    return stages["SHACL"][0] + stages["quality queries"][0]


def peer_table(peers: dict[int, dict]) -> str:
    """Write how many times as long the peer takes."""
    rows = []
    for size, peer in peers.items():
        for step in ("load", "query"):
            ours, theirs = (peer["stages"][f"{step}: {engine}"][0] for engine in ("pyoxigraph", "rdflib"))
            what = (
                "load the quads" if step == "load" else f"ask {peer['queries']} queries ({peer['same']} answer alike)"
            )
            rows.append([f"{5 * size} reports: {what}", f"{ours:.2f} s", f"{theirs:.2f} s", f"{theirs / ours:.0f} ×"])
    return markdown(["in memory", "pyoxigraph", "rdflib", "ratio"], rows)


def cell(measured: list[float]) -> str:
    return f"{measured[0]:.2f} s · {measured[1]:.0f} MB"


def markdown(heading: list[str], rows: list[list[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(heading) - 1)
    return "".join(f"| {' | '.join(row)} |\n" for row in [heading, rule, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="?", default="all", choices=["all", "stages", "peer"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="How many times the five reports.")
    given = parser.parse_args()
    if given.task == "all":
        run_all(given.sizes)
    else:
        task = measure if given.task == "stages" else measure_peer
        sys.stdout.write(json.dumps(task(given.folder)))


if __name__ == "__main__":
    main()
