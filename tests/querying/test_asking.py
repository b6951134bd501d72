"""Asking in the words of a person: names of questions, parameters of every type, and kind messages."""

from __future__ import annotations

import pytest

from strategylinks.analysis.analyses import analyse
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError, TooBroadError
from strategylinks.querying import breadth
from strategylinks.querying.asking import Given, ask, find_question, questions
from strategylinks.querying.library import bound_text, query_text, slots
from strategylinks.table import Table


def test_questions_have_names_of_their_own_without_the_group() -> None:
    short = [question.name.rpartition("/")[2] for question in questions()]
    assert len(short) == len(set(short)) >= 40


def test_questions_answer_the_competency_questions_that_sparql_can_answer() -> None:
    answered = {number for question in questions() for number in question.questions}
    by_analysis = {12, 16, 17, 23, 24, 25, 26}
    of_the_comparison = {45, 46, 48, 50, 51}
    assert answered == set(range(1, 61)) - by_analysis - of_the_comparison


@pytest.mark.parametrize("name", ["units-on", "organisation/units-on"])
def test_a_question_is_found_with_and_without_its_group(name: str) -> None:
    assert find_question(name).name == "organisation/units-on"


def test_an_unknown_question_names_the_nearest(engine: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError, match=r"there is no question 'unit-on'\nNearest: units-on"):
        ask("unit-on", engine)


def test_an_answer_is_a_table_with_the_columns_of_the_header(engine: EmbeddedEngine) -> None:
    table = ask("units-on", engine, day="2022-06-30", municipality="Lahti")
    assert isinstance(table, Table)
    assert table.fields == [column.name for column in find_question("units-on").columns]
    assert len(table) > 5
    assert table.title.keys() == {"fi", "sv", "en"}


def test_numbers_come_as_numbers(engine: EmbeddedEngine) -> None:
    (row,) = ask("completeness", engine, report="tuusula-2021-q3")
    assert (row["report"], row["lines"], row["elements"]) == ("tuusula-2021-q3", 86, 70)
    assert isinstance(row["share_certain"], float)


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("units-on", {}, r"needs 'day'\nAsk: strategylinks ask units-on --day … \[--municipality …\]"),
        ("units-on", {"day": "yesterday"}, "day = 'yesterday' is not a day such as 2022-06-30"),
        ("units-on", {"day": "2022-06-30", "town": "Lahti"}, r"has no parameter 'town'\nIt takes: day, municipality"),
        ("uncertain-facts", {"below": "low"}, "below = 'low' is not a number"),
        ("goals-of-many-units", {"minimum": "2.5"}, "minimum = '2.5' is not a whole number"),
    ],
)
def test_missing_and_mistaken_parameters_are_refused(
    engine: EmbeddedEngine, question: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(QueryError, match=said):
        ask(question, engine, **given)


LAHTI = ["lahti-2017-h1", "lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"]


def reports_in(table: Table) -> list[str]:
    return sorted({str(value) for value in table.column("report")})


def test_several_reports_are_asked_of_together(engine: EmbeddedEngine) -> None:
    both = ask("plan-tree", engine, report=[2017, "lahti-2022"])
    assert reports_in(both) == ["lahti-2017-h1", "lahti-2022-h1-vitality"]
    assert len(both) == len(ask("plan-tree", engine, report=2017)) + len(ask("plan-tree", engine, report=2022))


def test_a_municipality_stands_for_its_reports(engine: EmbeddedEngine) -> None:
    assert reports_in(ask("plan-tree", engine, municipality="Lahti")) == LAHTI
    assert reports_in(ask("plan-tree", engine, municipality="Tusby")) == ["tuusula-2021-q3"]


def test_a_report_is_looked_for_within_the_municipality(engine: EmbeddedEngine) -> None:
    assert reports_in(ask("plan-tree", engine, municipality="Lahti", report=2021)) == ["lahti-2021-education"]
    with pytest.raises(NotInGraphError, match=r"no report '2017' of 'tuusula'\nReports: tuusula-2021-q3"):
        ask("plan-tree", engine, municipality="Tuusula", report=2017)


def test_a_municipality_narrows_what_other_names_mean(engine: EmbeddedEngine) -> None:
    assert len(ask("goals-of-unit", engine, unit="Talousjohtaja", municipality="Tuusula")) > 0
    with pytest.raises(NotInGraphError, match="'Talousjohtaja'"):
        ask("goals-of-unit", engine, unit="Talousjohtaja", municipality="Lahti")


def test_a_municipality_narrows_both_reports_of_a_comparison(engine: EmbeddedEngine) -> None:
    table = ask("new-elements", engine, earlier=2021, later=2022, municipality="Lahti")
    assert table.rows == ask("new-elements", engine, earlier="lahti-2021", later="lahti-2022").rows


def test_every_question_that_takes_a_report_takes_a_municipality() -> None:
    for header in questions():
        takes_report = any(parameter.type == "report" for parameter in header.parameters)
        has_own = any(parameter.name == "municipality" for parameter in header.parameters)
        assert any(parameter.name == "municipality" for parameter in header.accepted) == (takes_report or has_own)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"municipality": "Nokia"}, "no municipality in the graph is called 'Nokia'\nNearest: "),
        ({"municipality": ["Lahti", "Tuusula"]}, "municipality takes one value, not 2\nOnly reports can be several."),
        ({"report": []}, "report takes one value, not 0"),
        ({"report": [2017, 1999]}, "there is no report '1999'"),
    ],
)
def test_mistaken_municipalities_and_reports_are_refused(
    engine: EmbeddedEngine, given: dict[str, Given], said: str
) -> None:
    with pytest.raises((NotInGraphError, QueryError), match=said):
        ask("plan-tree", engine, **given)


