"""Totals that a report states, held against what was read from it: they agree, they differ, or cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

import pyoxigraph as ox

from strategylinks.loading.numbers import magnitude, read_number, write_number
from strategylinks.querying.asking import ask
from strategylinks.querying.library import Answer, select
from strategylinks.web.site import Site
from strategylinks.web.standing.totals import Verdict, is_extract
from strategylinks.web.standing.totals import reconcile as reconcile_actions

_TOTALS = "progress/reported-totals"
_UNKNOWN = "unknown"
#: How this page says why a total of actions cannot be checked; otherwise it was counted.
_WHY = {"extract": "extract", "inferred": "inferred", "no-status": "lost"}
_COUNT = "count"


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
    """Give the totals of actions, as the page of statuses reconciles them."""
    for subject in reconcile_actions(ask(_TOTALS, site.engine, report=report), is_extract=is_extract(site, report)):
        name = " ".join(filter(None, (subject.code, subject.name)))
        for one in subject.totals:
            read = "" if one.read is None else str(one.read)
            verdict = _UNKNOWN if one.verdict is Verdict.UNCHECKABLE else one.verdict.value
            stated, why, place = str(one.reported), _WHY.get(one.why, _COUNT), (one.first, one.last)
            yield Total(name, one.status, stated, read, verdict, why, *place, subject.iri)


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
