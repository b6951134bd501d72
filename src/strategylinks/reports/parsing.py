"""Parse a report's lines with the reader of the layout that fits them best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from strategylinks.errors import UnknownLayoutError, WorkspaceError
from strategylinks.organisation import Organisation
from strategylinks.reports.coded_table.reader import read as read_coded_table
from strategylinks.reports.layout import Layout
from strategylinks.reports.marked_table.reader import read as read_marked_table
from strategylinks.reports.parsed import ParsedReport
from strategylinks.reports.programme_table.reader import read as read_programme_table
from strategylinks.reports.slides.reader import read as read_slides

Reader = Callable[[Sequence[str], Layout, Organisation], ParsedReport]

#: The readers that a layout file can name. A new shape of document is one more module and one more line here.
READERS: dict[str, Reader] = {
    "programme-table": read_programme_table,
    "coded-table": read_coded_table,
    "marked-table": read_marked_table,
    "slides": read_slides,
}
#: A layout fits when the signs found weigh at least this much of all its signs together.
LEAST_FIT = 0.6


def fit(lines: Sequence[str], layout: Layout) -> float:
    """Weigh how well a layout fits, from 0 to 1: the share of its signs that some line shows."""
    found = sum(weight for pattern, weight in layout.sign_patterns if any(map(pattern.search, lines)))
    return found / (sum(layout.signs.values()) or 1)


def detect_layout(lines: Sequence[str], layouts: Sequence[Layout], where: Path | str = "") -> Layout:
    """Choose the layout that fits best; raise UnknownLayoutError where none fits well enough."""
    fits = {layout.id: fit(lines, layout) for layout in layouts}
    best = max(layouts, key=lambda layout: fits[layout.id], default=None)
    if best is None or fits[best.id] < LEAST_FIT:
        seen = ", ".join(f"{name} {value:.0%}" for name, value in sorted(fits.items(), key=lambda pair: -pair[1]))
        raise UnknownLayoutError(
            f"no known layout fits this document (best: {seen or 'no layouts'}; wanted: {LEAST_FIT:.0%})",
            where=where,
            do="Add a layout file under data/layouts/, or a reader if the shape is new (docs/new-report.md).",
        )
    return best


def parse_report(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    """Read the rows of a report with its layout's reader."""
    if layout.reader not in READERS:
        raise WorkspaceError(
            f"there is no reader {layout.reader!r}", where=layout.path, do=f"Known: {', '.join(sorted(READERS))}."
        )
    return READERS[layout.reader](lines, layout, organisation)
