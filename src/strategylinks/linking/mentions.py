"""What texts name, and linkages to the units that they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from strategylinks.linking.linkages import End, EndKind, Linkage, LinkageKind, Mention, combined, element_end
from strategylinks.linking.names import Found
from strategylinks.linking.plan import PlanView
from strategylinks.linking.sentences import Sentence
from strategylinks.model import Certainty

#: An enumeration in brackets.
_LIST = re.compile(r"\([^()]*,[^()]*\)")


def mentions_in(sentence: Sentence, found: Iterable[Found]) -> Iterator[Mention]:
    """Make a mention of each thing that a sentence names, once."""
    named: dict[End, list[Found]] = defaultdict(list)
    for name in found:
        named[name.thing].append(name)
    ground = sentence.ground() if named else None
    lists = [match.span() for match in _LIST.finditer(sentence.text)] if named else []
    for thing, (name, *others) in named.items():
        if ground is not None:
            yield Mention(
                element=sentence.element,
                thing=thing,
                as_written=name.as_written,
                units=sentence.speakers,
                ground=ground,
                certainty=combined(sentence.fact.certainty, Certainty(name.confidence, name.doubts)),
                is_listed=all(any(start < each.start < end for start, end in lists) for each in (name, *others)),
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
