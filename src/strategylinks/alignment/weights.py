"""Read what each kind of evidence weighs; the numbers are learned from reviewed mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from strategylinks.entries import read_toml
from strategylinks.errors import WorkspaceError
from strategylinks.resources import resource_root

#: The numbers that turn a score into a confidence: constant, score, preference of the earlier and of the later side.
CONFIDENCE = ("constant", "score", "earlier", "later")


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the weights of the first pass, of the second pass with the structure, and of the confidence."""

    first: Mapping[str, float]
    second: Mapping[str, float]
    confidence: tuple[float, ...]


@cache
def read_weights(path: Path | None = None, *, embedding: bool = False) -> Weights:
    """Read ``alignment.toml``, or ``alignment-embedding.toml`` with what a language model adds.

    Raise WorkspaceError where it is malformed.
    """
    path = path or resource_root() / "data" / ("alignment-embedding.toml" if embedding else "alignment.toml")
    content = read_toml(path)
    try:
        sure = _numbers(content["confidence"])
        return Weights(
            _numbers(content["first"]), _numbers(content["second"]), tuple(sure[name] for name in CONFIDENCE)
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise WorkspaceError(
            f"the weights are malformed: {error}", where=path, do="Make them anew: benchmarks/candidates.py --write."
        ) from error


def _numbers(table: Mapping[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in table.items()}
