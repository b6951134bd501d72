"""Say in words why two elements may be the same undertaking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product
from textwrap import shorten

from strategylinks.alignment.bags import Bag, Bags, Reader, own_texts
from strategylinks.alignment.elements import AlignedElement, descendants
from strategylinks.alignment.meanings import MEANINGS, Meanings
from strategylinks.alignment.phrases import joined, listed
from strategylinks.alignment.scoring import Scores
from strategylinks.alignment.vectors import Space
from strategylinks.alignment.words import words
from strategylinks.table import Texts, in_language


class EvidenceKind(StrEnum):
    """Name the kinds of evidence."""

    NAME = "name"
    TEXT = "text"
    MEANING = "meaning"
    INDICATORS = "indicators"
    THINGS = "things"
    THEMES = "themes"
    UNITS = "units"
    STRUCTURE = "structure"


#: Which signals make up each kind of evidence.
_SIGNALS = {
    EvidenceKind.NAME: ("name_grams", "name_in_full", "name_in_around", "name_grams_in_full"),
    EvidenceKind.TEXT: ("full_grams", "full_stems", "own_stems"),
    EvidenceKind.MEANING: MEANINGS,
    EvidenceKind.INDICATORS: ("indicators",),
    EvidenceKind.THINGS: ("things",),
    EvidenceKind.THEMES: ("name_themes", "name_areas", "full_themes", "name_themes_in_full", "themes_around"),
    EvidenceKind.UNITS: ("units",),
    EvidenceKind.STRUCTURE: ("parents", "nearness", "parts", "above_grams", "level"),
}
#: How many words, names or themes are told at most.
_MOST = 6
#: Of a text that is quoted so many letters are shown.
_LONGEST = 80
#: What share of its words two indicators must have in common to be told, and two neighbours to be named.
_ALIKE = 0.5
_SURE = 0.2
#: How near in meaning two texts must be to be quoted.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold one kind of evidence for a candidate: which share of its score it makes, and what it is, by language."""

    kind: EvidenceKind
    score: float
    texts: Texts

    def __str__(self) -> str:
        """Say it in English."""
        return in_language(self.texts, "en")


