"""Make the pages that most visitors open, before anybody asks for them."""

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
from strategylinks.web.sharing.networks import newest_first
from strategylinks.web.site import Site
from strategylinks.web.visit import Visit

#: So often is it looked whether the graph was built anew.
_SECONDS = 2.0
#: The pages of so many reports are made, the newest ones.
_MOST_REPORTS = 8


class Warming:
    """Make pages in a thread of its own, while visitors are answered already; begin again when the graph is a new one.

    What pages share is made by the way: templates, the answers of the graph, comparisons and the index of the search.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._ended = threading.Event()
        self._made = threading.Event()
        # A daemon: the process ends without waiting for a page that nobody asked for.
        self._thread = threading.Thread(target=self._watch, name="warming", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the page that is being made, without waiting for it."""
        self._ended.set()

    def wait(self, seconds: float) -> bool:
        """Wait until all is made of the first graph, or it was ended; tell whether it is so."""
        return self._made.wait(seconds)

    def _watch(self) -> None:
        warm: Site | None = None
        while not self._ended.is_set():
            # Of a graph that cannot be opened, visitors are told.
            with suppress(StrategyLinksError):
                site = self._keeper.site()
                if site is not warm:
                    self._warm(site)
                    warm = site
                self._made.set()
            self._ended.wait(_SECONDS)
        self._made.set()

    def _warm(self, site: Site) -> None:
        for make in _steps(site):
            if self._ended.is_set():
                return
            # What cannot be made is told to the visitor who asks for it.
            with suppress(StrategyLinksError):
                make()


def _steps(site: Site) -> Iterator[Callable[[], object]]:
    """List what there is to make, what is asked for most first."""
    first, *others = LANGUAGES
    visits = partial(map, partial(partial, _made))
    yield from visits(first_visits(site, first))
    for template in environment().list_templates(["jinja"]):
        yield partial(environment().get_template, template)
    yield partial(index_of, site)
    yield from visits(visits_of_reports(site, first))
    for language in others:
        yield from visits(first_visits(site, language))


def _made(visit: Visit) -> str:
    return render(visit.page.show(visit), visit)


def first_visits(site: Site, language: str) -> Iterator[Visit]:
    """List the first pages of all sections; what is typed cannot be foreseen."""
    for name in FIRST_PAGES.values():
        if name in site.pages and not site.pages[name].is_live:
            yield Visit(site, site.pages[name], language, {}, {}, ServerAddresses())


def visits_of_reports(site: Site, language: str) -> Iterator[Visit]:
    """List the pages about one of the newest reports, and about two that people have decided about."""
    newest = [report.id for report in newest_first(site)[:_MOST_REPORTS]]
    pairs = [(earlier, later) for earlier, later, _ in site.comparisons.reviewed if {earlier, later} <= {*newest}]
    about: dict[tuple[str, ...], list[dict[str, str]]] = {
        ("report",): [{"report": report} for report in newest],
        ("earlier", "later"): [{"earlier": earlier, "later": later} for earlier, later in pairs],
    }
    for page in site.pages.values():
        if not page.is_live:
            for given in about.get(tuple(page.parameters), ()):
                yield Visit(site, page, language, given, {}, ServerAddresses())
