"""The command ``strategylinks`` itself: its options, its exit codes, and the one place where errors become messages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from strategylinks.cli import output
from strategylinks.cli.state import Session
from strategylinks.errors import StrategyLinksError
from strategylinks.table import LANGUAGES

#: Exit codes: everything is good, there are findings, something is wrong with the input.
GOOD, FINDINGS, ERROR = 0, 1, 2


class Commands(TyperGroup):
    """Run a command; an error becomes one message and exit code 2, never a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer does not make its type public
        """Run the command that the arguments name."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            output.leave_pipe()
        except StrategyLinksError as error:
            output.show_error(error)
        except OSError as error:
            output.show_error(StrategyLinksError(error.strerror or str(error), where=error.filename))
        raise typer.Exit(ERROR)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Read strategy-monitoring reports of municipalities into a knowledge graph, check it, and take it away.",
    epilog="Exit codes: 0 good, 1 findings, 2 error.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        help="The workspace: a folder with a data/ like ours. "
        "Default: STRATEGYLINKS_WORKSPACE, else this folder, else the reports that the package carries.",
    ),
]


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise typer.BadParameter(f"{language!r} is not one of {', '.join(LANGUAGES)}.")
    return language


JsonOption = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]


StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="STRATEGYLINKS_STORE",
        help="Ask a SPARQL server at this address instead of the workspace's own store.",
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="The file to write; default: standard output.")
]
LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        "-l",
        envvar="STRATEGYLINKS_LANGUAGE",
        help="Language of titles: en, fi or sv.",
        callback=_known_language,
    ),
]


def open_session(context: typer.Context, workspace: Path | None, store: str | None = None) -> Session:
    """Find the workspace, or the server, that a command works on."""
    return Session.open(workspace or context.obj, store)
