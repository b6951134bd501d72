"""The network of tests/analysis/sample.trig."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from strategylinks.analysis.networks import to_network
from strategylinks.engines.embedded import EmbeddedEngine


@pytest.fixture(scope="session")
def sample() -> EmbeddedEngine:
    """Give an engine that answers from the sample."""
    store = ox.Store()
    store.load(path=str(Path(__file__).with_name("sample.trig")), format=ox.RdfFormat.TRIG)
    return EmbeddedEngine(store)


@pytest.fixture
def network(sample: EmbeddedEngine) -> nx.MultiDiGraph[str]:
    """Give the network of both reports of the sample."""
    return to_network(sample)
