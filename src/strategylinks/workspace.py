"""A workspace: a folder whose ``data/`` holds reports and the reviewed files beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from strategylinks.errors import WorkspaceError
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Post, Unit


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raise WorkspaceError where it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WorkspaceError("the file is missing", where=path, do="Run 'strategylinks init DIR' for a fresh workspace.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"not a TOML file: {error}", where=path, do="Mend the file.") from error


def read_organisation(path: Path) -> Organisation:
    """Read the organisation file; raise WorkspaceError where it is malformed."""
    content = read_toml(path)
    try:
        return Organisation(
            [_unit(entry) for entry in content.get("unit", [])],
            [_post(entry) for entry in content.get("post", [])],
            [_change(entry) for entry in content.get("change", [])],
        )
    except KeyError as error:
        raise WorkspaceError(f"an entry has no {error.args[0]!r}", where=path, do="Add it.") from error


def _unit(entry: dict[str, Any]) -> Unit:
    return Unit(
        id=entry["id"],
        municipality=entry["municipality"],
        name=entry["name"],
        labels=tuple(entry.get("labels", [])),
        kind=entry.get("kind", "service-area"),
        parent=entry.get("parent"),
        names=entry.get("names", {}),
        evidence=_evidence(entry),
    )


def _post(entry: dict[str, Any]) -> Post:
    return Post(entry["id"], entry["municipality"], entry["name"], tuple(entry.get("labels", [])), _evidence(entry))


def _change(entry: dict[str, Any]) -> ChangeEvent:
    return ChangeEvent(
        id=entry["id"],
        municipality=entry["municipality"],
        name=entry["name"],
        original=tuple(entry.get("original", [])),
        resulting=tuple(entry.get("resulting", [])),
        date=str(entry["date"]),
        evidence=_evidence(entry),
    )


def _evidence(entry: dict[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(item["report"], item["lines"][0], item["lines"][1], item["quote"]) for item in entry.get("evidence", [])
    )
