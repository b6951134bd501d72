"""The description logic check of `check --reasoner`: the real data are consistent, a forged fact is not."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.namespace import RDF

from strategylinks.cli import output
from strategylinks.cli.state import Session
from strategylinks.errors import ReasonerError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL
from strategylinks.reasoning.hermit import ReasonerResult, ReasonerSkipped, check_consistency, find_java
from strategylinks.validation.check import ValidationReport


def has_java() -> bool:
    try:
        find_java()
    except ReasonerError:
        return False
    return True


needs_java = pytest.mark.skipif(not has_java(), reason="NO JAVA: the data were NOT checked with HermiT")


def triples(*graphs: Graph) -> bytes:
    return b"".join(graph.serialize(format="nt", encoding="utf-8") for graph in graphs)


@needs_java
def test_the_ontology_and_all_real_data_are_consistent(workspace) -> None:
    result = Session(workspace).reason()
    assert isinstance(result, ReasonerResult)
    assert result.is_sound
    unit = "https://w3id.org/strategylinks/id/lahti/unit/SIVI"
    assert (unit, "http://www.w3.org/ns/org#Organization") in result.classified


@needs_java
def test_a_goal_of_the_data_that_is_an_action_too_is_a_contradiction(graphs: NamedGraphs) -> None:
    iris = Iris()
    data = [graphs[iris.graph("vocabulary")], graphs[iris.report_graph("lahti-2021-education")]]
    report = graphs[iris.report_graph("lahti-2021-education")]
    flagship = next(iter(sorted(report.subjects(RDF.type, SL.FlagshipProject))))
    assert check_consistency(triples(*data)).is_sound
    forged = Graph().add((flagship, RDF.type, SL.Action))
    assert not check_consistency(triples(*data, forged)).consistent


@pytest.mark.parametrize(
    ("reasoning", "has_findings"),
    [
        (None, False),
        (ReasonerSkipped("no Java"), False),
        (ReasonerResult(consistent=True), False),
        (ReasonerResult(consistent=False), True),
        (ReasonerResult(consistent=True, unsatisfiable=("https://example.org/Impossible",)), True),
    ],
)
def test_a_contradiction_is_a_finding_of_the_check(reasoning: output.Reasoning, has_findings: bool) -> None:
    assert output.has_findings(ValidationReport([], [], []), reasoning) is has_findings
