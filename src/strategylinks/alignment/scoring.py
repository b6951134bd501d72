"""Add weak evidence up to a score, once by itself and once with what the neighbours in the structure scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strategylinks.alignment.elements import AlignedElement, descendants
from strategylinks.alignment.vectors import Matrix
from strategylinks.alignment.weights import Weights

#: The evidence of the second pass: what both belong to, one and what the other belongs to, what is under them.
STRUCTURE = ("parents", "nearness", "parts")
_LEAST_SHARE = -20


@dataclass(frozen=True, slots=True)
class Scores:
    """Hold the scores of all pairs, the signals they are made of, and how sure each pair is."""

    signals: Mapping[str, Matrix]
    total: Matrix
    confidence: Matrix


def score(
    earlier: Sequence[AlignedElement], later: Sequence[AlignedElement], signals: Mapping[str, Matrix], weights: Weights
) -> Scores:
    """Score all pairs of two sides."""
    first = weighted_sum(signals, weights.first)
    everything = {**signals, **structure(earlier, later, preference(first))}
    total = weighted_sum(everything, weights.second)
    return Scores(everything, total, confidence(total, weights.confidence))


def weighted_sum(signals: Mapping[str, Matrix], weights: Mapping[str, float]) -> Matrix:
    """Add up signals; all of them have the same shape."""
    total = np.zeros_like(next(iter(signals.values())))
    for name, weight in weights.items():
        if weight:
            total += np.float32(weight) * signals[name]
    return total


def preference(scores: Matrix) -> Matrix:
    """Turn scores into how far each of two prefers the other to everything else, from 0 to 1."""
    by_row, by_column = (_log_share(scores, axis) for axis in (1, 0))
    shares: Matrix = np.exp((by_row + by_column) / 2)
    return shares


def _log_share(scores: Matrix, axis: int) -> Matrix:
    best = scores.max(axis=axis, keepdims=True)
    share: Matrix = scores - best - np.log(np.exp(scores - best).sum(axis=axis, keepdims=True))
    return share


def confidence_terms(scores: Matrix) -> NDArray[np.float64]:
    """Give what tells how sure a pair is: 1, its score, and how far each side prefers it (logarithms)."""
    shares = [np.maximum(_log_share(scores, axis), _LEAST_SHARE) for axis in (1, 0)]
    return np.stack([np.ones_like(scores), scores, *shares], axis=-1).astype(np.float64)


def confidence(scores: Matrix, weights: Sequence[float]) -> Matrix:
    """Say how sure each pair is to be a continuation, calibrated on reviewed mappings.

    Of two later elements, the one that scores less for an earlier element is never the surer one.
    """
    sure = 1 / (1 + np.exp(-(confidence_terms(scores) @ np.array(weights))))
    order = np.argsort(-scores, axis=1, kind="stable")
    falling = np.minimum.accumulate(np.take_along_axis(sure, order, axis=1), axis=1)
    falling_sure: Matrix = np.empty_like(scores)
    np.put_along_axis(falling_sure, order, falling.astype(np.float32), axis=1)
    return falling_sure


def structure(
    earlier: Sequence[AlignedElement], later: Sequence[AlignedElement], preferred: Matrix
) -> dict[str, Matrix]:
    """Carry what neighbours in the structure scored over to each pair."""
    (above_a, below_a), (above_b, below_b) = _relations(earlier), _relations(later)
    with_own_a, with_own_b = below_a | np.eye(len(earlier), dtype=bool), below_b | np.eye(len(later), dtype=bool)
    from_a = _mean(_best(preferred.T, with_own_b).T, below_a)
    from_b = _mean(_best(preferred, with_own_a).T, below_b).T
    above = _best(preferred, above_a)
    return {
        "parents": _best(above.T, above_b).T,
        "nearness": np.maximum(above, _best(preferred.T, above_b).T),
        "parts": (from_a + from_b) / 2,
    }


def _relations(elements: Sequence[AlignedElement]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell for each element what stands above it (with the goals it supports), and what under it."""
    at = {element.iri: number for number, element in enumerate(elements)}
    above = np.zeros((len(elements), len(elements)), dtype=bool)
    for iri, parts in descendants(elements).items():
        above[[at[part.iri] for part in parts], at[iri]] = True
    below = above.T.copy()
    for element in elements:
        above[at[element.iri], [at[goal] for goal in element.supports if goal in at]] = True
    return above, below


def _best(scores: Matrix, related: NDArray[np.bool_]) -> Matrix:
    """Take for each element the best of the rows of those related to it."""
    rows = np.zeros((len(related), scores.shape[1]), dtype=np.float32)
    for number in np.flatnonzero(related.any(axis=1)):
        rows[number] = scores[related[number]].max(axis=0)
    return rows


def _mean(scores: Matrix, related: NDArray[np.bool_]) -> Matrix:
    number = np.maximum(related.sum(axis=1, keepdims=True), 1)
    mean: Matrix = ((related.astype(np.float32) @ scores) / number).astype(np.float32)
    return mean
