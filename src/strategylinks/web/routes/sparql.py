"""The SPARQL 1.1 Protocol: questions of programs, answered within limits and never changing anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import pyoxigraph as ox
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from strategylinks.engines.limited import ChosenGraphs, Form
from strategylinks.errors import LimitError, QueryError, StrategyLinksError
from strategylinks.web.protocol.answering import LIMITS, Answered, BusyError, answering
from strategylinks.web.protocol.languages import preferred_language
from strategylinks.web.protocol.results import SOLUTIONS, TRIPLES, Format, write_found
from strategylinks.web.routes.describing import described_service
from strategylinks.web.routes.negotiated import chosen, content, not_acceptable, preflight, said
from strategylinks.web.routes.schema import ENDPOINT_GET, ENDPOINT_POST

router = APIRouter()
_FORM, _QUERY, _UPDATE = (f"application/{name}" for name in ("x-www-form-urlencoded", "sparql-query", "sparql-update"))
_MOST_FIELDS = 200
#: A client that says so takes the first rows of an answer that is too long.
_PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Hold a question of the protocol."""

    query: str | None
    graphs: ChosenGraphs | None
    takes_part: bool


@router.get("/sparql", openapi_extra=ENDPOINT_GET, operation_id="sparql", response_class=Response)
@router.head("/sparql", include_in_schema=False)
async def ask(request: Request) -> Response:
    """Answer a SPARQL query; without one, describe the service."""
    asked = _read(list(request.query_params.multi_items()))
    if isinstance(asked, Response):
        return asked
    if asked.query is None:
        return await run_in_threadpool(_describe, request)
    return await _answer(request, asked)


@router.post("/sparql", openapi_extra=ENDPOINT_POST, operation_id="sparqlPost", response_class=Response)
async def ask_by_post(request: Request) -> Response:
    """Answer a SPARQL query that stands in the body."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE:
        return said(403, "The graph is only read here.")
    if kind not in (_FORM, _QUERY):
        return said(415, f"A query is posted as {_FORM} or {_QUERY}.")
    try:
        body = (await request.body()).decode()
        fields = parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except UnicodeDecodeError:
        return said(400, "The body is not UTF-8.")
    except ValueError:
        return said(400, "The form has too many fields.")
    asked = _read(fields if kind == _FORM else [*request.query_params.multi_items(), ("query", body)])
    if isinstance(asked, Response):
        return asked
    return await _answer(request, asked) if asked.query is not None else said(400, "There is no query in the form.")


@router.options("/sparql", include_in_schema=False)
async def options() -> Response:
    """Say what may be asked from elsewhere."""
    return preflight()


def _read(fields: Sequence[tuple[str, str]]) -> _Asked | Response:
    """Read the fields of a question, or say what is wrong with them."""
    given = {name: [value for key, value in fields if key == name] for name, _ in fields}
    if "update" in given or "using-graph-uri" in given:
        return said(403, "The graph is only read here.")
    if len(given.get("query", [])) > 1:
        return said(400, "There is more than one query.")
    default, named = given.get("default-graph-uri", []), given.get("named-graph-uri", [])
    graphs = ChosenGraphs(default, named) if default or named else None
    takes_part = given.get(_PARTIAL, ["no"])[-1].lower() in ("yes", "true", "1")
    return _Asked(given["query"][0] if "query" in given else None, graphs, takes_part)


async def _answer(request: Request, asked: _Asked) -> Response:
    if elsewhere := _elsewhere(request, asked):
        return elsewhere
    try:
        return await run_in_threadpool(_answered, request, asked)
    except BusyError as error:
        return said(503, str(error), {"retry-after": "5"})
    except LimitError as error:
        # What the protocol says for a query that is refused; a query that is no SPARQL is 400.
        return said(500, str(error))
    except QueryError as error:
        return said(400, str(error))
    except StrategyLinksError as error:
        return said(500, error.what)


def _elsewhere(request: Request, asked: _Asked) -> Response | None:
    """Lead a person who opens the address of an answer to the page that shows it; refuse formats that none has."""
    every = (*SOLUTIONS, *TRIPLES)
    try:
        wanted = chosen(request, every, pages=request.method != "POST")
    except HTTPException:
        return not_acceptable(every)
    if wanted is not None:
        return None
    root = request.scope.get("root_path", "")
    place = f"{root}/{preferred_language(request)}/sparql-editor?{urlencode({'query': asked.query or ''})}"
    return RedirectResponse(place, 303, {"vary": "accept"})


def _answered(request: Request, asked: _Asked) -> Response:
    site = request.app.state.keeper.site()
    for graph in (*asked.graphs.default, *asked.graphs.named) if asked.graphs else ():
        if not _is_ours(graph, site.base):
            raise QueryError(f"the graph {graph!r} is none of {site.base}", do="The graphs are listed at /void.")
    answered = answering().answer(site, asked.query or "", asked.graphs)
    if answered.cut and not asked.takes_part:
        raise LimitError(
            f"the answer is too long: it was cut at its {_limit(answered)}",
            do=f"Add LIMIT and OFFSET, or take a part of it with {_PARTIAL}=yes. Whole graphs are listed at /void.",
        )
    formats = SOLUTIONS if answered.form in (Form.SELECT, Form.ASK) else TRIPLES
    try:
        form = chosen(request, formats)
    except HTTPException:
        return not_acceptable(formats)
    return _written(request, answered, form or (formats[0], formats[0].media_types[0]))


def _written(request: Request, answered: Answered, form: tuple[Format, str]) -> Response:
    if not answered.cut:
        return content(write_found(answered.found, form[0]), form[1])
    note = f"{str(request.base_url).rstrip('/')}/sparql"
    headers = {"x-result-limit": _limit(answered), "link": f'<{note}>; rel="describedby"'}
    return content(write_found(answered.found, form[0], note), form[1], headers)


def _limit(answered: Answered) -> str:
    size = {"rows": LIMITS.rows, "bytes": LIMITS.bytes}.get(str(answered.cut), "")
    return f"limit of {size} {answered.cut}".replace("  ", " ")


def _is_ours(graph: str, base: str) -> bool:
    try:
        ox.NamedNode(graph)
    except ValueError:
        return False
    return graph.startswith(base)


def _describe(request: Request) -> Response:
    """Describe the service to programs, and lead people to the editor."""
    try:
        form = chosen(request, TRIPLES, pages=True)
    except HTTPException:
        return not_acceptable(TRIPLES)
    root = request.scope.get("root_path", "")
    if form is None:
        return RedirectResponse(f"{root}/{preferred_language(request)}/sparql-editor", 303, {"vary": "accept"})
    return described_service(request, form)
