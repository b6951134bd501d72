"""Why lines were skipped and readings are uncertain, in the language of the page where we have the words."""

from __future__ import annotations

from strategylinks.errors import StrategyLinksError
from strategylinks.web.visit import Visit

#: The graph gives reasons in English.
_OF_GRAPH = "en"


def reason_in_words(visit: Visit, reason: str) -> tuple[str, str]:
    """Give a reason of the reader, and the language that it is in."""
    try:
        return visit.say(f"reason.{reason}"), visit.language
    except StrategyLinksError:
        return reason, _OF_GRAPH
