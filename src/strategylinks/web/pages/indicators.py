"""Pages of indicators: what is measured, from what to what, and what the report leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from strategylinks.querying.asking import ask
from strategylinks.table import Table
from strategylinks.web.drawing.bars import Bar, draw_bars
from strategylinks.web.facts.days import written
from strategylinks.web.measures.figures import headline_figures, sheets
from strategylinks.web.measures.values import count_loose, given_and_lacking, measured, read_values
from strategylinks.web.site import Site
from strategylinks.web.standing.items import newest_with, read_items
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_QUESTIONS = (
    "indicators/indicators",
    "indicators/distance-to-target",
    "indicators/unreadable-targets",
    "indicators/same-indicator",
    "indicators/headline-figures",
)


def show_newest(visit: Visit) -> View:
    """Show the newest report that has indicators."""
    return _view(visit, newest_with(visit.site, "pages/indicator-given"))


def show(visit: Visit) -> View:
    """Show the indicators and figures of a report."""
    return _view(visit, visit.report())


def _view(visit: Visit, report: str) -> View:
    tables = {name.partition("/")[2]: ask(name, visit.site.engine, report=report) for name in _QUESTIONS}
    rows, items = read_values(visit.site, report), read_items(visit.site, report)
    told = {str(row["element"]): str(row["told"] or "") for row in tables["indicators"]}
    elements = measured(rows, items, told)
    lists = given_and_lacking(elements, _numbered(tables["distance-to-target"]))
    counts = {"all": sum(map(len, lists["actual"])), **{kind: len(given) for kind, (given, _) in lists.items()}}
    content = {
        "report": report,
        "counts": counts,
        "loose": count_loose(rows),
        "measured": elements,
        "units": sorted({holder.short for one in elements for holder in one.item.holders}),
        "tops": list({one.top.iri: one.top for one in elements}.values()),
        "cards": tables["distance-to-target"].rows,
        "lists": lists,
        "day": written(visit.language, visit.site.reports[report].end) if visit.site.reports[report].end else "",
        "unreadable": tables["unreadable-targets"].rows,
        "same": _same(tables["same-indicator"]),
        "figures": headline_figures(tables["headline-figures"]),
        "sheets": sheets(tables["headline-figures"], visit.say("indicator-page.months").split()),
    }
    filled = [table for table in tables.values() if table.rows]
    title = visit.say("indicator-page.title", report=visit.site.reports[report].short)
    return View(
        title=title,
        template="indicators.html.jinja",
        content=content,
        data={"report": report, "counts": counts, "values_of_no_indicator": content["loose"]},
        tables=filled or [tables["indicators"]],
        picture=_picture(visit, report, title, counts) if counts["all"] else "",
    )


def _numbered(table: Table) -> set[tuple[str, str]]:
    """Give the element and name of each indicator whose target is a number."""
    return {(str(row["element"]), str(row["indicator"])) for row in table if row["indicator"]}


def _picture(visit: Visit, report: str, title: str, counts: Mapping[str, int]) -> str:
    bars = [
        Bar(visit.say(f"indicator-page.has-{kind}"), "", [("told", number), ("untold", counts["all"] - number)])
        for kind, number in counts.items()
        if kind != "all"
    ]
    known = visit.site.reports[report]
    notes = [visit.say("indicator-page.said", **counts), f"{known.title}. {visit.text(known.scope)}"]
    legend = {kind: visit.say(f"indicator-page.{kind}") for kind in ("told", "untold")}
    return draw_bars(title, notes, bars, legend)


def _same(table: Table) -> list[tuple[str, list[Mapping[str, object]]]]:
    """Gather the rows of the same indicator or figure in several reports."""
    return [(str(name), list(rows)) for name, rows in groupby(table.rows, key=lambda row: row["indicator"])]


def _reports(site: Site) -> Iterable[Mapping[str, str]]:
    return [{"report": report} for report in site.reports]


PAGES: Sequence[Page] = (
    Page("indicators", "indicators", Section.INDICATORS, show_newest),
    Page("indicators-of", "indicators/{report}", Section.INDICATORS, show, _reports),
)
