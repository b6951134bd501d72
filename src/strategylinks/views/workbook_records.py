"""The rows of the workbook: actions, responsibilities, linkages and sources in a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.asking import ask
from strategylinks.querying.library import Answer, select
from strategylinks.table import Table
from strategylinks.views.elements import element_records
from strategylinks.views.files import flat
from strategylinks.views.network_data import Edge, NetworkData, Node
from strategylinks.views.network_look import family_of
from strategylinks.views.words import class_names, concept_names, edge_kind_names, words

#: What stands between several quotes in one cell.
_BETWEEN = "\n"
#: How many elements one query asks for.
_BATCH = 500

_Rows = list[dict[str, Any]]


def structure_tables(engine: Engine, reports: Sequence[str], language: str) -> list[Table]:
    """Give the tree of each report, its levels in words."""
    return [with_levels(ask("structure/plan-tree", engine, report=report), language) for report in reports]


def with_levels(table: Table, language: str) -> Table:
    """Write the levels of elements in a language, where a table has a column of them."""
    kinds = words("node-kind", language)
    rows = [
        {**row, "level": kinds.get(str(row["level"]), row["level"])} if "level" in row else row for row in table.rows
    ]
    return replace(table, rows=rows)


def action_records(engine: Engine, reports: Sequence[str], language: str) -> _Rows:
    """List the actions, with the progress that units tell by themselves beside the common one."""
    sources = dict(
        zip(
            concept_names("status-source", "en").values(),
            concept_names("status-source", language).values(),
            strict=True,
        )
    )
    return [
        {
            **record,
            "status_source": sources.get(record["status_source"], record["status_source"]),
            "progress": _BETWEEN.join(filter(None, (record["progress"], flat(record["progress_by_unit"])))),
            "units": ", ".join(record["units"]),
            "first": record["lines"][0],
            "last": record["lines"][1],
        }
        for record in element_records(engine)
        if record["kind"] == "action" and record["report"] in reports
    ]


def responsibility_records(network: NetworkData, language: str) -> _Rows:
    """List who answers for what."""
    nodes, kinds, roles = _by_id(network), words("node-kind", language), edge_kind_names(language)
    rows = [
        {
            **_about(nodes[edge.source], kinds),
            **_place(edge),
            "holder": nodes[edge.target].code or nodes[edge.target].name,
            "holder_name": nodes[edge.target].name,
            "role": ", ".join(roles.get(kind, kind) for kind in edge.kinds),
        }
        for edge in network.edges
        if family_of(edge.kinds) == "responsibility"
    ]
    return sorted(rows, key=lambda row: (row["report"], row["first"] or 0, row["name"], row["holder"]))


def linkage_records(network: NetworkData, language: str) -> _Rows:
    """List the linkages by kind, the weightiest first."""
    nodes, names = _by_id(network), edge_kind_names(language)
    rows = [
        {
            **_place(edge),
            "linkage": ", ".join(names.get(kind, kind) for kind in edge.kinds),
            "from": nodes[edge.source].short,
            "from_units": ", ".join(edge.from_units),
            "direction": "→" if edge.is_directed else "↔",
            "to": nodes[edge.target].short,
            "to_units": ", ".join(edge.to_units),
            "through": "; ".join(edge.through),
            "weight": edge.weight,
        }
        for edge in network.edges
        if family_of(edge.kinds) == "linkage"
    ]
    return sorted(rows, key=lambda row: (row["report"], row["linkage"], -row["weight"], row["from"], row["to"]))


def source_records(engine: Engine, reports: Sequence[str], language: str) -> _Rows:
    """List where the facts about each element stand, in the order of the reports."""
    kinds, classes = words("node-kind", language), class_names(language)
    elements = {(r["report"], r["iri"]): r for r in element_records(engine) if r["report"] in reports}
    rows = [
        {
            "report": row["report"],
            "kind": kinds[elements[key]["kind"]],
            "code": elements[key]["code"],
            "name": elements[key]["name"],
            "fact": classes.get(str(row["class"]), row["class"]),
            "confidence": round(float(row["confidence"] or 1), 2),
            "first": int(row["first"] or 0),
            "last": int(row["last"] or 0),
            "quote": row["quote"],
        }
        for row in _sources(engine, sorted({element for _, element in elements}))
        if (key := (str(row["report"]), str(row["element"]))) in elements
    ]
    return sorted(rows, key=lambda row: (row["report"], row["first"], row["last"], row["name"], row["fact"]))


def _sources(engine: Engine, elements: Sequence[str]) -> Iterator[Answer]:
    """Read the sources of some elements at a time: asked for everything, the engine starts from the spans."""
    for start in range(0, len(elements), _BATCH):
        some = [ox.NamedNode(element) for element in elements[start : start + _BATCH]]
        yield from select(engine, "show/sources", element=some)


def _by_id(network: NetworkData) -> dict[str, Node]:
    return {node.id: node for node in network.nodes}


def _about(node: Node, kinds: dict[str, str]) -> dict[str, Any]:
    return {"kind": kinds.get(node.kind, node.kind), "code": node.code, "name": node.name}


def _place(edge: Edge) -> dict[str, Any]:
    """Give where an edge is stated: the lines of the first quote, the words of all."""
    first = edge.quotes[0] if edge.quotes else None
    return {
        "report": ", ".join(edge.reports),
        "confidence": edge.confidence,
        "first": first.first if first else None,
        "last": first.last if first else None,
        "quote": _BETWEEN.join(dict.fromkeys(quote.text for quote in edge.quotes)),
    }
