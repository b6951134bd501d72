"""Find what a person means: a code, an abbreviation, a name or a piece of it, a year, an IRI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.header import Parameter, ParameterType
from strategylinks.querying.library import Answer, Bound, select

#: How many names a message suggests.
_SUGGESTIONS = 6
#: How many characters of a name a message shows.
_SHOWN = 60
#: From how alike on, in per cent, a message suggests a code (rapidfuzz ratio): "C9" for "C99", not "A1".
_ALIKE = 40
_ELEMENTS = {
    ParameterType.ELEMENT: "",
    ParameterType.PROGRAMME: "Programme",
    ParameterType.GOAL: "Goal",
    ParameterType.FLAGSHIP: "FlagshipProject",
    ParameterType.ACTION: "Action",
}
#: What stands between a report, plan or municipality and the name that is looked up within it: "lahti-2022/1".
_WITHIN = "/"


@dataclass(slots=True)
class Resolver:
    """Find things in a graph; what one parameter names narrows where the next ones are looked up."""

    engine: Engine
    reports: Sequence[str] = field(default_factory=list)
    municipality: str = ""

    def narrow(self, parameter: Parameter, text: str) -> list[ox.Literal]:
        """Look for all else within a municipality, and give its reports; raise as ``find`` does."""
        (place,) = self.find(parameter, text)
        rows = list(select(self.engine, "names/reports", place=place))
        if not rows:
            raise NotInGraphError(
                f"there is no report of {text!r}", do="'strategylinks reports' lists those there are."
            )
        self.municipality = str(rows[0]["municipality"])
        return [ox.Literal(str(row["report"])) for row in rows]

    def find(self, parameter: Parameter, text: str, *more: str) -> list[ox.NamedNode] | list[ox.Literal]:
        """Find what a text names, or several texts name together, a report by its id.

        Raise NotInGraphError where a text names nothing, or anything but a report where it names several things.
        """
        text = text.strip()
        if parameter.type is ParameterType.REPORT:
            found = list(dict.fromkeys(report for one in (text, *more) for report in self._reports(one.strip())))
            # A question about two reports may name something of either.
            self.reports = [*self.reports, *found]
            return [ox.Literal(report) for report in found]
        if parameter.type in _ELEMENTS:
            rows = self._elements(_ELEMENTS[parameter.type], text)
        else:
            rows = self._others(parameter, text)
        if not rows:
            self._refuse_unknown(parameter, text)
        if len({row["iri"] for row in rows}) > 1:
            _refuse_ambiguous(text, rows)
        return [ox.NamedNode(str(rows[0]["iri"]))]

    def _reports(self, text: str) -> list[str]:
        """Find reports by id, plan, municipality or a year of their period: several of them are meant together."""
        folded = text.casefold()
        rows = self._near(folded)
        found = [row for row in rows if folded in _names_of_report(row)]
        if not found:
            near = sorted({str(row["report"]) for row in rows})
            place = f" of {self.municipality!r}" if self.municipality else ""
            raise NotInGraphError(f"there is no report {text!r}{place}", do=f"Reports: {_listed(near)}.")
        return list(dict.fromkeys(str(row["report"]) for row in found))

    def _near(self, folded: str) -> list[Answer]:
        """List the report of an id, else those of a municipality, else all: at the scale of a country they are many."""
        own = {"municipality": ox.Literal(self.municipality)} if self.municipality else {}
        ways: tuple[dict[str, Bound], ...] = (
            {"report": ox.Literal(folded), **own},
            {"municipality": ox.Literal(folded), **own},
            {**own},
        )
        return next(filter(None, (list(select(self.engine, "names/reports", **bound)) for bound in ways)), [])

    def _elements(self, kind: str, text: str) -> list[Answer]:
        reports, name = self._within(text)
        narrowed = self._narrowed(kind, reports)
        if name.startswith(("http://", "https://")):
            iri = _iri(name)
            return list(select(self.engine, "names/elements", element=iri, **narrowed)) if iri else []
        codes = [ox.Literal(code) for code in dict.fromkeys((name, name.upper()))]
        by_code = list(select(self.engine, "names/coded-elements", code=codes, **narrowed))
        exact = by_code or list(select(self.engine, "names/elements", name=ox.Literal(name, language="fi"), **narrowed))
        return exact or _by_name(list(select(self.engine, "names/elements", **narrowed)), name)

    def _narrowed(self, kind: str, reports: Sequence[str]) -> dict[str, Bound]:
        """Bind a query for elements to their kind, and to the reports that they are looked up in."""
        of_kind = {"kind": ox.NamedNode(f"https://w3id.org/strategylinks/ontology#{kind}")} if kind else {}
        reports = reports or (self._reports(self.municipality) if self.municipality else ())
        return {**of_kind, **({"report": [ox.Literal(report) for report in reports]} if reports else {})}

    def _others(self, parameter: Parameter, text: str) -> list[Answer]:
        reports, name = self._within(text)
        return _by_name(self._by_id(parameter, name) or self._all_others(parameter, reports), name)

    def _all_others(self, parameter: Parameter, reports: Sequence[str]) -> list[Answer]:
        """List all things of a type within the reports or the municipality, so far as they belong to one."""
        municipalities = self._municipalities(reports)
        # At the scale of a country the units are the long list.
        narrowed = {"municipality": [ox.Literal(one) for one in sorted(municipalities)]} if municipalities else {}
        bound = narrowed if parameter.type is ParameterType.UNIT else {}
        rows = list(select(self.engine, f"names/{_LISTS[parameter.type]}", **bound))
        if parameter.scheme:
            rows = [row for row in rows if row["scheme"] == parameter.scheme]
        if municipalities:
            rows = [row for row in rows if row.get("municipality") in (None, *municipalities)]
        return rows

    def _by_id(self, parameter: Parameter, name: str) -> list[Answer]:
        is_place = parameter.type is ParameterType.MUNICIPALITY
        code = ox.Literal(name.casefold())
        return list(select(self.engine, "names/municipalities", code=code)) if is_place else []

    def _within(self, text: str) -> tuple[Sequence[str], str]:
        """Divide "lahti-2022-h1-vitality/1" into the reports and the name."""
        place, mark, name = text.partition(_WITHIN)
        if not mark or text.startswith(("http://", "https://")):
            return self.reports, text
        try:
            return self._reports(place), name.strip()
        except NotInGraphError:
            return self.reports, text

    def _municipalities(self, reports: Iterable[str]) -> set[str]:
        wanted = [ox.Literal(report) for report in reports]
        if not wanted:
            return {self.municipality} - {""}
        return {str(row["municipality"]) for row in select(self.engine, "names/reports", report=wanted)}

    def _refuse_unknown(self, parameter: Parameter, text: str) -> NoReturn:
        if not text:
            raise NotInGraphError(f"{parameter.name} is empty", do="Write a code, an abbreviation, a name or an IRI.")
        reports, name = self._within(text)
        if parameter.type in _ELEMENTS:
            kind = _ELEMENTS[parameter.type]
            rows = list(select(self.engine, "names/elements", **self._narrowed(kind, reports)))
        else:
            rows = self._all_others(parameter, reports)
        place = self.municipality or _listed(reports) or "the graph"
        near = _nearest(rows, name)
        raise NotInGraphError(
            f"no {parameter.type.value} in {place} is called {name!r}",
            do=f"Nearest: {_listed(near)}." if near else "'strategylinks reports' lists what is loaded.",
        )


_LISTS = {
    ParameterType.UNIT: "units",
    ParameterType.NAMED: "named",
    ParameterType.PLAN: "plans",
    ParameterType.MUNICIPALITY: "municipalities",
    ParameterType.CONCEPT: "concepts",
}


def _iri(text: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(text)
    except ValueError:
        return None


def _by_name(rows: Sequence[Answer], wanted: str) -> list[Answer]:
    """Find rows by IRI, code or name, then by the beginning of a name, then by a piece of one."""
    folded = wanted.casefold()
    ways: tuple[Callable[[Answer], bool], ...] = (
        lambda row: folded in (_folded(row["iri"]), _folded(row["code"]), _folded(row["name"])),
        lambda row: _folded(row["name"]).startswith(folded),
        lambda row: folded in _folded(row["name"]),
    )
    found = ([row for row in rows if is_meant(row)] for is_meant in ways) if folded else ()
    return next(filter(None, found), [])


def _names_of_report(row: Answer) -> set[str]:
    years = range(int(str(row["start"])[:4]), int(str(row["end"])[:4]) + 1) if row["start"] and row["end"] else ()
    names = (row["iri"], row["report"], row["plan"], row["municipality"], row["name"])
    return {*(_folded(name) for name in names), *map(str, years)}


def _nearest(rows: Sequence[Answer], wanted: str) -> list[str]:
    """List the codes and the names that are most like what was written, whatever its case, the codes first."""
    codes, names = ({str(row[field]) for row in rows if row[field]} for field in ("code", "name"))
    by_code = process.extract(
        wanted, sorted(codes), scorer=fuzz.ratio, processor=str.casefold, limit=_SUGGESTIONS // 2, score_cutoff=_ALIKE
    )
    by_name = process.extract(wanted, sorted(names), processor=str.casefold, limit=_SUGGESTIONS)
    near = [name for name, _, _ in (*by_code, *by_name)]
    return [_clipped(name) for name in dict.fromkeys(near)][:_SUGGESTIONS]


def _clipped(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 1].rstrip()}…"


def _folded(text: str | None) -> str:
    return (text or "").casefold()


def _refuse_ambiguous(text: str, found: Sequence[Answer]) -> NoReturn:
    several = {str(row["iri"]): _described(row) for row in found}
    raise NotInGraphError(
        f"{text!r} names {len(several)} things: {_listed(sorted(several.values()))}",
        do="Name one of them as 'REPORT/CODE', by its whole name or IRI, or say which report or municipality.",
    )


def _described(row: Answer) -> str:
    place = row.get("report") or row.get("municipality") or ""
    label = " ".join(filter(None, [row["code"], row["name"]]))
    return f"{_clipped(label)} ({place})" if place else _clipped(label)


def _listed(names: Sequence[str]) -> str:
    more = f"; … {len(names) - _SUGGESTIONS} more" if len(names) > _SUGGESTIONS else ""
    return "; ".join(names[:_SUGGESTIONS]) + more
