"""Settling what became of elements: each decision changes its own lines, and what contradicts it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from made_mappings import BASE, ROWS, decision, write

from strategylinks.alignment.mappings import Mapping, MappingError, MappingSet, Outcome, Relation
from strategylinks.alignment.reviewing import (
    accepted,
    open_candidates,
    pairs,
    rejected,
    settle,
    status_of,
)
from strategylinks.alignment.sssom import mapping_set_of, read_mapping_set, read_sheet, write_sheet
from strategylinks.engines.embedded import EmbeddedEngine


@dataclass(frozen=True)
class Candidate:
    """Stand for a candidate of the program."""

    earlier: str
    later: str
    confidence: float = 0.5
    evidence: tuple[str, ...] = ()


def settled(path: Path, *decisions: Mapping) -> list[str]:
    """Settle decisions one after the other; give the lines of the file."""
    for one in decisions:
        write_sheet(settle(read_sheet(path), one).sheet)
    return path.read_text(encoding="utf-8").splitlines()


def outcomes(path: Path) -> dict[str, tuple[str, str]]:
    """Say of each pair what became of it, and its cardinality."""
    one = read_mapping_set(path)
    return {
        " ".join((iri or "-").removeprefix(BASE).replace("/goal/", "") for iri in mapping.pair): (
            str(mapping.outcome),
            mapping.cardinality,
        )
        for mapping in one
    }


def test_a_new_decision_stands_behind_those_of_its_element_and_nothing_else_moves(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = path.read_text(encoding="utf-8").splitlines()
    after = settled(path, decision("17/goal/B", "21/goal/3", relation=Relation.RELATED, outcome=Outcome.RELATED))
    (added,) = [line for line in after if line not in before]
    assert after.index(added) == before.index(ROWS[1]) + 1
    assert [line for line in after if line != added] == before
    assert "\tmayor\t2026-11-22\trelated\t1\t1\tThe same words." in added


def test_a_split_is_counted_in_every_line_of_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    settled(path, decision("17/goal/A", "21/goal/9"))
    assert outcomes(path) == {
        "2017A 20211": ("split", "1:n"),
        "2017A 20219": ("split", "1:n"),
        "2017B -": ("discontinued", "1:0"),
        "- 20212": ("new", "0:1"),
        "2017A 20213": ("related", ""),
    }


def test_a_continuation_ends_what_says_that_there_is_none(tmp_path: Path) -> None:
    path = write(tmp_path)
    made = settle(read_sheet(path), decision("17/goal/B", "21/goal/2"))
    assert [mapping.outcome for mapping in made.ended] == [Outcome.DISCONTINUED, Outcome.NEW]
    write_sheet(made.sheet)
    assert outcomes(path) == {
        "2017A 20211": ("renamed", "1:1"),
        "2017B 20212": ("renamed", "1:1"),
        "2017A 20213": ("related", ""),
    }
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[-4] == ROWS[0]
    assert lines[-2] == "# a remark between the rows"


def test_a_merge_of_two_becomes_a_renaming_again_when_one_is_rejected(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = path.read_text(encoding="utf-8")
    settled(path, decision("17/goal/C", "21/goal/1"))
    assert outcomes(path)["2017A 20211"] == outcomes(path)["2017C 20211"] == ("merged", "n:1")
    settled(path, rejected(decision("17/goal/C", "21/goal/1")))
    assert outcomes(path)["2017A 20211"] == ("renamed", "1:1")
    assert path.read_text(encoding="utf-8").startswith(before)


def test_a_rejected_candidate_is_remembered_and_never_proposed_again(tmp_path: Path) -> None:
    path = write(tmp_path)
    candidates = [Candidate(f"{BASE}2017/goal/{a}", f"{BASE}2021/goal/{b}") for a, b in ("A1", "B2", "B3", "A3")]
    assert open_candidates(None, candidates) == candidates
    assert open_candidates(read_mapping_set(path), candidates) == candidates[1:3]
    lines = settled(path, rejected(decision("17/goal/B", "21/goal/3", reason="Only the word.")))
    one = read_mapping_set(path)
    assert open_candidates(one, candidates) == candidates[1:2]
    assert [mapping.reason for mapping in one.rejected] == ["Only the word."]
    assert [line for line in lines if "\tskos:closeMatch\tNot\t" in line and "\trejected\t" in line]
    assert one.outcome_of(f"{BASE}2017/goal/B") is Outcome.DISCONTINUED
    assert len(one.continuations) == 1


def test_what_was_rejected_can_be_accepted_after_all(tmp_path: Path) -> None:
    path = write(tmp_path)
    settled(path, rejected(decision("17/goal/B", "21/goal/3")), decision("17/goal/B", "21/goal/3"))
    assert outcomes(path)["2017B 20213"] == ("renamed", "1:1")
    assert read_mapping_set(path).rejected == []


def test_a_decision_can_be_changed_in_its_place(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = path.read_text(encoding="utf-8").splitlines()
    change = decision("17/goal/A", "21/goal/1", relation=Relation.RELATED, outcome=Outcome.RELATED)
    after = settled(path, change)
    assert [number for number, lines in enumerate(zip(before, after, strict=True)) if lines[0] != lines[1]] == [
        before.index(ROWS[0])
    ]
    assert read_mapping_set(path).continuations == []


def test_an_element_that_continues_cannot_be_discontinued(tmp_path: Path) -> None:
    path = write(tmp_path)
    before = path.read_bytes()
    for one in (
        decision("17/goal/A", None, relation=Relation.EXACT, outcome=Outcome.DISCONTINUED),
        decision(None, "21/goal/1", relation=Relation.EXACT, outcome=Outcome.NEW),
    ):
        with pytest.raises(MappingError, match="a continuation of it is confirmed"):
            settle(read_sheet(path), one)
    assert path.read_bytes() == before


def test_a_malformed_decision_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="it says no reason"):
        settle(read_sheet(write(tmp_path)), decision("17/goal/B", "21/goal/3", reason=""))


def test_the_outcome_follows_from_the_relation() -> None:
    plain = decision("17/goal/A", "21/goal/1")
    assert accepted(plain).outcome is Outcome.RENAMED
    assert accepted(replace(plain, relation=Relation.EXACT)).outcome is Outcome.KEPT
    assert accepted(replace(plain, relation=Relation.RELATED)).outcome is Outcome.RELATED
    assert accepted(plain, is_succession=False).outcome is Outcome.SHARED


def test_a_sheet_stays_readable_whatever_is_settled(tmp_path: Path) -> None:
    sheet = read_sheet(write(tmp_path))
    for earlier in "ABC":
        for later in "1234":
            sheet = settle(sheet, decision(f"17/goal/{earlier}", f"21/goal/{later}")).sheet
    one = mapping_set_of(sheet)
    assert len(one.continuations) == 12
    assert {mapping.cardinality for mapping in one.continuations} == {"n:n"}


def test_pairs_are_those_with_a_file_and_neighbours_in_time(engine: EmbeddedEngine) -> None:
    reviewed = MappingSet("lahti-2017-h1", "lahti-2024-q4-vitality")
    assert pairs(engine, [reviewed]) == [
        ("lahti-2017-h1", "lahti-2024-q4-vitality"),
        ("lahti-2017-h1", "lahti-2021-education"),
        ("lahti-2021-education", "lahti-2022-h1-vitality"),
        ("lahti-2022-h1-vitality", "lahti-2024-q4-vitality"),
    ]


def test_a_pair_without_a_file_is_said_to_be_unreviewed(engine: EmbeddedEngine) -> None:
    status = status_of("lahti-2017-h1", "lahti-2022-h1-vitality", None, engine)
    assert status.state == "unreviewed"
    assert status.undecided["lahti-2017-h1"] == {"goal": 23, "flagship": 25, "action": 83}
    assert status.undecided["lahti-2022-h1-vitality"] == {"flagship": 5, "action": 35}
