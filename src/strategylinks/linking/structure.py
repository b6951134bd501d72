"""Linkages that the structure of a plan shows: joint actions, shared parents, leads, references, indicators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from strategylinks.linking.linkages import (
    End,
    EndKind,
    Ground,
    Linkage,
    LinkageKind,
    between_units,
    combined,
    element_end,
    unit_end,
)
from strategylinks.linking.plan import PlanView, units_of
from strategylinks.linking.sentences import Sentence
from strategylinks.loading.keys import fold, hash_of
from strategylinks.model import CrossReference, Element, ElementKind, Indicator, MonitoringReport

_LEAD, _PARTICIPANT = "lead", "participant"
_MEETING_PLACES = {ElementKind.GOAL, ElementKind.FLAGSHIP}


def joint_actions(report: MonitoringReport) -> Iterator[Linkage]:
    """Link each pair of units that one action names."""
    for action in report.of_kind(ElementKind.ACTION):
        answers = units_of(action)
        for one, other in combinations(sorted(answers), 2):
            pair = (answers[one], answers[other])
            sources = tuple(dict.fromkeys(span for answer in pair for span in answer.sources))
            yield between_units(
                LinkageKind.JOINT_ACTION,
                (one, other),
                element_end(action.key),
                certainty=combined(*(answer.certainty for answer in pair)),
                grounds=(Ground(" + ".join(answer.as_written for answer in pair), sources),),
            )


def shared_parents(view: PlanView) -> Iterator[Linkage]:
    """Link units through the flagship or goal where different actions of theirs first meet."""
    met: dict[str, set[tuple[str, str]]] = {}
    for element in view.elements.values():
        if element.kind in _MEETING_PLACES:
            for pair in sorted(_meet(view, element.key, met) - _met_below(view, element.key, met)):
                yield _shared_parent(view, element, pair)


def leads_and_participants(view: PlanView) -> Iterator[Linkage]:
    """Link the units that take part to those that lead, under one parent."""
    for key in view.parts:
        actions = [view.elements[part] for part in view.parts[key] if view.elements[part].kind is ElementKind.ACTION]
        leads, participants = (_by_unit(actions, role) for role in (_LEAD, _PARTICIPANT))
        for participant, taking_part in participants.items():
            for lead, leading in leads.items():
                if lead != participant and key in view.elements:
                    yield _lead(view.elements[key], (participant, taking_part), (lead, leading))


def explicit_references(
    references: Iterable[CrossReference], view: PlanView, texts: Mapping[str, Sequence[Sentence]]
) -> Iterator[Linkage]:
    """Link elements to those that their texts refer to by code."""
    by_ends: dict[tuple[str, str], list[CrossReference]] = defaultdict(list)
    for reference in references:
        if reference.element and reference.target and reference.element != reference.target:
            by_ends[reference.element, reference.target].append(reference)
    for (source, target), found in by_ends.items():
        source_units, target_units = divide_units(view.units(source), view.units(target))
        yield Linkage(
            kind=LinkageKind.EXPLICIT_REFERENCE,
            source=element_end(source),
            target=element_end(target),
            source_units=source_units,
            target_units=target_units,
            weight=len(found),
            is_directed=True,
            certainty=combined(*(reference.certainty for reference in found)),
            grounds=tuple(_in_its_sentence(reference, texts.get(source, ())) for reference in found),
        )


def shared_indicators(view: PlanView, generic: Iterable[str]) -> Iterator[Linkage]:
    """Link elements of different units that the same indicator measures, unless it could measure anything."""
    passed_over = {fold(name) for name in generic}
    by_name: dict[str, dict[str, Indicator]] = defaultdict(dict)
    for element in view.elements.values():
        for indicator in element.indicators:
            if fold(indicator.name) not in passed_over:
                by_name[fold(indicator.name)].setdefault(element.key, indicator)
    shared: dict[tuple[str, str], list[tuple[Indicator, Indicator]]] = defaultdict(list)
    for holders in by_name.values():
        for one, other in combinations(holders, 2):
            shared[one, other].append((holders[one], holders[other]))
    for (one, other), pairs in shared.items():
        if set(view.units(one)) != set(view.units(other)):
            yield _shared_indicator(view, one, other, pairs)


def divide_units(source: Sequence[str], target: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the units of two ends so that none is on both sides: a shared one stays where it is not alone."""
    if set(target) - set(source):
        return tuple(source), tuple(unit for unit in target if unit not in source)
    return tuple(unit for unit in source if unit not in target), tuple(target)


