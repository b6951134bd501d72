"""The networks that pages draw: which reports they are read from, and how their units are named in addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import pyoxigraph as ox

from strategylinks.analysis.answering import short
from strategylinks.analysis.networks import HOLDERS, of_kind, read_network
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.library import select
from strategylinks.web.site import Report, Site
from strategylinks.web.visit import Visit

#: What stands for all reports in an address.
ALL = "all"
#: The most reports that "all" stands for: one page never reads a graph of hundreds.
MOST_REPORTS = 12


@dataclass(frozen=True, slots=True)
class Read:
    """Hold a network, what was asked for (a report's id or "all"), and the reports that it was read from."""

    chosen: str
    reports: Sequence[Report]
    network: nx.MultiDiGraph[str]

    @property
    def report(self) -> Report | None:
        """Give the report, where there is only one."""
        return self.reports[0] if self.chosen != ALL else None


def read_chosen(visit: Visit) -> Read:
    """Read the network of the report that the path names, or of all."""
    if visit.parameters["report"] == ALL:
        return read_some(visit.site, ALL, newest_first(visit.site)[:MOST_REPORTS])
    report = visit.report()
    return read_some(visit.site, report, [visit.site.reports[report]])


def read_newest(site: Site, holds: Callable[[nx.MultiDiGraph[str]], object]) -> Read:
    """Read the network of the newest report for which something holds, else of the newest."""
    for report in newest_first(site)[:MOST_REPORTS]:
        found = read_some(site, report.id, [report])
        if holds(found.network):
            return found
    return read_some(site, site.newest.id, [site.newest])


def read_some(site: Site, chosen: str, reports: Sequence[Report]) -> Read:
    """Read the network of some reports."""
    ids = [ox.Literal(report.id) for report in reports]
    return Read(chosen, reports, network_of(site, ids) if ids else nx.MultiDiGraph())


def network_of(site: Site, reports: Sequence[ox.NamedNode | ox.Literal] | None) -> nx.MultiDiGraph[str]:
    """Give the network of some reports by their ids, or of all: many pages share it, and none may change it."""
    name = "all" if reports is None else " ".join(sorted(map(str, reports)))
    return site.networks.get(name, lambda: nx.freeze(read_network(site.engine, reports)))


def newest_first(site: Site) -> list[Report]:
    """List the reports, the newest first."""
    return sorted(site.reports.values(), key=lambda report: (report.end, report.id), reverse=True)


def chosen_reports(site: Site) -> list[dict[str, str]]:
    """List what can be chosen, as the parameters of addresses."""
    return [{"report": report} for report in (ALL, *site.reports)]


def keys(network: nx.Graph[str], nodes: Iterable[str] | None = None) -> dict[str, str]:
    """Name units and posts for addresses: by the end of their IRI, and their municipality where that is not enough."""
    holders = list(nodes) if nodes is not None else of_kind(network, *HOLDERS)
    ends = Counter(_end(holder) for holder in holders)
    return {holder: _end(holder) if ends[_end(holder)] == 1 else _with_place(holder) for holder in holders}


def find_holder(network: nx.Graph[str], key: str) -> str:
    """Find a unit or post by its name in addresses; raise NotInGraphError where the reports name none."""
    named = {name.casefold(): holder for holder, name in keys(network).items()}
    if key.casefold() not in named:
        known = ", ".join(sorted(keys(network).values())[:20])
        raise NotInGraphError(
            f"the report names no unit {key!r}", do=f"It names: {known}." if known else "Choose another report."
        )
    return named[key.casefold()]


def names(network: nx.Graph[str], holders: Sequence[str]) -> dict[str, str]:
    """Give what columns are headed with: abbreviations, with the municipality where units of several share one."""
    counted = Counter(short(network, holder) for holder in holders)
    return {holder: _name(network, holder, is_alone=counted[short(network, holder)] == 1) for holder in holders}


def _name(network: nx.Graph[str], holder: str, *, is_alone: bool) -> str:
    name = short(network, holder)
    return name if is_alone else f"{name} ({network.nodes[holder]['municipality']})"


def _end(holder: str) -> str:
    return holder.rpartition("/")[2]


def _with_place(holder: str) -> str:
    """Put the municipality before it, the segment before ``unit/KH`` or ``post/…``."""
    return ".".join([*holder.split("/")[-3:-2], _end(holder)])


def reports_naming(engine: Engine, iri: str) -> list[str]:
    """List the ids of the reports that say anything about a thing."""
    return [str(row["report"]) for row in select(engine, "pages/network-reports", thing=ox.NamedNode(iri))]
