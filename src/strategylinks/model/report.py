"""A report as a whole: what it is, what it states, what was skipped, and what was found amiss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from strategylinks.model.facts import (
    CrossReference,
    DeviationNote,
    Element,
    ElementKind,
    Figure,
    LegendEntry,
    Note,
    Passage,
    ReportedTotal,
    Term,
)


class Severity(StrEnum):
    """Grade a finding."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SkippedLines:
    """Hold lines that no fact was read from, how many of them have text, and why."""

    first: int
    last: int
    reason: str
    text_line_count: int
    is_unread: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one thing that a reader of the graph ought to know, and where to look."""

    severity: Severity
    rule: str
    message: str
    report: str
    first: int = 0
    last: int = 0
    element: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold a strategic plan of a municipality."""

    id: str
    municipality: str
    title: str
    title_is_stated: bool


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """Hold what a report is; whatever the document does not state itself is marked as inferred.

    An extract prints only a part of what its own totals count. ``scopes`` say in other languages what it covers.
    """

    id: str
    file: str
    plan: Plan
    title: str
    publisher: str
    start: date | None
    end: date | None
    scope: str
    inferred: frozenset[str]
    is_extract: bool = False
    sha256: str = ""
    scopes: Mapping[str, str] = field(default_factory=dict)

    @property
    def municipality(self) -> str:
        """Give the municipality whose plan the report follows up."""
        return self.plan.municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringReport:
    """Hold everything that was read from one report."""

    entry: CatalogueEntry
    layout: str
    status_scale: str
    sha256: str
    byte_count: int
    lines: tuple[str, ...] = field(repr=False)
    text_line_count: int
    elements: tuple[Element, ...]
    references: tuple[CrossReference, ...] = ()
    deviations: tuple[DeviationNote, ...] = ()
    totals: tuple[ReportedTotal, ...] = ()
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    passages: tuple[Passage, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    skipped: tuple[SkippedLines, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def line_count(self) -> int:
        """Count the lines of the document."""
        return len(self.lines)

    def of_kind(self, kind: ElementKind) -> Iterator[Element]:
        """Iterate over the elements of a kind, in the order of the document."""
        return (element for element in self.elements if element.kind == kind)

    @property
    def unread_line_count(self) -> int:
        """Count the non-blank lines that were neither read nor skipped for a reason."""
        return sum(skip.text_line_count for skip in self.skipped if skip.is_unread)

    @property
    def skipped_line_count(self) -> int:
        """Count the non-blank lines that were skipped for a stated reason."""
        return sum(skip.text_line_count for skip in self.skipped if not skip.is_unread)
