"""Find elements by what a person knows: an IRI, a code, or a piece of the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapidfuzz import process

from strategylinks.errors import NotInGraphError

#: How many names to suggest when nothing, or too much, was found.
_SUGGESTIONS = 8


def find_elements(records: Sequence[dict[str, Any]], wanted: str, report: str | None = None) -> list[dict[str, Any]]:
    """Find the records that a text means; raise NotInGraphError with the nearest names where there is none."""
    within = [record for record in records if report in (None, record["report"])]
    folded = wanted.strip().casefold()
    if folded:
        ways = (
            [record for record in within if record["iri"].casefold() == folded],
            [record for record in within if (record["code"] or "").casefold() == folded],
            [record for record in within if record["name"].casefold() == folded],
            [record for record in within if folded in record["name"].casefold()],
        )
        for found in filter(None, ways):
            return found
    near = [name for name, _, _ in process.extract(wanted, [r["name"] for r in within], limit=_SUGGESTIONS)]
    raise NotInGraphError(
        f"nothing in the graph is called {wanted!r}",
        do="Nearest names: " + "; ".join(dict.fromkeys(near)) if near else "Run 'strategylinks build' first.",
    )
