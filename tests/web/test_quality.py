"""Data quality: the numbers are those of the check, and each leads to its list and its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page as Tab

from strategylinks.model import MonitoringReport
from strategylinks.querying.library import query_names
from strategylinks.validation.coverage import measure_coverage
from strategylinks.validation.quality import run_quality_queries
from strategylinks.validation.reconciliation import reconcile
from strategylinks.web import words
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.checking.findings import find
from strategylinks.web.facts.reasons import reason_in_words
from strategylinks.web.pages.quality import GAPS, checked
from strategylinks.web.site import Site
from strategylinks.web.visit import Visit

_VERDICTS = {"agrees": "agrees", "differs": "differs", "cannot be checked": "unknown"}


def test_coverage_is_that_of_the_check(site: Site, reports: Mapping[str, MonitoringReport]) -> None:
    for report in reports.values():
        measured, shown = measure_coverage(report), checked(site, report.entry.id).coverage
        counted = (shown.text_lines, shown.read, shown.skipped, shown.unread)
        assert counted == (measured.text_lines, measured.read, measured.skipped, measured.unread)


def test_totals_are_reconciled_as_by_the_check(site: Site, reports: Mapping[str, MonitoringReport]) -> None:
    for report in reports.values():
        wanted = Counter((_VERDICTS[one.verdict], one.first) for one in reconcile(report))
        assert Counter((one.verdict, one.first) for one in checked(site, report.entry.id).totals) == wanted


def test_findings_are_those_of_the_quality_queries(site: Site) -> None:
    found = [*find(site), *find(site, between=True)]
    wanted = Counter(finding.rule for finding in run_quality_queries(site.engine))
    assert Counter(finding.rule for finding in found) == wanted


def test_every_number_of_the_summary_leads_to_a_section_of_that_length(client: TestClient, site: Site) -> None:
    summary = client.get("/en/quality").text
    links = set(re.findall(r'href="/en/quality/([^"#]+)#([\w-]+)"', summary))
    assert {report for report, _ in links} == set(site.reports)
    for report, section in links:
        assert f'id="{section}"' in client.get(f"/en/quality/{report}").text
    rows = {row["report"]: row for row in client.get("/en/quality.json").json()["tables"][0]["rows"]}
    assert (rows["lahti-2022-h1-vitality"]["agrees"], rows["lahti-2022-h1-vitality"]["differs"]) == (50, 15)
    assert rows["tuusula-2021-q3"]["ownerless"] == 39


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_report_shows_all_its_lists(client: TestClient, site: Site, language: str) -> None:
    for report in site.reports:
        page = client.get(f"/{language}/quality/{report}")
        assert page.status_code == 200
        for name in ("lines", "totals", *GAPS, "findings", "corrections"):
            assert f'id="{name}"' in page.text


def test_every_rule_and_every_reason_of_the_reports_has_words(site: Site) -> None:
    for name in query_names("quality"):
        assert words.say("fi", f"rule.{name.rpartition('/')[2]}")
    visit = Visit(site, site.pages["quality"], "fi", {}, {}, ServerAddresses())
    for report in site.reports:
        for text in checked(site, report).coverage.reasons:
            assert reason_in_words(visit, text)[1] == "fi", text


def test_rows_lead_to_their_lines_and_things(client: TestClient) -> None:
    page = client.get("/fi/quality/lahti-2022-h1-vitality").text
    links = {unescape(link) for link in re.findall(r'href="(/fi/(?:things|sources|questions)/[^"#]*)', page)}
    assert "/fi/sources/lahti-2022-h1-vitality" in links
    for link in sorted(links)[:25]:
        assert client.get(link).status_code == 200, link


def test_the_workbook_has_all_lists(client: TestClient) -> None:
    tables = client.get("/en/quality/lahti-2017-h1.json").json()["tables"]
    assert len(tables) == len(GAPS) + 3
    assert client.get("/en/quality/lahti-2017-h1.xlsx").content[:2] == b"PK"
    assert client.get("/en/quality.csv").status_code == 200


def test_contradictions_between_reports_are_listed(client: TestClient) -> None:
    assert len(client.get("/en/quality/between-reports.json").json()["tables"][0]["rows"]) >= 3


def test_a_report_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/en/quality/no-such-report").status_code == 404


def test_the_pages_are_open_to_all(tab: Tab, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/quality")
    assert axe.run(tab).violations_count == 0
    tab.get_by_role("link", name="128").click()
    assert tab.url.endswith("#uncertain")
    for details in tab.locator("details.list").all():
        details.evaluate("one => one.open = true")
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
