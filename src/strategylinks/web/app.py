"""The web application: every page in three languages and its files, each by its address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException

from strategylinks import __version__
from strategylinks.errors import LimitError, NotInGraphError, QueryError, StrategyLinksError
from strategylinks.graph.iris import DEFAULT_BASE
from strategylinks.table import LANGUAGES
from strategylinks.web import words
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.protocol.answering import BusyError
from strategylinks.web.protocol.languages import preferred_language
from strategylinks.web.rendering import render
from strategylinks.web.routes import EDITING, ROUTERS
from strategylinks.web.routes.negotiated import OPEN
from strategylinks.web.routes.schema import SCHEMAS, page_operation
from strategylinks.web.service.gate import Gate, Hosts
from strategylinks.web.service.headers import HEADERS, SafeHeaders
from strategylinks.web.twins import MEDIA_TYPES, Answer, write
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_STATIC = Path(__file__).parent / "static"
#: The drawing library of pyvis, served as its package ships it.
VIS_NETWORK = ("pyvis", "lib/vis-9.1.2")
#: The address of a file of a page: its own path and a suffix.
_FILE = "{suffix:suffix}"
#: The suffix of a page as a file on its own.
_ALONE = "html"
#: What stands for a page where there is none.
_ERRORS = Page("error", "", Section.OVERVIEW, lambda _: View("", "error.html.jinja", {}))
#: Errors that have words of their own.
_EXPLAINED = frozenset({400, 403, 404, 405, 406, 408, 413, 414, 503})
#: Files that pages of other sites may read, as they may ask the endpoint.
_RDF = frozenset({"ttl", "nt", "jsonld"})


class _Suffix(StringConvertor):
    """Match the suffixes of files only: codes of elements have dots of their own."""

    regex = "|".join(MEDIA_TYPES)


register_url_convertor("suffix", _Suffix())


def create_app(keeper: Keeper, *, is_editable: bool = False, hosts: Hosts | None = None) -> FastAPI:
    """Make the application that shows what a keeper holds; pages for editing are there only where that is wanted.

    ``hosts`` are the names that it answers to; without them, to all.
    """
    app = FastAPI(
        title="strategylinks", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )
    app.state.keeper = keeper
    app.add_middleware(Gate, hosts=hosts or Hosts())
    app.add_middleware(SafeHeaders)
    app.mount("/static", StaticFiles(directory=_STATIC, packages=[VIS_NETWORK]), name="static")
    app.add_exception_handler(StrategyLinksError, _explain)
    app.add_exception_handler(HTTPException, _explain_http)
    app.add_exception_handler(Exception, _explain_http)
    app.add_api_route("/", _choose_language, methods=["GET", "HEAD"], include_in_schema=False)
    for router in (*ROUTERS, *(EDITING if is_editable else ())):
        app.include_router(router)
    for page in PAGES:
        if is_editable or not page.is_for_editing:
            _add_page(app, page)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def _add_page(app: FastAPI, page: Page) -> None:
    """Add the addresses of a page: first those of its files, whose suffix a path would swallow."""
    path = f"/{{language}}/{page.path}"
    show = _shower(page)
    named = f"/{{language}}/{page.path or 'index'}"
    reading = ["GET", "HEAD"]
    app.add_api_route(f"{named}.{_FILE}", show, methods=reading, name=f"{page.name}-file", include_in_schema=False)
    app.add_api_route(
        f"{named}.json",
        show,
        name=f"{page.name}-json",
        operation_id=page.name.replace("-", "_"),
        openapi_extra=page_operation(page),
        response_class=Response,
        include_in_schema=not page.is_for_editing,
    )
    app.add_api_route(path, show, methods=reading, name=page.name, include_in_schema=False)
    if not page.path:
        app.add_api_route("/{language}", _to_first_page, methods=reading, include_in_schema=False)


def _described(app: FastAPI) -> dict[str, Any]:
    """Describe every address for programs (OpenAPI); no page shows it."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=app.title, version=app.version, description=words.say("en", "dataset.api"), routes=app.routes
        )
        described.setdefault("components", {})["schemas"] = dict(SCHEMAS)
        # What FastAPI says of arguments that it checks itself: there are none.
        for operation in (one for path in described["paths"].values() for one in path.values()):
            operation.get("responses", {}).pop("422", None)
        app.openapi_schema = described
    return app.openapi_schema


def _shower(page: Page) -> Callable[[Request], Response]:
    """Make the function that answers for a page."""

    def show(request: Request) -> Response:
        parameters = dict(request.path_params)
        language = parameters.pop("language")
        suffix = parameters.pop("suffix", "json" if request.url.path.endswith(".json") else "")
        if language not in LANGUAGES or not _is_part_of_an_iri(parameters.get("path", "")):
            raise HTTPException(404)
        visit = visit_of(request, page, language, parameters)
        return _answered(request, visit, suffix)

    return show


