"""All analyses by name, and the way to ask one in the words of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pyoxigraph as ox
from rapidfuzz import process

from strategylinks.analysis.answering import analysis_header
from strategylinks.analysis.carrying import concentration, goal_unit_matrix, goals_on_one_unit
from strategylinks.analysis.changing import unit_removed, units_merged
from strategylinks.analysis.checking import critical_indicators, cycles, orphans
from strategylinks.analysis.connecting import bridges, brokers, core_periphery, hubs
from strategylinks.analysis.evidence import with_evidence
from strategylinks.analysis.grouping import communities, unit_matrix
from strategylinks.analysis.networks import read_network
from strategylinks.analysis.tracing import dependency_trace
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.asking import Given, resolve_parameters, value_of
from strategylinks.querying.breadth import check_breadth
from strategylinks.querying.header import Header
from strategylinks.table import Table

#: Gives the network of some reports by their ids, or of all.
ReadNetwork = Callable[[Sequence[ox.NamedNode | ox.Literal] | None], "nx.MultiDiGraph[str]"]
#: The parameter that narrows the network; all others go to the function.
_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Analysis:
    """Hold an analysis: what it asks, needs and answers, and its function of a network."""

    name: str
    function: Callable[..., Table]

    @property
    def header(self) -> Header:
        """Give its title, description, parameters and columns, in the form of a question of the library."""
        return analysis_header(self.name)


#: Every analysis, in the order of the documentation.
ANALYSES: Mapping[str, Analysis] = {
    name: Analysis(name, function)
    for name, function in (
        ("dependency-trace", dependency_trace),
        ("unit-removed", unit_removed),
        ("units-merged", units_merged),
        ("goals-on-one-unit", goals_on_one_unit),
        ("bridges", bridges),
        ("brokers", brokers),
        ("hubs", hubs),
        ("concentration", concentration),
        ("communities", communities),
        ("core-periphery", core_periphery),
        ("goal-unit-matrix", goal_unit_matrix),
        ("unit-matrix", unit_matrix),
        ("cycles", cycles),
        ("orphans", orphans),
        ("critical-indicators", critical_indicators),
    )
}


def analyses() -> list[Header]:
    """List what the analyses ask, need and answer, in the form of the questions of the library."""
    return [analysis.header for analysis in ANALYSES.values()]


def find_analysis(name: str) -> Analysis:
    """Find an analysis by its name; raise NotInGraphError where there is none."""
    if name in ANALYSES:
        return ANALYSES[name]
    near = [found for found, _, _ in process.extract(name, list(ANALYSES), limit=3)]
    raise NotInGraphError(
        f"there is no analysis {name!r}", do=f"Nearest: {', '.join(near)}. All of them: 'strategylinks analyse'."
    )


def analyse(name: str, engine: Engine, **parameters: Given) -> Table:
    """Run an analysis on the network of a graph, with the words that show each row beside it.

    A parameter takes what a person knows, as for a question: "C5", "SIVI", 2017. Raise QueryError where one is missing
    or unknown, NotInGraphError where the graph has nothing, or several things, of that name, TooBroadError where
    nothing narrows it and the reports are very many.
    """
    return analyse_networks(lambda reports: read_network(engine, reports), name, engine, **parameters)


def analyse_networks(read: ReadNetwork, name: str, engine: Engine, **parameters: Given) -> Table:
    """Run an analysis as ``analyse`` does, on networks that were perhaps read before."""
    analysis = find_analysis(name)
    check_breadth(analysis.header, parameters, engine)
    terms = resolve_parameters(analysis.header, parameters, engine, "analyse")
    network = read(terms.pop(_REPORT, None))
    given: dict[str, Any] = {parameter: value_of(found[0]) for parameter, found in terms.items()}
    return with_evidence(analysis.function(network, **given), engine)
