"""The rules: each implements an axiom of the ontology, and together they conclude what OWL RL does."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import QueryError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import PREFIXES, SL
from strategylinks.graph.store import memory_store
from strategylinks.querying.library import query_text
from strategylinks.reasoning.rules import Rule, infer, read_rule, read_rules, write_inferences

ROOT = Path(__file__).parents[2]
EX = Namespace("https://example.org/")
GRAPH = EX.inferred
RULES = {rule.name: rule for rule in read_rules()}
#: What owlrl can confirm: no OWL 2 RL axiom says of goals only that their units share one.
BY_OWL = [rule for rule in RULES.values() if rule.concludes != str(SL.sharesGoalWith)]
#: An action under a flagship under a goal under a programme, a goal that a flagship supports, and units in a chain.
SMALL = """
    ex:action sl:belongsTo ex:flagship ; sl:hasResponsibleUnit ex:kymp , ex:sivi .
    ex:flagship sl:belongsTo ex:goal ; sl:supports ex:supported .
    ex:goal a sl:Goal ; sl:belongsTo ex:programme .
    ex:supported a sl:Goal ; sl:belongsTo ex:other-programme .
    ex:lonely a sl:Action ; sl:belongsTo ex:other-goal ; sl:hasResponsibleUnit ex:koha .
    ex:other-goal a sl:Goal ; sl:belongsTo ex:programme .
    ex:a sl:hasSuccessorUnit ex:b . ex:b sl:hasSuccessorUnit ex:c . ex:c sl:hasSuccessorUnit ex:d .
