"""The page of analyses: written by people, its result tables by the analyses themselves."""

from __future__ import annotations

import re
import shlex

from strategylinks.analysis.analyses import analyse
from strategylinks.engines.engine import Engine
from strategylinks.table import Table, in_language
from strategylinks.views.formats import TableFormat
from strategylinks.views.tables import write_table

#: A command and the place of its result.
_RESULT = re.compile(
    r"(?P<command>\$ strategylinks analyse (?P<words>[^\n]+)\n```\n\n<!-- result -->\n).*?(?P<end><!-- /result -->)",
    re.DOTALL,
)
#: How many rows, and how many letters of a cell, a page shows.
_MOST_ROWS, _MOST_LETTERS = 6, 60


def with_results(page: str, engine: Engine) -> str:
    """Put the results of the commands of a page between the marks behind them."""
    return _RESULT.sub(lambda found: f"{found['command']}{_result(found['words'], engine)}{found['end']}", page)


def _result(words: str, engine: Engine) -> str:
    name, *options = shlex.split(words)
    given = {key.removeprefix("--"): value for key, value in zip(options[::2], options[1::2], strict=True)}
    table = analyse(name, engine, **given)
    rows = [{key: _cut(value) for key, value in row.items()} for row in table.rows[:_MOST_ROWS]]
    shown = Table(table.name, table.title, table.columns, rows)
    written = write_table(shown, TableFormat.MARKDOWN).decode()
    more = f"\n… {len(table) - _MOST_ROWS} more rows.\n" if len(table) > _MOST_ROWS else ""
    return f"\n{written}{more}\n{in_language(table.note)}\n\n"


def _cut(value: object) -> str | int | float | None:
    if isinstance(value, str):
        return value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 2].rstrip() + " …"
    return value if isinstance(value, int | float) else None
