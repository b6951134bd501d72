"""Compare what the reports speak of: words that rose and fell, in uses per thousand words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from strategylinks.alignment.themes import read_thesaurus
from strategylinks.alignment.words import stem, words
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Cell, Row, Section, cells, share
from strategylinks.comparison.reading import Reading
from strategylinks.comparison.texts import sentence

ROSE, FELL = "rose", "fell"
#: A word must be used this often in one of the reports, in this many elements, to tell anything.
LEAST_USES, LEAST_ELEMENTS = 4, 3
#: How many words that rose, and that fell, are listed: those that the thesaurus of themes knows, and others.
MOST = {"theme": 20, "other": 10}
#: Shorter words say too little about what they mean.
_SHORTEST = 5
_PER = 1000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold how often a side uses each stem, in which elements and forms, and how many words it has."""

    uses: Counter[str]
    elements: dict[str, set[str]]
    forms: dict[str, Counter[str]]
    size: int

    def rate(self, stem_: str) -> float:
        """Give the uses per thousand words."""
        return round(_PER * self.uses[stem_] / self.size, 2) if self.size else 0.0

    def tells(self, stem_: str) -> bool:
        """Tell whether a stem is used often enough."""
        return self.uses[stem_] >= LEAST_USES and len(self.elements.get(stem_, ())) >= LEAST_ELEMENTS


def theme_section(pair: Pair) -> Section:
    """List the words that rose and fell most, the least by chance first."""
    before, after = _vocabulary(pair.earlier), _vocabulary(pair.later)
    known = sorted(one for one in before.uses.keys() | after.uses.keys() if before.tells(one) or after.tells(one))
    change = {one: keyness(before.uses[one], before.size, after.uses[one], after.size) for one in known}
    rows = [
        _row(pair, one, (direction, kind), before, after)
        for direction, sign in ((ROSE, 1), (FELL, -1))
        for kind, most in MOST.items()
        for one in _first([o for o in known if _kind(o, before, after) == kind], change, sign)[:most]
    ]
    return Section("themes", rows, (sentence("words-counted", earlier=before.size, later=after.size),))


def _first(known: Sequence[str], change: Mapping[str, float], sign: int) -> list[str]:
    return sorted((one for one in known if sign * change[one] > 0), key=lambda one: (-sign * change[one], one))


def _kind(one: str, before: Vocabulary, after: Vocabulary) -> str:
    """Tell whether a word belongs to a theme of municipal work."""
    forms = before.forms.get(one, Counter()) + after.forms.get(one, Counter())
    return "theme" if read_thesaurus().themes_of(sorted(forms)) else "other"


def _vocabulary(side: Reading) -> Vocabulary:
    generic = read_thesaurus().generic
    uses: Counter[str] = Counter()
    elements: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    size = 0
    for iri in sorted(side.elements):
        element = side.elements[iri]
        for word in _words((element.name, *element.indicators, *element.texts)):
            size += 1
            if len(word) >= _SHORTEST and not generic.begin(word):
                root = stem(word)
                uses[root] += 1
                elements[root].add(iri)
                forms[root][word] += 1
    return Vocabulary(uses, elements, forms, size)


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (word for text in texts for word in words(text))


def keyness(uses: int, size: int, later_uses: int, later_size: int) -> float:
    """Measure how little chance explains that a word rose (above 0) or fell (below 0): the log-likelihood ratio."""
    if not (size and later_size):
        return 0.0
    expected = (uses + later_uses) / (size + later_size)
    terms = ((uses, size * expected), (later_uses, later_size * expected))
    likelihood = 2 * sum(count * log(count / by_chance) for count, by_chance in terms if count)
    return round(likelihood if later_uses / later_size > uses / size else -likelihood, 4)


def _row(pair: Pair, one: str, sort: tuple[str, str], before: Vocabulary, after: Vocabulary) -> Row:
    forms = before.forms.get(one, Counter()) + after.forms.get(one, Counter())
    common = sorted(forms, key=lambda form: (-forms[form], len(form), form))
    return cells(
        direction=sort[0],
        kind=sort[1],
        word=common[0],
        forms=", ".join(common[1:5]) or None,
        earlier=_uses(pair.earlier, before, one),
        earlier_rate=before.rate(one),
        later=_uses(pair.later, after, one),
        later_rate=after.rate(one),
        times=share(after.rate(one), before.rate(one)) if before.uses[one] else None,
    )


def _uses(side: Reading, vocabulary: Vocabulary, one: str) -> Cell:
    opens = tuple(sorted(side.source(iri) for iri in vocabulary.elements.get(one, ())))
    return Cell(vocabulary.uses[one], opens)
