"""How well candidates are ranked, by the reviewed mappings: every pair with weights that have not seen it.

``--blind`` holds them against what readers found who had not seen the mappings (``readings/``). ``--embedding`` asks
the language model too. ``--write`` makes ``data/alignment.toml``, or with it ``data/alignment-embedding.toml``, anew
from all reviewed mappings. ``--size 2000`` measures time and memory on that many made-up elements a side instead.
"""

from __future__ import annotations

import argparse
import csv
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from strategylinks.alignment.candidates import choose, compare_sides, propose
from strategylinks.alignment.elements import AlignedElement, read_elements
from strategylinks.alignment.learning import Case, learn
from strategylinks.alignment.mappings import MappingSet
from strategylinks.alignment.scoring import Scores, score
from strategylinks.alignment.sssom import read_mappings
from strategylinks.alignment.weights import CONFIDENCE, Weights
from strategylinks.building import memory_engine
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[1]
SURE = 0.9
ANY = "any level"
STEPS = (0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.01)
HEAD = """\
# What each kind of evidence weighs when candidates for succession are ranked. Generated, not edited by hand:
# benchmarks/candidates.py{options} --write, from
# {mappings} reviewed continuations and {decided} decided earlier elements of {sets} pairs in data/mappings.
# `first` is the sum of what two elements hold by themselves, `second` with what their neighbours in the structure
# scored; `confidence` makes a chance of it, learned from pairs left out in turn.
"""


@dataclass(frozen=True)
class Rank:
    """Hold where the first right one of a level stands among those of that level, or of all levels."""

    pair: str
    level: str
    later_level: str
    place: int


def real_engine() -> EmbeddedEngine:
    """Build the graph of the real reports in memory."""
    inputs = read_inputs(Workspace(ROOT))
    return memory_engine(build_graphs(inputs, list(read_reports(inputs))))


def make_case(engine: EmbeddedEngine, mappings: MappingSet, *, embedding: bool) -> Case:
    """Compare the elements of a reviewed pair."""
    earlier, later = read_elements(engine, mappings.earlier), read_elements(engine, mappings.later)
    rows, columns = ({element.iri: at for at, element in enumerate(side)} for side in (earlier, later))
    right = np.zeros((len(earlier), len(later)), dtype=bool)
    for mapping in mappings.continuations:
        right[rows[mapping.pair[0] or ""], columns[mapping.pair[1] or ""]] = True
    decided = {mapping.pair[0] for mapping in mappings}
    reviewed = np.array([element.iri in decided for element in earlier])
    return Case(earlier, later, compare_sides(earlier, later, embedding=embedding).signals, right, reviewed)


def without(case: Case, signals: Sequence[str]) -> Case:
    """Give the same pair without some signals."""
    return replace(case, signals={name: one for name, one in case.signals.items() if name not in signals})


