"""How the command line shows what was done: tables for people, JSON for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from strategylinks.adding import Added
from strategylinks.errors import StrategyLinksError, WorkspaceError
from strategylinks.model import Finding, Severity
from strategylinks.reasoning.hermit import ReasonerResult
from strategylinks.validation.check import ValidationReport
from strategylinks.validation.reconciliation import Reconciliation, Verdict
from strategylinks.views.files import flat, to_json
from strategylinks.views.summary import ReportSummary
from strategylinks.workspace import Workspace

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_MARK = {Verdict.AGREES: "✓", Verdict.DIFFERS: "≠", Verdict.UNCHECKABLE: "?"}
#: How many findings of one rule are shown before the rest is only counted.
_SHOWN = 5


def _console() -> Console:
    # Off a terminal, lines are not wrapped: programs read them.
    console = Console()
    return console if console.is_terminal else Console(width=200)


def show_error(error: StrategyLinksError) -> None:
    """Show what is wrong, where, and what to do, on standard error."""
    Console(stderr=True, soft_wrap=True).print(Text("error: ", style="bold red") + Text(str(error), style="default"))


def show_summary(summaries: Sequence[ReportSummary], workspace: Workspace, *, as_json: bool) -> None:
    """Show the build summary and where to look next."""
    if as_json:
        _print_json([summary.row() for summary in summaries])
        return
    console = _console()
    console.print(_summary_table([summary.row() for summary in summaries]))
    console.print(f"The graph is in {workspace.store}.", soft_wrap=True)
    console.print(
        "Next: [bold]strategylinks show C5[/] · [bold]strategylinks check[/] · "
        "[bold]strategylinks export elements --format xlsx --output elements.xlsx[/]"
    )


def show_reports(rows: Sequence[Mapping[str, Any]], *, as_json: bool, as_markdown: bool) -> None:
    """Show the reports that are loaded."""
    if as_json:
        _print_json(rows)
    elif as_markdown:
        sys.stdout.write(markdown_table(rows))
    else:
        _console().print(_summary_table(rows))


def markdown_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write the counts per report as a Markdown table, as the README carries it."""
    cells = [_summary_cells(row) for row in rows]
    lines = ["| " + " | ".join(_HEADINGS) + " |", "|" + "---|" * len(_HEADINGS)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in cells)]) + "\n"


def show_check(result: ValidationReport, reasoning: ReasonerResult | None, *, as_json: bool) -> None:
    """Show the outcome of a check."""
    if as_json:
        _print_json(_check_as_data(result, reasoning))
        return
    console = _console()
    console.print(_coverage_table(result))
    if result.reconciliations:
        console.print(_reconciliation_table(result.reconciliations))
    console.print(_findings_table(result.findings))
    if reasoning is not None:
        verdict = "consistent" if reasoning.consistent else "inconsistent"
        console.print(f"HermiT: {verdict}, {len(reasoning.unsatisfiable)} unsatisfiable classes")
    counts = ", ".join(f"{len(result.of_severity(severity))} {severity.value}s" for severity in Severity)
    console.print(Text(counts, style="bold"))


