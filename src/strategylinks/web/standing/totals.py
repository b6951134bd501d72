"""The totals that a report states, held against what was read from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from strategylinks.loading.catalogue import read_catalogue
from strategylinks.table import Table, Value
from strategylinks.web.site import Site


class Verdict(StrEnum):
    """Say how a total compares with what was read."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Total:
    """Hold one number of the report; ``read`` is None where nothing was read that it could be held against.

    ``status`` is empty for the sum of all statuses; ``why`` is a word of ``totals``.
    """

    status: str
    reported: int
    read: int | None
    verdict: Verdict
    why: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold the totals about a flagship, or about the whole report where there is no ``iri``."""

    iri: str
    code: str | None
    name: str
    actions: int
    totals: Sequence[Total]


def is_extract(site: Site, report: str) -> bool:
    """Tell whether a report prints only a part of what its own totals count, as the catalogue says."""
    catalogue = site.workspace.catalogue
    return catalogue.is_file() and any(one.id == report and one.is_extract for one in read_catalogue(catalogue).reports)


def reconcile(table: Table, *, is_extract: bool) -> list[Subject]:
    """Hold the rows of ``progress/reported-totals`` of one report against what was read, subject by subject."""
    subjects = dict.fromkeys(row["element"] for row in table)
    return [_subject([row for row in table if row["element"] == one], is_extract=is_extract) for one in subjects]


def _subject(rows: Sequence[Mapping[str, Value]], *, is_extract: bool) -> Subject:
    one = rows[0]
    whole = sum(_int(row["reported"]) for row in rows)
    actions = _int(one["actions"])
    first, last = min(_int(row["first"]) for row in rows), max(_int(row["last"]) for row in rows)
    verdict, why = Verdict.AGREES, "sum-agrees"
    if whole != actions:
        verdict, why = (Verdict.UNCHECKABLE, "extract") if is_extract else (Verdict.DIFFERS, "sum-differs")
    total = Total("", whole, actions, verdict, why, first, last)
    found = [total, *(_total(row, rows) for row in rows)]
    return Subject(str(one["element"] or ""), _text(one["code"]), str(one["name"] or ""), actions, found)


def _total(row: Mapping[str, Value], rows: Sequence[Mapping[str, Value]]) -> Total:
    """Hold the number of one status against what was read, by the rule of ``validation.reconciliation``."""
    reported, stated = _int(row["reported"]), _int(row["stated"])
    whole = sum(_int(one["reported"]) for one in rows)
    read: int | None = None
    if any(_int(one["inferred"]) for one in rows):
        # The inferred statuses were made to fit this total: they cannot confirm it.
        verdict, why = Verdict.UNCHECKABLE, "inferred"
    elif not _int(row["absent"]) and _int(row["actions"]) == whole:
        verdict, why, read = Verdict.AGREES if stated == reported else Verdict.DIFFERS, "counted", stated
    else:
        verdict, why = Verdict.UNCHECKABLE, "no-status"
    return Total(str(row["status"] or ""), reported, read, verdict, why, _int(row["first"]), _int(row["last"]))


def _int(value: Value) -> int:
    return int(value or 0)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
