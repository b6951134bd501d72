"""Units and posts, and how documents print them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

#: What stands between the units of one label: "KYMP + SIVI", "Koha, kymp, sivi", "Koha+sivi".
SEPARATOR = re.compile(r"\s*[+,;&/]\s*")
#: What also stands between two of them, but inside names as well: "Kymp ja sivi", "Kasvatus ja koulutus".
_AND = re.compile(r"\s+(?:ja|sekä)\s+")
#: The longest word taken for an abbreviation where the organisation file does not know it.
_LONGEST_ABBREVIATION = 6
#: What may stand around a label and is no part of it.
_AROUND = " \t\n\u00a0()[]:"
#: How alike a misspelt post must be to a known one, in per cent (rapidfuzz ratio).
POST_LIKENESS = 80


@dataclass(frozen=True, slots=True)
class Unit:
    """Hold a unit; ``labels`` are the names and abbreviations that documents print for it."""

    id: str
    municipality: str
    name: str
    labels: tuple[str, ...]
    kind: str = "service-area"
    parent: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """Hold a post (an office, never a person)."""

    id: str
    municipality: str
    name: str
    labels: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold the place in a report that shows a reviewed statement; lines are counted from 1."""

    report: str
    first: int
    last: int
    quote: str


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """Hold a reorganisation: which units became which, and when.

    ``date`` is a day, month, year or an interval in which it happened ("2017-07/2021-12"), as in ISO 8601.
    """

    id: str
    municipality: str
    name: str
    original: tuple[str, ...]
    resulting: tuple[str, ...]
    date: str
    date_is_stated: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class UnitMention:
    """Hold a unit as a document prints it; ``unit`` is None where the organisation file does not know the label."""

    as_written: str
    unit: Unit | None

    @property
    def abbreviation(self) -> str:
        """Give the normalised abbreviation; an unknown label stands for itself in upper case."""
        return self.unit.id if self.unit else self.as_written.upper()


@dataclass(frozen=True)
class Organisation:
    """Hold the units, posts and reorganisations of one or more municipalities."""

    units: Sequence[Unit] = ()
    posts: Sequence[Post] = ()
    changes: Sequence[ChangeEvent] = ()

    def within(self, municipality: str) -> Organisation:
        """Narrow the organisation to one municipality."""
        return Organisation(
            [unit for unit in self.units if unit.municipality == municipality],
            [post for post in self.posts if post.municipality == municipality],
            [change for change in self.changes if change.municipality == municipality],
        )

    def find_unit(self, label: str) -> Unit | None:
        """Find the unit that prints as a label; case, brackets and a final colon do not count."""
        return self._by_label.get(_folded(label))

    def find_post(self, label: str) -> Post | None:
        """Find the post that prints as a label, misspelt or not."""
        posts = {_folded(name): post for post in self.posts for name in (post.name, *post.labels)}
        best = process.extractOne(_folded(label), posts.keys(), scorer=fuzz.ratio, score_cutoff=POST_LIKENESS)
        return posts[best[0]] if best else None

    def mentions(self, label: str) -> tuple[UnitMention, ...]:
        """Read a label of one or more units, such as ``(Kymp + koha + sivi)``."""
        whole = self.find_unit(label)
        if whole:
            return (UnitMention(_bare(label), whole),)
        names = (name for piece in SEPARATOR.split(_bare(label)) for name in self._names(piece))
        return tuple(UnitMention(_bare(name), self.find_unit(name)) for name in names if _bare(name))

    def _names(self, piece: str) -> Sequence[str]:
        """Divide "Kymp ja sivi", but not "Kasvatus ja koulutus": only between units known, or between abbreviations."""
        names = _AND.split(piece)
        if self.find_unit(piece) is None and all(
            self.find_unit(name) or len(_bare(name)) <= _LONGEST_ABBREVIATION for name in names
        ):
            return names
        return (piece,)

    def is_label(self, text: str) -> bool:
        """Tell whether a text is nothing but units that the organisation knows."""
        mentions = self.mentions(text)
        return bool(mentions) and all(mention.unit for mention in mentions)

    @cached_property
    def _by_label(self) -> dict[str, Unit]:
        return {_folded(label): unit for unit in self.units for label in (unit.id, unit.name, *unit.labels)}


def _bare(label: str) -> str:
    return label.strip(_AROUND)


def _folded(label: str) -> str:
    return unicodedata.normalize("NFC", " ".join(_bare(label).split())).casefold()