def show_cards(cards: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Show elements with everything known about them."""
    if as_json:
        _print_json(cards)
        return
    console = _console()
    for card in cards:
        console.print(_card(card))


def show_added(added: Added, *, as_json: bool) -> None:
    """Show what was read from a report that was added."""
    entry = added.report.entry
    if as_json:
        counts = {kind: sum(1 for e in added.report.elements if e.kind.value == kind) for kind in _KINDS}
        _print_json(
            {
                "report": entry.id,
                "plan": entry.plan.id,
                "layout": added.report.layout,
                "elements": counts,
                "coverage": asdict(added.coverage),
                "reconciliations": [asdict(item) for item in added.reconciliations],
                "findings": [asdict(finding) for finding in added.findings],
            }
        )
        return
    console = _console()
    counts_text = ", ".join(f"{sum(1 for e in added.report.elements if e.kind.value == k)} {k}s" for k in _KINDS)
    console.print(f"[bold]{entry.id}[/] was loaded as {added.report.layout}: {counts_text}.")
    console.print(
        f"Inferred, please look over in data/catalogue.toml: {', '.join(sorted(entry.inferred)) or 'nothing'}."
    )
    console.print(
        f"{added.coverage.read} lines read, {added.coverage.skipped} skipped, {added.coverage.unread} not understood."
    )
    if added.findings:
        console.print(_findings_table(added.findings))


def show_new_workspace(workspace: Workspace) -> None:
    """Say what was made, and what to do with it."""
    console = _console()
    console.print(f"Made a workspace in {workspace.root}.", soft_wrap=True)
    console.print("Fill in data/organisation.toml, then run: strategylinks add REPORT.txt --workspace DIR")


def write_export(content: bytes, to: Path | None) -> None:
    """Write an export to a file, in one step, or to standard output."""
    if to is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    fresh = to.with_name(f".{to.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(to)
    except OSError as error:
        raise WorkspaceError(
            f"cannot be written: {error.strerror}", where=to, do="Check the path and the rights."
        ) from error


def has_findings(result: ValidationReport, reasoning: ReasonerResult | None) -> bool:
    """Tell whether a check found anything."""
    return bool(result.findings) or (reasoning is not None and not reasoning.is_sound)


_KINDS = ("programme", "goal", "flagship", "action")
_HEADINGS = (
    "report",
    "programmes",
    "goals",
    "flagships",
    "actions",
    "indicators",
    "figures",
    "terms",
    "spans",
    "lines read / skipped / unread",
    "totals ✓ / ≠ / ?",
    "errors / warnings / notes",
)


def _summary_cells(row: Mapping[str, Any]) -> list[str]:
    counted = [str(row[name]) for name in _HEADINGS[1:9]]
    lines = f"{row['lines_read']} / {row['lines_skipped']} / {row['lines_unread']}"
    totals = " / ".join(str(row["totals"].get(verdict.value, 0)) for verdict in Verdict)
    findings = " / ".join(str(row["findings"][severity.value]) for severity in Severity)
    return [row["report"], *counted, lines, totals, findings]


def _summary_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(title="What was read", title_justify="left")
    for number, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="left" if number == 0 else "right", overflow="fold")
    for row in rows:
        table.add_row(*_summary_cells(row))
    return table


def _coverage_table(result: ValidationReport) -> Table:
    table = Table(title="Coverage: what became of every non-blank line", title_justify="left")
    for heading in ("report", "lines", "read", "skipped", "not understood", "skipped because"):
        table.add_column(heading, justify="left" if heading in {"report", "skipped because"} else "right")
    for item in result.coverage:
        reasons = "; ".join(f"{reason} ({count})" for reason, count in item.reasons.items())
        table.add_row(item.report, str(item.text_lines), str(item.read), str(item.skipped), str(item.unread), reasons)
    return table


def _reconciliation_table(items: Sequence[Reconciliation]) -> Table:
    table = Table(title="Reconciliation: totals that the reports state", title_justify="left")
    for heading in ("report", "lines", "total of", "stated", "", "why"):
        table.add_column(heading, justify="right" if heading == "stated" else "left", overflow="fold")
    for item in items:
        place = f"{item.first}–{item.last}" if item.last > item.first else str(item.first)
        table.add_row(item.report, place, item.what, str(item.stated), _MARK[item.verdict], Text(item.why))
    return table


def _findings_table(findings: Sequence[Finding]) -> Table:
    table = Table(title="Findings", title_justify="left")
    for heading in ("", "rule", "place", "what"):
        table.add_column(heading, overflow="fold")
    shown: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (finding.report, finding.rule)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= _SHOWN:
            table.add_row(
                Text(finding.severity.value, style=_STYLE[finding.severity]),
                finding.rule,
                f"{finding.report}:{finding.first}" if finding.first else finding.report,
                Text(finding.message),
            )
    for (report, rule), count in shown.items():
        if count > _SHOWN:
            table.add_row("", rule, report, f"… and {count - _SHOWN} more; all of them with --json")
    return table


def _check_as_data(result: ValidationReport, reasoning: ReasonerResult | None) -> dict[str, Any]:
    return {
        "findings": [asdict(finding) for finding in result.findings],
        "coverage": [{**asdict(item), "share": item.share} for item in result.coverage],
        "reconciliations": [asdict(item) for item in result.reconciliations],
        "reasoner": None if reasoning is None else asdict(reasoning),
    }


def _card(card: Mapping[str, Any]) -> Panel:
    facts = Table.grid(padding=(0, 2))
    for field in ("programme", "goal", "flagship", "units", "responsible", "status", "status_source", "indicators"):
        if card[field]:
            facts.add_row(Text(field.replace("_", " "), style="bold"), Text(flat(card[field])))
    for target in card["targets"]:
        facts.add_row(Text("target", style="bold"), Text(flat(target)))
    for field in ("risks", "progress", "confidence"):
        if card[field]:
            facts.add_row(Text(field, style="bold"), Text(str(card[field])))
    for part in card["parts"]:
        facts.add_row(Text(part["kind"], style="bold"), Text(_line_of(part)))
    for remark in card["remarks"]:
        place = f"line {remark['line']}: " if remark["line"] else ""
        facts.add_row(Text(remark["kind"], style="bold"), Text(f"{place}{remark['text']}"))
    sources = [_source(source, card["report"]) for source in card["sources"]]
    title = " ".join(filter(None, [card["kind"], card["code"], card["name"]]))
    return Panel(Group(facts, Text(), *sources), title=Text(title), subtitle=Text(card["iri"]), title_align="left")


def _line_of(part: Mapping[str, Any]) -> str:
    return " ".join(
        filter(None, [part["code"], part["name"], f"[{flat(part['units'])}]" if part["units"] else "", part["status"]])
    )


def _source(source: Mapping[str, Any], report: str) -> Text:
    first, last = source["lines"]
    place = f"{report}:{first}" + (f"–{last}" if last > first else "")
    return (
        Text(f"{place} ", style="dim")
        + Text(f"{source['what']}: ", style="bold dim")
        + Text(f"“{source['quote']}”", style="italic")
    )


def _print_json(data: object) -> None:
    sys.stdout.write(to_json(data))
