"""The landing page: three answers with real numbers before anything is clicked."""

from __future__ import annotations

from collections import Counter

from fastapi.testclient import TestClient

from strategylinks.querying.asking import ask
from strategylinks.web.sharing.glance import outcomes, sharing, statuses, strongest_pairs
from strategylinks.web.site import Site


def test_shared_goals_are_counted_with_those_of_one_unit_and_of_none(site: Site) -> None:
    reports = [site.reports["lahti-2017-h1"], site.reports["lahti-2024-q4-vitality"]]
    found = {one.report.id: (one.level, one.shared, one.alone, one.ownerless) for one in sharing(site, reports)}
    assert found == {"lahti-2017-h1": ("goal", 17, 5, 1), "lahti-2024-q4-vitality": ("goal", 18, 3, 0)}


def test_pairs_of_units_are_counted_linkage_by_linkage(site: Site) -> None:
    first, *_ = strongest_pairs(site, site.reports["lahti-2022-h1-vitality"])
    rows = ask(
        "linkages-between-units", site.engine, unit=first.unit, other=first.other, report="lahti-2022-h1-vitality"
    )
    assert first.linkages == len({row["linkage"] for row in rows}) > 10


def test_every_goal_of_2017_has_one_outcome(site: Site) -> None:
    found = outcomes(site, site.reports["lahti-2017-h1"], site.reports["lahti-2024-q4-vitality"])
    assert found.goals == 23
    comparison = site.comparisons.pair("lahti-2017-h1", "lahti-2024-q4-vitality")
    told = Counter(account.outcome for account in comparison.accounts if account.level == "goal")
    assert found.counts == told == {"renamed": 3, "split": 5, "merged": 6, "discontinued": 9}


def test_stated_and_inferred_statuses_stand_apart(site: Site) -> None:
    found = {(one.report.id, one.source): one.counts for one in statuses(site, list(site.reports.values()))}
    assert found["lahti-2017-h1", "stated"] == {"achieved": 38, "in-progress": 40, "unknown": 5}
    assert found["lahti-2022-h1-vitality", "inferred"] == {"achieved": 12, "in-progress": 3}


def test_a_municipality_with_one_report_is_shown_too(client: TestClient) -> None:
    answer = client.get("/en/municipalities/tuusula")
    assert answer.status_code == 200
    assert "one monitoring report" in answer.text
    assert client.get("/en/municipalities/atlantis").status_code == 404
