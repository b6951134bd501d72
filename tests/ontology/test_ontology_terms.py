"""The terms that the program relies on, and the OWL 2 DL basics."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from strategylinks.graph.namespaces import SL as USED

SL = "https://w3id.org/strategylinks/ontology#"
VOCABULARY = "https://w3id.org/strategylinks/vocabulary/"


def words(text: str) -> list[str]:
    return text.split()


CLASSES = words("""
    StrategicPlan StrategyElement Programme Goal FlagshipProject Action Fact Responsibility Indicator LevelStatement
    Baseline Target Measurement Risk ProgressNote StatusAssessment CrossReference DeviationNote ReportedTotal Figure
    GlossaryTerm Note Passage ElementMention MonitoringReport ReportingPeriod SourceSpan SkippedPassage Correction
    ReaderRun Linkage Mapping Evidence
""")
OBJECT_PROPERTIES = words("""
    belongsTo isPartOf supports hasGoalKind hasResponsibility isHeldBy hasRole hasResponsibleUnit involvesUnit
    hasResponsiblePost measures isAbout ofIndicator byUnit hasStatusValue hasCommonStatus hasStatusSource refersTo
    countsStatus hasSource isInferredFrom isStatedIn coversPlan hasPeriod hasFigureKind isSumOf concernsUnit
    wasCorrectedBy sharesGoalWith hasSuccessorUnit linksFrom linksTo hasLinkageKind mapsFrom mapsTo
""")
DATATYPE_PROPERTIES = words("""
    asWritten text rawValue numericValue unitOfMeasure periodLabel confidence doubt firstLine lastLine scope count
    checksum layout reason lineCount byteCount weight startDate endDate
