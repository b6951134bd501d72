"""The tables that the command line draws for people; they fit a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from strategylinks.loading.numbers import write_number
from strategylinks.model import Finding, Severity
from strategylinks.validation.coverage import Coverage
from strategylinks.validation.reconciliation import Reconciliation, Verdict

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MARK = {
    Verdict.AGREES: Text("✓", style="green"),
    Verdict.DIFFERS: Text("≠", style="bold yellow"),
    Verdict.UNCHECKABLE: Text("?", style="dim"),
}
#: How many findings of one rule in one report are shown before the rest is only counted.
_SHOWN = 5
#: The columns of the summary: heading, as broken over lines, and field of the row.
_COUNTS = (
    ("pro-\ngram-\nmes", "programmes"),
    ("\n\ngoals", "goals"),
    ("\nflag-\nships", "flagships"),
    ("\n\nactions", "actions"),
    ("\nindi-\ncators", "indicators"),
    ("\nfig-\nures", "figures"),
    ("\n\nterms", "terms"),
    ("\nsource\nspans", "spans"),
)


def summary_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Draw what was read from each report."""
    table = _table("What was read", gap=0)
    table.add_column("\n\nreport", overflow="fold")
    for heading, _ in _COUNTS:
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in ("\ncover-\nage", "\ntotals\n✓/≠/?", "errors/\nwarnings/\nnotes"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        totals = "/".join(str(row["totals"].get(verdict.value, 0)) for verdict in Verdict)
        findings = "/".join(str(row["findings"][severity.value]) for severity in Severity)
        counts = [str(row[field]) for _, field in _COUNTS]
        table.add_row(Text(row["report"]), *counts, percent(row["coverage"]), totals, findings)
    return table


def percent(share: float) -> str:
    """Write a share so that only a whole one is 100 %."""
    return f"{int(share * 1000) / 10:g} %"


def coverage_table(items: Iterable[Coverage]) -> Table:
    """Draw what became of every non-blank line."""
    table = _table("Coverage: what became of every non-blank line")
    for heading in ("report", "lines", "read", "skipped", "not under-\nstood", "skipped because"):
        table.add_column(heading, justify=_numbers_right(heading, "report", "skipped because"), overflow="fold")
    for item in items:
        reasons = Text("; ".join(f"{reason} ({count})" for reason, count in item.reasons.items()))
        counts = (str(number) for number in (item.text_lines, item.read, item.skipped, item.unread))
        table.add_row(Text(item.report), *counts, reasons)
    return table


def reconciliation_table(items: Iterable[Reconciliation]) -> Table:
    """Draw the totals that reports state; those of one table that agree, or share a reason, stand on one line."""
    table = _table("Reconciliation: totals that the reports state")
    for heading in ("place", "total of", "stated", "", "why"):
        table.add_column(heading, justify="right" if heading == "stated" else "left", overflow="fold")
    for group in _groups(items):
        one = group[0]
        place = _place(one.report, min(item.first for item in group), max(item.last for item in group))
        if len(group) == 1:
            table.add_row(place, Text(one.what), write_number(one.stated), _MARK[one.verdict], Text(one.why))
        else:
            why = "all of them agree with what was read" if one.verdict is Verdict.AGREES else one.why
            table.add_row(place, Text(one.group), f"{len(group)} totals", _MARK[one.verdict], Text(why))
    return table


def findings_table(findings: Iterable[Finding]) -> Table:
    """Draw findings, the first few of each rule in each report."""
    table = _table("Findings")
    for heading in ("", "place", "what"):
        table.add_column(heading, overflow="fold")
    alike: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in findings:
        alike.setdefault((finding.severity, finding.report, finding.rule), []).append(finding)
    for (severity, report, rule), group in alike.items():
        for finding in group[:_SHOWN]:
            what = Text(finding.message) + Text(f" ({rule})", style="dim")
            table.add_row(_graded(severity), _place(report, finding.first, finding.first), what)
        if len(group) > _SHOWN:
            rest = f"… and {len(group) - _SHOWN} more ({rule}); all of them with --json"
            table.add_row(_graded(severity), Text(report), Text(rest, style="dim"))
    return table


def _table(title: str, gap: int = 1) -> Table:
    return Table(
        title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False, padding=(0, gap, 0, 0)
    )


def _groups(items: Iterable[Reconciliation]) -> list[list[Reconciliation]]:
    """Put agreeing totals of one table together, and uncheckable ones with one reason; each difference stands alone."""
    groups: dict[object, list[Reconciliation]] = {}
    for item in items:
        why = item.why if item.verdict is Verdict.UNCHECKABLE else ""
        alike = (item.report, item.group, item.verdict, why)
        groups.setdefault(id(item) if item.verdict is Verdict.DIFFERS else alike, []).append(item)
    return list(groups.values())


def _numbers_right(heading: str, *texts: str) -> Literal["left", "right"]:
    return "left" if heading in texts else "right"


def _graded(severity: Severity) -> Text:
    return Text(severity.value, style=_STYLE[severity])


def _place(report: str, first: int, last: int) -> Text:
    lines = f":{first}–{last}" if last > first else f":{first}" if first else ""
    return Text(f"{report or 'workspace'}{lines}")