def blind(case: Case, path: Path) -> Case:
    """Give the same pair with the continuations that all readers found who had not seen the mappings."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    known = {element.iri.partition("/id/")[2] for element in (*case.earlier, *case.later)} | {""}
    if strangers := {row[side] for row in rows for side in ("earlier", "later")} - known:
        raise SystemExit(f"{path} names elements that the reports do not have: {sorted(strangers)[:3]}")
    votes = Counter((row["earlier"], row["later"]) for row in rows if row["verdict"] == "continues")
    readers = len({row["reader"] for row in rows})
    earlier, later = ([element.iri.partition("/id/")[2] for element in side] for side in (case.earlier, case.later))
    right = np.array([[votes[one, other] == readers for other in later] for one in earlier])
    return replace(case, right=right)


def tell_agreement(names: Sequence[str], cases: Sequence[Case], read: Sequence[Case]) -> None:
    """Print which of the reviewed continuations the readers found too, and what they found besides."""
    print("\n| pair | reviewed | found by readers too | found by readers only |\n|---|---:|---:|---:|")
    for name, case, other in zip(names, cases, read, strict=True):
        both = (case.right & other.right).sum()
        print(f"| {name} | {case.right.sum()} | {both} | {other.right.sum() - both} |")


def level_of(element: AlignedElement) -> str:
    """Name the level that results are counted on."""
    return "actions" if element.kind == "action" else "goals and flagships"


def ranks(pair: str, case: Case, scores: Scores) -> Iterator[Rank]:
    """Tell where the first right one stands, for each earlier element and each level that has right ones for it."""
    later_levels = [level_of(element) for element in case.later]
    for row in np.flatnonzero(case.right.any(axis=1)):
        order = np.argsort(-scores.total[row], kind="stable")
        right = {later_levels[column] for column in np.flatnonzero(case.right[row])}
        for level in (*sorted(right), ANY):
            same = [column for column in order if level in (later_levels[column], ANY)]
            place = next(place for place, column in enumerate(same) if case.right[row, column])
            yield Rank(pair, level_of(case.earlier[row]), level, place)


def tell_ranks(found: Sequence[Rank]) -> None:
    """Print the shares of right ones: for each pair, for all of them, and for all pairs with the levels together."""
    print("| pair | from | to | elements | first | among three | among six |\n|---|---|---|---:|---:|---:|---:|")
    pairs = sorted({rank.pair for rank in found})
    levels = sorted({(rank.level, rank.later_level) for rank in found}, key=lambda way: (way[1] == ANY, way))
    for pair in (*pairs, "all"):
        for way in levels:
            some = [rank for rank in found if pair in (rank.pair, "all") and way == (rank.level, rank.later_level)]
            tell_shares(f"| {pair} | {way[0]} | {way[1]}", some)
    on_levels = [rank for rank in found if rank.later_level != ANY]
    for level in sorted({rank.level for rank in found}):
        tell_shares(f"| all | {level} | each level", [rank for rank in on_levels if rank.level == level])


def tell_shares(what: str, some: Sequence[Rank]) -> None:
    """Print how many are first, among three and among six."""
    if some:
        shares = " | ".join(f"{np.mean([rank.place < most for rank in some]):.0%}" for most in (1, 3, 6))
        print(f"{what} | {len(some)} | {shares} |")


def tell_confidence(cases: Sequence[Case], scored: Sequence[Scores]) -> None:
    """Print how often what was said to be so sure was right."""
    said = np.concatenate([s.confidence[c.reviewed].ravel() for c, s in zip(cases, scored, strict=True)])
    right = np.concatenate([c.right[c.reviewed].ravel() for c in cases])
    print("\n| confidence | pairs | right | said | was |\n|---|---:|---:|---:|---:|")
    for low, high in pairwise(STEPS):
        some = (said >= low) & (said < high)
        if some.any():
            told = f"{said[some].mean():.2f} | {right[some].mean():.2f}"
            print(f"| {low:.2f}–{min(high, 1):.2f} | {some.sum()} | {right[some].sum()} | {told} |")
    sure = said >= SURE
    print(f"\nOf {sure.sum()} with {SURE} or more, {right[sure].sum()} are right.")


def tell_list(names: Sequence[str], cases: Sequence[Case], scored: Sequence[Scores]) -> None:
    """Print how long the lists are, and what they miss."""
    print("\n| pair | elements | candidates | each | continuations | missed |\n|---|---:|---:|---:|---:|---:|")
    for name, case, scores in zip(names, cases, scored, strict=True):
        levels = [element.kind for element in case.earlier]
        chosen = choose(scores, levels, np.zeros(case.right.shape, dtype=bool))
        missed = sum(column not in chosen[row] for row, column in zip(*np.nonzero(case.right), strict=True))
        length = sum(map(len, chosen))
        counts = f"{len(case.earlier)} | {length} | {length / len(case.earlier):.1f} | {case.right.sum()} | {missed}"
        print(f"| {name} | {counts} |")


def write_weights(path: Path, weights: Weights, cases: Sequence[Case]) -> None:
    """Write the reviewed file of weights."""
    counts = {"mappings": sum(int(c.right.sum()) for c in cases), "decided": sum(int(c.reviewed.sum()) for c in cases)}
    tables = {"first": weights.first, "second": weights.second}
    tables["confidence"] = dict(zip(CONFIDENCE, weights.confidence, strict=True))
    options = " --embedding" if "embedding" in path.stem else ""
    lines = [HEAD.format(**counts, sets=len(cases), options=options)]
    for name, table in tables.items():
        lines += [f"[{name}]", *(f"{key} = {value}" for key, value in table.items()), ""]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def measure_size(engine: EmbeddedEngine, size: int, *, embedding: bool) -> None:
    """Align two made-up sides: the real elements over and over, each time with words of its own."""
    sides = []
    for report, mark in (("lahti-2017-h1", "eka"), ("lahti-2022-h1-vitality", "toka")):
        real = read_elements(engine, report)
        copies = [copied(e, f"{mark}{number}") for number in range(size // len(real) + 1) for e in real]
        sides.append(copies[:size])
    started = time.perf_counter()
    found = propose(*sides, embedding=embedding)
    seconds, memory = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{size} × {size}: {len(found)} candidates, {seconds:.0f} s, {memory:.1f} GB at most")


def copied(element: AlignedElement, mark: str) -> AlignedElement:
    """Copy an element into a plan of its own; every third word gets an ending that no other plan has."""
    ending = "".join(chr(ord("a") + int(digit)) for digit in mark if digit.isdigit())

    def changed(text: str) -> str:
        return " ".join(word + ending if at % 3 == 0 else word for at, word in enumerate(text.split()))

    return replace(
        element,
        iri=f"{element.iri}/{mark}",
        name=changed(element.name),
        parents=tuple(f"{parent}/{mark}" for parent in element.parents),
        supports=tuple(f"{goal}/{mark}" for goal in element.supports),
        above=tuple(map(changed, element.above)),
        indicators=tuple(map(changed, element.indicators)),
        texts=tuple(map(changed, element.texts)),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the learned weights")
    parser.add_argument("--embedding", action="store_true", help="ask the language model too")
    parser.add_argument("--without", nargs="*", default=[], help="leave these signals out: name_themes, things, …")
    parser.add_argument("--blind", action="store_true", help="hold them against readings/")
    parser.add_argument("--size", type=int, default=0, help="measure this many elements a side instead")
    options = parser.parse_args()
    engine = real_engine()
    if options.size:
        measure_size(engine, options.size, embedding=options.embedding)
        return
    sets = read_mappings(ROOT / "data" / "mappings")
    names = [one.name for one in sets]
    cases = [without(make_case(engine, one, embedding=options.embedding), options.without) for one in sets]
    scored = []
    for case in cases:
        weights = learn([other for other in cases if other is not case])
        scored.append(score(case.earlier, case.later, case.signals, weights))
    weighed = cases
    if options.blind:
        folder = ROOT / "benchmarks" / "readings"
        cases = [blind(case, folder / f"{name}.tsv") for name, case in zip(names, cases, strict=True)]
        tell_agreement(names, weighed, cases)
    each = zip(names, cases, scored, strict=True)
    tell_ranks([rank for name, case, scores in each for rank in ranks(name, case, scores)])
    tell_confidence(cases, scored)
    tell_list(names, cases, scored)
    if options.write:
        name = "alignment-embedding.toml" if options.embedding else "alignment.toml"
        write_weights(ROOT / "data" / name, learn(weighed), weighed)


if __name__ == "__main__":
    main()
