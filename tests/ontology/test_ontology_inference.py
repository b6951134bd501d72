"""What must follow from the ontology, and what must not."""

from __future__ import annotations

from pathlib import Path

import owlrl
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import ORG, PROV, RDF, SKOS

SL = Namespace("https://w3id.org/strategylinks/ontology#")
EX = Namespace("https://example.org/")
SDMX_VALUE = URIRef("http://purl.org/linked-data/sdmx/2009/measure#obsValue")

MUST_FOLLOW = [
    (EX.action, SL.isPartOf, EX.flagship),
    (EX.action, SL.isPartOf, EX.goal),
    (EX.action, SL.isPartOf, EX.programme),
    (EX.action, SKOS.broader, EX.flagship),
    (EX.action, SKOS.broaderTransitive, EX.programme),
    (EX.action, SL.involvesUnit, EX.KOHA),
    (EX.flagship, SL.involvesUnit, EX.KOHA),
    (EX.goal, SL.involvesUnit, EX.KOHA),
    (EX.programme, SL.involvesUnit, EX.KOHA),
    (EX.sibling, SL.involvesUnit, EX.KOHA),
    (EX.SIVI, SL.hasSuccessorUnit, EX.SIKU),
    (EX.action, RDF.type, SL.StrategyElement),
    (EX.action, RDF.type, SKOS.Concept),
    (EX.target, RDF.type, SL.Fact),
    (EX.indicator, SL.isAbout, EX.action),
    (EX.plan, RDF.type, SKOS.ConceptScheme),
    (EX.run, RDF.type, PROV.Activity),
    (EX.KOHA, RDF.type, ORG.Organization),
]
MUST_NOT_FOLLOW = [
    (EX.sibling, SL.hasResponsibleUnit, EX.KOHA),
    (EX.goal, SL.hasResponsibleUnit, EX.KOHA),
    (EX.goal, SL.isPartOf, EX.action),
    (EX.action, SKOS.broader, EX.goal),
    (EX.action, SL.belongsTo, EX.goal),
    (EX.flagship, SL.isPartOf, EX.sibling),
    (EX.sibling, SL.involvesUnit, EX.SIVI),
    (EX.SIPA, SL.hasSuccessorUnit, EX.SIVI),
    (EX.KOHA, SL.sharesGoalWith, EX.KOHA),
    (EX.SIVI, SL.sharesGoalWith, EX.KOHA),
    (EX.span, RDF.type, SL.Fact),
    (EX.skipped, RDF.type, SL.SourceSpan),
    (EX.change, RDF.type, PROV.Entity),
]


HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def inferred(folder: Path) -> Graph:
    graph = Graph()
    for path in (folder / "strategy.ttl", *(folder / "alignments").glob("*.ttl"), *(HERE / "samples").glob("*.ttl")):
        graph.parse(path)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def name(triple: tuple[URIRef, ...]) -> str:
    return " ".join(str(term).replace("#", "/").rsplit("/", 1)[-1] for term in triple)


@pytest.mark.parametrize("triple", MUST_FOLLOW, ids=name)
def test_follows(inferred: Graph, triple: tuple[URIRef, URIRef, URIRef]) -> None:
    assert triple in inferred


@pytest.mark.parametrize("triple", MUST_NOT_FOLLOW, ids=name)
def test_does_not_follow(inferred: Graph, triple: tuple[URIRef, URIRef, URIRef]) -> None:
    assert triple not in inferred


def test_number_read_is_the_observed_value(inferred: Graph) -> None:
    assert set(inferred.objects(EX.figure, SL.numericValue)) <= set(inferred.objects(EX.figure, SDMX_VALUE))


def test_sharing_is_mutual(ontology: Graph) -> None:
    ontology.add((EX.SIVI, SL.sharesGoalWith, EX.KOHA))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(ontology)
    assert (EX.KOHA, SL.sharesGoalWith, EX.SIVI) in ontology


def contradictions(graph: Graph) -> list[object]:
    return list(graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))


def test_nothing_contradicts(inferred: Graph) -> None:
    assert contradictions(inferred) == []


def test_rules_notice_a_contradiction(ontology: Graph) -> None:
    ontology.add((EX.goal, RDF.type, SL.Goal))
    ontology.add((EX.goal, RDF.type, SL.Action))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(ontology)
    assert contradictions(ontology) != []
