"""Read what SPARQL servers answer; an answer that breaks off is an error, never a short answer."""

from __future__ import annotations

import re

import pyoxigraph as ox

from strategylinks.engines.engine import Solutions, Term
from strategylinks.errors import QueryError

_BOOLEAN = ox.NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
#: Virtuoso calls blank nodes by names that no other program takes.
_ODD_BLANK_NODE = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')


def read_solutions(content: bytes, where: str) -> Solutions:
    """Read the answer of a SELECT query."""
    found = _parsed(content, where)
    if not isinstance(found, ox.QuerySolutions):
        raise QueryError("this is no SELECT query", do="Use one that begins with SELECT.")
    variables = tuple(variable.value for variable in found.variables)
    try:
        return Solutions(variables, [tuple(map(canonical, solution)) for solution in found])
    except SyntaxError as error:
        raise broken_off(where) from error


def read_truth(content: bytes, where: str) -> bool:
    """Read the answer of an ASK query."""
    found = _parsed(content, where)
    if not isinstance(found, ox.QueryBoolean):
        raise QueryError("this is no ASK query", do="Use one that begins with ASK.")
    return bool(found)


def read_triples(content: bytes, where: str) -> list[ox.Triple]:
    """Read the answer of a CONSTRUCT or DESCRIBE query."""
    try:
        quads = list(ox.parse(content, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError as error:
        raise broken_off(where) from error
    return list(dict.fromkeys(quad.triple for quad in quads))


def canonical(term: Term | None) -> Term | None:
    """Write true and false as all other engines do: Virtuoso writes 1 and 0."""
    if isinstance(term, ox.Literal) and term.datatype == _BOOLEAN and term.value in ("0", "1"):
        return ox.Literal(term.value == "1")
    return term


def mended(content: bytes) -> bytes:
    """Give the blank nodes of an answer names that can be read."""
    return _ODD_BLANK_NODE.sub(rb"\1", content)


def _parsed(content: bytes, where: str) -> ox.QuerySolutions | ox.QueryBoolean:
    try:
        return ox.parse_query_results(mended(content), format=ox.QueryResultsFormat.JSON)
    except SyntaxError as error:
        raise broken_off(where) from error


def broken_off(where: str) -> QueryError:
    """Say that an answer ends in the middle."""
    return QueryError(
        "the answer of the server breaks off", where=where, do="Its time limit may be too short. Ask for less."
    )


def cut_by_rows(limit: int, where: str) -> QueryError:
    """Say that a server gives no more rows than these."""
    return QueryError(
        f"the server cuts answers at {limit} rows, so this one may not be whole",
        where=where,
        do="Ask for less, or set ResultSetMaxRows in virtuoso.ini higher.",
    )
