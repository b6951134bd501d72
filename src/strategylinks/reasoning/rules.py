"""Draw what follows from the graphs by the rules in ``queries/rules``, each of which implements axioms of the ontology.

A rule is a CONSTRUCT of one triple from triples, and at most filters; it runs as it stands in any SPARQL tool. Here it
is asked only for triples that are in no graph yet, until nothing more follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import URIRef

from strategylinks.engines.engine import Engine
from strategylinks.errors import QueryError
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.querying.header import read_header
from strategylinks.querying.library import query_names, query_text
from strategylinks.table import Texts

#: A triple pattern: each part is a variable (``?unit``) or an IRI.
Pattern = tuple[str, str, str]

_SHAPE = re.compile(r"^CONSTRUCT\s*\{([^{}]*)\}\s*WHERE\s*\{([^{}]*)\}\s*\Z", re.MULTILINE)
_PATTERN = re.compile(r"(\?\w+)\s+([\w:-]+)\s+([\w:?-]+)\s+\.")
_AXIOM = re.compile(r"^#\+   - (.+)$", re.MULTILINE)
_PREFIX = re.compile(r"^PREFIX .+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold a rule: from the premises follows the conclusion; ``axioms`` are Turtle that the ontology says."""

    name: str
    axioms: tuple[str, ...]
    prefixes: str
    head: str
    body: str
    conclusion: Pattern
    premises: tuple[Pattern, ...]

    @property
    def title(self) -> Texts:
        """Give the rule as a sentence, by language."""
        return read_header(f"rules/{self.name}").title

    @property
    def concludes(self) -> str:
        """Give the predicate of the conclusion."""
        return self.conclusion[1]

    @property
    def needs(self) -> frozenset[str]:
        """Give the predicates of the premises."""
        return frozenset(predicate for _, predicate, _ in self.premises)

    @property
    def is_recursive(self) -> bool:
        """Tell whether the rule feeds itself."""
        return self.concludes in self.needs

    def new_conclusions(self) -> str:
        """Write the query for the conclusions that are in no graph yet."""
        subject, _, value = self.conclusion
        found = f"SELECT DISTINCT {subject} {value} WHERE {{{self.body}}}"
        return f"{self.prefixes}\nCONSTRUCT {{{self.head}}} WHERE {{ {{ {found} }} MINUS {{{self.head}}} }}"

    def instances(self, conclusions: Iterable[ox.Triple]) -> str:
        """Write the query for every way in which the rule leads to one of some triples."""
        subject, _, value = self.conclusion
        ends = " ".join(f"({triple.subject} {triple.object})" for triple in conclusions)
        return f"{self.prefixes}\nSELECT * WHERE {{ VALUES ({subject} {value}) {{ {ends} }} {self.body} }}"


@cache
def read_rules() -> Sequence[Rule]:
    """Read the rules, each after those that it needs the conclusions of."""
    rules = [read_rule(name) for name in query_names("rules")]
    return sorted(rules, key=lambda rule: (len(_reach(rule, rules)), rule.is_recursive, rule.name))


def read_rule(name: str) -> Rule:
    """Read a rule of the library; raise QueryError where it has not the shape of one."""
    text = query_text(name)
    shape = _SHAPE.search(text)
    conclusions = _patterns(shape[1]) if shape else []
    if shape is None or len(conclusions) != 1:
        raise QueryError(
            "this is no rule",
            where=f"queries/{name}.rq",
            do="Write CONSTRUCT { one triple } WHERE { triples, each ending in ' .', and filters }.",
        )
    return Rule(
        name=name.removeprefix("rules/"),
        axioms=tuple(_AXIOM.findall(text)),
        prefixes="\n".join(_PREFIX.findall(text)),
        head=shape[1],
        body=shape[2],
        conclusion=conclusions[0],
        premises=tuple(_patterns(shape[2])),
    )


def infer(engine: Engine, graph: URIRef) -> Sequence[ox.Triple]:
    """Add to a named graph what follows from all graphs and is in none yet; give it in a stable order."""
    rules = read_rules()
    found: set[ox.Triple] = set()
    waiting = set(rules)
    while waiting:
        rule = next(rule for rule in rules if rule in waiting)
        waiting.remove(rule)
        new = set(engine.construct(rule.new_conclusions()))
        if new:
            engine.insert(graph, new)
            found |= new
            waiting |= {other for other in rules if rule.concludes in other.needs}
    return sorted(found, key=str)


def write_inferences(engine: Engine, iris: Iris) -> int:
    """Write the graph of what follows anew; give the number of its triples."""
    graph = iris.graph("inference")
    engine.remove(graph)
    return len(infer(engine, graph))


def _patterns(text: str) -> list[Pattern]:
    return [(_expand(s), _expand(p), _expand(o)) for s, p, o in _PATTERN.findall(text)]


def _expand(word: str) -> str:
    if word.startswith("?"):
        return word
    prefix, _, name = ("rdf", "", "type") if word == "a" else word.partition(":")
    return f"{PREFIXES[prefix]}{name}"


def _reach(rule: Rule, rules: Sequence[Rule]) -> set[str]:
    """Give all predicates that a rule's conclusions depend on."""
    reached = {rule.concludes}
    while True:
        needed = {predicate for other in rules if other.concludes in reached for predicate in other.needs}
        if needed <= reached:
            return reached
        reached |= needed
