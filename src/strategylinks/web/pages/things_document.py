"""Pages of indicators, reports and plans as things: short, and leading on to the pages that show them whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pyoxigraph as ox

from strategylinks.querying.library import select
from strategylinks.table import Table
from strategylinks.web.facts.describing import Resource, describe, local_name, names_of, places_of
from strategylinks.web.facts.elements import Level
from strategylinks.web.pages.things_tables import Known, table
from strategylinks.web.visit import Visit

_LEVELS = {"sl:Baseline": "baseline", "sl:Target": "target", "sl:Measurement": "actual"}


def show_indicator(visit: Visit, indicator: Resource) -> Known:
    """Collect what is known of an indicator: its levels, what it measures, the same one elsewhere."""
    engine = visit.site.engine
    found = [row["level"] or "" for row in select(engine, "pages/indicator-levels", indicator=_node(indicator.iri))]
    places = places_of(engine, found)
    levels = [
        (kind, Level(one.text("sl:rawValue"), one.value("sl:numericValue"), places[one.iri]))
        for one in describe(engine, found).values()
        for class_, kind in _LEVELS.items()
        if one.is_a(class_)
    ]
    named = ox.Literal(indicator.text("skos:prefLabel"), language="fi")
    others = [row for row in select(engine, "pages/indicator-same", name=named) if row["indicator"] != indicator.iri]
    elements = names_of(engine, [*indicator.texts("sl:measures"), *(row["element"] or "" for row in others)])
    content = {
        "report": local_name(indicator.text("sl:isStatedIn")),
        "levels": levels,
        "measured": [elements[iri] for iri in indicator.texts("sl:measures")],
        "others": others,
        "elements": elements,
    }
    data = {"levels": [{"kind": kind, **asdict(level)} for kind, level in levels], "same_elsewhere": others}
    return Known("things-indicator.html.jinja", content, data, [_levels_table(visit, levels)] if levels else [])


def _levels_table(visit: Visit, levels: list[tuple[str, Level]]) -> Table:
    rows = [{"kind": visit.say(f"things.{kind}"), "value": one.text, "number": one.number} for kind, one in levels]
    return table(visit, "levels", ("kind", "value", "number"), rows)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def show_document(visit: Visit, document: Resource) -> Known:
    """Lead from a report or a plan to the pages that show it."""
    is_plan = document.is_a("sl:StrategicPlan")
    reports = [
        one
        for one in visit.site.reports.values()
        if (one.plan == document.text("dcterms:identifier") if is_plan else one.iri == document.iri)
    ]
    content: Mapping[str, Any] = {"reports_here": reports, "is_plan": is_plan}
    return Known("things-document.html.jinja", content, {"reports": [asdict(one) for one in reports]}, ())
