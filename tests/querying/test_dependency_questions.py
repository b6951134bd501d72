"""Questions about dependencies: references from the reports, linkages from a sample made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import DEFAULT_BASE, Iris
from strategylinks.graph.namespaces import new_graph
from strategylinks.graph.store import memory_store
from strategylinks.querying.asking import ask
from strategylinks.reasoning.rules import write_inferences
from strategylinks.table import Table, Value

LAHTI_2017 = "lahti-2017-h1"
SAMPLE = Path(__file__).with_name("sample_linkages.ttl")


@pytest.fixture(scope="module")
def asked(graphs: NamedGraphs) -> EmbeddedEngine:
    """Give an engine with the linkages of the sample in place of the real ones."""
    others = ("graph/linkages/", "graph/register")
    kept = {name: graph for name, graph in graphs.items() if not any(part in name for part in others)}
    sample = {URIRef(f"{DEFAULT_BASE}graph/linkages/sample"): new_graph().parse(SAMPLE)}
    engine = EmbeddedEngine(memory_store(kept | sample))
    write_inferences(engine, Iris())
    return engine


def rows(table: Table, *columns: str) -> list[tuple[Value, ...]]:
    return [tuple(row[column] for column in columns) for row in table]


def test_three_places_of_2017_refer_to_other_goals_by_code(asked: EmbeddedEngine) -> None:
    found = ask("explicit-references", asked)
    assert rows(found, "report", "quote", "written", "to_code", "first") == [
        (LAHTI_2017, "kts. C4 ja C6", "C4", "C4", 100),
        (LAHTI_2017, "kts. C4 ja C6", "C6", "C6", 100),
        (LAHTI_2017, "kts. E4", "E4", "E4", 141),
    ]
    assert found.column("from_name")[2] == "Palveluohjelman käynnistäminen"
    assert len(ask("explicit-references", asked, report="lahti-2022-h1-vitality")) == 0


def test_two_flagships_reach_into_other_programmes(asked: EmbeddedEngine) -> None:
    found = ask("flagships-across-programmes", asked)
    assert rows(found, "programme_code", "how", "goal_code", "other_programme_code", "first") == [
        ("B", "refers to", "C4", "C", 100),
        ("B", "refers to", "C6", "C", 100),
        ("C", "refers to", "E4", "E", 141),
    ]


def test_a_participant_depends_on_the_lead_and_the_lead_is_needed(asked: EmbeddedEngine) -> None:
    kind = "lead-and-participants"
    of_participant = ask("linkages-of-unit", asked, unit="SIVI", kind=kind)
    of_lead = ask("linkages-of-unit", asked, unit="KH", kind=kind)
    assert rows(of_participant, "direction", "far_code", "through", "first", "last") == [
        ("depends on", "KH", "Kaupungin avoin data", 122, 122),
        ("depends on", "KH", "Kaupungin avoin data", 123, 123),
    ]
    assert rows(of_lead, "direction", "far_code", "first") == [("needed by", "SIVI", 122), ("needed by", "SIVI", 123)]
    assert len(ask("linkages-of-unit", asked, unit="KYMP", kind=kind)) == 0


def test_the_linkages_of_a_unit_are_of_all_kinds_and_only_its_own(asked: EmbeddedEngine) -> None:
    found = ask("linkages-of-unit", asked, unit="KYMP", report=LAHTI_2017)
    ends = {(row["linkage"], row["direction"], row["far_code"]) for row in found}
    assert {(str(iri).rpartition("/")[2], direction, far) for iri, direction, far in ends} == {
        ("linkage-cooperation", "mutual", "LADEC"),
        ("linkage-initiative", "mutual", "KH"),
    }


def test_the_linkages_between_two_units_show_each_quote_with_its_line(asked: EmbeddedEngine) -> None:
    found = ask("linkages-between-units", asked, unit="SIVI", other="KH")
    assert [row for row in rows(found, "kind_name", "direction", "first") if row[0] == "lead-and-participants"] == [
        ("lead-and-participants", "depends on", 122),
        ("lead-and-participants", "depends on", 123),
    ]
    assert "Osallistuminen kaupunkitasoiseen avoimen datan määrittelytyöhön" in found.column("quote")
    assert len(ask("linkages-between-units", asked, unit="SIVI", other="KYMP")) == 0


def test_a_goal_has_the_linkages_of_its_parts(asked: EmbeddedEngine) -> None:
    c3 = ask("linkages-of-element", asked, element="C3")
    assert rows(c3, "kind_name", "direction", "own_name", "far_code", "first") == [
        ("explicit-reference", "depends on", "Palveluohjelman käynnistäminen", "E4", 141),
        ("stated-condition", "depends on", "Palveluohjelman käynnistäminen", "PALVELUOHJELMA", 141),
    ]
    e4 = ask("linkages-of-element", asked, element="E4")
    assert rows(e4, "direction", "own_code", "far_name") == [("needed by", "E4", "Palveluohjelman käynnistäminen")]


def test_a_flagship_joins_the_units_that_are_linked_through_it(asked: EmbeddedEngine) -> None:
    found = ask("linkages-of-element", asked, element="Kaupungin avoin data")
    assert ("lead-and-participants", "joins", "SIVI", "KH") in rows(
        found, "kind_name", "direction", "own_code", "far_code"
    )


def test_indicators_of_one_name_are_listed_and_those_that_make_a_linkage_are_marked(asked: EmbeddedEngine) -> None:
    found = ask("shared-indicators", asked)
    counts = {row["indicator_name"]: row["elements"] for row in found}
    linked = [row for row in found if row["linked"]]
    assert rows(Table("", {}, (), linked), "indicator_name", "units", "first") == [
        ("Määritelmä datojen avaamisesta ja aikataulusta", "KH", 122),
        ("Määritelmä datojen avaamisesta ja aikataulusta", "SIVI", 123),
    ]
    assert counts["Valmiusaste"] == 6
    assert counts["Tyytyväisyys valmennukseen"] == 2
    assert "Henkilöstöideoiden määrä" not in counts


def test_what_a_linkage_runs_through_is_told_once_by_code_and_name(asked: EmbeddedEngine) -> None:
    found = ask("linkages-of-unit", asked, unit="KH", report=LAHTI_2017)
    through = {str(row["linkage"]).rpartition("/")[2]: row["through"] for row in found}
    assert through["linkage-indicator"] == "Määritelmä datojen avaamisesta ja aikataulusta"
    assert through["linkage-initiative"] == "SMART-CLEAN Smart & Clean"
    assert through["linkage-reference"] == ""


def test_a_linkage_has_one_row_for_each_piece_of_evidence(asked: EmbeddedEngine) -> None:
    found = ask("linkages-between-units", asked, unit="KH", other="KYMP")
    assert rows(found, "kind_name", "first") == [("shared-initiative", 131), ("shared-initiative", 134)]
    assert len({row["linkage"] for row in found}) == 1
    assert len({row["evidence"] for row in found}) == 2


def test_a_condition_is_told_with_its_quote_even_where_no_unit_is_responsible(asked: EmbeddedEngine) -> None:
    found = ask("stated-conditions", asked)
    assert rows(found, "name", "units", "far_name", "first") == [
        ("Palveluohjelman käynnistäminen", "", "Palveluohjelma", 141)
    ]
    assert str(found.column("quote")[0]).startswith("Käynnistyy palveluohjelman valmistuttua")
    assert len(ask("stated-conditions", asked, unit="KH")) == 0


def test_cooperation_is_narrowed_to_a_unit_or_a_report(asked: EmbeddedEngine) -> None:
    everywhere = ask("stated-cooperation", asked)
    of_unit = ask("stated-cooperation", asked, unit="KYMP")
    of_report = ask("stated-cooperation", asked, report="tuusula-2021-q3")
    assert rows(everywhere, "report", "far_code") == [(LAHTI_2017, "LADEC"), ("tuusula-2021-q3", "KEUSOTE")]
    assert rows(of_unit, "far_code", "units", "first") == [("LADEC", "KYMP", 134)]
    assert rows(of_report, "code", "far_code", "first") == [("07.05.01", "KEUSOTE", 42)]


def test_an_initiative_joins_the_units_that_name_it(asked: EmbeddedEngine) -> None:
    found = ask("shared-initiatives", asked, named="SMART-CLEAN")
    assert rows(found, "report", "unit_code", "other_code", "weight", "first", "last") == [
        (LAHTI_2017, "KH", "KYMP", 1.0, 131, 134)
    ]
    assert len(ask("shared-initiatives", asked, named="LADEC")) == 0


def test_partners_are_found_where_they_are_mentioned_and_initiatives_are_none(asked: EmbeddedEngine) -> None:
    found = [row for row in ask("outside-partners", asked) if row["how"] == "mentioned"]
    assert [(row["partner_code"], row["units"], row["first"]) for row in found] == [("LADEC", "KYMP", 134)]
