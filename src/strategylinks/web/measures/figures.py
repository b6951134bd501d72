"""Headline figures side by side with their earlier values, and figures of tables laid out as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.table import Table, Value

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a headline figure with its values, the earlier ones first; ``shares`` are the lengths of bars, 0 to 100."""

    label: str
    subject: str
    rows: Sequence[Cells]
    shares: Sequence[float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the figures of a printed table: a row for each label and series, a column for each period."""

    kind: str
    title: str
    subject: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cells | None]]]


def headline_figures(table: Table) -> list[Figure]:
    """Gather the headline figures by label: those with an earlier value to compare with come first."""
    rows = [row for row in table if row["figure_kind"] == "headline"]
    keys = dict.fromkeys((str(row["label"]), str(row["subject"] or ""), str(row["unit_of_measure"])) for row in rows)
    found = [_figure(key[0], key[1], [row for row in rows if _key(row) == key]) for key in keys]
    return sorted(found, key=lambda figure: -len(figure.rows))


def sheets(table: Table, months: Sequence[str]) -> list[Sheet]:
    """Lay out the figures that the report prints in tables; ``months`` gives the order of columns named by months."""
    rows = [row for row in table if row["figure_kind"] != "headline"]
    keys = dict.fromkeys((row["figure_kind"], row["table"], row["subject"]) for row in rows)
    return [
        _sheet([row for row in rows if (row["figure_kind"], row["table"], row["subject"]) == key], months)
        for key in keys
    ]


def _key(row: Cells) -> tuple[str, str, str]:
    return str(row["label"]), str(row["subject"] or ""), str(row["unit_of_measure"])


def _figure(label: str, subject: str, rows: Sequence[Cells]) -> Figure:
    # A figure without a mark of its own describes the end of the period: the newest.
    ordered = sorted(rows, key=lambda row: (row["period"] is None, str(row["period"])))
    numbers = [abs(float(row["number"])) if row["number"] is not None else 0.0 for row in ordered]
    most = max(numbers)
    shares = [100 * number / most for number in numbers] if most and len(numbers) > 1 else []
    return Figure(label, subject, ordered, shares)


def _sheet(rows: Sequence[Cells], months: Sequence[str]) -> Sheet:
    placed = {_place(row, months): row for row in rows}
    columns = list(dict.fromkeys(column for _, column in placed))
    columns.sort(key=lambda column: months.index(column) if column in months else -1)
    lines = dict.fromkeys(line for line, _ in placed)
    one = rows[0]
    laid = [(line, [placed.get((line, column)) for column in columns]) for line in lines]
    title, subject = str(one["table"] or ""), str(one["subject"] or "")
    return Sheet(str(one["figure_kind"]), title, "" if subject == title else subject, columns, laid)


def _place(row: Cells, months: Sequence[str]) -> tuple[str, str]:
    """Split a period such as "tammikuu Tot" into a month and a series of its own."""
    period = str(row["period"] or "")
    month, _, series = period.partition(" ")
    return (f"{row['label']}, {series}", month) if month in months and series else (str(row["label"]), period)
