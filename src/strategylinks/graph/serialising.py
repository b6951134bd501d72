"""The whole graph in the formats that others read; the same graph gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from strategylinks.errors import StrategyLinksError
from strategylinks.graph.namespaces import PREFIXES

_FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_PREFIX = rb'@prefix [^\n]*\n| xmlns:[^"]*"[^"]*"'
_PREFIXES = re.compile(rb"(?:%s)+" % _PREFIX)


def as_turtle(triples: Sequence[ox.Triple]) -> bytes:
    """Write triples as Turtle, in a stable order and with the usual prefixes."""
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    return _in_order(ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"")


def serialise_dataset(store: ox.Store, form: str) -> bytes:
    """Serialise a store as nquads or jsonld with its named graphs, or as turtle or rdfxml without them."""
    if form not in _FORMATS:
        raise StrategyLinksError(
            f"the graph cannot be written as {form}", do="Choose turtle, nquads, jsonld or rdfxml."
        )
    kind = _FORMATS[form]
    quads = _canonical(store)
    if kind.supports_datasets:
        return ox.serialize(sorted(quads, key=str), format=kind) or b""
    triples = sorted({quad.triple for quad in quads}, key=str)
    prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    return _in_order(ox.serialize(triples, format=kind, prefixes=prefixes) or b"")


def _canonical(store: ox.Store) -> ox.Dataset:
    """Copy a store, with the names of blank nodes that the graph itself gives: each loading gives them others."""
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _in_order(content: bytes) -> bytes:
    """Sort the prefixes at the head of a file: Oxigraph writes them in a new order each time."""
    return _PREFIXES.sub(lambda head: b"".join(sorted(re.findall(_PREFIX, head[0]))), content, count=1)
