"""Refuse queries of users that do more than read the graph.

A query is parsed, and its parts are looked at: no text is searched for words. What could be read in two ways, by this
parser and by an engine, is refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyparsing import ParseException
from rdflib.namespace import XSD
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from strategylinks.engines.limited import ChosenGraphs, Form
from strategylinks.errors import QueryError

#: The parser takes seconds for texts that are much longer.
_LONGEST = 16_000
#: Engines do not agree whether an escape ends a text, and where such signs end a comment.
_AMBIGUOUS = re.compile(r"\\[uU]|[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
_FORMS = {"SelectQuery": Form.SELECT, "AskQuery": Form.ASK, "ConstructQuery": Form.CONSTRUCT}
_FORMS |= {"DescribeQuery": Form.DESCRIBE}


@dataclass(frozen=True, slots=True)
class CheckedQuery:
    """Hold a query that only reads, exactly as it was checked, and the graphs that its FROM names, if it has any."""

    text: str
    form: Form
    graphs: ChosenGraphs | None = None


def check_query(text: str, *, allow_service: bool = False, graphs: str) -> CheckedQuery:
    """Check that a query only reads; raise QueryError where it is no query, or could do anything else.

    FROM may only name graphs whose IRIs begin with ``graphs``: some servers fetch all others from the web.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if len(text) > _LONGEST:
        raise QueryError(f"the query is longer than {_LONGEST} signs", do="Ask for less at a time.")
    if found := _AMBIGUOUS.search(text):
        raise QueryError(
            f"the query has {found[0]!r} in it, which engines read in different ways", do="Write the sign itself."
        )
    head, query = _parse(text)
    prefixes = {part.prefix or "": str(part.iri) for part in head if part.name == "PrefixDecl"}
    for part in _parts(query):
        _refuse(part, prefixes, allow_service=allow_service, graphs=graphs)
    return CheckedQuery(text, _FORMS[query.name], _chosen(query, prefixes))


def _parse(text: str) -> tuple[list[CompValue], CompValue]:
    try:
        head, query = parseQuery(text)
        return list(head), query
    except ParseException as error:
        if _is_update(text):
            raise QueryError("this would change the graph", do="Only SELECT, ASK, CONSTRUCT and DESCRIBE.") from error
        raise QueryError(f"not SPARQL 1.1: {error}", line=error.lineno, do="Mend the query.") from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply, or too long", do="Ask for less at a time.") from error


def _is_update(text: str) -> bool:
    try:
        return bool(parseUpdate(text).request)
    except (ParseException, RecursionError):
        return False


def _parts(node: Any) -> Iterator[CompValue]:  # noqa: ANN401 - what the parser gives is of no one type
    """Give all parts of a parsed query, whatever their depth."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part
        if isinstance(part, Mapping):
            waiting.extend(part.values())
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)


def _refuse(part: CompValue, prefixes: Mapping[str, str], *, allow_service: bool, graphs: str) -> None:
    match part.name:
        case "ServiceGraphPattern" if not allow_service:
            raise QueryError("SERVICE asks an outside server", do="Switch it on first if that is meant.")
        case "DatasetClause":
            for name in filter(None, (part.default, part.named)):
                if not _iri(name, prefixes).startswith(graphs):
                    raise QueryError(f"FROM names a graph outside {graphs}", do="Leave FROM out, or name our graphs.")
        case "Function":
            iri = _iri(part.iri, prefixes)
            if not iri.startswith(str(XSD)):
                raise QueryError(f"the function <{iri}> is not part of SPARQL 1.1", do="Use one that is.")


def _chosen(query: CompValue, prefixes: Mapping[str, str]) -> ChosenGraphs | None:
    clauses = query.datasetClause or ()
    default = [_iri(clause.default, prefixes) for clause in clauses if clause.default]
    named = [_iri(clause.named, prefixes) for clause in clauses if clause.named]
    return ChosenGraphs(default, named) if clauses else None


def _iri(name: Any, prefixes: Mapping[str, str]) -> str:  # noqa: ANN401 - as above
    """Write a name in full; a relative one stays as it is."""
    if not isinstance(name, CompValue):
        return str(name)
    prefix = name.prefix or ""
    if prefix not in prefixes:
        raise QueryError(f"the prefix {prefix + ':'!r} is not declared", do="Declare it with PREFIX.")
    return prefixes[prefix] + str(name.localname or "")