@dataclass(frozen=True)
class Teller:
    """Tell the evidence for pairs of two sides."""

    elements: tuple[Sequence[AlignedElement], Sequence[AlignedElement]]
    bags: tuple[Bags, Bags]
    reader: Reader
    scores: Scores
    weights: Mapping[str, float]
    meanings: Meanings | None = None

    def tell(self, row: int, column: int) -> tuple[Evidence, ...]:
        """List the evidence for a pair, the weightiest first; what cannot be put in words is left out."""
        pair = (self.elements[0][row], self.elements[1][column])
        told = {
            EvidenceKind.NAME: listed("wording", self._words(row, column, of_names=True)),
            EvidenceKind.TEXT: listed("shared", self._words(row, column, of_names=False)),
            EvidenceKind.MEANING: self._meaning(*pair),
            EvidenceKind.INDICATORS: self._indicators(row, column),
            EvidenceKind.THINGS: listed("things", self._things(row, column)),
            EvidenceKind.THEMES: listed("themes", self._themes(row, column)),
            EvidenceKind.UNITS: _units(*pair),
            EvidenceKind.STRUCTURE: self._structure(*pair),
        }
        found = [Evidence(kind, self._share(kind, row, column), texts) for kind, texts in told.items() if texts]
        return tuple(sorted(found, key=lambda evidence: -evidence.score))

    @cached_property
    def _terms(self) -> Space:
        return Space([*self.bags[0].own_stems, *self.bags[1].own_stems])

    @cached_property
    def _under(self) -> tuple[Mapping[str, Sequence[AlignedElement]], Mapping[str, Sequence[AlignedElement]]]:
        return descendants(self.elements[0]), descendants(self.elements[1])

    @cached_property
    def _at(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        one, other = ({element.iri: number for number, element in enumerate(side)} for side in self.elements)
        return one, other

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Name the partners, initiatives and systems of both sides."""
        return {iri: name for side in self.elements for element in side for iri, name in element.things.items()}

    @cached_property
    def _printed(self) -> dict[int, Mapping[str, str]]:
        return {}

    def _share(self, kind: EvidenceKind, row: int, column: int) -> float:
        weighed = (name for name in _SIGNALS[kind] if name in self.weights)
        parts = (self.weights[name] * self.scores.signals[name][row, column] for name in weighed)
        return round(float(sum(parts) / max(self.scores.total[row, column], 1e-6)), 2)

    def _common(self, bag: str, row: int, column: int) -> set[str]:
        one, other = (getattr(side, bag)[at] for side, at in zip(self.bags, (row, column), strict=True))
        return set(one) & set(other)

    def _words(self, row: int, column: int, *, of_names: bool) -> list[str]:
        """List the rarest words that both have, as the earlier one prints them."""
        kind = "name_stems" if of_names else "full_stems"
        shared = self._common(kind, row, column)
        if not of_names:
            shared -= self._common("name_stems", row, column)
        rarest = sorted(shared, key=lambda stem: (-self._terms.rarity(stem), stem))
        printed = self._printed_words(row)
        return list(dict.fromkeys(printed[stem] for stem in rarest))[:_MOST]

    def _printed_words(self, row: int) -> Mapping[str, str]:
        if row not in self._printed:
            element = self.elements[0][row]
            found: dict[str, str] = {}
            for part in (element, *self._under[0][element.iri]):
                for word in (word for text in own_texts(part) for word in words(text)):
                    for stem in self.reader.stems_of(word):
                        found.setdefault(stem, word)
            self._printed[row] = found
        return self._printed[row]

    def _things(self, row: int, column: int) -> list[str]:
        return sorted(self._names[iri] for iri in self._common("things", row, column))[:_MOST]

    def _themes(self, row: int, column: int) -> list[Texts]:
        one, other = self.bags[0].full_themes[row], self.bags[1].full_themes[column]
        named = set(self.bags[0].themes_around[row]) | set(self.bags[1].themes_around[column])
        shared = sorted(set(one) & set(other) & named, key=lambda theme: (-min(one[theme], other[theme]), theme))
        return [self.reader.name_of(theme) for theme in shared[:_MOST]]

    def _meaning(self, earlier: AlignedElement, later: AlignedElement) -> Texts:
        """Quote the two texts of both that mean most nearly the same."""
        if self.meanings is None:
            return {}
        alike, *texts = self.meanings.nearest(own_texts(earlier), own_texts(later))
        quoted = [f"“{shorten(text, _LONGEST, placeholder=' …')}”" for text in texts]
        return listed("meaning", quoted, " – ") if alike >= _NEAR else {}

    def _indicators(self, row: int, column: int) -> Texts:
        one, other = self.bags
        pairs = product(one.indicators[row], other.indicators[column])
        alike = ((_overlap(one.indicator_stems[a], other.indicator_stems[b]), a, b) for a, b in pairs)
        best, earlier, later = max(alike, default=(0.0, "", ""))
        if earlier.casefold() == later.casefold():
            return listed("same-indicator", [earlier] if earlier else [])
        return listed("like-indicator", [earlier, later] if best >= _ALIKE else [], " – ")

    def _structure(self, earlier: AlignedElement, later: AlignedElement) -> Texts:
        """Name the surest neighbours of both, above or under them."""
        above = product(earlier.parents, (*later.parents, *later.supports))
        under = product(_iris(self._under[0][earlier.iri]), _iris(self._under[1][later.iri]))
        return joined(listed("above", self._surest(above), " → "), listed("under", self._surest(under), " → "))

    def _surest(self, pairs: Iterable[tuple[str, str]]) -> list[str]:
        places = [(self._at[0][a], self._at[1][b]) for a, b in pairs if a in self._at[0] and b in self._at[1]]
        row, column = max(places, key=lambda place: (self.scores.confidence[place], place), default=(-1, -1))
        if row < 0 or self.scores.confidence[row, column] < _SURE:
            return []
        return [self.elements[0][row].name, self.elements[1][column].name]


def _iris(elements: Iterable[AlignedElement]) -> list[str]:
    return [element.iri for element in elements]


def _last_parts(iris: Iterable[str]) -> list[str]:
    return sorted({iri.rpartition("/")[2] for iri in iris})[:_MOST]


def _units(earlier: AlignedElement, later: AlignedElement) -> Texts:
    same = _last_parts(earlier.units & later.units)
    followed = _last_parts((earlier.lineage & later.units) - earlier.units)
    return joined(listed("same-units", same), listed("units-that-followed", followed))


def _overlap(one: Bag, other: Bag) -> float:
    both = set(one) | set(other)
    return len(set(one) & set(other)) / len(both) if both else 0.0
