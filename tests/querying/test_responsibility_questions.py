"""Questions about who is responsible, against what the five reports say."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import memory_store
from strategylinks.querying.asking import ask
from strategylinks.reasoning.rules import write_inferences
from strategylinks.table import Table, Value

LAHTI_2017 = "lahti-2017-h1"
ROLES = ("duties", "lead", "participant", "responsible")


@pytest.fixture(scope="module")
def asked(graphs: NamedGraphs) -> EmbeddedEngine:
    """Give an engine that also answers from what follows."""
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, Iris())
    return engine


def rows(table: Table, *columns: str) -> list[tuple[Value, ...]]:
    return [tuple(row[column] for column in columns) for row in table]


def test_the_units_of_a_goal_are_those_of_its_actions_with_their_roles(asked: EmbeddedEngine) -> None:
    open_data = ask("units-sharing-goal", asked, goal="C1", report=LAHTI_2017)
    assert rows(open_data, "goal_code", "unit_code", *ROLES, "first", "last") == [
        ("C1", "KH", 1, 1, 0, 0, 122, 122),
        ("C1", "KYMP", 1, 0, 1, 0, 124, 124),
        ("C1", "SIVI", 1, 0, 1, 0, 123, 123),
    ]


def test_a_unit_that_no_action_of_the_goal_names_does_not_share_it(asked: EmbeddedEngine) -> None:
    assert rows(ask("units-sharing-goal", asked, goal="C5"), "unit_code", "duties") == [("KYMP", 2), ("KH", 1)]


def test_the_units_of_a_strategy_target_come_from_all_flagships_that_support_it(asked: EmbeddedEngine) -> None:
    healthier = "Lahtelaiset ovat terveempiä ja liikkuvat enemmän"
    found = ask("units-sharing-goal", asked, goal=healthier)
    assert rows(found, "unit_code", "duties") == [("KOHA", 7), ("KYMP", 6), ("SIVI", 5)]


def test_a_goal_that_only_posts_answer_for_has_no_units(asked: EmbeddedEngine) -> None:
    assert len(ask("units-sharing-goal", asked, goal="03.06")) == 0


def test_the_goals_of_a_unit_are_complete_and_of_the_report_asked_for(asked: EmbeddedEngine) -> None:
    found = ask("goals-of-unit", asked, unit="Sivi", report=LAHTI_2017)
    by_code = {row["code"]: tuple(row[role] for role in ROLES) for row in found}
    assert set(by_code) == {"A1", "A2", "A3", "B1", "B2", "B3", "B4", "C1", "C9", "D1", "D2", "D3", "E1", "E3", "E4"}
    assert by_code["B2"] == (5, 0, 0, 5)
    assert by_code["E4"] == (2, 0, 2, 0)
    assert set(found.column("level")) == {"goal"}


def test_flagships_stand_for_goals_in_a_plan_without_goals(asked: EmbeddedEngine) -> None:
    found = ask("goals-of-unit", asked, unit="SIVI", report="lahti-2022-h1-vitality")
    assert rows(found, "level", "code", "duties") == [("flagship", str(number), n) for number, n in COUNTS_2022]


#: Rows of the tables of 2022 whose label names SIVI, by flagship.
COUNTS_2022 = ((1, 2), (2, 2), (3, 2), (4, 5), (5, 2))


def test_a_post_takes_part_in_the_goals_it_answers_for(asked: EmbeddedEngine) -> None:
    found = ask("goals-of-unit", asked, unit="Hallintojohtaja")
    assert {row["report"] for row in found} == {"tuusula-2021-q3"}
    assert {"03.05", "03.06", "12.03"} <= set(found.column("code"))
    assert "07.05" not in found.column("code")


def test_pairs_of_units_count_the_goals_flagships_and_actions_that_both_are_in(asked: EmbeddedEngine) -> None:
    found = ask("unit-pairs", asked, report=LAHTI_2017)
    assert rows(found, "unit_code", "other_code", "goals", "flagships", "actions") == [
        ("KH", "KYMP", 15, 17, 0),
        ("KH", "SIVI", 13, 15, 0),
        ("KYMP", "SIVI", 13, 15, 0),
        ("KH", "TARK", 1, 0, 0),
        ("KYMP", "TARK", 1, 0, 0),
        ("SIVI", "TARK", 1, 0, 0),
    ]


#: One plan in two reports: in the second, unit C has taken the place of unit B.
TWO_REPORTS = """
@prefix : <http://example.org/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix sl: <https://w3id.org/strategylinks/ontology#> .
:spring { :s a sl:MonitoringReport ; dcterms:identifier "spring" .
  :goal a sl:Goal . :action a sl:Action ; sl:belongsTo :goal ; sl:hasResponsibleUnit :a, :b . }
