"""Learn the weights of evidence from reviewed mappings.

Weights are never negative, and stay near a common one where the reviewed mappings say little: there are some hundred
mappings for a score of weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strategylinks.alignment.elements import AlignedElement
from strategylinks.alignment.scoring import STRUCTURE, confidence_terms, preference, structure, weighted_sum
from strategylinks.alignment.vectors import Matrix
from strategylinks.alignment.weights import CONFIDENCE, Weights

#: The weight of evidence of which nothing is known, after scaling, and how strongly the others are held to it.
_COMMON = 0.3
_HOLD = 20.0
_STEPS = 400
_RIDGE = 20.0

_Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a reviewed pair: ``right`` are its continuations, ``reviewed`` the earlier elements that were decided on."""

    earlier: Sequence[AlignedElement]
    later: Sequence[AlignedElement]
    signals: Mapping[str, Matrix]
    right: NDArray[np.bool_]
    reviewed: NDArray[np.bool_]


def learn(cases: Sequence[Case]) -> Weights:
    """Learn the weights of all signals that the cases hold, which are the same in each.

    The confidence is learned from scores of cases that were left out in turn.
    """
    first, second = _learn_passes(cases)
    terms, right = [], []
    for left_out in cases:
        rest = [case for case in cases if case is not left_out] or [left_out]
        totals = total_of(left_out, *_learn_passes(rest))
        terms.append(confidence_terms(totals)[left_out.reviewed].reshape(-1, len(CONFIDENCE)))
        right.append(left_out.right[left_out.reviewed].ravel())
    return Weights(first, second, _logistic(np.concatenate(terms), np.concatenate(right)))


def total_of(case: Case, first: Mapping[str, float], second: Mapping[str, float]) -> Matrix:
    """Score a case with given weights."""
    return weighted_sum(_with_structure(case, first), second)


def _learn_passes(cases: Sequence[Case]) -> tuple[dict[str, float], dict[str, float]]:
    signals = tuple(cases[0].signals)
    first = _learn_sum([case.signals for case in cases], cases, signals)
    return first, _learn_sum([_with_structure(case, first) for case in cases], cases, (*signals, *STRUCTURE))


def _with_structure(case: Case, first: Mapping[str, float]) -> dict[str, Matrix]:
    preferred = preference(weighted_sum(case.signals, first))
    return {**case.signals, **structure(case.earlier, case.later, preferred)}


def _learn_sum(
    signals: Sequence[Mapping[str, Matrix]], cases: Sequence[Case], names: Sequence[str]
) -> dict[str, float]:
    """Find the sum that ranks the right ones first, seen from either side."""
    scale = np.array([np.sqrt(np.mean([np.mean(some[name] ** 2) for some in signals])) for name in names]) + 1e-6
    choices = [
        choice
        for some, case in zip(signals, cases, strict=True)
        for choice in _choices(np.stack([some[name] for name in names], axis=-1) / scale, case)
    ]
    weights = np.full(len(names), _COMMON)
    step, (loss, slope) = 1e-2, _loss(weights, choices)
    for _ in range(_STEPS):
        moved = np.maximum(weights - step * slope, 0)
        new_loss, new_slope = _loss(moved, choices)
        if new_loss < loss:
            weights, loss, slope, step = moved, new_loss, new_slope, step * 1.5
        else:
            step /= 2
    return {name: round(float(value), 4) for name, value in zip(names, weights / scale, strict=True)}


def _choices(terms: _Array, case: Case) -> list[tuple[_Array, _Array]]:
    """List the rows and columns that have a right one, each with the share of each of its right ones."""
    sides = (
        (terms[case.reviewed], case.right[case.reviewed]),
        (terms[case.reviewed].swapaxes(0, 1), case.right[case.reviewed].T),
    )
    found = []
    for some, right in sides:
        has_one = right.any(axis=1)
        shares = right[has_one] / right[has_one].sum(axis=1, keepdims=True)
        found.append((some[has_one].astype(np.float64), shares))
    return found


def _loss(weights: _Array, choices: Sequence[tuple[_Array, _Array]]) -> tuple[float, _Array]:
    loss = _HOLD * float(((weights - _COMMON) ** 2).sum())
    slope = 2 * _HOLD * (weights - _COMMON)
    for terms, shares in choices:
        scores = terms @ weights
        scores -= scores.max(axis=1, keepdims=True, initial=-np.inf)
        chosen = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        loss -= float((shares * np.log(chosen + 1e-12)).sum())
        slope = slope + ((chosen - shares)[..., None] * terms).sum(axis=(0, 1))
    return loss, slope


def _logistic(terms: _Array, right: NDArray[np.bool_]) -> tuple[float, ...]:
    """Fit a logistic curve by Newton's method."""
    weights = np.zeros(terms.shape[1])
    ridge = _RIDGE * np.eye(terms.shape[1])
    ridge[0, 0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(terms @ weights)))
        slope = terms.T @ (right - chance) - ridge @ weights
        curve = (terms * (chance * (1 - chance))[:, None]).T @ terms + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return tuple(round(float(value), 4) for value in weights)
