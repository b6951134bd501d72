"""The static site: whole, linked, without a server, and never half-written."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page as Tab

from strategylinks.web.publishing import PublishingError, publish_site
from strategylinks.web.site import Site

_HREF = re.compile(r'(?:href|src)="([^"]+)"')
#: Of each kind of page, so many are written here: the whole site is the same thousands of times.
FEW = 2


def few(site: Site, *kinds: str) -> Site:
    """Give the site with few pages of each kind, or of those named and none of the others."""

    def shortened(name: str, page_addresses: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
        return list(page_addresses)[:FEW] if name in (kinds or site.pages) else []

    pages = {
        name: replace(page, addresses=lambda site, name=name, page=page: shortened(name, page.addresses(site)))
        for name, page in site.pages.items()
    }
    return replace(site, pages=pages)


@pytest.fixture(scope="module")
def published(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "site"
    publish_site(few(site), folder)
    return folder


def test_pages_link_to_pages_and_files_of_the_site_only(published: Path, site: Site) -> None:
    missing = set()
    for page in published.rglob("*.html"):
        for href in _HREF.findall(page.read_text(encoding="utf-8")):
            target = urlsplit(unescape(href))
            if target.scheme or not target.path:
                continue
            place = (page.parent / unquote(target.path)).resolve()
            assert place.is_relative_to(published.resolve()), f"{page} leads out to {href}"
            if not place.exists():
                missing.add(place.relative_to(published.resolve()).as_posix())
    # Only what was left out here for time may be missing.
    everything = {
        f"{language}/{page.fill(dict(parameters)) or 'index'}"
        for language in ("fi", "sv", "en")
        for page in site.pages.values()
        if not page.is_live
        for parameters in page.addresses(site)
    }
    lost = sorted(place for place in missing if place.rpartition(".")[0] not in everything)
    assert not lost, lost[:20]


def test_the_site_opens_from_disk(published: Path, tab: Tab) -> None:
    tab.goto((published / "index.html").as_uri())
    tab.wait_for_url("**/fi/index.html")
    tab.get_by_role("navigation").get_by_role("link", name="Vastuut").click()
    assert tab.locator("h1").count() == 1
    tab.get_by_role("link", name="English").click()
    assert tab.locator("html").get_attribute("lang") == "en"


def test_nothing_of_a_server_is_offered(published: Path) -> None:
    page = (published / "fi" / "index.html").read_text(encoding="utf-8")
    assert "<form" not in page
    assert 'href="/' not in page


def test_a_site_is_replaced_and_nothing_else_is(site: Site, tmp_path: Path) -> None:
    small, folder = few(site, "overview", "about"), tmp_path / "site"
    publish_site(small, folder)
    (folder / "old.txt").write_text("of the site before", encoding="utf-8")
    publish_site(small, folder)
    assert (folder / "fi" / "index.html").exists()
    assert not (folder / "old.txt").exists()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("keep me", encoding="utf-8")
    with pytest.raises(PublishingError, match="not a site"):
        publish_site(few(site), tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text(encoding="utf-8") == "keep me"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(site: Site, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PublishingError, match="cannot be written"):
        publish_site(few(site), tmp_path / "site")


def test_a_file_in_the_place_of_the_folder_is_told(site: Site, tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file", encoding="utf-8")
    with pytest.raises(PublishingError, match="not a site"):
        publish_site(few(site), tmp_path / "site")
