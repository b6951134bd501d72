"""Seconds for each analysis on synthetic networks of 1,000 to 100,000 nodes, and NetworkX beside networkit.

A network is made of reports of a few hundred nodes, each of a municipality with units of its own; a municipality has
ten reports. So it is built as real ones are: many plans of ordinary size, joined by the units. Time is processor time
of one run, all threads together.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator

import networkx as nx
from rich.console import Console

from strategylinks.analysis import measures
from strategylinks.analysis.analyses import ANALYSES
from strategylinks.analysis.projecting import full_network

SIZES = (1_000, 10_000, 100_000)
REPORTS_OF_A_MUNICIPALITY = 10
UNITS, GOALS, ACTIONS, INDICATORS = 12, 30, 120, 80
LINKAGES = 200
#: Past this size NetworkX is not asked for the ways between all nodes: it would take hours.
NETWORKX_WAYS = 10_000
#: What the analyses need that ask about something.
GIVEN = {
    "dependency-trace": {"element": "m0r0g1", "depth": 5},
    "unit-removed": {"unit": "m0u1"},
    "units-merged": {"unit": "m0u1", "other": "m0u2"},
}
_KINDS = ("joint-action", "shared-parent", "lead-and-participants", "explicit-reference", "named-in-text")


def make_network(size: int) -> nx.MultiDiGraph[str]:
    """Make a network of about so many nodes."""
    draw = random.Random(2017)  # noqa: S311 - nothing secret is drawn
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    number = 0
    while network.number_of_nodes() < size:
        place, year = divmod(number, REPORTS_OF_A_MUNICIPALITY)
        add_report(network, draw, f"m{place}", f"m{place}r{year}", str(2015 + year))
        number += 1
    return network


def add_report(network: nx.MultiDiGraph[str], draw: random.Random, place: str, report: str, year: str) -> None:
    def add(kind: str, node: str, **also: object) -> str:
        known = network.nodes[node]["reports"] if node in network else ()
        told = {"kind": kind, "label": node, "code": node, "reports": (*known, report), "plan": report}
        network.add_node(node, **told, municipality=place, start=f"{year}-01-01", end=f"{year}-12-31", **also)
        return node

    def join(source: str, target: str, kind: str, **also: object) -> None:
        plain = {"role": "", "weight": 1.0, "confidence": 1.0, "directed": True, "report": report, "fact": source}
        data = {**plain, "start": f"{year}-01-01", "end": f"{year}-12-31", **also, "kind": kind}
        network.add_edge(source, target, f"{kind} {report} {data['fact']}", **data)

    units = [add("unit", f"{place}u{number}") for number in range(UNITS)]
    programmes = [add("programme", f"{report}p{number}") for number in range(4)]
    goals = [add("goal", f"{report}g{number}") for number in range(GOALS)]
    actions = [add("action", f"{report}a{number}") for number in range(ACTIONS)]
    for goal in goals:
        join(goal, draw.choice(programmes), "belongs-to")
    for action in actions:
        join(action, draw.choice(goals), "belongs-to")
        for unit in draw.sample(units, draw.choice([1, 1, 2])):
            join(action, unit, "responsible", role="responsible", fact=f"{action}{unit}")
    for number in range(INDICATORS):
        join(add("indicator", f"{report}i{number}"), draw.choice(actions), "measures")
    for number in range(LINKAGES):
        kind, (first, second) = draw.choice(_KINDS), draw.sample(units, 2)
        told = {"from_units": (first,), "to_units": (second,), "through": (draw.choice(actions),)}
        source, target = {
            "explicit-reference": (draw.choice(actions), draw.choice(goals)),
            "named-in-text": (draw.choice(actions), second),
        }.get(kind, (first, second))
        join(source, target, kind, fact=f"{report}l{number}", directed=kind not in _KINDS[:2], **told)


def timed(function: Callable, *given: object, **named: object) -> tuple[float, object]:
    """Give the seconds that a call takes, and its answer."""
    started = time.process_time()
    answer = function(*given, **named)
    return time.process_time() - started, answer


def analysis_rows(networks: dict[int, nx.MultiDiGraph[str]], tell: Callable[[str], None]) -> Iterator[list[str]]:
    """Time every analysis, and the brokers of everything beside those of the units."""
    asked = [(name, GIVEN.get(name, {})) for name in ANALYSES] + [("brokers", {"of": "full"})]
    for name, given in asked:
        title = name + "".join(f" --{key} {value}" for key, value in given.items() if key == "of")
        row = [title]
        for size, network in networks.items():
            tell(f"{title}: {size:,} nodes …")
            row.append(f"{timed(ANALYSES[name].function, network, **given)[0]:.2f} s")
        yield row


def peer_rows(networks: dict[int, nx.MultiDiGraph[str]], tell: Callable[[str], None]) -> Iterator[list[str]]:
    """Time NetworkX and networkit on the full network; betweenness also tells whether they agree."""
    for size, network in networks.items():
        joined = full_network(network)
        for name, measure in (("betweenness", measures.betweenness), ("communities", measures.communities)):
            tell(f"{name} by both: {size:,} nodes …")
            done = []
            for limit in (10**18, -1):
                if limit < 0 or name == "communities" or size <= NETWORKX_WAYS:
                    measures.NETWORKX_WORK = measures.NETWORKX_NODES = limit
                    done.append(timed(measure, joined))
            times, answers = [took for took, _ in done], [answer for _, answer in done]
            yield [f"{name}, {size:,} nodes", *told(times), agreement(name, answers)]


def told(times: list[float]) -> list[str]:
    """Write the times of NetworkX and networkit, and their ratio; NetworkX may not have been asked."""
    ours = times[-1]
    if len(times) == 1:
        return ["not asked", f"{ours:.2f} s", "–"]
    return [f"{times[0]:.2f} s", f"{ours:.2f} s", f"{times[0] / ours:.1f} ×"]


def agreement(name: str, answers: list) -> str:
    if name == "communities":
        return " / ".join(f"{len(answer)} groups" for answer in answers)
    if len(answers) == 1:
        return f"sampled, ± {answers[0].error:.1g}" if answers[0].error else "exact"
    first, second = (answer.values for answer in answers)
    return f"differ by at most {max(abs(first[node] - second[node]) for node in first):.0e}"


def markdown(heading: list[str], rows: list[list[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(heading) - 1)
    return "".join(f"| {' | '.join(row)} |\n" for row in [heading, rule, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="How many nodes.")
    sizes = parser.parse_args().sizes
    with Console(stderr=True).status("") as status:
        networks = {size: make_network(size) for size in sizes}
        heading = ["analysis", *(f"{size:,} nodes" for size in sizes)]
        edges = ["edges", *(f"{network.number_of_edges():,}" for network in networks.values())]
        first = markdown(heading, [edges, *analysis_rows(networks, status.update)])
        second = markdown(
            ["full network", "NetworkX", "networkit", "ratio", "the two"], list(peer_rows(networks, status.update))
        )
    sys.stdout.write(f"{first}\n{second}")


if __name__ == "__main__":
    main()
