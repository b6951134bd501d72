"""Run the SPARQL files of the query library on a store."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from strategylinks.errors import NotInGraphError
from strategylinks.resources import resource_root

#: One row of an answer: the text of each column, None where it is unbound.
Answer = dict[str, str | None]


@cache
def query_text(name: str) -> str:
    """Read a query of the library by its name, such as ``export/elements``."""
    path = resource_root() / "queries" / f"{name}.rq"
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        known = ", ".join(query_names())
        raise NotInGraphError(f"there is no query {name!r}", do=f"Known: {known}.") from error


def query_names() -> list[str]:
    """List the names of all queries of the library."""
    folder = resource_root() / "queries"
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.rq"))


def select(store: ox.Store, name: str, **bound: ox.NamedNode | ox.Literal) -> Iterator[Answer]:
    """Run a SELECT query of the library; ``bound`` replaces variables that its SELECT clause lists."""
    substitutions: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable(variable): term for variable, term in bound.items()
    }
    solutions = store.query(query_text(name), substitutions=substitutions or None)
    if not isinstance(solutions, ox.QuerySolutions):
        raise NotInGraphError(f"the query {name!r} is no SELECT query")
    variables = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {variable: _text(solution[variable]) for variable in variables}


def _text(term: object) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
