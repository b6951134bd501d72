"""Reports of other municipalities, for which no register was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from strategylinks.linking import EndKind, LinkageKind, Linker
from strategylinks.pipeline import read_report


def test_the_structure_of_unseen_reports_is_linked_and_nothing_is_made_up(unseen: Mapping[str, Any]) -> None:
    for name, case in unseen.items():
        linked = Linker(case.inputs.organisation, case.inputs.register).link(
            read_report(case.entry, case.inputs, case.path)
        )
        actions = [each for each in case.expected["elements"] if each["kind"] == "action"]
        pairs = sum(len(each["units"]) * (len(each["units"]) - 1) // 2 for each in actions)
        kinds = [linkage.kind for linkage in linked.linkages]
        assert kinds.count(LinkageKind.JOINT_ACTION) == pairs, name
        assert [each.as_written for each in linked.mentions if each.thing.kind is EndKind.NAMED] == [], name
