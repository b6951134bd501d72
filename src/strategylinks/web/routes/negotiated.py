"""What all answers for programs share: RDF in the format that is wanted, open to pages of other sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox
from fastapi import HTTPException, Request, Response
from fastapi.responses import PlainTextResponse

from strategylinks.web.protocol.negotiating import HTML, choose
from strategylinks.web.protocol.results import Format, format_of, offered, write_triples

#: Whoever may read the graph may also read it from a page elsewhere: nothing here can be changed.
OPEN = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-result-limit, retry-after, link",
    "cross-origin-resource-policy": "cross-origin",
    "vary": "accept",
}
_PREFLIGHT = {
    **OPEN,
    "access-control-allow-methods": "GET, HEAD, POST, OPTIONS",
    "access-control-allow-headers": "accept, content-type",
    "access-control-max-age": "86400",
    "allow": "GET, HEAD, POST, OPTIONS",
}


def preflight(methods: str = _PREFLIGHT["allow"]) -> Response:
    """Answer what a browser asks before it lets a page of another site ask us."""
    return Response(status_code=204, headers={**_PREFLIGHT, "allow": methods, "access-control-allow-methods": methods})


def chosen(request: Request, formats: Sequence[Format], *, pages: bool = False) -> tuple[Format, str] | None:
    """Choose a format and its media type; None for a page, if there is one. Raise 406 where no format fits.

    ``format`` in the address goes before the header: links cannot set one.
    """
    if named := request.query_params.get("format", "").lower():
        for form in formats:
            if named in form.names or named in form.media_types:
                return form, form.media_types[0]
        raise HTTPException(406)
    kinds = [*offered(formats), *([HTML, "application/xhtml+xml"] if pages else [])]
    kind = choose(request.headers.get("accept", ""), kinds)
    if kind is None:
        raise HTTPException(406)
    return None if kind in (HTML, "application/xhtml+xml") else (format_of(kind, formats), kind)


def rdf(triples: Sequence[ox.Triple], chosen: tuple[Format, str]) -> Response:
    """Answer with triples."""
    form, kind = chosen
    return content(write_triples(triples, form.triples or ox.RdfFormat.TURTLE), kind)


def content(written: bytes, kind: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with bytes that any page may read."""
    return Response(written, headers={**OPEN, "content-type": _with_charset(kind), **(headers or {})})


def said(status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer in words: errors of programs are read by people, too."""
    return PlainTextResponse(text.rstrip() + "\n", status, {**OPEN, **(headers or {})})


def not_acceptable(formats: Sequence[Format]) -> Response:
    """Say which formats there are."""
    return said(406, f"None of the formats is there. There are: {', '.join(offered(formats))}.")


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
