"""Choose the language of a visitor."""

from __future__ import annotations

from fastapi import Request

from strategylinks.table import LANGUAGES
from strategylinks.web.rendering import LANGUAGE_NAMES


def preferred_language(request: Request) -> str:
    """Give the first language of a browser that the pages have, else Finnish."""
    wanted = (
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    )
    return next((language for language in wanted if language in LANGUAGES), next(iter(LANGUAGE_NAMES)))
