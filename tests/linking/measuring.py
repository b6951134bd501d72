"""Measure the linkages found in the real reports against what people read in the documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from strategylinks.linking import Linkage, LinkageKind, Linked
from strategylinks.loading.keys import fold
from strategylinks.model import MonitoringReport

HERE = Path(__file__).parent
GOLD = HERE / "gold"
DOCS = HERE.parents[1] / "docs" / "linkages.md"
#: Kinds that follow from the units and indicators of elements, which tests/golden holds for every element.
FROM_READINGS = (LinkageKind.JOINT_ACTION, LinkageKind.SHARED_PARENT, LinkageKind.SHARED_INDICATOR)
#: Kinds whose every instance stands in the documents in so many words, and was looked up there.
COMPLETE = (LinkageKind.LEAD_AND_PARTICIPANTS, LinkageKind.EXPLICIT_REFERENCE)


@dataclass(frozen=True)
class Measured:
    """Hold how many linkages of a kind there are, are right or arguable, and how many of those wanted are there."""

    kind: str
    found: int
    right: int
    arguable: int
    wanted: int
    there: int

    @property
    def precision(self) -> float:
        """Give the share that is right, counting what is arguable as wrong."""
        return self.right / self.found

    def row(self) -> str:
        """Give the row of a table in docs/linkages.md."""
        lenient = (self.right + self.arguable) / self.found
        numbers = f"{self.found} | {self.right} | {self.arguable} | {self.precision:.2f} | {lenient:.2f}"
        return f"| {self.kind} | {numbers} | {self.there / self.wanted:.2f} ({self.there} of {self.wanted}) |"


def table(heading: str) -> list[str]:
    """Give the rows about kinds under a heading of docs/linkages.md."""
    _, section = re.split(rf"^##+ {re.escape(heading)}.*$", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return re.findall(r"^\| [a-z-]+ \| \d+ \|.*\|$", re.split(r"^##", section, flags=re.MULTILINE)[0], re.MULTILINE)


def read_gold(name: str) -> list[dict[str, Any]]:
    return json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def readings(report: str) -> list[dict[str, Any]]:
    path = HERE.parent / "golden" / f"{report}.json"
    return json.loads(path.read_text(encoding="utf-8"))["elements"]


def measure(reports: Mapping[str, MonitoringReport], linked: Mapping[str, Linked]) -> list[Measured]:
    """Measure each kind."""
    return [_measured(kind, reports, linked) for kind in LinkageKind]


def key_of(report: str, linkage: Linkage) -> tuple[str, ...]:
    through = (end.key for end in linkage.through)
    return (report, linkage.kind, linkage.source.key, linkage.target.key, *through)


def judged() -> dict[tuple[str, ...], str]:
    """Give the verdict on each linkage that was read beside its document: right, arguable or wrong."""
    return {
        (each["report"], each["kind"], each["from"], each["to"], *each["through"]): each["verdict"]
        for each in read_gold("judged")
    }


def _measured(kind: LinkageKind, reports: Mapping[str, MonitoringReport], linked: Mapping[str, Linked]) -> Measured:
    found = [(name, link) for name, each in linked.items() for link in each.linkages if link.kind is kind]
    if kind in FROM_READINGS:
        wanted = {want for name in linked for want in _wanted(kind, name)}
        there = {_as_read(reports[name], link) for name, link in found}
        return Measured(kind, len(found), len(there & wanted), 0, len(wanted), len(there & wanted))
    verdicts = judged()
    given = [verdicts[key_of(name, link)] for name, link in found]
    right, arguable = given.count("right"), given.count("arguable")
    if kind in COMPLETE:
        keys = {key_of(name, link) for name, link in found}
        wanted_keys = {key for key, verdict in verdicts.items() if key[1] == kind and verdict == "right"}
        return Measured(kind, len(found), right, arguable, len(wanted_keys), len(keys & wanted_keys))
    gold = [each for name in ("statements", "named") for each in read_gold(name) if each["kind"] == kind]
    there_count = sum(any(_is_it(each, name, link) for name, link in found) for each in gold)
    return Measured(kind, len(found), right, arguable, len(gold), there_count)


def _is_it(gold: Mapping[str, Any], report: str, link: Linkage) -> bool:
    if report != gold["report"]:
        return False
    if "units" in gold:
        return [end.key for end in link.through] == [gold["id"]] and [link.source.key, link.target.key] == gold["units"]
    first, last = gold["lines"]
    spans = [span for ground in link.grounds for span in ground.sources]
    return link.target.key == gold["id"] and any(span.first <= last and first <= span.last for span in spans)


def _as_read(report: MonitoringReport, link: Linkage) -> tuple[object, ...]:
    """Name a linkage by what a reader of the document sees: lines, names and units."""
    elements = {element.key: element for element in report.elements}
    if link.kind is LinkageKind.SHARED_INDICATOR:
        lines = (elements[end.key].first for end in (link.source, link.target))
        return (report.entry.id, link.kind, frozenset(lines), link.weight)
    joint = elements[link.through[0].key]
    name = joint.first if link.kind is LinkageKind.JOINT_ACTION else fold(joint.name)
    return (report.entry.id, link.kind, name, frozenset({link.source.key, link.target.key}), link.weight)


def _wanted(kind: LinkageKind, report: str) -> Iterator[tuple[object, ...]]:
    elements = readings(report)
    actions = [each for each in elements if each["kind"] == "action"]
    if kind is LinkageKind.JOINT_ACTION:
        for action in actions:
            for pair in combinations(action["units"], 2):
                yield (report, kind, action["lines"][0], frozenset(pair), 1)
    elif kind is LinkageKind.SHARED_PARENT:
        yield from _wanted_parents(report, elements, actions)
    else:
        yield from _wanted_indicators(report, actions)


def _wanted_parents(
    report: str, elements: Iterable[dict[str, Any]], actions: Iterable[dict[str, Any]]
) -> Iterator[tuple[object, ...]]:
    """Work out where units meet: under a flagship, or under a goal where they met under none of its flagships."""
    met: dict[str, set[frozenset[str]]] = {}
    for level in ("flagship", "goal"):
        parents: dict[str, list[dict[str, Any]]] = {}
        for action in actions:
            if action[level]:
                parents.setdefault(action[level], []).append(action)
        for parent, below in parents.items():
            for pair, weight in _meeting(below):
                goal = below[0]["goal"] or ""
                if level == "flagship" or pair not in met.get(goal, set()):
                    yield (report, LinkageKind.SHARED_PARENT, fold(_name(parent, level, elements)), pair, weight)
                met.setdefault(goal, set()).add(pair)


def _meeting(actions: Iterable[dict[str, Any]]) -> Iterator[tuple[frozenset[str], int]]:
    by_unit: dict[str, set[int]] = {}
    for action in actions:
        for unit in action["units"]:
            by_unit.setdefault(unit, set()).add(action["lines"][0])
    for one, other in combinations(by_unit, 2):
        if len(by_unit[one] | by_unit[other]) > 1:
            yield frozenset({one, other}), min(len(by_unit[one]), len(by_unit[other]))


def _name(parent: str, level: str, elements: Iterable[dict[str, Any]]) -> str:
    coded = (each["name"] for each in elements if each["kind"] == level and each["code"] == parent)
    return next(coded, parent)


def _wanted_indicators(report: str, actions: Iterable[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    generic = {fold(name) for name in read_gold("generic")}
    for one, other in combinations(actions, 2):
        shared = {fold(name) for name in one["indicators"]} & {fold(name) for name in other["indicators"]} - generic
        if shared and set(one["units"]) != set(other["units"]):
            lines = frozenset({one["lines"][0], other["lines"][0]})
            yield (report, LinkageKind.SHARED_INDICATOR, lines, len(shared))
