"""The build summary: per report what was read, how much of it, and what was found amiss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rdflib import Graph
from rdflib.namespace import RDF

from strategylinks.graph.dataset import NamedGraphs
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL
from strategylinks.model import ElementKind, MonitoringReport, Severity
from strategylinks.validation.check import ValidationReport
from strategylinks.validation.coverage import Coverage, measure_coverage


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """Hold the numbers of one report."""

    report: str
    title: str
    municipality: str
    period: str
    layout: str
    elements: Mapping[str, int]
    indicators: int
    figures: int
    terms: int
    spans: int
    triples: int
    coverage: Coverage
    totals: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Flatten the summary to one row of a table."""
        return {
            "report": self.report,
            "title": self.title,
            "municipality": self.municipality,
            "period": self.period,
            "layout": self.layout,
            **{f"{kind}s": self.elements.get(kind, 0) for kind in ElementKind},
            "indicators": self.indicators,
            "figures": self.figures,
            "terms": self.terms,
            "spans": self.spans,
            "triples": self.triples,
            "lines": self.coverage.text_lines,
            "lines_read": self.coverage.read,
            "lines_skipped": self.coverage.skipped,
            "lines_unread": self.coverage.unread,
            "coverage": round(self.coverage.share, 4),
            "totals": dict(self.totals),
            "findings": dict(self.findings),
        }


def summarise(
    reports: Sequence[MonitoringReport], graphs: NamedGraphs, result: ValidationReport, iris: Iris | None = None
) -> list[ReportSummary]:
    """Sum up each report."""
    iris = iris or Iris()
    counts = [count_report(report, graphs[iris.report_graph(report.entry.id)]) for report in reports]
    return [with_outcome(summary, result) for summary in counts]


def with_outcome(summary: ReportSummary, result: ValidationReport) -> ReportSummary:
    """Add what a check found to the counts of a report."""
    verdicts = Counter(item.verdict.value for item in result.reconciliations if item.report == summary.report)
    severities = Counter(finding.severity.value for finding in result.of_report(summary.report))
    findings = {severity.value: severities[severity.value] for severity in Severity}
    return replace(summary, totals=dict(verdicts), findings=findings)


def count_report(report: MonitoringReport, graph: Graph) -> ReportSummary:
    """Count what was read from a report, and what its graph holds."""
    entry = report.entry
    return ReportSummary(
        report=entry.id,
        title=entry.title,
        municipality=entry.municipality,
        period=f"{entry.start} – {entry.end}" if entry.start and entry.end else "unknown",
        layout=report.layout,
        elements=Counter(element.kind.value for element in report.elements),
        indicators=sum(len(element.indicators) for element in report.elements),
        figures=len(report.figures),
        terms=len(report.terms),
        spans=sum(1 for _ in graph.subjects(RDF.type, SL.SourceSpan)),
        triples=len(graph),
        coverage=measure_coverage(report),
    )