@pytest.mark.parametrize("text", ['KOHA" } } DROP ALL #', "KOHA\\", "$day", "?x . }", "koha'\n"])
def test_no_text_becomes_part_of_a_query(engine: EmbeddedEngine, text: str) -> None:
    assert len(ask("meaning-of-abbreviation", engine, term=text)) == 0


def test_a_parameter_that_a_query_does_not_have_is_refused() -> None:
    with pytest.raises(QueryError, match="has no parameter 'nonsense'"):
        bound_text("organisation/units-on", nonsense=[])


def test_binding_leaves_defaults_and_takes_out_what_is_not_given() -> None:
    assert slots("responsibility/goals-of-many-units") == {"minimum": "3", "report": ""}
    text = bound_text("responsibility/goals-of-many-units")
    assert "VALUES $minimum { 3 }" in text
    assert "UNDEF" in query_text("responsibility/goals-of-many-units")
    assert "UNDEF" not in text


def test_a_question_of_very_many_reports_must_be_narrowed_or_asked_on_purpose(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breadth, "MOST_REPORTS", 4)
    with pytest.raises(TooBroadError, match="5 reports at once") as broad:
        ask("late-or-missed", engine)
    assert "--municipality all" in broad.value.do
    everything = ask("late-or-missed", engine, municipality="all")
    assert {row["report"] for row in everything} > {row["report"] for row in ask("late-or-missed", engine, report=2017)}
    assert len(ask("units-sharing-goal", engine, goal="lahti-2017-h1/C5")) == 2
    with pytest.raises(TooBroadError):
        analyse("goals-on-one-unit", engine)
    assert len(analyse("goals-on-one-unit", engine, municipality="all"))
    assert len(analyse("goals-on-one-unit", engine, municipality="Tuusula"))
    with pytest.raises(TooBroadError, match="5 reports"):
        ask("units-on", engine, day="2022-06-30")
    assert len(ask("units-on", engine, day="2022-06-30", municipality="all")) > 10
