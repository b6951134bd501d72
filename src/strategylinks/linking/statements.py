"""Sentences that say what an element waits for or requires, and with whom it is done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from strategylinks.linking.linkages import End, EndKind, Linkage, LinkageKind, combined, element_end
from strategylinks.linking.names import Found
from strategylinks.linking.phrases import ONE_WORD, compile_phrase, stems_of
from strategylinks.linking.plan import PlanView
from strategylinks.linking.sentences import Sentence
from strategylinks.linking.structure import divide_units
from strategylinks.model import Certainty, ElementKind
from strategylinks.register import Phrase, StatementKind, Wording

#: Stands for the thing while a phrase is looked for around it.
_THING = "\ue000"
_CLAUSE_END = re.compile(r"[.,;!?()]")
#: How many words before a phrase, and after it, can negate it.
_NEGATING_BEFORE, _NEGATING_AFTER = 6, 3
_KINDS = {
    StatementKind.CONDITION: LinkageKind.STATED_CONDITION,
    StatementKind.COOPERATION: LinkageKind.STATED_COOPERATION,
}
_BY_RULE = "read by rule from the words of the sentence"
_WEAK = "such words often say less than this"
#: What is less sure than this is doubted in words.
_SURE = 0.8
_TITLED = {ElementKind.PROGRAMME, ElementKind.GOAL, ElementKind.FLAGSHIP}


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold a condition or cooperation that a sentence states of a thing."""

    kind: StatementKind
    sentence: Sentence
    thing: End
    certainty: Certainty