"""

Triples = set[tuple[URIRef, URIRef, URIRef]]


def prefixes() -> str:
    return "\n".join(f"PREFIX {name}: <{space}>" for name, space in {**PREFIXES, "ex": EX}.items())


def graph_of(turtle: str) -> Graph:
    return Graph().parse(data=f"{prefixes()}\n{turtle}", format="turtle")


def concluded(*graphs: Graph) -> Triples:
    engine = EmbeddedEngine(memory_store({EX[f"graph/{n}"]: graph for n, graph in enumerate(graphs)}))
    return as_set(infer(engine, GRAPH))


def as_set(triples: Iterable[ox.Triple]) -> Triples:
    return {tuple(URIRef(term.value) for term in triple) for triple in triples}


def by_owl(graph: Graph, ontology: Graph) -> Triples:
    """Give what OWL RL adds to a graph, of the predicates that rules conclude."""
    closure = graph + ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    predicates = {URIRef(rule.concludes) for rule in BY_OWL}
    return {(s, p, o) for s, p, o in set(closure) - set(graph) if p in predicates}


def without_sharing(triples: Triples) -> Triples:
    return {triple for triple in triples if triple[1] != SL.sharesGoalWith}


def names(*words: str) -> tuple[URIRef, ...]:
    return tuple(EX[word] for word in words)


@pytest.fixture(scope="module")
def axioms() -> Graph:
    """Give the axioms of the ontology about properties: all that the rules can rest on, and quick to close over."""
    ontology = Graph().parse(ROOT / "ontology/strategy.ttl")
    wanted = (RDFS.subPropertyOf, OWL.propertyChainAxiom, OWL.inverseOf, RDF.first, RDF.rest)
    kept = [triple for predicate in wanted for triple in ontology.triples((None, predicate, None))]
    kinds = (OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.IrreflexiveProperty)
    kept += [triple for kind in kinds for triple in ontology.triples((None, RDF.type, kind))]
    graph = Graph()
    for triple in kept:
        graph.add(triple)
    return graph


def says(ontology: Graph, axiom: str) -> bool:
    # In a pattern, a blank node of the axiom stands for any node.
    return bool(ontology.query(f"{prefixes()}\nASK {{ {axiom} }}").askAnswer)


CLAIMS = [(rule.name, axiom) for rule in RULES.values() for axiom in rule.axioms]


def test_there_are_rules_for_all_that_answers_need() -> None:
    wanted = {SL.isPartOf, SL.involvesUnit, SL.sharesGoalWith, SL.hasSuccessorUnit, SKOS.broader}
    assert {URIRef(rule.concludes) for rule in RULES.values()} == wanted
    assert {name for name, _ in CLAIMS} == set(RULES)


@pytest.mark.parametrize(("name", "axiom"), CLAIMS)
def test_the_ontology_says_what_a_rule_implements(name: str, axiom: str) -> None:
    assert says(Graph().parse(ROOT / "ontology/strategy.ttl"), axiom), f"{name}.rq: the ontology no longer has {axiom}"


@pytest.mark.parametrize("axiom", sorted({axiom for _, axiom in CLAIMS}))
def test_an_axiom_that_is_taken_out_is_missed(axioms: Graph, axiom: str) -> None:
    assert len(without(axioms, axiom)) == len(axioms) - 1


@pytest.mark.parametrize("rule", BY_OWL, ids=lambda rule: rule.name)
def test_without_its_axiom_owl_no_longer_concludes_what_a_rule_does(axioms: Graph, rule: Rule) -> None:
    (axiom,) = rule.axioms
    small = graph_of(SMALL)
    lost = by_owl(small, axioms) - by_owl(small, without(axioms, axiom))
    assert lost
    assert lost <= concluded(small)


def without(axioms: Graph, axiom: str) -> Graph:
    """Take out the triple that an axiom hangs on."""
    ((subject, predicate),) = {(s, p) for s, p, _ in graph_of(f"{axiom} .") if not isinstance(s, BNode)}
    for triple in axioms.triples((subject, predicate, None)):
        left = Graph() + axioms
        left.remove(triple)
        if not says(left, axiom):
            return left
    raise AssertionError(f"no triple carries {axiom}")


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_is_one_pattern_from_patterns_that_other_tools_read_alike(name: str) -> None:
    query = prepareQuery(query_text(f"rules/{name}"))
    rule = RULES[name]
    assert query.algebra.name == "ConstructQuery"
    (conclusion,) = query.algebra.template
    assert tuple(term.n3().strip("<>") for term in conclusion) == rule.conclusion
    triples = [triple for part in parts(query.algebra.p) if part.name == "BGP" for triple in part["triples"]]
    assert {tuple(term.n3().strip("<>") for term in triple) for triple in triples} == set(rule.premises)
    assert set(rule.title) == {"fi", "sv", "en"}


def parts(algebra: CompValue) -> Iterable[CompValue]:
    yield algebra
    for value in algebra.values():
        if isinstance(value, CompValue):
            yield from parts(value)


@pytest.mark.parametrize(
    "text", ["SELECT * WHERE { ?s ?p ?o }", "CONSTRUCT { ?s a ?c . ?c a ?s . } WHERE { ?s a ?c . }"]
)
def test_what_is_no_rule_is_an_error(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("strategylinks.reasoning.rules.query_text", lambda _: text)
    with pytest.raises(QueryError, match=r"queries/rules/x\.rq: this is no rule"):
        read_rule("rules/x")


def test_a_rule_comes_after_those_that_it_needs() -> None:
    order = [rule.name for rule in read_rules()]
    assert order.index("part-of-what-it-belongs-to") < order.index("part-of-the-whole")
    assert order.index("part-of-the-whole") < order.index("involves-the-units-of-its-parts")
    assert order.index("involves-the-units-of-its-flagships") < order.index("shares-a-goal")


def test_the_small_graph_gives_exactly_what_owl_rl_gives(axioms: Graph) -> None:
    small = graph_of(SMALL)
    expected = by_owl(small, axioms)
    assert without_sharing(concluded(small)) == expected
    assert len(expected) > 20


@pytest.mark.parametrize(
    "turtle",
    [
        "ex:a sl:belongsTo ex:b . ex:b sl:belongsTo ex:a . ex:a sl:hasResponsibleUnit ex:u .",
        "ex:a sl:hasSuccessorUnit ex:b . ex:b sl:hasSuccessorUnit ex:a .",
        "ex:a sl:isPartOf ex:b . ex:b sl:belongsTo ex:c . ex:a sl:involvesUnit ex:u .",
        "ex:f sl:supports ex:g . ex:g sl:belongsTo ex:p . ex:p sl:belongsTo ex:q . ex:f sl:involvesUnit ex:u .",
        "ex:f sl:supports ex:g . ex:g sl:belongsTo ex:f . ex:g sl:hasResponsibleUnit ex:u .",
        "",
    ],
    ids=["circle of parts", "circle of units", "stated conclusions", "support below", "support upwards", "nothing"],
)
def test_odd_graphs_give_exactly_what_owl_rl_gives(axioms: Graph, turtle: str) -> None:
    graph = graph_of(turtle)
    assert without_sharing(concluded(graph)) == by_owl(graph, axioms)


@pytest.mark.parametrize("report", ["lahti-2017-h1", "lahti-2024-q4-vitality", "tuusula-2021-q3"])
def test_the_structure_of_a_real_report_gives_exactly_what_owl_rl_gives(
    axioms: Graph, graphs: NamedGraphs, report: str
) -> None:
    structure = Graph()
    for predicate in (SL.belongsTo, SL.supports, SL.hasResponsibleUnit):
        for triple in graphs[Iris().report_graph(report)].triples((None, predicate, None)):
            structure.add(triple)
    assert without_sharing(concluded(structure)) == by_owl(structure, axioms)


def test_units_of_one_goal_share_it_both_ways_and_no_unit_with_itself() -> None:
    shared = {(s, o) for s, p, o in concluded(graph_of(SMALL)) if p == SL.sharesGoalWith}
    assert shared == {names("kymp", "sivi"), names("sivi", "kymp")}


def test_a_programme_in_common_is_no_goal_in_common() -> None:
    found = concluded(graph_of(SMALL))
    assert (*names("programme"), SL.involvesUnit, *names("koha")) in found
    assert (*names("programme"), SL.involvesUnit, *names("sivi")) in found
    assert (*names("koha"), SL.sharesGoalWith, *names("sivi")) not in found


def test_only_what_no_graph_states_is_concluded() -> None:
    stated = graph_of("ex:action sl:isPartOf ex:flagship . ex:sivi sl:sharesGoalWith ex:kymp .")
    found = concluded(graph_of(SMALL), stated)
    assert found == concluded(graph_of(SMALL)) - set(stated)


def test_premises_of_different_graphs_come_together() -> None:
    found = concluded(graph_of("ex:action sl:belongsTo ex:goal ."), graph_of("ex:action sl:hasResponsibleUnit ex:u ."))
    assert (EX.goal, SL.involvesUnit, EX.u) in found


def test_conclusions_are_returned_in_order_and_are_what_stands_in_the_graph() -> None:
    engine = EmbeddedEngine(memory_store({EX.g: graph_of(SMALL)}))
    triples = infer(engine, GRAPH)
    assert list(triples) == sorted(triples, key=str)
    assert as_set(triples) == set(Graph().parse(data=engine.dump(GRAPH), format="nt"))
    assert infer(engine, GRAPH) == []


def test_writing_again_takes_away_what_no_longer_follows() -> None:
    iris = Iris()
    engine = EmbeddedEngine(memory_store({EX.g: graph_of(SMALL), EX.h: graph_of("ex:e sl:belongsTo ex:lonely .")}))
    more = write_inferences(engine, iris)
    engine.remove(EX.h)
    fewer = write_inferences(engine, iris)
    assert fewer == len(concluded(graph_of(SMALL))) == more - 4
    assert len(set(Graph().parse(data=engine.dump(iris.graph("inference")), format="nt"))) == fewer


@pytest.fixture(scope="module")
def real(graphs: NamedGraphs) -> tuple[EmbeddedEngine, list[ox.Triple]]:
    engine = EmbeddedEngine(memory_store({name: g for name, g in graphs.items() if "inference" not in name}))
    return engine, list(infer(engine, GRAPH))


def test_the_real_goals_involve_the_units_of_their_actions(real: tuple[EmbeddedEngine, list[ox.Triple]]) -> None:
    found = as_set(real[1])
    plan, unit = (Namespace(f"{Iris().base}id/lahti/{part}/") for part in ("2017", "unit"))
    assert {o for s, p, o in found if (s, p) == (plan["goal/C5"], SL.involvesUnit)} == {unit.KH, unit.KYMP}
    assert (plan["goal/C5"], SL.isPartOf, plan["programme/C"]) in found
    assert (unit.KH, SL.hasSuccessorUnit, unit.ELVO) in found
    assert (unit.KH, SL.hasSuccessorUnit, unit.KOHA) not in found, "that is stated"


def test_the_real_units_share_exactly_the_goals_that_involve_both(
    real: tuple[EmbeddedEngine, list[ox.Triple]],
) -> None:
    engine, found = real
    rows = engine.select(f"SELECT ?goal ?unit WHERE {{ ?goal a <{SL.Goal}> ; <{SL.involvesUnit}> ?unit }}").rows
    of_goal: dict[str, set[str]] = {}
    for goal, unit in rows:
        of_goal.setdefault(goal.value, set()).add(unit.value)
    expected = {(a, b) for units in of_goal.values() for a in units for b in units if a != b}
    assert {(str(s), str(o)) for s, p, o in as_set(found) if p == SL.sharesGoalWith} == expected
    assert len(expected) >= 10


def test_the_real_reports_are_done_in_a_moment(real: tuple[EmbeddedEngine, list[ox.Triple]]) -> None:
    engine, _ = real
    engine.remove(GRAPH)
    started = time.process_time()
    infer(engine, GRAPH)
    assert time.process_time() - started < 0.3
