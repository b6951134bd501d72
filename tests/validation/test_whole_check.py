"""The whole check: every kind of finding in one sorted list, coverage and reconciliation beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from rdflib import Graph
from rdflib.namespace import RDF

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import OA, SL
from strategylinks.model import MonitoringReport, Severity, SourceSpan
from strategylinks.organisation import Evidence, Organisation, Unit
from strategylinks.pipeline import Inputs, build_graphs
from strategylinks.register import NamedKind, NamedThing, Register
from strategylinks.validation.check import Checker, ValidationReport, check, check_report
from strategylinks.validation.reconciliation import Verdict


@pytest.fixture(scope="module")
def result(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], graphs: NamedGraphs, engine: EmbeddedEngine
) -> ValidationReport:
    return check(list(reports.values()), inputs.organisation, graphs, engine)


def test_the_five_reports_have_no_errors(result: ValidationReport) -> None:
    assert result.of_severity(Severity.ERROR) == []
    assert result.of_severity(Severity.NOTE)


def test_findings_are_sorted_by_gravity_report_and_line(result: ValidationReport) -> None:
    order = list(Severity)
    keys = [(order.index(finding.severity), finding.report, finding.first) for finding in result.findings]
    assert keys == sorted(keys)


def test_there_is_a_coverage_per_report_and_a_finding_per_total_that_differs(
    result: ValidationReport, reports: Mapping[str, MonitoringReport]
) -> None:
    assert [coverage.report for coverage in result.coverage] == list(reports)
    differing = [item for item in result.reconciliations if item.verdict is Verdict.DIFFERS]
    told = {(finding.report, finding.first) for finding in result.findings if finding.rule == "total-differs"}
    assert told == {(item.report, item.first) for item in differing}
    assert all(finding.severity is Severity.NOTE for finding in result.findings if finding.rule == "total-differs")


def test_contradictions_of_the_sources_are_told_and_none_is_an_error(result: ValidationReport) -> None:
    rules = {finding.rule for finding in result.of_report("lahti-2017-h1")}
    assert rules >= {"text-against-status", "copied-text", "flagship-without-action"}
    assert {finding.severity for finding in result.of_report("lahti-2017-h1")} <= {Severity.WARNING, Severity.NOTE}


def checked(inputs: Inputs, report: MonitoringReport) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in check_report(report, build_graphs(inputs, [report]))}


def test_a_changed_file_is_a_warning(inputs: Inputs, reports: Mapping[str, MonitoringReport]) -> None:
    report = reports["tuusula-2021-q3"]
    changed = checked(inputs, replace(report, sha256="f" * 64))
    assert changed["changed-file"] is Severity.WARNING
    assert "changed-file" not in checked(inputs, report)
    uncatalogued = replace(report, sha256="f" * 64, entry=replace(report.entry, sha256=""))
    assert "changed-file" not in checked(inputs, uncatalogued)


def test_words_that_were_made_up_are_an_error(inputs: Inputs, reports: Mapping[str, MonitoringReport]) -> None:
    report = reports["tuusula-2021-q3"]
    first, *rest = report.elements
    forged = replace(first, sources=(SourceSpan(first.first, first.last, "Keksitty tavoite"),))
    assert checked(inputs, replace(report, elements=(forged, *rest)))["quote-not-there"] is Severity.ERROR


def test_evidence_that_is_not_there_is_a_warning(
    reports: Mapping[str, MonitoringReport], graphs: NamedGraphs, engine: EmbeddedEngine
) -> None:
    shown = Evidence("tuusula-2021-q3", 1, 2, "Tätä ei ole painettu")
    organisation = Organisation([Unit("A", "tuusula", "A", (), evidence=(shown,))])
    found = check([reports["tuusula-2021-q3"]], organisation, graphs, engine).of_severity(Severity.WARNING)
    assert ("evidence-not-there", "tuusula-2021-q3", 1) in {(f.rule, f.report, f.first) for f in found}


def test_evidence_of_the_register_that_is_not_there_is_a_warning(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], graphs: NamedGraphs, engine: EmbeddedEngine
) -> None:
    shown = (
        Evidence("tuusula-2021-q3", 1, 2, "Tätä ei ole painettu"),
        Evidence("kaukola-2022", 1, 1, "Ei luettelossa"),
    )
    thing = NamedThing("A", NamedKind.PARTNER, "A", ("A",), evidence=shown)
    checker = Checker(inputs.organisation.within("tuusula"), register=Register([thing]))
    checker.add(reports["tuusula-2021-q3"], graphs[Iris().report_graph("tuusula-2021-q3")])
    result = checker.finish(graphs[Iris().graph("organisation")], engine)
    found = [finding for finding in result.of_severity(Severity.WARNING) if finding.rule == "evidence-not-there"]
    assert [(finding.report, finding.first) for finding in found] == [("kaukola-2022", 1), ("tuusula-2021-q3", 1)]
    assert all("'A' in data/register.toml" in finding.message for finding in found)


def test_a_thorough_check_also_looks_at_every_span(
    inputs: Inputs, reports: Mapping[str, MonitoringReport], graphs: NamedGraphs, engine: EmbeddedEngine
) -> None:
    report, name = reports["lahti-2021-education"], Iris().report_graph("lahti-2021-education")
    broken = Graph() + graphs[name]
    span = min(broken.subjects(RDF.type, SL.SourceSpan))
    broken.remove((span, OA.hasSource, None))
    quick, thorough = (
        check([report], inputs.organisation, {**graphs, name: broken}, engine, thorough=thorough).findings
        for thorough in (False, True)
    )
    assert [(f.rule, f.element, f.severity) for f in thorough if f not in quick] == [
        ("shape-hasSource", str(span), Severity.ERROR)
    ]
