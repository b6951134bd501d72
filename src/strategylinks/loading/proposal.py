"""Propose a catalogue entry for a new report: what its text and file name say, and what its bringer says."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from strategylinks.errors import WorkspaceError
from strategylinks.loading.catalogue import Catalogue
from strategylinks.loading.keys import slug
from strategylinks.model import CatalogueEntry, Plan

#: "1-12/2021", "1 - 9 / 2021": months of a year.
_MONTHS = re.compile(r"\b(1[0-2]|[1-9])\s*[-–]\s*(1[0-2]|[1-9])\s*/\s*(20\d\d)\b")
#: "Q4/2024", and "q4" or "h1" beside the year in a file name.
_QUARTER = re.compile(r"\bQ([1-4])\s*/\s*(20\d\d)\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(20\d\d)(?:[-_ ]?([hq])([1-4]))?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTH_NAMES = (
    *("tammi", "helmi", "maalis", "huhti", "touko", "kesä"),
    *("heinä", "elo", "syys", "loka", "marras", "joulu"),
)
_NAMED_MONTHS = re.compile(
    rf"({'|'.join(_MONTH_NAMES)})\s?[-–]\s?({'|'.join(_MONTH_NAMES)})kuu\w*\s+(20\d\d)", re.IGNORECASE
)
#: How much of a municipality's name its inflected forms keep: "Lahden" of "Lahti", "Tuusulan" of "Tuusula".
_STEM = 3
#: No title is longer than this.
_TITLE_LENGTH = 80


def propose_entry(
    file: Path, lines: Sequence[str], content: bytes, catalogue: Catalogue, given: Mapping[str, str]
) -> CatalogueEntry:
    """Propose the catalogue entry of a report; whatever was not given is marked as inferred."""
    name = given.get("id") or slug(file.stem)
    if name != slug(name):
        raise WorkspaceError(f"{name!r} is no catalogue id", do=f"Use small letters, digits and hyphens: {slug(name)}.")
    municipality = given.get("municipality") or _municipality(file, lines, catalogue)
    start, end = _period(file, lines, given)
    plan_id = given.get("plan") or f"{municipality}-{start.year if start else 'undated'}"
    plan = catalogue.plans.get(plan_id) or Plan(plan_id, municipality, f"Strategia {plan_id}", title_is_stated=False)
    return CatalogueEntry(
        id=name,
        file=f"{name}.txt",
        plan=plan,
        title=given.get("title") or file.stem,
        publisher=given.get("publisher", ""),
        start=start,
        end=end,
        scope=given.get("scope", ""),
        inferred=_inferred(given),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _inferred(given: Mapping[str, str]) -> frozenset[str]:
    named = {"municipality", "plan", "title"} - given.keys()
    return frozenset(named | (set() if {"start", "end"} <= given.keys() else {"period"}))


def _municipality(file: Path, lines: Sequence[str], catalogue: Catalogue) -> str:
    """Take a known municipality that the file name opens with, else the one the text names most, else the name's."""
    opening = re.split(r"[-_ .]", slug(file.stem))[0]
    if opening in catalogue.municipalities or not catalogue.municipalities:
        return opening
    text = "\n".join(lines).casefold()
    counts = {
        name: len(re.findall(rf"\b{re.escape(known.names['fi'].casefold()[:_STEM])}\w*", text))
        for name, known in catalogue.municipalities.items()
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] and not opening.isalpha() else opening


def _period(file: Path, lines: Sequence[str], given: Mapping[str, str]) -> tuple[date | None, date | None]:
    """Take the period given, else the one printed, else the one in the file name, else the year most often named."""
    if "start" in given and "end" in given:
        return _day(given["start"]), _day(given["end"])
    named = _IN_NAME.search(file.stem)
    if named and named[2]:
        return _span(int(named[1]), 1, _last_month(named[2], named[3]))
    printed = _printed_period(lines)
    if printed:
        return printed
    if named:
        return _span(int(named[1]), 1, 12)
    years = Counter(_YEAR.findall("\n".join(lines)))
    return _span(int(years.most_common(1)[0][0]), 1, 12) if years else (None, None)


def _printed_period(lines: Sequence[str]) -> tuple[date, date] | None:
    """Read the period off a title: a short line, for long ones tell of other periods too."""
    for line in (line for line in lines if len(line) <= _TITLE_LENGTH and "\t" not in line):
        if match := _MONTHS.search(line):
            return _span(int(match[3]), int(match[1]), int(match[2]))
        if match := _NAMED_MONTHS.search(line):
            return _span(int(match[3]), _month(match[1]), _month(match[2]))
        if match := _QUARTER.search(line):
            return _span(int(match[2]), 1, 3 * int(match[1]))
    return None


def _last_month(kind: str | None, number: str | None) -> int:
    if kind is None or number is None:
        return 12
    return min(12, int(number) * (6 if kind.lower() == "h" else 3))


def _month(name: str) -> int:
    return _MONTH_NAMES.index(name.casefold()) + 1


def _span(year: int, first: int, last: int) -> tuple[date, date]:
    last = max(first, last)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WorkspaceError(f"{text!r} is no date", do="Write it as 2024-12-31.") from error
