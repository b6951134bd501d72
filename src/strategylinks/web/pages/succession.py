"""What became of the goals: the picture over all reports, and any two reports side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from strategylinks.comparison.chains import Chain, chain_section
from strategylinks.comparison.parts import Cell, Comparison, Row, Section
from strategylinks.comparison.texts import section_title
from strategylinks.table import Table
from strategylinks.views.comparison_drawing import COLOURS, draw_succession
from strategylinks.views.comparison_files import write_comparison
from strategylinks.views.comparison_page import PRINTED, REVIEWED
from strategylinks.views.comparison_tables import note_of, shown, spoken_cell, to_table, words_of
from strategylinks.views.formats import ComparisonFormat
from strategylinks.web.site import Report, Site
from strategylinks.web.view import File, Page, View
from strategylinks.web.view import Section as Place
from strategylinks.web.visit import Visit

#: Sections that stand open: what most people come for.
_OPEN = frozenset({"outcomes", "accounts", "unfinished"})
#: Columns of sentences.
_WIDE = PRINTED | REVIEWED | {"evidence"}
#: A number opens to so many rows on the page; all of them are in the Excel file.
_MOST_ROWS = 25
#: So many rows of a table that stands open are seen at once; the others open.
_FIRST_ROWS = 12


def show_all(visit: Visit) -> View:
    """Show the way of the goals through all reports of a municipality, and the pairs that can be compared."""
    if {"earlier", "later"} <= visit.query.keys():
        return _pair(visit, visit.query["earlier"], visit.query["later"])
    site, title = visit.site, visit.say("succession.title")
    chain = site.comparisons.chain()
    if chain is None:
        return View(title, "succession-none.html.jinja", {})
    section = chain_section(chain.steps, chain.whole)
    comparisons: list[Comparison] = list(chain)
    reports = _reports_of(chain, site)
    content = {
        "picture": _picture(visit, chain, linked=True),
        "legend": _legend(section, visit),
        "chain": _section(section, visit),
        "reports": reports,
        "whole": comparisons[-1],
        "pairs": _pairs(site),
        "counts": _counts(comparisons[-1], visit),
    }
    return View(
        title,
        "succession.html.jinja",
        content,
        {"reports": [report.id for report in reports]},
        [to_table(section, visit.language)],
        _picture(visit, chain, linked=False),
        [
            File(
                "md", lambda: write_comparison(comparisons, ComparisonFormat.MARKDOWN, visit.language, len(chain.steps))
            )
        ],
    )


def show_pair(visit: Visit) -> View:
    """Show two reports side by side."""
    return _pair(visit, visit.report("earlier"), visit.report("later"))


def _pair(visit: Visit, earlier: str, later: str) -> View:
    """Compare two reports; a pair that nobody has reviewed says so."""
    site = visit.site
    comparison = site.comparisons.pair(earlier, later)
    chain = Chain([comparison])
    sides = [site.reports[side.report] for side in (comparison.earlier, comparison.later)]
    content = {
        "comparison": comparison,
        "sides": sides,
        "review": visit.text(comparison.said[-1]) if comparison.said else "",
        "picture": _picture(visit, chain, linked=True),
        "legend": _legend(chain_section([comparison]), visit),
        "counts": _counts(comparison, visit),
        "sections": [_section(section, visit) for section in comparison.sections],
        "can_review": "review" in site.pages,
    }
    return View(
        visit.say("succession.pair", earlier=sides[0].short, later=sides[1].short),
        "succession-pair.html.jinja",
        content,
        _as_data(comparison, visit),
        _tables(comparison, visit),
        _picture(visit, chain, linked=False),
        [File("md", lambda: write_comparison([comparison], ComparisonFormat.MARKDOWN, visit.language))],
    )


def _picture(visit: Visit, chain: Chain, *, linked: bool) -> str:
    link, names = visit.thing if linked else None, _names(visit.site)
    title = visit.say("succession.picture")
    return draw_succession(chain.steps, visit.language, title, whole=chain.whole, link=link, reports=names)


def _names(site: Site) -> dict[str, str]:
    """Name the reports by their ids, as pages call them."""
    return {report.id: report.short for report in site.reports.values()}


def _legend(section: Section, visit: Visit) -> list[tuple[str, str]]:
    """Name the outcomes that are drawn, each with its colour."""
    seen = {str(row["outcome"].value) for row in section.rows}
    return [(COLOURS[one], str(words_of("outcome", one, visit.language))) for one in COLOURS if one in seen]


def _reports_of(chain: Chain, site: Site) -> list[Report]:
    ids = [step.earlier.report for step in chain.steps] + [chain.steps[-1].later.report]
    return [site.reports[report] for report in ids]


def _counts(comparison: Comparison, visit: Visit) -> list[tuple[str, str, int]]:
    """Count the goals (or flagship projects, where there are none) of the earlier report by what became of them."""
    levels = {account.level for account in comparison.accounts}
    level = "goal" if "goal" in levels else "flagship"
    found = [account.outcome for account in comparison.accounts if account.level == level]
    order = [*COLOURS, *sorted(set(found) - COLOURS.keys())]
    return [(one, str(words_of("outcome", one, visit.language)), found.count(one)) for one in order if one in found]


def _section(section: Section, visit: Visit) -> dict[str, Any]:
    table, note = to_table(section, visit.language), visit.text(note_of(section))
    # A column that is empty in every row takes the room of one that is read.
    columns = [column for column in table.columns if any(row[column.name] is not None for row in table.rows)]
    for report, name in _names(visit.site).items():
        note = note.replace(report, name)
    return {
        "name": section.name,
        "title": visit.text(section_title(section.name)),
        "note": note,
        "is_open": section.name in _OPEN,
        "first_rows": _FIRST_ROWS,
        "headings": [visit.text(column.heading) for column in columns],
        "rows": [[_cell(row, column.name, visit) for column in columns] for row in section.rows],
    }


def _cell(row: Row, column: str, visit: Visit) -> dict[str, Any]:
    """Give what a cell shows: words that lead to their element, or a number that opens to its rows."""
    value, opens = shown(row, column, visit.language), row.get(column, Cell(None)).opens
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    text = spoken_cell(row, column, visit.language)
    return {
        "text": _names(visit.site).get(text, text),
        "is_number": is_number,
        "is_wide": column in _WIDE,
        "language": "fi" if column in PRINTED else "en" if column in REVIEWED else "",
        "single": opens[0] if len(opens) == 1 and not is_number else None,
        "opens": opens[:_MOST_ROWS] if is_number or len(opens) > 1 else (),
        "more": max(0, len(opens) - _MOST_ROWS),
        "outcome": str(row[column].value) if column == "outcome" and column in row else "",
    }


def _tables(comparison: Comparison, visit: Visit) -> list[Table]:
    """List the tables of the comparison, the account of each element first."""
    sections = sorted(comparison.sections, key=lambda section: section.name != "accounts")
    return [to_table(section, visit.language) for section in sections if section.rows]


def _as_data(comparison: Comparison, visit: Visit) -> Mapping[str, Any]:
    content: dict[str, Any] = json.loads(write_comparison([comparison], ComparisonFormat.JSON, visit.language))
    return content


def _pairs(site: Site) -> list[dict[str, Any]]:
    """List the pairs of reports that people have reviewed, then those of one municipality that nobody has."""
    decided = {(earlier, later): number for earlier, later, number in site.comparisons.reviewed}
    known = [pair for pair in decided if set(pair) <= site.reports.keys()]
    open_pairs = [
        (one.id, other.id)
        for one, other in combinations(site.reports.values(), 2)
        if one.municipality == other.municipality and (one.id, other.id) not in decided
    ]
    return [
        {"earlier": site.reports[earlier], "later": site.reports[later], "decisions": decided.get((earlier, later), 0)}
        for earlier, later in [*known, *open_pairs[:_MOST_ROWS]]
    ]


def _addresses(site: Site) -> Iterable[Mapping[str, str]]:
    return [{"earlier": pair["earlier"].id, "later": pair["later"].id} for pair in _pairs(site)]


PAGES: Sequence[Page] = (
    Page("comparison", "comparison", Place.COMPARISON, show_all, takes=("earlier", "later")),
    Page("compare", "comparison/{earlier}/{later}", Place.COMPARISON, show_pair, _addresses),
)
