"""A site in memory, a client that asks it, and a real browser that reaches nothing but this computer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, Route
from served import served

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site
from strategylinks.workspace import Workspace


@pytest.fixture(scope="session")
def site(engine: EmbeddedEngine, workspace: Workspace) -> Site:
    """Give the site of the five real reports."""
    pages = {page.name: page for page in PAGES if not page.is_for_editing}
    return Site(engine, engine, workspace, "the real reports", pages)


@pytest.fixture(scope="session")
def keeper(site: Site) -> Keeper:
    """Give what keeps that site."""
    return Keeper(lambda: site.stamp, lambda: site)


@pytest.fixture(scope="session")
def client(keeper: Keeper) -> TestClient:
    """Give a client of the web application."""
    return TestClient(create_app(keeper), base_url="http://localhost")


@pytest.fixture(scope="session")
def address(keeper: Keeper) -> Iterator[str]:
    """Serve the site on loopback, and give its address."""
    with served(create_app(keeper)) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser window that reaches this computer only; a request to anywhere else fails the test."""
    escaped: list[str] = []

    def guard(route: Route) -> None:
        url = route.request.url
        if url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:", "file:")):
            route.continue_()
        else:
            escaped.append(url)
            route.abort()

    window = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    window.route("**/*", guard)
    yield window
    window.close()
    assert not escaped, f"requests to the internet: {escaped}"


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """Open a tab; an error of a script or of the content security policy fails the test."""
    errors: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert not errors, f"errors in the browser: {errors}"


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Give the accessibility checker."""
    return Axe()
