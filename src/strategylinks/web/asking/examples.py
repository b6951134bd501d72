"""Examples that a visitor can begin with: taken from the graph, so that every municipality has its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from strategylinks.querying.header import Header, Parameter, ParameterType
from strategylinks.querying.library import Answer, select
from strategylinks.web.asking.meaning import needed
from strategylinks.web.asking.options import element_value
from strategylinks.web.visit import Visit

_ONTOLOGY = "https://w3id.org/strategylinks/ontology#"
_KINDS = {
    ParameterType.GOAL: "Goal",
    ParameterType.FLAGSHIP: "FlagshipProject",
    ParameterType.ACTION: "Action",
    ParameterType.PROGRAMME: "Programme",
    ParameterType.ELEMENT: "Goal",
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Example:
    """Hold the values of an example, and what it is called."""

    given: Mapping[str, str]
    label: str


def examples(visit: Visit, header: Header) -> list[Example]:
    """Give examples for what a question needs; none where it needs nothing, or of what there is nothing."""
    wanted = needed(header)
    makers: dict[ParameterType, Callable[[Visit, list[Parameter]], list[Example]]] = {
        ParameterType.REPORT: _reports,
        ParameterType.UNIT: _units,
        ParameterType.DATE: _days,
        ParameterType.TEXT: _terms,
        **dict.fromkeys(_KINDS, _elements),
    }
    return makers[wanted[0].type](visit, wanted) if wanted and wanted[0].type in makers else []


def _own_reports(visit: Visit) -> list[str]:
    """Give the newest report, and the oldest of the same municipality."""
    newest = visit.site.newest
    own = [one.id for one in visit.site.reports.values() if one.municipality == newest.municipality]
    return list(dict.fromkeys([newest.id, own[0]]))


def _elements(visit: Visit, wanted: list[Parameter]) -> list[Example]:
    kind = ox.NamedNode(_ONTOLOGY + _KINDS[wanted[0].type])
    rows = [
        row
        for report in _own_reports(visit)
        for row in list(select(visit.site.engine, "pages/question-elements", report=ox.Literal(report), kind=kind))[:2]
    ]
    return [Example({wanted[0].name: element_value(row)}, _named(visit, row)) for row in rows]


def _named(visit: Visit, row: Answer) -> str:
    name = f"{row['code'] or ''} {row['name'] or ''}".strip()
    short = name if len(name) <= _LONGEST else f"{name[:_LONGEST].rpartition(' ')[0]} …"
    return f"{short} ({visit.site.reports[row['report'] or ''].short})"


def _units(visit: Visit, wanted: list[Parameter]) -> list[Example]:
    reports = [ox.Literal(report) for report in _own_reports(visit)]
    rows = list(select(visit.site.engine, "pages/question-units", report=reports))
    if len(wanted) > 1:
        first, other = wanted[0].name, wanted[1].name
        pairs = list(dict.fromkeys(tuple(sorted((row["code"] or "", row["other_code"] or ""))) for row in rows))
        return [Example({first: one, other: two}, f"{one} + {two}") for one, two in pairs]
    codes = dict.fromkeys(code or "" for row in rows for code in (row["code"], row["other_code"]))
    return [Example({wanted[0].name: code}, code) for code in list(codes)[:4]]


def _reports(visit: Visit, wanted: list[Parameter]) -> list[Example]:
    reports = list(visit.site.reports.values())
    if len(wanted) == 1:
        return [Example({wanted[0].name: one.id}, one.short) for one in reversed(reports[-6:])]
    own = [one for one in reports if one.municipality == visit.site.newest.municipality]
    following = list(pairwise(own))
    pairs = [(own[0], own[-1]), *following] if len(following) > 1 else following
    return [
        Example({wanted[0].name: earlier.id, wanted[1].name: later.id}, f"{earlier.short} → {later.short}")
        for earlier, later in pairs[:4]
    ]


def _days(visit: Visit, wanted: list[Parameter]) -> list[Example]:
    days = dict.fromkeys(one.end for one in visit.site.reports.values() if one.end)
    return [Example({wanted[0].name: day}, day) for day in sorted(days, reverse=True)[:4]]


def _terms(visit: Visit, wanted: list[Parameter]) -> list[Example]:
    return [Example({wanted[0].name: one.label}, one.label) for one in _units(visit, wanted)]
