"""The command that compares reports.

What compares them is imported when it is needed: numpy and NetworkX take longer than most commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from strategylinks.alignment.mappings import MappingSet
from strategylinks.alignment.naming import find_report
from strategylinks.alignment.sssom import read_mappings
from strategylinks.cli import answers, output
from strategylinks.cli.app import LanguageOption, OutputOption, StoreOption, WorkspaceOption, open_session
from strategylinks.comparison.parts import Comparison, Section
from strategylinks.comparison.texts import section_names
from strategylinks.engines.engine import Engine
from strategylinks.errors import QueryError
from strategylinks.table import in_language
from strategylinks.views.comparison_tables import pair_title, to_table
from strategylinks.views.formats import ComparisonFormat

_BY_SUFFIX = {f".{form.value}": form for form in ComparisonFormat} | {".md": ComparisonFormat.MARKDOWN}
#: What is shown where nobody asks for a section.
_FIRST = ("outcomes", "similarity", "structure", "responsibility", "sharing", "statuses")
#: The section that goes through all reports, and not through two.
_CHAIN = "chain"


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(compare)


def compare(
    context: typer.Context,
    earlier: Annotated[
        str | None, typer.Argument(help="The earlier report: an id, a plan, a municipality or a year.")
    ] = None,
    later: Annotated[str | None, typer.Argument(help="The later report.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Compare all reports of the municipality that has most, one after the other.")
    ] = False,
    section: Annotated[
        str | None, typer.Option("--section", "-s", help="Show one section, with the rows behind its numbers.")
    ] = None,
    form: Annotated[
        ComparisonFormat | None,
        typer.Option("--format", "-f", help="markdown, json, xlsx or html; default: what the file's name says."),
    ] = None,
    to: OutputOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Tell what became of a strategy: *strategylinks compare 2017 2024*.

    Counts what people have reviewed in data/mappings/; what is only proposed stands by itself.
    """
    _check(section, form, to, everything=everything)
    session = open_session(context, workspace, store)
    sets = read_mappings(session.workspace.mappings)
    comparisons, steps = _compared(session.engine(), sets, earlier, later, everything=everything)
    known = form or (_BY_SUFFIX.get(to.suffix) if to else None)
    if known:
        from strategylinks.views.comparison_files import write_comparison

        output.write_export(write_comparison(comparisons, known, language, steps), to)
        return
    if section == _CHAIN:
        _show_chain(comparisons[:steps], comparisons[steps:], language)
        return
    for comparison in comparisons:
        _show(comparison, section, language)


def _compared(
    engine: Engine, sets: Sequence[MappingSet], earlier: str | None, later: str | None, *, everything: bool
) -> tuple[list[Comparison], int]:
    """Compare what was asked for; also say how many of the comparisons follow each other."""
    from strategylinks.comparison.chains import compare_all
    from strategylinks.comparison.comparing import compare as compare_reports
    from strategylinks.comparison.pairing import mappings_of

    if everything and earlier is None:
        chain = compare_all(engine, sets)
        return list(chain), len(chain.steps)
    if everything or earlier is None or later is None:
        raise QueryError(
            "a comparison is of two reports, or of all with --all alone",
            do="Run: strategylinks compare EARLIER LATER; see 'strategylinks reports'.",
        )
    first, second = find_report(engine, earlier), find_report(engine, later)
    return [compare_reports(engine, first, second, mappings_of(sets, first, second))], 1


def _check(section: str | None, form: ComparisonFormat | None, to: Path | None, *, everything: bool) -> None:
    if section is not None and section not in section_names():
        raise QueryError(f"there is no section {section!r}", do=f"Sections: {', '.join(section_names())}.")
    if section is not None and (form or to):
        raise QueryError("a file holds all sections", do="Leave --section out.")
    if section == _CHAIN and not everything:
        raise QueryError("a chain takes all reports of a municipality", do="Run: strategylinks compare --all -s chain")
    if to is not None and form is None and to.suffix not in _BY_SUFFIX:
        raise QueryError(f"the format cannot be told from the file's name {to.name!r}", do="Choose one with --format.")


def _show(comparison: Comparison, wanted: str | None, language: str) -> None:
    """Show the sections that fit a screen, or the one that is asked for."""
    screen = output.console()
    screen.print(Text(pair_title(comparison, language), style="bold reverse"))
    style = "" if comparison.review.is_reviewed else "bold red"
    for text in comparison.said:
        screen.print(Text(in_language(text, language), style=style))
    for section in comparison.sections:
        if section.name == wanted:
            answers.show_table(to_table(section, language), language)
            _show_rows(section)
        elif wanted is None and section.name in _FIRST and section.rows:
            answers.show_table(to_table(section, language), language)
    if wanted is None:
        rest = [section.name for section in comparison.sections if section.name not in _FIRST and section.rows]
        screen.print(Text(f"More with --section: {', '.join(rest)}. All of it: --output comparison.html", style="dim"))


def _show_chain(steps: Sequence[Comparison], whole: Sequence[Comparison], language: str) -> None:
    from strategylinks.comparison.chains import chain_section

    section = chain_section(steps, next(iter(whole), None))
    answers.show_table(to_table(section, language), language)


def _show_rows(section: Section) -> None:
    """List the rows behind each number of a section."""
    screen = output.console()
    for number, row in enumerate(section.rows, start=1):
        for name, cell in row.items():
            for source in cell.opens:
                screen.print(Text(f"{number} {name}: {source.place} {source.words}", style="dim"))
