"""Everything known about one element, with the words of the document that say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import Answer, select
from strategylinks.views.elements import element_records


def element_card(
    engine: Engine, record: dict[str, Any], records: Sequence[dict[str, Any]] | None = None
) -> dict[str, Any]:
    """Collect a record, what stands under it, its remarks, and its sources with their quotes."""
    element = ox.NamedNode(record["iri"])
    known = records if records is not None else element_records(engine)
    return {
        **record,
        "parts": [_short(other) for other in known if _is_part(other, record)],
        "remarks": [
            _without_element(row) for row in select(engine, "show/remarks", element=element) if _same(row, record)
        ],
        "sources": [_source(row) for row in select(engine, "show/sources", element=element) if _same(row, record)],
    }


def _is_part(other: dict[str, Any], record: dict[str, Any]) -> bool:
    """Tell whether a record stands somewhere under another."""
    name = record["name"] if record["kind"] == "flagship" else record["code"] or record["name"]
    return bool(
        record["kind"] != "action"
        and other["report"] == record["report"]
        and other["iri"] != record["iri"]
        and other[record["kind"]] == name
    )


def _short(record: dict[str, Any]) -> dict[str, Any]:
    return {field: record[field] for field in ("iri", "kind", "code", "name", "units", "status", "lines")}


def _same(row: Answer, record: dict[str, Any]) -> bool:
    return bool(row["report"] == record["report"])


def _without_element(row: Answer) -> dict[str, Any]:
    line = row["first"]
    # A correction is named by its IRI; the end of it is its id in data/corrections.toml.
    text = str(row["text"]).rpartition("/")[2] if row["kind"] == "correction" else row["text"]
    return {"kind": row["kind"], "text": text, "line": int(line) if line else None}


def _source(row: Answer) -> dict[str, Any]:
    return {
        "what": str(row["class"]).rsplit("#", 1)[-1],
        "lines": [int(row["first"] or 0), int(row["last"] or 0)],
        "quote": row["quote"],
        "confidence": round(float(row["confidence"] or 1), 2),
    }
