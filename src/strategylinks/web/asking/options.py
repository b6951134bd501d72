"""What can be chosen for a parameter of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.querying.header import Parameter, ParameterType
from strategylinks.querying.library import Answer, select
from strategylinks.vocabulary import read_vocabulary
from strategylinks.web.asking.wording import spoken
from strategylinks.web.visit import Visit

_ONTOLOGY = "https://w3id.org/strategylinks/ontology#"
_ORG = "http://www.w3.org/ns/org#"
#: The classes of what a parameter of each type names.
_ELEMENTS = {
    ParameterType.ELEMENT: (),
    ParameterType.PROGRAMME: ("Programme",),
    ParameterType.GOAL: ("Goal",),
    ParameterType.FLAGSHIP: ("FlagshipProject",),
    ParameterType.ACTION: ("Action",),
}
_THINGS = {
    ParameterType.UNIT: (f"{_ORG}OrganizationalUnit", f"{_ORG}Post"),
    ParameterType.NAMED: (f"{_ONTOLOGY}Partner", f"{_ONTOLOGY}Initiative", f"{_ONTOLOGY}System"),
}
#: Of more reports, the elements are only listed for one that was chosen.
_MOST_REPORTS = 12


@dataclass(frozen=True, slots=True)
class Option:
    """Hold one choice: ``value`` is written into the address, ``group`` is what it stands under."""

    value: str
    label: str
    group: str = ""
    iri: str = ""


def options(visit: Visit, parameter: Parameter, reports: Sequence[str]) -> list[Option]:
    """List what can be chosen for a parameter, within the reports that were chosen; nothing where all can be typed."""
    if parameter.choices:
        return [Option(choice, spoken(visit, choice)) for choice in parameter.choices]
    match parameter.type:
        case ParameterType.REPORT:
            return [Option(one.id, one.short, iri=one.iri) for one in visit.site.reports.values()]
        case ParameterType.MUNICIPALITY:
            names = {one.municipality: one.municipality_name for one in visit.site.reports.values()}
            return [Option(place, name) for place, name in names.items()]
        case ParameterType.CONCEPT:
            concepts = read_vocabulary().scheme(parameter.scheme)
            return [Option(one.notation, spoken(visit, one.notation), iri=one.iri) for one in concepts]
    if parameter.type in _ELEMENTS:
        return _elements(visit, parameter.type, reports)
    return _things(visit, parameter.type, reports) if parameter.type in _THINGS else []


def element_value(row: Answer, name: str = "report") -> str:
    """Give what names an element in an address: its report and code, or its IRI."""
    return f"{row[name]}/{row['code']}" if row["code"] else row["iri"] or ""


def _elements(visit: Visit, kind: ParameterType, reports: Sequence[str]) -> list[Option]:
    wanted = reports or list(visit.site.reports)
    if len(wanted) > _MOST_REPORTS:
        return []
    kinds = [ox.NamedNode(_ONTOLOGY + name) for name in _ELEMENTS[kind]]
    bound = {"kind": kinds} if kinds else {}
    rows = select(visit.site.engine, "names/elements", report=[ox.Literal(one) for one in wanted], **bound)
    known = visit.site.reports
    return [
        Option(element_value(row), _labelled(row), known[row["report"] or ""].short, row["iri"] or "") for row in rows
    ]


def _things(visit: Visit, kind: ParameterType, reports: Sequence[str]) -> list[Option]:
    classes = [ox.NamedNode(one) for one in _THINGS[kind]]
    places = {visit.site.reports[report].municipality for report in reports if report in visit.site.reports}
    rows = [
        row
        for row in select(visit.site.engine, "pages/question-things", **{"class": classes})
        if not places or row["municipality"] in (None, *places)
    ]
    names = {one.municipality: one.municipality_name for one in visit.site.reports.values()}
    codes = [row["code"] for row in rows]
    return [
        Option(
            row["code"] if row["code"] and codes.count(row["code"]) == 1 else row["iri"] or "",
            _labelled(row) if kind is ParameterType.UNIT else row["name"] or "",
            names.get(row["municipality"] or "", ""),
            row["iri"] or "",
        )
        for row in rows
    ]


def _labelled(row: Answer) -> str:
    code, name = row["code"] or "", row["name"] or ""
    # The short name of what has no abbreviation only repeats its name in capitals.
    is_abbreviation = len(code) < len(name) or not name
    return f"{code} {name}".strip() if is_abbreviation and code.casefold() != name.casefold() else name
