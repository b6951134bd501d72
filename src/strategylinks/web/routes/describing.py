"""What the dataset and the endpoint are, where programs look for it first."""

from __future__ import annotations

import json

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from strategylinks.querying.library import select
from strategylinks.web.protocol.description import describe
from strategylinks.web.protocol.languages import preferred_language
from strategylinks.web.protocol.results import TRIPLES, Format
from strategylinks.web.routes.negotiated import chosen, content, not_acceptable, preflight
from strategylinks.web.routes.schema import DATASET
from strategylinks.web.twins import Answer

router = APIRouter()
#: What rdflib calls the formats.
_WRITERS = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


@router.get("/void", openapi_extra=DATASET, operation_id="dataset", response_class=Response)
@router.head("/void", include_in_schema=False)
@router.get("/.well-known/void", include_in_schema=False)
@router.head("/.well-known/void", include_in_schema=False)
@router.get("/dataset", include_in_schema=False)
@router.head("/dataset", include_in_schema=False)
def dataset(request: Request) -> Response:
    """Describe the dataset in RDF: VoID, DCAT, and the SPARQL service."""
    try:
        form = chosen(request, TRIPLES, pages=request.url.path.endswith("/dataset"))
    except HTTPException:
        return not_acceptable(TRIPLES)
    if form is None:
        root = request.scope.get("root_path", "")
        return RedirectResponse(f"{root}/{preferred_language(request)}/", 303, {"vary": "accept"})
    return described_service(request, form)


@router.get("/void.ttl", include_in_schema=False)
@router.head("/void.ttl", include_in_schema=False)
def dataset_as_turtle(request: Request) -> Response:
    """Describe the dataset in Turtle."""
    return described_service(request, (TRIPLES[0], TRIPLES[0].media_types[0]))


@router.options("/void", include_in_schema=False)
@router.options("/void.ttl", include_in_schema=False)
@router.options("/.well-known/void", include_in_schema=False)
def options() -> Response:
    """Say what may be asked from elsewhere."""
    return preflight("GET, HEAD, OPTIONS")


def described_service(request: Request, form: tuple[Format, str]) -> Response:
    """Answer with the description of the dataset and the service."""
    root = str(request.base_url).rstrip("/")
    described = describe(request.app.state.keeper.site(), root, _sizes(request))
    return content(described.serialize(format=_WRITERS[form[0].names[0]], encoding="utf-8"), form[1])


def _sizes(request: Request) -> dict[str, int]:
    """Count the triples of each named graph, once for each graph that is shown."""
    site = request.app.state.keeper.site()

    def count() -> Answer:
        rows = select(site.engine, "pages/graph-sizes")
        sizes = {row["graph"]: int(row["triples"] or 0) for row in rows if row["graph"]}
        return Answer(json.dumps(sizes).encode(), "application/json")

    # Counting a large graph takes seconds, so it is done by one visitor, for all others.
    known = request.app.state.keeper.written.get_or_make("sizes of the named graphs", count)
    return {str(name): int(size) for name, size in json.loads(known.content).items()}
