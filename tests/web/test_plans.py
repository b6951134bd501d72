"""Pages of strategies: each a tree of its own levels."""

from __future__ import annotations

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.asking import ask

COUNTS = {
    "lahti-2017-h1": {"programme": 5, "goal": 23, "flagship": 25, "action": 83},
    "lahti-2021-education": {"flagship": 5, "action": 13},
    "lahti-2022-h1-vitality": {"flagship": 5, "action": 35},
    "lahti-2024-q4-vitality": {"goal": 21, "flagship": 5, "action": 22},
    "tuusula-2021-q3": {"goal": 31, "action": 39},
}


@pytest.mark.parametrize("report", COUNTS)
def test_the_tree_holds_every_element_of_whatever_levels_there_are(client: TestClient, report: str) -> None:
    assert client.get(f"/en/plans/{report}.json").json()["counts"] == COUNTS[report]


@pytest.mark.parametrize("report", COUNTS)
def test_the_tree_agrees_with_the_question_library(client: TestClient, engine: EmbeddedEngine, report: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/en/plans/{report}.csv").text)))
    known = ask("plan-tree", engine, report=report)
    assert {(row["iri"], int(row["depth"])) for row in rows} == {(row["element"], row["depth"]) for row in known}


def test_the_overview_of_strategies_counts_what_each_report_states(client: TestClient) -> None:
    plans = client.get("/en/plans.json").json()["plans"]
    found = {plan["report"]["id"]: {k: n for k, n in plan["counts"].items() if k != "indicator"} for plan in plans}
    assert found == COUNTS
    assert sum(plan["counts"].get("indicator", 0) for plan in plans) == 269
    assert "1.1.2017 – 30.6.2017" in client.get("/fi/plans").text


def test_targets_of_2024_tell_which_flagship_supports_them(client: TestClient) -> None:
    page = client.get("/en/plans/lahti-2024-q4-vitality").text
    place = page.index("Lahti on hiilineutraali 2025")
    assert "Hiilineutraali Lahti" in page[place : place + 900]


def test_a_plan_that_is_not_there_says_so(client: TestClient) -> None:
    assert client.get("/en/plans/no-such-report").status_code == 404


@pytest.mark.parametrize("place", ["fi/plans", "sv/plans/lahti-2017-h1"])
def test_the_page_is_accessible_and_fits_a_phone(tab: Page, address: str, axe: Axe, place: str) -> None:
    tab.goto(f"{address}/{place}")
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.set_viewport_size({"width": 320, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_tree_narrows_to_a_unit_and_a_word_and_opens_what_leads_there(tab: Page, address: str) -> None:
    tab.goto(f"{address}/en/plans/lahti-2017-h1")
    expect(tab.locator("[data-count]")).to_contain_text("136 of 136")
    tab.get_by_label("Responsible").select_option(label="TARK (1)")
    expect(tab.locator("[data-count]")).to_contain_text("1 of 136")
    expect(tab.get_by_role("link", name="Tarkastustoimessa kehitetään")).to_be_visible()
    tab.get_by_label("Responsible").select_option("")
    tab.get_by_label("Word or code").fill("resurssiviisa")
    expect(tab.locator("[data-count]")).to_contain_text("2 of 136")
    tab.get_by_label("Word or code").fill("")
    tab.get_by_role("button", name="Collapse all").click()
    expect(tab.get_by_role("link", name="C5 Panostamme")).to_be_hidden()


def test_the_tree_opens_and_closes_by_keyboard(tab: Page, address: str) -> None:
    tab.goto(f"{address}/en/plans/lahti-2017-h1")
    first = tab.locator(".tree-top > li > details").first
    first.locator("> summary").focus()
    tab.keyboard.press("Enter")
    assert first.get_attribute("open") is None
