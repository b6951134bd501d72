"""The pages of status: every number counted from its own list, and held against what the reports print."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.querying.asking import ask
from strategylinks.web.site import Site
from strategylinks.web.standing.counting import by_level, by_programme, by_unit
from strategylinks.web.standing.items import read_items
from strategylinks.web.standing.totals import Verdict, is_extract, reconcile

REPORTS = [
    "lahti-2017-h1",
    "lahti-2021-education",
    "lahti-2022-h1-vitality",
    "lahti-2024-q4-vitality",
    "tuusula-2021-q3",
]


@pytest.mark.parametrize("report", REPORTS)
def test_the_counts_are_those_of_the_question(site: Site, report: str) -> None:
    asked = {
        (row["level"], row["source"], row["status"] or "absent"): row["count"]
        for row in ask("progress/status-counts", site.engine, report=report)
    }
    items = read_items(site, report)
    counted: dict[tuple[str, str, str], int] = {}
    for level, _, _ in asked:
        for item in items:
            if item.level == level:
                key = (item.level, item.origin, item.status)
                counted[key] = len([one for one in items if (one.level, one.origin, one.status) == key])
    assert counted == asked


def test_2017_states_a_status_for_83_actions(site: Site) -> None:
    (group,) = by_level(read_items(site, "lahti-2017-h1")).groups
    (row,) = group.rows
    assert {part.kind: part.number for part in row.parts} == {"achieved": 38, "in-progress": 40, "unknown": 5}
    assert (row.origin, row.total) == ("stated", 83)


def test_stated_and_inferred_and_missing_statuses_make_bars_of_their_own(site: Site) -> None:
    (group,) = by_level(read_items(site, "lahti-2022-h1-vitality")).groups
    assert [(row.origin, row.total) for row in group.rows] == [("inferred", 15), ("absent", 20)]


def test_programmes_share_out_all_actions_and_units_count_shared_ones_for_each(site: Site) -> None:
    items = read_items(site, "lahti-2022-h1-vitality")
    actions = [item for item in items if item.level == "action"]
    assert sum(row.total for group in by_programme(items).groups for row in group.rows) == len(actions) == 35
    held = sum(max(len(item.holders), 1) for item in actions)
    assert sum(row.total for group in by_unit(items).groups for row in group.rows) == held == 50


@pytest.mark.parametrize("report", REPORTS)
def test_every_number_leads_to_a_list_of_as_many(client: TestClient, report: str) -> None:
    page = client.get(f"/en/status/{report}").text
    numbers = re.findall(r'<a href="#([\w-]+)" aria-label="(\d+):', page)
    assert numbers
    for anchor, number in numbers:
        (listed,) = re.findall(rf'<h3 id="{anchor}".*?<ul class="items">(.*?)</ul>', page, re.DOTALL)
        assert listed.count("<li>") == int(number)


def test_the_totals_of_2024_add_up_but_single_statuses_cannot_be_checked(site: Site) -> None:
    (subject,) = reconcile(
        ask("progress/reported-totals", site.engine, report="lahti-2024-q4-vitality"), is_extract=True
    )
    assert (subject.totals[0].reported, subject.totals[0].read, subject.totals[0].verdict) == (22, 22, Verdict.AGREES)
    assert {total.verdict for total in subject.totals[1:]} == {Verdict.UNCHECKABLE}


def test_a_total_that_counts_more_than_an_extract_prints_cannot_be_checked(site: Site) -> None:
    (subject,) = reconcile(
        ask("progress/reported-totals", site.engine, report="lahti-2021-education"),
        is_extract=is_extract(site, "lahti-2021-education"),
    )
    assert (subject.totals[0].reported, subject.totals[0].read, subject.totals[0].verdict) == (
        29,
        13,
        Verdict.UNCHECKABLE,
    )


def test_a_total_that_a_whole_report_does_not_meet_differs(site: Site) -> None:
    table = ask("progress/reported-totals", site.engine, report="lahti-2021-education")
    (subject,) = reconcile(table, is_extract=False)
    assert subject.totals[0].verdict is Verdict.DIFFERS


def test_inferred_statuses_do_not_confirm_the_totals_that_they_rest_on(site: Site) -> None:
    subjects = reconcile(
        ask("progress/reported-totals", site.engine, report="lahti-2022-h1-vitality"), is_extract=False
    )
    assert [total.verdict for subject in subjects for total in subject.totals[1:]] == [Verdict.UNCHECKABLE] * 9


@pytest.mark.parametrize("report", ["lahti-2021-education", "lahti-2024-q4-vitality"])
def test_a_report_without_statuses_says_so_and_shows_what_it_tells_in_words(client: TestClient, report: str) -> None:
    page = client.get(f"/en/status/{report}").text
    assert "This report gives no statuses" in page
    assert "Progress is told" in page


def test_the_plain_page_shows_the_newest_report_that_states_statuses(client: TestClient) -> None:
    assert client.get("/en/status.json").json()["report"] == "tuusula-2021-q3"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_the_page_and_its_files_are_there_in_each_language(client: TestClient, language: str, report: str) -> None:
    for suffix in ("", ".json", ".csv", ".svg"):
        assert client.get(f"/{language}/status/{report}{suffix}").status_code == 200


def test_an_unknown_report_is_not_there(client: TestClient) -> None:
    assert client.get("/en/status/nowhere-1999").status_code == 404


def test_a_number_opens_its_list(tab: Page, address: str) -> None:
    tab.goto(f"{address}/en/status/lahti-2017-h1")
    tab.get_by_role("link", name="38: actions, Achieved", exact=False).click()
    assert tab.locator("#level-1-stated-achieved").is_visible()


@pytest.mark.parametrize("report", ["lahti-2017-h1", "lahti-2024-q4-vitality"])
def test_the_page_is_accessible(tab: Page, address: str, axe: Axe, report: str) -> None:
    tab.goto(f"{address}/fi/status/{report}")
    results = axe.run(tab)
    assert results.violations_count == 0, results.generate_report()
