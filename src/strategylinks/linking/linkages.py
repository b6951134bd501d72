"""What a linkage is: two ends, a kind, a weight, and the grounds that a reader can open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from strategylinks.model import CERTAIN, Certainty, Element, SourceSpan
from strategylinks.register import SignKind


class LinkageKind(StrEnum):
    """Name the kinds of the linkage scheme."""

    JOINT_ACTION = "joint-action"
    SHARED_PARENT = "shared-parent"
    LEAD_AND_PARTICIPANTS = "lead-and-participants"
    EXPLICIT_REFERENCE = "explicit-reference"
    SHARED_INDICATOR = "shared-indicator"
    SHARED_INITIATIVE = "shared-initiative"
    STATED_CONDITION = "stated-condition"
    NAMED_IN_TEXT = "named-in-text"
    STATED_COOPERATION = "stated-cooperation"


class EndKind(StrEnum):
    """Say what stands at an end of a linkage."""

    UNIT = "unit"
    ELEMENT = "element"
    NAMED = "named"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True, order=True)
class End:
    """Hold an end of a linkage: the id of a unit or named thing, or the key of an element or its indicator."""

    kind: EndKind
    key: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold one ground for a linkage: the words as read, and where they stand."""

    text: str
    sources: tuple[SourceSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """Hold a typed dependency; a directed one leads from what depends to what it depends on.

    No unit is on both sides. ``through`` is what joins the ends: elements, indicators or named things.
    """

    kind: LinkageKind
    source: End
    target: End
    source_units: tuple[str, ...] = ()
    target_units: tuple[str, ...] = ()
    through: tuple[End, ...] = ()
    weight: int = 1
    is_directed: bool = False
    certainty: Certainty = CERTAIN
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Hold one place where the text of an element names a unit, partner, initiative or system.

    ``units`` are those whose text it surely is: of a joint action's progress, none. A listed thing is but one item of
    an enumeration in brackets.
    """

    element: Element
    thing: End
    as_written: str
    units: tuple[str, ...]
    ground: Ground
    certainty: Certainty = CERTAIN
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """Hold a sentence of an element's progress text that tells of delay, or of something that is not done."""

    kind: SignKind
    element: Element
    as_written: str
    ground: Ground
    certainty: Certainty = CERTAIN


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold what is read from the texts of one report: mentions, linkages and signs."""

    mentions: tuple[Mention, ...]
    linkages: tuple[Linkage, ...]
    signs: tuple[Sign, ...] = ()


def combined(*certainties: Certainty) -> Certainty:
    """Combine certainties: as sure as the least sure of them."""
    return Certainty(
        min((certainty.confidence for certainty in certainties), default=1.0),
        tuple(dict.fromkeys(doubt for certainty in certainties for doubt in certainty.doubts)),
    )


def unit_end(unit: str) -> End:
    """Give a unit as an end."""
    return End(EndKind.UNIT, unit)


def element_end(key: str) -> End:
    """Give an element as an end."""
    return End(EndKind.ELEMENT, key)


def between_units(
    kind: LinkageKind,
    pair: tuple[str, str],
    through: End,
    *,
    weight: int = 1,
    certainty: Certainty = CERTAIN,
    grounds: tuple[Ground, ...],
) -> Linkage:
    """Make an undirected linkage of two units."""
    one, other = pair
    return Linkage(
        kind=kind,
        source=unit_end(one),
        target=unit_end(other),
        source_units=(one,),
        target_units=(other,),
        through=(through,),
        weight=weight,
        certainty=certainty,
        grounds=grounds,
    )
