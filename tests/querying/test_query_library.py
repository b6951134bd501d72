"""The query library: every file is complete SPARQL, says what it answers, and runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.model import Severity
from strategylinks.querying import library
from strategylinks.querying.asking import questions
from strategylinks.querying.header import read_header
from strategylinks.querying.library import query_names, query_text, select, slots

QUERIES = Path(__file__).parents[2] / "queries"
FILES = sorted(path.relative_to(QUERIES).with_suffix("").as_posix() for path in QUERIES.rglob("*.rq"))
#: The queries that answer tables; the rules are tested in tests/reasoning.
NAMES = [name for name in FILES if not name.startswith("rules/")]
#: The queries that tell what is in any good graph; those of quality may answer nothing.
TELLING = [name for name in NAMES if name.startswith(("export/", "names/", "show/")) and name != "names/named"]
#: The questions of people.
QUESTIONS = [question.name for question in questions()]


def test_the_library_finds_every_file() -> None:
    assert query_names() == FILES
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_headers_say_title_and_exactly_the_columns_that_are_answered(name: str) -> None:
    header = read_header(name)
    solutions = EmbeddedEngine(ox.Store()).select(query_text(name))
    assert header.title["en"]
    assert [column.name for column in header.columns] == list(solutions.variables)
    assert all(column.heading["en"] for column in header.columns)


@pytest.mark.parametrize("name", NAMES)
def test_headers_name_exactly_the_parameters_that_can_be_bound(name: str) -> None:
    header, defaults = read_header(name), slots(name)
    if name in QUESTIONS:
        assert {parameter.name for parameter in header.parameters} == set(defaults)
        assert not [p.name for p in header.parameters if p.is_required and defaults[p.name]]


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_speak_three_languages(name: str) -> None:
    header = read_header(name)
    texts = [
        header.title,
        header.description,
        *(p.title for p in header.parameters),
        *(c.heading for c in header.columns),
    ]
    assert header.questions
    assert [text for text in texts if text.keys() != {"fi", "sv", "en"}] == []


@pytest.mark.parametrize("name", NAMES)
def test_other_engines_can_parse_the_file_as_it_stands(name: str) -> None:
    query = prepareQuery(query_text(name))
    assert query.algebra.name == "SelectQuery"
    assert "{{" not in query_text(name)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("quality/")])
def test_quality_queries_answer_an_error_its_report_and_a_known_severity(name: str) -> None:
    header = read_header(name)
    assert Severity(header.severity)
    assert [column.name for column in header.columns][:3] == ["error", "report", "element"]


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_ordered_so_that_they_are_the_same_each_time(name: str) -> None:
    text = query_text(name)
    # What answers with one row, if any, that is the same whichever it is, needs no order.
    assert re.search(r"^ORDER BY (\?|DESC\(\?)", text, re.MULTILINE) or text.endswith("LIMIT 1\n")


@pytest.mark.parametrize("name", TELLING)
def test_queries_run_on_the_real_graph_and_answer_something(engine: EmbeddedEngine, name: str) -> None:
    rows = list(select(engine, name))
    assert rows
    assert {tuple(row) for row in rows} == {tuple(column.name for column in read_header(name).columns)}
    assert {row.get("report", "tuusula-2021-q3") for row in rows} <= {
        "lahti-2017-h1",
        "lahti-2021-education",
        "lahti-2022-h1-vitality",
        "lahti-2024-q4-vitality",
        "tuusula-2021-q3",
    }


@pytest.mark.parametrize("name", NAMES)
def test_queries_answer_nothing_on_an_empty_graph(name: str) -> None:
    assert list(select(EmbeddedEngine(ox.Store()), name)) == []


def test_a_variable_can_be_bound(engine: EmbeddedEngine) -> None:
    goal = ox.NamedNode("https://w3id.org/strategylinks/id/lahti/2017/goal/C5")
    rows = list(select(engine, "show/sources", element=goal))
    everything = list(select(engine, "show/sources"))
    assert rows == [row for row in everything if row["element"] == goal.value]
    assert {row["first"] for row in rows} >= {"150"}
    assert 0 < len(rows) < len(everything)


def test_unbound_columns_are_none(engine: EmbeddedEngine) -> None:
    rows = list(select(engine, "export/elements"))
    without_code = [row for row in rows if row["code"] is None]
    assert 0 < len(without_code) < len(rows)
    assert all(row["name"] for row in rows)


def test_a_name_that_no_query_has_is_a_kind_error(engine: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError, match=r"no query 'export/element'\nKnown: .*export/elements"):
        list(select(engine, "export/element"))


def test_queries_that_answer_no_table_are_a_kind_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "query_text", lambda _: "ASK { ?s ?p ?o }")
    with pytest.raises(QueryError, match="is no SELECT query"):
        list(select(EmbeddedEngine(ox.Store()), "export/elements"))
