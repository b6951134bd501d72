"""The page of anything in the graph: what it is, what is known of it, and the lines that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select
from strategylinks.web.facts import rdf
from strategylinks.web.facts.describing import Resource, describe, local_name, node
from strategylinks.web.facts.elements import SDG_GOALS
from strategylinks.web.facts.generic import General, general_facts
from strategylinks.web.facts.nearest import nearest_names
from strategylinks.web.pages.things_document import show_document, show_indicator
from strategylinks.web.pages.things_element import show_element
from strategylinks.web.pages.things_joining import show_linkage, show_mapping, show_named
from strategylinks.web.pages.things_tables import Known
from strategylinks.web.pages.things_unit import show_change, show_unit
from strategylinks.web.site import Site
from strategylinks.web.view import File, Page, Section, View
from strategylinks.web.visit import Visit

#: What shows a thing, by its class.
_KINDS: Mapping[str, Callable[[Visit, Resource], Known]] = {
    "org:OrganizationalUnit": show_unit,
    "org:Post": show_unit,
    "org:ChangeEvent": show_change,
    "sl:Indicator": show_indicator,
    "sl:Linkage": show_linkage,
    "sl:Mapping": show_mapping,
    "sl:Partner": show_named,
    "sl:Initiative": show_named,
    "sl:System": show_named,
    "sl:MonitoringReport": show_document,
    "sl:StrategicPlan": show_document,
}


def show(visit: Visit) -> View:
    """Show a thing: what its kind calls for, and below it all that the graph says."""
    iri = _iri(visit)
    resource, general = _found(visit, iri)
    known = _known(visit, resource)
    content = {"thing": general, "is_general": not known.content, "has_sources": False, **known.content}
    data = {**asdict(general), **known.data}
    engine = visit.site.engine
    files = [
        File("ttl", lambda: rdf.to_turtle(engine, iri)),
        File("jsonld", lambda: rdf.to_jsonld(engine, iri)),
        File("nt", lambda: rdf.to_ntriples(engine, iri)),
    ]
    title = str(known.content.get("title") or general.title)
    return View(title, known.template, content, data=data, tables=known.tables, files=files)


def _found(visit: Visit, iri: str) -> tuple[Resource, General]:
    """Read what is said of a thing, or what points to it; raise NotInGraphError where there is neither."""
    if node(iri) is None:
        raise _unknown(visit, iri)
    resource = describe(visit.site.engine, [iri]).get(iri) or Resource(iri, {})
    general = general_facts(visit, resource)
    if not resource.statements and not general.incoming:
        raise _unknown(visit, iri)
    if iri in SDG_GOALS:
        goal = local_name(iri)
        title = f"{goal} {visit.say(f'things.sdg-{goal}')}"
        return resource, replace(general, title=title, language=visit.language, classes=[visit.say("things.sdg")])
    return resource, general


def _unknown(visit: Visit, iri: str) -> NotInGraphError:
    names = nearest_names(visit.site, iri)
    do = visit.say("things.nearest", names="; ".join(names)) if names else ""
    return NotInGraphError(visit.say("things.unknown", iri=visit.site.local(iri)), do=do)


def _known(visit: Visit, resource: Resource) -> Known:
    # Whatever a report states within a plan is an element, of whatever level the plan has.
    if resource.terms("skos:inScheme") and resource.terms("sl:isStatedIn"):
        return show_element(visit, resource)
    for class_, show_kind in _KINDS.items():
        if resource.is_a(class_):
            return show_kind(visit, resource)
    return Known("things.html.jinja", {}, {}, ())


def _iri(visit: Visit) -> str:
    path = visit.parameters["path"]
    return path if path.startswith(("http://", "https://")) else visit.site.iri(path)


def addresses(site: Site) -> Iterable[Mapping[str, str]]:
    """List what has a page of its own in a static site: not the facts and places, which other pages hold."""
    for row in select(site.engine, "pages/things-with-pages"):
        if (iri := row["thing"] or "").startswith(site.base) and local_name(iri):
            yield {"path": site.local(iri)}


PAGES: Sequence[Page] = (Page("thing", "things/{path:path}", Section.STRATEGY, show, addresses, is_detail=True),)
