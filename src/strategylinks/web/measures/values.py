"""Indicators with the values that the report ties to them, element by element; values tied to none stand alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import pyoxigraph as ox

from strategylinks.querying.library import Answer, select
from strategylinks.web.site import Site
from strategylinks.web.standing.items import Item


@dataclass(frozen=True, slots=True)
class Text:
    """Hold the name of an indicator or a value as printed, and its lines."""

    iri: str
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Line:
    """Hold an indicator and its values; one of the three can be all that the report gives."""

    indicator: Text | None
    baselines: Sequence[Text]
    targets: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Named:
    """Hold an indicator and the element that it measures."""

    indicator: Text
    item: Item


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold an element and how it is measured; ``told`` is the report's text about its progress."""

    item: Item
    top: Item
    lines: Sequence[Line]
    told: str


def read_values(site: Site, report: str) -> list[Answer]:
    """Read the indicators, baselines and targets of a report."""
    return list(select(site.engine, "pages/indicator-values", report=ox.Literal(report)))


def measured(rows: Sequence[Answer], items: Iterable[Item], told: Mapping[str, str]) -> list[Measured]:
    """Gather the values by the element that they are about, in printed order."""
    named = {item.iri: item for item in items}
    elements = dict.fromkeys(row["element"] or "" for row in rows)
    return [
        Measured(
            named[element],
            named[named[element].top],
            _lines([row for row in rows if row["element"] == element]),
            told.get(element, ""),
        )
        for element in elements
        if element in named
    ]


def given_and_lacking(
    elements: Iterable[Measured], numbers: Container[tuple[str, str]]
) -> dict[str, tuple[list[Named], list[Named]]]:
    """List for each kind of value the indicators that have it and those that lack it.

    ``numbers`` has the element and name of each indicator whose target is a number. No report gives an actual value as
    a number of its own: it is lacking everywhere.
    """
    lines = [(Named(line.indicator, one.item), line) for one in elements for line in one.lines if line.indicator]
    has = {
        "baseline": [bool(line.baselines) for _, line in lines],
        "target": [bool(line.targets) for _, line in lines],
        "number": [(named.item.iri, named.indicator.text) in numbers for named, _ in lines],
        "actual": [False for _ in lines],
    }
    names = [named for named, _ in lines]
    return {
        kind: (list(compress(names, flags)), list(compress(names, [not flag for flag in flags])))
        for kind, flags in has.items()
    }


def count_loose(rows: Iterable[Answer]) -> int:
    """Count the baselines and targets that the report ties to no indicator."""
    return sum(1 for row in rows if row["kind"] != "indicator" and not row["indicator"])


def _lines(rows: Sequence[Answer]) -> list[Line]:
    indicators = [row for row in rows if row["kind"] == "indicator"]
    lines = [_line(one, [row for row in rows if row["indicator"] == one["fact"]]) for one in indicators]
    loose = [row for row in rows if row["kind"] != "indicator" and not row["indicator"]]
    places = sorted({int(row["place"] or 0) for row in loose})
    return lines + [_line(None, [row for row in loose if int(row["place"] or 0) == place]) for place in places]


def _line(indicator: Answer | None, values: Sequence[Answer]) -> Line:
    return Line(
        _text(indicator) if indicator else None,
        [_text(row) for row in values if row["kind"] == "baseline"],
        [_text(row) for row in values if row["kind"] == "target"],
    )


def _text(row: Answer) -> Text:
    return Text(row["fact"] or "", row["text"] or "", int(row["first"] or 0), int(row["last"] or 0))
