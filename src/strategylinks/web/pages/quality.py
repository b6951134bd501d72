"""Data quality: what was read, which totals agree, what is missing or uncertain, and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyoxigraph as ox

from strategylinks.querying.asking import ask
from strategylinks.querying.library import select
from strategylinks.table import LANGUAGES, Column, Table, Value
from strategylinks.web.asking.answers import Shown, shown
from strategylinks.web.asking.wording import told
from strategylinks.web.checking.coverage import Coverage, measure
from strategylinks.web.checking.findings import MOST_REPORTS, Finding, find
from strategylinks.web.checking.totals import Total, reconcile
from strategylinks.web.facts.reasons import reason_in_words
from strategylinks.web.search.indexing import index_of
from strategylinks.web.site import Site
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit
from strategylinks.web.words import say

#: The questions of the library that find gaps, by the name of their section.
GAPS: Mapping[str, str] = {
    "ownerless": "actions-without-unit",
    "untold": "without-status-or-progress",
    "slogans": "slogan-goals",
    "loose": "loose-elements",
    "uncertain": "uncertain-facts",
}
_VERDICTS = ("differs", "unknown", "agrees")
#: So many rows of a list are shown; the question behind it has them all.
_SHOWN = 300
_COLUMNS = ("report", "text", "read", "skipped", "unread", *_VERDICTS, *GAPS, "findings", "corrections")


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold what the check of one report found."""

    coverage: Coverage
    totals: Sequence[Total]
    gaps: Mapping[str, Table]
    findings: Sequence[Finding] | None
    corrections: Sequence[Mapping[str, str | None]]

    def verdicts(self, verdict: str) -> list[Total]:
        """List the totals of a verdict."""
        return [total for total in self.totals if total.verdict == verdict]

    @property
    def numbers(self) -> dict[str, int | None]:
        """Give the numbers of the summary."""
        found = None if self.findings is None else len(self.findings)
        return {
            "text": self.coverage.text_lines,
            "read": self.coverage.read,
            "skipped": self.coverage.skipped,
            "unread": self.coverage.unread,
            **{verdict: len(self.verdicts(verdict)) for verdict in _VERDICTS},
            **{name: len(table) for name, table in self.gaps.items()},
            "findings": found,
            "corrections": len(self.corrections),
            "rounding": sum(1 for total in self.totals if total.why == "rounding"),
        }


def checked(site: Site, report: str) -> Checked:
    """Check one report, once for each graph."""
    return site.shelf.get(f"checked {report}", lambda: _checked(site, report))


def _checked(site: Site, report: str) -> Checked:
    found = None
    if len(site.reports) <= MOST_REPORTS:
        everything = site.shelf.get("findings", lambda: find(site))
        found = [finding for finding in everything if finding.report == report]
    return Checked(
        measure(site, report),
        reconcile(site, report),
        {name: ask(question, site.engine, report=report) for name, question in GAPS.items()},
        found,
        list(select(site.engine, "pages/quality-corrections", report=ox.Literal(report))),
    )


def show_summary(visit: Visit) -> View:
    """Show one row of numbers for each report, each leading to its list."""
    reports = list(visit.site.reports)[-MOST_REPORTS:]
    numbers = {report: checked(visit.site, report).numbers for report in reports}
    rows: list[dict[str, Value]] = [
        {"report": report, **{name: found[name] for name in _COLUMNS[1:]}} for report, found in numbers.items()
    ]
    columns = [Column(name, _heading(f"quality.{name}")) for name in _COLUMNS]
    table = Table("quality", _heading("quality.title"), columns, rows)
    content = {"numbers": numbers, "gaps": list(GAPS), "verdicts": _VERDICTS, "sums": _sums(numbers)}
    return View(visit.say("quality.title"), "quality.html.jinja", content, {}, [table])


def _heading(key: str) -> dict[str, str]:
    return {language: say(language, key) for language in LANGUAGES}


def _sums(numbers: Mapping[str, Mapping[str, int | None]]) -> dict[str, int]:
    return {name: sum(found[name] or 0 for found in numbers.values()) for name in (*_COLUMNS[1:], "rounding")}


