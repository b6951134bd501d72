"""Explain a triple: who states it, or which rule it follows by, and from what, down to what is stated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.engine import Engine, Term
from strategylinks.errors import NotInGraphError
from strategylinks.graph.iris import DEFAULT_BASE, Iris
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.reasoning.rules import Pattern, Rule, read_rules

#: A rule that leads to a triple, with the premises that it leads there from.
_Way = tuple[Rule, tuple[ox.Triple, ...]]

#: Triples of one query: servers refuse queries that are too long.
_BATCH = 500
_INDENT = "  "
_PARTS = ("subject", "predicate", "object")
_IRI = re.compile(r"<?(?P<iri>[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+)>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Hold a proof: a stated triple with the named graphs that state it, or a rule with its proven premises."""

    triple: ox.Triple
    graphs: tuple[str, ...] = ()
    rule: Rule | None = None
    premises: tuple[Explanation, ...] = ()
    size: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", 1 + sum(premise.size for premise in self.premises))

    @property
    def is_stated(self) -> bool:
        """Tell whether a report, or another graph that people or reading made, states the triple."""
        return self.rule is None

    def facts(self) -> Sequence[Explanation]:
        """Give the stated triples at the end of every branch, each once."""
        if self.is_stated:
            return [self]
        leaves = (leaf for premise in self.premises for leaf in premise.facts())
        return list({leaf.triple: leaf for leaf in leaves}.values())

    def lines(self, name: Callable[[Term], str], depth: int = 0) -> Iterator[str]:
        """Write the proof as indented lines, with terms as ``name`` writes them."""
        said = " ".join(map(name, self.triple))
        graphs = ", ".join(name(ox.NamedNode(graph)) for graph in self.graphs)
        yield f"{_INDENT * depth}{said}  [{f'rule {self.rule.name}' if self.rule else f'stated in {graphs}'}]"
        for premise in self.premises:
            yield from premise.lines(name, depth + 1)

    def as_data(self) -> dict[str, Any]:
        """Give the proof as nested plain data, as JSON holds it."""
        said = {name: str(getattr(term, "value", term)) for name, term in zip(_PARTS, self.triple, strict=True)}
        if self.rule is None:
            return {**said, "stated_in": list(self.graphs)}
        because = {"rule": self.rule.name, "title": dict(self.rule.title)}
        return {**said, **because, "premises": [premise.as_data() for premise in self.premises]}

    def __str__(self) -> str:
        return "\n".join(self.lines(short_name))


def explain(
    engine: Engine, subject: str, predicate: str, value: str | ox.Literal, iris: Iris | None = None
) -> Explanation:
    """Give the shortest proof of a triple; raise NotInGraphError where it is not in the graph.

    Each part is an IRI or a prefixed name: ``sl:involvesUnit``, ``id:lahti/2017/goal/C5``. The graph of what follows
    has to be written. The proof takes the fewest steps one upon another, and of such proofs the one with the fewest
    triples.
    """
    iris = iris or Iris()
    end = value if isinstance(value, ox.Literal) else _resource(value, iris.base)
    triple = ox.Triple(_resource(subject, iris.base), _resource(predicate, iris.base), end)
    return _Search(engine, iris.graph("inference")).prove(triple)


def short_name(term: Term, base: str = DEFAULT_BASE) -> str:
    """Write a term with a prefix where one is in use: ``sl:Goal``, ``id:lahti/2017/goal/C5``."""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in _prefixes(base).items():
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    return str(term)


