"""Pages of status: how many are done, whose numbers agree, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from strategylinks.querying.asking import ask
from strategylinks.table import Table
from strategylinks.web.drawing.bars import Bar, draw_bars
from strategylinks.web.site import Site
from strategylinks.web.standing.counting import Chart, Group, Row, by_level, by_programme, by_unit, is_rated
from strategylinks.web.standing.items import newest_with, read_items
from strategylinks.web.standing.totals import is_extract, reconcile
from strategylinks.web.standing.troubles import RULES, risks, rule_counts, troubles
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_QUESTIONS = (
    "progress/status-counts",
    "progress/reported-totals",
    "progress/late-or-missed",
    "progress/risks-of-goals-at-risk",
    "progress/rolled-up-status",
    "progress/status-against-text",
    "progress/inferred-statuses",
)


def show_newest(visit: Visit) -> View:
    """Show the newest report that states statuses."""
    return _view(visit, newest_with(visit.site, "pages/status-stated"))


def show(visit: Visit) -> View:
    """Show the status of what is in a report."""
    return _view(visit, visit.report())


def _view(visit: Visit, report: str) -> View:
    items = read_items(visit.site, report)
    tables = {name.partition("/")[2]: ask(name, visit.site.engine, report=report) for name in _QUESTIONS}
    charts = {"levels": by_level(items), "programmes": by_programme(items), "units": by_unit(items)}
    short = visit.site.reports[report].short
    content = {
        "report": report,
        "is_rated": is_rated(items),
        "charts": charts,
        "said": _said(visit, charts["levels"]),
        "subjects": reconcile(tables["reported-totals"], is_extract=is_extract(visit.site, report)),
        "troubles": troubles(tables["late-or-missed"]),
        "risks": risks(tables["risks-of-goals-at-risk"]),
        "rules": rule_counts(tables["rolled-up-status"]),
        "rule_names": RULES,
        "goals": tables["rolled-up-status"].rows,
        "conflicts": tables["status-against-text"].rows,
        "inferred": tables["inferred-statuses"].rows,
    }
    return View(
        title=visit.say("status-page.title", report=short),
        template="status.html.jinja",
        content=content,
        data={"report": report, "charts": {name: _data(chart) for name, chart in charts.items()}},
        tables=_filled_first(list(tables.values())),
        picture=_picture(visit, report, charts),
    )


def _filled_first(tables: Sequence[Table]) -> list[Table]:
    return [tables[0], *(table for table in tables[1:] if table.rows)]


def _said(visit: Visit, chart: Chart) -> list[str]:
    """Say in a sentence for each level and origin what was counted; origins make sentences of their own."""
    return [
        visit.say(
            f"status-page.said-{row.origin}",
            what=visit.say(f"status-page.{group.name}-of-{'one' if row.total == 1 else 'many'}"),
            total=row.total,
            parts=_listed(visit, row),
        )
        for group in chart.groups
        for row in group.rows
    ]


def _listed(visit: Visit, row: Row) -> str:
    return ", ".join(f"{visit.number(part.number)} {visit.say(f'status-page.part-{part.kind}')}" for part in row.parts)


def _data(chart: Chart) -> list[Mapping[str, object]]:
    return [
        {
            "thing": group.iri or None,
            "code": group.code,
            "name": group.name,
            "origin": row.origin,
            "counts": {part.kind: part.number for part in row.parts},
        }
        for group in chart.groups
        for row in group.rows
    ]


def _picture(visit: Visit, report: str, charts: Mapping[str, Chart]) -> str:
    levels, programmes = charts["levels"], charts["programmes"]
    known = visit.site.reports[report]
    bars = [_bar(visit, visit.say(f"status-page.{group.name}-many"), row) for group, row in _flat(levels)]
    bars += [_bar(visit, _named(visit, group), row) for group, row in _flat(programmes)]
    kinds = [kind for kind in [*levels.kinds, *programmes.kinds] if kind]
    legend = {kind: _word(visit, kind) for kind in dict.fromkeys(kinds)}
    has_inferred = any(bar.is_hatched for bar in bars)
    notes = [" ".join(_said(visit, levels)), f"{known.title}. {visit.say('site.scope')} {visit.text(known.scope)}"]
    hatched = visit.say("status-page.hatched") if has_inferred else ""
    return draw_bars(visit.say("status-page.title", report=known.short), notes, bars, legend, hatched)


def _flat(chart: Chart) -> Iterable[tuple[Group, Row]]:
    return ((group, row) for group in chart.groups for row in group.rows)


def _named(visit: Visit, group: Group) -> str:
    return " ".join(filter(None, [group.code, group.name])) or visit.say("status-page.no-top")


def _bar(visit: Visit, label: str, row: Row) -> Bar:
    parts = [(part.kind, part.number) for part in row.parts]
    return Bar(label[:1].upper() + label[1:], visit.say(f"status-page.{row.origin}"), parts, row.origin == "inferred")


def _word(visit: Visit, kind: str) -> str:
    return visit.say(f"status-page.{kind}" if kind in ("told", "untold") else f"status.{kind}")


def _reports(site: Site) -> Iterable[Mapping[str, str]]:
    return [{"report": report} for report in site.reports]


PAGES: Sequence[Page] = (
    Page("status", "status", Section.STATUS, show_newest),
    Page("status-of", "status/{report}", Section.STATUS, show, _reports),
)
