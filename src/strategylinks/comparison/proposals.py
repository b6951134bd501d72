"""What a computation proposes for elements that nobody has settled: shown by itself, counted nowhere else."""

from __future__ import annotations

from collections.abc import Iterable

from strategylinks.alignment.candidates import Candidate, propose
from strategylinks.alignment.evidence import Evidence
from strategylinks.alignment.mappings import Outcome
from strategylinks.alignment.phrases import joined
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Cell, Section, cells
from strategylinks.table import in_language

#: Proposals that are less sure are for the review, not for the reader of a comparison.
LEAST_CONFIDENCE = 0.5


def proposals_for(pair: Pair) -> list[Candidate]:
    """Propose continuations of the earlier elements that nobody has settled; nothing that was decided comes back."""
    settled = _settled(pair)
    decided = {mapping.pair for mapping in pair.mappings} if pair.mappings else set()
    rejected = [one.pair for one in (pair.mappings.rejected if pair.mappings else ())]
    turned_down = [(str(earlier), str(later)) for earlier, later in rejected]
    sides = list(pair.earlier.elements.values()), list(pair.later.elements.values())
    if all(element.iri in settled for element in sides[0]):
        return []
    return [
        one
        for one in propose(*sides, rejected=turned_down)
        if one.confidence >= LEAST_CONFIDENCE and one.earlier not in settled and (one.earlier, one.later) not in decided
    ]


def proposal_section(pair: Pair, proposals: Iterable[Candidate]) -> Section:
    """Lay out the proposals, the surest of each element first."""
    place = {iri: number for number, iri in enumerate(pair.earlier.of_level("goal", "flagship", "action"))}
    ordered = sorted(proposals, key=lambda one: (place[one.earlier], -one.confidence, one.later))
    return Section(
        "proposals",
        [
            cells(
                level=pair.earlier.level(one.earlier),
                code=pair.earlier.code(one.earlier) or None,
                name=Cell(pair.earlier.label(one.earlier), (pair.earlier.source(one.earlier),)),
                later_level=pair.later.level(one.later),
                later_code=pair.later.code(one.later) or None,
                later_name=Cell(pair.later.label(one.later), (pair.later.source(one.later),)),
                confidence=round(one.confidence, 2),
                evidence=_told(one.evidence),
            )
            for one in ordered
        ],
    )


def _told(evidence: Iterable[Evidence]) -> Cell:
    told = joined(*(one.texts for one in evidence))
    return Cell(in_language(told, "en") or None, texts=told)


def _settled(pair: Pair) -> set[str | None]:
    accepted = pair.mappings.accepted if pair.mappings else []
    return {mapping.pair[0] for mapping in accepted if mapping.outcome is not Outcome.RELATED}
