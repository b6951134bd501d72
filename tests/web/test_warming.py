"""Pages that are made before anybody asks for them: no visitor waits for them, and no error in them ends the server."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from strategylinks.errors import StrategyLinksError
from strategylinks.table import LANGUAGES
from strategylinks.web.kept import warming as warming_module
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.warming import Warming, first_visits, visits_of_reports
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


def _expected(site: Site) -> set[str]:
    first = LANGUAGES[0]
    shown = {f"{code} {visit.page.name}" for code in LANGUAGES for visit in first_visits(site, code)}
    return shown | {f"{first} {visit.page.name}" for visit in visits_of_reports(site, first)}


def test_the_first_page_of_each_section_is_made_in_each_language(site: Site) -> None:
    live = {name for name, page in site.pages.items() if page.is_live}
    assert {visit.page.name for visit in first_visits(site, "fi")} == {*FIRST_PAGES.values()} - live
    seen: list[str] = []
    warming = Warming(_counting(site, seen))
    warming.start()
    assert warming.wait(60)
    warming.stop()
    assert set(seen) == _expected(site)


def test_the_pages_of_the_newest_reports_and_of_reviewed_pairs_are_made(site: Site) -> None:
    visits = list(visits_of_reports(site, "fi"))
    for name in ("status-of", "dependencies-of", "indicators-of", "matrix-of", "plan"):
        assert {visit.parameters["report"] for visit in visits if visit.page.name == name} == set(site.reports)
    compared = {
        (visit.parameters["earlier"], visit.parameters["later"]) for visit in visits if visit.page.name == "compare"
    }
    assert ("lahti-2017-h1", "lahti-2024-q4-vitality") in compared


def test_a_page_that_cannot_be_made_keeps_no_other_from_being_made(site: Site) -> None:
    seen: list[str] = []
    warming = Warming(_counting(site, seen, failing="overview"))
    warming.start()
    assert warming.wait(60)
    warming.stop()
    assert set(seen) == _expected(site)


def test_pages_are_made_again_of_a_graph_that_was_built_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming_module, "_SECONDS", 0.01)
    seen: list[str] = []
    keeper = _counting(site, seen)
    warming = Warming(keeper)
    warming.start()
    assert warming.wait(60)
    once = len(seen)
    opened = keeper.open()
    keeper.stamp, keeper.open = (lambda: "newer"), (lambda: replace(opened))
    deadline = time.monotonic() + 60
    while len(seen) < 2 * once and time.monotonic() < deadline:
        time.sleep(0.01)
    warming.stop()
    assert len(seen) == 2 * once


def test_nothing_is_made_after_the_end(site: Site) -> None:
    seen: list[str] = []
    warming = Warming(_counting(site, seen))
    warming.stop()
    warming.start()
    assert warming.wait(10)
    assert not seen
