"""The graph as the pages see it: the engine, its reports and what they cover, and the pages that there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from strategylinks import __version__
from strategylinks.engines.engine import Engine
from strategylinks.engines.limited import Source
from strategylinks.errors import NotInGraphError
from strategylinks.graph.iris import DEFAULT_BASE
from strategylinks.querying.library import select
from strategylinks.table import LANGUAGES, Texts
from strategylinks.web.kept.comparing import Comparisons
from strategylinks.web.kept.shelf import Shelf
from strategylinks.web.view import Page
from strategylinks.workspace import Workspace

#: So many networks of reports are kept.
_MOST_NETWORKS = 12


@dataclass(frozen=True, slots=True)
class Report:
    """Hold what the pages call a report; ``short`` fits a tab ("Lahti 2017"), days are ISO 8601."""

    id: str
    iri: str
    municipality: str
    municipality_name: str
    plan: str
    title: str
    short: str
    start: str
    end: str
    scope: Texts

    @property
    def year(self) -> str:
        """Give the year of the report."""
        return self.end[:4] or self.start[:4]


@dataclass(frozen=True)
class Site:
    """Hold a graph that does not change while it is shown, and what the pages share.

    ``stamp`` names what the graph was built from; ``source`` is what a visitor's own SPARQL runs on.
    """

    engine: Engine
    source: Source
    workspace: Workspace
    stamp: str
    pages: Mapping[str, Page]
    base: str = DEFAULT_BASE
    version: str = field(default=f"strategylinks {__version__}")

    def page(self, name: str) -> Page:
        """Find a page by its name."""
        return self.pages[name]

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """Give the reports by id: by municipality, the oldest first."""
        rows = list(select(self.engine, "pages/reports"))
        return {report.id: report for report in _reports(rows)}

    @cached_property
    def reports_by_place(self) -> Mapping[str, Sequence[Report]]:
        """Give the reports by municipality, by its name; of each the oldest first."""
        found: dict[str, list[Report]] = {}
        for report in sorted(self.reports.values(), key=lambda report: report.municipality_name.casefold()):
            found.setdefault(report.municipality, []).append(report)
        return found

    def place_of(self, report: str) -> str:
        """Give the municipality of a report; where it is none, as "all" is, of the newest."""
        return (self.reports.get(report) or self.newest).municipality

    @cached_property
    def shelf(self) -> Shelf:
        """Give the place for what pages compute once for this graph; it goes when the graph goes."""
        return Shelf()

    @cached_property
    def networks(self) -> Shelf:
        """Give the place for networks of reports, which are large: the last ones are kept."""
        return Shelf(_MOST_NETWORKS)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Give the comparisons of reports, each made when it is first asked for."""
        return Comparisons(self.engine, self.workspace)

    @property
    def newest(self) -> Report:
        """Give the report with the latest end; raise NotInGraphError in an empty graph."""
        if not self.reports:
            raise NotInGraphError("the graph holds no report", do="Run 'strategylinks add FILE'.")
        return max(self.reports.values(), key=lambda report: (report.end, report.id))

    def local(self, iri: str) -> str:
        """Give what identifies something below the base of all IRIs."""
        return iri.removeprefix(self.base)

    def iri(self, local: str) -> str:
        """Give the whole IRI of something below the base."""
        return self.base + local


def _reports(rows: Sequence[Mapping[str, str | None]]) -> list[Report]:
    years = [(row["municipality"], (row["end"] or "")[:4]) for row in rows]
    reports = [
        Report(
            id=row["report"] or "",
            iri=row["iri"] or "",
            municipality=row["municipality"] or "",
            municipality_name=row["municipality_name"] or "",
            plan=row["plan"] or "",
            title=row["name"] or "",
            # Two reports of one year need more than the year to be told apart.
            short=_short(row, is_alone=years.count((row["municipality"], (row["end"] or "")[:4])) == 1),
            start=row["start"] or "",
            end=row["end"] or "",
            scope={language: row[f"scope_{language}"] or "" for language in LANGUAGES if row[f"scope_{language}"]},
        )
        for row in rows
    ]
    return sorted(reports, key=lambda report: (report.municipality, report.end, report.id))


def _short(row: Mapping[str, str | None], *, is_alone: bool) -> str:
    day = row["end"] or ""
    return f"{row['municipality_name']} {day[:4] if is_alone else day[:7] or row['report']}"
