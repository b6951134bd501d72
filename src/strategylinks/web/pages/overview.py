"""The landing page."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit


def show(visit: Visit) -> View:
    """Show what the graph holds."""
    return View(visit.say("overview.title"), "overview.html.jinja", {})


PAGES: Sequence[Page] = (Page("overview", "", Section.OVERVIEW, show),)
