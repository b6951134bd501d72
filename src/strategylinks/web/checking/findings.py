"""Findings: what the quality queries of the library find, by report, and between reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strategylinks.querying.header import read_header
from strategylinks.querying.library import query_names, select
from strategylinks.table import in_language
from strategylinks.web.site import Site

#: Queries about mappings between reports begin so; they follow chains, which takes longest.
_BETWEEN = ("chain-", "exact-match-", "mapping-")
#: Of more reports, the queries take too long for a page: the command 'strategylinks check' tells.
MOST_REPORTS = 40
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold a finding: the rule and what it says in English, how grave it is, in which report and lines, about what."""

    rule: str
    title: str
    severity: str
    message: str
    report: str
    first: int
    last: int
    iri: str


def find(site: Site, *, between: bool = False) -> Sequence[Finding]:
    """Run the quality queries about single reports, or those about what lies between reports; the gravest first."""
    found = [
        finding
        for name in query_names("quality")
        if name.rpartition("/")[2].startswith(_BETWEEN) is between
        for finding in _findings(site, name)
    ]
    return sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), one.rule, one.report, one.first))


def _findings(site: Site, name: str) -> list[Finding]:
    header = read_header(name)
    return [
        Finding(
            rule=name.rpartition("/")[2],
            title=in_language(header.title),
            severity=header.severity,
            message=row["error"] or "",
            report=row.get("report") or "",
            first=int(row.get("first") or 0),
            last=int(row.get("last") or row.get("first") or 0),
            iri=row.get("element") or "",
        )
        for row in select(site.engine, name)
    ]
