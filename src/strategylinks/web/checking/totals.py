"""Totals that a report states, held against what was read from it: they agree, they differ, or cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pyoxigraph as ox

from strategylinks.loading.catalogue import read_catalogue
from strategylinks.loading.numbers import magnitude, read_number, write_number
from strategylinks.querying.asking import ask
from strategylinks.querying.library import Answer, select
from strategylinks.table import Value
from strategylinks.web.site import Site

_TOTALS = "progress/reported-totals"


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a total that a report states; ``verdict`` is agrees, differs or unknown, ``why`` a word of the section."""

    what: str
    status: str
    stated: str
    read: str
    verdict: str
    why: str
    first: int
    last: int
    iri: str = ""


def reconcile(site: Site, report: str) -> list[Total]:
    """Reconcile all totals that a report states: actions by status, and figures that are sums."""
    return [*_counts(site, report), *_sums(site, report)]


def _counts(site: Site, report: str) -> Iterator[Total]:
    groups: dict[Value, list[Mapping[str, Value]]] = {}
    for row in ask(_TOTALS, site.engine, report=report):
        groups.setdefault(row["element"], []).append(row)
    for rows in groups.values():
        yield _actions(rows, is_extract=_is_extract(site, report))
        yield from (_status(row, rows) for row in rows)


def _is_extract(site: Site, report: str) -> bool:
    """Tell whether a report prints only a part of what its totals count, as the catalogue says."""
    if not site.workspace.catalogue.is_file():
        return False
    return any(one.id == report and one.is_extract for one in read_catalogue(site.workspace.catalogue).reports)


def _actions(rows: Sequence[Mapping[str, Value]], *, is_extract: bool) -> Total:
    stated, read = sum(_number(row["reported"]) for row in rows), _number(rows[0]["actions"])
    verdict, why = ("unknown", "extract") if is_extract else ("differs", "count")
    if stated == read:
        verdict, why = "agrees", "count"
    first, last = min(_number(row["first"]) for row in rows), max(_number(row["last"]) for row in rows)
    return Total(_name(rows[0]), "", str(stated), str(read), verdict, why, first, last, str(rows[0]["element"] or ""))


def _status(row: Mapping[str, Value], rows: Sequence[Mapping[str, Value]]) -> Total:
    stated = _number(row["reported"])
    total = sum(_number(one["reported"]) for one in rows)
    if any(_number(one["inferred"]) for one in rows):
        verdict, why, read = "unknown", "inferred", str(_number(row["inferred"]))
    elif not _number(row["absent"]) and _number(row["actions"]) == total:
        read = str(_number(row["stated"]))
        verdict, why = ("agrees" if stated == _number(row["stated"]) else "differs"), "count"
    else:
        verdict, why, read = "unknown", "lost", ""
    place = _number(row["first"]), _number(row["last"])
    return Total(
        _name(row), str(row["status"] or ""), str(stated), read, verdict, why, *place, str(row["element"] or "")
    )


def _name(row: Mapping[str, Value]) -> str:
    return " ".join(str(row[name]) for name in ("code", "name") if row[name])


def _number(value: Value) -> int:
    return int(value) if isinstance(value, int | float) else 0


def _sums(site: Site, report: str) -> Iterator[Total]:
    rows = list(select(site.engine, "pages/quality-sums", report=ox.Literal(report)))
    for _, group in groupby(rows, key=lambda row: row["figure"]):
        yield _sum(list(group))


def _sum(rows: Sequence[Answer]) -> Total:
    row = rows[0]
    what = " · ".join(filter(None, dict.fromkeys([row["subject"], row["table"], row["label"], row["period"]])))
    stated = _scaled(row["value"], row["unit"])
    parts = [_scaled(one["part_value"], one["part_unit"]) for one in rows]
    known = [part for part in parts if part is not None]
    verdict, why, read = "unknown", "unreadable", ""
    if stated is not None and len(known) == len(parts):
        added = sum(known, Decimal(0))
        read = write_number(added)
        verdict, why = ("agrees", "sum") if added == stated else ("differs", _reason(stated - added, rows))
    place = int(row["first"] or 0), int(row["last"] or 0)
    printed = write_number(stated) if stated is not None else row["value"] or ""
    return Total(what, "", printed, read, verdict, why, *place, row["figure"] or "")


def _reason(difference: Decimal, rows: Sequence[Answer]) -> str:
    """Tell whether rounding each part and the sum to their last printed digit can add up to a difference."""
    printed = [(rows[0]["value"], rows[0]["unit"]), *((row["part_value"], row["part_unit"]) for row in rows)]
    most = sum((_last_digit(value, unit) / 2 for value, unit in printed), Decimal(0))
    return "rounding" if abs(difference) <= most else "sum"


def _scaled(value: str | None, unit: str | None) -> Decimal | None:
    number = read_number(value or "")
    return None if number is None else number * magnitude(unit or "")


def _last_digit(value: str | None, unit: str | None) -> Decimal:
    number = read_number(value or "")
    exponent = number.as_tuple().exponent if number is not None else 0
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) * magnitude(unit or "")
