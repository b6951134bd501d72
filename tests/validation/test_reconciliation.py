"""Reconciliation: stated totals held against what was read, with rounding and magnitudes, where it can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

import pytest
from small_reports import action, entry, figure, flagship, report, status, total

from strategylinks.model import Element, Figure, MonitoringReport, ReportedTotal, StatusSource
from strategylinks.validation.reconciliation import Reconciliation, Verdict, reconcile

AGREES, DIFFERS, UNCHECKABLE = Verdict.AGREES, Verdict.DIFFERS, Verdict.UNCHECKABLE


def actions(*values: str, source: StatusSource = StatusSource.STATED) -> list[Element]:
    return [flagship(), *(action(n, status=status(v, source)) for n, v in enumerate(values, 2))]


def of_actions(elements: list[Element], *totals: ReportedTotal, is_extract: bool = False) -> list[Reconciliation]:
    return list(reconcile(report(elements, totals=totals, entry=entry(is_extract=is_extract))))


def of_sum(whole: Figure, *parts: Figure) -> Reconciliation:
    (found,) = reconcile(report(figures=(whole, *parts)))
    return found


def test_counts_that_add_up_to_the_actions_read_agree() -> None:
    found = of_actions(actions("achieved", "achieved", "partly"), total("achieved", 2), total("partly", 1))
    assert [(item.verdict, item.stated, item.read) for item in found] == [
        (AGREES, 3, 3),
        (AGREES, 2, 2),
        (AGREES, 1, 1),
    ]
    assert found[0].why == "3 actions were read"
    assert (found[0].first, found[0].last) == (30, 30)


def test_counts_that_differ_say_by_how_much() -> None:
    found = of_actions(actions("achieved", "partly"), total("achieved", 2), total("partly", 1))
    assert found[0].verdict is DIFFERS
    assert found[0].why == "2 actions were read: differs by +1"
    fewer = of_actions(actions("achieved", "partly", "partly"), total("achieved", 2))
    assert fewer[0].why == "3 actions were read: differs by -1"


def test_a_status_that_differs_is_found_though_the_sum_agrees() -> None:
    found = of_actions(actions("achieved", "partly"), total("achieved", 2), total("partly", 0))
    assert [item.verdict for item in found] == [AGREES, DIFFERS, DIFFERS]
    assert found[1].why == "1 such statuses were read: differs by +1"
    assert found[2].why == "1 such statuses were read: differs by -1"


def test_an_extract_cannot_be_held_against_a_total_of_the_whole() -> None:
    (whole, single) = of_actions(actions("achieved"), total("achieved", 29), is_extract=True)
    assert (whole.verdict, whole.read) == (UNCHECKABLE, 1)
    assert "extract of what the total counts (the whole town)" in whole.why
    assert single.verdict is UNCHECKABLE


def test_an_extract_that_prints_all_that_its_total_counts_agrees() -> None:
    found = of_actions(actions("achieved"), total("achieved", 1), is_extract=True)
    assert [item.verdict for item in found] == [AGREES, AGREES]


def test_statuses_inferred_from_a_total_are_no_proof_of_it() -> None:
    found = of_actions(actions("achieved", source=StatusSource.INFERRED), total("achieved", 1))
    assert (found[1].verdict, found[1].why) == (UNCHECKABLE, "the statuses were inferred from this very total")


def test_statuses_that_the_document_has_lost_cannot_be_counted() -> None:
    found = of_actions([flagship(), action(2)], total("achieved", 1))
    assert (found[0].verdict, found[1].verdict, found[1].read) == (AGREES, UNCHECKABLE, None)


def test_totals_of_a_flagship_count_its_own_actions_and_those_of_the_report_all() -> None:
    elements = [*actions("achieved"), action(5, parent="flagship/2", status=status("achieved"))]
    own = of_actions(elements, total("achieved", 1))
    all_of_them = of_actions(elements, total("achieved", 2, element=None))
    assert [item.verdict for item in (*own, *all_of_them)] == [AGREES] * 4
    assert own[0].what == "actions of Kärki"
    assert all_of_them[0].what == "actions of the whole report"


def test_sums_that_add_up_agree() -> None:
    found = of_sum(
        figure("Netto", "-21659", summands=("Tulot", "Menot")), figure("Tulot", "1595"), figure("Menot", "-23254")
    )
    assert (found.verdict, found.stated, found.read) == (AGREES, Decimal(-21659), Decimal(-21659))
    assert found.what == "Mallila · Talous · Netto · 2022"


def test_a_difference_of_one_in_the_last_digit_is_a_difference_that_rounding_can_explain() -> None:
    found = of_sum(
        figure("Netto", "-10844", summands=("Tulot", "Menot")), figure("Tulot", "518"), figure("Menot", "-11361")
    )
    assert found.verdict is DIFFERS
    assert "differs by -1" in found.why
    assert found.why.endswith("which rounding can explain")


@pytest.mark.parametrize(("stated", "explained"), [("11", True), ("12", False), ("9", True), ("8", False)])
def test_rounding_explains_half_a_last_digit_of_each_number_and_no_more(stated: str, explained: bool) -> None:
    found = of_sum(figure("Kaikki", stated, summands=("A", "B")), figure("A", "4"), figure("B", "6"))
    assert found.verdict is DIFFERS
    assert found.why.endswith("which rounding can explain") == explained


def test_decimals_are_added_exactly() -> None:
    found = of_sum(figure("Kaikki", "0.3", summands=("A", "B")), figure("A", "0.1"), figure("B", "0.2"))
    assert (found.verdict, found.read) == (AGREES, Decimal("0.3"))


def test_magnitudes_are_brought_to_ones_before_they_are_added() -> None:
    found = of_sum(
        figure("Avustukset", "2.6", unit_of_measure="M€", summands=("Perusopetus", "Museo", "Muut")),
        figure("Perusopetus", "1", unit_of_measure="milj."),
        figure("Museo", "600", unit_of_measure="t. €"),
        figure("Muut", "1000000"),
    )
    assert (found.verdict, found.stated, found.read) == (AGREES, Decimal(2_600_000), Decimal(2_600_000))


def test_rounding_is_measured_in_the_magnitude_that_is_printed() -> None:
    near = of_sum(figure("Kaikki", "2.6", unit_of_measure="M€", summands=("A",)), figure("A", "2550000"))
    far = of_sum(figure("Kaikki", "2.6", unit_of_measure="M€", summands=("A",)), figure("A", "2549000"))
    assert near.why.endswith("which rounding can explain")
    assert not far.why.endswith("which rounding can explain")


@pytest.mark.parametrize("parts", [[figure("A", "1")], [figure("A", "1"), figure("B", None)], []])
def test_sums_with_a_part_that_was_not_read_cannot_be_checked(parts: list[Figure]) -> None:
    found = of_sum(figure("Kaikki", "2", summands=("A", "B")), *parts)
    assert (found.verdict, found.read) == (UNCHECKABLE, None)
    assert found.why == "not all of its parts could be read as numbers"


def test_parts_of_another_period_table_or_subject_do_not_count() -> None:
    whole = figure("Kaikki", "1", summands=("A",))
    for stranger in ({"period": "2021"}, {"table": "Muu"}, {"subject": "Muu"}):
        assert of_sum(whole, figure("A", "1", **stranger)).verdict is UNCHECKABLE


def test_figures_that_claim_no_sum_or_have_no_number_are_not_reconciled() -> None:
    assert list(reconcile(report(figures=(figure("A", "1"), figure("B", None, summands=("A",)))))) == []


def found_in(reports: Mapping[str, MonitoringReport], name: str) -> list[Reconciliation]:
    return list(reconcile(reports[name]))


@pytest.mark.parametrize(
    ("name", "verdicts"),
    [
        ("lahti-2017-h1", {}),
        ("lahti-2021-education", {UNCHECKABLE: 4, DIFFERS: 1}),
        ("lahti-2024-q4-vitality", {AGREES: 1, UNCHECKABLE: 3}),
        ("tuusula-2021-q3", {}),
    ],
)
def test_totals_of_the_real_reports_have_a_verdict_each(
    reports: Mapping[str, MonitoringReport], name: str, verdicts: dict[Verdict, int]
) -> None:
    assert Counter(item.verdict for item in found_in(reports, name)) == verdicts


def test_the_flagships_of_2022_print_as_many_actions_as_they_count(reports: Mapping[str, MonitoringReport]) -> None:
    sums = [item for item in found_in(reports, "lahti-2022-h1-vitality") if item.what.startswith("actions of ")]
    whole = [(item.stated, item.verdict, item.first) for item in sums if "with the status" not in item.what]
    assert whole == [(9, AGREES, 479), (6, AGREES, 535), (9, AGREES, 577)]
    assert {item.verdict for item in sums if "with the status" in item.what} == {UNCHECKABLE}


def test_the_net_of_the_employment_services_differs_by_a_rounding(reports: Mapping[str, MonitoringReport]) -> None:
    # Line 372 prints -10 844; lines 370 and 371 print 518 and -11 361, which make -10 843.
    (net,) = [
        item
        for item in found_in(reports, "lahti-2022-h1-vitality")
        if item.first == 372 and item.what.endswith("Netto · Toteuma")
    ]
    assert (net.stated, net.read, net.verdict) == (Decimal(-10_844_000), Decimal(-10_843_000), DIFFERS)
    assert net.why.endswith("which rounding can explain")


def test_the_corona_aid_of_2021_is_rounded(reports: Mapping[str, MonitoringReport]) -> None:
    (aid,) = [item for item in found_in(reports, "lahti-2021-education") if item.verdict is DIFFERS]
    assert (aid.first, aid.stated, aid.read) == (19, Decimal(2_600_000), Decimal(2_545_900))
    assert aid.why.endswith("which rounding can explain")
