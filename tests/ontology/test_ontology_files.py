"""The files of the ontology: canonical form, style, and examples that the documents really print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "ontology").rglob("*.ttl"))
SL = "https://w3id.org/strategylinks/ontology#"
VOCABULARY = "https://w3id.org/strategylinks/vocabulary/"
QUOTE = re.compile(r"“([^”]+)” \(([a-z0-9-]+), line (\d+)\)")


def line_of(report: str, number: str) -> str:
    return (ROOT / "data/reports" / f"{report}.txt").read_text(encoding="utf-8").split("\n")[int(number) - 1]


def style_faults(graph: Graph) -> set[str]:
    shapes = Graph().parse(ROOT / "ontology/shapes/style.ttl")
    _, results, _ = validate(graph, shacl_graph=shapes)
    return {str(message) for message in results.objects(None, SH.resultMessage)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_in_canonical_form(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert Graph().parse(path).serialize(format="longturtle", canon=True) == written


def test_style_shapes_conform(vocabulary: Graph) -> None:
    assert style_faults(vocabulary) == set()


@pytest.mark.parametrize("name", ["data", "style"])
def test_shapes_are_shacl_core(name: str) -> None:
    shapes = Graph().parse(ROOT / f"ontology/shapes/{name}.ttl")
    assert (None, SH.sparql, None) not in shapes
    assert validate(Graph(), shacl_graph=shapes, meta_shacl=True)[0]


@pytest.mark.parametrize("name", ["data", "style"])
def test_every_named_shape_says_what_to_do(name: str) -> None:
    shapes = Graph().parse(ROOT / f"ontology/shapes/{name}.ttl")
    parts = set(shapes.objects(None, SH.property)) - inside_alternatives(shapes)
    silent = [part for part in parts if (part, SH.message, None) not in shapes]
    assert silent == []


def inside_alternatives(shapes: Graph) -> set[object]:
    """An alternative of sh:or speaks through the message of the shape that holds it."""
    return {
        part
        for predicate in (SH["or"], SH.xone)
        for options in shapes.objects(None, predicate)
        for option in shapes.items(options)
        for part in shapes.objects(option, SH.property)
    }


@pytest.mark.parametrize(
    ("subject", "predicate", "message"),
    [
        ("Goal", SKOS.prefLabel, "three labels and a definition"),
        ("Goal", SKOS.definition, "one skos:definition in English"),
        ("Goal", SKOS.example, "one skos:example in English"),
        ("Goal", RDFS.isDefinedBy, "rdfs:isDefinedBy"),
        ("supports", RDFS.domain, "No domain: "),
        ("supports", RDFS.range, "No range: "),
    ],
)
def test_style_shapes_notice_what_is_missing(vocabulary: Graph, subject: str, predicate: URIRef, message: str) -> None:
    vocabulary.remove((URIRef(SL + subject), predicate, None))
    assert any(message in fault for fault in style_faults(vocabulary))


@pytest.mark.parametrize(
    ("name", "kind", "message"),
    [
        ("KPITarget", OWL.Class, "Name a class"),
        ("goalOf", OWL.ObjectProperty, "verb first"),
        ("numVal2", OWL.DatatypeProperty, "Name a datatype property"),
    ],
)
def test_style_shapes_notice_bad_names(vocabulary: Graph, name: str, kind: URIRef, message: str) -> None:
    vocabulary.add((URIRef(SL + name), RDF.type, kind))
    assert any(message in fault for fault in style_faults(vocabulary))


def test_style_shapes_notice_inverse_twins(vocabulary: Graph) -> None:
    vocabulary.add((URIRef(SL + "hasPeriod"), OWL.inverseOf, URIRef(SL + "coversPlan")))
    assert any("Name no inverse" in fault for fault in style_faults(vocabulary))


def test_style_shapes_notice_two_sentences(vocabulary: Graph) -> None:
    vocabulary.set((URIRef(SL + "Goal"), SKOS.definition, Literal("A goal. It is broad.", lang="en")))
    assert any("one sentence" in fault for fault in style_faults(vocabulary))


def test_examples_stand_on_the_lines_they_name(vocabulary: Graph) -> None:
    quotes = [quote for example in vocabulary.objects(None, SKOS.example) for quote in QUOTE.findall(str(example))]
    wrong = [quote for quote in quotes if quote[0] not in line_of(quote[1], quote[2])]
    assert len(quotes) > 100
    assert wrong == []


def test_examples_come_from_all_documents(ontology: Graph) -> None:
    named = {quote[1] for text in ontology.objects(None, SKOS.example) for quote in QUOTE.findall(str(text))}
    assert named == {path.stem for path in (ROOT / "data/reports").glob("*.txt")}


@pytest.mark.parametrize("scheme", ["status-words-2017", "status-colours", "status-degree"])
def test_printed_forms_are_in_the_documents(schemes: Graph, scheme: str) -> None:
    documents = " ".join(
        " ".join(path.read_text(encoding="utf-8").split()) for path in (ROOT / "data/reports").glob("*.txt")
    )
    concepts = list(schemes.subjects(SKOS.inScheme, URIRef(VOCABULARY + scheme)))
    labels = [str(label) for concept in concepts for label in finnish_labels(schemes, concept)]
    # the only value of a scale that no document of ours happens to use
    assert [label for label in labels if label not in documents] in ([], ["Ei toteudu"])


def finnish_labels(graph: Graph, concept: object) -> list[Literal]:
    labels = [*graph.objects(concept, SKOS.prefLabel), *graph.objects(concept, SKOS.hiddenLabel)]
    return [label for label in labels if label.language == "fi"]


@pytest.mark.parametrize("scheme", ["status-words-2017", "status-colours", "status-degree"])
def test_each_value_of_a_scale_has_one_common_value(schemes: Graph, scheme: str) -> None:
    for concept in schemes.subjects(SKOS.inScheme, URIRef(VOCABULARY + scheme)):
        matches = list(schemes.objects(concept, SKOS.closeMatch))
        assert len(matches) == 1
        assert (matches[0], SKOS.inScheme, URIRef(VOCABULARY + "status")) in schemes


def test_notations_are_unique_in_their_scheme(schemes: Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = list(schemes.subjects(SKOS.inScheme, scheme))
        assert len({schemes.value(concept, SKOS.notation) for concept in concepts}) == len(concepts)


def test_printed_forms_are_unique_in_their_scheme(schemes: Graph) -> None:
    for scheme in schemes.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = schemes.subjects(SKOS.inScheme, scheme)
        forms = [str(label).casefold() for concept in concepts for label in finnish_labels(schemes, concept)]
        assert len(set(forms)) == len(forms)
