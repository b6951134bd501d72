"""Numbers of elements in words: "1 programme, 4 goals, 12 actions"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from strategylinks.web.facts.trees import KINDS, Node
from strategylinks.web.visit import Visit


def count_kinds(nodes: Iterable[Node]) -> dict[str, int]:
    """Count the elements below some nodes by kind, themselves too, each element once."""
    distinct = {node.iri: node.kind for top in nodes for _, node in top.walk()}
    return dict(Counter(distinct.values()))


def in_words(visit: Visit, counts: Mapping[str, int]) -> str:
    """Write numbers by kind in words, from the top level to the lowest."""
    order = [*KINDS.values(), *(kind for kind in counts if kind not in KINDS.values())]
    return ", ".join(counted(visit, kind, counts[kind]) for kind in order if counts.get(kind))


def counted(visit: Visit, kind: str, number: int) -> str:
    """Write a number of elements of a kind; a kind that we have no words for is called as the graph calls it."""
    if kind not in KINDS.values():
        return f"{visit.number(number)} {kind}"
    return visit.say(f"things.count-{kind}-one" if number == 1 else f"things.count-{kind}", n=number)
