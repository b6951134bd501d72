"""Run the SPARQL of a user: only reading, and within limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.engines.engine import Solutions
from strategylinks.engines.limited import Cut, Form, Limits, Source, answer_limited
from strategylinks.graph.iris import DEFAULT_BASE
from strategylinks.querying.asking import value_of
from strategylinks.querying.safety import check_query
from strategylinks.table import Column, Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold an answer: a table of SELECT, triples of CONSTRUCT or DESCRIBE, true or false of ASK.

    ``cut`` names the limit that the answer was cut at; None where it is whole.
    """

    form: Form
    answer: Table | Sequence[ox.Triple] | bool
    cut: Cut | None = None


def run_sparql(
    source: Source, text: str, limits: Limits | None = None, *, allow_service: bool = False, graphs: str = DEFAULT_BASE
) -> Outcome:
    """Run a query of a user on an engine, or on the folder of a store.

    Raise QueryError where it is no query, would do more than read, or takes more than the limits.
    """
    checked = check_query(text, allow_service=allow_service, graphs=graphs)
    limited = answer_limited(source, checked.text, checked.form, limits or Limits(), checked.graphs)
    found = limited.found
    return Outcome(checked.form, _table(found) if isinstance(found, Solutions) else found, limited.cut)


def _table(solutions: Solutions) -> Table:
    fields = solutions.variables
    rows = [dict(zip(fields, map(value_of, row), strict=True)) for row in solutions.rows]
    return Table("sparql", {}, [Column(name, {"en": name}) for name in fields], rows)
