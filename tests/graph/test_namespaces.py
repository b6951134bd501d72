"""Terms: whatever the graphs use is declared by the ontology, and a misspelt one is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, SKOS

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.namespaces import OA, PREFIXES, SL, VOCABULARY, new_graph

ROOT = Path(__file__).parents[2]
STRATEGY = Graph().parse(ROOT / "ontology/strategy.ttl")
SCHEMES = Graph().parse(ROOT / "ontology/schemes.ttl")
TERMS = [name for name in SL.__annotations__ if not name.startswith("_")]
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}


@pytest.mark.parametrize("name", TERMS)
def test_every_term_of_the_closed_namespace_is_declared_and_defined(name: str) -> None:
    term = SL[name]
    assert KINDS & set(STRATEGY.objects(term, RDF.type))
    assert (term, SKOS.definition, None) in STRATEGY
    assert name[0].isupper() == ((term, RDF.type, OWL.Class) in STRATEGY)


@pytest.mark.parametrize("misspelt", ["hasSorce", "Actions", "confidense", "action", "Unit"])
def test_a_misspelt_term_is_an_error(misspelt: str) -> None:
    with pytest.raises(AttributeError, match=misspelt):
        getattr(SL, misspelt)
    with pytest.raises(AttributeError, match=misspelt):
        SL[misspelt]
    with pytest.raises(AttributeError):
        OA.exakt  # noqa: B018 - the access itself must fail


def test_every_term_that_the_graphs_use_is_in_the_ontology_and_in_the_closed_namespace(graphs: NamedGraphs) -> None:
    reports = [graph for name, graph in graphs.items() if "/report/" in name]
    used = {term for graph in (*reports, *others(graphs)) for term in terms(graph, str(SL))}
    assert len(used) > 50
    assert used <= {SL[name] for name in TERMS}
    assert {term for term in used if not KINDS & set(STRATEGY.objects(term, RDF.type))} == set()


def test_every_concept_that_the_graphs_use_is_in_the_schemes(graphs: NamedGraphs) -> None:
    used = {
        term for name, graph in graphs.items() if not name.endswith("/vocabulary") for term in terms(graph, VOCABULARY)
    }
    assert len(used) > 15
    assert {term for term in used if (term, SKOS.inScheme, None) not in SCHEMES} == set()


def test_classes_and_properties_stand_in_their_places(graphs: NamedGraphs) -> None:
    classes = set(STRATEGY.subjects(RDF.type, OWL.Class))
    for name, graph in graphs.items():
        if not name.endswith("/vocabulary"):
            assert {kind for kind in graph.objects(None, RDF.type) if kind.startswith(SL)} <= classes
            assert not classes & set(graph.predicates())


def test_new_graphs_know_exactly_the_prefixes_in_use() -> None:
    bound = {prefix: str(namespace) for prefix, namespace in new_graph().namespaces()}
    assert {prefix: bound[prefix] for prefix in PREFIXES} == {name: str(space) for name, space in PREFIXES.items()}
    assert bound["sl"] == "https://w3id.org/strategylinks/ontology#"
    assert set(bound) - set(PREFIXES) <= {"xml", ""}


def others(graphs: NamedGraphs) -> list[Graph]:
    return [graph for name, graph in graphs.items() if name.endswith(("/organisation", "/provenance"))]


def terms(graph: Graph, namespace: str) -> Iterator[URIRef]:
    return (term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(namespace))
