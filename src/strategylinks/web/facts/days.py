"""Days as people write them."""

from __future__ import annotations

import re

_DAY = re.compile(r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d))?)?")


def written(language: str, day: str) -> str:
    """Write a day, month or year of ISO 8601, or a time between two: "30.6.2017", "6/2024"; English keeps ISO."""
    if language == "en":
        return day.replace("/", " – ")
    return " – ".join(_DAY.sub(_finnish, part) for part in day.split("/"))


def _finnish(match: re.Match[str]) -> str:
    year, month, day = match["year"], match["month"], match["day"]
    if day:
        return f"{int(day)}.{int(month)}.{year}"
    return f"{int(month)}/{year}" if month else year
