"""The command that proposes what may belong in the register of partners, initiatives and systems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from strategylinks.cli import answers
from strategylinks.cli.app import OutputOption, WorkspaceOption, open_session
from strategylinks.cli.questions import FormatOption
from strategylinks.linking.proposing import Candidate, OpenStatement, propose
from strategylinks.pipeline import read_each, read_inputs
from strategylinks.table import Column, Table


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(name="candidates")(candidates)


def candidates(
    context: typer.Context,
    conditions: Annotated[
        bool, typer.Option("--conditions", help="List the stated conditions whose target nobody knows instead.")
    ] = False,
    form: FormatOption = None,
    to: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """List words in the reports that may belong in *data/register.toml*: names of partners, initiatives, systems."""
    inputs = read_inputs(open_session(context, workspace).workspace)
    found, statements = propose(read_each(inputs), inputs.organisation, inputs.register)
    table = _statements(statements) if conditions else _candidates(found)
    answers.give_table(table, form, to, "en")


def _candidates(found: Sequence[Candidate]) -> Table:
    rows = [
        {
            "word": one.word,
            "looks": one.kind.value,
            "count": one.count,
            "places": ", ".join(f"{report}:{line}" for report, line in one.places),
            "sentence": one.sample,
        }
        for one in found
    ]
    return Table(
        "candidates",
        {"en": "Candidates for the register"},
        _columns("word", "looks", "count", "places", "sentence"),
        rows,
    )


def _statements(found: Sequence[OpenStatement]) -> Table:
    rows = [
        {
            "place": f"{one.report}:{one.ground.sources[0].first}",
            "element": one.element,
            "sentence": one.ground.text,
        }
        for one in found
    ]
    return Table(
        "conditions", {"en": "Conditions whose target nobody knows"}, _columns("place", "element", "sentence"), rows
    )


def _columns(*names: str) -> list[Column]:
    return [Column(name, {"en": name}) for name in names]
