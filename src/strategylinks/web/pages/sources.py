"""The text of a report as received, line by line, and what was read from each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from strategylinks.querying.library import select
from strategylinks.table import Column, Table
from strategylinks.web.facts.days import written
from strategylinks.web.facts.describing import Resource, describe
from strategylinks.web.facts.texts import Fate, Line, Text, read_text
from strategylinks.web.site import Report, Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit


def show(visit: Visit) -> View:
    """Show the text of a report with what was read from it."""
    report = visit.site.reports[visit.report()]
    document = describe(visit.site.engine, [report.iri])[report.iri]
    text = read_text(visit, report.id, document.text("sl:checksum"))
    complete = next(iter(select(visit.site.engine, "trust/completeness", report=ox.Literal(report.id))), {})
    content = {
        "report": report,
        "document": document,
        "period": written(visit.language, f"{report.start}/{report.end}"),
        "inferred": _inferred(document),
        "text": text,
        "facts": int(complete.get("facts") or 0),
        "uncertain": int(complete.get("uncertain") or 0),
        "corrected": int(complete.get("corrected") or 0),
    }
    title = visit.say("sources.title", report=report.short)
    data = _data(report, document, text)
    return View(title, "sources.html.jinja", content, data=data, tables=[_table(visit, text)])


def _inferred(document: Resource) -> frozenset[str]:
    """Tell what of the header the document does not state itself."""
    doubts = " ".join(document.texts("sl:doubt"))
    return frozenset(name for name in ("title", "publisher", "period", "scope") if f"the {name} is inferred" in doubts)


def _data(report: Report, document: Resource, text: Text) -> Mapping[str, object]:
    return {
        "report": report.id,
        "checksum": document.text("sl:checksum"),
        "lines": text.fates,
        "text_is_here": text.is_received,
        "text_is_changed": text.is_changed,
    }


def _table(visit: Visit, text: Text) -> Table:
    names = ("line", "text", "fate", "reason", "element", "facts")
    columns = [Column(name, {visit.language: visit.say(f"sources.column-{name}")}) for name in names]
    rows = [_row(visit, line) for line in text.lines if line.fate is not Fate.BLANK]
    return Table("source", {visit.language: visit.say("sources.table")}, columns, rows)


def _row(visit: Visit, line: Line) -> Mapping[str, str | int | None]:
    elements = [mark.element.code or mark.element.name for mark in line.marks if mark.element]
    kinds = dict.fromkeys(kind for mark in line.marks for kind in mark.kinds)
    return {
        "line": line.number,
        "text": "\t".join(line.cells),
        "fate": visit.say(f"sources.fate-{line.fate}"),
        "reason": line.reason or None,
        "element": "; ".join(dict.fromkeys(elements)) or None,
        "facts": ", ".join(kinds) or None,
    }


def addresses(site: Site) -> Iterable[Mapping[str, str]]:
    """List the pages: one for each report."""
    return [{"report": report} for report in site.reports]


PAGES: Sequence[Page] = (Page("source", "sources/{report}", Section.QUALITY, show, addresses),)
