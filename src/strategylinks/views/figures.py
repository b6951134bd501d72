"""The flat tables of figures and of glossary terms."""

from __future__ import annotations

from typing import Any

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select

FIGURE_FIELDS = (
    "iri",
    "report",
    "kind",
    "subject",
    "table",
    "label",
    "period",
    "value",
    "number",
    "unit_of_measure",
    "confidence",
    "lines",
)
GLOSSARY_FIELDS = ("report", "term", "definition", "is_abbreviation", "lines")


def figure_records(engine: Engine) -> list[dict[str, Any]]:
    """List the headline figures and the cells of finance and staff tables; ``number`` is None where none was read."""
    return [
        {
            "iri": row["figure"],
            "report": row["report"],
            "kind": row["kind"],
            "subject": row["subject"],
            "table": row["table"],
            "label": row["label"],
            "period": row["period"],
            "value": row["value"],
            "number": float(row["number"]) if row["number"] is not None else None,
            "unit_of_measure": row["unit"],
            "confidence": round(float(row["confidence"] or 1), 2),
            "lines": [int(row["first"] or 0), int(row["last"] or 0)],
        }
        for row in select(engine, "export/figures")
    ]


def glossary_records(engine: Engine) -> list[dict[str, Any]]:
    """List the abbreviations and glossary terms."""
    return [
        {
            "report": row["report"],
            "term": row["term"],
            "definition": row["definition"],
            "is_abbreviation": row["abbreviation"] == "true",
            "lines": [int(row["first"] or 0), int(row["last"] or 0)],
        }
        for row in select(engine, "export/glossary")
    ]
