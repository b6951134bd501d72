"""The commands that ask the graph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import typer

from strategylinks.cli import answers
from strategylinks.cli.app import (
    FINDINGS,
    GOOD,
    JsonOption,
    LanguageOption,
    OutputOption,
    StoreOption,
    WorkspaceOption,
    open_session,
)
from strategylinks.engines.limited import Limits
from strategylinks.errors import QueryError
from strategylinks.querying.asking import ask as ask_question
from strategylinks.querying.asking import find_question, questions
from strategylinks.querying.header import Header
from strategylinks.reasoning.explaining import explain as explain_triple
from strategylinks.views.formats import TableFormat

#: A command takes parameters of its own behind the name of what it runs.
OPEN_ENDED = {"allow_extra_args": True, "ignore_unknown_options": True}
FormatOption = Annotated[
    TableFormat | None, typer.Option("--format", "-f", help="csv, xlsx, json or markdown; default: a table to read.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(context_settings=OPEN_ENDED)(ask)
    app.command()(sparql)
    app.command()(explain)


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

    Parameters take what a person knows: a code, an abbreviation, a name or a piece of it, a year. *--report* can be
    given several times; *--municipality Lahti* stands for all reports of Lahti, and narrows what other names mean.
    """
    if question is None:
        answers.show_questions(_by_group(), language)
        raise typer.Exit(GOOD)
    if about:
        answers.show_question(find_question(question), language)
        raise typer.Exit(GOOD)
    parameters = given_parameters(context.args)
    table = ask_question(question, open_session(context, workspace, store).engine(), **parameters)
    answers.give_table(table, form, to, language)


def sparql(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="SPARQL, a file that holds it, or - for standard input.")],
    form: FormatOption = None,
    to: OutputOption = None,
    seconds: Annotated[float, typer.Option(help="Stop after this long.")] = Limits().seconds,
    rows: Annotated[int, typer.Option(help="Give at most so many rows or triples.")] = Limits().rows,
    allow_service: Annotated[bool, typer.Option("--allow-service", help="Allow SERVICE to outside servers.")] = False,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
) -> None:
    """Run any SELECT, ASK, CONSTRUCT or DESCRIBE query; nothing that writes.

    Exits with 1 where the answer was cut.
    """
    # The parser of SPARQL takes longer to import than most answers to come.
    from strategylinks.querying.running import run_sparql

    session = open_session(context, workspace, store)
    limits = Limits(seconds=seconds, rows=rows)
    outcome = run_sparql(session.source(), answers.read_query(query), limits, allow_service=allow_service)
    answers.show_outcome(outcome, form, to)
    raise typer.Exit(FINDINGS if outcome.cut else GOOD)


def explain(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(help="An IRI or a prefixed name, such as id:lahti/2017/goal/C5.")],
    predicate: Annotated[str, typer.Argument(help="Such as sl:involvesUnit.")],
    value: Annotated[str, typer.Argument(help="Such as id:lahti/unit/SIVI.")],
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why a triple holds: the facts and the reports that state them, and the rules behind it."""
    proof = explain_triple(open_session(context, workspace, store).engine(), subject, predicate, value)
    answers.show_explanation(proof, as_json=as_json)


def given_parameters(arguments: Sequence[str]) -> dict[str, list[str]]:
    """Read ``--name value`` and ``--name=value``, once or again; raise QueryError where a value or name is missing."""
    given: dict[str, list[str]] = {}
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
        given.setdefault(name.replace("-", "_"), []).append(value)
    return given


def _by_group() -> list[tuple[str, list[Header]]]:
    return [(group, list(found)) for group, found in groupby(questions(), key=lambda one: one.name.partition("/")[0])]