class _Search:
    """Search backwards from a triple, one step of all rules at a time, until it is proven."""

    def __init__(self, engine: Engine, inferred: URIRef) -> None:
        self._engine = engine
        self._inferred = inferred
        self._proofs: dict[ox.Triple, Explanation] = {}
        self._ways: dict[ox.Triple, list[_Way]] = {}

    def prove(self, goal: ox.Triple) -> Explanation:
        """Give the shortest proof."""
        seen, frontier = {goal}, [goal]
        while frontier:
            for batch in _batches(frontier):
                self._find_stated(batch)
            self._combine()
            if goal in self._proofs:
                return self._proofs[goal]
            self._find_ways([triple for triple in frontier if triple not in self._proofs])
            needed = {p for triple in frontier for _, premises in self._ways.get(triple, ()) for p in premises}
            frontier = sorted(needed - seen, key=str)
            seen |= needed
        raise NotInGraphError(
            f"no graph states and no rule gives: {' '.join(map(short_name, goal))}",
            do="Check the names, and that the graph was built with its inferences.",
        )

    def _find_stated(self, triples: Sequence[ox.Triple]) -> None:
        values = " ".join(f"({t.subject} {t.predicate} {t.object})" for t in triples)
        rows = self._engine.select(
            f"SELECT ?s ?p ?o ?graph WHERE {{ VALUES (?s ?p ?o) {{ {values} }} GRAPH ?graph {{ ?s ?p ?o }} }}"
        ).rows
        stated: dict[ox.Triple, list[str]] = {}
        for subject, predicate, value, graph in rows:
            if isinstance(graph, ox.NamedNode) and graph.value != str(self._inferred):
                stated.setdefault(_triple(subject, predicate, value), []).append(graph.value)
        for triple, graphs in stated.items():
            self._proofs[triple] = Explanation(triple, graphs=tuple(sorted(graphs)))

    def _find_ways(self, triples: Sequence[ox.Triple]) -> None:
        for rule in read_rules():
            for goals in _batches([triple for triple in triples if triple.predicate.value == rule.concludes]):
                self._find_ways_of(rule, goals)

    def _find_ways_of(self, rule: Rule, goals: Sequence[ox.Triple]) -> None:
        solutions = self._engine.select(rule.instances(goals))
        for row in solutions.rows:
            bound = {f"?{name}": term for name, term in zip(solutions.variables, row, strict=True)}
            premises = tuple(_bind(premise, bound) for premise in rule.premises)
            self._ways.setdefault(_bind(rule.conclusion, bound), []).append((rule, premises))

    def _combine(self) -> None:
        """Prove what the proofs so far suffice for; a shorter proof takes the place of a longer one."""
        changed = True
        while changed:
            changed = False
            for triple, ways in self._ways.items():
                best = min(self._candidates(triple, ways), key=_rank, default=None)
                if best and (triple not in self._proofs or best.size < self._proofs[triple].size):
                    self._proofs[triple] = best
                    changed = True

    def _candidates(self, triple: ox.Triple, ways: Sequence[_Way]) -> Iterator[Explanation]:
        for rule, premises in ways:
            if all(premise in self._proofs for premise in premises):
                yield Explanation(triple, rule=rule, premises=tuple(self._proofs[premise] for premise in premises))


def _rank(proof: Explanation) -> tuple[int, str, list[str]]:
    """Order proofs by size, and those of one size always in the same way."""
    return proof.size, proof.rule.name if proof.rule else "", [str(premise.triple) for premise in proof.premises]


def _batches(triples: Sequence[ox.Triple]) -> Iterator[Sequence[ox.Triple]]:
    return (triples[start : start + _BATCH] for start in range(0, len(triples), _BATCH))


def _bind(pattern: Pattern, bound: Mapping[str, Term | None]) -> ox.Triple:
    subject, predicate, value = (bound.get(part) or ox.NamedNode(part) for part in pattern)
    return _triple(subject, predicate, value)


def _triple(subject: Term | None, predicate: Term | None, value: Term | None) -> ox.Triple:
    # Engines answer terms of any kind; what a triple cannot hold, pyoxigraph refuses.
    return ox.Triple(subject, predicate, value)  # type: ignore[arg-type]


def _resource(text: str, base: str) -> ox.NamedNode:
    prefix, _, name = text.partition(":")
    prefixes = _prefixes(base)
    iri = _IRI.fullmatch(f"{prefixes[prefix]}{name}" if prefix in prefixes else text)
    if iri is None:
        known = ", ".join(f"{prefix}:" for prefix in prefixes)
        raise NotInGraphError(f"no IRI: {text!r}", do=f"Write an IRI, or a name with one of the prefixes {known}.")
    return ox.NamedNode(iri["iri"])


@cache
def _prefixes(base: str) -> Mapping[str, str]:
    own = {name: f"{base}{name}/" for name in ("id", "report", "graph", "vocabulary")}
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()} | own
