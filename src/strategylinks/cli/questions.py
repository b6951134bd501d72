"""The commands that ask the graph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import typer

from strategylinks.cli import answers, output
from strategylinks.cli.app import GOOD, LanguageOption, OutputOption, StoreOption, WorkspaceOption, open_session
from strategylinks.errors import QueryError
from strategylinks.querying.asking import ask as ask_question
from strategylinks.querying.asking import find_question, questions
from strategylinks.querying.header import Header
from strategylinks.views.tables import TableFormat

#: A command takes parameters of its own behind the name of what it runs.
OPEN_ENDED = {"allow_extra_args": True, "ignore_unknown_options": True}
FormatOption = Annotated[
    TableFormat | None, typer.Option("--format", "-f", help="csv, xlsx, json or markdown; default: a table to read.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(context_settings=OPEN_ENDED)(ask)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="The name of a question; without one, all are listed.")] = None,
    about: Annotated[bool, typer.Option("--about", help="Say what the question asks, needs and answers.")] = False,
    form: FormatOption = None,
    to: OutputOption = None,
    language: LanguageOption = "en",
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Answer a question of the library: *strategylinks ask units-sharing-goal --goal C5*.

    Parameters take what a person knows: a code, an abbreviation, a name or a piece of it, a year.
    """
    if question is None:
        answers.show_questions(_by_group(), language)
        raise typer.Exit(GOOD)
    if about:
        answers.show_question(find_question(question), language)
        raise typer.Exit(GOOD)
    parameters = given_parameters(context.args)
    table = ask_question(question, open_session(context, workspace, store).engine(), **parameters)
    if form is None and to is None:
        answers.show_table(table, language)
    else:
        output.write_export(answers.as_file(table, form, to, language), to)


def given_parameters(arguments: Sequence[str]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value``; raise QueryError where a value or a name is missing."""
    given: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        name, mark, value = option.removeprefix("--").partition("=")
        if not option.startswith("--") or not name:
            raise QueryError(f"{option!r} stands without a name", do="Write parameters as --goal C5.")
        if not mark:
            if not rest or rest[0].startswith("--"):
                raise QueryError(f"{option} stands without a value", do=f"Write {option} VALUE.")
            value = rest.pop(0)
        given[name.replace("-", "_")] = value
    return given


def _by_group() -> list[tuple[str, list[Header]]]:
    return [(group, list(found)) for group, found in groupby(questions(), key=lambda one: one.name.partition("/")[0])]
