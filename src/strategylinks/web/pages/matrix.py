"""The responsibility matrix: which unit takes part in which goal, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from strategylinks.analysis.networks import RESPONSIBLE, SUPPORTS
from strategylinks.analysis.projecting import Share, goals, shares
from strategylinks.errors import NotInGraphError
from strategylinks.table import LANGUAGES, Column, Table, Texts, Value
from strategylinks.views.words import concept_names
from strategylinks.web import words
from strategylinks.web.drawing.matrix import draw_matrix
from strategylinks.web.sharing.networks import (
    Read,
    chosen_reports,
    find_holder,
    keys,
    read_chosen,
    read_newest,
    read_some,
)
from strategylinks.web.sharing.responsibility import SIGNS, Matrix, Row, lay_out, mark_of, placed, shares_of
from strategylinks.web.site import Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_CODE, _NAME = {"fi": "Koodi", "sv": "Kod", "en": "Code"}, {"fi": "Nimi", "sv": "Namn", "en": "Name"}


def show_newest(visit: Visit) -> View:
    """Show the matrix of the newest report that names units."""
    return _show(visit, read_newest(visit.site, _has_responsibility))


def show(visit: Visit) -> View:
    """Show the matrix of a report, or of all."""
    return _show(visit, read_chosen(visit))


def show_cell(visit: Visit) -> View:
    """Show what makes a unit take part in a goal."""
    read = read_chosen(visit)
    unit = find_holder(read.network, visit.parameters["unit"])
    goal = visit.site.iri(visit.parameters["path"])
    found = shares_of(read.network, goal, unit) if goal in read.network else []
    if not found:
        raise NotInGraphError(
            f"{visit.parameters['unit']!r} takes no part in {visit.parameters['path']!r} in this report",
            do="Choose a mark in the responsibility matrix.",
        )
    rows = _told(visit, read, found)
    of_goal, of_unit = read.network.nodes[goal], read.network.nodes[unit]
    content = {
        "chosen": read.chosen,
        "goal": {"iri": goal, **of_goal},
        "unit": {"iri": unit, **of_unit, "short": of_unit["code"] or of_unit["label"]},
        "rows": rows,
    }
    title = visit.say(
        "matrix.cell-title", unit=of_unit["code"] or of_unit["label"], goal=of_goal["code"] or of_goal["label"]
    )
    return View(title, "matrix-cell.html.jinja", content, {"rows": rows}, [_cell_table(rows)])


def _show(visit: Visit, read: Read) -> View:
    matrix = lay_out(read.network, visit.site.engine)
    title = _title(visit, matrix)
    content = {
        "chosen": read.chosen,
        "read": read,
        "matrix": matrix,
        "who": _who(matrix),
        "is_turned": len(matrix.units) > 8 or any(len(unit.short) > 10 for unit in matrix.units),
        "is_supported": _has_edges(read.network, SUPPORTS),
    }
    named = read.report.short if read.report else visit.say("site.all-reports")
    said = {mark: visit.say(f"matrix.mark-{mark}") for mark in SIGNS}
    said |= {"total": visit.say("matrix.units"), "total-goals": visit.say("matrix.goals-of-unit")}
    picture = draw_matrix(matrix, f"{visit.say('matrix.picture')} · {named}", said) if matrix.has_place else ""
    data = {"reports": [report.id for report in read.reports], "shared": len(matrix.shared), "alone": len(matrix.alone)}
    return View(title, "matrix.html.jinja", content, data, [_table(matrix)], picture)


def _title(visit: Visit, matrix: Matrix) -> str:
    if not matrix.has_place:
        return visit.say("matrix.title-empty")
    kinds = {row.kind for row in matrix.rows}
    what = kinds.pop() if len(kinds) == 1 else "both"
    values = {"shared": len(matrix.shared), "all": len(matrix.rows), "who": visit.say(f"matrix.of-{_who(matrix)}")}
    return visit.say(f"matrix.title-{what}", **values)


def _who(matrix: Matrix) -> str:
    kinds = {unit.kind for unit in matrix.units}
    return kinds.pop() if len(kinds) == 1 else "both"


def _table(matrix: Matrix) -> Table:
    """Lay out the matrix for Excel: the signs of the marks with their numbers, and the totals."""
    columns = [
        Column("report", _in_all("matrix.report")),
        Column("programme", _in_all("matrix.programme")),
        Column("code", _CODE),
        Column("name", _NAME),
        *(Column(unit.short, {"en": unit.short}) for unit in matrix.units),
        Column("units", _in_all("matrix.units")),
        Column("element", {"en": "IRI"}, is_iri=True),
    ]
    rows = [_table_row(matrix, group.title, row) for group in matrix.groups for row in group.rows]
    signs = {
        language: "; ".join(f"{s} {words.say(language, f'matrix.mark-{m}')}" for m, s in SIGNS.items())
        for language in LANGUAGES
    }
    return Table("matrix", _in_all("matrix.picture"), columns, rows, signs)


def _table_row(matrix: Matrix, programme: str, row: Row) -> dict[str, Value]:
    told: dict[str, Value] = {"report": ", ".join(row.reports), "programme": programme or None, "name": row.name}
    told |= {"code": row.code or None, "units": len(row.cells), "element": row.iri}
    return told | {unit.short: row.cells[unit.iri].text if unit.iri in row.cells else None for unit in matrix.units}


def _told(visit: Visit, read: Read, found: Sequence[Share]) -> list[dict[str, Any]]:
    """Tell each responsibility with its lines; those of flagships and actions by what they are for."""
    lines = placed(visit.site.engine, found)
    roles = concept_names("role", visit.language)
    rows = []
    for share in found:
        element = read.network.nodes[share.element]
        rows.append(
            {
                "report": share.report,
                "level": element["kind"],
                "code": element["code"],
                "name": element["label"],
                "role": roles.get(share.role, share.role),
                "mark": mark_of(share.role),
                "places": [
                    {"first": place.first, "last": place.last, "quote": place.quote}
                    for place in lines.get((share.fact, share.report), ())
                ],
                "element": share.element,
                "fact": share.fact,
            }
        )
    return sorted(rows, key=lambda row: (row["report"], row["places"][0]["first"] if row["places"] else 0, row["name"]))


def _cell_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    columns = [
        Column("report", _in_all("matrix.report")),
        Column("code", _CODE),
        Column("name", _NAME),
        Column("role", _in_all("matrix.role")),
        Column("first", _in_all("matrix.first")),
        Column("last", _in_all("matrix.last")),
        Column("quote", _in_all("matrix.quote")),
        Column("element", {"en": "IRI"}, is_iri=True),
    ]
    told = [
        {name: row[name] for name in ("report", "code", "name", "role", "element")} | place
        for row in rows
        for place in row["places"] or [{"first": None, "last": None, "quote": None}]
    ]
    return Table("matrix-cell", _in_all("matrix.evidence"), columns, told)


def _in_all(key: str) -> Texts:
    return {language: words.say(language, key) for language in LANGUAGES}


def _has_responsibility(network: nx.MultiDiGraph[str]) -> bool:
    return bool(goals(network)) and _has_edges(network, RESPONSIBLE)


def _has_edges(network: nx.MultiDiGraph[str], kind: str) -> bool:
    return any(data["kind"] == kind for _, _, data in network.edges(data=True))


def _cells(site: Site) -> Iterable[Mapping[str, str]]:
    """List every mark of every report; that of a report leads back to it, so those of "all" are the same cells."""
    for chosen in site.reports.values():
        network = read_some(site, chosen.id, [chosen]).network
        named = keys(network)
        pairs = sorted({(share.holder, share.goal) for share in shares(network)})
        for unit, goal in pairs:
            yield {"report": chosen.id, "unit": named[unit], "path": site.local(goal)}


PAGES: Sequence[Page] = (
    Page("matrix", "matrix", Section.RESPONSIBILITY, show_newest),
    Page("matrix-of", "matrix/{report}", Section.RESPONSIBILITY, show, chosen_reports),
    Page(
        "matrix-cell", "matrix/{report}/{unit}/{path:path}", Section.RESPONSIBILITY, show_cell, _cells, is_detail=True
    ),
)
