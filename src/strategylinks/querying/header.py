"""The header of a query file: what it asks, in three languages, what it needs, and what its columns mean.

The lines that begin with ``#+`` are YAML behind that mark, and comments to SPARQL:

    #+ title: {fi: Mitkä yksiköt jakavat tavoitteen, sv: ..., en: Which units share a goal}
    #+ parameters:
    #+   goal: {type: goal, required: true, title: {fi: Tavoite, sv: Mål, en: Goal}}
    #+ columns:
    #+   unit: {fi: Yksikkö, sv: Enhet, en: Unit}
    #+   goal: {type: iri, en: IRI of the goal}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import yaml

from strategylinks.errors import WorkspaceError
from strategylinks.querying.library import query_text
from strategylinks.table import Column, Texts
from strategylinks.yaml_text import read_yaml

_MARK = "#+"


class ParameterType(StrEnum):
    """Name what a person can write for a parameter: something in the graph, or a plain value."""

    ELEMENT = "element"
    PROGRAMME = "programme"
    GOAL = "goal"
    FLAGSHIP = "flagship"
    ACTION = "action"
    UNIT = "unit"
    NAMED = "named"
    REPORT = "report"
    PLAN = "plan"
    MUNICIPALITY = "municipality"
    CONCEPT = "concept"
    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Hold a parameter of a query or an analysis; ``scheme`` names the SKOS scheme of a concept.

    ``choices`` are the only texts that it takes, where there are any. ``default`` tells what an analysis takes where
    nothing is given; that of a query stands in its file. ``least`` is the smallest whole number that it takes.
    """

    name: str
    type: ParameterType
    title: Texts
    is_required: bool = False
    scheme: str = ""
    choices: Sequence[str] = ()
    default: str = ""
    least: int | None = None


#: What every question about reports takes, though no query file has it: it stands for the reports of a municipality.
MUNICIPALITY = Parameter(
    "municipality", ParameterType.MUNICIPALITY, {"fi": "Kunta", "sv": "Kommun", "en": "Municipality"}
)


@dataclass(frozen=True, slots=True)
class Header:
    """Hold the header of a query; ``questions`` are numbers of competency questions that it answers."""

    name: str
    title: Texts
    description: Texts
    questions: Sequence[int]
    parameters: Sequence[Parameter]
    columns: Sequence[Column]
    severity: str = ""

    @property
    def accepted(self) -> Sequence[Parameter]:
        """Give its parameters and, where it takes reports, the municipality that stands for all of its own."""
        takes_reports = any(parameter.type is ParameterType.REPORT for parameter in self.parameters)
        has_own = any(parameter.name == MUNICIPALITY.name for parameter in self.parameters)
        return [*self.parameters, MUNICIPALITY] if takes_reports and not has_own else self.parameters


@cache
def read_header(name: str) -> Header:
    """Read the header of a query of the library; raise WorkspaceError where it is malformed."""
    marked = [line.removeprefix(_MARK) for line in query_text(name).splitlines() if line.startswith(_MARK)]
    try:
        content = read_yaml("\n".join(line.removeprefix(" ") for line in marked))
        return header_of(name, content)
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError(
            f"the header is malformed: {error}", where=f"queries/{name}.rq", do="Mend the lines that begin with #+."
        ) from error


def header_of(name: str, content: Mapping[str, Any]) -> Header:
    """Make a header of what its YAML says."""
    asked = content.get("question", [])
    return Header(
        name=name,
        title=_texts(content["title"]),
        description=_texts(content.get("description", {})),
        questions=asked if isinstance(asked, list) else [asked],
        parameters=[_parameter(key, value) for key, value in content.get("parameters", {}).items()],
        columns=[_column(key, value) for key, value in content.get("columns", {}).items()],
        severity=content.get("severity", ""),
    )


def _parameter(name: str, content: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name,
        ParameterType(content["type"]),
        _texts(content.get("title", name)),
        is_required=bool(content.get("required", False)),
        scheme=content.get("scheme", ""),
        choices=tuple(map(str, content.get("choices", ()))),
        default=str(content.get("default", "")),
        least=content.get("least"),
    )


def _column(name: str, content: Mapping[str, Any] | str) -> Column:
    if isinstance(content, str):
        return Column(name, {"en": content})
    heading = {key: str(value) for key, value in content.items() if key != "type"}
    return Column(name, heading, is_iri=content.get("type") == "iri")


def _texts(content: Mapping[str, Any] | str) -> Texts:
    return {"en": content} if isinstance(content, str) else {key: str(value) for key, value in content.items()}
