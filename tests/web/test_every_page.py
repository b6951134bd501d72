"""All pages at once: they answer, their links lead somewhere, they fit a phone, and everyone can use them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page as Tab

from strategylinks.table import LANGUAGES
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site

#: Of pages with many addresses, so many are tried, spread over all of them.
TRIED = 12
#: What pages that answer something typed are asked.
ASKED = {"search": "q=hiilineutraali", "question": "goal=C5", "analysis": "unit=SIVI", "editor": ""}
_HREF = re.compile(r'<a [^>]*?href="([^"]+)"')


def spread(items: list[dict[str, str]], number: int) -> list[dict[str, str]]:
    step = max(1, len(items) // number)
    return items[::step]


def addresses(site: Site, language: str, number: int = TRIED) -> Iterator[str]:
    for page in site.pages.values():
        for parameters in spread([dict(one) for one in page.addresses(site)], number):
            if set(parameters) == set(page.parameters):
                yield ServerAddresses().page(language, page.fill(parameters), {})


def test_every_page_answers_in_every_language(client: TestClient, site: Site) -> None:
    for number, language in zip((TRIED, 3, 3), LANGUAGES, strict=True):
        for place in addresses(site, language, number):
            answer = client.get(place)
            assert answer.status_code == 200, place
            assert answer.text.count("<h1") == 1, place
            assert "<title>" in answer.text


def test_every_page_has_a_twin_for_programs(client: TestClient, site: Site) -> None:
    for place in addresses(site, "en", 2):
        twin = place + "index.json" if place.endswith("/") else place + ".json"
        content = client.get(twin).json()
        assert content["title"], twin
        assert content["version"].startswith("strategylinks")


def test_links_lead_somewhere(client: TestClient, site: Site) -> None:
    found: dict[str, str] = {}
    for place in addresses(site, "en", 3):
        for href in _HREF.findall(client.get(place).text):
            found.setdefault(urldefrag(unescape(href)).url, place)
    inner = [href for href in found if href.startswith("/")]
    assert len(inner) > 200
    for href in inner[:: max(1, len(inner) // 250)]:
        assert client.get(href).status_code == 200, f"{found[href]} links to {href}"


@pytest.mark.parametrize("page", [page.name for page in PAGES if not page.is_for_editing])
def test_everyone_can_use_every_page(page: str, site: Site, address: str, tab: Tab, axe: Axe) -> None:
    kind = site.pages[page]
    first = next(iter(kind.addresses(site)), {})
    if set(first) != set(kind.parameters):
        pytest.skip("this page has no address of its own: it is tried with its family")
    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto(address + ServerAddresses().page("fi", kind.fill(first), {}) + f"?{ASKED.get(page, '')}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{page} is wider than {width} pixels"
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()


def test_the_keyboard_reaches_the_content_first_and_everything_in_order(tab: Tab, address: str) -> None:
    tab.goto(f"{address}/en/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")
