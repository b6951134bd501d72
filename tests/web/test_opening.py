"""Opening the graph of a workspace: a small one in memory, a large one where it lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from strategylinks.graph.iris import DEFAULT_BASE
from strategylinks.graph.namespaces import SL
from strategylinks.graph.store import GraphStore
from strategylinks.web.kept import opening


@pytest.fixture
def built(tmp_path: Path) -> GraphStore:
    """Give a store on disk with one triple."""
    graph = Graph()
    graph.add((URIRef(f"{DEFAULT_BASE}id/x"), RDF.type, SL.Goal))
    built = GraphStore(tmp_path / "store")
    built.replace([(URIRef(f"{DEFAULT_BASE}graph/x"), graph)], "fingerprint", "1")
    return built


def test_a_small_graph_is_answered_from_memory(built: GraphStore) -> None:
    store = opening.nearest(built.open(), built.place())
    shutil.rmtree(built.folder)
    assert len(store) == 1


def test_a_large_graph_stays_on_disk(built: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_SMALL", 10)
    store = opening.nearest(built.open(), built.place())
    assert len(store) == 1
    with pytest.raises(RuntimeError, match="read-write"):
        store.add(next(iter(store)))
