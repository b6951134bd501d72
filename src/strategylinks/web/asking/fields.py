"""The fields of the form of a question: one for each of its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategylinks.querying.header import MUNICIPALITY, Header, Parameter, ParameterType
from strategylinks.web.asking.options import Option, options
from strategylinks.web.visit import Visit

#: More than these are typed, with suggestions, instead of chosen from a list.
_MOST_CHOICES = 150
_INPUTS = {ParameterType.DATE: "date", ParameterType.INTEGER: "integer", ParameterType.NUMBER: "number"}


@dataclass(frozen=True, slots=True)
class Field:
    """Hold a field: ``form`` is select, list (typed, with suggestions), date, integer, number or text."""

    name: str
    title: str
    form: str
    hint: str
    value: str
    is_required: bool
    has_default: bool
    options: Sequence[Option]

    @property
    def chosen(self) -> Option | None:
        """Give the option that the value names."""
        return next((one for one in self.options if self.value and self.value in (one.value, one.iri)), None)

    @property
    def groups(self) -> Mapping[str, Sequence[Option]]:
        """Give the options under what they stand under."""
        found: dict[str, list[Option]] = {}
        for option in self.options:
            found.setdefault(option.group, []).append(option)
        return found


def fields(visit: Visit, header: Header, given: dict[str, str], meant: dict[str, str]) -> list[Field]:
    """Make the fields of a question; ``meant`` are the IRIs of what was given, where that is known."""
    names = [parameter.name for parameter in header.accepted if parameter.type is ParameterType.REPORT]
    reports = [given[name] for name in names if given.get(name) in visit.site.reports]
    values = {one.name: one.default for one in header.accepted} | given | meant
    places = {report.municipality for report in visit.site.reports.values()}
    # Of one municipality there is nothing to choose.
    asked = [one for one in header.accepted if one != MUNICIPALITY or len(places) > 1]
    return [_field(visit, parameter, values[parameter.name], reports) for parameter in asked]


def _field(visit: Visit, parameter: Parameter, value: str, reports: Sequence[str]) -> Field:
    choices = options(visit, parameter, reports)
    form = _form(parameter, choices)
    return Field(
        name=parameter.name,
        title=visit.text(parameter.title),
        form=form,
        hint=_hint(visit, form),
        value=_typed(value, choices) if form == "list" else value,
        is_required=parameter.is_required,
        has_default=bool(parameter.default),
        options=choices,
    )


def _form(parameter: Parameter, choices: Sequence[Option]) -> str:
    if not choices:
        return _INPUTS.get(parameter.type, "text")
    return "select" if len(choices) <= _MOST_CHOICES else "list"


def _typed(value: str, choices: Sequence[Option]) -> str:
    """Give what stands for an IRI in a field that is typed into."""
    return next((one.value for one in choices if one.iri == value), value)


def _hint(visit: Visit, form: str) -> str:
    if form == "list":
        return visit.say("ask.hint-element")
    return visit.say(f"ask.hint-{form}") if form in ("date", "text") else ""
