"""Ask a question of the library in the words of a person, and get a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pyoxigraph as ox
from rapidfuzz import process

from strategylinks.engines.engine import Engine, Term
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.querying.breadth import ALL, check_breadth
from strategylinks.querying.header import MUNICIPALITY, Header, Parameter, ParameterType, read_header
from strategylinks.querying.library import bound_text, query_names
from strategylinks.querying.resolving import Resolver
from strategylinks.table import Table, Value

#: Folders of the library that hold no questions of people.
_INTERNAL = frozenset({"alignment", "export", "names", "network", "pages", "quality", "rules", "show"})
#: What a person gives for a parameter; several reports can be asked of together.
Given = str | float | date | Sequence[str | float | date]
#: The parameter that a municipality stands for.
_REPORT = "report"
#: What each command asks.
_NOUNS = {"ask": "question", "analyse": "analysis"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = frozenset({f"{_XSD}integer", f"{_XSD}int", f"{_XSD}long"})
_NUMBER = frozenset({f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"})
_PLAIN = frozenset({ParameterType.TEXT, ParameterType.DATE, ParameterType.INTEGER, ParameterType.NUMBER})


def questions() -> list[Header]:
    """List the questions of the library by group."""
    return [read_header(name) for name in _names()]


def _names() -> list[str]:
    return [name for name in query_names() if name.partition("/")[0] not in _INTERNAL]


def find_question(name: str) -> Header:
    """Find a question by its name, with or without its group; raise NotInGraphError where there is none."""
    names = _names()
    for full in names:
        if name in (full, full.rpartition("/")[2]):
            return read_header(full)
    near = [found for found, _, _ in process.extract(name, [full.rpartition("/")[2] for full in names], limit=3)]
    raise NotInGraphError(
        f"there is no question {name!r}", do=f"Nearest: {', '.join(near)}. All of them: 'strategylinks ask'."
    )


def ask(question: str, engine: Engine, **parameters: Given) -> Table:
    """Answer a question of the library.

    A parameter takes what a person knows: "C5", "SIVI", "Hiilineutraali Lahti", 2017, an IRI; a report can be several,
    and wherever there is one, ``municipality`` stands for all of its reports, or "all" for those of every one. Raise
    QueryError where one is missing or unknown, NotInGraphError where the graph has nothing, or several things, of that
    name, TooBroadError where nothing narrows the question and the reports are very many.
    """
    header = find_question(question)
    check_breadth(header, parameters, engine)
    solutions = engine.select(bound_question(header, parameters, engine))
    fields = [column.name for column in header.columns]
    if list(solutions.variables) != fields:
        raise QueryError(f"the query {header.name!r} does not answer with the columns of its header")
    rows = [dict(zip(fields, map(value_of, row), strict=True)) for row in solutions.rows]
    return Table(header.name, header.title, header.columns, rows, header.description)


def bound_question(header: Header, given: Mapping[str, Given], engine: Engine) -> str:
    """Write the SPARQL of a question with what a person gave for its parameters."""
    return bound_text(header.name, **resolve_parameters(header, given, engine))


def resolve_parameters(
    header: Header, parameters: Mapping[str, Given], engine: Engine, command: str = "ask"
) -> dict[str, Sequence[ox.NamedNode | ox.Literal]]:
    """Turn what a person gave for a question or an analysis into terms; raise as ``ask`` does."""
    given = {name.replace("-", "_"): _texts(value) for name, value in parameters.items()}
    _check_names(header, given, command)
    if given.get(MUNICIPALITY.name) == [ALL]:
        del given[MUNICIPALITY.name]
    return _resolved(header, given, engine)


def _texts(value: Given) -> list[str]:
    return [str(value)] if isinstance(value, str | float | int | date) else [str(one) for one in value]


def _check_names(header: Header, given: Mapping[str, Sequence[str]], command: str) -> None:
    known = [parameter.name for parameter in header.accepted]
    asked = f"the {_NOUNS[command]} {header.name!r}"
    for name in given:
        if name not in known:
            raise QueryError(f"{asked} has no parameter {name!r}", do=f"It takes: {', '.join(known) or 'none'}.")
    for parameter in header.accepted:
        is_given = parameter.name in given or (parameter.name == _REPORT and MUNICIPALITY.name in given)
        if parameter.is_required and not is_given:
            raise QueryError(f"{asked} needs {parameter.name!r}", do=_usage(header, command))
        count = len(given.get(parameter.name, "1"))
        if count != 1 and (parameter.type is not ParameterType.REPORT or not count):
            raise QueryError(f"{parameter.name} takes one value, not {count}", do="Only reports can be several.")


def _usage(header: Header, command: str) -> str:
    options = (
        f"--{p.name.replace('_', '-')} …" if p.is_required else f"[--{p.name.replace('_', '-')} …]"
        for p in header.accepted
    )
    return f"Ask: strategylinks {command} {header.name.rpartition('/')[2]} {' '.join(options)}"


def _resolved(
    header: Header, given: Mapping[str, Sequence[str]], engine: Engine
) -> dict[str, Sequence[ox.NamedNode | ox.Literal]]:
    """Turn what a person wrote into terms.

    A municipality or report that is given narrows where the other names are looked up.
    """
    wanted = [parameter for parameter in header.parameters if parameter.name in given]
    wanted.sort(key=lambda parameter: parameter.type is not ParameterType.REPORT)
    resolver = Resolver(engine)
    bound: dict[str, Sequence[ox.NamedNode | ox.Literal]] = {}
    if MUNICIPALITY in header.accepted and MUNICIPALITY.name in given:
        reports = resolver.narrow(MUNICIPALITY, given[MUNICIPALITY.name][0])
        bound |= {parameter.name: reports for parameter in header.parameters if parameter.name == _REPORT}
    for parameter in wanted:
        texts = given[parameter.name]
        bound[parameter.name] = (
            [_plain(parameter, texts[0])] if parameter.type in _PLAIN else resolver.find(parameter, *texts)
        )
    return bound


def _plain(parameter: Parameter, text: str) -> ox.Literal:
    if parameter.choices and text not in parameter.choices:
        raise QueryError(f"{parameter.name} = {text!r} is no choice", do=f"Choose {' or '.join(parameter.choices)}.")
    try:
        match parameter.type:
            case ParameterType.DATE:
                return ox.Literal(date.fromisoformat(text).isoformat(), datatype=ox.NamedNode(f"{_XSD}date"))
            case ParameterType.INTEGER:
                return ox.Literal(_whole(parameter, int(text)))
            case ParameterType.NUMBER:
                return ox.Literal(f"{float(text):f}", datatype=ox.NamedNode(f"{_XSD}decimal"))
            case _:
                return ox.Literal(text)
    except ValueError as error:
        form = {"date": "a day such as 2022-06-30", "integer": "a whole number", "number": "a number"}
        raise QueryError(f"{parameter.name} = {text!r} is not {form[parameter.type]}", do="Write it so.") from error


def _whole(parameter: Parameter, number: int) -> int:
    if parameter.least is not None and number < parameter.least:
        raise QueryError(f"{parameter.name} = {number} is too small", do=f"Choose {parameter.least} or more.")
    return number


def value_of(term: Term | None) -> Value:
    """Give the Python value of a term; whatever is neither a number nor true or false is a text."""
    if term is None:
        return None
    if not isinstance(term, ox.Literal):
        return str(getattr(term, "value", term))
    kind = term.datatype.value
    if kind in _INTEGER:
        return int(term.value)
    if kind in _NUMBER:
        return float(term.value)
    return term.value == "true" if kind == f"{_XSD}boolean" else term.value
