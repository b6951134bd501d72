"""The pages of indicators: what is measured, and what the report leaves open."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.querying.asking import ask
from strategylinks.web.measures.figures import headline_figures, sheets
from strategylinks.web.site import Site
from strategylinks.web.words import say

REPORTS = ["lahti-2017-h1", "lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"]


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_lacking_agrees_with_the_question(client: TestClient, site: Site, report: str) -> None:
    counts = client.get(f"/en/indicators/{report}.json").json()["counts"]
    lacks = ask("indicators/lacking-levels", site.engine, report=report).column("lacks")
    assert counts["all"] - counts["baseline"] == lacks.count("baseline")
    assert counts["all"] - counts["target"] == lacks.count("target")


def test_2017_measures_101_things_and_16_targets_are_numbers(client: TestClient) -> None:
    counts = client.get("/en/indicators/lahti-2017-h1.json").json()["counts"]
    assert counts == {"all": 101, "baseline": 7, "target": 95, "number": 16, "actual": 0}


def test_every_number_leads_to_a_list_of_as_many(client: TestClient) -> None:
    page = client.get("/en/indicators/lahti-2017-h1").text
    numbers = re.findall(r'<a href="#((?:baseline|target|number)-\w+)" aria-label="(\d+):', page)
    assert len(numbers) == 6
    for anchor, number in numbers:
        (listed,) = re.findall(rf'id="{anchor}".*?<ul class="items">(.*?)</ul>', page, re.DOTALL)
        assert listed.count("<li>") == int(number)


def test_the_use_of_energy_is_to_fall_from_the_baseline_to_the_target(client: TestClient) -> None:
    page = client.get("/en/indicators/lahti-2017-h1").text
    assert "v. 2015: 15,7 kWh/m3" in page
    assert "decrease is good" in page


def test_unemployment_stands_beside_its_earlier_value(site: Site) -> None:
    figures = headline_figures(ask("indicators/headline-figures", site.engine, report="lahti-2022-h1-vitality"))
    (one,) = [figure for figure in figures if figure.label == "TYÖTTÖMYYSASTE"]
    assert [(row["period"], row["value"]) for row in one.rows] == [("6/2021", "17,1"), (None, "14,1")]
    assert one.shares == [100.0, pytest.approx(82.456, abs=0.01)]


def test_months_stand_in_their_order_and_every_figure_once(site: Site) -> None:
    table = ask("indicators/headline-figures", site.engine, report="lahti-2022-h1-vitality")
    months = say("fi", "indicator-page.months").split()
    laid = sheets(table, months)
    (staff,) = [sheet for sheet in laid if sheet.kind == "staff"]
    assert list(staff.columns) == months
    cells = sum(cell is not None for sheet in laid for _, row in sheet.rows for cell in row)
    assert cells == len([row for row in table if row["figure_kind"] != "headline"]) == 210


def test_a_report_without_indicators_says_so(client: TestClient) -> None:
    assert "This report has no indicators" in client.get("/en/indicators/tuusula-2021-q3").text
    assert client.get("/en/indicators/tuusula-2021-q3.csv").status_code == 200


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("report", REPORTS)
def test_the_page_and_its_files_are_there_in_each_language(client: TestClient, language: str, report: str) -> None:
    for suffix in ("", ".json", ".csv", ".svg"):
        assert client.get(f"/{language}/indicators/{report}{suffix}").status_code == 200


def test_the_table_narrows_to_a_word(tab: Page, address: str) -> None:
    tab.goto(f"{address}/en/indicators/lahti-2017-h1")
    tab.get_by_label("Word", exact=True).fill("kotikirjasto")
    assert 0 < tab.locator(".measured tbody:visible").count() < 5


def test_the_page_is_accessible(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/indicators/lahti-2021-education")
    results = axe.run(tab)
    assert results.violations_count == 0, results.generate_report()
