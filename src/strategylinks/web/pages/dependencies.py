"""The dependencies of units on one another: the matrix, and the evidence behind each of its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from strategylinks.analysis.carrying import goals_on_one_unit
from strategylinks.analysis.projecting import unit_dependency_network, unit_network
from strategylinks.errors import NotInGraphError
from strategylinks.table import LANGUAGES, Column, Table, Texts
from strategylinks.views.words import concept_names
from strategylinks.web import words
from strategylinks.web.drawing.dependencies import draw_dependencies
from strategylinks.web.facts.describing import names_of
from strategylinks.web.sharing.dependence import (
    INFERRED,
    STATED,
    Linkage,
    between,
    count_kinds,
    groups,
    lay_out,
    linkages,
    of_basis,
    on_one,
    strongest,
)
from strategylinks.web.sharing.networks import (
    ALL,
    MOST_REPORTS,
    Read,
    chosen_reports,
    find_holder,
    keys,
    newest_first,
    read_chosen,
    read_newest,
    read_some,
)
from strategylinks.web.site import Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

#: More columns than this, or longer headings, and the headings are turned.
_MOST_LEVEL, _LONG = 8, 9
_BASES = ("all", STATED, INFERRED)


def show_newest(visit: Visit) -> View:
    """Show the matrix of the newest report whose units depend on one another."""
    return _show(visit, read_newest(visit.site, lambda network: unit_network(network).number_of_edges()))


def show(visit: Visit) -> View:
    """Show the matrix of a report, or of all."""
    return _show(visit, read_chosen(visit))


def show_pair(visit: Visit) -> View:
    """Show every linkage between two units, to the sentences that show it."""
    read = read_chosen(visit)
    unit = find_holder(read.network, visit.parameters["unit"])
    other = find_holder(read.network, visit.parameters["other"])
    reports = [report.id for report in read.reports]
    found = linkages(read.network, visit.site.engine, unit, other, reports)
    if unit == other:
        raise NotInGraphError("a unit does not depend on itself", do="Choose two different units.")
    ends = [_unit(read, one) for one in (unit, other)]
    kinds = concept_names("linkage-kind", visit.language)
    parts = {name: [one for one in found if one.direction == name] for name in ("depends on", "mutual", "needed by")}
    bound = [*parts["depends on"], *parts["mutual"]]
    content = {
        "chosen": read.chosen,
        "unit": ends[0],
        "other": ends[1],
        "parts_of": {"depends": parts["depends on"], "mutual": parts["mutual"], "needed": parts["needed by"]},
        "kinds": kinds,
        "counted": count_kinds(bound),
        "weight": sum(one.weight for one in bound),
        "stated": sum(one.basis == STATED for one in bound),
        "inferred": sum(one.basis == INFERRED for one in bound),
        "joining": names_of(visit.site.engine, (iri for one in found for iri in one.through_iris)),
    }
    title = visit.say("dependencies.pair-title", unit=ends[0]["short"], other=ends[1]["short"])
    data = {"unit": unit, "other": other, "weight": content["weight"]}
    return View(title, "dependencies-pair.html.jinja", content, data, [_pair_table(found, kinds)])


def _show(visit: Visit, read: Read) -> View:
    basis = visit.query.get("basis", "all")
    network = of_basis(read.network, basis)
    matrix = lay_out(network)
    pair = strongest(network, matrix)
    title = visit.say("dependencies.title", first=pair.first.short, second=pair.second.short) if pair else ""
    content = {
        "chosen": read.chosen,
        "read": read,
        "basis": basis if basis in _BASES else "all",
        "matrix": matrix,
        "is_turned": len(matrix.units) > _MOST_LEVEL or any(len(unit.short) > _LONG for unit in matrix.units),
        "pair": pair,
        "units": {unit.iri: unit for unit in matrix.units},
        "by_short": {unit.short: unit for unit in matrix.units},
        "between": between(network),
        "on_one": on_one(network),
        "groups": groups(network),
        "alone": _alone(read),
    }
    named = read.report.short if read.report else visit.say("site.all-reports")
    picture = _picture(visit, content, named) if matrix.units else ""
    data = {"reports": [report.id for report in read.reports], "basis": content["basis"], "pairs": matrix.pairs}
    empty = visit.say("dependencies.title-empty")
    return View(title or empty, "dependencies.html.jinja", content, data, [matrix.table], picture)


def _picture(visit: Visit, content: Mapping[str, Any], named: str) -> str:
    title = f"{visit.say('dependencies.picture')} · {named}"
    if content["basis"] != "all":
        title += f" · {visit.say('dependencies.basis-' + content['basis'])}"
    said = visit.say("dependencies.row"), visit.say("dependencies.column")
    return draw_dependencies(content["matrix"], title, *said)


def _alone(read: Read) -> list[dict[str, Any]]:
    """List the units that goals hang on alone, with these goals."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in goals_on_one_unit(read.network):
        found[str(row["unit_iri"])].append(row)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_unit(read, iri) | {"goals": rows} for iri, rows in ranked]


def _unit(read: Read, iri: str) -> dict[str, Any]:
    data = read.network.nodes[iri]
    return {"iri": iri, "key": keys(read.network)[iri], "short": data["code"] or data["label"], "name": data["label"]}


def _pair_table(found: Sequence[Linkage], kinds: Mapping[str, str]) -> Table:
    names = ("report", "kind", "direction", "basis", "through", "weight", "confidence", "quote", "first", "last")
    columns = [*(Column(name, _in_all(f"dependencies.column-{name}")) for name in names)]
    columns.append(Column("linkage", {"en": "IRI"}, is_iri=True))
    rows = [
        {
            "report": one.report,
            "kind": kinds.get(one.kind, one.kind),
            "direction": one.direction,
            "basis": one.basis,
            "through": one.through,
            "weight": one.weight,
            "confidence": one.confidence,
            "linkage": one.iri,
            **{name: piece[name] if name == "quote" else int(piece[name]) for name in ("quote", "first", "last")},
        }
        for one in found
        for piece in one.evidence or [{"quote": "", "first": 0, "last": 0}]
    ]
    return Table("dependency", _in_all("dependencies.evidence"), columns, rows)


def _in_all(key: str) -> Texts:
    return {language: words.say(language, key) for language in LANGUAGES}


def _pairs(site: Site) -> Iterable[Mapping[str, str]]:
    """List every cell of every matrix."""
    each = ((report.id, [report]) for report in site.reports.values())
    for name, chosen in (*each, (ALL, newest_first(site)[:MOST_REPORTS])):
        network = read_some(site, name, chosen).network
        named = keys(network)
        edges = unit_dependency_network(network).edges
        # A pair leads to its other direction, even where nothing runs in it.
        for unit, other in sorted({pair for one, two in edges for pair in ((one, two), (two, one))}):
            yield {"report": name, "unit": named[unit], "other": named[other]}


PAGES: Sequence[Page] = (
    Page("dependencies", "dependencies", Section.DEPENDENCIES, show_newest, takes=("basis",)),
    Page("dependencies-of", "dependencies/{report}", Section.DEPENDENCIES, show, chosen_reports, takes=("basis",)),
    Page("dependency", "dependencies/{report}/{unit}/{other}", Section.DEPENDENCIES, show_pair, _pairs, is_detail=True),
)
