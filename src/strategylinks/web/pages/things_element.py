"""The page of a programme, goal, flagship project or action, whatever levels its plan has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from strategylinks.querying.library import select
from strategylinks.web.facts.counting import count_kinds, in_words
from strategylinks.web.facts.describing import Resource, local_name, names_of, node
from strategylinks.web.facts.elements import ElementFacts, Passage, element_facts
from strategylinks.web.facts.linkages import linkages_of_element
from strategylinks.web.facts.succession import succession_of
from strategylinks.web.facts.trees import Holder, Node, Supported, nodes_of, tree_below
from strategylinks.web.pages.things_tables import Known, facts_table, links_table, tree_table
from strategylinks.web.site import Report
from strategylinks.web.visit import Visit


def show_element(visit: Visit, element: Resource) -> Known:
    """Collect everything known of an element of a plan."""
    engine, language = visit.site.engine, visit.language
    facts = element_facts(engine, element, language)
    below = tree_below(engine, element.iri, language)
    parents = _above(visit, element)
    report = visit.site.reports.get(local_name(element.text("sl:isStatedIn")))
    linkages = linkages_of_element(engine, element.iri, language)
    names = names_of(engine, [*element.texts("rdf:type"), *element.texts("sl:hasGoalKind")])
    succession = succession_of(visit, element.iri, report)
    content = {
        "report": report,
        "kind": names[element.texts("rdf:type")[0]].name(language),
        "goal_kind": ", ".join(names[iri].name(language) for iri in element.texts("sl:hasGoalKind")),
        "facts": facts,
        "above": _chain(parents, element.iri, element.texts("sl:belongsTo")),
        "above_all": [one for one in parents if one.iri in element.texts("sl:belongsTo")],
        "supports": _supported(visit, element),
        "supporters": nodes_of(engine, _supporting(visit, element.iri), language),
        "below": below,
        "below_size": sum(1 for top in below for _ in top.walk()),
        "counts": in_words(visit, count_kinds(below)),
        "through": _through(below, facts),
        "has_actual": any(measure.levels.get("actual") for measure in facts.measures),
        "linkages": linkages,
        "linkage_count": sum(len(kind.links) for kind in linkages),
        "succession": succession,
        "mentions": _by_name(facts.of("mention")),
        "has_sources": True,
    }
    content["lead"] = _lead(visit, facts, below, report)
    data = {
        "report": report.id if report else None,
        "facts": asdict(facts),
        "below": [asdict(top) for top in below],
        "linkages": [asdict(kind) for kind in linkages],
        "succession": asdict(succession),
    }
    tables = [facts_table(visit, facts), tree_table(visit, below), links_table(visit, linkages)]
    return Known("things-element.html.jinja", content, data, [table for table in tables if len(table)])


def _above(visit: Visit, element: Resource) -> list[Node]:
    """Read what the element is part of, by whatever number of steps."""
    wholes = dict.fromkeys([*element.texts("sl:isPartOf"), *element.texts("sl:belongsTo")])
    return nodes_of(visit.site.engine, list(wholes), visit.language)


def _chain(parents: Sequence[Node], iri: str, direct: Sequence[str]) -> list[Node]:
    """Follow the first parent upwards, and give the way down."""
    known = {one.iri: one for one in parents}
    chain: list[Node] = []
    above = [one for one in direct if one in known]
    while above and above[0] != iri and known[above[0]] not in chain:
        chain.insert(0, known[above[0]])
        above = [one for one in chain[0].parents if one in known]
    return chain


def _supported(visit: Visit, element: Resource) -> list[Supported]:
    iris = element.texts("sl:supports")
    return [Supported(one.iri, one.code, one.name) for one in nodes_of(visit.site.engine, iris, visit.language)]


def _supporting(visit: Visit, iri: str) -> list[str]:
    rows = select(visit.site.engine, "pages/plan-supports", supported=[found] if (found := node(iri)) else [])
    return [row["part"] or "" for row in rows]


def _through(below: Sequence[Node], facts: ElementFacts) -> list[Holder]:
    """List who takes part by what is below, and is not named for the element itself."""
    own = {duty.holder.iri for duty in facts.duties}
    found = {holder.iri: holder for top in below for _, part in top.walk() for holder in part.holders}
    return [holder for iri, holder in found.items() if iri not in own]


def _by_name(mentions: Sequence[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for mention in mentions:
        if mention.target:
            found.setdefault(mention.target.name, []).append(mention)
    return dict(sorted(found.items()))


def _lead(visit: Visit, facts: ElementFacts, below: Sequence[Node], report: Report | None) -> str:
    """Say the finding in a sentence or two: who, and what is below."""
    units = [duty.holder.short for duty in facts.duties] or [holder.short for holder in _through(below, facts)]
    said = [visit.say(f"things.lead-{'one' if len(units) == 1 else 'many'}", n=len(units), units=", ".join(units[:8]))]
    if not units:
        said = [visit.say("things.lead-nobody")]
    if below:
        said.append(visit.say("things.lead-below", what=in_words(visit, count_kinds(below))))
    return " ".join([*said, visit.say("things.lead-report", report=report.short)] if report else said)
