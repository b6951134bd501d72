"""The whole check of a workspace: what was found, what was covered, which totals agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import Graph

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Engine
from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import memory_store
from strategylinks.loading.corrections import Correction
from strategylinks.loading.numbers import write_number
from strategylinks.model import Finding, MonitoringReport, Severity
from strategylinks.organisation import Organisation
from strategylinks.register import Register
from strategylinks.validation.copies import find_copies
from strategylinks.validation.coverage import Coverage, measure_coverage
from strategylinks.validation.quality import run_quality_queries
from strategylinks.validation.quotes import check_evidence_elsewhere, check_evidence_in, check_quotes
from strategylinks.validation.reconciliation import Reconciliation, Verdict, reconcile
from strategylinks.validation.reviewed import check_corrections, check_units
from strategylinks.validation.shapes import validate_shapes
from strategylinks.vocabulary import read_vocabulary


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


class Checker:
    """Check reports one by one, so that no more than one graph has to be in memory, and the store at the end.

    A thorough check also holds every source span against its shapes, which takes seconds; the quality queries check
    the same rules in milliseconds.
    """

    def __init__(
        self,
        organisation: Organisation,
        corrections: Sequence[Correction] = (),
        register: Register | None = None,
        *,
        thorough: bool = False,
    ) -> None:
        self.organisation = organisation
        self.register = register or Register()
        self.corrections = corrections
        self.thorough = thorough
        self._findings: list[Finding] = []
        self._coverage: list[Coverage] = []
        self._reconciliations: list[Reconciliation] = []

    def add(self, report: MonitoringReport, graph: Graph) -> None:
        """Check a report and the graph built from it."""
        reconciliations = list(reconcile(report))
        self._findings += _findings(report, graph, reconciliations)
        self._findings += check_evidence_in(self.organisation, report)
        self._findings += check_evidence_in(self.register, report)
        if self.thorough:
            self._findings += validate_shapes(report.entry.id, graph, "sources")
        self._coverage.append(measure_coverage(report))
        self._reconciliations += reconciliations

    def finish(self, organisation: Graph, engine: Engine) -> ValidationReport:
        """Check what belongs to no single report, and give the outcome."""
        reports = {item.report for item in self._coverage}
        self._findings += check_evidence_elsewhere(self.organisation, reports)
        self._findings += check_evidence_elsewhere(self.register, reports)
        self._findings += check_corrections(self.corrections, reports)
        self._findings += check_units(self.organisation, read_vocabulary())
        self._findings += validate_shapes("", organisation)
        self._findings += run_quality_queries(engine)
        return ValidationReport(_sorted(self._findings), self._coverage, self._reconciliations)


def check(
    reports: Sequence[MonitoringReport],
    organisation: Organisation,
    graphs: NamedGraphs,
    engine: Engine,
    *,
    thorough: bool = False,
    iris: Iris | None = None,
) -> ValidationReport:
    """Check reports, the organisation file and the graphs built from them."""
    iris = iris or Iris()
    checker = Checker(organisation, thorough=thorough)
    for report in reports:
        checker.add(report, graphs[iris.report_graph(report.entry.id)])
    return checker.finish(graphs[iris.graph("organisation")], engine)


def check_report(report: MonitoringReport, graphs: NamedGraphs, iris: Iris | None = None) -> list[Finding]:
    """Check one report alone."""
    graph = graphs[(iris or Iris()).report_graph(report.entry.id)]
    found = _findings(report, graph, list(reconcile(report)))
    return _sorted([*found, *run_quality_queries(EmbeddedEngine(memory_store(graphs)))])


def _findings(report: MonitoringReport, graph: Graph, reconciliations: Sequence[Reconciliation]) -> list[Finding]:
    return [
        *report.findings,
        *_checksum(report),
        *check_quotes(report),
        *find_copies(report),
        *validate_shapes(report.entry.id, graph),
        *(_difference(item) for item in reconciliations if item.verdict is Verdict.DIFFERS),
    ]


def _sorted(findings: list[Finding]) -> list[Finding]:
    order = list(Severity)
    return sorted(
        findings, key=lambda finding: (order.index(finding.severity), finding.report, finding.first, finding.rule)
    )


def _checksum(report: MonitoringReport) -> list[Finding]:
    if report.entry.sha256 in ("", report.sha256):
        return []
    message = f"{report.entry.file} is not the file that was catalogued (its checksum differs); review its corrections"
    return [Finding(Severity.WARNING, "changed-file", message, report.entry.id)]


def _difference(item: Reconciliation) -> Finding:
    message = f"stated total {write_number(item.stated)} of {item.what}: {item.why}"
    return Finding(Severity.NOTE, "total-differs", message, item.report, item.first, item.last)
