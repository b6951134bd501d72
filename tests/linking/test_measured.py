"""How right the linkages are, against what people read in the documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from measuring import FROM_READINGS, Measured, judged, key_of, measure, read_gold

from strategylinks.linking import LinkageKind, Linked
from strategylinks.model import MonitoringReport

DOCS = Path(__file__).parents[2] / "docs" / "linkages.md"


@pytest.fixture(scope="module")
def measured(reports: Mapping[str, MonitoringReport], linked: Mapping[str, Linked]) -> list[Measured]:
    return measure(reports, linked)


@pytest.mark.parametrize("number", range(len(LinkageKind)), ids=list(LinkageKind))
def test_at_least_95_of_100_linkages_are_right(measured: list[Measured], number: int) -> None:
    assert measured[number].found
    assert measured[number].precision >= 0.95


def test_every_linkage_was_read_beside_its_document(linked: Mapping[str, Linked]) -> None:
    verdicts = judged()
    found = {
        key_of(name, link) for name, each in linked.items() for link in each.linkages if link.kind not in FROM_READINGS
    }
    assert found == set(verdicts)


def test_the_documentation_tells_what_was_measured(measured: list[Measured]) -> None:
    rows = re.findall(r"^\| [a-z-]+ \| \d+ \|.*\|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [each.row() for each in measured]


def test_what_was_looked_for_by_hand_is_in_the_documents(reports: Mapping[str, MonitoringReport]) -> None:
    for each in read_gold("statements"):
        first, last = each["lines"]
        printed = _letters(" ".join(reports[each["report"]].lines[first - 1 : last + 2]))
        words = [_letters(word) for word in each["quote"].split()]
        there = sum(word in printed for word in words)
        assert there >= 0.9 * len(words), each


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()
