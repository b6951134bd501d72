"""The timeline: strategies, the periods of their reports, and reorganisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select
from strategylinks.table import LANGUAGES, Column, Table, Value
from strategylinks.web import words
from strategylinks.web.drawing.timeline import Lane, Period, draw_timeline
from strategylinks.web.facts.days import written
from strategylinks.web.history.changes import Change, lives, read_changes
from strategylinks.web.history.dates import read_span
from strategylinks.web.site import Report
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

#: With more municipalities than this, the page shows one at a time.
_MOST_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a municipality: its strategies, each with its reports, and its changes."""

    id: str
    name: str
    plans: Sequence[tuple[Mapping[str, str | None], Sequence[Report]]]
    changes: Sequence[Change]


def show(visit: Visit) -> View:
    """Show what happened when, in all municipalities or in the one that was asked for."""
    language, reports = visit.language, visit.site.reports.values()
    known = {report.municipality: report.municipality_name for report in reports}
    chosen = _chosen(visit, known)
    plans = list(select(visit.site.engine, "pages/timeline-plans"))
    places = [_place(visit, municipality, known[municipality], plans) for municipality in chosen]
    title = visit.say("timeline-page.title")
    lanes = [_lane(place) for place in places]
    picture = draw_timeline(title, [visit.say("timeline-page.lead")], lanes, _words(visit, places))
    return View(
        title=title,
        template="timeline.html.jinja",
        content={
            "places": places,
            "known": known,
            "chosen": visit.query.get("municipality", ""),
            "is_one_at_a_time": len(known) > _MOST_AT_ONCE,
            "picture": picture,
            "dates": {change.iri: written(language, change.date) for place in places for change in place.changes},
            "days": {day: written(language, day) for r in reports for day in (r.start, r.end) if day},
        },
        data={"municipalities": list(chosen)},
        tables=[_reports_table(places), _changes_table(places)],
        picture=picture,
    )


def _chosen(visit: Visit, known: Mapping[str, str]) -> Sequence[str]:
    asked = visit.query.get("municipality")
    if asked:
        if asked not in known:
            raise NotInGraphError(f"there is no municipality {asked!r}", do=f"Known: {', '.join(known)}.")
        return [asked]
    return list(known) if len(known) <= _MOST_AT_ONCE else [visit.site.newest.municipality]


def _place(visit: Visit, municipality: str, name: str, rows: Sequence[Mapping[str, str | None]]) -> Place:
    reports = {r.id: r for r in visit.site.reports.values() if r.municipality == municipality}
    ours = sorted((row for row in rows if row["report"] in reports), key=lambda row: str(row["plan"]))
    plans = [
        (found[0], sorted({r["report"]: reports[str(r["report"])] for r in found}.values(), key=lambda one: one.start))
        for found in (list(group) for _, group in groupby(ours, key=lambda row: row["plan"]))
    ]
    plans.sort(key=lambda plan: plan[1][0].start)
    return Place(municipality, name, plans, read_changes(visit.site, visit.site.iri(f"id/{municipality}")))


def _lane(place: Place) -> Lane:
    plans = [
        (
            str(plan["name"] or ""),
            [Period(r.title, read_span(r.start).first, read_span(r.end).last) for r in reports if r.start and r.end],
        )
        for plan, reports in place.plans
    ]
    return Lane(place.name, plans, lives(place.changes), place.changes)


def _words(visit: Visit, places: Sequence[Place]) -> dict[str, str]:
    keys = ("plans", "units", "plan", "unit", "unsure", "stated", "inferred")
    said = {key: visit.say(f"timeline-page.{key}") for key in keys}
    changes = [change for place in places for change in place.changes]
    for number, change in enumerate(changes):
        inferred = f" ({visit.say('status.inferred')})" if change.is_inferred else ""
        said[f"date-{number}"] = written(visit.language, change.date) + inferred
    return said


def _reports_table(places: Sequence[Place]) -> Table:
    rows: list[Mapping[str, Value]] = [
        {
            "municipality": place.name,
            "plan": plan["name"],
            "report": r.title,
            "start": r.start,
            "end": r.end,
            "iri": r.iri,
        }
        for place in places
        for plan, reports in place.plans
        for r in reports
    ]
    return _table("timeline-reports", "reports", ["municipality", "plan", "report", "start", "end"], rows)


def _changes_table(places: Sequence[Place]) -> Table:
    rows: list[Mapping[str, Value]] = [
        {
            "municipality": place.name,
            "number": change.number,
            "date": change.date,
            "date_is": "inferred" if change.is_inferred else "stated",
            "change": change.name,
            "before": ", ".join(unit.short for unit in change.before),
            "after": ", ".join(unit.short for unit in change.after),
            "evidence": "; ".join(f"{p.report}, {p.first}–{p.last}: {p.quote}" for p in change.proofs),
            "iri": change.iri,
        }
        for place in places
        for change in place.changes
    ]
    names = ["municipality", "number", "date", "date_is", "change", "before", "after", "evidence"]
    return _table("timeline-changes", "changes", names, rows)


def _table(name: str, title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Value]]) -> Table:
    def texts(key: str) -> dict[str, str]:
        return {language: words.say(language, f"timeline-page.{key}") for language in LANGUAGES}

    made = [Column(column, texts(f"column-{column.replace('_', '-')}")) for column in columns]
    return Table(name, texts(title), [*made, Column("iri", {"en": "IRI"}, is_iri=True)], rows)


PAGES: Sequence[Page] = (Page("timeline", "timeline", Section.TIMELINE, show, takes=("municipality",)),)
