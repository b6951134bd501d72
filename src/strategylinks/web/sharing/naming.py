"""Names of things by their IRI, asked for those that are needed and no others."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import select


def names_of(engine: Engine, iris: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Give the code and the Finnish name of each thing that has one."""
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    rows = select(engine, "pages/network-names", thing=[ox.NamedNode(iri) for iri in wanted])
    return {str(row["thing"]): (row["code"] or "", row["name"] or "") for row in rows}


def reports_naming(engine: Engine, iri: str) -> list[str]:
    """List the ids of the reports that say anything about a thing."""
    return [str(row["report"]) for row in select(engine, "pages/network-reports", thing=ox.NamedNode(iri))]
