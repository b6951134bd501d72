"""Compare two reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from strategylinks.alignment.candidates import Candidate
from strategylinks.alignment.mappings import MappingError, MappingSet
from strategylinks.alignment.naming import find_report
from strategylinks.comparison.accounts import (
    account_section,
    accounts,
    arrival_section,
    arrivals,
    outcome_section,
)
from strategylinks.comparison.indicators import indicator_section
from strategylinks.comparison.pairing import Pair
from strategylinks.comparison.parts import Comparison, Section
from strategylinks.comparison.proposals import proposal_section, proposals_for
from strategylinks.comparison.reading import Reading, read_reading
from strategylinks.comparison.responsibility import carrier_section, responsibility_section
from strategylinks.comparison.sharing import sharing_section
from strategylinks.comparison.similarity import similarity_section
from strategylinks.comparison.statuses import status_section, unfinished_section
from strategylinks.comparison.structure import structure_section
from strategylinks.comparison.texts import rests_on_review, scope_of, section_names, sentence
from strategylinks.comparison.wording import theme_section
from strategylinks.engines.engine import Engine
from strategylinks.errors import QueryError
from strategylinks.table import Texts


def compare(
    engine: Engine,
    earlier: str,
    later: str,
    mappings: MappingSet | None = None,
    proposals: Iterable[Candidate] | None = None,
) -> Comparison:
    """Compare two reports: ids, plans, municipalities or years, as a person names them.

    ``mappings`` is what people have settled about the pair, None where nobody has. ``proposals`` are shown by
    themselves and counted nowhere else; without them they are computed. Raise QueryError where the
    two are one report or stand in the wrong order.
    """
    ids = [find_report(engine, text) for text in (earlier, later)]
    if ids[0] == ids[1]:
        raise QueryError(f"{earlier!r} and {later!r} are one report: {ids[0]}", do="Name two reports.")
    return compare_readings(read_reading(engine, ids[0]), read_reading(engine, ids[1]), mappings, proposals)


def compare_readings(
    earlier: Reading, later: Reading, mappings: MappingSet | None = None, proposals: Iterable[Candidate] | None = None
) -> Comparison:
    """Compare two reports that have been read; raise QueryError as ``compare`` does."""
    pair = Pair(earlier, later, mappings)
    _require_order(pair)
    _require_elements(pair)
    before, after = accounts(pair), arrivals(pair)
    found = (
        outcome_section(before, after),
        account_section(before),
        arrival_section(after),
        proposal_section(pair, proposals_for(pair) if proposals is None else proposals),
        unfinished_section(pair, before),
        similarity_section(pair, before, after),
        structure_section(pair),
        responsibility_section(pair),
        carrier_section(pair),
        sharing_section(pair),
        indicator_section(pair),
        status_section(pair),
        theme_section(pair),
    )
    by_name = {section.name: section for section in found}
    sections = [_with_scope(pair, by_name[name]) for name in section_names() if name in by_name]
    return Comparison(earlier.side, later.side, pair.review, before, after, sections, _said(pair))


def _require_order(pair: Pair) -> None:
    before, after = pair.earlier.side, pair.later.side
    if pair.is_one_municipality and before.start and after.start and after.start < before.start:
        raise QueryError(
            f"{after.report} is older than {before.report}",
            do=f"Run: strategylinks compare {after.report} {before.report}",
        )


def _require_elements(pair: Pair) -> None:
    """Raise MappingError, with file and line, where a decision names an element that its report does not have."""
    for mapping in pair.mappings or ():
        for element, side in ((mapping.earlier, pair.earlier), (mapping.later, pair.later)):
            if element and element.iri not in side.network:
                raise MappingError(
                    f"{side.side.report} has no element {element.iri} (“{element.label[:60]}”)",
                    where=pair.mappings.path if pair.mappings else None,
                    line=mapping.line or None,
                    do="Name the element as it is read now, or delete the line.",
                )


def _with_scope(pair: Pair, section: Section) -> Section:
    """Say the scope of both sides with the numbers that mislead without it, and that nobody has reviewed the pair."""
    needed, said = scope_of(section.name), [*section.said]
    if needed and section.rows and pair.earlier.side.scopes != pair.later.side.scopes:
        said.append(_scope_said(pair, needed))
    if rests_on_review(section.name) and not pair.review.is_reviewed:
        said.insert(0, sentence("unreviewed-here"))
    return replace(section, said=tuple(said))


def _scope_said(pair: Pair, name: str) -> Texts:
    """Say what the two sides cover, or that they do not cover the same."""
    before, after = pair.earlier.side, pair.later.side
    return sentence(
        name,
        earlier=before.report,
        earlier_scope=before.scopes or "?",
        later=after.report,
        later_scope=after.scopes or "?",
    )


def _said(pair: Pair) -> tuple[Texts, ...]:
    """Say what the reader has to know before any number: the scopes, and whether anybody has reviewed the pair."""
    review = pair.review
    if review.is_reviewed:
        told = sentence(
            "reviewed",
            decisions=review.decisions,
            rejected=review.rejected,
            reviewers=", ".join(review.reviewers) or "–",
            days=", ".join(review.days) or "–",
        )
    else:
        told = sentence("unreviewed")
    return (_scope_said(pair, "scope"), told)
