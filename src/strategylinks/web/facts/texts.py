"""The text of a report line by line, with what was read from each line and what was skipped."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pyoxigraph as ox

from strategylinks.loading.catalogue import read_catalogue
from strategylinks.querying.library import select
from strategylinks.reports.text import decode_lines, read_content
from strategylinks.web.facts.describing import local_name, names_of
from strategylinks.web.facts.reasons import reason_in_words
from strategylinks.web.facts.trees import Supported
from strategylinks.web.visit import Visit

#: The reason by which the reader says that it did not understand a line.
_NOT_UNDERSTOOD = "not understood by the reader"
#: A heading is skipped as a line, though what stands below it keeps its words.
_HEADED = frozenset({"Passage", "Note"})


class Fate(StrEnum):
    """Name what became of a line."""

    READ = "read"
    #: Part of what was read beside it: the heading of a section, the unit of measure of a table.
    CONTEXT = "context"
    SKIPPED = "skipped"
    UNREAD = "unread"
    BLANK = "blank"


@dataclass(slots=True)
class Mark:
    """Hold what was read from a range of lines about one element, or about none: kinds of facts and how many."""

    first: int
    last: int
    element: Supported | None
    kinds: Counter[str] = field(default_factory=Counter)
    classes: set[str] = field(default_factory=set)
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a line, its cells as its tabs part it, and the marks that begin at it."""

    number: int
    cells: Sequence[str]
    fate: Fate
    reason: str
    marks: Sequence[Mark]
    reason_language: str = "en"
    #: The line before was skipped for the same reason.
    is_same: bool = False

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """List the ranges of lines that begin here."""
        return sorted({(mark.first, mark.last) for mark in self.marks if mark.last != mark.first})


@dataclass(frozen=True, slots=True)
class Text:
    """Hold a report's text, what became of it, and whether it is still what was read."""

    lines: Sequence[Line]
    fates: Mapping[str, int]
    is_received: bool
    is_changed: bool


def read_text(visit: Visit, report: str, checksum: str) -> Text:
    """Read the text of a report with the package's own reader, so that its lines are numbered as the facts say.

    Where this computer has no text, as beside a graph on a server, the words that facts quote stand for it.
    """
    marks = marks_of(visit, report)
    content = _content(visit, report)
    if content is None:
        lines = list(_quoted(visit, report, marks))
        return Text(lines, _count(lines), is_received=False, is_changed=False)
    numbered = enumerate(decode_lines(content, report), 1)
    lines = list(_lines(visit, numbered, marks, _skipped(visit, report)))
    return Text(lines, _count(lines), True, bool(checksum) and hashlib.sha256(content).hexdigest() != checksum)


def _content(visit: Visit, report: str) -> bytes | None:
    """Read the file that the catalogue names for a report."""
    workspace = visit.site.workspace
    if not workspace.catalogue.is_file():
        return None
    files = [entry.file for entry in read_catalogue(workspace.catalogue).reports if entry.id == report]
    path = workspace.reports / files[0] if files else None
    return read_content(path) if path and path.is_file() else None


def marks_of(visit: Visit, report: str) -> list[Mark]:
    """Read what was read from which lines, gathered by element."""
    rows = list(select(visit.site.engine, "pages/source-marks", report=ox.Literal(report)))
    parts = select(visit.site.engine, "pages/plan-parts", report=ox.Literal(report))
    elements = {row["part"]: Supported(row["part"] or "", row["code"] or "", row["name"] or "") for row in parts}
    classes = names_of(visit.site.engine, [row["class"] or "" for row in rows])
    marks: dict[tuple[int, int, str], Mark] = {}
    for row in rows:
        element = elements.get(row["about"] or row["fact"])
        first, last = int(row["first"] or 0), int(row["last"] or 0)
        mark = marks.setdefault((first, last, element.iri if element else ""), Mark(first, last, element))
        mark.classes.add(local_name(row["class"] or ""))
        mark.kinds[classes[row["class"] or ""].name(visit.language)] += 1
        mark.is_uncertain |= float(row["confidence"] or 1) < 1
    return list(marks.values())


def _skipped(visit: Visit, report: str) -> dict[int, str]:
    """Give the reason for each line that was skipped."""
    reasons: dict[int, str] = {}
    for row in select(visit.site.engine, "trust/skipped-lines", report=ox.Literal(report)):
        for number in range(int(row["first"] or 0), int(row["last"] or 0) + 1):
            reasons[number] = row["reason"] or ""
    return reasons


def _lines(
    visit: Visit, numbered: Iterable[tuple[int, str]], marks: Sequence[Mark], skipped: Mapping[int, str]
) -> Iterable[Line]:
    starting: dict[int, list[Mark]] = defaultdict(list)
    read: set[int] = set()
    own: set[int] = set()
    before = ""
    for mark in marks:
        starting[mark.first].append(mark)
        read.update(range(mark.first, mark.last + 1))
        if mark.first == mark.last and mark.classes - _HEADED:
            own.add(mark.first)
    for number, text in numbered:
        fate = _fate(number, text, read, {} if number in own else skipped)
        if fate in (Fate.SKIPPED, Fate.UNREAD):
            reason, language = reason_in_words(visit, skipped[number])
            yield Line(number, text.split("\t"), fate, reason, starting[number], language, reason == before)
            before = reason
        else:
            yield Line(number, text.split("\t"), fate, "", starting[number])
            before = before if fate is Fate.BLANK else ""


def _fate(number: int, text: str, read: set[int], skipped: Mapping[int, str]) -> Fate:
    if not text.strip():
        return Fate.BLANK
    if number in skipped:
        return Fate.UNREAD if skipped[number] == _NOT_UNDERSTOOD else Fate.SKIPPED
    return Fate.READ if number in read else Fate.CONTEXT


def _quoted(visit: Visit, report: str, marks: Sequence[Mark]) -> Iterable[Line]:
    """Give the words that facts quote, in the place of the lines that they stand on."""
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        starting[mark.first].append(mark)
    quotes: dict[int, list[str]] = defaultdict(list)
    for row in select(visit.site.engine, "pages/source-quotes", report=ox.Literal(report)):
        quotes[int(row["first"] or 0)].append(row["quote"] or "")
    for number, several in sorted(quotes.items()):
        yield Line(number, several, Fate.READ, "", starting[number])


def _count(lines: Iterable[Line]) -> dict[str, int]:
    counts = Counter(line.fate for line in lines)
    return {str(fate): counts[fate] for fate in Fate}
