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


def check_breadth(header: Header, given: Container[str], engine: Engine) -> None:
    """Raise TooBroadError where nothing that is given narrows a question, and the reports are very many."""
    could_be_narrowed = MUNICIPALITY.name in {parameter.name for parameter in header.accepted}
    is_narrowed = any(parameter.name in given for parameter in header.accepted if parameter.type in _NAMING)
    if is_narrowed or not could_be_narrowed:
        return
    count = sum(int(row["count"] or 0) for row in select(engine, "names/report-count"))
    if count > MOST_REPORTS:
        raise TooBroadError(
            f"{header.name!r} would be asked of {count} reports at once",
            do=f"Narrow it with --municipality, or ask on purpose with --municipality {ALL}.",
        )
