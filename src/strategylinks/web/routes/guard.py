"""Let only our own pages change something: a browser also sends the forms of other sites here."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


def require_same_origin(request: Request) -> None:
    """Raise 403 where a request that changes something comes from a page of another site.

    A program that is no browser says nothing of where it comes from, and is let in.
    """
    if request.method in _READING:
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        is_ours = site == "same-origin"
    else:
        is_ours = origin is None or _server(origin) == _server(str(request.base_url))
    if not is_ours:
        raise HTTPException(403)


#: For routes that change something: ``dependencies=[SAME_ORIGIN]``.
SAME_ORIGIN = Depends(require_same_origin)


def _server(address: str) -> tuple[str, str]:
    """Give the scheme, name and port of an address; "null" is that of nobody."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.lower()
