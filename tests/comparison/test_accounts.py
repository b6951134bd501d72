"""What became of each element: reviewed, unreviewed and proposed never in one number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest

from strategylinks.alignment.mappings import MappedElement, MappingError, MappingSet, Outcome
from strategylinks.comparison.chains import Chain, chain_section
from strategylinks.comparison.comparing import compare
from strategylinks.comparison.pairing import mappings_of
from strategylinks.comparison.parts import Comparison
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.views.comparison_tables import to_table

CONTINUED = {"kept", "renamed", "split", "merged"}


def test_every_goal_and_flagship_of_2017_is_accounted_for_once(whole: Comparison) -> None:
    assert Counter(account.level for account in whole.accounts) == {"goal": 23, "flagship": 25}
    assert len({account.source.iri for account in whole.accounts}) == 48


def test_what_became_of_an_element_is_what_its_file_says(whole: Comparison, sets: Sequence[MappingSet]) -> None:
    one = mappings_of(sets, "lahti-2017-h1", "lahti-2024-q4-vitality")
    assert one is not None
    for account in whole.accounts:
        said = {str(m.outcome) for m in one.accepted if m.pair[0] == account.source.iri and m.outcome != "related"}
        assert said == {account.outcome} or (len(said) > 1 and account.outcome == "split")


def test_only_confirmed_continuations_are_successors(whole: Comparison, sets: Sequence[MappingSet]) -> None:
    one = mappings_of(sets, "lahti-2017-h1", "lahti-2024-q4-vitality")
    assert one is not None
    told = {(a.source.iri, s.source.iri) for a in whole.accounts for s in a.successors}
    assert told == {m.pair for m in one.continuations}
    assert all(bool(account.successors) == (account.outcome in CONTINUED) for account in whole.accounts)


def test_an_account_tells_who_carried_it_and_who_does_now(whole: Comparison) -> None:
    account = next(account for account in whole.accounts if account.code == "A1")
    assert account.carried == ("KH", "KYMP", "SIVI")
    assert account.successors[0].carried == ("KOHA",)
    assert (account.source.report, account.source.first) == ("lahti-2017-h1", 8)
    assert account.successors[0].reason


def test_who_carries_a_later_element_is_told_of_it_alone(whole: Comparison) -> None:
    """A goal with a second successor does not lend its units to the first one."""
    target = "Aktiivisesti osallistuvien asukkaiden määrä ja osallistumismahdollisuudet lisääntyvät"
    rows = [row for row in whole.section("accounts").rows if row["later_name"].value == target]
    assert [row["code"].value for row in rows] == ["A1", "A2", "A3"]
    assert {row["now"].value for row in rows} == {"KOHA"}


def test_outcomes_count_every_account_and_arrival_once(whole: Comparison) -> None:
    rows = whole.section("outcomes").rows
    counted = {
        side: sum(int(str(r["count"].value)) for r in rows if r["side"].value == side) for side in ("earlier", "later")
    }
    assert counted == {"earlier": len(whole.accounts), "later": len(whole.arrivals)}


def test_actions_that_nobody_settled_are_no_part_of_the_account(whole: Comparison) -> None:
    assert {account.level for account in whole.accounts} == {"goal", "flagship"}
    assert all(row["level"].value == "action" for row in whole.section("proposals").rows)


def test_unreviewed_elements_stand_in_rows_of_their_own(
    chain: Chain, sets: Sequence[MappingSet], engine: EmbeddedEngine
) -> None:
    one = mappings_of(sets, "lahti-2021-education", "lahti-2022-h1-vitality")
    assert one is not None
    gone = next(account for account in chain.steps[1].accounts if account.outcome == "renamed")
    fewer = replace(one, mappings=[m for m in one if m.pair[0] != gone.source.iri])
    changed = compare(engine, one.earlier, one.later, fewer)
    row = changed.section("outcomes").row(side="earlier", level=gone.level, outcome="unreviewed")
    assert row["count"].value == 1
    assert row["review"].value == "unreviewed"
    assert not any(gone.source in cell.opens for r in changed.section("similarity").rows for cell in r.values())


def test_a_pair_without_a_file_says_so_and_only_proposes(unreviewed: Comparison) -> None:
    assert not unreviewed.review.is_reviewed
    assert "Unreviewed" in unreviewed.said[1]["en"]
    assert {account.outcome for account in unreviewed.accounts} == {"unreviewed"}
    assert unreviewed.section("proposals").rows
    for name in ("similarity", "unfinished", "carriers", "indicators"):
        assert not unreviewed.section(name).rows


def test_evidence_of_proposals_is_told_in_the_language_asked_for(unreviewed: Comparison) -> None:
    section = unreviewed.section("proposals")
    for language, themes in (("fi", "aiheet: "), ("sv", "teman: "), ("en", "themes: ")):
        told = [str(row["evidence"]) for row in to_table(section, language).rows]
        assert any(themes in evidence for evidence in told)
        assert not any(
            other in evidence for other in {"aiheet: ", "teman: ", "themes: "} - {themes} for evidence in told
        )


def test_proposals_leave_every_other_section_as_it_is(engine: EmbeddedEngine, unreviewed: Comparison) -> None:
    without = compare(engine, "lahti-2017-h1", "tuusula-2021-q3", proposals=())
    assert not without.section("proposals").rows
    assert [s for s in without.sections if s.name != "proposals"] == [
        s for s in unreviewed.sections if s.name != "proposals"
    ]


def test_what_a_person_rejected_is_not_proposed_again(
    engine: EmbeddedEngine, unreviewed: Comparison, sets: Sequence[MappingSet]
) -> None:
    row = unreviewed.section("proposals").rows[0]
    earlier, later = row["name"].opens[0].iri, row["later_name"].opens[0].iri
    rejection = replace(
        sets[0].mappings[0],
        earlier=MappedElement(earlier),
        later=MappedElement(later),
        outcome=Outcome.RELATED,
        is_accepted=False,
    )
    again = compare(
        engine, "lahti-2017-h1", "tuusula-2021-q3", MappingSet("lahti-2017-h1", "tuusula-2021-q3", [rejection])
    )
    pairs = {(r["name"].opens[0].iri, r["later_name"].opens[0].iri) for r in again.section("proposals").rows}
    assert (earlier, later) not in pairs
    assert not again.review.is_reviewed


def test_unfinished_ones_keep_discontinued_and_not_in_scope_apart(chain: Chain) -> None:
    rows = chain.steps[0].section("unfinished").rows
    assert {row["outcome"].value for row in rows} == {"discontinued", "not-in-scope"}
    for row in rows:
        assert row["unfinished"].value or row["status"].value not in (None, "achieved")


def test_the_chain_follows_lahti_through_its_four_reports(chain: Chain) -> None:
    years = [(step.earlier.report[:10], step.later.report[:10]) for step in chain.steps]
    assert years == [("lahti-2017", "lahti-2021"), ("lahti-2021", "lahti-2022"), ("lahti-2022", "lahti-2024")]
    rows = chain_section(chain.steps).rows
    kept = [row for row in rows if row["later_name"].value and row["name"].value]
    assert all(row["outcome"].value in CONTINUED for row in kept)


def test_a_mapping_of_an_element_that_is_gone_fails_with_its_line(
    engine: EmbeddedEngine, sets: Sequence[MappingSet]
) -> None:
    lost = replace(sets[0].mappings[0], earlier=MappedElement("https://example.org/gone", "Gone"), line=7)
    with pytest.raises(MappingError, match="Gone") as caught:
        compare(engine, sets[0].earlier, sets[0].later, replace(sets[0], mappings=[lost]))
    assert caught.value.line == 7


@pytest.mark.parametrize(
    ("earlier", "later", "what"),
    [
        ("2017", "lahti-2017-h1", "one report"),
        ("2024", "2017", "older"),
        ("2021", "2024", "names several reports"),
    ],
)
def test_pairs_that_cannot_be_compared_are_refused(engine: EmbeddedEngine, earlier: str, later: str, what: str) -> None:
    with pytest.raises((QueryError, NotInGraphError), match=what):
        compare(engine, earlier, later)


def test_a_pair_reviewed_the_other_way_round_says_how_to_ask(sets: Sequence[MappingSet]) -> None:
    with pytest.raises(QueryError) as caught:
        mappings_of(sets, "lahti-2024-q4-vitality", "lahti-2017-h1")
    assert "compare lahti-2017-h1 lahti-2024-q4-vitality" in str(caught.value.do)
