"""The IRIs of the graph, as addresses of this server: a page for people, RDF for programs."""

from __future__ import annotations

import pyoxigraph as ox
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from rdflib import URIRef

from strategylinks.errors import NotInGraphError
from strategylinks.resources import resource_root
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.protocol.languages import preferred_language
from strategylinks.web.protocol.results import TRIPLES, Format
from strategylinks.web.routes.negotiated import OPEN, chosen, not_acceptable, preflight, rdf
from strategylinks.web.routes.schema import THING
from strategylinks.web.site import Site

router = APIRouter()
#: What the IRIs of things begin with; those of named graphs and of the ontology are answered here as a whole.
_KINDS = ("id", "report", "mapping", "correction", "vocabulary")
_ONTOLOGY = ("strategy.ttl", "schemes.ttl")


def thing(request: Request) -> Response:
    """Lead to what is known of a thing: its page, or the same as RDF."""
    site: Site = request.app.state.keeper.site()
    local = _local(request)
    if not site.engine.ask(f"ASK {{ {_node(site.iri(local))} ?property ?value }}"):
        raise _unknown(site.iri(local))
    return _led(request, local)


@router.get("/graph/{path:path}", openapi_extra=THING, operation_id="namedGraph", response_class=Response)
@router.head("/graph/{path:path}", include_in_schema=False)
def named_graph(request: Request) -> Response:
    """Give all triples of a named graph."""
    site: Site = request.app.state.keeper.site()
    iri = site.iri(_local(request))
    node = _node(iri)
    try:
        form = chosen(request, TRIPLES)
    except HTTPException:
        return not_acceptable(TRIPLES)
    if not site.engine.ask(f"ASK {{ GRAPH {node} {{ ?subject ?property ?value }} }}"):
        raise _unknown(iri)
    return _whole(site.engine.dump(URIRef(iri)), ox.RdfFormat.N_TRIPLES, form)


@router.get("/ontology", openapi_extra=THING, operation_id="ontology", response_class=Response)
@router.head("/ontology", include_in_schema=False)
def ontology(request: Request) -> Response:
    """Give the ontology and its vocabularies."""
    try:
        form = chosen(request, TRIPLES, pages=True)
    except HTTPException:
        return not_acceptable(TRIPLES)
    if form is None:
        return _led(request, "ontology")
    folder = resource_root() / "ontology"
    return _whole(b"\n".join((folder / name).read_bytes() for name in _ONTOLOGY), ox.RdfFormat.TURTLE, form)


@router.options("/ontology", include_in_schema=False)
@router.options("/graph/{path:path}", include_in_schema=False)
def options() -> Response:
    """Say what may be asked from elsewhere."""
    return preflight("GET, HEAD, OPTIONS")


for kind in _KINDS:
    place = f"/{kind}/{{path:path}}"
    router.add_api_route(place, thing, openapi_extra=THING, operation_id=kind, response_class=Response)
    router.add_api_route(place, thing, methods=["HEAD"], include_in_schema=False)
    router.add_api_route(place, options, methods=["OPTIONS"], include_in_schema=False)


def _led(request: Request, local: str) -> Response:
    """Lead to the page of a thing, or to its file in the format that is wanted."""
    try:
        form = chosen(request, TRIPLES[:3], pages=True)
    except HTTPException:
        return not_acceptable(TRIPLES[:3])
    addresses, path = ServerAddresses(request.scope.get("root_path", "")), f"things/{local}"
    if form is None:
        return RedirectResponse(addresses.page(preferred_language(request), path, {}), 303, {"vary": "accept"})
    # What RDF says is the same in every language.
    return RedirectResponse(addresses.file("en", path, form[0].names[0], {}), 303, OPEN)


def _whole(written: bytes, written_as: ox.RdfFormat, form: tuple[Format, str] | None) -> Response:
    triples = [quad.triple for quad in ox.parse(written, format=written_as)]
    return rdf(triples, form or (TRIPLES[0], TRIPLES[0].media_types[0]))


def _local(request: Request) -> str:
    """Give the path as it was sent: what is escaped in an IRI stays escaped."""
    sent = (request.scope.get("raw_path") or request.url.path.encode()).partition(b"?")[0]
    root = request.scope.get("root_path", "").encode()
    return str(sent.removeprefix(root).lstrip(b"/"), "latin-1")


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise _unknown(iri) from error


def _unknown(iri: str) -> NotInGraphError:
    return NotInGraphError(f"nothing in the graph has the address {iri}")
