"""The whole check of a workspace: what was found, what was covered, which totals agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import memory_store
from strategylinks.loading.numbers import write_number
from strategylinks.model import Finding, MonitoringReport, Severity
from strategylinks.organisation import Organisation
from strategylinks.validation.copies import find_copies
from strategylinks.validation.coverage import Coverage, measure_coverage
from strategylinks.validation.quality import run_quality_queries
from strategylinks.validation.quotes import check_evidence, check_quotes
from strategylinks.validation.reconciliation import Reconciliation, Verdict, reconcile
from strategylinks.validation.shapes import validate_shapes


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Hold the outcome of a check, as data."""

    findings: Sequence[Finding]
    coverage: Sequence[Coverage]
    reconciliations: Sequence[Reconciliation]

    def of_severity(self, severity: Severity) -> list[Finding]:
        """List the findings of a severity."""
        return [finding for finding in self.findings if finding.severity is severity]

    def of_report(self, report: str) -> list[Finding]:
        """List the findings about a report."""
        return [finding for finding in self.findings if finding.report == report]


def check(
    reports: Sequence[MonitoringReport],
    organisation: Organisation,
    graphs: NamedGraphs,
    store: ox.Store,
    *,
    thorough: bool = False,
    iris: Iris | None = None,
) -> ValidationReport:
    """Check reports, the organisation file and the graphs built from them.

    A thorough check also holds every source span against its shapes, which takes seconds; the quality queries check
    the same rules in milliseconds.
    """
    iris = iris or Iris()
    findings = [finding for report in reports for finding in _findings(report, graphs, iris)]
    if thorough:
        findings += [finding for report in reports for finding in _source_findings(report, graphs, iris)]
    findings += check_evidence(organisation, reports)
    findings += validate_shapes("", graphs[iris.graph("organisation")])
    findings += run_quality_queries(store)
    reconciliations = [item for report in reports for item in reconcile(report)]
    return ValidationReport(_sorted(findings), [measure_coverage(report) for report in reports], reconciliations)


def check_report(report: MonitoringReport, graphs: NamedGraphs, iris: Iris | None = None) -> list[Finding]:
    """Check one report alone."""
    return _sorted([*_findings(report, graphs, iris or Iris()), *run_quality_queries(memory_store(graphs))])


def _findings(report: MonitoringReport, graphs: NamedGraphs, iris: Iris) -> list[Finding]:
    return [
        *report.findings,
        *_checksum(report),
        *check_quotes(report),
        *find_copies(report),
        *validate_shapes(report.entry.id, graphs[iris.report_graph(report.entry.id)]),
        *(_difference(item) for item in reconcile(report) if item.verdict is Verdict.DIFFERS),
    ]


def _sorted(findings: list[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(
        findings, key=lambda finding: (order.index(finding.severity), finding.report, finding.first, finding.rule)
    )


def _source_findings(report: MonitoringReport, graphs: NamedGraphs, iris: Iris) -> list[Finding]:
    return list(validate_shapes(report.entry.id, graphs[iris.report_graph(report.entry.id)], "sources"))


def _checksum(report: MonitoringReport) -> list[Finding]:
    if report.entry.sha256 in ("", report.sha256):
        return []
    message = f"{report.entry.file} is not the file that was catalogued (its checksum differs); review its corrections"
    return [Finding(Severity.WARNING, "changed-file", message, report.entry.id)]


def _difference(item: Reconciliation) -> Finding:
    message = f"stated total {write_number(item.stated)} of {item.what}: {item.why}"
    return Finding(Severity.NOTE, "total-differs", message, item.report, item.first, item.last)
