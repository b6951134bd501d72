"""Reviewing from Python: a decision is written at once, or nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from strategylinks.alignment import candidates
from strategylinks.alignment.desk import Desk, decided
from strategylinks.alignment.mappings import MappingError, Outcome, Relation
from strategylinks.alignment.reviewing import rejected
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError, QueryError
from strategylinks.workspace import Workspace

GIVEN = {"reason": "Read in both.", "reviewer": "board"}
TARGET = "Yritysten investoinnit lisääntyvät Lahden alueella"


@pytest.fixture
def desk(engine: EmbeddedEngine, workspace: Workspace, tmp_path: Path) -> Desk:
    shutil.copytree(workspace.mappings, tmp_path / "data" / "mappings")
    return Desk.open(Workspace(tmp_path), engine, "2017", "2024")


def test_a_decision_is_accepted_changed_and_rejected(desk: Desk) -> None:
    desk.accept("E1", TARGET, relation=Relation.RELATED, **GIVEN)
    earlier, later = desk.find("E1", TARGET)
    assert desk.mappings.find(earlier.iri, later.iri).outcome is Outcome.RELATED
    settled = desk.accept("E1", TARGET, **GIVEN)
    assert [ended.outcome for ended in settled.ended] == [Outcome.DISCONTINUED]
    assert desk.mappings.outcome_of(earlier.iri) is Outcome.MERGED
    desk.reject("E1", TARGET, **GIVEN)
    assert [mapping.pair for mapping in desk.mappings.rejected] == [(earlier.iri, later.iri)]


def test_a_candidate_that_is_hardly_likely_can_be_decided_too(desk: Desk) -> None:
    sides = desk.find("E1", TARGET)
    unlikely = decided(sides, Relation.CLOSE, "Only a word.", "board", 0.002)
    assert desk.write(rejected(unlikely)).mapping.confidence == 0.01


def test_nothing_is_proposed_that_somebody_has_decided(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(candidates, "align", lambda *_, rejected, **__: asked.append(rejected) or [])
    rejected = desk.reject("E1", TARGET, **GIVEN).mapping.pair
    assert desk.proposed() == []
    assert asked == [[rejected]]


@pytest.mark.parametrize(
    ("arguments", "given", "error", "said"),
    [
        (("E1", "none"), GIVEN, QueryError, "needs an outcome"),
        (("E1", TARGET), {**GIVEN, "reviewer": " "}, QueryError, "no reviewer"),
        (("E1", TARGET), {**GIVEN, "reason": " "}, MappingError, "no reason"),
        (("E1", TARGET), {**GIVEN, "confidence": 2.0}, MappingError, "not above 0 and up to 1"),
        (("A1", "none"), {**GIVEN, "outcome": Outcome.DISCONTINUED}, MappingError, "is confirmed"),
        (("Z9", TARGET), GIVEN, NotInGraphError, "Z9"),
    ],
)
def test_what_makes_no_sense_leaves_the_file_as_it_was(
    desk: Desk, arguments: tuple[str, str], given: dict[str, object], error: type[Exception], said: str
) -> None:
    path = desk.mappings.path
    before = path.read_bytes()
    with pytest.raises(error, match=said):
        desk.accept(*arguments, **given)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.mappings.path
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(MappingError, match="cannot be written: Permission denied") as raised:
        desk.accept("E1", TARGET, **GIVEN)
    assert raised.value.where == path
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == sorted(path.parent.glob("*.sssom.tsv"))


@pytest.mark.parametrize(
    ("pair", "error", "said"),
    [
        (("2024", "2017"), QueryError, "lahti-2017-h1 is older than lahti-2024-q4-vitality"),
        (("2017", "lahti-2017-h1"), NotInGraphError, "the same report"),
        (("2017", "2099"), NotInGraphError, "2099"),
    ],
)
def test_pairs_that_cannot_be_reviewed_are_refused(
    engine: EmbeddedEngine, workspace: Workspace, pair: tuple[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        Desk.open(workspace, engine, *pair)
