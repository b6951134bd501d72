"""Pages that are made before anybody asks for them: no visitor waits for them, and no error in them ends the server."""

from __future__ import annotations

from dataclasses import replace

from strategylinks.errors import StrategyLinksError
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.warming import Warming, first_visits
from strategylinks.web.navigation import FIRST_PAGES
from strategylinks.web.site import Site
from strategylinks.web.view import View
from strategylinks.web.visit import Visit


def _counting(site: Site, seen: list[str], failing: str = "") -> Keeper:
    """Keep a site whose pages only note that they were made."""

    def show(visit: Visit) -> View:
        seen.append(f"{visit.language} {visit.page.name}")
        if visit.page.name == failing:
            raise StrategyLinksError("this page cannot be made")
        return View("", "overview-empty.html.jinja", {})

    pages = {name: replace(page, show=show) for name, page in site.pages.items()}
    made = replace(site, pages=pages)
    return Keeper(lambda: "", lambda: made)


def test_the_first_page_of_each_section_is_made_in_each_language(site: Site) -> None:
    live = {name for name, page in site.pages.items() if page.is_live}
    wanted = {f"{language} {name}" for language in ("fi", "sv", "en") for name in {*FIRST_PAGES.values()} - live}
    assert {f"{visit.language} {visit.page.name}" for visit in first_visits(site)} == wanted


def test_a_page_that_cannot_be_made_keeps_no_other_from_being_made(site: Site) -> None:
    seen: list[str] = []
    warming = Warming(_counting(site, seen, failing="overview"))
    warming.start()
    assert warming.wait(60)
    assert len(seen) == len(list(first_visits(site)))


def test_nothing_is_made_after_the_end(site: Site) -> None:
    seen: list[str] = []
    warming = Warming(_counting(site, seen))
    warming.stop()
    warming.start()
    assert warming.wait(10)
    assert not seen
