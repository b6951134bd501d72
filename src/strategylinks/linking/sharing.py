"""Linkages of units through a partner, initiative or system that actions of both name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from strategylinks.linking.linkages import (
    End,
    EndKind,
    Linkage,
    LinkageKind,
    Mention,
    between_units,
    combined,
)
from strategylinks.linking.sentences import Sentence
from strategylinks.model import ElementKind

#: From how alike on, in per cent, a sentence repeats another (rapidfuzz ratio).
_REPEATED = 85


def shared_initiatives(
    mentions: Iterable[Mention], joining: Collection[str], texts: Mapping[str, Sequence[Sentence]]
) -> Iterator[Linkage]:
    """Link units through each named thing that different actions of both name.

    What a joint action of the two names shows no more than that they act together. ``texts`` are the sentences about
    each element.
    """
    naming: dict[End, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        if mention.thing.key in joining and mention.element.kind is ElementKind.ACTION and not mention.is_listed:
            for unit in mention.units:
                naming[mention.thing][unit].append(mention)
    for thing, by_unit in naming.items():
        if thing.kind is EndKind.NAMED:
            for pair in combinations(sorted(by_unit), 2):
                both = [by_unit[unit] for unit in pair]
                weight = _weight(pair, both, texts)
                if weight:
                    yield _shared(thing, pair, both, weight)


def _weight(pair: tuple[str, str], mentions: Sequence[list[Mention]], texts: Mapping[str, Sequence[Sentence]]) -> int:
    """Count the elements that name a thing for the unit with fewer of them, as far as different ones show the pair.

    A joint action counts as two where each unit names the thing in its own part of it; otherwise it may stand for one
    of the units, beside an action that is not of both and does not repeat it.
    """
    named = [{mention.element.key for mention in each} for each in mentions]
    spoken = set.intersection(
        *(
            {each.element.key for each in said if each.units == (unit,)}
            for unit, said in zip(pair, mentions, strict=True)
        )
    )
    together = set.intersection(*named) - spoken
    said_together = [sentence.text for key in together for sentence in texts[key]]
    apart = spoken | {
        mention.element.key
        for each in mentions
        for mention in each
        if mention.element.key not in together and not _repeats(mention.ground.text, said_together)
    }
    return min(len(apart), *(len(each & (apart | together)) for each in named))


def _repeats(text: str, others: Sequence[str]) -> bool:
    return process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=_REPEATED) is not None


def _shared(thing: End, pair: tuple[str, str], mentions: Sequence[list[Mention]], weight: int) -> Linkage:
    surest = [max(each, key=lambda mention: mention.certainty.confidence) for each in mentions]
    return between_units(
        LinkageKind.SHARED_INITIATIVE,
        pair,
        thing,
        weight=weight,
        certainty=combined(*(mention.certainty for mention in surest)),
        grounds=tuple(dict.fromkeys(mention.ground for each in mentions for mention in each)),
    )
