"""The web application: every page in three languages and its files, each by its address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException

from strategylinks import __version__
from strategylinks.errors import NotInGraphError, QueryError, StrategyLinksError
from strategylinks.table import LANGUAGES
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.headers import HEADERS, SafeHeaders
from strategylinks.web.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.rendering import LANGUAGE_NAMES, render
from strategylinks.web.routes import ROUTERS
from strategylinks.web.twins import MEDIA_TYPES, Answer, write
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

_STATIC = Path(__file__).parent / "static"
#: The address of a file of a page: its own path and a suffix.
_FILE = "{suffix:suffix}"
#: What stands for a page where there is none.
_ERRORS = Page("error", "", Section.OVERVIEW, lambda _: View("", "error.html.jinja", {}))
#: The longest address that is read, in characters.
_LONGEST = 8_000


class _Suffix(StringConvertor):
    """Match the suffixes of files only: codes of elements have dots of their own."""

    regex = "|".join(MEDIA_TYPES)


register_url_convertor("suffix", _Suffix())


def create_app(keeper: Keeper, *, is_editable: bool = False) -> FastAPI:
    """Make the application that shows what a keeper holds; pages for editing are there only where that is wanted."""
    app = FastAPI(
        title="strategylinks", version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json"
    )
    app.state.keeper = keeper
    app.add_middleware(SafeHeaders)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    app.add_exception_handler(StrategyLinksError, _explain)
    app.add_exception_handler(HTTPException, _explain_http)
    app.add_exception_handler(Exception, _explain_http)
    app.add_api_route("/", _choose_language, include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    for page in PAGES:
        if is_editable or not page.is_for_editing:
            _add_page(app, page)
    return app


def _add_page(app: FastAPI, page: Page) -> None:
    """Add the addresses of a page: first those of its files, whose suffix a path would swallow."""
    described = {"parameters": [_described(name, "path") for name in ("language", *page.parameters)]}
    described["parameters"] += [_described(name, "query") for name in page.takes]
    path = f"/{{language}}/{page.path}"
    show = _shower(page)
    file_path = f"/{{language}}/{page.path or 'index'}.{_FILE}"
    app.add_api_route(file_path, show, name=f"{page.name}-file", include_in_schema=False)
    app.add_api_route(
        f"/{{language}}/{page.path or 'index'}.json", show, name=f"{page.name}-json", openapi_extra=described
    )
    app.add_api_route(path, show, methods=["GET", "HEAD"], name=page.name, include_in_schema=False)
    if not page.path:
        app.add_api_route("/{language}", _to_first_page, include_in_schema=False)


def _described(name: str, place: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if name == "language":
        schema["enum"] = list(LANGUAGES)
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def _shower(page: Page) -> Callable[[Request], Response]:
    """Make the function that answers for a page."""

    def show(request: Request) -> Response:
        if len(str(request.url)) > _LONGEST:
            raise HTTPException(414)
        parameters = dict(request.path_params)
        language = parameters.pop("language")
        suffix = parameters.pop("suffix", "json" if request.url.path.endswith(".json") else "")
        if language not in LANGUAGES:
            raise HTTPException(404)
        visit = visit_of(request, page, language, parameters)
        return _answered(request, visit, suffix)

    return show


def visit_of(request: Request, page: Page, language: str, parameters: dict[str, str]) -> Visit:
    """Make the visit of a request; parameters that the page does not know are left out."""
    asked = {name: request.query_params[name].strip() for name in page.takes if request.query_params.get(name)}
    site = request.app.state.keeper.site()
    return Visit(site, page, language, parameters, asked, ServerAddresses(request.scope.get("root_path", "")))


def _answered(request: Request, visit: Visit, suffix: str) -> Response:
    """Answer with what was written before, or write it; say "not modified" to who has it already."""
    if visit.page.is_for_editing:
        return _response(_written(request, visit, suffix), suffix, visit)
    key = f"{visit.language} {visit.path} {suffix} {sorted(visit.query.items())}"
    tag = f'"{hashlib.sha256(f"{visit.site.version} {visit.site.stamp} {key}".encode()).hexdigest()[:20]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    written = request.app.state.keeper.written
    answer = written.get(key)
    if answer is None:
        answer = _written(request, visit, suffix)
        written.put(key, answer)
    response = _response(answer, suffix, visit)
    response.headers.update({"etag": tag, "cache-control": "no-cache"})
    return response


def _written(request: Request, visit: Visit, suffix: str) -> Answer:
    if suffix == "html":
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
    return response


def _choose_language(request: Request) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{preferred_language(request)}/", status_code=307)


def _to_first_page(request: Request) -> Response:
    language = request.path_params["language"]
    if language not in LANGUAGES:
        raise HTTPException(404)
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{language}/", status_code=307)


def preferred_language(request: Request) -> str:
    """Give the first language of a browser that the pages have, else Finnish."""
    wanted = (
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    )
    return next((language for language in wanted if language in LANGUAGES), next(iter(LANGUAGE_NAMES)))


def _explain(request: Request, error: Exception) -> Response:
    """Say what was wrong with what was asked, in the form that it was asked in."""
    status = 404 if isinstance(error, NotInGraphError) else 400 if isinstance(error, QueryError) else 500
    what, do = (error.what, error.do or "") if isinstance(error, StrategyLinksError) else ("", "")
    return _error_page(request, status, what, do)


def _explain_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _error_page(request, status, "", "")


def _error_page(request: Request, status: int, what: str, do: str) -> Response:
    language = request.url.path.lstrip("/").partition("/")[0]
    language = language if language in LANGUAGES else preferred_language(request)
    site = request.app.state.keeper.site()
    visit = Visit(site, _ERRORS, language, {}, {}, ServerAddresses(request.scope.get("root_path", "")))
    known = status if status in (400, 404, 405, 414) else 500
    said = {"what": what, "do": do, "status": status, "heading": visit.say(f"error.{known}")}
    if request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", ""):
        content = {"error": what or said["heading"], "do": do, "status": status}
        return JSONResponse(content, status_code=status, headers=HEADERS)
    view = View(str(said["heading"]), "error.html.jinja", said)
    # An error of ours is answered outside the middleware, so the headers are added here.
    return Response(render(view, visit), status_code=status, media_type=MEDIA_TYPES["html"], headers=HEADERS)
