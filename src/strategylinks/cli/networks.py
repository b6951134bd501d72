"""The commands about networks: analyses of them, and files of them."""

from __future__ import annotations

from typing import Annotated

import typer

from strategylinks.analysis.analyses import analyse as run_analysis
from strategylinks.analysis.analyses import analyses, find_analysis
from strategylinks.cli import answers
from strategylinks.cli.app import GOOD, LanguageOption, OutputOption, StoreOption, WorkspaceOption, open_session
from strategylinks.cli.questions import OPEN_ENDED, FormatOption, given_parameters


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(context_settings=OPEN_ENDED)(analyse)


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
    """Analyse the network of units, goals and actions: *strategylinks analyse brokers --report 2017*."""
    if analysis is None:
        answers.show_questions([("analyses", analyses())], language, "analyse")
        raise typer.Exit(GOOD)
    if about:
        answers.show_question(find_analysis(analysis).header, language)
        raise typer.Exit(GOOD)
    parameters = given_parameters(context.args)
    table = run_analysis(analysis, open_session(context, workspace, store).engine(), **parameters)
    answers.give_table(table, form, to, language)
