"""Numbers as Finnish reports print them."""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = r"[ \u00a0\u202f]"
#: A number that opens a value: not a date (9.12.2024), a range (5-10), a fraction or a label ("2017: …").
_NUMBER = re.compile(
    rf"^(?P<sign>[+\-–−]?){_SPACES}?(?P<whole>\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d+)(?:[,.](?P<decimals>\d+))?"
    r"(?![\d:/.]|[-–]\d|,\d)"
)

_MILLIONS = re.compile(r"^(?:milj\b|m€|meur\b)", re.IGNORECASE)
_THOUSANDS = re.compile(r"^(?:t\. ?€|1 000\b|tuhat\b|teur\b)", re.IGNORECASE)


def magnitude(unit_of_measure: str) -> int:
    """Give what a printed unit of measure multiplies by: "milj. euroa" 1,000,000, "t. €" 1,000, else 1."""
    if _MILLIONS.match(unit_of_measure):
        return 1_000_000
    return 1_000 if _THOUSANDS.match(unit_of_measure) else 1


def read_number(text: str) -> Decimal | None:
    """Read the number that a printed value opens with: "-10 252 t. €" → -10252, "14,1 %" → 14.1."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    digits = re.sub(r"\D", "", match["whole"])
    sign = "-" if match["sign"] in {"-", "–", "−"} else ""
    return Decimal(f"{sign}{digits}.{match['decimals']}" if match["decimals"] else f"{sign}{digits}")


def write_number(number: Decimal) -> str:
    """Write a number for people to read: 2600000.0 as "2 600 000", with spaces that do not break."""
    return f"{number.normalize():,f}".replace(",", "\N{NO-BREAK SPACE}")
