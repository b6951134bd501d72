"""The command ``strategylinks``: one function per command, and one place where errors become kind messages."""

from __future__ import annotations

import gc
import io
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from strategylinks import __version__
from strategylinks.cli import comparing, mapping, networks, output, questions, register, serving
from strategylinks.cli.app import (
    ERROR,
    FINDINGS,
    GOOD,
    JsonOption,
    OutputOption,
    StoreOption,
    WorkspaceOption,
    app,
    open_session,
)
from strategylinks.cli.state import Session
from strategylinks.model import Severity

OBJECTS_BETWEEN_COLLECTIONS = 200_000


class Table(StrEnum):
    """Name what can be exported."""

    ELEMENTS = "elements"
    FIGURES = "figures"
    GLOSSARY = "glossary"
    GRAPH = "graph"


class Format(StrEnum):
    """Name the formats of exports: the first three for tables, the others for the graph."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    TURTLE = "turtle"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@app.callback(invoke_without_command=True)
def strategylinks(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Hold the options that stand before a command."""
    context.obj = workspace
    if version:
        typer.echo(f"strategylinks {__version__}")
        raise typer.Exit(GOOD)


@app.command()
def build(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read all reports of the workspace and build the graph anew; with --store, also put it on that server.

    A build that fails leaves the old graph in use.
    """
    session = open_session(context, workspace, store)
    summary = session.build(show_progress=not as_json)
    output.show_summary(summary, session.workspace, as_json=as_json)


@app.command()
def check(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    reasoner: Annotated[
        bool, typer.Option("--reasoner", help="Also check the ontology and data with the HermiT reasoner (needs Java).")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check the reports and the graph: shapes, quality, coverage, reconciliation of totals.

    Exits with 1 when there are warnings or notes, with 2 when the graph breaks its shapes.
    """
    session = open_session(context, workspace)
    result = session.check(show_progress=not as_json)
    reasoning = session.reason() if reasoner else None
    output.show_check(result, reasoning, as_json=as_json)
    if result.of_severity(Severity.ERROR):
        raise typer.Exit(ERROR)
    raise typer.Exit(FINDINGS if output.has_findings(result, reasoning) else GOOD)


@app.command()
def reports(
    context: typer.Context,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Answer as a Markdown table.")] = False,
) -> None:
    """List the reports that are loaded, with counts and coverage."""
    session = open_session(context, workspace)
    output.show_reports(session.report_rows(), as_json=as_json, as_markdown=as_markdown)


@app.command()
def show(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="IRI-OR-CODE", help="An IRI, a code such as C5, or a piece of a name.")
    ],
    report: Annotated[str | None, typer.Option(help="Only this report (catalogue id).")] = None,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one element with everything known about it and the lines of the report that say it."""
    session = open_session(context, workspace, store)
    output.show_cards(session.cards(what, report), as_json=as_json)


@app.command()
def add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The report: a UTF-8 text layer.")],
    name: Annotated[
        str | None, typer.Option("--id", help="Catalogue id; default: the file's name without .txt.")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option(help="Municipality id; default: from the text or the file name.")
    ] = None,
    plan: Annotated[str | None, typer.Option(help="Plan id; default: municipality and year.")] = None,
    start: Annotated[str | None, typer.Option(help="First day of the period, as 2024-01-01.")] = None,
    end: Annotated[str | None, typer.Option(help="Last day of the period, as 2024-12-31.")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    scope: Annotated[str | None, typer.Option(help="What the report covers.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a report of the same id.")] = False,
    workspace: WorkspaceOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add one more report: recognise its layout, read it, check it, and load it, or explain why not.

    Only its own named graphs change, and those that speak of all reports. Exits with 1 when it has findings.
    """
    session = open_session(context, workspace, store)
    given = {
        "id": name,
        "municipality": municipality,
        "plan": plan,
        "start": start,
        "end": end,
        "title": title,
        "publisher": publisher,
        "scope": scope,
    }
    added = session.add(file, {key: value for key, value in given.items() if value}, replace=replace)
    output.show_added(added, as_json=as_json)
    raise typer.Exit(FINDINGS if added.findings else GOOD)


@app.command()
def export(
    context: typer.Context,
    what: Annotated[Table, typer.Argument(help="What to export.")],
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="json, csv, xlsx; for the graph turtle, nquads, jsonld, rdfxml."),
    ] = None,
    to: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a flat table (elements, figures, glossary) or the whole graph."""
    session = open_session(context, workspace)
    output.write_export(session.export(what.value, form.value if form else None), to)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="The new workspace; a folder that does not exist or is empty.")],
) -> None:
    """Make an empty, commented workspace for another municipality."""
    output.show_new_workspace(Session.init(folder))


questions.register(app)
networks.register(app)
register.register(app)
comparing.register(app)
mapping.register(app)
serving.register(app)


def run() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows a question mark instead.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    # Nearly all that a command makes lives until its end: looking for garbage in it takes a third of the time.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    app()


if __name__ == "__main__":
    run()
