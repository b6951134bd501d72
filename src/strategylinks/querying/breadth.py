"""Keep a question from being asked of a whole country unawares: the answer would take minutes."""

from __future__ import annotations

from collections.abc import Container

from strategylinks.engines.engine import Engine
from strategylinks.errors import TooBroadError
from strategylinks.querying.header import MUNICIPALITY, Header, ParameterType
from strategylinks.querying.library import select

#: What is asked of more reports than these must be narrowed, or asked of all on purpose.
MOST_REPORTS = 100
#: What a person gives for the municipality to ask of all on purpose.
ALL = "all"
#: What names a thing, and so narrows a question to what belongs to it.
_NAMING = frozenset(
    {
        ParameterType.ELEMENT,
        ParameterType.PROGRAMME,
        ParameterType.GOAL,
        ParameterType.FLAGSHIP,
        ParameterType.ACTION,
        ParameterType.UNIT,
        ParameterType.NAMED,
        ParameterType.REPORT,
        ParameterType.PLAN,
        ParameterType.MUNICIPALITY,
    }
)


def is_narrowed(header: Header, given: Container[str]) -> bool:
    """Tell whether something that is given names a thing, or whether there is nothing to narrow."""
    could_be = MUNICIPALITY.name in {parameter.name for parameter in header.accepted}
    return not could_be or any(one.name in given for one in header.accepted if one.type in _NAMING)


def check_breadth(header: Header, given: Container[str], engine: Engine) -> None:
    """Raise TooBroadError where nothing that is given narrows a question, and the reports are very many."""
    if is_narrowed(header, given):
        return
    count = sum(int(row["count"] or 0) for row in select(engine, "names/report-count"))
    if count > MOST_REPORTS:
        raise TooBroadError(
            f"{header.name!r} would be asked of {count} reports at once",
            do=f"Narrow it with --municipality, or ask on purpose with --municipality {ALL}.",
        )
