"""Slips in the reviewed files are found: what they name must exist."""

from __future__ import annotations

from dataclasses import replace

from strategylinks.organisation import ChangeEvent, Organisation, Unit
from strategylinks.pipeline import Inputs
from strategylinks.validation.reviewed import check_corrections, check_units
from strategylinks.vocabulary import read_vocabulary


def test_the_reviewed_files_of_the_five_reports_have_no_slip(inputs: Inputs) -> None:
    reports = {entry.id for entry in inputs.catalogue.reports}
    assert inputs.corrections
    assert list(check_corrections(inputs.corrections, reports)) == []
    assert list(check_units(inputs.organisation, read_vocabulary())) == []


def test_a_correction_of_an_unknown_report_is_found(inputs: Inputs) -> None:
    slip = replace(inputs.corrections[0], report="lahti-2071-h1")
    (finding,) = check_corrections([slip], {"lahti-2017-h1"})
    assert (finding.rule, finding.report) == ("correction-of-nothing", "lahti-2071-h1")


def test_units_that_lead_nowhere_are_found() -> None:
    known = Unit("A", "x", "A", ())
    organisation = Organisation(
        [known, Unit("B", "x", "B", (), parent="C"), Unit("D", "x", "D", (), kind="guild")],
        changes=[ChangeEvent("merger", "x", "Merger", ("A",), ("E",), "2024", date_is_stated=True, evidence=())],
    )
    messages = [finding.message for finding in check_units(organisation, read_vocabulary())]
    assert len(messages) == 3
    assert "'C'" in messages[0]
    assert "'guild'" in messages[1]
    assert "'E'" in messages[2]


def test_a_parent_in_another_municipality_is_no_parent() -> None:
    organisation = Organisation([Unit("A", "x", "A", ()), Unit("B", "y", "B", (), parent="A")])
    (finding,) = check_units(organisation, read_vocabulary())
    assert "'A'" in finding.message
