"""Take the decisions of a reviewer; only there where editing is switched on, and only from our own pages."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from strategylinks.alignment.desk import Desk
from strategylinks.alignment.mappings import Outcome, Relation
from strategylinks.errors import StrategyLinksError
from strategylinks.table import LANGUAGES
from strategylinks.web.routes.guard import SAME_ORIGIN

router = APIRouter(dependencies=[SAME_ORIGIN], include_in_schema=False)
#: The longest form that is read, in bytes.
_LONGEST = 20_000
_NONE = "none"


@router.post("/{language}/review/{earlier}/{later}")
async def decide(request: Request, language: str, earlier: str, later: str) -> Response:
    """Write a decision, and lead back to the page, which says what was done or what was wrong."""
    if language not in LANGUAGES:
        raise HTTPException(404)
    form = await _form(request)
    site = request.app.state.keeper.site()
    back = {"reviewer": form.get("reviewer", ""), "start": form.get("start", "0")}
    try:
        said = {"said": _decided(Desk.open(site.workspace, site.engine, earlier, later), form)}
    except StrategyLinksError as error:
        said = {"wrong": str(error)[:500]}
    place = f"{request.scope.get('root_path', '')}{request.url.path}?{urlencode(back | said)}"
    return RedirectResponse(place, status_code=303)


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LONGEST:
            raise HTTPException(413)
    return {name: value.strip() for name, value in parse_qsl(body.decode("utf-8", "replace"))}


def _decided(desk: Desk, form: dict[str, str]) -> str:
    """Write what a form says; name what was done."""
    element, continuation = form.get("element", ""), form.get("continuation", _NONE)
    reason, reviewer = form.get("reason", ""), form.get("reviewer", "")
    match form.get("decision"):
        case "accept":
            relation = Relation(_known(form.get("relation"), [one.value for one in Relation]))
            desk.accept(element, continuation, relation=relation, reason=reason, reviewer=reviewer)
        case "end":
            outcome = Outcome(_known(form.get("outcome"), [one.value for one in Outcome]))
            desk.accept(element, _NONE, outcome=outcome, reason=reason, reviewer=reviewer)
        case "reject":
            desk.reject(element, continuation, reason=reason, reviewer=reviewer)
        case _:
            raise HTTPException(400)
    return str(form["decision"])


def _known(value: str | None, known: list[str]) -> str:
    if value not in known:
        raise HTTPException(400)
    return value
