"""The catalogue: which reports a workspace holds, and what each of them is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from strategylinks.entries import read_entries
from strategylinks.errors import WorkspaceError
from strategylinks.model import CatalogueEntry, Plan
from strategylinks.table import LANGUAGES


@dataclass(frozen=True, slots=True)
class Municipality:
    """Hold a municipality and its names by language."""

    id: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold the municipalities, plans and reports of a workspace."""

    municipalities: Mapping[str, Municipality]
    plans: Mapping[str, Plan]
    reports: Sequence[CatalogueEntry]


def read_catalogue(path: Path) -> Catalogue:
    """Read the catalogue file; raise WorkspaceError where it is malformed."""
    municipalities = {one.id: one for one in read_entries(path, "municipality", _municipality)}
    plans = {plan.id: plan for plan in read_entries(path, "plan", _plan)}
    reports = read_entries(path, "report", lambda entry: _entry(entry, plans))
    _check_unique([report.id for report in reports], path)
    return Catalogue(municipalities, plans, reports)


def _municipality(entry: Mapping[str, Any]) -> Municipality:
    return Municipality(entry["id"], {"fi": entry["name"], **entry.get("names", {})})


def _plan(entry: Mapping[str, Any]) -> Plan:
    return Plan(entry["id"], entry["municipality"], entry["title"], entry.get("title_is_stated", False))


def _entry(entry: Mapping[str, Any], plans: Mapping[str, Plan]) -> CatalogueEntry:
    if entry["plan"] not in plans:
        raise WorkspaceError(
            f"the report {entry['id']!r} follows up the plan {entry['plan']!r}, which has no [[plan]] entry",
            do="Add the plan.",
        )
    return CatalogueEntry(
        id=entry["id"],
        file=entry["file"],
        plan=plans[entry["plan"]],
        title=entry["title"],
        publisher=entry.get("publisher", ""),
        start=_date(entry.get("start")),
        end=_date(entry.get("end")),
        scope=entry.get("scope", ""),
        inferred=frozenset(entry.get("inferred", [])),
        is_extract=entry.get("is_extract", False),
        sha256=entry.get("sha256", ""),
        scopes=_scopes(entry.get("scopes", {})),
    )


def _scopes(given: Mapping[str, str]) -> Mapping[str, str]:
    for language, text in given.items():
        if language not in LANGUAGES[1:] or not isinstance(text, str):
            raise ValueError(f"scopes has {language} = {text!r}, but holds texts in {' and '.join(LANGUAGES[1:])}")
    return dict(given)


def _date(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise WorkspaceError(f"{value!r} is no date", do="Write 2024-12-31, without quotation marks.")


def _check_unique(ids: Sequence[str], path: Path) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise WorkspaceError(f"the report {name!r} has two entries", where=path, do="Delete one.")


def catalogue_text(entry: CatalogueEntry, catalogue: Catalogue) -> str:
    """Write the catalogue entries of a new report, with its plan and municipality where those are new too."""
    lines = ["", ""]
    if entry.municipality not in catalogue.municipalities:
        name = entry.municipality.replace("-", " ").title()
        lines += ["[[municipality]]", _assign("id", entry.municipality), _assign("name", name), ""]
    if entry.plan.id not in catalogue.plans:
        plan = entry.plan
        lines += ["[[plan]]", _assign("id", plan.id), _assign("municipality", plan.municipality)]
        lines += [_assign("title", plan.title), ""]
    lines += ["[[report]]", _assign("id", entry.id), _assign("file", entry.file), _assign("plan", entry.plan.id)]
    lines += [_assign("title", entry.title), _assign("publisher", entry.publisher)]
    lines += [f"{name} = {day.isoformat()}" for name, day in (("start", entry.start), ("end", entry.end)) if day]
    lines += [_assign("scope", entry.scope), f"inferred = {json.dumps(sorted(entry.inferred))}"]
    lines += [_assign("sha256", entry.sha256), ""]
    return "\n".join(lines)


def _assign(key: str, text: str) -> str:
    # A JSON string is a TOML basic string.
    return f"{key} = {json.dumps(text, ensure_ascii=False)}"
