"""Find names in running text: inflected, compounded, and by one letter misspelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from rapidfuzz.distance import Levenshtein

from strategylinks.linking.inflection import ENDING, stems
from strategylinks.linking.linkages import End

#: Forms shorter than this are looked for in their own case only: "Ohjaamo" is a service, "ohjaamo" is a cabin.
SHORTEST_IN_ANY_CASE = 8
#: Words shorter than this are never taken for a misspelt name.
SHORTEST_SLIP = 10
_SLIPPED = 0.7
_WORD = re.compile(rf"\w{{{SHORTEST_SLIP - 1},}}")
_ENDING = re.compile(f"(?:{ENDING})?")
_SLIP = "the document misspells the name, or names something else"


@dataclass(frozen=True, slots=True)
class Name:
    """Hold the forms of one thing: ``forms`` inflect, ``printed`` are looked for as they are.

    A name without a thing is one to pass over: "Fazerin tontin kaava" is about a plot.
    """

    thing: End | None
    forms: tuple[str, ...]
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a name found in a text; ``tail`` is the rest of a compound that is about something else."""

    thing: End
    start: int
    end: int
    as_written: str
    tail: str = ""
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


class NameFinder:
    """Find the names of one municipality: one pattern for them all, built once."""

    def __init__(self, names: Sequence[Name], company_forms: Iterable[str] = (), heads: Iterable[str] = ()) -> None:
        patterns = _patterns(names)
        self._things = [thing for forms in patterns.values() for _, thing in forms]
        self._heads = tuple(heads)
        self._slips = _slips(names)
        alternatives = (f"{first}(?:{'|'.join(f'({rest})' for rest, _ in forms)})" for first, forms in patterns.items())
        self._pattern = re.compile(
            rf"(?<!\w)(?<!\w[-–])(?:{'|'.join(alternatives) or '(?!)'})"
            rf"(?P<ending>:?{ENDING})?"
            rf"(?P<company>\s(?:{'|'.join(map(re.escape, company_forms)) or '(?!)'})(?::?{ENDING})?)?"
            r"(?P<tail>[-–]\w[\w-]*|\s[-–]\s?\w+)?(?!\w)"
        )

    def find(self, text: str) -> list[Found]:
        """List the names in a text, in their order, none inside another."""
        found: list[Found] = []
        taken: list[tuple[int, int]] = []
        for match in self._pattern.finditer(text):
            taken.append(match.span())
            thing = self._things[_number(match)]
            if thing is not None:
                found.append(self._found(match, thing))
        if self._slips:
            found.extend(self._find_slips(text, taken))
        return sorted(found, key=lambda name: name.start)

    def _found(self, match: re.Match[str], thing: End) -> Found:
        tail = match["tail"] or ""
        written = match[0][: -len(tail)] if tail else match[0]
        if tail.lstrip(" -–").casefold().startswith(self._heads) and self._heads:
            return Found(thing, match.start(), match.end(), match[0])
        end = match.start() + len(written)
        is_compound = tail.startswith(("-", "–"))
        return Found(thing, match.start(), end, match[0] if is_compound else written, tail)

    def _find_slips(self, text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
        for word in _WORD.finditer(text):
            alike = self._slips.get(word[0][:3].casefold(), ())
            if alike and not any(start < word.end() and word.start() < end for start, end in taken):
                thing = next((thing for stem, thing in alike if _is_slip(word[0].casefold(), stem)), None)
                if thing:
                    yield Found(thing, *word.span(), word[0], "", _SLIPPED, (_SLIP,))


def _number(match: re.Match[str]) -> int:
    """Tell which alternative matched; the groups after them are those of the ending and what follows it."""
    return next(number for number, text in enumerate(match.groups()) if text is not None)


def _patterns(names: Sequence[Name]) -> Mapping[str, list[tuple[str, End | None]]]:
    """Write all forms as patterns, the longest first, in groups by their first letter."""
    forms = [(form, True, name.thing) for name in names for form in name.forms]
    forms += [(form, False, name.thing) for name in names for form in name.printed]
    groups: dict[str, list[tuple[str, End | None]]] = defaultdict(list)
    for form, inflects, thing in sorted(forms, key=lambda item: (-len(item[0]), item[0])):
        in_any_case = len(form) >= SHORTEST_IN_ANY_CASE and form[1:].islower()
        first = {form[0], form[0].upper()} | ({form[0].lower()} if in_any_case else set())
        rest = _rest(form, inflects=inflects)
        groups[f"[{''.join(sorted(first))}]"].append((f"(?i:{rest})" if in_any_case else rest, thing))
    return groups


def _rest(form: str, *, inflects: bool) -> str:
    """Write the pattern of a form without its first letter."""
    words = form.split()
    given = [stems(word) if inflects else (word,) for word in words]
    given[0] = tuple(stem[1:] for stem in given[0] if stem[:1] == form[0])
    parts = [_any_of(some) for some in given]
    return (r"[a-zåäö]{0,5}\s+" if inflects else r"\s+").join(parts)


def _any_of(words: Sequence[str]) -> str:
    """Write alternatives with their common beginning once, which makes less of a pattern to compile."""
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    common = "".join(letters[0] for letters in alike)
    rests = "|".join(_spelling(word[len(common) :]) for word in words)
    return f"{_spelling(common)}(?:{rests})"


def _spelling(text: str) -> str:
    """Write a stem as a pattern: a hyphen may have a blank beside it where the line was broken."""
    return re.escape(text).replace(r"\-", r"\s?[-–]\s?")


def _slips(names: Sequence[Name]) -> Mapping[str, list[tuple[str, End]]]:
    """List the stems long enough to be recognised misspelt, by their first three letters."""
    slips: dict[str, list[tuple[str, End]]] = defaultdict(list)
    for name in names:
        for form in name.forms:
            if name.thing and len(form) >= SHORTEST_SLIP and form.isalpha():
                for stem in stems(form.casefold()):
                    slips[stem[:3]].append((stem, name.thing))
    return slips


def _is_slip(word: str, stem: str) -> bool:
    """Tell whether a word is a form of a stem with one letter wrong, missing or too many."""
    return any(
        Levenshtein.distance(word[:cut], stem, score_cutoff=1) == 1 and _ENDING.fullmatch(word[cut:])
        for cut in (len(stem), len(stem) - 1, len(stem) + 1)
        if cut <= len(word)
    )
