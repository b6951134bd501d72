"""Say the notations of answers, such as "loses-only-carrier", in the language of a visit."""

from __future__ import annotations

from strategylinks.errors import StrategyLinksError
from strategylinks.web.visit import Visit

#: Reasons are known by their first letters.
_LONGEST_KEY = 60


def spoken(visit: Visit, notation: str) -> str:
    """Give the words for a notation; one that has none is given as it is."""
    return told(visit, f"value.{notation.casefold().replace(',', '').replace(' ', '-')}") or notation


def told(visit: Visit, key: str) -> str:
    """Give a text of the pages, or nothing where there is none of that key."""
    try:
        return visit.say(key)
    except StrategyLinksError:
        return ""


def reason(visit: Visit, text: str) -> tuple[str, str]:
    """Give a reason of the loader in the language of a visit, or else in English, with the language that it is in."""
    key = "".join(letter if letter.isalnum() else "-" for letter in text.casefold())[:_LONGEST_KEY].strip("-")
    words = told(visit, f"reason.{key}")
    return (words, visit.language) if words else (text, "en")
