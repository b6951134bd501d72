"""Build the wheel, install it into an environment of its own, and use the command far from the checkout.

Run by 'make wheel'; says what it does, leaves nothing behind, and exits with 1 at the first thing that is not as it
should be.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
import urllib.request
import venv
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = "strategylinks"
RESOURCES = ("ontology", "queries", "data")
NEW_REPORT = ROOT / "tests" / "documents" / "nurmijarvi-2022-q1.txt"
#: Pages of the browser interface, and what each must hold.
PAGES = {
    "fi/": b"Lahti 2024",
    "en/things/id/lahti/2017/goal/C5": b"C5",
    "static/style.css": b"--accent",
    "static/vis-network.min.js": b"vis",
}


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="try-wheel-") as scratch:
        folder = Path(scratch)
        wheel = build_wheel(folder / "dist")
        check_contents(wheel)
        command = install(wheel, folder / "environment")
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        use(runner(command, elsewhere, folder / "cache"), elsewhere)
        look(command, elsewhere, folder / "cache")
        expect(not list((folder / "environment").rglob("current.json")), "a graph was written into the environment")
    say("The wheel works.")


def build_wheel(folder: Path) -> Path:
    say("Building the wheel …")
    run([sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)])
    (wheel,) = folder.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    say(f"Looking into {wheel.name} …")
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {f"{PACKAGE}/{name}" for name in files_below(ROOT / "src" / PACKAGE)}
    for part in RESOURCES:
        wanted |= {f"{PACKAGE}/resources/{part}/{name}" for name in files_below(ROOT / part)}
    expect(not wanted - held, f"missing from the wheel: {sorted(wanted - held)}")
    expect(not held - wanted, f"strays in the wheel: {sorted(held - wanted)}")


def files_below(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


def install(wheel: Path, environment: Path) -> Path:
    say("Installing it into a fresh environment …")
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    run([str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)])
    return programs / PACKAGE


Command = Callable[..., str]


def runner(command: Path, folder: Path, cache: Path) -> Command:
    """Make a function that runs the command in a folder that is no workspace, with a cache of its own."""
    environment = surroundings(cache)

    def strategylinks(*arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        say(f"  {PACKAGE} {' '.join(arguments)}")
        return run([str(command), *arguments], codes=codes, cwd=folder, env=environment)

    return strategylinks


def surroundings(cache: Path) -> dict[str, str]:
    """Give the variables of a user who has only the installed package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "STRATEGYLINKS"))}
    return {**kept, "XDG_CACHE_HOME": str(cache)}


def look(command: Path, folder: Path, cache: Path) -> None:
    """Open the pages that the installed package serves."""
    say(f"  {PACKAGE} serve --port 0")
    environment = {**surroundings(cache), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [str(command), "serve", "--port", "0"], stdout=subprocess.PIPE, cwd=folder, env=environment, text=True
    ) as server:
        try:
            told = str(server.stdout.readline() if server.stdout else "")
            address = next((word for word in told.split() if word.startswith("http://")), "")
            expect(bool(address), f"serve does not say where: {told!r}")
            for place, wanted in PAGES.items():
                with urllib.request.urlopen(address + place, timeout=60) as answer:  # noqa: S310 - our own server
                    expect(wanted in answer.read(), f"{place} does not hold {wanted!r}")
        finally:
            server.terminate()


def use(strategylinks: Command, folder: Path) -> None:
    say("Using it far from the checkout …")
    expect(strategylinks("--version").startswith(f"{PACKAGE} "), "--version does not name the package")
    listed = strategylinks("reports")
    expect(all(path.stem in listed for path in (ROOT / "data/reports").glob("*.txt")), "reports lacks a report")
    expect("lahti-2017-h1:150" in strategylinks("show", "C5"), "show C5 does not name its line")
    rows = list(csv.DictReader(io.StringIO(strategylinks("export", "elements", "--format", "csv"), newline="")))
    expect(sum(row["kind"] == "action" for row in rows) == 83 + 13 + 35 + 22 + 39, "export lacks actions")
    expect("KYMP" in strategylinks("ask", "units-sharing-goal", "--goal", "C5"), "C5 is not shared by KYMP")
    expect("Konsernihallinto" in strategylinks("analyse", "brokers", "--report", "2017"), "there is no broker")
    expect("true" in strategylinks("sparql", "ASK { ?s ?p ?o }"), "SPARQL does not run")
    strategylinks("network", "units", "--report", "2017", "--output", "units.html")
    expect((folder / "units.html").stat().st_size > 100_000, "the page of the network is not whole")
    strategylinks("init", "own")
    units = NEW_REPORT.with_suffix(".organisation.toml").read_text(encoding="utf-8")
    with (folder / "own/data/organisation.toml").open("a", encoding="utf-8") as organisation:
        organisation.write(units)
    added = strategylinks("add", str(NEW_REPORT), "--workspace", "own", codes=(0, 1))
    expect("coded-table" in added, "add did not recognise the layout")
    expect(NEW_REPORT.stem in strategylinks("reports", "--workspace", "own"), "the added report is not listed")


def run(command: list[str], *, codes: tuple[int, ...] = (0,), **options: object) -> str:
    done = subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload]
    if done.returncode not in codes:
        fail(f"{' '.join(command)} exited with {done.returncode}:\n{done.stdout.decode()}{done.stderr.decode()}")
    return str(done.stdout.decode("utf-8"))


def expect(condition: bool, otherwise: str) -> None:
    if not condition:
        fail(otherwise)


def fail(why: str) -> None:
    sys.exit(f"The wheel does not work: {why}")


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
