"""Answer a question, or tell kindly what of it was not understood, with what may have been meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from strategylinks.errors import NotInGraphError, QueryError, StrategyLinksError, TooBroadError
from strategylinks.querying.asking import resolve_parameters
from strategylinks.querying.breadth import ALL
from strategylinks.querying.header import MUNICIPALITY, Header, Parameter, ParameterType
from strategylinks.table import Table
from strategylinks.web.asking.options import Option, options
from strategylinks.web.search.finding import search
from strategylinks.web.search.indexing import index_of
from strategylinks.web.visit import Visit

#: So many signs of a value are read.
_LONGEST = 500
_MOST_CHOICES = 8
#: How alike a choice is to what was typed, from 0 to 100.
_ALIKE = 70
#: What needs one of several parameters, whichever.
EITHER: Mapping[str, Sequence[str]] = {"dependency-trace": ("element", "unit")}
#: What the search calls that which a parameter of each type names.
_KINDS = {
    ParameterType.ELEMENT: ("programme", "goal", "flagship", "action"),
    ParameterType.PROGRAMME: ("programme",),
    ParameterType.GOAL: ("goal",),
    ParameterType.FLAGSHIP: ("flagship",),
    ParameterType.ACTION: ("action",),
    ParameterType.UNIT: ("unit", "post"),
    ParameterType.NAMED: ("partner", "initiative", "system"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold what was not understood: the parameter, what was given for it, and what may have been meant."""

    parameter: Parameter
    given: str
    choices: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold the answer, or the problem, or neither where something is still missing or all that is asked is too much."""

    given: dict[str, str]
    table: Table | None = None
    problem: Problem | None = None
    missing: Sequence[Parameter] = ()
    meant: dict[str, str] = field(default_factory=dict)
    is_too_broad: bool = False


def attempt(visit: Visit, header: Header, answer: Callable[[Mapping[str, str]], Table]) -> Outcome:
    """Try to answer a question with what a visitor gave for its parameters."""
    names = [parameter.name for parameter in header.accepted]
    given = {name: visit.query[name][:_LONGEST] for name in names if visit.query.get(name)}
    # A visitor is never answered for a whole country: the server would be busy for minutes.
    if given.get(MUNICIPALITY.name) == ALL:
        del given[MUNICIPALITY.name]
    missing = [one for one in header.accepted if one in needed(header) and one.name not in given]
    if header.name in EITHER and len(missing) < len(EITHER[header.name]):
        missing = []
    try:
        meant = _meant(visit, header, given)
        if missing:
            return Outcome(given, missing=missing, meant=meant)
        return Outcome(given, answer(given), meant=meant)
    except TooBroadError:
        return Outcome(given, is_too_broad=True)
    except (NotInGraphError, QueryError):
        problem = _problem(visit, header, given)
        if problem is None:
            raise
        return Outcome(given, problem=problem, missing=missing)


def needed(header: Header) -> list[Parameter]:
    """List the parameters that a question does not answer without."""
    names = EITHER.get(header.name, ())
    return [one for one in header.accepted if one.is_required or one.name in names]


def _meant(visit: Visit, header: Header, given: Mapping[str, str]) -> dict[str, str]:
    """Give the IRI of what each parameter names, so that the form shows it chosen."""
    terms = resolve_parameters(_optional(header), given, visit.site.engine)
    return {name: found[0].value for name, found in terms.items() if isinstance(found[0], ox.NamedNode)}


def _optional(header: Header, names: Sequence[str] | None = None) -> Header:
    """Give a header with some of its parameters, none of them required."""
    kept = [replace(one, is_required=False) for one in header.accepted if names is None or one.name in names]
    return replace(header, parameters=kept)


def _problem(visit: Visit, header: Header, given: Mapping[str, str]) -> Problem | None:
    """Find the parameter that was not understood: each by itself, beside the reports."""
    reports = [one.name for one in header.accepted if one.type is ParameterType.REPORT and one.name in given]
    for parameter in sorted(header.accepted, key=lambda one: one.name not in reports):
        if parameter.name not in given:
            continue
        names = [parameter.name] if parameter.name in reports else [*reports, parameter.name]
        try:
            resolve_parameters(_optional(header, names), {name: given[name] for name in names}, visit.site.engine)
        except StrategyLinksError:
            text = given[parameter.name]
            return Problem(parameter, text, _choices(visit, parameter, text, [given[name] for name in reports]))
    return None


def _choices(visit: Visit, parameter: Parameter, text: str, reports: Sequence[str]) -> list[Option]:
    """List what a text may mean: what has the code or the words, in the reports that were chosen, or else anywhere."""
    kinds = _KINDS.get(parameter.type, ())
    asked = text.rpartition("/")[2] if not text.startswith("http") else ""
    found = [hit.document for hit in search(index_of(visit.site), asked).best if hit.document.kind in kinds]
    within = [one for one in found if not one.report or one.report in reports]
    known = visit.site.reports
    choices = [
        Option(one.iri, f"{one.code} {one.name}".strip(), known[one.report].short if one.report else "", one.iri)
        for one in (within or found)[:_MOST_CHOICES]
    ]
    return choices or _nearest(options(visit, parameter, reports), asked)


def _nearest(choices: Sequence[Option], asked: str) -> list[Option]:
    """List the choices whose value or name is nearly what was asked."""
    names = {at: one.label for at, one in enumerate(choices)}
    values = {at: one.value for at, one in enumerate(choices)}
    near = [
        *process.extract(asked, values, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE),
        *process.extract(asked, names, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE),
    ]
    return [choices[at] for at in dict.fromkeys(at for _, _, at in near)][:_MOST_CHOICES]
