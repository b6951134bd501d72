"""The page of a unit or a post: what it carries, with whom, whom it depends on, where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from strategylinks.table import Table, Value
from strategylinks.web.facts.describing import Resource, local_name, names_of
from strategylinks.web.facts.trees import holder_of
from strategylinks.web.facts.units import Change, Share, Tie, changes, relatives_of, shares_of, ties_of
from strategylinks.web.pages.things_tables import Known, node_cells, table
from strategylinks.web.visit import Visit

_DIRECTIONS = ("depends on", "needed by", "mutual")


def show_unit(visit: Visit, unit: Resource) -> Known:
    """Collect everything known of a unit or post."""
    engine, language = visit.site.engine, visit.language
    shares = sorted(shares_of(engine, unit.iri, language), key=lambda share: _rank(visit, share.report))
    ties = sorted(ties_of(engine, unit.iri, language), key=lambda tie: _rank(visit, tie.report))
    relatives = relatives_of(engine, unit.iri)
    above = [holder_of(named, "", language) for named in names_of(engine, unit.texts("org:unitOf")).values()]
    below = [holder_of(named, "", language) for named in names_of(engine, relatives.get("below", ())).values()]
    kinds = [one.name(language) for one in names_of(engine, unit.texts("org:classification")).values()]
    went_into, came_out = set(relatives.get("original", ())), set(relatives.get("resulting", ()))
    events = changes(engine, went_into | came_out, language)
    content = {
        "short": unit.text("skos:notation"),
        "names": _own_first(unit.by_language("skos:prefLabel"), language),
        "labels": sorted(set(unit.texts("skos:altLabel")) - set(unit.texts("skos:prefLabel"))),
        "unit_kind": ", ".join(kinds),
        "above_units": above,
        "below_units": below,
        "shares": shares,
        "ties": _by_report(ties),
        "directions": _DIRECTIONS,
        "changes": events,
        "began": next((one for one in events if one.iri in came_out - went_into), None),
        "ended": next((one for one in events if one.iri in went_into - came_out), None),
        "lead": _lead(visit, shares, ties),
        "is_unknown": bool(unit.terms("sl:doubt")),
    }
    data = {
        "shares": [asdict(share) for share in shares],
        "ties": [asdict(tie) for tie in ties],
        "changes": [asdict(one) for one in events],
    }
    tables = [_duties_table(visit, shares), _ties_table(visit, ties), _changes_table(visit, events)]
    return Known("things-unit.html.jinja", content, data, [table for table in tables if len(table)])


def _rank(visit: Visit, report: str) -> str:
    known = visit.site.reports.get(report)
    return f"{known.end} {report}" if known else report


def _own_first(names: Mapping[str, str], language: str) -> dict[str, str]:
    """Order names: that in the language of the visit first, then the Finnish one, which reports use."""
    return dict(sorted(names.items(), key=lambda name: (name[0] != language, name[0] != "fi", name[0])))


def _by_report(ties: Sequence[Tie]) -> Mapping[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.report, []).append(tie)
    return found


def _lead(visit: Visit, shares: Sequence[Share], ties: Sequence[Tie]) -> str:
    """Say what the newest report that names it gives it, and with whom it shares the most goals."""
    if not shares:
        return visit.say("things.unit-lead-none")
    newest = shares[-1]
    report = visit.site.reports[newest.report].short if newest.report in visit.site.reports else newest.report
    said = visit.say("things.unit-lead", report=report, goals=len(newest.goals), duties=len(newest.named_for))
    together = [tie for tie in ties if tie.report == newest.report and tie.shared.get("goal")]
    if not together:
        return said
    first = max(together, key=lambda tie: tie.weight)
    return f"{said} {visit.say('things.unit-lead-with', unit=first.other.short, goals=first.shared['goal'])}"


def _duties_table(visit: Visit, shares: Sequence[Share]) -> Table:
    columns = ("report", "kind", "code", "name", "role", "written", "status", "status_source", "first", "last", "iri")
    rows = [
        {"role": role, "written": written, **node_cells(visit, node)}
        for share in shares
        for node, role, written in share.named_for
    ]
    return table(visit, "duties", columns, rows)


def _ties_table(visit: Visit, ties: Sequence[Tie]) -> Table:
    rows: list[dict[str, Value]] = [
        {
            "report": tie.report,
            "unit": tie.other.short,
            "goals": tie.shared.get("goal", 0),
            "flagships": tie.shared.get("flagship", 0),
            "actions": tie.shared.get("action", 0),
            "depends": tie.linkages.get("depends on", 0),
            "needed": tie.linkages.get("needed by", 0),
            "mutual": tie.linkages.get("mutual", 0),
            "iri": tie.other.iri,
        }
        for tie in ties
    ]
    columns = ("report", "unit", "goals", "flagships", "actions", "depends", "needed", "mutual", "iri")
    return table(visit, "ties", columns, rows)


def _changes_table(visit: Visit, events: Sequence[Change]) -> Table:
    rows: list[dict[str, Value]] = [
        {
            "date": event.date,
            "name": event.name,
            "before": ", ".join(one.short for one in event.before),
            "after": ", ".join(one.short for one in event.after),
            "iri": event.iri,
        }
        for event in events
    ]
    return table(visit, "changes", ("date", "name", "before", "after", "iri"), rows)


def show_change(visit: Visit, change: Resource) -> Known:
    """Collect what is known of a reorganisation."""
    event = changes(visit.site.engine, [change.iri], visit.language)[0]
    content = {"change": event, "municipality": local_name(change.text("sl:isOfMunicipality")), "has_sources": True}
    return Known("things-change.html.jinja", content, {"change": asdict(event)}, [_changes_table(visit, [event])])