""")
CONCEPTS = {
    "status": "achieved in-progress not-achieved not-started unknown",
    "status-words-2017": "achieved partly not unknown",
    "status-colours": "achieved partly not",
    "status-degree": "1 2 3 4 5",
    "status-source": "stated inferred absent",
    "goal-kind": "council-term annual strategic strategy-target own",
    "role": "lead participant partner responsible as-written",
    "linkage-kind": "joint-action shared-parent lead-and-participants explicit-reference "
    "shared-indicator shared-initiative stated-condition named-in-text stated-cooperation",
    "figure-kind": "headline finance staff",
}
BUILT_IN = (str(OWL), str(RDF), str(RDFS), str(XSD))
#: The datatypes of the OWL 2 datatype map that the ontology uses.
DATATYPES = {XSD.string, XSD.decimal, XSD.integer, XSD.boolean, RDF.PlainLiteral, RDFS.Literal}
ENTITY_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.mark.parametrize(
    ("names", "kind"),
    [(CLASSES, OWL.Class), (OBJECT_PROPERTIES, OWL.ObjectProperty), (DATATYPE_PROPERTIES, OWL.DatatypeProperty)],
)
def test_terms_of_the_contract_exist(ontology: Graph, names: list[str], kind: URIRef) -> None:
    assert [name for name in names if (URIRef(SL + name), RDF.type, kind) not in ontology] == []


def test_terms_that_the_program_uses_exist(ontology: Graph) -> None:
    used = [name for name in USED.__annotations__ if not name.startswith("_")]
    assert len(used) > 50
    assert [name for name in used if (URIRef(SL + name), SKOS.definition, None) not in ontology] == []


@pytest.mark.parametrize(("scheme", "slugs"), CONCEPTS.items())
def test_concepts_of_the_contract_exist(schemes: Graph, scheme: str, slugs: str) -> None:
    found = {str(concept) for concept in schemes.subjects(SKOS.inScheme, URIRef(VOCABULARY + scheme))}
    assert found == {f"{VOCABULARY}{scheme}/{slug}" for slug in slugs.split()}


def test_status_sources_have_the_labels_that_views_show(schemes: Graph) -> None:
    labels = {
        str(schemes.value(concept, SKOS.notation)): str(label)
        for concept in schemes.subjects(SKOS.inScheme, URIRef(VOCABULARY + "status-source"))
        for label in schemes.objects(concept, SKOS.prefLabel)
        if isinstance(label, Literal) and label.language == "en"
    }
    assert labels == {
        "stated": "stated",
        "inferred": "inferred from the deviation list",
        "absent": "not in the document",
    }


@pytest.mark.parametrize("name", ["ontology", "schemes"])
def test_nothing_is_used_undeclared(name: str, request: pytest.FixtureRequest) -> None:
    graph: Graph = request.getfixturevalue(name)
    declared = {term for kind in ENTITY_KINDS for term in graph.subjects(RDF.type, kind)}
    used = {*graph.predicates(), *graph.objects(None, RDF.type), *axiom_terms(graph)}
    assert {term for term in used - declared if is_outside(term)} == set()


def axiom_terms(graph: Graph) -> set[Node]:
    predicates = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf, RDF.first)
    return {term for predicate in predicates for term in graph.objects(None, predicate)}


def is_outside(term: Node) -> bool:
    return not isinstance(term, BNode) and not str(term).startswith(BUILT_IN)


def test_no_term_is_of_two_kinds(vocabulary: Graph, alignments: Graph) -> None:
    graph = vocabulary + alignments
    kinds = Counter(term for kind in ENTITY_KINDS for term in set(graph.subjects(RDF.type, kind)))
    assert [term for term, count in kinds.items() if count > 1] == []


def test_ranges_of_data_are_datatypes_of_owl(ontology: Graph) -> None:
    ranges = {
        value for p in ontology.subjects(RDF.type, OWL.DatatypeProperty) for value in ontology.objects(p, RDFS.range)
    }
    assert ranges <= DATATYPES


def test_literals_of_axioms_are_typed_for_owl(vocabulary: Graph) -> None:
    literals = {value for value in vocabulary.objects() if isinstance(value, Literal)}
    assert {value.datatype for value in literals} <= {None, XSD.string}


def test_properties_that_are_not_simple_stay_out_of_restricted_axioms(ontology: Graph) -> None:
    composite = {*ontology.subjects(RDF.type, OWL.TransitiveProperty), *ontology.subjects(OWL.propertyChainAxiom)}
    not_simple = {above for term in composite for above in ontology.transitive_objects(term, RDFS.subPropertyOf)}
    restrictions = (OWL.IrreflexiveProperty, OWL.AsymmetricProperty, OWL.FunctionalProperty)
    assert not {term for term in not_simple for kind in restrictions if (term, RDF.type, kind) in ontology}


def test_kinds_of_elements_are_disjoint(ontology: Graph) -> None:
    groups = [set(ontology.items(members)) for members in ontology.objects(None, OWL.members)]
    assert {URIRef(SL + name) for name in ("Programme", "Goal", "FlagshipProject", "Action")} in groups


def test_alignments_use_only_terms_that_exist(ontology: Graph, alignments: Graph) -> None:
    used = {s for s in alignments.subjects() if str(s).startswith(SL)}
    assert {term for term in used if (term, SKOS.definition, None) not in ontology} == set()


def alignment_files() -> list[Path]:
    return sorted((Path(__file__).parents[2] / "ontology/alignments").glob("*.ttl"))


def test_there_is_an_alignment_for_each_outside_vocabulary() -> None:
    assert {path.stem for path in alignment_files()} == {
        "cpov",
        "data-cube",
        "dcat",
        "fibo-goals-and-objectives",
        "kpionto",
        "org",
        "prov-o",
        "schema-org",
        "skos",
        "sssom",
        "stratml",
        "web-annotation",
    }


@pytest.mark.parametrize("path", alignment_files(), ids=lambda path: path.stem)
def test_alignment_has_a_reason_a_source_and_terms(path: Path) -> None:
    graph = Graph().parse(path)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert len(list(graph.objects(header, RDFS.comment))) == 1
    assert any(str(predicate).endswith("source") for predicate in graph.predicates(header))
    assert any(str(subject).startswith(SL) for subject in graph.subjects())
    assert (None, OWL.imports, None) not in graph


def test_alignments_keep_the_integrity_of_skos(alignments: Graph) -> None:
    exact = set(alignments.subject_objects(SKOS.exactMatch))
    assert not exact & {*alignments.subject_objects(SKOS.broadMatch), *alignments.subject_objects(SKOS.relatedMatch)}
