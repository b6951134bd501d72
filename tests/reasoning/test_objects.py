"""The graph as Python objects: attributes as the ontology names them, and nothing shared between copies."""

from __future__ import annotations

from typing import Any

import pytest
from rdflib import URIRef

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import memory_store
from strategylinks.reasoning.objects import as_objects
from strategylinks.reasoning.rules import write_inferences

IRIS = Iris()
C5 = f"{IRIS.base}id/lahti/2017/goal/C5"


@pytest.fixture(scope="module")
def engine(graphs: NamedGraphs) -> EmbeddedEngine:
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, IRIS)
    return engine


@pytest.fixture(scope="module")
def sl(engine: EmbeddedEngine) -> Any:
    return as_objects(engine)


def test_instances_of_a_class_are_those_of_the_graph(sl: Any, engine: EmbeddedEngine) -> None:
    rows = engine.select(f"SELECT DISTINCT ?goal WHERE {{ ?goal a <{sl.Goal.iri}> }}").rows
    assert {goal.iri for goal in sl.Goal.instances()} == {goal.value for (goal,) in rows}
    assert {goal.iri for goal in sl.Goal.instances()} < {element.iri for element in sl.StrategyElement.instances()}


def test_attributes_walk_along_what_is_stated_and_what_follows(sl: Any) -> None:
    goal = sl.world[C5]
    assert goal.notation == ["C5"]
    assert goal.prefLabel.fi[0].startswith("Panostamme kiertotalouteen")
    assert {unit.name for unit in goal.involvesUnit} == {"KH", "KYMP"}
    assert [programme.name for programme in goal.isPartOf] == ["C"]
    assert sl.world[f"{IRIS.base}id/lahti/unit/KYMP"] in goal.involvesUnit[0].sharesGoalWith + goal.involvesUnit
    assert {part.belongsTo[0] for part in sl.search(belongsTo=goal)} == {goal}


def test_outside_properties_of_the_same_name_have_another(sl: Any) -> None:
    names = {prop.iri: prop.python_name for prop in sl.world.properties()}
    assert names["https://w3id.org/strategylinks/ontology#isPartOf"] == "isPartOf"
    assert names["http://purl.org/dc/terms/isPartOf"] == "dcterms_isPartOf"
    assert names["http://www.w3.org/ns/oa#hasSource"] == "oa_hasSource"


def test_only_the_graphs_that_are_asked_for_are_copied(engine: EmbeddedEngine) -> None:
    one = as_objects(engine, [IRIS.report_graph("tuusula-2021-q3")])
    assert one.world[C5] is None
    assert {goal.isStatedIn[0].name for goal in one.Goal.instances()} == {"tuusula-2021-q3"}


def test_a_copy_is_its_own(engine: EmbeddedEngine, sl: Any, capfd: pytest.CaptureFixture[str]) -> None:
    before = engine.dump(URIRef(IRIS.report_graph("lahti-2017-h1")))
    other = as_objects(engine, [IRIS.report_graph("lahti-2017-h1")])
    other.world[C5].notation = ["changed"]
    assert sl.world[C5].notation == ["C5"]
    assert engine.dump(URIRef(IRIS.report_graph("lahti-2017-h1"))) == before
    assert capfd.readouterr() == ("", "")
