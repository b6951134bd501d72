"""The landing page: it answers before anything is clicked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from strategylinks.errors import NotInGraphError
from strategylinks.querying.asking import ask
from strategylinks.table import Column, Table
from strategylinks.views.comparison_tables import words_of
from strategylinks.web.sharing.glance import OUTCOMES, condition, outcomes, sharing, statuses, strongest_pairs
from strategylinks.web.site import Report, Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_LEVELS = ("programme", "goal", "flagship", "action")


def show(visit: Visit) -> View:
    """Show the strategy of a municipality at a glance: of the one with most reports, unless another is named."""
    site = visit.site
    if not site.reports:
        return View(visit.say("overview.title"), "overview-empty.html.jinja", {})
    place = visit.parameters.get("municipality") or _largest(site)
    reports = [report for report in site.reports.values() if report.municipality == place]
    if not reports:
        raise NotInGraphError(f"there is no municipality {place!r}", do=f"There are: {', '.join(_places(site))}.")
    content: dict[str, Any] = {
        "places": _places(site),
        "outcomes": {one: words_of("outcome", one, visit.language) for one in OUTCOMES},
        "levels": _LEVELS,
    }
    content |= site.shelf.get(f"glance {place}", lambda: _glance(site, reports))
    tables = [_table(reports, content["held"])]
    return View(visit.say("overview.title"), "overview.html.jinja", content, {"municipality": place}, tables)


def _glance(site: Site, reports: Sequence[Report]) -> Mapping[str, Any]:
    """Ask what the page tells of a municipality: many questions, whose answers are the same in each language."""
    shared = sharing(site, reports)
    return {
        "place": reports[0].municipality_name,
        "reports": reports,
        "sharing": shared,
        "pairs": strongest_pairs(site, shared[-1].report) if shared else [],
        "condition": condition(site, reports),
        "became": outcomes(site, reports[0], reports[-1]) if len(reports) > 1 else None,
        "statuses": statuses(site, reports),
        "held": _held(site, reports),
    }


def _largest(site: Site) -> str:
    """Give the municipality that has most reports, the first by name where several have."""
    counts = Counter(report.municipality for report in site.reports.values())
    return min(counts, key=lambda place: (-counts[place], place))


def _places(site: Site) -> Mapping[str, str]:
    """Name the municipalities by their id."""
    return {report.municipality: report.municipality_name for report in site.reports.values()}


def _held(site: Site, reports: Sequence[Report]) -> Mapping[str, Mapping[str, int]]:
    """Count the elements of each report by level."""
    held: dict[str, dict[str, int]] = {}
    for report in reports:
        for row in ask("level-counts", site.engine, report=report.id):
            held.setdefault(report.id, {})[str(row["level"])] = int(row["total"] or 0)
    return held


def _table(reports: Sequence[Report], held: Mapping[str, Mapping[str, int]]) -> Table:
    columns = [Column(name) for name in ("report", "title", "start", "end", *_LEVELS)]
    rows = [
        {"report": one.id, "title": one.title, "start": one.start, "end": one.end}
        | {level: held.get(one.id, {}).get(level, 0) for level in _LEVELS}
        for one in reports
    ]
    return Table("strategies", {"fi": "Strategiat", "sv": "Strategier", "en": "Strategies"}, columns, rows)


def _municipalities(site: Site) -> Iterable[Mapping[str, str]]:
    return [{"municipality": place} for place in _places(site)]


PAGES: Sequence[Page] = (
    Page("overview", "", Section.OVERVIEW, show),
    Page("municipality", "municipalities/{municipality}", Section.OVERVIEW, show, _municipalities),
)
