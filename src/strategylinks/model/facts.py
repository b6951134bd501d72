"""What a report states: elements of a plan and facts about them, each with its place and certainty."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ElementKind(StrEnum):
    """Name the levels of a plan; a report uses some of them."""

    PROGRAMME = "programme"
    GOAL = "goal"
    FLAGSHIP = "flagship"
    ACTION = "action"


class StatusSource(StrEnum):
    """Say where a status comes from; one that is not in the document is not made up, and not a status."""

    STATED = "stated"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, order=True)
class SourceSpan:
    """Hold the place of a fact in its report: a range of lines and the words that stand there."""

    first: int
    last: int
    quote: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """Hold how sure the reading is, from 0 to 1, why it is not surer, and which corrections went into it."""

    confidence: float = 1.0
    doubts: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()


CERTAIN = Certainty()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Hold what all statements of a report have: sources and certainty."""

    sources: tuple[SourceSpan, ...]
    certainty: Certainty = CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Fact):
    """Hold who answers for an element: a unit or a post, as printed and as the organisation file knows it."""

    holder: str
    is_post: bool
    is_known: bool
    as_written: str
    role: str = "responsible"
    role_as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Fact):
    """Hold one indicator of an element."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels(Fact):
    """Hold a baseline and a target as printed; ``indicator`` names theirs where the document tells."""

    indicator: str | None
    baseline: str | None
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Fact):
    """Hold the risks that a report names for an element."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNote(Fact):
    """Hold what a report tells of an element's progress; ``unit`` where the cell is divided by units."""

    text: str
    unit: str | None = None
    as_written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAssessment(Fact):
    """Hold a status: a value of the report's own scale, the words printed, and where it comes from."""

    scale: str
    value: str
    as_written: str
    source: StatusSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Fact):
    """Hold a programme, goal, flagship project or action.

    ``key`` is stable within the plan: the kind and the report's own code or a hash of the text. ``first`` and
    ``last`` are the lines of its row or heading; ``supports`` lists strategy targets that a flagship serves.
    """

    key: str
    kind: ElementKind
    code: str
    name: str
    first: int
    last: int
    parent: str | None = None
    goal_kind: str = ""
    supports: tuple[str, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    levels: tuple[Levels, ...] = ()
    risk: Risk | None = None
    progress: ProgressNote | None = None
    progress_by_unit: tuple[ProgressNote, ...] = ()
    status: StatusAssessment | None = None
    mentions: tuple[SourceSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossReference(Fact):
    """Hold a reference such as "kts. E4" from an element to another; ``target`` is None where it leads nowhere."""

    element: str | None
    text: str
    code: str
    target: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationNote(Fact):
    """Hold what did not go as planned, for the action that the note names."""

    name: str
    text: str
    element: str | None
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTotal(Fact):
    """Hold how many actions have a status by the report's own count, under a flagship or in the whole report."""

    element: str | None
    status: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Fact):
    """Hold a remark that stands where an action would."""

    element: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """Hold one number as printed; ``summands`` are labels of the figures that it claims to be the sum of."""

    kind: str
    subject: str
    label: str
    value: str
    number: Decimal | None
    unit_of_measure: str
    period: str
    table: str = ""
    summands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Fact):
    """Hold an abbreviation or a glossary term as the report explains it."""

    term: str
    definition: str
    is_abbreviation: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Fact):
    """Hold running text of a page."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry(Fact):
    """Hold a value of the status scale as the report itself explains it."""

    notation: str
    text: str
