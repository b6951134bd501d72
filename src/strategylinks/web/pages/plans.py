"""The strategies that the graph holds, and each as a tree of its own levels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import pyoxigraph as ox

from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select
from strategylinks.table import Column, Table, Value
from strategylinks.web.facts.counting import count_kinds, in_words
from strategylinks.web.facts.days import written
from strategylinks.web.facts.trees import KINDS, Holder, Node, tree_of_report
from strategylinks.web.pages.things_tables import tree_table
from strategylinks.web.site import Report, Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

#: Of more reports, those of one municipality are shown at a time.
_MOST_REPORTS = 25
#: A tree of so many elements stands open down to its leaves; of a larger one only the upper levels do.
_FEW = 60


@dataclass(frozen=True, slots=True)
class Held:
    """Hold a report of a plan with how many elements of each kind it states."""

    report: Report
    title: str
    is_title_stated: bool
    iri: str
    period: str
    counts: Mapping[str, int]


def show_plans(visit: Visit) -> View:
    """Show the strategies held, by municipality; of many municipalities, those of the one that was asked for."""
    shown = _shown(visit)
    counts = _counts(visit, shown)
    plans = {row["plan"]: row for row in select(visit.site.engine, "pages/plan-titles")}
    held: dict[str, list[Held]] = defaultdict(list)
    for report in shown:
        plan = plans.get(report.plan, {})
        title, iri = plan.get("name") or report.plan, plan.get("iri") or ""
        one = Held(report, title, not plan.get("doubt"), iri, period_of(visit, report), counts[report.id])
        held[report.municipality_name].append(one)
    kinds = [kind for kind in (*KINDS.values(), "indicator") if any(one.get(kind) for one in counts.values())]
    places = _places(visit) if len(shown) < len(visit.site.reports) else {}
    content = {"held": dict(held), "kinds": kinds, "places": places}
    data = {"plans": [asdict(one) for several in held.values() for one in several]}
    title = visit.say("plans.title", n=len(visit.site.reports))
    return View(title, "plans.html.jinja", content, data=data, tables=[_plans_table(visit, held, kinds)])


def period_of(visit: Visit, report: Report) -> str:
    """Write the period of a report."""
    return written(visit.language, f"{report.start}/{report.end}")


def _shown(visit: Visit) -> list[Report]:
    """Choose the reports that a page can hold."""
    places = visit.site.reports_by_place
    asked = visit.query.get("municipality", "")
    if asked and asked not in places:
        raise NotInGraphError(f"there is no municipality {asked!r}", do=f"Known: {', '.join(list(places)[:20])}.")
    if asked or len(visit.site.reports) > _MOST_REPORTS:
        return list(places[asked or visit.site.newest.municipality])
    return list(visit.site.reports.values())


def _places(visit: Visit) -> Mapping[str, str]:
    return {place: several[0].municipality_name for place, several in visit.site.reports_by_place.items()}


def _counts(visit: Visit, reports: Sequence[Report]) -> Mapping[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    ids = [ox.Literal(report.id) for report in reports]
    for row in select(visit.site.engine, "pages/plan-counts", report=ids):
        kind = (row["class"] or "").rpartition("#")[2]
        counts[row["report"] or ""][KINDS.get(kind, kind.lower())] = int(row["number"] or 0)
    return counts


def _plans_table(visit: Visit, held: Mapping[str, Sequence[Held]], kinds: Sequence[str]) -> Table:
    named = ("municipality", "plan", "report", "start", "end", "scope")
    columns = [Column(name, {visit.language: visit.say(f"plans.column-{name}")}) for name in (*named, *kinds)]
    rows: list[dict[str, Value]] = [
        {
            "municipality": place,
            "plan": one.title,
            "report": one.report.id,
            "start": one.report.start,
            "end": one.report.end,
            "scope": visit.text(one.report.scope),
            **{kind: one.counts.get(kind, 0) for kind in kinds},
        }
        for place, several in held.items()
        for one in several
    ]
    return Table("plans", {visit.language: visit.say("plans.table")}, columns, rows)


def show_plan(visit: Visit) -> View:
    """Show a strategy as its report states it: a tree of whatever levels it has."""
    report = visit.site.reports[visit.report()]
    tops = tree_of_report(visit.site.engine, report.id, visit.language)
    counts = count_kinds(tops)
    nodes = list({node.iri: node for top in tops for _, node in top.walk()}.values())
    # Strands of a plan that is no single tree stand apart: targets on their own, then what has parts.
    strands = _strands(tops)
    content = {
        "report": report,
        "strands": strands,
        "counts": counts,
        "total": len(nodes),
        "in_words": in_words(visit, counts),
        "open_to": 4 if len(nodes) <= _FEW else 3,
        "holders": _holders(nodes),
        "statuses": _statuses(nodes),
        "supported_by": _supporters(nodes),
    }
    data = {"report": report.id, "counts": counts, "tree": [asdict(top) for top in tops]}
    title = visit.say("plans.plan-title", report=report.short)
    return View(title, "plan.html.jinja", content, data=data, tables=[tree_table(visit, tops)])


def _strands(tops: Sequence[Node]) -> list[tuple[str, list[Node]]]:
    """Part the tops of a tree by kind: most plans have one kind at the top."""
    strands: dict[str, list[Node]] = defaultdict(list)
    for top in tops:
        strands[top.kind].append(top)
    order = [*KINDS.values()]
    return sorted(strands.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))


def _holders(nodes: Iterable[Node]) -> list[tuple[Holder, int]]:
    """List the units and posts of a plan with how many elements each is named for."""
    found: dict[str, Holder] = {}
    counts: Counter[str] = Counter()
    for node in nodes:
        for holder in node.holders:
            found[holder.iri] = holder
            counts[holder.iri] += 1
    return [(found[iri], number) for iri, number in counts.most_common()]


def _statuses(nodes: Iterable[Node]) -> list[tuple[str, int]]:
    return Counter(node.status or "absent" for node in nodes).most_common()


def _supporters(nodes: Iterable[Node]) -> Mapping[str, list[Node]]:
    """Tell which elements support another across the tree."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for one in node.supports:
            found[one.iri].append(node)
    return dict(found)


def addresses(site: Site) -> Iterable[Mapping[str, str]]:
    """List the pages: one for each report."""
    return [{"report": report} for report in site.reports]


PAGES: Sequence[Page] = (
    Page("plans", "plans", Section.STRATEGY, show_plans, takes=("municipality",)),
    Page("plan", "plans/{report}", Section.STRATEGY, show_plan, addresses),
)
