from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Namespace

ROOT = Path(__file__).parents[2]
SAMPLES = Path(__file__).parent / "samples"
SL = Namespace("https://w3id.org/strategylinks/ontology#")
EX = Namespace("https://example.org/")


def read(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def folder() -> Path:
    return ROOT / "ontology"


@pytest.fixture
def ontology(folder: Path) -> Graph:
    return read(folder / "strategy.ttl")


@pytest.fixture
def schemes(folder: Path) -> Graph:
    return read(folder / "schemes.ttl")


@pytest.fixture
def vocabulary(ontology: Graph, schemes: Graph) -> Graph:
    return ontology + schemes


@pytest.fixture
def alignments(folder: Path) -> Graph:
    return read(*(folder / "alignments").glob("*.ttl"))


@pytest.fixture
def sample() -> Graph:
    return read(SAMPLES / "sample.ttl")


@pytest.fixture
def outside() -> Graph:
    return read(SAMPLES / "outside.ttl")