def show_report(visit: Visit) -> View:
    """Show all about one report: its lines, totals, gaps, findings and corrections."""
    report = visit.report()
    found = checked(visit.site, report)
    totals = _totals_table(visit, found)
    findings = _findings_table(visit, found.findings or [])
    corrections = _corrections_table(visit, report, found)
    content = {
        "report": visit.site.reports[report],
        "checked": found,
        "numbers": found.numbers,
        "verdicts": _VERDICTS,
        "gaps": {name: _laid_out(visit, table) for name, table in found.gaps.items()},
        "questions": GAPS,
        "findings": findings,
        "limit": _SHOWN,
        "reason": partial(reason_in_words, visit),
    }
    title = visit.say("quality.title-of", report=visit.site.reports[report].short)
    tables = [totals, *found.gaps.values(), findings, corrections]
    return View(title, "quality-of.html.jinja", content, {"numbers": found.numbers}, tables)


def _laid_out(visit: Visit, table: Table) -> Shown:
    """Lay out a list without its column of the report, which the page names already."""
    kept = [column for column in table.columns if column.name not in ("report", "posts", "fact")]
    columns = [*kept, Column("report", is_iri=True)]
    return shown(visit, Table(table.name, table.title, columns, table.rows), 0, _SHOWN)


def _totals_table(visit: Visit, found: Checked) -> Table:
    names = ("what", "status", "stated", "read-value", "verdict", "why", "first", "last")
    columns = [Column(name, _heading(f"quality.column-{name}")) for name in names]
    rows: list[dict[str, Value]] = [
        {
            "what": one.what or visit.say("quality.whole-report"),
            "status": one.status,
            "stated": one.stated,
            "read-value": one.read,
            "verdict": visit.say(f"quality.{one.verdict}"),
            "why": visit.say(f"quality.why-{one.why}"),
            "first": one.first,
            "last": one.last,
        }
        for one in found.totals
    ]
    return Table("totals", _heading("quality.totals"), columns, rows)


def _findings_table(visit: Visit, findings: Sequence[Finding]) -> Table:
    names = ("rule", "severity", "name", "message", "report", "first", "last")
    columns = [Column(name, _heading(f"quality.column-{name}")) for name in names]
    columns.append(Column("element", {"en": "IRI"}, is_iri=True))
    known = index_of(visit.site).things({one.iri for one in findings})
    rows: list[dict[str, Value]] = []
    for one in findings:
        thing = known.get(one.iri)
        rows.append(
            {
                "rule": told(visit, f"rule.{one.rule}") or one.title,
                "severity": visit.say(f"quality.{one.severity}"),
                "name": f"{thing.code} {thing.name}".strip() if thing else "",
                "message": one.message,
                "report": one.report,
                "first": one.first,
                "last": one.last,
                "element": one.iri,
            }
        )
    return Table("findings", _heading("quality.findings"), columns, rows)


def _corrections_table(visit: Visit, report: str, found: Checked) -> Table:
    names = ("kind", "issued", "reason", "facts", "first", "last")
    columns = [Column(name, _heading(f"quality.column-{name}")) for name in names]
    rows: list[dict[str, Value]] = [
        {
            "kind": visit.say("quality.review" if is_review(one["id"] or "") else "quality.correction"),
            "issued": one["issued"],
            "reason": one["reason"],
            "facts": int(one["facts"] or 0),
            "first": int(one["first"] or 0),
            "last": int(one["last"] or 0),
        }
        for one in found.corrections
    ]
    return Table(f"corrections-{report}", _heading("quality.corrections"), columns, rows)


def is_review(name: str) -> bool:
    """Tell whether a decision only says that the reading is right."""
    return name.endswith("-reviewed")


def show_mappings(visit: Visit) -> View:
    """Show what does not fit together in what people confirmed about pairs of reports."""
    findings = visit.site.shelf.get("findings between", lambda: find(visit.site, between=True))
    table = _findings_table(visit, findings)
    content: dict[str, Any] = {"findings": table}
    return View(visit.say("quality.between"), "quality-between.html.jinja", content, {}, [table])


def addresses(site: Site) -> Iterable[Mapping[str, str]]:
    """List the pages: one for each report."""
    return [{"report": report} for report in site.reports]


PAGES: Sequence[Page] = (
    Page("quality", "quality", Section.QUALITY, show_summary),
    Page("quality-between", "quality/between-reports", Section.QUALITY, show_mappings),
    Page("quality-of", "quality/{report}", Section.QUALITY, show_report, addresses),
)
