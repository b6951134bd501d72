"""The data shapes: a complete graph conforms, and each fault is named with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, SH, SKOS, XSD

SL = Namespace("https://w3id.org/strategylinks/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
EX = Namespace("https://example.org/")
_SHAPES = Path(__file__).parents[2] / "ontology/shapes"
SHAPES = Graph().parse(_SHAPES / "data.ttl").parse(_SHAPES / "sources.ttl")


def faults(graph: Graph) -> set[tuple[str, str, str]]:
    """List the faults as severity, thing and message."""
    _, results, _ = validate(graph, shacl_graph=SHAPES)
    return {
        (
            str(results.value(result, SH.resultSeverity)).rsplit("#", 1)[-1],
            str(results.value(result, SH.focusNode)).rsplit("/", 1)[-1],
            str(results.value(result, SH.resultMessage)),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }


def test_complete_graph_conforms(sample: Graph) -> None:
    assert faults(sample) == set()


def test_shapes_do_not_need_the_ontology_beside_the_data(sample: Graph, vocabulary: Graph) -> None:
    assert faults(sample + vocabulary) == set()


@pytest.mark.parametrize(
    ("subject", "predicate", "severity", "message"),
    [
        ("action", SKOS.prefLabel, "Violation", "exactly one name"),
        ("goal", SKOS.inScheme, "Violation", "exactly one strategic plan"),
        ("programme", SL.hasSource, "Violation", "give it a source span"),
        ("flagship", SL.isStatedIn, "Violation", "the report that states it"),
        ("action", SL.belongsTo, "Warning", "belongs to no goal"),
        ("action", SL.hasResponsibleUnit, "Warning", "no responsible unit and no responsible post"),
        ("goal", SL.hasGoalKind, "Info", "has no kind"),
        ("risk", SL.hasSource, "Violation", "does not exist"),
        ("status", SL.isInferredFrom, "Violation", "does not exist"),
        ("target", SL.isStatedIn, "Violation", "exactly one report"),
        ("indicator", SL.isAbout, "Violation", "which strategy element"),
        ("deviation", SL.isAbout, "Warning", "could not be tied"),
        ("passage", SL.text, "Violation", "exactly one text"),
        ("responsibility", SL.isHeldBy, "Violation", "exactly one unit or post"),
        ("responsibility", SL.hasRole, "Violation", "exactly one role"),
        ("indicator", SL.measures, "Violation", "measures"),
        ("target", SL.rawValue, "Violation", "as the document prints it"),
        ("status", SL.hasStatusSource, "Violation", "never invent one"),
        ("status", SL.hasCommonStatus, "Violation", "go together"),
        ("status", SL.hasStatusValue, "Violation", "go together"),
        ("reference", SL.refersTo, "Warning", "was not found"),
        ("total", SL["count"], "Violation", "exactly one count"),
        ("figure", SL.hasFigureKind, "Violation", "headline, finance or staff"),
        ("term", SKOS.definition, "Warning", "no explanation"),
        ("report", SL.coversPlan, "Violation", "in the catalogue"),
        ("report", SL.scope, "Warning", "what the report covers"),
        ("period", SL.endDate, "Violation", "exactly one xsd:date"),
        ("span", OA.hasSource, "Violation", "exactly one report"),
        ("span", OA.hasSelector, "Violation", "oa:FragmentSelector"),
        ("span", OA.hasSelector, "Violation", "oa:TextQuoteSelector"),
        ("span", SL.firstLine, "Violation", "first line"),
        ("place", RDF.value, "Violation", "RFC 5147"),
        ("words", OA.exact, "Violation", "Quote the words"),
        ("action", SL.doubt, "Warning", "nothing says why"),
        ("skipped", SL.reason, "Violation", "why the lines were skipped"),
        ("correction", SL.reason, "Violation", "needs a reason"),
        ("KOHA", SKOS.prefLabel, "Violation", "a name"),
        ("change", ORG.resultingOrganization, "Violation", "came out of"),
        ("linkage", SL.hasEvidence, "Violation", "needs evidence"),
        ("mapping", SL.hasEvidence, "Warning", "no evidence"),
        ("mapping", SL.hasJustification, "Violation", "arrived at"),
        ("evidence", SL.hasSource, "Violation", "needs the lines"),
    ],
)
def test_what_is_missing_is_noticed(
    sample: Graph, subject: str, predicate: URIRef, severity: str, message: str
) -> None:
    sample.remove((EX[subject], predicate, None))
    assert any(fault[:2] == (severity, subject) and message in fault[2] for fault in faults(sample))


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "message"),
    [
        ("action", SL.confidence, Literal("1.2", datatype=XSD.decimal), "from 0 to 1"),
        ("action", SL.confidence, Literal(0.5), "xsd:decimal"),
        ("span", SL.firstLine, Literal(4), "not after the last line"),
        ("span", SL.firstLine, Literal(0), "counted from 1"),
        ("skipped", SL.lastLine, Literal(0), "not after the last line"),
        ("period", SL.startDate, Literal("2018-01-01", datatype=XSD.date), "not after its end"),
        ("period", SL.startDate, Literal("2017"), "xsd:date"),
        ("total", SL["count"], Literal(-1), "0 or more"),
        ("report", SL.checksum, Literal("abc"), "SHA-256"),
        ("place", RDF.value, Literal("119-131"), "RFC 5147"),
        ("words", OA.exact, Literal(""), "empty"),
        ("responsibility", SL.isHeldBy, Literal("KOHA"), "exactly one unit or post"),
        ("linkage", SL.linksTo, EX.SIVI, "another one"),
        ("responsibility", SL.ordinal, Literal(0), "counted from 1"),
        ("mapping", SL.hasMappingRelation, SKOS.broader, "five SKOS mapping properties"),
    ],
)
def test_what_is_wrong_is_noticed(
    sample: Graph, subject: str, predicate: URIRef, value: URIRef | Literal, message: str
) -> None:
    sample.set((EX[subject], predicate, value))
    assert any(fault[1] == subject and message in fault[2] for fault in faults(sample))


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "severity", "message"),
    [
        ("action", RDF.type, SL.Goal, "Violation", "one kind only"),
        ("action", SKOS.prefLabel, Literal("Muu", lang="fi"), "Violation", "exactly one name"),
        ("action", SL.belongsTo, EX.goal, "Warning", "several elements"),
        ("risk", SL.isAbout, EX.goal, "Violation", "about one element"),
        ("status", SL.hasStatusValue, EX.other, "Violation", "at most one value"),
        ("target", SL.ofIndicator, EX.other, "Violation", "one indicator"),
        ("report", DCTERMS.identifier, Literal("other"), "Violation", "exactly one id"),
    ],
)
def test_what_is_too_much_is_noticed(
    sample: Graph, subject: str, predicate: URIRef, value: URIRef | Literal, severity: str, message: str
) -> None:
    sample.add((EX[subject], predicate, value))
    assert any(fault[:2] == (severity, subject) and message in fault[2] for fault in faults(sample))


def test_post_alone_is_enough_for_an_action(sample: Graph) -> None:
    sample.remove((EX.action, SL.hasResponsibleUnit, None))
    sample.add((EX.action, SL.hasResponsiblePost, EX.director))
    assert faults(sample) == set()


def test_status_that_no_document_states_needs_no_value(sample: Graph) -> None:
    sample.remove((EX.status, SL.hasStatusValue, None))
    sample.remove((EX.status, SL.hasCommonStatus, None))
    assert faults(sample) == set()


def test_things_in_other_graphs_need_no_type_here(sample: Graph) -> None:
    for thing in (EX.KOHA, EX.correction, EX.plan):
        sample.remove((thing, None, None))
    assert faults(sample) == set()
