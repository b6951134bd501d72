"""The graph in four formats: each says the same, and the same graph gives the same bytes."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, XSD
from rdflib.term import BNode, Node

from strategylinks.errors import StrategyLinksError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.serialising import serialise_dataset
from strategylinks.graph.store import memory_store

FORMATS = ("turtle", "nquads", "jsonld", "rdfxml")
RDFLIB_FORMAT = {"turtle": "turtle", "nquads": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
KIND = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
EX = "https://example.org/"
ONE, TWO = URIRef(f"{EX}graph/one"), URIRef(f"{EX}graph/two")


def awkward() -> dict[URIRef, Graph]:
    """Make two graphs with what formats stumble over: blank nodes, lists, types, quotes, line ends, markup."""
    one, two = Graph(), Graph()
    subject = URIRef(f"{EX}a")
    for number, text in enumerate(
        ['"quoted" \\ back', "rivi\nvaihto\ttab", "<b>&amp;</b> ]]>", "ÄÖ – €", "", "@prefix a: <b> ."]
    ):
        one.add((subject, URIRef(f"{EX}text"), Literal(text, lang="fi" if number % 2 else None)))
    for value in (
        Literal(7),
        Literal("0.8", datatype=XSD.decimal),
        Literal(True),
        Literal("2021-06-01", datatype=XSD.date),
    ):
        one.add((subject, URIRef(f"{EX}value"), value))
    members = BNode()
    Collection(one, members, [URIRef(f"{EX}b"), BNode(), Literal("c")])
    one.add((subject, OWL.unionOf, members))
    one.add((BNode(), RDF.type, OWL.AllDisjointClasses))
    two.add((subject, URIRef(f"{EX}text"), Literal("ÄÖ – €", lang="fi")))
    two.add((BNode(), RDF.type, OWL.AllDisjointClasses))
    return {ONE: one, TWO: two}


def plain(graph: Graph) -> Graph:
    """Write equal values alike: Oxigraph writes 1.0 as 1, and RDF 1.1 takes "a" and "a"^^xsd:string for the same."""
    bare = Graph()
    for subject, predicate, value in graph:
        bare.add((subject, predicate, plain_value(value)))
    return bare


def plain_value(value: Node) -> Node:
    if isinstance(value, Literal) and value.datatype == XSD.string:
        return Literal(str(value))
    if isinstance(value, Literal) and value.datatype == XSD.decimal:
        return Literal(f"{Decimal(value):f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
    return value


def parsed(content: bytes, form: str) -> Dataset:
    dataset = Dataset()
    (dataset if form in {"nquads", "jsonld"} else dataset.graph(ONE)).parse(data=content, format=RDFLIB_FORMAT[form])
    return dataset


def canonical(quads: ox.Dataset) -> set[str]:
    quads.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in quads}


@pytest.mark.parametrize("form", ["nquads", "jsonld"])
def test_formats_with_graphs_say_which_graph_says_what(form: str) -> None:
    named = awkward()
    dataset = parsed(serialise_dataset(memory_store(named), form), form)
    for name, graph in named.items():
        assert isomorphic(plain(dataset.graph(name)), plain(graph))


@pytest.mark.parametrize("form", ["turtle", "rdfxml"])
def test_formats_without_graphs_say_everything_together(form: str) -> None:
    named = awkward()
    together = Graph()
    for graph in named.values():
        together += graph
    assert isomorphic(plain(parsed(serialise_dataset(memory_store(named), form), form).graph(ONE)), plain(together))


@pytest.mark.parametrize("form", FORMATS)
def test_blank_nodes_and_the_order_of_loading_leave_the_bytes_alone(form: str) -> None:
    named = awkward()
    backwards = dict(reversed(list(awkward().items())))
    first = serialise_dataset(memory_store(named), form)
    assert serialise_dataset(memory_store(named), form) == first
    assert serialise_dataset(memory_store(backwards), form) == first


@pytest.mark.parametrize("form", FORMATS)
def test_the_real_graph_comes_back_whole_from_every_format(store: ox.Store, form: str) -> None:
    quads = ox.Dataset(ox.parse(serialise_dataset(store, form), format=KIND[form]))
    expected = ox.Dataset(store)
    if form in {"turtle", "rdfxml"}:
        expected = ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in expected)
    assert len(expected) > 50_000
    assert canonical(quads) == canonical(expected)


@pytest.mark.parametrize("form", FORMATS)
def test_other_libraries_read_the_same_triples(graphs: NamedGraphs, form: str) -> None:
    names = (Iris().graph("vocabulary"), Iris().report_graph("lahti-2021-education"))
    named = {name: graphs[name] for name in names}
    dataset = parsed(serialise_dataset(memory_store(named), form), form)
    if form in {"nquads", "jsonld"}:
        assert all(isomorphic(plain(dataset.graph(name)), plain(named[name])) for name in names)
    else:
        assert isomorphic(plain(dataset.graph(ONE)), plain(named[names[0]] + named[names[1]]))


def test_turtle_and_rdfxml_use_the_prefixes_in_order(store: ox.Store) -> None:
    turtle, xml = (serialise_dataset(store, form).decode() for form in ("turtle", "rdfxml"))
    declared = re.findall(r"^@prefix ([\w-]+): <([^>]+)> \.$", turtle, re.MULTILINE)
    assert declared == sorted(declared)
    assert ("sl", "https://w3id.org/strategylinks/ontology#") in declared
    assert "\n<https://w3id.org/strategylinks/id/lahti/2017/goal/C8> a sl:Goal ;" in turtle
    names = re.findall(r"xmlns:([\w-]+)=", xml)
    assert names == sorted(names)
    assert '<sl:Goal rdf:about="https://w3id.org/strategylinks/id/lahti/2017/goal/C8">' in xml


def test_nquads_are_sorted_lines(store: ox.Store) -> None:
    lines = serialise_dataset(store, "nquads").decode().splitlines()
    assert len(lines) == len(store)
    assert all(line.endswith(" .") for line in lines)
    assert len(set(lines)) == len(lines)


@pytest.mark.parametrize("form", ["csv", "TURTLE", ""])
def test_unknown_formats_are_a_kind_error(form: str) -> None:
    with pytest.raises(StrategyLinksError, match=r"cannot be written as .*\nChoose turtle, nquads, jsonld or rdfxml"):
        serialise_dataset(ox.Store(), form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_is_a_valid_file(form: str) -> None:
    assert len(parsed(serialise_dataset(ox.Store(), form), form)) == 0
