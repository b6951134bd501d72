"""Coverage: every non-blank line of a document was read, or is listed as skipped with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from strategylinks.model import MonitoringReport


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count the non-blank lines of a document by what became of them."""

    report: str
    text_lines: int
    read: int
    skipped: int
    unread: int
    reasons: Mapping[str, int]

    @property
    def share(self) -> float:
        """Give the share of non-blank lines that are accounted for, from 0 to 1."""
        return 1 - self.unread / self.text_lines if self.text_lines else 1.0


def measure_coverage(report: MonitoringReport) -> Coverage:
    """Count what became of each non-blank line of a report."""
    reasons: Counter[str] = Counter()
    for skip in report.skipped:
        if not skip.is_unread:
            reasons[skip.reason] += skip.text_line_count
    skipped, unread = report.skipped_line_count, report.unread_line_count
    return Coverage(
        report=report.entry.id,
        text_lines=report.text_line_count,
        read=report.text_line_count - skipped - unread,
        skipped=skipped,
        unread=unread,
        reasons=dict(reasons.most_common()),
    )
