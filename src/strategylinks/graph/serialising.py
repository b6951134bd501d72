"""The whole graph in the formats that others read; the same graph gives the same bytes."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import Dataset, Graph

from strategylinks.errors import StrategyLinksError
from strategylinks.graph.namespaces import new_graph
from strategylinks.graph.store import read_named_graphs

_RDFLIB_FORMAT = {"turtle": "longturtle", "rdfxml": "pretty-xml"}


def serialise_dataset(store: ox.Store, form: str) -> bytes:
    """Serialise a store as nquads or jsonld with its named graphs, or as turtle or rdfxml without them."""
    if form == "nquads":
        return _nquads(store)
    if form == "jsonld":
        dataset = Dataset()
        dataset.parse(data=_nquads(store), format="nquads")
        return dataset.serialize(format="json-ld", encoding="utf-8", sort_keys=True)
    if form not in _RDFLIB_FORMAT:
        raise StrategyLinksError(
            f"the graph cannot be written as {form}", do="Choose turtle, nquads, jsonld or rdfxml."
        )
    return _union(store).serialize(format=_RDFLIB_FORMAT[form], encoding="utf-8")


def _nquads(store: ox.Store) -> bytes:
    lines = []
    for name, triples in read_named_graphs(store).items():
        lines += [line[:-2] + f"<{name}> .".encode() for line in triples.splitlines()]
    return b"\n".join(sorted(lines)) + b"\n"


def _union(store: ox.Store) -> Graph:
    graph = new_graph()
    for triples in read_named_graphs(store).values():
        graph.parse(data=triples, format="nt")
    return graph
