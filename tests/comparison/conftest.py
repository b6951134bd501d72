"""The real reports compared once: the chain of Lahti, and a pair that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from strategylinks.alignment.mappings import MappingSet
from strategylinks.comparison.chains import Chain, compare_all
from strategylinks.comparison.comparing import compare
from strategylinks.comparison.parts import Comparison
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import Inputs


@pytest.fixture(scope="session")
def sets(inputs: Inputs) -> Sequence[MappingSet]:
    """Give the reviewed mappings of the workspace."""
    return inputs.mappings


@pytest.fixture(scope="session")
def chain(engine: EmbeddedEngine, sets: Sequence[MappingSet]) -> Chain:
    """Give the comparisons of Lahti's reports."""
    return compare_all(engine, sets)


@pytest.fixture(scope="session")
def whole(chain: Chain) -> Comparison:
    """Give the comparison of 2017 with 2024."""
    assert chain.whole is not None
    return chain.whole


@pytest.fixture(scope="session")
def unreviewed(engine: EmbeddedEngine) -> Comparison:
    """Give a comparison that nobody has reviewed, of two municipalities."""
    return compare(engine, "lahti-2017-h1", "tuusula-2021-q3")
