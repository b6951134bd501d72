"""How the command line shows answers: tables for people, files for programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table as Drawn
from rich.text import Text

from strategylinks.cli.output import console, tell, write_export
from strategylinks.errors import QueryError, StrategyLinksError
from strategylinks.graph.serialising import as_turtle
from strategylinks.querying.header import Header, Parameter
from strategylinks.querying.library import slots
from strategylinks.reasoning.explaining import Explanation
from strategylinks.table import LANGUAGES, Column, Table, Value, in_language
from strategylinks.views.files import flat, to_json
from strategylinks.views.formats import TableFormat
from strategylinks.views.tables import write_table

if TYPE_CHECKING:
    from strategylinks.querying.running import Outcome

#: What stands between two columns.
_GAP = 3
_BY_SUFFIX = {f".{form.value}": form for form in TableFormat} | {".md": TableFormat.MARKDOWN}


def give_table(table: Table, form: TableFormat | None, to: Path | None, language: str) -> None:
    """Show an answer, or write it to a file or in a format where one is asked for."""
    if form is None and to is None:
        show_table(table, language)
    else:
        write_export(as_file(table, form, to, language), to)


def show_table(table: Table, language: str) -> None:
    """Draw an answer for people: with headings, without IRIs, what is the same in all rows said once."""
    shown = [column for column in table.columns if not column.is_iri]
    alike = [column for column in shown if len(table) > 1 and len(set(table.column(column.name))) == 1]
    rest = [column for column in shown if column not in alike]
    screen = console()
    screen.print(Text(in_language(table.title, language), style="bold"))
    for column in alike:
        screen.print(_line(column, table.rows[0], language))
    room = screen.width - _GAP * len(rest)
    fits = sum(_longest_word(column, table, language) for column in rest) <= room
    screen.print(_as_table(table, rest, language, room) if fits else _as_records(table, rest, language))
    if table.note:
        screen.print(Text(in_language(table.note, language), style="dim"))
    screen.print(Text(f"{len(table)} rows" if len(table) != 1 else "1 row", style="dim"))


def _as_table(table: Table, columns: Sequence[Column], language: str, room: int) -> Drawn:
    drawn = Drawn(box=SIMPLE_HEAD, pad_edge=False)
    for column, width in zip(columns, _widths(table, columns, language, room), strict=True):
        is_number = any(isinstance(value, int | float) for value in table.column(column.name))
        drawn.add_column(
            Text(in_language(column.heading, language)),
            justify="right" if is_number else "left",
            width=width,
        )
    for row in table:
        drawn.add_row(*(Text(_cell(row[column.name])) for column in columns))
    return drawn


def _widths(table: Table, columns: Sequence[Column], language: str, room: int) -> list[int]:
    """Give each column its longest word, and what room is left to those that have longer texts."""
    least = [_longest_word(column, table, language) for column in columns]
    most = [max(map(len, _texts(column, table, language))) for column in columns]
    wanted = [full - word for full, word in zip(most, least, strict=True)]
    spare = min(room - sum(least), sum(wanted))
    return [word + spare * more // max(sum(wanted), 1) for word, more in zip(least, wanted, strict=True)]


def _as_records(table: Table, columns: Sequence[Column], language: str) -> Group:
    """Draw a table that is too wide for its screen: one line per cell, one block per row."""
    blocks = []
    for row in table:
        lines = (_line(column, row, language) for column in columns if row[column.name] not in (None, ""))
        blocks.append(Text("\n").join([Text(), *lines]))
    return Group(*blocks, Text())


def _line(column: Column, row: Mapping[str, Value], language: str) -> Text:
    heading = Text(f"{in_language(column.heading, language)}: ", style="dim")
    return heading + Text(_cell(row[column.name]), style="default")


def _longest_word(column: Column, table: Table, language: str) -> int:
    return max((len(word) for text in _texts(column, table, language) for word in text.split()), default=1)


def _texts(column: Column, table: Table, language: str) -> list[str]:
    return [in_language(column.heading, language), *map(_cell, table.column(column.name))]


def as_file(table: Table, form: TableFormat | None, to: Path | None, language: str) -> bytes:
    """Write an answer in the format asked for, or in that which the name of the file tells."""
    known = form or (_BY_SUFFIX.get(to.suffix) if to else None)
    if known is None:
        raise StrategyLinksError(
            "the format cannot be told from the file's name", where=to, do="Choose one with --format."
        )
    return write_table(table, known, language)


def show_questions(groups: Sequence[tuple[str, Sequence[Header]]], language: str, command: str = "ask") -> None:
    """List the questions of the library, or the analyses, by group."""
    for group, headers in groups:
        drawn = _drawn(group)
        drawn.show_header = False
        for header in headers:
            drawn.add_row(Text(_signature(header), style="bold"), Text(in_language(header.title, language)))
        console().print(drawn)
    console().print(f"Ask one: [bold]strategylinks {command} NAME --parameter VALUE[/]; [bold]--about[/] says more.")


def show_question(header: Header, language: str) -> None:
    """Say what a question asks, what it needs, and what its columns mean."""
    screen = console()
    screen.print(Text(in_language(header.title, language), style="bold"))
    screen.print(Text(in_language(header.description, language)))
    drawn = _drawn("Parameters and columns")
    drawn.show_header = False
    for parameter in header.accepted:
        need = "required" if parameter.is_required else parameter.default or _default(header, parameter) or "optional"
        name, kind = f"--{parameter.name.replace('_', '-')}", f"{parameter.type.value}, {need}"
        drawn.add_row(Text(name, style="bold"), Text(kind), Text(in_language(parameter.title, language)))
    for column in header.columns:
        drawn.add_row(Text(column.name), Text("column"), Text(in_language(column.heading, language)))
    screen.print(drawn)


def _default(header: Header, parameter: Parameter) -> str:
    """Give the default that stands in the file of a query; an analysis has no file."""
    return slots(header.name).get(parameter.name, "") if "/" in header.name else ""


def _signature(header: Header) -> str:
    needed = (f" --{p.name.replace('_', '-')} …" for p in header.parameters if p.is_required)
    return header.name.rpartition("/")[2] + "".join(needed)


def _drawn(title: str) -> Drawn:
    return Drawn(title=Text(title, style="bold"), title_justify="left", box=SIMPLE_HEAD, pad_edge=False)


def _cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else flat(value)


def read_query(text: str) -> str:
    """Read a query: the text itself, a file, or standard input for "-"."""
    if text == "-":
        return sys.stdin.read()
    if "{" in text or (len(text.split()) > 1 and not Path(text).exists()):
        return text
    try:
        return Path(text).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(
            "this is neither SPARQL nor a readable file",
            where=text,
            do="Give a query, a file, or - for standard input.",
        ) from error


def show_outcome(outcome: Outcome, form: TableFormat | None, to: Path | None) -> None:
    """Show the answer of a SPARQL query: a table, yes or no, or triples as Turtle."""
    if isinstance(outcome.answer, Table):
        give_table(outcome.answer, form, to, LANGUAGES[0])
    elif isinstance(outcome.answer, bool):
        write_export(f"{str(outcome.answer).lower()}\n".encode(), to)
    else:
        write_export(as_turtle(outcome.answer), to)
    if outcome.cut:
        tell(f"warning: the answer was cut at its limit of {outcome.cut.value}.")


def show_explanation(proof: Explanation, *, as_json: bool) -> None:
    """Show why a triple holds."""
    write_export((to_json(proof.as_data()) if as_json else f"{proof}\n").encode(), None)
