"""Coverage: what became of the lines of each report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.querying.library import select
from strategylinks.reports.text import decode_lines, read_content
from strategylinks.web.site import Site

#: The reason that the loader gives for what it could not read.
_UNREAD = "not understood by the reader"


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold lines that were not read, and why."""

    first: int
    last: int
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Count the lines of a report that have text: read, skipped for a reason, and not understood."""

    text_lines: int
    skipped: int
    unread: int
    passages: Sequence[Passage]

    @property
    def read(self) -> int:
        """Count the lines that something was read from."""
        return self.text_lines - self.skipped - self.unread

    @property
    def share(self) -> float:
        """Give the share of lines that are accounted for, in per cent."""
        return 100 * (1 - self.unread / self.text_lines) if self.text_lines else 100.0

    @property
    def reasons(self) -> Mapping[str, Sequence[Passage]]:
        """Give the passages by reason, the most frequent first."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.reason, []).append(passage)
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def measure(site: Site, report: str) -> Coverage:
    """Count what became of the lines of a report."""
    rows = select(site.engine, "trust/skipped-lines", report=ox.Literal(report))
    passages = [Passage(int(row["first"] or 0), int(row["last"] or 0), row["reason"] or "") for row in rows]
    written = _written(site, report)
    skipped = {number for one in passages if one.reason != _UNREAD for number in range(one.first, one.last + 1)}
    unread = {number for one in passages if one.reason == _UNREAD for number in range(one.first, one.last + 1)}
    skipped -= _read_within(site, report, skipped)
    return Coverage(len(written), len(written & skipped), len(written & unread - skipped), passages)


def _read_within(site: Site, report: str, skipped: set[int]) -> set[int]:
    """Give the lines of skipped passages that a fact was read from all the same, as a heading is."""
    rows = select(site.engine, "pages/quality-read-lines", report=ox.Literal(report))
    spans = (range(int(row["first"] or 0), int(row["last"] or 0) + 1) for row in rows)
    return {number for span in spans if skipped.issuperset(span) for number in span}


def _written(site: Site, report: str) -> set[int]:
    """Give the numbers of the lines that have text; without the text at hand, of all lines."""
    path = site.workspace.reports / f"{report}.txt"
    if path.is_file():
        return {number for number, line in enumerate(decode_lines(read_content(path), path), 1) if line.strip()}
    rows = list(select(site.engine, "trust/completeness", report=ox.Literal(report)))
    return set(range(1, int(rows[0]["lines"] or 0) + 1)) if rows else set()
