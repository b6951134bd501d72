"""The query library: every file is complete SPARQL, says what it answers, and runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from strategylinks.errors import NotInGraphError
from strategylinks.model import Severity
from strategylinks.querying import library
from strategylinks.querying.library import query_names, query_text, select

QUERIES = Path(__file__).parents[2] / "queries"
NAMES = sorted(path.relative_to(QUERIES).with_suffix("").as_posix() for path in QUERIES.rglob("*.rq"))
#: The queries that tell what is in any good graph; those of quality may answer nothing.
TELLING = [name for name in NAMES if not name.startswith("quality/")]


def header(name: str) -> tuple[list[str], list[str]]:
    """Give the keys and the columns of a query's header."""
    lines = [line for line in query_text(name).splitlines() if line.startswith("#+")]
    keys = [key for line in lines if (key := re.match(r"#\+ (\w+):", line))]
    columns = [column for line in lines if (column := re.match(r"#\+   (\w+): \S", line))]
    assert len(keys) + len(columns) == len(lines)
    return [key[1] for key in keys], [column[1] for column in columns]


def projected(name: str) -> list[str]:
    clause = re.search(r"^SELECT (?:DISTINCT )?(.+)$", query_text(name), re.MULTILINE)
    assert clause is not None
    return re.findall(r"\?(\w+)(?:\)|\s|$)", re.sub(r"\([^()]*\([^()]*\) AS (\?\w+)\)", r"\1", clause[1]))


def test_the_library_finds_every_file() -> None:
    assert query_names() == NAMES
    assert len(NAMES) >= 22


@pytest.mark.parametrize("name", NAMES)
def test_headers_say_title_and_exactly_the_columns_that_are_answered(name: str) -> None:
    keys, columns = header(name)
    expected = ["title", "severity", "columns"] if name.startswith("quality/") else ["title", "columns"]
    assert keys == expected
    assert columns == projected(name)
    solutions = ox.Store().query(query_text(name))
    assert isinstance(solutions, ox.QuerySolutions)
    assert [variable.value for variable in solutions.variables] == columns


@pytest.mark.parametrize("name", NAMES)
def test_other_engines_can_parse_the_file_as_it_stands(name: str) -> None:
    query = prepareQuery(query_text(name))
    assert query.algebra.name == "SelectQuery"
    assert "{{" not in query_text(name)


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("quality/")])
def test_quality_queries_answer_an_error_its_report_and_a_known_severity(name: str) -> None:
    severity = re.search(r"^#\+ severity: (\w+)$", query_text(name), re.MULTILINE)
    assert severity is not None
    assert Severity(severity[1])
    assert header(name)[1][:3] == ["error", "report", "element"]


@pytest.mark.parametrize("name", NAMES)
def test_answers_are_ordered_so_that_they_are_the_same_each_time(name: str) -> None:
    assert re.search(r"^ORDER BY \?", query_text(name), re.MULTILINE)


@pytest.mark.parametrize("name", TELLING)
def test_queries_run_on_the_real_graph_and_answer_something(store: ox.Store, name: str) -> None:
    rows = list(select(store, name))
    assert rows
    assert {tuple(row) for row in rows} == {tuple(header(name)[1])}
    assert {row.get("report", "tuusula-2021-q3") for row in rows} <= {
        "lahti-2017-h1",
        "lahti-2021-education",
        "lahti-2022-h1-vitality",
        "lahti-2024-q4-vitality",
        "tuusula-2021-q3",
    }


@pytest.mark.parametrize("name", NAMES)
def test_queries_answer_nothing_on_an_empty_graph(name: str) -> None:
    assert list(select(ox.Store(), name)) == []


def test_a_variable_can_be_bound(store: ox.Store) -> None:
    goal = ox.NamedNode("https://w3id.org/strategylinks/id/lahti/2017/goal/C5")
    rows = list(select(store, "show/sources", element=goal))
    everything = list(select(store, "show/sources"))
    assert rows == [row for row in everything if row["element"] == goal.value]
    assert {row["first"] for row in rows} >= {"150"}
    assert 0 < len(rows) < len(everything)


def test_unbound_columns_are_none(store: ox.Store) -> None:
    rows = list(select(store, "export/elements"))
    without_code = [row for row in rows if row["code"] is None]
    assert 0 < len(without_code) < len(rows)
    assert all(row["name"] for row in rows)


def test_a_name_that_no_query_has_is_a_kind_error(store: ox.Store) -> None:
    with pytest.raises(NotInGraphError, match=r"no query 'export/element'\nKnown: .*export/elements"):
        list(select(store, "export/element"))


def test_queries_that_answer_no_table_are_a_kind_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "query_text", lambda _: "ASK { ?s ?p ?o }")
    with pytest.raises(NotInGraphError, match="is no SELECT query"):
        list(select(ox.Store(), "export/elements"))
