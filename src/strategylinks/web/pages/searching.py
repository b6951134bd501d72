"""Pages of searching."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.web.view import Page

PAGES: Sequence[Page] = ()
