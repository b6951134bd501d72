"""Networks drawn at random, the same for each seed, with what the analyses need of real ones."""

from __future__ import annotations

import random

import networkx as nx

_KINDS = ("joint-action", "shared-parent", "lead-and-participants", "explicit-reference", "stated-condition")


def made_network(size: int, seed: int) -> nx.MultiDiGraph[str]:
    """Make a network of one report with about so many elements: goals with actions, units, linkages."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    units = [f"u{number}" for number in range(max(4, size // 6))]
    goals = [f"g{number}" for number in range(max(3, size // 3))]
    actions = [f"a{number}" for number in range(size)]
    indicators = [f"i{number}" for number in range(size // 5)]
    told = {"programme": ["p0", "p1"], "unit": units, "goal": goals, "action": actions, "indicator": indicators}
    for kind, nodes in told.items():
        for node in nodes:
            network.add_node(node, kind=kind, label=node, code=node.upper(), reports=("r",), plan="r", municipality="m")
    for goal in goals:
        _join(network, goal, draw.choice(["p0", "p1"]), "belongs-to")
    for action in actions:
        _join(network, action, draw.choice(goals), "belongs-to")
        for unit in draw.sample(units, draw.choice([1, 1, 2])):
            _join(network, action, unit, "responsible", role=draw.choice(["lead", "responsible", "participant"]))
    for indicator in indicators:
        network.nodes[indicator]["label"] = draw.choice(["Osuus", "Määrä", "Aste"])
        _join(network, indicator, draw.choice(actions), "measures")
    for number in range(size // 2):
        _link(network, draw, number, units, actions, goals)
    return network


def shuffled(network: nx.MultiDiGraph[str], seed: int) -> nx.MultiDiGraph[str]:
    """Make the same network in another order."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    nodes, edges = list(network.nodes(data=True)), list(network.edges(keys=True, data=True))
    draw.shuffle(nodes)
    draw.shuffle(edges)
    other: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    other.add_nodes_from(nodes)
    for source, target, key, data in edges:
        other.add_edge(source, target, key, **data)
    return other


def _link(
    network: nx.MultiDiGraph[str],
    draw: random.Random,
    number: int,
    units: list[str],
    actions: list[str],
    goals: list[str],
) -> None:
    kind = draw.choice(_KINDS)
    first, second = draw.sample(units, 2)
    told = {"from_units": (first,), "to_units": (second,), "through": (), "weight": float(draw.choice([1, 1, 2]))}
    if kind in ("explicit-reference", "stated-condition"):
        _join(network, draw.choice(actions), draw.choice(goals), kind, fact=f"l{number}", **told)
    else:
        told["through"] = (draw.choice(actions),)
        _join(network, first, second, kind, fact=f"l{number}", directed=kind == "lead-and-participants", **told)


def _join(network: nx.MultiDiGraph[str], source: str, target: str, kind: str, **told: object) -> None:
    plain = {"role": "", "weight": 1.0, "confidence": 1.0, "directed": True, "report": "r", "fact": source}
    dates = {"start": "2020-01-01", "end": "2020-12-31"}
    data = {**plain, **dates, **told, "kind": kind}
    network.add_edge(source, target, f"{kind} r {data['fact']} {target}", **data)
