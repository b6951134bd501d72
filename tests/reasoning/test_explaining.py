"""The proof of a triple: down to what is stated, by whom, the shortest there is, and never in a circle."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import PREFIXES, SL
from strategylinks.graph.store import memory_store
from strategylinks.reasoning.explaining import Explanation, explain, short_name
from strategylinks.reasoning.rules import read_rules, write_inferences

EX = Namespace("https://example.org/")
REPORT = EX["graph/report"]
SMALL = """
    ex:action sl:belongsTo ex:flagship ; sl:hasResponsibleUnit ex:kymp .
    ex:second sl:belongsTo ex:flagship ; sl:hasResponsibleUnit ex:sivi .
    ex:flagship sl:belongsTo ex:goal .
    ex:goal a sl:Goal .
    ex:a sl:hasSuccessorUnit ex:b . ex:b sl:hasSuccessorUnit ex:c .
"""


def engine_of(**turtle: str) -> EmbeddedEngine:
    prefixes = "\n".join(f"PREFIX {name}: <{space}>" for name, space in {**PREFIXES, "ex": EX}.items())
    graphs = {EX[f"graph/{name}"]: Graph().parse(data=f"{prefixes}\n{text}") for name, text in turtle.items()}
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, Iris())
    return engine


def shown(explanation: Explanation) -> list[str]:
    return [line.replace(str(EX), "").replace("<", "").replace(">", "") for line in str(explanation).splitlines()]


def test_a_stated_triple_is_explained_by_the_graphs_that_state_it() -> None:
    engine = engine_of(first="ex:a sl:belongsTo ex:b .", second="ex:a sl:belongsTo ex:b ; a sl:Action .")
    explanation = explain(engine, str(EX.a), "sl:belongsTo", str(EX.b))
    assert explanation.is_stated
    assert explanation.graphs == (str(EX["graph/first"]), str(EX["graph/second"]))
    assert (explanation.size, explanation.premises, explanation.facts()) == (1, (), [explanation])


def test_an_inferred_triple_is_explained_by_rules_down_to_what_is_stated() -> None:
    explanation = explain(engine_of(report=SMALL), str(EX.goal), "sl:involvesUnit", f"<{EX.kymp}>")
    stated = "[stated in graph/report]"
    assert shown(explanation) == [
        "goal sl:involvesUnit kymp  [rule involves-the-units-of-its-parts]",
        "  action sl:isPartOf goal  [rule part-of-the-whole]",
        "    action sl:isPartOf flagship  [rule part-of-what-it-belongs-to]",
        f"      action sl:belongsTo flagship  {stated}",
        "    flagship sl:isPartOf goal  [rule part-of-what-it-belongs-to]",
        f"      flagship sl:belongsTo goal  {stated}",
        "  action sl:involvesUnit kymp  [rule involves-the-responsible-unit]",
        f"    action sl:hasResponsibleUnit kymp  {stated}",
    ]
    assert explanation.size == 8
    assert {leaf.triple.predicate.value for leaf in explanation.facts()} == {
        str(SL.belongsTo),
        str(SL.hasResponsibleUnit),
    }


def test_facts_that_several_premises_rest_on_are_given_once() -> None:
    explanation = explain(engine_of(report=SMALL), str(EX.kymp), "sl:sharesGoalWith", str(EX.sivi))
    facts = [leaf.triple for leaf in explanation.facts()]
    assert len(facts) == len(set(facts)) == 6
    assert all(leaf.is_stated for leaf in explanation.facts())


def test_what_is_stated_needs_no_rule_even_where_one_gives_it_too() -> None:
    engine = engine_of(report=SMALL, other="ex:action sl:isPartOf ex:goal .")
    explanation = explain(engine, str(EX.action), "sl:isPartOf", str(EX.goal))
    assert explanation.graphs == (str(EX["graph/other"]),)


def test_the_shortest_of_several_proofs_is_given() -> None:
    longer = "ex:goal sl:belongsTo ex:p . ex:p sl:belongsTo ex:top . ex:flagship sl:belongsTo ex:top ."
    explanation = explain(engine_of(report=SMALL + longer), str(EX.action), "sl:isPartOf", str(EX.top))
    assert [len(explanation.facts()), explanation.size] == [2, 5]


def test_proofs_of_one_length_are_always_chosen_alike() -> None:
    several = " ".join(f"ex:x{n} sl:belongsTo ex:goal ; sl:hasResponsibleUnit ex:kymp ." for n in range(20))
    proofs = {str(explain(engine_of(r=several), str(EX.goal), "sl:involvesUnit", str(EX.kymp))) for _ in range(5)}
    assert len(proofs) == 1
    assert f"{EX.x0}>" in proofs.pop()


@pytest.mark.parametrize(
    ("turtle", "triple"),
    [
        ("ex:a sl:hasSuccessorUnit ex:b . ex:b sl:hasSuccessorUnit ex:a .", (EX.a, "sl:hasSuccessorUnit", EX.a)),
        (
            "ex:f sl:supports ex:g . ex:g sl:belongsTo ex:f ; sl:hasResponsibleUnit ex:u .",
            (EX.f, "sl:involvesUnit", EX.u),
        ),
        (
            "ex:a sl:isPartOf ex:b . ex:b sl:isPartOf ex:c . ex:c sl:isPartOf ex:a . ex:c sl:isPartOf ex:d .",
            (EX.a, "sl:isPartOf", EX.d),
        ),
    ],
)
def test_circles_in_the_data_do_not_go_into_the_proof(turtle: str, triple: tuple[str, str, str]) -> None:
    explanation = explain(engine_of(report=turtle), *map(str, triple))
    assert_no_circle(explanation, ())
    assert all(leaf.graphs == (str(REPORT),) for leaf in explanation.facts())


def assert_no_circle(explanation: Explanation, above: tuple[ox.Triple, ...]) -> None:
    assert explanation.triple not in above
    for premise in explanation.premises:
        assert_no_circle(premise, (*above, explanation.triple))


@pytest.mark.parametrize(
    ("triple", "message"),
    [
        ((EX.goal, "sl:involvesUnit", EX.nobody), "no graph states and no rule gives: .*goal"),
        ((EX.kymp, "sl:sharesGoalWith", EX.kymp), "no graph states and no rule gives"),
        ((EX.goal, "nonsense:involvesUnit x", EX.nobody), "no IRI: 'nonsense:involvesUnit x'"),
        (("C5", "sl:involvesUnit", EX.kymp), "no IRI: 'C5'"),
        (("sl:x> } DROP ALL", "sl:involvesUnit", EX.kymp), "no IRI"),
    ],
)
def test_what_is_not_in_the_graph_is_an_error(triple: tuple[str, str, str], message: str) -> None:
    with pytest.raises(NotInGraphError, match=message):
        explain(engine_of(report=SMALL), *map(str, triple))


def test_a_literal_can_be_asked_for() -> None:
    engine = engine_of(report='ex:goal skos:notation "C5" .')
    explanation = explain(engine, str(EX.goal), "skos:notation", ox.Literal("C5"))
    assert explanation.graphs == (str(REPORT),)


def test_proofs_are_plain_data_for_programs() -> None:
    data = explain(engine_of(report=SMALL), str(EX.a), "sl:hasSuccessorUnit", str(EX.c)).as_data()
    assert json.loads(json.dumps(data)) == data
    assert (data["rule"], data["title"]["en"][:13]) == ("successor-of-a-successor", "The successor")
    assert [premise["stated_in"] for premise in data["premises"]] == [[str(REPORT)]] * 2
    assert data["premises"][0]["object"] == str(EX.b)


def test_names_are_short_in_any_base() -> None:
    assert short_name(ox.NamedNode(f"{Iris().base}id/lahti/unit/KYMP")) == "id:lahti/unit/KYMP"
    assert short_name(ox.NamedNode(f"{EX}id/x"), str(EX)) == "id:x"
    assert short_name(ox.NamedNode(str(EX.x))) == f"<{EX.x}>"


@pytest.fixture(scope="module")
def real(graphs: NamedGraphs) -> EmbeddedEngine:
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, Iris())
    return engine


def test_the_units_of_a_real_goal_are_explained_by_its_report(real: EmbeddedEngine) -> None:
    explanation = explain(real, "id:lahti/2017/goal/C5", "sl:involvesUnit", "id:lahti/unit/KYMP")
    assert {graph for leaf in explanation.facts() for graph in leaf.graphs} == {
        str(Iris().report_graph("lahti-2017-h1"))
    }
    assert "[stated in graph:report/lahti-2017-h1]" in str(explanation)


@pytest.mark.parametrize("predicate", sorted({rule.concludes for rule in read_rules()}))
def test_every_kind_of_inferred_triple_of_the_real_graph_is_explained(real: EmbeddedEngine, predicate: str) -> None:
    found = real.select(
        f"SELECT ?s ?o WHERE {{ GRAPH <{Iris().graph('inference')}> {{ ?s <{predicate}> ?o }} }} ORDER BY ?s ?o"
    )
    assert found.rows
    for subject, value in found.rows[:: max(1, len(found.rows) // 20)]:
        explanation = explain(real, subject.value, predicate, value.value)
        assert not explanation.is_stated
        assert all(leaf.graphs for leaf in explanation.facts())
