"""How right the linkages are, against what people read in the documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import pytest
from measuring import FROM_READINGS, Measured, judged, key_of, measure, read_gold, table

from strategylinks.linking import LinkageKind, Linked
from strategylinks.model import MonitoringReport


@pytest.fixture(scope="module")
def measured(reports: Mapping[str, MonitoringReport], linked: Mapping[str, Linked]) -> list[Measured]:
    return measure(reports, linked)


@pytest.mark.parametrize("number", range(len(LinkageKind)), ids=list(LinkageKind))
def test_nine_of_ten_linkages_are_right_even_if_the_arguable_are_not(measured: list[Measured], number: int) -> None:
    assert measured[number].found
    assert measured[number].precision >= 0.9


@pytest.fixture(scope="module")
def found(linked: Mapping[str, Linked]) -> set[tuple[str, ...]]:
    """Give the linkages of the kinds that were judged one by one."""
    return {
        key_of(name, link) for name, each in linked.items() for link in each.linkages if link.kind not in FROM_READINGS
    }


def test_every_linkage_of_the_judged_kinds_has_a_verdict(found: set[tuple[str, ...]]) -> None:
    assert found - set(judged()) == set()


def test_none_that_was_judged_wrong_is_left_and_all_that_were_right_are_there(found: set[tuple[str, ...]]) -> None:
    verdicts = judged()
    assert {key for key in found if verdicts[key] == "wrong"} == set()
    assert {key for key, verdict in verdicts.items() if verdict == "right"} <= found


def test_what_the_author_judged_is_no_part_of_the_blind_judgement() -> None:
    entries = read_gold("judged")
    assert all(each["reason"] and each["verdict"] in {"right", "arguable", "wrong"} for each in entries)
    assert Counter(each["by"] for each in entries) == {"blind": 151, "author": 3}


def test_the_documentation_tells_what_was_judged_blind() -> None:
    blind = [each for each in read_gold("judged") if each["by"] == "blind"]
    counts = Counter((each["kind"], each["verdict"]) for each in blind)
    rows = [
        f"| {kind} | {sum(numbers)} | {' | '.join(map(str, numbers))} |"
        for kind in LinkageKind
        if sum(numbers := [counts[kind, verdict] for verdict in ("right", "arguable", "wrong")])
    ]
    assert table("The first version, judged blind") == rows


def test_the_documentation_tells_what_was_measured(measured: list[Measured]) -> None:
    assert table("Now") == [each.row() for each in measured]


def test_what_was_looked_for_by_hand_is_in_the_documents(reports: Mapping[str, MonitoringReport]) -> None:
    for each in read_gold("statements"):
        first, last = each["lines"]
        printed = _letters(" ".join(reports[each["report"]].lines[first - 1 : last + 2]))
        words = [_letters(word) for word in each["quote"].split()]
        there = sum(word in printed for word in words)
        assert there >= 0.9 * len(words), each


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
