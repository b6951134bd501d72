"""Make the pages that most visitors open first, before anybody asks for them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from strategylinks.errors import StrategyLinksError
from strategylinks.table import LANGUAGES
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.navigation import FIRST_PAGES
from strategylinks.web.rendering import environment, render
from strategylinks.web.search.indexing import index_of
from strategylinks.web.site import Site
from strategylinks.web.visit import Visit


class Warming:
    """Make the first page of each section in a thread of its own, while visitors are answered already.

    What pages share is made by the way: templates, the answers of the graph, comparisons and the index of the search.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._ended = threading.Event()
        # A daemon: the process ends without waiting for a page that nobody asked for.
        self._thread = threading.Thread(target=self._warm, name="warming", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the page that is being made, without waiting for it."""
        self._ended.set()

    def wait(self, seconds: float) -> bool:
        """Wait until all is made; tell whether it is."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _warm(self) -> None:
        for make in _steps(self._keeper):
            if self._ended.is_set():
                return
            # What cannot be made is told to the visitor who asks for it.
            with suppress(StrategyLinksError):
                make()


def _steps(keeper: Keeper) -> Iterator[Callable[[], object]]:
    """List what there is to make."""
    site = keeper.site()
    for visit in first_visits(site):
        yield partial(_made, visit)
    for template in environment().list_templates(["jinja"]):
        yield partial(environment().get_template, template)
    yield partial(index_of, site)


def _made(visit: Visit) -> str:
    return render(visit.page.show(visit), visit)


def first_visits(site: Site) -> Iterator[Visit]:
    """List the first pages of all sections, in one language after the other; what is typed cannot be foreseen."""
    pages = [site.page(name) for name in FIRST_PAGES.values() if name in site.pages]
    for language in LANGUAGES:
        for page in pages:
            if not page.is_live:
                yield Visit(site, page, language, {}, {}, ServerAddresses())
