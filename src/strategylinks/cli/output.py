"""How the command line shows what was done: tables for people, JSON for programs."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from rich.console import Console, Group
from rich.panel import Panel
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from strategylinks.adding import Added
from strategylinks.cli.tables import coverage_table, findings_table, reconciliation_table, summary_table
from strategylinks.errors import StrategyLinksError, WorkspaceError
from strategylinks.model import ElementKind, Severity
from strategylinks.reasoning.hermit import ReasonerResult, ReasonerSkipped
from strategylinks.validation.check import ValidationReport
from strategylinks.validation.reconciliation import Verdict
from strategylinks.views.files import flat, to_json
from strategylinks.views.summary import ReportSummary
from strategylinks.workspace import Workspace

#: What a shell reports of a command that wrote into a pipe that nobody reads any more (128 + SIGPIPE).
_BROKEN_PIPE = 141
#: What a check tells of the reasoner: what it found, why it did not run, or nothing where nobody asked.
Reasoning = ReasonerResult | ReasonerSkipped | None
#: How many of the things that the reasoner classified are shown.
_SHOWN = 10
#: The width of tables that go to a file or a pipe.
_WIDTH = 120
_KINDS = tuple(kind.value for kind in ElementKind)
_MARKDOWN = ("report", *(f"{kind}s" for kind in _KINDS), "indicators", "figures", "terms", "spans")


class _Console(Console):
    """Print to standard output; where nobody reads it any more, stop quietly, as in ``… | head -1``."""

    def on_broken_pipe(self) -> None:
        leave_pipe()


def console() -> Console:
    """Give the console: standard output, with a fixed width where it is no terminal."""
    screen = _Console(highlight=False)
    return screen if screen.is_terminal else _Console(width=_WIDTH, highlight=False)


@contextlib.contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far a long work is; give a function that is told how much there is, and is done."""
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task(title, total=None)

        def tell(total: int, done: int) -> None:
            bar.update(task, total=total, completed=done)

        yield tell


def leave_pipe() -> NoReturn:
    """Stop where nobody reads the output any more; what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(_BROKEN_PIPE)


def show_error(error: StrategyLinksError) -> None:
    """Show what is wrong, where, and what to do, on standard error."""
    tell(Text("error: ", style="bold red") + Text(str(error), style="default"))


def show_warning(error: StrategyLinksError, consequence: str) -> None:
    """Show what is wrong, and what comes of it, on standard error."""
    tell(Text("warning: ", style="bold yellow") + Text(f"{error}\n{consequence}", style="default"))


def tell(text: Text | str) -> None:
    """Say something beside the answer, on standard error."""
    Console(stderr=True, soft_wrap=True).print(text)


def show_summary(summaries: Sequence[ReportSummary], workspace: Workspace, *, as_json: bool) -> None:
    """Show the build summary and where to look next."""
    if as_json:
        _print_json([summary.row() for summary in summaries])
        return
    screen = console()
    screen.print(summary_table([summary.row() for summary in summaries]))
    screen.print(Text(f"The graph is in {workspace.store}."), soft_wrap=True)
    if not summaries:
        screen.print("The catalogue lists no reports yet. Next: strategylinks add REPORT.txt")
        return
    screen.print("Next:")
    for command, purpose in _NEXT:
        screen.print(f"  [bold]{command:<58}[/] {purpose}", soft_wrap=True)


def show_reports(rows: Sequence[Mapping[str, Any]], *, as_json: bool, as_markdown: bool) -> None:
    """Show the reports that are loaded."""
    if as_json:
        _print_json(rows)
    elif as_markdown:
        _write(markdown_table(rows).encode())
    elif rows:
        console().print(summary_table(rows))
    else:
        console().print("The catalogue lists no reports yet. Add one with: strategylinks add REPORT.txt")


def markdown_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write the counts per report as a Markdown table, as the README carries it."""
    headings = (*_MARKDOWN, "lines read / skipped / unread", "totals ✓ / ≠ / ?", "errors / warnings / notes")
    lines = ["| " + " | ".join(headings) + " |", "|---|" + "---:|" * (len(headings) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(_markdown_cells(row)) + " |" for row in rows)]) + "\n"


def _markdown_cells(row: Mapping[str, Any]) -> list[str]:
    lines = f"{row['lines_read']} / {row['lines_skipped']} / {row['lines_unread']}"
    totals = " / ".join(str(row["totals"].get(verdict.value, 0)) for verdict in Verdict)
    findings = " / ".join(str(row["findings"][severity.value]) for severity in Severity)
    return [*(str(row[field]) for field in _MARKDOWN), lines, totals, findings]


