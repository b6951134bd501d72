"""What became of the goals: the picture, two reports side by side, and a pair that nobody has reviewed."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page as Tab

PAIR = "/en/comparison/lahti-2017-h1/lahti-2024-q4-vitality"


def test_every_goal_of_2017_is_counted_once(client: TestClient) -> None:
    page = client.get("/en/comparison").text
    tally = re.search(r'<ul class="tally">(.*?)</ul>', page, re.DOTALL)
    assert tally
    assert sum(map(int, re.findall(r'class="big">(\d+)<', tally[1]))) == 23


def test_a_discontinued_goal_leads_to_its_page_and_its_lines(client: TestClient) -> None:
    page = client.get(PAIR).text
    row = re.search(r"<tr>(?:(?!</tr>).)*outcome-discontinued(?:(?!</tr>).)*</tr>", page, re.DOTALL)
    assert row
    assert "/en/sources/lahti-2017-h1#L" in page
    assert "/en/things/id/lahti/2017/goal/" in page


def test_both_sides_say_what_they_cover(client: TestClient) -> None:
    page = client.get(PAIR).text
    assert "The whole city" in page
    assert "Actions of five city flagships" in page


def test_a_pair_that_nobody_has_reviewed_says_so(client: TestClient) -> None:
    page = client.get("/en/comparison/lahti-2021-education/lahti-2024-q4-vitality").text
    assert '<p class="notice"><strong>' in page
    assert client.get(PAIR).text.count('<p class="notice">') == 0


def test_a_report_cannot_be_compared_with_itself(client: TestClient) -> None:
    answer = client.get("/en/comparison/lahti-2017-h1/lahti-2017-h1")
    assert answer.status_code == 400
    assert "two reports" in answer.text


def test_two_reports_can_be_chosen_in_a_form(client: TestClient) -> None:
    chosen = {"earlier": "lahti-2021-education", "later": "tuusula-2021-q3"}
    assert "Tuusula 2021" in client.get("/en/comparison", params=chosen).text


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "svg", "json", "md", "html"])
def test_the_comparison_can_be_taken_away(client: TestClient, suffix: str) -> None:
    answer = client.get(f"{PAIR}.{suffix}")
    assert answer.status_code == 200
    assert len(answer.content) > 500


def test_the_pages_are_accessible(tab: Tab, address: str, axe: Axe) -> None:
    for place in ("/fi/comparison", PAIR.replace("/en/", "/sv/")):
        tab.goto(address + place)
        found = axe.run(tab)
        assert found.violations_count == 0, found.generate_report()
