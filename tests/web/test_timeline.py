"""The timeline: when units came and went, and how surely that is known."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.web.drawing.timeline import Lane, Period, draw_timeline
from strategylinks.web.history.changes import lives, read_changes
from strategylinks.web.history.dates import Span, read_span
from strategylinks.web.site import Site

WORDS = {key: key for key in ("plans", "units", "plan", "unit", "unsure", "stated", "inferred")}


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2017", Span(2017, 2018)),
        ("2024-06", Span(2024 + 5 / 12, 2024.5)),
        ("2025-01-01", Span(2025, 2025)),
        ("2017-07/2021-12", Span(2017.5, 2022)),
    ],
)
def test_a_date_is_as_wide_as_it_is_unsure(date: str, span: Span) -> None:
    found = read_span(date)
    assert [found.first, found.last] == pytest.approx([span.first, span.last])


def test_lahti_changed_ten_times_and_five_of_the_dates_are_inferred(site: Site) -> None:
    changes = read_changes(site, site.iri("id/lahti"))
    assert [change.number for change in changes] == list(range(1, 11))
    assert sum(change.is_inferred for change in changes) == 6
    assert all(change.proofs for change in changes)


def test_units_that_follow_each_other_stand_together(site: Site) -> None:
    order = [life.unit.short for life in lives(read_changes(site, site.iri("id/lahti")))]
    assert order[:3] == ["SOTE", "PHHYKY", "HYVINVOINTIALUE"]
    assert order.index("KASVUPALVELUT") == order.index("ELINVOIMAPALVELUT") + 1
    assert len(order) == len(set(order)) == 16


def test_a_unit_that_only_gave_something_away_lives_on(site: Site) -> None:
    found = {life.unit.short: life for life in lives(read_changes(site, site.iri("id/lahti")))}
    assert found["KOHA"].ended is None
    assert found["ETP"].ended is not None
    assert found["TYOLLISYYSPALVELUT"].began is None


def test_a_name_with_markup_stays_text() -> None:
    lane = Lane("<script>alert(1)</script>", [("<b>", [Period("&", 2020, 2021)])], [], [])
    drawn = draw_timeline("<i>", ["</svg>"], [lane], WORDS)
    assert "<script>" not in drawn
    assert drawn.count("</svg>") == 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_and_its_files_are_there_in_each_language(client: TestClient, language: str) -> None:
    for suffix in ("", ".json", ".csv", ".svg", ".xlsx"):
        assert client.get(f"/{language}/timeline{suffix}").status_code == 200


def test_one_municipality_can_be_asked_for(client: TestClient) -> None:
    assert client.get("/en/timeline.json?municipality=tuusula").json()["municipalities"] == ["tuusula"]
    assert client.get("/en/timeline?municipality=nowhere").status_code == 404


def test_the_evidence_is_quoted(client: TestClient) -> None:
    page = client.get("/en/timeline").text
    assert "Kasvupalvelut (tammi-toukokuu: elinvoimapalvelut)" in page
    assert "1.6.2021" in client.get("/fi/timeline").text


def test_a_phone_shows_a_list_instead_of_the_picture(tab: Page, address: str, axe: Axe) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}/fi/timeline")
    assert not tab.locator("figure.axis").is_visible()
    assert tab.locator("ol.narrow-only").first.is_visible()
    assert axe.run(tab).violations_count == 0


def test_the_page_is_accessible(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/timeline")
    results = axe.run(tab)
    assert results.violations_count == 0, results.generate_report()
