"""What the program answers to the questions and analyses that an independent reader answered from the documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from expecting import Expected

from strategylinks.analysis.analyses import ANALYSES, analyse
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.asking import ask
from strategylinks.table import Table


@pytest.fixture(scope="session")
def answered(engine: EmbeddedEngine) -> Callable[[Expected], Table]:
    """Give what the program answers, asked once for all tests."""
    asked = cache(lambda name, given: (analyse if name in ANALYSES else ask)(name, engine, **dict(given)))
    return lambda expected: asked(expected.question, tuple(expected.parameters.items()))
