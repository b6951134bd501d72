"""Pages of report texts: lines, marks, what was skipped."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from strategylinks.model import MonitoringReport
from strategylinks.validation.coverage import measure_coverage
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.site import Site
from strategylinks.workspace import Workspace

REPORTS = [
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
]


def elsewhere(site: Site, workspace: Workspace) -> TestClient:
    other = replace(site, workspace=workspace)
    return TestClient(create_app(Keeper(lambda: "elsewhere", lambda: other)), base_url="http://localhost")


@pytest.mark.parametrize("report", REPORTS)
def test_the_lines_are_counted_as_the_reader_counts_them(
    client: TestClient, reports: dict[str, MonitoringReport], report: str
) -> None:
    coverage = measure_coverage(reports[report])
    counted = client.get(f"/en/sources/{report}.json").json()["lines"]
    assert counted["read"] + counted["context"] == coverage.read
    assert (counted["skipped"], counted["unread"]) == (coverage.skipped, coverage.unread)


def test_a_line_stands_under_its_own_number_with_what_was_read_from_it(client: TestClient) -> None:
    page = client.get("/fi/sources/lahti-2017-h1").text
    row = re.search(r'<tr id="L150".*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "Panostamme kiertotalouteen" in row[0]
    assert "/fi/things/id/lahti/2017/goal/C5" in row[0]


def test_a_skipped_line_gives_the_reason_in_the_language_of_the_page(client: TestClient) -> None:
    rows = {
        language: re.search(r'<tr id="L154".*?</tr>', client.get(f"/{language}/sources/lahti-2017-h1").text, re.DOTALL)
        for language in ("fi", "en")
    }
    assert rows["fi"] is not None
    assert rows["en"] is not None
    assert "ohitettu: <span>sarakkeiden otsikot" in rows["fi"][0]
    assert "skipped: <span>column headings" in rows["en"][0]


def test_the_header_says_what_the_document_is_and_what_of_it_was_inferred(client: TestClient) -> None:
    page = client.get("/en/sources/lahti-2017-h1").text
    assert "4e1d188ea52da574ad5c2e9358cafafaf81e27a35befe89119590787a9cd158c" in page
    assert "156 lines read, 36 skipped with a reason, 0 unread" in page
    assert "inferred, not stated by the document" in page


def test_without_the_text_the_quoted_words_stand_for_it(site: Site, tmp_path: Path) -> None:
    page = elsewhere(site, Workspace(tmp_path)).get("/en/sources/lahti-2017-h1").text
    assert "not on this computer" in page
    assert "Panostamme kiertotalouteen" in page
    assert "lines read" not in page


def test_a_text_that_has_changed_since_is_told(site: Site, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "reports").mkdir(parents=True)
    (data / "catalogue.toml").write_bytes(site.workspace.catalogue.read_bytes())
    text = (site.workspace.reports / "lahti-2017-h1.txt").read_bytes()
    (data / "reports" / "lahti-2017-h1.txt").write_bytes(text + b"<b>uusi</b> rivi\n")
    page = elsewhere(site, Workspace(tmp_path)).get("/en/sources/lahti-2017-h1").text
    assert "has changed since it was read" in page
    assert "&lt;b&gt;uusi&lt;/b&gt; rivi" in page


def test_a_range_is_shown_and_its_first_line_is_found_without_scripts(tab: Page, address: str) -> None:
    tab.goto(f"{address}/fi/sources/lahti-2024-q4-vitality#L1308-1400")
    expect(tab.locator(".in-range")).to_have_count(93)
    expect(tab.locator("#L1308")).to_be_in_viewport()
    assert tab.locator("#L1308 th > span#L1308-1400").count() == 1


def test_the_page_is_accessible_and_fits_a_phone(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/sources/tuusula-2021-q3")
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.set_viewport_size({"width": 320, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
