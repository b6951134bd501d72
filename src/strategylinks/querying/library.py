"""Run the SPARQL files of the query library on an engine.

A parameter is a line ``VALUES $goal { UNDEF }`` of a file that runs as it stands: ``UNDEF`` stands for everything, any
other term for a default. Binding puts terms into that line and nowhere else, so that no text becomes part of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pyoxigraph as ox

from strategylinks.engines.engine import Engine, Solutions, Term
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.resources import resource_root

#: One row of an answer: the text of each column, None where it is unbound.
Answer = dict[str, str | None]
#: What a parameter is bound to: one term, or any of several.
Bound = ox.NamedNode | ox.Literal | Sequence[ox.NamedNode | ox.Literal]

_SLOT = re.compile(r"VALUES\s+\$(?P<name>\w+)\s*\{(?P<default>[^{}]*)\}")
_EVERYTHING = "UNDEF"


@cache
def query_text(name: str) -> str:
    """Read a query of the library by its name, such as ``export/elements``."""
    path = resource_root() / "queries" / f"{name}.rq"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        known = ", ".join(query_names())
        raise NotInGraphError(f"there is no query {name!r}", do=f"Known: {known}.") from error


def query_names(folder: str = "") -> list[str]:
    """List the names of all queries of the library, or of one folder of it."""
    return list(_names_in(folder))


@cache
def _names_in(folder: str) -> tuple[str, ...]:
    root = resource_root() / "queries"
    names = (path.relative_to(root).with_suffix("").as_posix() for path in (root / folder).rglob("*.rq"))
    return tuple(sorted(names))


def slots(name: str) -> dict[str, str]:
    """List the parameters of a query with their defaults; a parameter without one has an empty text."""
    found = _SLOT.finditer(query_text(name))
    return {match["name"]: match["default"].strip().removeprefix(_EVERYTHING) for match in found}


def bound_text(name: str, /, **bound: Bound) -> str:
    """Write a query with its parameters bound; raise QueryError where it has no such parameter."""
    unknown = sorted(bound.keys() - slots(name).keys())
    if unknown:
        known = ", ".join(slots(name)) or "none"
        raise QueryError(f"the query {name!r} has no parameter {unknown[0]!r}", do=f"Its parameters: {known}.")

    def fill(match: re.Match[str]) -> str:
        terms = bound.get(match["name"])
        if terms is None:
            # Engines plan badly around a VALUES that says nothing.
            return "" if match["default"].strip() == _EVERYTHING else match[0]
        several = [terms] if isinstance(terms, ox.NamedNode | ox.Literal) else terms
        return f"VALUES ${match['name']} {{ {' '.join(map(str, several))} }}"

    return _SLOT.sub(fill, query_text(name))


def solve(engine: Engine, name: str, /, **bound: Bound) -> Solutions:
    """Run a SELECT query of the library and give its terms."""
    return engine.select(bound_text(name, **bound))


def select(engine: Engine, name: str, /, **bound: Bound) -> Iterator[Answer]:
    """Run a SELECT query of the library and give the text of each cell."""
    solutions = solve(engine, name, **bound)
    for row in solutions.rows:
        yield dict(zip(solutions.variables, map(_text, row), strict=True))


def _text(term: Term | None) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
