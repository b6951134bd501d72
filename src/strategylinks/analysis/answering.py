"""Make the table of an analysis: its title, headings and explanation come from ``analyses.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx

from strategylinks.querying.header import Header, header_of
from strategylinks.table import Column, Table, Texts, Value
from strategylinks.yaml_text import read_yaml

#: Where a decimal comma stands.
_COMMA = frozenset({"fi", "sv"})
#: How many digits of a measure are told.
DIGITS = 4


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml((Path(__file__).parent / "analyses.yaml").read_text(encoding="utf-8"))
    return content


@cache
def analysis_header(name: str) -> Header:
    """Give what an analysis asks, needs and answers."""
    content = _content()
    headings = content["columns"]
    of_analysis = content["analyses"][name]
    return header_of(name, {**of_analysis, "columns": {column: headings[column] for column in of_analysis["columns"]}})


def answer(
    name: str, rows: Sequence[Mapping[str, Value]], more_columns: Sequence[Column] = (), **found: str | float
) -> Table:
    """Make the table of an analysis; what a row lacks is None; ``found`` goes into the note."""
    header = analysis_header(name)
    columns = [*(c for c in header.columns if not c.is_iri), *more_columns, *(c for c in header.columns if c.is_iri)]
    fields = [column.name for column in columns]
    complete = [{field: _cell(row.get(field)) for field in fields} for row in rows]
    return Table(name, header.title, columns, complete, _note(name, header, found))


def element_cells(network: nx.Graph[str], node: str) -> dict[str, Value]:
    """Give the cells that tell which element it is, or which unit or partner."""
    data = network.nodes[node]
    return {"level": data["kind"], "code": data["code"] or None, "name": data["label"], "element": node}


def unit_cells(network: nx.Graph[str], unit: str) -> dict[str, Value]:
    """Give the cells that tell which unit or post it is."""
    return {"unit": short(network, unit), "unit_name": network.nodes[unit]["label"], "unit_iri": unit}


def short(network: nx.Graph[str], node: str) -> str:
    """Give the code of a node, or its name where it has none."""
    data = network.nodes[node]
    return str(data["code"] or data["label"])


def listed(network: nx.Graph[str], nodes: Sequence[str]) -> str:
    """Name several nodes in one cell."""
    return ", ".join(sorted(short(network, node) for node in nodes))


def _note(name: str, header: Header, found: Mapping[str, str | float]) -> Texts:
    if not found:
        return header.description
    templates: Mapping[str, str] = _content()["analyses"][name]["found"]
    return {
        language: f"{text} {templates[language].format(**_spoken(found, language))}".strip()
        for language, text in header.description.items()
    }


def _spoken(found: Mapping[str, str | float], language: str) -> dict[str, str]:
    texts = {key: f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value) for key, value in found.items()}
    if language not in _COMMA:
        return texts
    return {key: t.replace(".", ",") if isinstance(found[key], float) else t for key, t in texts.items()}


def rounded(value: float) -> float:
    """Round a measure, so that what differs only by the order of adding is the same; small ones keep their digits."""
    return round(value, DIGITS) if abs(value) >= 1 else float(f"{value:.{DIGITS}g}")


def whole(value: float) -> int | float:
    """Write a sum of weights without decimals where it has none."""
    return int(value) if value == int(value) else value


def _cell(value: Value) -> Value:
    return rounded(value) if isinstance(value, float) else value
