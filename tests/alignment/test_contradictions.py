"""What contradicts itself between reviewed mappings is a finding, in words."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.model import Severity
from strategylinks.querying.header import read_header
from strategylinks.querying.library import Answer, select

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kind: <https://w3id.org/strategylinks/vocabulary/mapping-kind/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sl: <https://w3id.org/strategylinks/ontology#>
PREFIX sssom: <https://w3id.org/sssom/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
#: Three reports with a goal each, and a second goal in the third.
REPORTS = """
:r1 a sl:MonitoringReport ; dcterms:identifier "one" ; sl:hasPeriod [ sl:startDate "2017-01-01"^^xsd:date ] .
:r2 a sl:MonitoringReport ; dcterms:identifier "two" ; sl:hasPeriod [ sl:startDate "2021-01-01"^^xsd:date ] .
:r3 a sl:MonitoringReport ; dcterms:identifier "three" ; sl:hasPeriod [ sl:startDate "2024-01-01"^^xsd:date ] .
:a sl:isStatedIn :r1 ; skos:prefLabel "Aloite" . :b sl:isStatedIn :r2 ; skos:prefLabel "Jatko" .
:c sl:isStatedIn :r3 ; skos:prefLabel "Loppu" . :d sl:isStatedIn :r3 ; skos:prefLabel "Muu" .
"""
REPORT_OF = {"a": "r1", "b": "r2", "c": "r3", "d": "r3"}
NOTHING = "sssom:NoTermFound"


def mapping(earlier: str, later: str, relation: str, kind: str, *, accepted: str = "true", to: str = "r3") -> str:
    """Write a mapping as the graph holds it."""
    before, after = REPORT_OF.get(earlier, "r1"), REPORT_OF.get(later, to)
    sides = [NOTHING if side == NOTHING else f":{side}" for side in (earlier, later)]
    text = (
        f":m-{earlier[-1]}-{later[-1]} a sl:Mapping ; sl:mapsFrom {sides[0]} ; sl:mapsTo {sides[1]} ;"
        f" sl:mapsFromReport :{before} ; sl:mapsToReport :{after} ; sl:accepted {accepted} ;"
        f" sl:hasMappingKind kind:{kind} ; sl:hasMappingRelation skos:{relation} .\n"
    )
    if accepted == "true" and NOTHING not in (earlier, later):
        text += f":{earlier} skos:{relation} :{later} .\n"
        text += "" if kind == "related" else f":{later} dcterms:replaces :{earlier} .\n"
    return text


CHAIN = mapping("a", "b", "closeMatch", "renamed") + mapping("b", "c", "closeMatch", "renamed")


def found(query: str, *mappings: str) -> list[Answer]:
    store = ox.Store()
    for number, text in enumerate((REPORTS, "".join(mappings))):
        graph = ox.NamedNode(f"https://example.org/graph/{number}")
        store.load(PREFIXES + text, format=ox.RdfFormat.TURTLE, to_graph=graph)
    return list(select(EmbeddedEngine(store), f"quality/{query}"))


@pytest.mark.parametrize(
    ("direct", "word"),
    [
        (mapping("a", NOTHING, "exactMatch", "discontinued"), "discontinued"),
        (mapping(NOTHING, "c", "exactMatch", "new"), "new"),
        (mapping("a", "c", "relatedMatch", "related"), "related"),
        (mapping("a", "c", "closeMatch", "rejected", accepted="false"), "rejected"),
    ],
)
def test_a_chain_that_leads_where_the_direct_mapping_says_no_is_found(direct: str, word: str) -> None:
    (row,) = found("chain-against-direct", CHAIN, direct)
    assert row["error"] == (f"“Aloite” goes on as “Jatko” and that as “Loppu”, yet one--three.sssom.tsv says “{word}”")
    assert row["element"] == "https://example.org/a"


@pytest.mark.parametrize(
    "direct",
    [
        "",
        mapping("a", "c", "broadMatch", "renamed"),
        mapping("a", NOTHING, "exactMatch", "not-in-scope"),
        mapping("a", "d", "relatedMatch", "related"),
    ],
)
def test_a_chain_that_nothing_contradicts_is_left_alone(direct: str) -> None:
    assert found("chain-against-direct", CHAIN, direct) == []


def test_related_mappings_make_no_chain() -> None:
    related = mapping("a", "b", "relatedMatch", "related") + mapping("b", "c", "closeMatch", "renamed")
    assert found("chain-against-direct", related, mapping("a", NOTHING, "exactMatch", "discontinued")) == []


def test_a_chain_beside_other_direct_continuations_is_a_note() -> None:
    (row,) = found("chain-beside-direct", CHAIN, mapping("a", "d", "closeMatch", "renamed"))
    assert row["error"] == (
        "“Aloite” goes on as “Jatko” and that as “Loppu”, which one--three.sssom.tsv does not name "
        "among its continuations"
    )
    both = mapping("a", "d", "closeMatch", "split") + mapping("a", "c", "closeMatch", "split")
    assert found("chain-beside-direct", CHAIN, both) == []
    assert found("chain-beside-direct", CHAIN, mapping("a", NOTHING, "exactMatch", "discontinued")) == []


DIRECT = mapping("a", "c", "closeMatch", "renamed")


@pytest.mark.parametrize(
    ("steps", "way"),
    [
        (mapping("a", NOTHING, "exactMatch", "discontinued", to="r2"), "“Aloite” is discontinued in two"),
        (
            mapping("a", "b", "closeMatch", "renamed") + mapping("b", NOTHING, "exactMatch", "discontinued"),
            "“Aloite”, going on as “Jatko”, is discontinued in three",
        ),
    ],
)
def test_steps_that_end_although_the_direct_mapping_goes_on_are_a_note(steps: str, way: str) -> None:
    (row,) = found("chain-ends-before-direct", steps, DIRECT)
    assert row["error"] == (
        f"{way}, yet one--three.sssom.tsv says that it goes on as “Loppu”: "
        "it has returned, or one of the decisions errs"
    )
    assert row["element"] == "https://example.org/a"


@pytest.mark.parametrize(
    "steps",
    [
        mapping("a", NOTHING, "exactMatch", "not-in-scope", to="r2"),
        mapping("a", "b", "relatedMatch", "related") + mapping("b", NOTHING, "exactMatch", "discontinued"),
        CHAIN + mapping("a", "d", "closeMatch", "split"),
    ],
)
def test_steps_that_say_nothing_or_reach_the_later_report_are_no_note(steps: str) -> None:
    assert found("chain-ends-before-direct", steps, DIRECT) == []


def test_an_end_after_the_direct_mapping_is_no_note() -> None:
    direct = mapping("a", "b", "closeMatch", "renamed")
    assert found("chain-ends-before-direct", direct, mapping("a", NOTHING, "exactMatch", "discontinued")) == []


@pytest.mark.parametrize("relation", ["broadMatch", "narrowMatch", "relatedMatch"])
def test_the_same_and_not_the_same_clash_over_a_chain_of_exact_matches(relation: str) -> None:
    exact = mapping("a", "b", "exactMatch", "kept") + mapping("b", "c", "exactMatch", "kept")
    kind = "related" if relation == "relatedMatch" else "renamed"
    (row,) = found("exact-match-clash", exact, mapping("a", "c", relation, kind))
    assert f"“Aloite” is {relation} of “Loppu”, yet exactMatch" in row["error"]
    assert found("exact-match-clash", exact, mapping("a", "c", "closeMatch", "renamed")) == []
    assert found("exact-match-clash", exact, mapping("a", "d", relation, kind)) == []


def test_a_mapping_of_an_element_that_its_report_does_not_have_is_an_error() -> None:
    gone = mapping("a", "b", "closeMatch", "renamed").replace("sl:mapsTo :b", "sl:mapsTo :gone")
    (row,) = found("mapping-of-nothing", gone)
    assert (row["report"], row["element"]) == ("two", "https://example.org/m-a-b")
    assert "https://example.org/gone" in str(row["error"])
    moved = mapping("a", "b", "closeMatch", "renamed").replace("sl:mapsFromReport :r1", "sl:mapsFromReport :r3")
    assert [row["report"] for row in found("mapping-of-nothing", moved)] == ["three"]
    assert found("mapping-of-nothing", CHAIN, mapping(NOTHING, "c", "exactMatch", "new")) == []


def test_severities() -> None:
    severities = {
        "mapping-of-nothing": Severity.ERROR,
        "exact-match-clash": Severity.WARNING,
        "chain-against-direct": Severity.WARNING,
        "chain-beside-direct": Severity.NOTE,
        "chain-ends-before-direct": Severity.NOTE,
    }
    assert {name: read_header(f"quality/{name}").severity for name in severities} == severities


def test_our_own_mappings_have_the_contradictions_that_a_reading_by_hand_found(engine: EmbeddedEngine) -> None:
    against = [str(row["error"]) for row in select(engine, "quality/chain-against-direct")]
    assert len(against) == 1
    assert "Työllisyyden kuntakokeilu” and that as “Osaava Lahti”" in against[0]
    assert len(list(select(engine, "quality/chain-beside-direct"))) == 1
    assert list(select(engine, "quality/exact-match-clash")) == []
