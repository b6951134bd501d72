"""Say the notations of answers, such as "loses-only-carrier", in the language of a visit."""

from __future__ import annotations

import re

from strategylinks.errors import StrategyLinksError
from strategylinks.web.visit import Visit

#: A notation in a description: "(needed by)", or "deviation:" before what it means.
_NOTATION = re.compile(r" ?\((?P<told>[a-z-]+(?: [a-z]+)?)\)|(?<![\w-])(?P<explained>[a-z][a-z-]+)(?=:)")


def spoken(visit: Visit, notation: str) -> str:
    """Give the words for a notation; one that has none is given as it is."""
    return told(visit, f"value.{notation.casefold().replace(',', '').replace(' ', '-')}") or notation


def explained(visit: Visit, description: str) -> str:
    """Give a description of a question with the words that its answer shows instead of notations."""

    def worded(found: re.Match[str]) -> str:
        notation = found["told"] or found["explained"]
        words = spoken(visit, notation)
        if words == notation:
            return found[0]
        if description[: found.start()].casefold().endswith(words.casefold()):
            return ""
        quoted = f"“{words}”" if visit.language == "en" else f"”{words}”"
        return f" ({quoted})" if found["told"] else quoted

    return _NOTATION.sub(worded, description)


def told(visit: Visit, key: str) -> str:
    """Give a text of the pages, or nothing where there is none of that key."""
    try:
        return visit.say(key)
    except StrategyLinksError:
        return ""
