"""What the service is and rests on, and how accessible it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pyoxigraph as ox

from strategylinks.querying.asking import ask
from strategylinks.web.facts.days import written
from strategylinks.web.sharing.networks import newest_first
from strategylinks.web.view import File, Page, Section, View
from strategylinks.web.visit import Visit

#: The whole graph is offered as a file for so many reports at most: beyond that it is asked for piece by piece. So
#: many are listed, the newest first.
_MOST_REPORTS = 25
_EVERYTHING = "CONSTRUCT { ?subject ?predicate ?object } WHERE { ?subject ?predicate ?object }"
_PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sl": "https://w3id.org/strategylinks/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def show_about(visit: Visit) -> View:
    """Show what the service is, and what exactly its answers rest on."""
    engine, newest = visit.site.engine, visit.site.newest
    known = [one.id for one in newest_first(visit.site)[:_MOST_REPORTS]]
    versions, completeness = (ask(name, engine, report=known) for name in ("trust/versions", "trust/completeness"))
    content = {
        "versions": versions.rows,
        "read": {row["report"]: row for row in completeness},
        "days": {str(row["as_of"]): written(visit.language, str(row["as_of"])) for row in versions if row["as_of"]},
        "newest": newest,
        "left_out": len(visit.site.reports) - len(known),
        "until": written(visit.language, newest.end) if newest.end else "",
    }
    forms = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}
    files = [File(suffix, partial(_graph, visit, form)) for suffix, form in forms.items()]
    return View(
        title=visit.say("about-page.title"),
        template="about.html.jinja",
        content=content,
        data={"licence": "MIT", "as_of": newest.end},
        tables=[versions, completeness],
        files=files if len(visit.site.reports) <= _MOST_REPORTS else [],
    )


def show_accessibility(visit: Visit) -> View:
    """Show the accessibility statement, with what the municipality that runs the service has to fill in."""
    return View(visit.say("accessibility-page.title"), "accessibility.html.jinja", {})


def _graph(visit: Visit, form: ox.RdfFormat) -> bytes:
    """Write all triples of all named graphs, each once."""
    triples = visit.site.engine.construct(_EVERYTHING)
    prefixes = _PREFIXES if form == ox.RdfFormat.TURTLE else None
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


PAGES: Sequence[Page] = (
    Page("about", "about", Section.ABOUT, show_about),
    Page("accessibility", "accessibility", Section.ABOUT, show_accessibility),
)
