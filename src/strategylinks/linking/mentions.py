"""Linkages through what texts name: things that several units' actions name, and units named by others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from strategylinks.linking.linkages import (
    End,
    EndKind,
    Linkage,
    LinkageKind,
    Mention,
    between_units,
    combined,
    element_end,
)
from strategylinks.linking.names import Found
from strategylinks.linking.plan import PlanView
from strategylinks.linking.sentences import Sentence
from strategylinks.model import Certainty, ElementKind


def mentions_in(sentence: Sentence, found: Iterable[Found]) -> Iterator[Mention]:
    """Make a mention of each thing that a sentence names, once."""
    first = {name.thing: name for name in reversed(list(found))}
    ground = sentence.ground() if first else None
    for thing, name in first.items():
        if ground is not None:
            yield Mention(
                element=sentence.element,
                thing=thing,
                as_written=name.as_written,
                units=sentence.speakers,
                ground=ground,
                certainty=combined(sentence.fact.certainty, Certainty(name.confidence, name.doubts)),
            )


def shared_initiatives(mentions: Iterable[Mention], joining: Collection[str]) -> Iterator[Linkage]:
    """Link units through each named thing that actions of both name."""
    naming: dict[End, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.thing.key in joining and mention.element.kind is ElementKind.ACTION:
            for unit in mention.units:
                naming[mention.thing][unit].append(mention)
    for thing, by_unit in naming.items():
        if thing.kind is EndKind.NAMED:
            for pair in combinations(sorted(by_unit), 2):
                yield _shared(thing, pair, [by_unit[unit] for unit in pair])


def _shared(thing: End, pair: tuple[str, str], mentions: Sequence[list[Mention]]) -> Linkage:
    both = [mention for each in mentions for mention in each]
    surest = [max(each, key=lambda mention: mention.certainty.confidence) for each in mentions]
    return between_units(
        LinkageKind.SHARED_INITIATIVE,
        pair,
        thing,
        weight=min(len({mention.element.key for mention in each}) for each in mentions),
        certainty=combined(*(mention.certainty for mention in surest)),
        grounds=tuple(dict.fromkeys(mention.ground for mention in both)),
    )


def named_in_texts(
    mentions: Iterable[Mention], view: PlanView, stated: Collection[tuple[str, End, str]]
) -> Iterator[Linkage]:
    """Link elements to the units that their texts name and that are no part of who answers for them.

    ``stated`` holds the element, unit and sentence of each condition and cooperation, which say more than this does.
    """
    naming: dict[tuple[str, End], list[Mention]] = defaultdict(list)
    for mention in mentions:
        key, thing = mention.element.key, mention.thing
        is_stated = (key, thing, mention.ground.text) in stated
        is_own = any(view.are_akin(thing.key, unit) for unit in view.units(key))
        if thing.kind is EndKind.UNIT and not is_stated and not is_own:
            naming[key, thing].append(mention)
    for (key, unit), found in naming.items():
        yield Linkage(
            kind=LinkageKind.NAMED_IN_TEXT,
            source=element_end(key),
            target=unit,
            source_units=view.units(key),
            target_units=(unit.key,),
            weight=len(found),
            is_directed=True,
            certainty=max((mention.certainty for mention in found), key=lambda certainty: certainty.confidence),
            grounds=tuple(mention.ground for mention in found),
        )
