"""Mappings: what a set of them says, what the graph makes of them, and that ours hold for the reports as read."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import replace
from pathlib import Path

import pytest
from made_mappings import decision, write
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, SKOS

from strategylinks.alignment.mappings import MappingError, MappingSet, Outcome, Relation, with_cardinalities
from strategylinks.alignment.sssom import read_mapping_set, read_mappings
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.mappings import MappingsWriter
from strategylinks.graph.namespaces import SL, SSSOM, VOCABULARY
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs
from strategylinks.validation.shapes import validate_shapes

IRIS = Iris()
LAHTI = "https://w3id.org/strategylinks/id/lahti/"
A1 = URIRef(f"{LAHTI}2017/goal/A1")
PAIRS = {
    "lahti-2017-h1--lahti-2021-education",
    "lahti-2017-h1--lahti-2024-q4-vitality",
    "lahti-2021-education--lahti-2022-h1-vitality",
    "lahti-2021-education--tuusula-2021-q3",
    "lahti-2022-h1-vitality--lahti-2024-q4-vitality",
}
#: The levels that were reviewed in each pair; actions only between neighbours.
REVIEWED = {
    "lahti-2017-h1--lahti-2021-education": {"goal", "flagship", "action"},
    "lahti-2017-h1--lahti-2024-q4-vitality": {"goal", "flagship"},
    "lahti-2021-education--lahti-2022-h1-vitality": {"goal", "flagship", "action"},
    "lahti-2022-h1-vitality--lahti-2024-q4-vitality": {"goal", "flagship", "action"},
}


@pytest.fixture(scope="module")
def graph(graphs: NamedGraphs) -> Graph:
    return graphs[IRIS.graph("mappings")]


def made() -> MappingSet:
    return MappingSet(
        "a",
        "b",
        with_cardinalities(
            [
                decision("17/goal/A", "21/goal/1"),
                decision("17/goal/A", "21/goal/2"),
                decision("17/goal/B", "21/goal/2"),
                decision("17/goal/C", None, relation=Relation.EXACT, outcome=Outcome.NOT_IN_SCOPE),
                decision("17/goal/D", "21/goal/2", relation=Relation.RELATED, outcome=Outcome.RELATED),
                decision("17/goal/E", "21/goal/1", outcome=Outcome.REJECTED, is_accepted=False),
            ]
        ),
    )


def test_cardinalities_count_continuations_alone() -> None:
    assert [mapping.cardinality for mapping in made()] == ["1:n", "n:n", "n:1", "1:0", "", ""]


def test_a_set_tells_successors_and_predecessors_and_what_became_of_each() -> None:
    one = made()
    iris = {part: decision(part, "21/goal/1").pair[0] for part in ("17/goal/A", "17/goal/C", "17/goal/D", "17/goal/E")}
    later = decision("17/goal/A", "21/goal/2").pair[1]
    assert [mapping.cardinality for mapping in one.successors(iris["17/goal/A"])] == ["1:n", "n:n"]
    assert [mapping.cardinality for mapping in one.predecessors(later)] == ["n:n", "n:1"]
    assert one.outcome_of(iris["17/goal/C"]) is Outcome.NOT_IN_SCOPE
    assert one.outcome_of(iris["17/goal/D"]) is one.outcome_of(iris["17/goal/E"]) is None
    assert (len(one.accepted), len(one.rejected), len(one.continuations)) == (5, 1, 3)


def test_five_pairs_are_reviewed_and_every_decision_has_a_reviewer_a_day_and_a_reason(inputs: Inputs) -> None:
    assert {one.name for one in inputs.mappings} == PAIRS
    for one in inputs.mappings:
        assert {mapping.reviewer for mapping in one} == {"strategylinks-founders"}
        assert all(mapping.reviewed and len(mapping.reason) > 20 for mapping in one)


@pytest.mark.parametrize("name", sorted(REVIEWED))
def test_every_element_of_the_reviewed_levels_is_settled(
    inputs: Inputs, reports: Dict[str, MonitoringReport], name: str
) -> None:
    one = next(one for one in inputs.mappings if one.name == name)
    for report in (one.earlier, one.later):
        plan = reports[report].entry.plan
        open_ones = [
            element.name
            for element in reports[report].elements
            if element.kind in REVIEWED[name] and one.outcome_of(str(IRIS.element(plan, element.key))) is None
        ]
        assert open_ones == []


def test_names_in_the_files_are_those_of_the_reports(inputs: Inputs, graphs: NamedGraphs) -> None:
    for one in inputs.mappings:
        sides = ((one.earlier, [m.earlier for m in one]), (one.later, [m.later for m in one]))
        for report, elements in sides:
            graph = graphs[IRIS.report_graph(report)]
            for side in filter(None, elements):
                assert " ".join(side.label.split()) == " ".join(
                    str(graph.value(URIRef(side.iri), SKOS.prefLabel)).split()
                )


def test_a_mapping_is_in_the_graph_with_all_that_was_decided(graph: Graph) -> None:
    (mapping,) = [
        found
        for found in graph.subjects(SL.mapsFrom, A1)
        if (found, SL.mapsToReport, IRIS.report("lahti-2024-q4-vitality")) in graph
        and (found, SL.hasMappingRelation, SKOS.closeMatch) in graph
    ]
    target = URIRef(f"{LAHTI}2024/goal/60e36949c5")
    assert (mapping, SL.mapsTo, target) in graph
    assert (mapping, SL.hasMappingKind, VOCABULARY["mapping-kind/merged"]) in graph
    assert graph.value(mapping, SL.cardinality) == Literal("n:1")
    assert float(graph.value(mapping, SL.confidence)) == 0.85
    assert graph.value(mapping, SL.accepted).toPython() is True
    assert str(graph.value(mapping, SL.reviewDate)) == "2026-11-22"
    (evidence,) = graph.objects(mapping, SL.hasEvidence)
    assert {str(span).split("/lines/")[0] for span in graph.objects(evidence, SL.hasSource)} == {
        str(IRIS.report("lahti-2017-h1")),
        str(IRIS.report("lahti-2024-q4-vitality")),
    }
    assert (A1, SKOS.closeMatch, target) in graph
    assert (target, DCTERMS.replaces, A1) in graph


def test_the_evidence_of_a_mapping_is_a_place_that_the_reports_state(graph: Graph, graphs: NamedGraphs) -> None:
    spans = {span for found in graph.subjects(RDF.type, SL.Evidence) for span in graph.objects(found, SL.hasSource)}
    stated = {span for one in graphs.values() for span in one.subjects(RDF.type, SL.SourceSpan)}
    assert spans
    assert spans <= stated
    without = [
        m for m in graph.subjects(RDF.type, SL.Mapping) if not list(graph.objects(m, SL.hasEvidence / SL.hasSource))
    ]
    assert without == []


def test_related_and_municipalities_beside_each_other_replace_nothing(graph: Graph) -> None:
    replaced = set(graph.subject_objects(DCTERMS.replaces))
    related = {(later, earlier) for earlier, later in graph.subject_objects(SKOS.relatedMatch)}
    assert len(replaced) == 15 + 39 + 15 + 18
    assert not related & replaced
    assert not [pair for pair in replaced if "/tuusula/" in "".join(pair)]
    assert len(list(graph.subjects(SL.hasMappingKind, VOCABULARY["mapping-kind/shared"]))) == 5


def test_nothing_is_said_in_skos_of_what_has_no_counterpart(graph: Graph) -> None:
    relations = [SKOS[relation] for relation in Relation]
    assert not [triple for relation in relations for triple in graph.triples((None, relation, SSSOM.NoTermFound))]
    assert not [triple for relation in relations for triple in graph.triples((SSSOM.NoTermFound, relation, None))]
    assert len(list(graph.subjects(SL.mapsTo, SSSOM.NoTermFound))) > 100


def test_the_graph_conforms_to_the_shapes(graph: Graph) -> None:
    assert list(validate_shapes("", graph)) == []


def test_a_rejected_mapping_is_remembered_and_relates_nothing(
    inputs: Inputs, reports: Dict[str, MonitoringReport]
) -> None:
    one = next(one for one in inputs.mappings if one.name == "lahti-2021-education--lahti-2022-h1-vitality")
    first = replace(one.mappings[0], outcome=Outcome.REJECTED, is_accepted=False, cardinality="")
    graph = built(replace(one, mappings=[first]), reports)
    (mapping,) = graph.subjects(RDF.type, SL.Mapping)
    assert graph.value(mapping, SL.accepted).toPython() is False
    assert not [p for p in graph.predicates() if p == DCTERMS.replaces or str(p).endswith("Match")]


def test_an_element_that_no_longer_exists_is_said_with_file_and_line(
    inputs: Inputs, reports: Dict[str, MonitoringReport], tmp_path: Path
) -> None:
    path = next(one.path for one in inputs.mappings if one.name == "lahti-2021-education--tuusula-2021-q3")
    text = path.read_text(encoding="utf-8")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if one.startswith("lahti-2021:action/60a0723389"))
    broken = tmp_path / path.name
    broken.write_text(text.replace("lahti-2021:action/60a0723389", "lahti-2021:action/0000000000"), encoding="utf-8")
    with pytest.raises(MappingError, match="lahti-2021-education has no element") as raised:
        built(read_mapping_set(broken), reports)
    assert str(raised.value).startswith(f"{broken}:{line}: ")


def test_a_publisher_can_set_the_base(inputs: Inputs, reports: Dict[str, MonitoringReport]) -> None:
    one = next(one for one in inputs.mappings if one.name == "lahti-2021-education--tuusula-2021-q3")
    graph = built(one, reports, Iris("https://data.example.org/"))
    elements = {str(element) for element in graph.objects(None, SL.mapsFrom)} - {str(SSSOM.NoTermFound)}
    assert elements
    assert {element.split("/id/")[0] for element in elements} == {"https://data.example.org"}


def test_a_set_of_which_one_report_was_read_waits_for_the_other(
    inputs: Inputs, reports: Dict[str, MonitoringReport]
) -> None:
    writer = MappingsWriter(inputs.mappings, IRIS)
    writer.see(reports["tuusula-2021-q3"])
    assert len(writer.build()) == 0


def test_made_files_are_read_by_folder(tmp_path: Path) -> None:
    write(tmp_path)
    assert [one.name for one in read_mappings(tmp_path)] == ["mallila-2017--mallila-2021"]


def built(one: MappingSet, reports: Dict[str, MonitoringReport], iris: Iris = IRIS) -> Graph:
    """Build the graph of one set."""
    writer = MappingsWriter([one], iris)
    for report in (one.earlier, one.later):
        writer.see(reports[report])
    return writer.build()
