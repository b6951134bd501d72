"""The commands about networks: analyses of them, and files of them.

NetworkX and the drawing are imported by the commands that need them: that takes longer than most answers.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from strategylinks.cli import answers, output
from strategylinks.cli.app import GOOD, LanguageOption, OutputOption, StoreOption, WorkspaceOption, open_session
from strategylinks.cli.questions import OPEN_ENDED, FormatOption, given_parameters
from strategylinks.errors import StrategyLinksError
from strategylinks.views.formats import NetworkFormat

ReportOption = Annotated[
    str | None, typer.Option(help="Only this report: an id, a plan, a municipality or a year; default: all.")
]


class Projection(StrEnum):
    """Name the networks that can be written."""

    FULL = "full"
    UNIT_GOAL = "unit-goal"
    UNITS = "units"
    GOALS = "goals"
    DEPENDENCIES = "dependencies"


_BY_SUFFIX = {f".{form.value}": form for form in NetworkFormat} | {".xlsx": NetworkFormat.KUMU}


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(context_settings=OPEN_ENDED)(analyse)
    app.command()(network)
    app.command()(workbook)


def analyse(
    context: typer.Context,
    analysis: Annotated[
        str | None, typer.Argument(help="The name of an analysis; without one, all are listed.")
    ] = None,
    about: Annotated[bool, typer.Option("--about", help="Say what the analysis asks, needs and answers.")] = False,
    form: FormatOption = None,
    to: OutputOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Analyse the network of units, goals and actions: *strategylinks analyse brokers --report 2017*.

    *--report* can be given several times; *--municipality Lahti* stands for all reports of Lahti.
    """
    from strategylinks.analysis.analyses import analyse as run_analysis
    from strategylinks.analysis.analyses import analyses, find_analysis

    if analysis is None:
        answers.show_questions([("analyses", analyses())], language, "analyse")
        raise typer.Exit(GOOD)
    if about:
        answers.show_question(find_analysis(analysis).header, language)
        raise typer.Exit(GOOD)
    parameters = given_parameters(context.args)
    table = run_analysis(analysis, open_session(context, workspace, store).engine(), **parameters)
    answers.give_table(table, form, to, language)


def network(
    context: typer.Context,
    which: Annotated[Projection, typer.Argument(help="Which network to write.")],
    form: Annotated[
        NetworkFormat | None,
        typer.Option("--format", "-f", help="graphml, gexf, json, kumu or html; default: what the file's name says."),
    ] = None,
    to: OutputOption = None,
    report: ReportOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Write a network for Gephi (gexf), Kumu, a browser (html) or a program (json, graphml)."""
    known = form or (_BY_SUFFIX.get(to.suffix) if to else None)
    if known is None:
        raise StrategyLinksError(
            "the format cannot be told from the file's name", where=to, do="Choose one with --format."
        )
    from strategylinks.analysis.networks import to_network
    from strategylinks.analysis.projecting import PROJECTIONS
    from strategylinks.views.network_data import read_evidence
    from strategylinks.views.networks import write_network

    engine = open_session(context, workspace, store).engine()
    projected = PROJECTIONS[which.value](to_network(engine, report))
    content = write_network(projected, known, language, read_evidence(engine, projected))
    output.write_export(content, to)


def workbook(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--output", "-o", help="The Excel file to write.")],
    report: ReportOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Write one Excel workbook: structure, actions, responsibilities, indicators, matrices, linkages, sources."""
    if to.suffix != ".xlsx":
        raise StrategyLinksError("a workbook is an Excel file", where=to, do="Let its name end with .xlsx.")
    from strategylinks.views.workbook import write_workbook

    engine = open_session(context, workspace, store).engine()
    output.write_export(write_workbook(engine, language, report), to)
