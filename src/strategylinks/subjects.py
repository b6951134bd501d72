"""Which UN sustainable development goals the elements of a plan plainly contribute to, as people have reviewed it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from strategylinks.entries import read_entries
from strategylinks.errors import WorkspaceError
from strategylinks.organisation import Evidence

#: The numbers of the sustainable development goals.
GOALS = range(1, 18)


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold a reviewed judgement: an element, by its key or code, the goals it contributes to, and what shows it."""

    element: str
    goals: tuple[int, ...]
    evidence: Evidence


def read_subjects(path: Path, reports: Collection[str]) -> list[Subject]:
    """Read the judgements; a missing file holds none. Raise WorkspaceError where one names no known report."""
    subjects = read_entries(path, "subject", _subject) if path.is_file() else []
    for subject in subjects:
        if subject.evidence.report not in reports:
            raise WorkspaceError(
                f"the subject of {subject.element!r} names {subject.evidence.report!r}, which is no report",
                where=path,
                do="Name a report of the catalogue.",
            )
    return subjects


def _subject(entry: Mapping[str, Any]) -> Subject:
    goals = tuple(entry["sdg"])
    if not goals or any(goal not in GOALS for goal in goals):
        raise WorkspaceError(f"sdg = {list(goals)} names no sustainable development goal", do="Give numbers 1 to 17.")
    first, last = entry["lines"]
    return Subject(entry["element"], goals, Evidence(entry["report"], first, last, entry["quote"]))
