"""All pages, each family in a module of its own."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.web.pages import (
    about,
    asking,
    dependencies,
    indicators,
    matrix,
    network,
    overview,
    plans,
    quality,
    reviewing,
    searching,
    sources,
    sparql,
    status,
    succession,
    things,
    timeline,
)
from strategylinks.web.view import Page

#: In the order in which addresses are compared: those that take any path come last.
PAGES: Sequence[Page] = (
    *overview.PAGES,
    *plans.PAGES,
    *matrix.PAGES,
    *dependencies.PAGES,
    *network.PAGES,
    *status.PAGES,
    *indicators.PAGES,
    *succession.PAGES,
    *timeline.PAGES,
    *asking.PAGES,
    *quality.PAGES,
    *sources.PAGES,
    *searching.PAGES,
    *sparql.PAGES,
    *reviewing.PAGES,
    *about.PAGES,
    *things.PAGES,
)
