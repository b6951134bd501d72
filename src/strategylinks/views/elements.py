"""The flat table of elements: one record per programme, goal, flagship project and action."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import Answer, select

FIELDS = (
    "iri",
    "report",
    "kind",
    "code",
    "name",
    "programme",
    "goal",
    "flagship",
    "units",
    "indicators",
    "targets",
    "risks",
    "progress",
    "progress_by_unit",
    "status",
    "status_source",
    "responsible",
    "confidence",
    "lines",
)
_KIND_OF = {"Programme": "programme", "Goal": "goal", "FlagshipProject": "flagship", "Action": "action"}
_ABSENT = "not in the document"

#: An element in one report: two reports of one plan may state the same element differently.
_Key = tuple[str, str]


def element_records(engine: Engine) -> list[dict[str, Any]]:
    """List the records of all elements, by report and in the order of the document."""
    elements = {_key(row): row for row in select(engine, "export/elements")}
    records = {key: _record(row) for key, row in elements.items()}
    _add_ancestors(elements, records)
    units = {str(row["unit"]): str(row["abbreviation"]) for row in select(engine, "export/units")}
    _add_responsibilities(engine, records, units)
    for row in select(engine, "export/indicators"):
        _append(records, row, "indicators", row["name"])
    _add_levels(engine, records)
    _add_texts(engine, records, units)
    for row in select(engine, "export/statuses"):
        if _key(row) in records:
            records[_key(row)] |= {"status": row["written"], "status_source": row["source"]}
    for row in select(engine, "export/certainty"):
        if _key(row) in records:
            records[_key(row)]["confidence"] = round(float(row["confidence"] or 1), 2)
    return list(records.values())


def _key(row: Answer) -> _Key:
    return str(row["report"]), str(row["element"])


def _record(row: Answer) -> dict[str, Any]:
    values: dict[str, Any] = {
        "iri": row["element"],
        "report": row["report"],
        "kind": _KIND_OF[_local(row["class"])],
        "code": row["code"],
        "name": row["name"],
        "units": [],
        "indicators": [],
        "targets": [],
        "risks": None,
        "progress": None,
        "progress_by_unit": {},
        "status": None,
        "status_source": _ABSENT,
        "responsible": None,
        "confidence": 1.0,
        "lines": [int(row["first"] or 0), int(row["last"] or 0)],
    }
    return {field: values.get(field) for field in FIELDS}


def _add_ancestors(elements: Mapping[_Key, Answer], records: Mapping[_Key, dict[str, Any]]) -> None:
    """Name the programme, goal and flagship above each element: the code where there is one, a flagship by its name."""
    for key, record in records.items():
        above = elements[key]["parent"]
        while above is not None and (key[0], above) in records:
            ancestor = records[key[0], above]
            kind = ancestor["kind"]
            by_code = ancestor["code"] if kind != "flagship" else None
            if record[kind] is None:
                record[kind] = by_code or ancestor["name"]
            above = elements[key[0], above]["parent"]


def _add_responsibilities(engine: Engine, records: Mapping[_Key, dict[str, Any]], units: Mapping[str, str]) -> None:
    for row in select(engine, "export/responsibilities"):
        if "/post/" in str(row["holder"]):
            records[_key(row)]["responsible"] = row["written"]
        else:
            _append(records, row, "units", units[str(row["holder"])])


def _add_levels(engine: Engine, records: Mapping[_Key, dict[str, Any]]) -> None:
    pairs: dict[tuple[_Key, str], dict[str, str | None]] = defaultdict(
        lambda: {"indicator": None, "baseline": None, "target": None}
    )
    for row in select(engine, "export/levels"):
        pair = pairs[_key(row), str(row["ordinal"])]
        pair["indicator"] = row["indicator"]
        pair[_local(row["class"]).lower()] = row["value"]
    for (key, _), pair in pairs.items():
        records[key]["targets"].append(pair)


def _add_texts(engine: Engine, records: Mapping[_Key, dict[str, Any]], units: Mapping[str, str]) -> None:
    for row in select(engine, "export/texts"):
        record = records[_key(row)]
        if _local(row["class"]) == "Risk":
            record["risks"] = row["text"]
        elif row["unit"] is None:
            record["progress"] = row["text"]
        else:
            record["progress_by_unit"][units.get(row["unit"], _local(row["unit"]))] = row["text"]


def _append(records: Mapping[_Key, dict[str, Any]], row: Answer, field: str, value: str | None) -> None:
    records[_key(row)][field].append(value)


def _local(iri: str | None) -> str:
    return str(iri).replace("#", "/").rsplit("/", 1)[-1]