def _in_its_sentence(reference: CrossReference, sentences: Iterable[Sentence]) -> Ground:
    found = (sentence.ground() for sentence in sentences if reference.text in sentence.text)
    return next(found, Ground(reference.text, reference.sources))


def _meet(view: PlanView, key: str, met: dict[str, set[tuple[str, str]]]) -> set[tuple[str, str]]:
    """Find the pairs of units that have different actions under an element."""
    if key not in met:
        acting = _acting(view, key)
        met[key] = {
            (one, other)
            for one, other in combinations(sorted(acting), 2)
            if len({action.key for unit in (one, other) for action in acting[unit]}) > 1
        }
    return met[key]


def _met_below(view: PlanView, key: str, met: dict[str, set[tuple[str, str]]]) -> set[tuple[str, str]]:
    below = (part for part in view.parts.get(key, ()) if view.elements[part].kind in _MEETING_PLACES)
    return set().union(*(_meet(view, part, met) for part in below))


def _acting(view: PlanView, key: str) -> dict[str, list[Element]]:
    acting: dict[str, list[Element]] = defaultdict(list)
    for action in view.actions(key):
        for unit in units_of(action):
            acting[unit].append(action)
    return acting


def _shared_parent(view: PlanView, parent: Element, pair: tuple[str, str]) -> Linkage:
    acting = _acting(view, parent.key)
    actions = {action.key: action for unit in pair for action in acting[unit]}.values()
    answers = [units_of(action)[unit] for unit in pair for action in acting[unit]]
    return between_units(
        LinkageKind.SHARED_PARENT,
        pair,
        element_end(parent.key),
        weight=min(len(acting[unit]) for unit in pair),
        certainty=combined(parent.certainty, *(answer.certainty for answer in answers)),
        grounds=(Ground(parent.name, parent.sources), *(_responsible(action) for action in actions)),
    )


def _by_unit(actions: Iterable[Element], role: str) -> dict[str, list[Element]]:
    by_unit: dict[str, list[Element]] = defaultdict(list)
    for action in actions:
        for unit, answer in units_of(action).items():
            if answer.role == role:
                by_unit[unit].append(action)
    return by_unit


def _lead(parent: Element, one: tuple[str, list[Element]], other: tuple[str, list[Element]]) -> Linkage:
    (participant, taking_part), (lead, leading) = one, other
    return Linkage(
        kind=LinkageKind.LEAD_AND_PARTICIPANTS,
        source=unit_end(participant),
        target=unit_end(lead),
        source_units=(participant,),
        target_units=(lead,),
        through=(element_end(parent.key),),
        weight=len(taking_part),
        is_directed=True,
        certainty=combined(parent.certainty, *(action.certainty for action in (*taking_part, *leading))),
        grounds=tuple(_responsible(action) for action in (*leading, *taking_part)),
    )


def _shared_indicator(view: PlanView, one: str, other: str, pairs: Sequence[tuple[Indicator, Indicator]]) -> Linkage:
    source_units, target_units = divide_units(view.units(one), view.units(other))
    indicators = [(key, pair[side]) for pair in pairs for side, key in enumerate((one, other))]
    return Linkage(
        kind=LinkageKind.SHARED_INDICATOR,
        source=element_end(one),
        target=element_end(other),
        source_units=source_units,
        target_units=target_units,
        through=tuple(End(EndKind.INDICATOR, f"{key}/indicator/{hash_of(each.name)}") for key, each in indicators),
        weight=len(pairs),
        certainty=combined(*(each.certainty for _, each in indicators)),
        grounds=tuple(Ground(each.name, each.sources) for _, each in indicators),
    )


def _responsible(action: Element) -> Ground:
    """Show an action with the units that it names."""
    spans = (*action.sources, *(span for answer in action.responsibilities for span in answer.sources))
    return Ground(action.name, tuple(dict.fromkeys(spans)))
