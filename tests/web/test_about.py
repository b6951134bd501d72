"""The page about the service, and the accessibility statement."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.web.site import Site


def test_it_names_the_reports_by_their_checksums(client: TestClient) -> None:
    page = client.get("/en/about").text
    assert "9caf9e6a83526ffada35895add0ecb19423f6bbfc6460a160f55f8b2e8aafe0f" in page
    assert "2024-12-31" in page


@pytest.mark.parametrize(("suffix", "form"), [("nt", ox.RdfFormat.N_TRIPLES), ("ttl", ox.RdfFormat.TURTLE)])
def test_the_whole_graph_can_be_taken(client: TestClient, site: Site, suffix: str, form: ox.RdfFormat) -> None:
    taken = sum(1 for _ in ox.parse(client.get(f"/en/about.{suffix}").content, format=form))
    counted = "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }"
    ((number,),) = site.engine.select(counted).rows
    assert isinstance(number, ox.Literal)
    assert taken == int(number.value)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("page", ["about", "accessibility"])
def test_the_pages_are_there_in_each_language(client: TestClient, language: str, page: str) -> None:
    assert client.get(f"/{language}/{page}").status_code == 200
    assert client.get(f"/{language}/{page}.json").status_code == 200


def test_the_statement_leaves_to_the_municipality_what_only_it_knows(client: TestClient) -> None:
    page = client.get("/fi/accessibility").text
    assert "306/2019" in page
    assert page.count('<mark class="blank">[') == 5


@pytest.mark.parametrize("page", ["about", "accessibility"])
def test_the_page_is_accessible(tab: Page, address: str, axe: Axe, page: str) -> None:
    tab.goto(f"{address}/fi/{page}")
    results = axe.run(tab)
    assert results.violations_count == 0, results.generate_report()
