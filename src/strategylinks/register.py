"""Named things that reports speak of: partners, initiatives and systems; and the words that state linkages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from strategylinks.organisation import Evidence


class NamedKind(StrEnum):
    """Say what a named thing is."""

    PARTNER = "partner"
    INITIATIVE = "initiative"
    SYSTEM = "system"


class StatementKind(StrEnum):
    """Say what a phrase states about the thing it names, or how it weighs what others state in its sentence.

    Where one of neither matches, nothing is stated; talk is cooperation only as surely as its confidence says, unless
    a phrase of joint work stands beside it.
    """

    CONDITION = "condition"
    COOPERATION = "cooperation"
    NEITHER = "neither"
    TALK = "talk"
    JOINT = "joint"


class SignKind(StrEnum):
    """Say what the words of a progress text are a sign of."""

    LATE = "late"
    UNFINISHED = "unfinished"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Hold a partner, initiative or system, never a person.

    ``forms`` are the base forms by which texts name it, ``inflected`` other forms as printed, misspelt or not, and
    ``exceptions`` words that hold its name and mean something else. One without a municipality is national.
    ``joins`` is false where naming it does not join units: all of them use it.
    """

    id: str
    kind: NamedKind
    name: str
    forms: tuple[str, ...]
    inflected: tuple[str, ...] = ()
    municipality: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    joins: bool = True
    exceptions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitForms:
    """Hold the forms by which running text names a unit, beside the labels that the organisation file lists."""

    unit: str
    municipality: str
    forms: tuple[str, ...]
    inflected: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold a phrase that states a condition or cooperation; ``X`` is where it names the thing.

    ``of`` limits what the thing can be; ``confidence`` is how sure such a phrase is to mean it.
    """

    kind: StatementKind
    words: str
    of: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class SignPhrase:
    """Hold a phrase that is a sign wherever a progress text has it."""

    kind: SignKind
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold the reviewed words of the language: phrases of statements and signs, and words that mean nothing alone."""

    phrases: Sequence[Phrase] = ()
    signs: Sequence[SignPhrase] = ()
    negations: Sequence[str] = ()
    conjunctions: Sequence[str] = ()
    abbreviations: Sequence[str] = ()
    organisation_forms: Sequence[str] = ()
    heads: Sequence[str] = ()
    generic_indicators: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Hold the named things of one or more municipalities, and the wording by which they are linked."""

    things: Sequence[NamedThing] = ()
    units: Sequence[UnitForms] = ()
    wording: Wording = field(default_factory=Wording)

    def within(self, municipality: str) -> Register:
        """Narrow the register to a municipality's own and the national things."""
        return replace(
            self,
            things=[thing for thing in self.things if thing.municipality in {None, municipality}],
            units=[unit for unit in self.units if unit.municipality == municipality],
        )

    def thing(self, thing_id: str, municipality: str) -> NamedThing:
        """Give a named thing by its id, as a municipality means it."""
        found = [thing for thing in self.within(municipality).things if thing.id == thing_id]
        return max(found, key=lambda thing: thing.municipality is not None)