class StatementFinder:
    """Find the statements of a wording in sentences; ``kinds`` says of each thing what it is."""

    def __init__(self, wording: Wording, kinds: Mapping[End, str]) -> None:
        self._kinds = kinds
        self._wording = wording
        self._phrases = [
            (phrase, compile_phrase(phrase.words, wording.conjunctions, _THING), stems_of(phrase.words))
            for phrase in wording.phrases
        ]
        negations = "|".join(map(re.escape, wording.negations)) or "(?!)"
        self._negation = re.compile(rf"(?<!\w)(?:{negations})(?!\w)", re.IGNORECASE)

    def find(self, sentence: Sentence, found: Iterable[Found]) -> Iterator[Statement]:
        """Find what a sentence states of each thing it names; a condition says more than the cooperation in it."""
        found = list(found)
        phrases = self._phrases_near(sentence.text.casefold()) if found else []
        stated: dict[End, list[tuple[StatementKind, float, Found]]] = defaultdict(list)
        for name in found:
            matching = list(self._matching(sentence, name, phrases))
            stated[name.thing].extend((kind, confidence, name) for kind, confidence in _weighed(matching))
        for thing, all_stated in stated.items():
            if all_stated:
                kind, confidence, name = min(all_stated, key=_strength)
                doubts = (*name.doubts, _BY_RULE, *([_WEAK] if confidence < _SURE else []))
                sure = Certainty(min(confidence, name.confidence), doubts)
                yield Statement(kind, sentence, thing, combined(sentence.fact.certainty, sure))

    def _phrases_near(self, text: str) -> list[tuple[Phrase, re.Pattern[str]]]:
        """List the phrases that have a word in a text, if any of them states something by itself."""
        near = [(phrase, pattern) for phrase, pattern, stems in self._phrases if any(stem in text for stem in stems)]
        return near if any(phrase.kind in _KINDS for phrase, _ in near) else []

    def is_condition(self, text: str) -> bool:
        """Tell whether a sentence states a condition, whatever of."""
        return any(pattern.search(text) for pattern in self._open)

    @cached_property
    def _open(self) -> list[re.Pattern[str]]:
        """Make the patterns of conditions that name just anything."""
        conditions = (phrase for phrase in self._wording.phrases if phrase.kind is StatementKind.CONDITION)
        return [compile_phrase(phrase.words, self._wording.conjunctions, ONE_WORD) for phrase in conditions]

    def _matching(
        self, sentence: Sentence, name: Found, phrases: Iterable[tuple[Phrase, re.Pattern[str]]]
    ) -> Iterator[Phrase]:
        is_title = sentence.is_title and sentence.element.kind in _TITLED
        masked = sentence.text[: name.start] + _THING + sentence.text[name.end :]
        for phrase, pattern in phrases:
            if phrase.of and self._kinds.get(name.thing) not in phrase.of:
                continue
            if is_title and phrase.kind is StatementKind.CONDITION:
                continue
            match = pattern.search(masked)
            if match and not (phrase.kind in _KINDS and self._is_negated(masked, match)):
                yield phrase

    def _is_negated(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether a negation stands near a phrase in its clause; one inside the phrase belongs to it."""
        before = _CLAUSE_END.split(text[: match.start()])[-1].split()[-_NEGATING_BEFORE:]
        after = _CLAUSE_END.split(text[match.end() :])[0].split()[:_NEGATING_AFTER]
        return bool(self._negation.search(" ".join(before)) or self._negation.search(" ".join(after)))


def _strength(stated: tuple[StatementKind, float, Found]) -> tuple[bool, float]:
    """Order statements: conditions first, then the surest."""
    kind, confidence, _ = stated
    return kind is not StatementKind.CONDITION, -confidence


def _weighed(matching: Sequence[Phrase]) -> Iterator[tuple[StatementKind, float]]:
    """Give what the matching phrases of a sentence state, and how surely."""
    kinds = {phrase.kind for phrase in matching}
    talk = [phrase.confidence for phrase in matching if phrase.kind is StatementKind.TALK]
    most = min(talk) if talk and StatementKind.JOINT not in kinds else 1.0
    for phrase in matching:
        confidence = phrase.confidence if phrase.kind is StatementKind.CONDITION else min(phrase.confidence, most)
        if phrase.kind in _KINDS and confidence and StatementKind.NEITHER not in kinds:
            yield phrase.kind, confidence


def link_statements(statements: Iterable[Statement], view: PlanView) -> Iterator[Linkage]:
    """Link elements to what they wait for, and with those that they are done with."""
    by_ends: dict[tuple[StatementKind, str, End], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.thing != element_end(statement.sentence.element.key) and not _is_within(statement, view):
            by_ends[statement.kind, statement.sentence.element.key, statement.thing].append(statement)
    for (kind, key, thing), found in by_ends.items():
        said_by = tuple(dict.fromkeys(unit for statement in found for unit in _others(statement, view)))
        source_units, target_units = divide_units(said_by, units_at(thing, view))
        yield Linkage(
            kind=_KINDS[kind],
            source=element_end(key),
            target=thing,
            source_units=source_units,
            target_units=target_units,
            weight=len(found),
            is_directed=kind is StatementKind.CONDITION,
            certainty=max((statement.certainty for statement in found), key=lambda certainty: certainty.confidence),
            grounds=tuple(statement.sentence.ground() for statement in found),
        )


def units_at(thing: End, view: PlanView) -> tuple[str, ...]:
    """Give the units at an end: itself, or those of an element; a named thing has none."""
    if thing.kind is EndKind.UNIT:
        return (thing.key,)
    return view.units(thing.key) if thing.kind is EndKind.ELEMENT else ()


def _is_within(statement: Statement, view: PlanView) -> bool:
    """Tell whether a unit is among those that answer for the element, or is but a part of them.

    A part of one of them is somebody else to the others that work with it.
    """
    if statement.thing.kind is not EndKind.UNIT:
        return False
    unit, answering = statement.thing.key, view.units(statement.sentence.element.key)
    if statement.kind is StatementKind.CONDITION:
        return any(view.is_of(unit, each) for each in answering)
    is_alone = bool(statement.sentence.units) and not _others(statement, view)
    return is_alone or any(view.is_same(unit, each) for each in answering)


def _others(statement: Statement, view: PlanView) -> tuple[str, ...]:
    """Give the units that a statement is about, but not those that its thing is a part of."""
    thing, units = statement.thing, statement.sentence.units
    return tuple(unit for unit in units if thing.kind is not EndKind.UNIT or not view.is_of(thing.key, unit))
