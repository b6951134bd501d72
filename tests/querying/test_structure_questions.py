"""Questions about the structure of plans, against what the five reports say."""

from __future__ import annotations

import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import QueryError
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import memory_store
from strategylinks.querying.asking import ask
from strategylinks.reasoning.rules import write_inferences
from strategylinks.table import Table, Value

LAHTI_2017 = "lahti-2017-h1"


@pytest.fixture(scope="module")
def asked(graphs: NamedGraphs) -> EmbeddedEngine:
    """Give an engine that also answers from what follows."""
    engine = EmbeddedEngine(memory_store(graphs))
    write_inferences(engine, Iris())
    return engine


def rows(table: Table, *columns: str) -> list[tuple[Value, ...]]:
    return [tuple(row[column] for column in columns) for row in table]


def test_the_tree_follows_the_document_from_programme_to_action(asked: EmbeddedEngine) -> None:
    tree = rows(ask("plan-tree", asked, report=LAHTI_2017), "depth", "level", "code", "units", "first")
    begin = tree.index((2, "goal", "C5", None, 150))
    assert tree[begin : begin + 6] == [
        (2, "goal", "C5", None, 150),
        (3, "flagship", None, None, 152),
        (4, "action", None, "KH", 155),
        (4, "action", None, "KYMP", 156),
        (4, "action", None, "KYMP", 158),
        (2, "goal", "C6", None, 161),
    ]
    assert tree[0] == (1, "programme", "A", None, 3)
    assert len(tree) == 5 + 23 + 25 + 83


def test_the_tree_holds_one_report_and_names_the_goals_that_a_flagship_supports(asked: EmbeddedEngine) -> None:
    tree = ask("plan-tree", asked, report="lahti-2024-q4-vitality")
    supported = {row["name"]: row["supports"] for row in tree if row["level"] == "flagship"}
    assert set(tree.column("report")) == {"lahti-2024-q4-vitality"}
    assert supported["Houkutteleva työyhteisö Lahti"] == (
        "Lahden maine hyvänä työnantajana vahvistuu; Kaupungin henkilöstön työhyvinvointi parantuu"
    )


def test_the_tree_tells_what_an_element_stands_under(asked: EmbeddedEngine) -> None:
    tree = ask("plan-tree", asked, report=LAHTI_2017)
    above = {row["first"]: (row["parent_code"], row["parent_name"]) for row in tree}
    assert above[3] == (None, None)
    assert above[150][0] == "C"
    assert above[122] == (None, "Kaupungin avoin data")


def test_the_tree_needs_a_report(asked: EmbeddedEngine) -> None:
    with pytest.raises(QueryError, match="report"):
        ask("plan-tree", asked)


def test_counts_by_programme_add_up_to_those_of_the_report(asked: EmbeddedEngine) -> None:
    counts = ask("level-counts", asked, report=LAHTI_2017)
    goals = {row["programme_code"]: row["number"] for row in counts if row["level"] == "goal"}
    actions = [row for row in counts if row["level"] == "action"]
    assert goals == {"A": 3, "B": 4, "C": 9, "D": 3, "E": 4}
    assert sum(int(str(row["number"])) for row in actions) == 83
    assert {row["total"] for row in actions} == {83}
    assert (None, "programme", 5, 5) in rows(counts, "programme_code", "level", "number", "total")


def test_counts_without_programmes_are_those_of_the_levels(asked: EmbeddedEngine) -> None:
    counts = ask("level-counts", asked, report="tuusula-2021-q3")
    assert rows(counts, "programme_code", "level", "number", "total") == [
        (None, "goal", 31, 31),
        (None, "action", 39, 39),
    ]


def test_two_targets_of_2024_stand_under_two_flagships_each(asked: EmbeddedEngine) -> None:
    found = rows(ask("elements-with-several-parents", asked), "report", "first", "relation", "parent_code")
    assert found == [
        ("lahti-2024-q4-vitality", 709, "supported by", "1"),
        ("lahti-2024-q4-vitality", 709, "supported by", "4"),
        ("lahti-2024-q4-vitality", 1851, "supported by", "3"),
        ("lahti-2024-q4-vitality", 1851, "supported by", "4"),
    ]
    assert len(ask("elements-with-several-parents", asked, report=LAHTI_2017)) == 0


def test_only_c3_and_its_flagship_are_loose(asked: EmbeddedEngine) -> None:
    found = rows(ask("loose-elements", asked), "report", "lacks", "level", "code", "first")
    assert found == [(LAHTI_2017, "actions", "goal", "C3", 136), (LAHTI_2017, "parts", "flagship", None, 138)]
    assert len(ask("loose-elements", asked, report="tuusula-2021-q3")) == 0


def test_c3_is_the_only_goal_with_neither_indicator_nor_action(asked: EmbeddedEngine) -> None:
    assert rows(ask("slogan-goals", asked), "report", "code", "first") == [(LAHTI_2017, "C3", 136)]
    assert len(ask("slogan-goals", asked, report="lahti-2024-q4-vitality")) == 0


def test_repeated_names_are_found_within_and_across_the_reports_of_a_municipality(asked: EmbeddedEngine) -> None:
    found = ask("repeated-names", asked)
    names = {row["first"] for row in found if row["what"] == "name" and row["report"] == LAHTI_2017}
    hobbies = [row for row in found if row["what"] == "name" and row["name"] == "Harrastustakuu ja arkiliikunta"]
    codes = {row["report"] for row in found if row["what"] == "code" and row["code"] == "1"}
    assert names == {123, 124, 190, 191, 222, 225, 254, 256, 267, 268, 304, 305}
    assert rows(Table("", {}, (), hobbies), "report", "first", "uses", "reports") == [
        ("lahti-2021-education", 737, 2, 2),
        ("lahti-2022-h1-vitality", 721, 2, 2),
    ]
    assert codes == {"lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"}
    assert "tuusula-2021-q3" not in found.column("report")


def test_an_abbreviation_is_explained_with_its_years_whatever_its_case(asked: EmbeddedEngine) -> None:
    found = ask("meaning-of-abbreviation", asked, term="koha")
    stated = [row for row in found if row["source"] == "glossary"]
    assert rows(Table("", {}, (), stated), "meaning", "from", "to", "first") == [
        ("konsernihallinnon palvelualue", "2022-01-01", "2022-06-30", 286),
        ("konsernihallinto ja elinvoiman palvelualue", "2024-01-01", "2024-12-31", 663),
    ]
    assert set(found.column("term_printed")) == {"KOHA"}


def test_a_thing_that_is_written_in_several_ways_is_explained_once(asked: EmbeddedEngine) -> None:
    found = ask("meaning-of-abbreviation", asked, term="OSBU")
    registered = [(row["report"], row["first"]) for row in found if row["source"] == "register"]
    assert len(registered) == len(set(registered)) > 0


def test_an_abbreviation_is_found_in_the_brackets_of_a_term(asked: EmbeddedEngine) -> None:
    found = ask("meaning-of-abbreviation", asked, term="htv")
    assert rows(found, "term_printed", "report", "first") == [
        ("Henkilötyövuosi (HTV)", "lahti-2022-h1-vitality", 320),
        ("Henkilötyövuosi (HTV)", "lahti-2024-q4-vitality", 653),
    ]
