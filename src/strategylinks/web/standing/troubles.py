"""What is late, missed or in danger, each element once with all its signs; and what the roll-up rule changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.table import Table, Value

#: The signs that something is late or missed, the gravest first.
SIGNS = ("status", "deviation", "text", "partly")
#: How a status of a goal can be computed from those of its actions.
RULES = ("all", "majority", "worst")

Cells = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Hold an element, the row that says most, and its rows by sign; it is listed under its gravest sign."""

    row: Cells
    sign: str
    signs: Sequence[Cells]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """Hold how many goals or flagships get which status by a rule, from statuses of one origin."""

    level: str
    origin: str
    rule: str
    counts: Mapping[str, int]


def troubles(table: Table) -> dict[str, list[Trouble]]:
    """Sort the rows of ``progress/late-or-missed`` by element, and the elements by their gravest sign."""
    found: dict[str, list[Trouble]] = {sign: [] for sign in SIGNS}
    for element in dict.fromkeys(row["element"] for row in table):
        rows = sorted((row for row in table if row["element"] == element), key=_gravity)
        found[str(rows[0]["sign"])].append(Trouble(rows[0], str(rows[0]["sign"]), rows))
    return {sign: those for sign, those in found.items() if those}


def _gravity(row: Cells) -> int:
    return SIGNS.index(str(row["sign"]))


def risks(table: Table) -> list[list[Cells]]:
    """Gather the rows of ``progress/risks-of-goals-at-risk`` by the element that the risk is named for."""
    elements = dict.fromkeys(row["element"] for row in table)
    return [[row for row in table if row["element"] == element] for element in elements]


def rule_counts(table: Table) -> list[RuleCount]:
    """Count by rule what the rows of ``progress/rolled-up-status`` come to; "absent" where a rule has no result."""
    kinds = dict.fromkeys((str(row["level"]), str(row["source"])) for row in table)
    return [
        RuleCount(level, origin, rule, _counts(table, level, origin, rule)) for level, origin in kinds for rule in RULES
    ]


def _counts(table: Table, level: str, origin: str, rule: str) -> Mapping[str, int]:
    return Counter(str(row[rule] or "open") for row in table if row["level"] == level and row["source"] == origin)