:autumn { :t a sl:MonitoringReport ; dcterms:identifier "autumn" .
  :goal a sl:Goal . :action a sl:Action ; sl:belongsTo :goal ; sl:hasResponsibleUnit :a, :c . }
:inference { :action sl:isPartOf :goal ; sl:involvesUnit :a, :b, :c . :goal sl:involvesUnit :a, :b, :c . }
:units { :a skos:notation "A" . :b skos:notation "B" . :c skos:notation "C" . }
"""


def test_pairs_are_those_of_each_report_where_two_reports_share_a_plan() -> None:
    store = ox.Store()
    store.load(TWO_REPORTS.encode(), format=ox.RdfFormat.TRIG)
    found = rows(ask("unit-pairs", EmbeddedEngine(store)), "report", "unit_code", "other_code", "goals", "actions")
    assert found == [("autumn", "A", "C", 1, 1), ("spring", "A", "B", 1, 1)]


def test_goals_of_one_unit_are_those_with_a_single_label(asked: EmbeddedEngine) -> None:
    found = ask("goals-of-one-unit", asked, report=LAHTI_2017)
    assert rows(found, "code", "unit_code", "first") == [
        ("A3", "SIVI", 27),
        ("C4", "KH", 143),
        ("C7", "KYMP", 170),
        ("C8", "KH", 177),
        ("E2", "KH", 270),
    ]
    assert rows(ask("goals-of-one-unit", asked, report="lahti-2021-education"), "level", "name", "unit_code") == [
        ("flagship", "Työllisyyden kuntakokeilu", "SIVI")
    ]
    assert len(ask("goals-of-one-unit", asked, report="tuusula-2021-q3")) == 0


def test_goals_of_many_units_are_those_of_three_or_of_as_many_as_asked_for(asked: EmbeddedEngine) -> None:
    three = ask("goals-of-many-units", asked, report=LAHTI_2017)
    four = ask("goals-of-many-units", asked, report=LAHTI_2017, minimum=4)
    codes = ["E4", "A1", "A2", "B2", "B3", "C1", "C9", "D1", "D2", "D3", "E1", "E3"]
    assert three.column("code") == codes
    assert rows(four, "code", "number", "units") == [("E4", 4, "KH, KYMP, SIVI, TARK")]


def test_actions_without_a_unit_have_nobody_or_a_post(asked: EmbeddedEngine) -> None:
    found = ask("actions-without-unit", asked)
    nobody = [row for row in found if row["holder"] == "none"]
    posts = {row["code"]: row["posts"] for row in found if row["holder"] == "post"}
    assert rows(Table("", {}, (), nobody), "report", "first") == [("lahti-2022-h1-vitality", 640)]
    assert len(posts) == 39
    assert posts["03.05.01"] == "Hallintojohtaja"
    assert set(found.column("report")) == {"lahti-2022-h1-vitality", "tuusula-2021-q3"}


def test_the_units_of_a_flagship_come_with_their_own_progress_where_the_cell_is_divided(asked: EmbeddedEngine) -> None:
    found = ask("units-in-flagship", asked, flagship="Harrastustakuu ja arkiliikunta", report="lahti-2021-education")
    halls = {row["unit_code"]: row for row in found if row["first"] == 771}
    hobbies = [row for row in found if row["first"] == 743]
    assert set(halls) == {"SIVI", "KOHA", "KYMP"}
    assert str(halls["KYMP"]["progress"]).startswith("Mukkulaan kaavoitettu tontti")
    assert str(halls["KOHA"]["progress"]).startswith("Tukijärjestelmäselvityksen")
    assert halls["KYMP"]["own"] is True
    assert [(row["unit_code"], row["own"]) for row in hobbies] == [("SIVI", False)]


def test_the_units_of_a_flagship_have_the_roles_that_the_report_gives(asked: EmbeddedEngine) -> None:
    found = ask("units-in-flagship", asked, flagship="Kaupungin avoin data")
    assert rows(found, "unit_code", "role", "first") == [
        ("KH", "lead", 122),
        ("SIVI", "participant", 123),
        ("KYMP", "participant", 124),
    ]


def test_a_flagship_of_several_years_has_to_be_told_apart(asked: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError, match="2 things"):
        ask("units-in-flagship", asked, flagship="Harrastustakuu ja arkiliikunta")


def test_a_joint_authority_that_is_responsible_is_an_outside_partner(asked: EmbeddedEngine) -> None:
    found = [row for row in ask("outside-partners", asked, report=LAHTI_2017) if row["how"] == "responsible"]
    assert {row["partner_code"] for row in found} == {"PHHYKY"}
    assert len(found) == 6
    assert 204 in [row["first"] for row in found]