def show_check(result: ValidationReport, reasoning: Reasoning, *, as_json: bool) -> None:
    """Show the outcome of a check."""
    if as_json:
        _print_json(_check_as_data(result, reasoning))
        return
    screen = console()
    screen.print(coverage_table(result.coverage))
    if result.reconciliations:
        screen.print(reconciliation_table(result.reconciliations))
    if result.findings:
        screen.print(findings_table(result.findings))
    for line in _reasoning_lines(reasoning):
        screen.print(Text(line), soft_wrap=True)
    counts = ", ".join(counted(len(result.of_severity(severity)), severity.value) for severity in Severity)
    screen.print(f"[bold]{counts}[/] in {counted(len(result.coverage), 'report')}.")


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: 1 note, 2 notes."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def show_cards(cards: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Show elements with everything known about them."""
    if as_json:
        _print_json(cards)
        return
    screen = console()
    for card in cards:
        screen.print(_card(card))


def show_added(added: Added, *, as_json: bool) -> None:
    """Show what was read from a report that was added."""
    entry = added.report.entry
    counts = {kind: sum(1 for e in added.report.elements if e.kind.value == kind) for kind in _KINDS}
    if as_json:
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
    screen = console()
    numbers = ", ".join(counted(number, kind) for kind, number in counts.items() if number)
    screen.print(f"[bold]{entry.id}[/] was loaded as {added.report.layout}: {numbers}.")
    screen.print(
        f"{added.coverage.read} lines read, {added.coverage.skipped} skipped, {added.coverage.unread} not understood."
    )
    if entry.inferred:
        screen.print(f"Inferred, please look over in data/catalogue.toml: {', '.join(sorted(entry.inferred))}.")
    if added.reconciliations:
        screen.print(reconciliation_table(added.reconciliations))
    if added.findings:
        screen.print(findings_table(added.findings))


def show_new_workspace(workspace: Workspace) -> None:
    """Say what was made, and what to do with it."""
    screen = console()
    screen.print(Text(f"Made a workspace in {workspace.root}."), soft_wrap=True)
    screen.print("Next: fill in data/organisation.toml, then run")
    command = f"  strategylinks add REPORT.txt --workspace {shlex.quote(str(workspace.root))}"
    screen.print(Text(command, style="bold"), soft_wrap=True)


def write_export(content: bytes, to: Path | None) -> None:
    """Write an export to a file, in one step, or to standard output."""
    if to is None:
        _write(content)
    elif to.exists() and not to.is_file() and not to.is_dir():
        to.write_bytes(content)
    else:
        _replace(to, content)


def _replace(to: Path, content: bytes) -> None:
    fresh = to.parent / f".{to.name}.new"
    try:
        fresh.write_bytes(content)
        fresh.replace(to)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise WorkspaceError(
            f"cannot be written: {error.strerror}", where=to, do="Check the path and the rights."
        ) from error


_NEXT = (
    ("strategylinks show C5", "one element, with the lines that say it"),
    ("strategylinks check", "coverage, totals and findings"),
    ("strategylinks export elements -f xlsx -o elements.xlsx", "a table for spreadsheets"),
)


def has_findings(result: ValidationReport, reasoning: Reasoning) -> bool:
    """Tell whether a check found anything."""
    return bool(result.findings) or (isinstance(reasoning, ReasonerResult) and not reasoning.is_sound)


def _reasoning_lines(reasoning: Reasoning) -> Iterator[str]:
    if isinstance(reasoning, ReasonerSkipped):
        yield f"HermiT: skipped: {reasoning.skipped}"
    elif isinstance(reasoning, ReasonerResult):
        verdict = "consistent" if reasoning.consistent else "contradictory"
        yield f"HermiT: the graph is {verdict}; classes that can have no instance: {len(reasoning.unsatisfiable)}."
        yield from (f"  {name} can have no instance" for name in reasoning.unsatisfiable)
        if reasoning.classified:
            yield f"HermiT: what {counted(len(reasoning.classified), 'thing')} must be too, although no graph says so:"
        yield from (f"  {name} is a {parent}" for name, parent in reasoning.classified[:_SHOWN])
        if len(reasoning.classified) > _SHOWN:
            yield "  … and the others with --json"


def _check_as_data(result: ValidationReport, reasoning: Reasoning) -> dict[str, Any]:
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
        place = f"line {remark['line']}" if remark["line"] else ""
        facts.add_row(Text(remark["kind"], style="bold"), Text(": ".join(filter(None, [place, remark["text"]]))))
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
        + Text(f"{_words(source['what'])}: ", style="bold dim")
        + Text(f"“{' '.join(source['quote'].split())}”", style="italic")
    )


def _words(name: str) -> str:
    """Write the name of a class in words: "StatusAssessment" as "status assessment"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _print_json(data: object) -> None:
    _write(to_json(data).encode())


def _write(content: bytes) -> None:
    """Write bytes to standard output: UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
