"""Put what elements say into bags of terms, which can be compared and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategylinks.alignment.elements import AlignedElement, descendants
from strategylinks.alignment.themes import Thesaurus
from strategylinks.alignment.words import Splitter, grams, stem, words
from strategylinks.table import Texts

#: A bag of terms with their numbers.
Bag = Counter[str]
#: How much of a compound stands for the whole of it.
_COMPOUND_LENGTH = 12
#: How often an element's own name counts beside the names of what stands under it.
_OWN_NAME = 2


class Reader:
    """Read texts into bags of stems, n-grams and themes; generic words are left out."""

    def __init__(self, texts: Iterable[str], thesaurus: Thesaurus) -> None:
        self._splitter = Splitter(texts)
        self._thesaurus = thesaurus
        self._stems: dict[str, tuple[str, ...]] = {}
        self._themes: dict[str, frozenset[str]] = {}

    def stems_of(self, word: str) -> tuple[str, ...]:
        """List the stems of the telling parts of a word, and what stands for the whole of a compound."""
        if word not in self._stems:
            parts = self._splitter.parts(word)
            telling = tuple(stem(part) for part in parts if not self._thesaurus.generic.begin(part))
            whole = (word[:_COMPOUND_LENGTH],) if telling and len(parts) > 1 else ()
            self._stems[word] = (*telling, *whole)
        return self._stems[word]

    def stems(self, texts: Iterable[str]) -> Bag:
        """Count the stems of texts."""
        return Counter(found for text in texts for word in words(text) for found in self.stems_of(word))

    def grams(self, texts: Iterable[str]) -> Bag:
        """Count the character n-grams of texts."""
        return Counter(gram for text in texts for word in words(text) if self.stems_of(word) for gram in grams(word))

    def themes(self, texts: Iterable[str]) -> Bag:
        """Count the words of each theme in texts."""
        return Counter(theme for text in texts for word in words(text) for theme in self._themes_of(word))

    def areas(self, themes: Iterable[str]) -> Bag:
        """Count the areas of themes, once each."""
        return Counter(self._thesaurus.areas_of(themes))

    def name_of(self, theme: str) -> Texts:
        """Name a theme in every language known."""
        return self._thesaurus.names.get(theme, {"en": theme.replace("_", " ")})

    def _themes_of(self, word: str) -> frozenset[str]:
        if word not in self._themes:
            self._themes[word] = self._thesaurus.themes_of(self._splitter.parts(word))
        return self._themes[word]


@dataclass(frozen=True, slots=True)
class Bags:
    """Hold the bags of one side, element by element.

    ``own`` is an element with its indicators, levels, progress and risks; ``full`` is that with everything under it;
    ``stems_around`` that with the names of the goals it supports, ``themes_around`` the themes of the names of all
    these; ``above_grams`` are of the names of what it stands under.
    """

    name_stems: Sequence[Bag]
    name_grams: Sequence[Bag]
    above_grams: Sequence[Bag]
    name_themes: Sequence[Bag]
    name_areas: Sequence[Bag]
    own_stems: Sequence[Bag]
    own_grams: Sequence[Bag]
    own_themes: Sequence[Bag]
    full_stems: Sequence[Bag]
    full_grams: Sequence[Bag]
    full_themes: Sequence[Bag]
    stems_around: Sequence[Bag]
    themes_around: Sequence[Bag]
    things: Sequence[Bag]
    indicators: Sequence[tuple[str, ...]]
    indicator_stems: Mapping[str, Bag]


def own_texts(element: AlignedElement) -> list[str]:
    """List what is printed under an element, its name first."""
    return [element.name, *element.indicators, *element.texts]


def read_bags(elements: Sequence[AlignedElement], reader: Reader, generic_indicators: Iterable[str]) -> Bags:
    """Read the elements of one side."""
    under = descendants(elements)
    generic = {name.casefold() for name in generic_indicators}
    texts = [own_texts(element) for element in elements]
    names = [[element.name] for element in elements]
    themes = [Counter(set(reader.themes(name))) for name in names]
    own = [[reader.stems(some) for some in texts], [reader.grams(some) for some in texts]]
    own.append([reader.themes(some) for some in texts])
    at = {element.iri: number for number, element in enumerate(elements)}
    below = [[at[element.iri], *(at[part.iri] for part in under[element.iri])] for element in elements]
    supported = [[at[goal] for goal in element.supports if goal in at] for element in elements]
    name_stems, full_stems = [reader.stems(name) for name in names], [_sum(own[0], numbers) for numbers in below]
    return Bags(
        name_stems=name_stems,
        name_grams=[reader.grams(name) for name in names],
        above_grams=[reader.grams(element.above) for element in elements],
        name_themes=themes,
        name_areas=[reader.areas(some) for some in themes],
        own_stems=own[0],
        own_grams=own[1],
        own_themes=own[2],
        full_stems=full_stems,
        full_grams=[_sum(own[1], numbers) for numbers in below],
        full_themes=[_sum(own[2], numbers) for numbers in below],
        stems_around=[full + _sum(name_stems, goals) for full, goals in zip(full_stems, supported, strict=True)],
        themes_around=[
            _sum(themes, [*[number] * (_OWN_NAME - 1), *numbers, *goals])
            for number, (numbers, goals) in enumerate(zip(below, supported, strict=True))
        ],
        things=[Counter({thing for number in numbers for thing in elements[number].things}) for numbers in below],
        indicators=[_telling(elements, numbers, generic) for numbers in below],
        indicator_stems={name: reader.stems([name]) for element in elements for name in element.indicators},
    )


def _telling(elements: Sequence[AlignedElement], numbers: Iterable[int], generic: set[str]) -> tuple[str, ...]:
    """List the indicators of some elements that do not measure just anything."""
    names = {name for number in numbers for name in elements[number].indicators}
    return tuple(sorted(name for name in names if name.casefold() not in generic))


def _sum(bags: Sequence[Bag], numbers: Iterable[int]) -> Bag:
    total: Bag = Counter()
    for number in numbers:
        total.update(bags[number])
    return total