def _is_part_of_an_iri(path: str) -> bool:
    """Tell whether something in the graph can have this path: no query is made of any other."""
    try:
        ox.NamedNode(DEFAULT_BASE + path)
    except ValueError:
        return False
    return True


def visit_of(request: Request, page: Page, language: str, parameters: dict[str, str]) -> Visit:
    """Make the visit of a request; parameters that the page does not know are left out."""
    asked = {name: request.query_params[name].strip() for name in page.takes if request.query_params.get(name)}
    site = request.app.state.keeper.site()
    return Visit(site, page, language, parameters, asked, ServerAddresses(request.scope.get("root_path", "")))


def _answered(request: Request, visit: Visit, suffix: str) -> Response:
    """Answer with what was written before, or write it; say "not modified" to who has it already."""
    if visit.page.is_for_editing or visit.page.is_live or suffix == _ALONE:
        # What was typed is asked anew: how it went the last time says nothing of how it goes now. A file on its own
        # leads back to the name by which this visitor knows us, which is not for others.
        return _response(_written(request, visit, suffix), suffix, visit)
    key = f"{visit.language} {visit.path} {suffix} {sorted(visit.query.items())}"
    tag = f'"{hashlib.sha256(f"{visit.site.version} {visit.site.stamp} {key}".encode()).hexdigest()[:20]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    answer = request.app.state.keeper.written.get_or_make(key, lambda: _written(request, visit, suffix))
    response = _response(answer, suffix, visit)
    response.headers.update({"etag": tag, "cache-control": "no-cache"})
    return response


def _written(request: Request, visit: Visit, suffix: str) -> Answer:
    if suffix == _ALONE:
        # A file that is taken away leads back to where it came from.
        visit = visit.seen_from(ServerAddresses(str(request.base_url).rstrip("/")))
    view = visit.page.show(visit)
    if suffix:
        return write(view, visit, suffix)
    return Answer(render(view, visit).encode(), MEDIA_TYPES["html"])


def _response(answer: Answer, suffix: str, visit: Visit) -> Response:
    response = Response(answer.content, media_type=answer.media_type)
    response.headers["content-language"] = visit.language
    if suffix and suffix not in ("json", "svg"):
        name = "-".join(filter(None, visit.path.replace("/", "-").split("-"))) or "index"
        safe = "".join(letter for letter in name if letter.isascii() and (letter.isalnum() or letter in "-_."))
        response.headers["content-disposition"] = f'attachment; filename="{safe[:80]}.{suffix}"'
    if suffix in _RDF:
        response.headers.update(OPEN)
    return response


def _choose_language(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{preferred_language(request)}/", status_code=307)


def _to_first_page(request: Request) -> Response:
    language = request.path_params["language"]
    if language not in LANGUAGES:
        raise HTTPException(404)
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{language}/", status_code=307)


def _explain(request: Request, error: Exception) -> Response:
    """Say what was wrong with what was asked, in the form that it was asked in."""
    if not isinstance(error, StrategyLinksError):
        return _error_page(request, 500)
    if isinstance(error, BusyError):
        return _error_page(request, 503, error.what, error.do, {"retry-after": "5"})
    is_asked_wrongly = isinstance(error, QueryError) and not isinstance(error, LimitError)
    status = 404 if isinstance(error, NotInGraphError) else 400 if is_asked_wrongly else 500
    return _error_page(request, status, error.what, error.do)


def _explain_http(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return _error_page(request, error.status_code, headers=error.headers)
    return _error_page(request, 500)


def _error_page(
    request: Request, status: int, what: str = "", do: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    # An error of ours is answered outside the middleware, so its headers are added here.
    kept = {**HEADERS, **(headers or {})}
    language = request.url.path.lstrip("/").partition("/")[0]
    language = language if language in LANGUAGES else preferred_language(request)
    heading = words.say(language, f"error.{status if status in _EXPLAINED else 500}")
    if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": what or heading, "do": do, "status": status}, status_code=status, headers=kept)
    try:
        site = request.app.state.keeper.site()
    except StrategyLinksError as error:
        # Without a graph there are no pages, not even this one.
        return PlainTextResponse(f"{what or heading}\n{error.do or do}\n", status_code=status, headers=kept)
    visit = Visit(site, _ERRORS, language, {}, {}, ServerAddresses(request.scope.get("root_path", "")))
    said = {"what": what, "do": do, "status": status, "heading": heading}
    page = render(View(heading, "error.html.jinja", said), visit)
    return Response(page, status_code=status, media_type=MEDIA_TYPES["html"], headers=kept)
