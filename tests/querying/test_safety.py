from __future__ import annotations

import pytest

from strategylinks.engines.limited import Form
from strategylinks.errors import QueryError
from strategylinks.graph.iris import DEFAULT_BASE
from strategylinks.querying.library import query_names, query_text
from strategylinks.querying.safety import CheckedQuery, check_query

WEB = "http://outside.example/"


def check(text: str, *, allow_service: bool = False) -> CheckedQuery:
    return check_query(text, allow_service=allow_service, graphs=DEFAULT_BASE)


@pytest.mark.parametrize("name", query_names())
def test_every_query_of_the_library_only_reads(name: str) -> None:
    assert check(query_text(name)).form in Form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", Form.SELECT),
        ("ASK { ?s ?p ?o }", Form.ASK),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", Form.CONSTRUCT),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("DESCRIBE <urn:a>", Form.DESCRIBE),
        ("# drop all\r\nSELECT * { ?s ?p 'DELETE; LOAD <urn:a>; SERVICE' } # SERVICE <urn:a> {}", Form.SELECT),
        (f"ASK FROM <{DEFAULT_BASE}graph/vocabulary> {{ ?s ?p ?o }}", Form.ASK),
        (f"PREFIX g: <{DEFAULT_BASE}> ASK FROM NAMED g:graph {{ GRAPH ?g {{ ?s ?p ?o }} }}", Form.ASK),
        ("PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> SELECT (xsd:integer('1') AS ?n) {}", Form.SELECT),
    ],
)
def test_what_only_reads_is_let_through(text: str, form: Form) -> None:
    assert check(text).form is form


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR GRAPH <urn:a>",
        "LOAD <file:///etc/passwd>",
        f"LOAD <{WEB}> INTO GRAPH <urn:a>",
        "MOVE <urn:a> TO <urn:b>",
        "PREFIX a: <urn:a> DrOp SILENT ALL",
        "# SELECT * {}\nDROP ALL",
    ],
)
def test_what_changes_the_graph_is_refused_as_that(text: str) -> None:
    with pytest.raises(QueryError, match="would change the graph"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o OPTIONAL {{ SERVICE SILENT <{WEB}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ {{ SELECT * {{ sErViCe <{WEB}> {{ ?s ?p ?o }} }} }} }}",
        f"ASK {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }} }}",
        f"SELECT (EXISTS {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }} AS ?x) {{ ?s ?p ?o }}",
        f"SELECT * {{ ?s ?p ?o BIND(IF(NOT EXISTS {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }}, 1, 2) AS ?x) }}",
        "SELECT * { VALUES ?e { <http://outside.example/> } SERVICE ?e { ?s ?p ?o } }",
        f"CONSTRUCT {{ ?s ?p ?o }} {{ {{ ?s ?p ?o }} UNION {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }} }}",
        f"DESCRIBE ?s {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?o }} ORDER BY (EXISTS {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }})",
        f"SELECT ?s {{ ?s ?p ?o }} GROUP BY ?s HAVING (EXISTS {{ SERVICE <{WEB}> {{ ?s ?p ?o }} }})",
    ],
)
def test_service_is_refused_wherever_it_stands_unless_it_is_switched_on(text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE asks an outside server"):
        check(text)
    check(text, allow_service=True)


@pytest.mark.parametrize(
    "clause",
    [f"FROM <{WEB}>", f"FROM NAMED <{WEB}>", "FROM <file:///etc/passwd>", "FROM <graph>", f"FROM <x{DEFAULT_BASE}>"],
)
def test_from_may_only_name_graphs_of_ours(clause: str) -> None:
    with pytest.raises(QueryError, match="FROM names a graph outside"):
        check(f"ASK FROM <{DEFAULT_BASE}graph/vocabulary> {clause} {{ ?s ?p ?o }}")


def test_from_cannot_hide_behind_a_prefix() -> None:
    with pytest.raises(QueryError, match="FROM names a graph outside"):
        check(f"PREFIX sl: <{WEB}> ASK FROM sl:graph {{ ?s ?p ?o }}")
    with pytest.raises(QueryError, match="not declared"):
        check("ASK FROM sl:graph { ?s ?p ?o }")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (<bif:file_to_string>('/etc/passwd') AS ?x) {}",
        "PREFIX sql: <sql:> SELECT * { ?s ?p ?o FILTER(sql:run(?o)) }",
        "PREFIX xsd: <bif:> SELECT (xsd:exec('x') AS ?x) {}",
    ],
)
def test_functions_of_one_engine_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not part of SPARQL"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "define get:soft 'replace' SELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o } ; DROP ALL",
        "SELECT * {",
        "",
        "EXPLAIN SELECT * { ?s ?p ?o }",
    ],
)
def test_what_is_no_sparql_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="not SPARQL"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [r"SELECT * { ?s ?p '\u0027 } ; DROP ALL #' }", "SELECT * { ?s ?p ?o } # \u2028 DROP ALL", "SELECT * {\0}"],
)
def test_what_engines_could_read_in_two_ways_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="different ways"):
        check(text)


def test_a_line_that_ends_in_any_way_ends_a_comment() -> None:
    with pytest.raises(QueryError):
        check("SELECT * { ?s ?p ?o } # \r DROP ALL")
    assert "\r" not in check("SELECT *\r\n{ ?s ?p ?o }").text


@pytest.mark.parametrize(
    "text",
    ["SELECT * " + "{ " * 500 + "} " * 500, "SELECT * { FILTER(" + "(" * 2000 + "1" + ")" * 2000 + ") }"],
)
def test_a_query_of_endless_depth_is_refused_kindly(text: str) -> None:
    with pytest.raises(QueryError, match="nested too deeply"):
        check(text)


def test_an_endless_query_is_refused_unread() -> None:
    with pytest.raises(QueryError, match="longer than"):
        check("SELECT * { ?s ?p ?o }" + " " * 100_000)
