"""Rank what each element of one report may have become in another, with confidence and evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from strategylinks.alignment.bags import Bags, Reader, own_texts, read_bags
from strategylinks.alignment.elements import AlignedElement, read_elements
from strategylinks.alignment.evidence import Evidence, Teller
from strategylinks.alignment.meanings import Meanings, Told, compare_meanings, read_meanings
from strategylinks.alignment.scoring import Scores, score
from strategylinks.alignment.signals import compare
from strategylinks.alignment.themes import read_thesaurus
from strategylinks.alignment.vectors import Matrix
from strategylinks.alignment.weights import Weights, read_weights
from strategylinks.engines.engine import Engine
from strategylinks.resources import resource_root
from strategylinks.workspace import read_wording

#: How many candidates an earlier element has at most.
MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold the IRIs of an element and of what it may have become; ``rank`` is its place among those of the earlier one.

    ``confidence`` is calibrated: of a hundred candidates with 0.7, about seventy are continuations.
    """

    earlier: str
    later: str
    rank: int
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Hold two sides read into bags, and their signals."""

    elements: tuple[Sequence[AlignedElement], Sequence[AlignedElement]]
    reader: Reader
    bags: tuple[Bags, Bags]
    signals: dict[str, Matrix]
    meanings: Meanings | None = None


def align(
    engine: Engine,
    earlier: str,
    later: str,
    *,
    rejected: Collection[tuple[str, str]] = (),
    weights: Weights | None = None,
    embedding: bool = False,
    tell: Told | None = None,
) -> list[Candidate]:
    """Propose what became of each element of a report in another, by their catalogue ids; see ``propose``."""
    sides = (read_elements(engine, report) for report in (earlier, later))
    return propose(*sides, rejected=rejected, weights=weights, embedding=embedding, tell=tell)


def propose(
    earlier: Sequence[AlignedElement],
    later: Sequence[AlignedElement],
    *,
    rejected: Collection[tuple[str, str]] = (),
    weights: Weights | None = None,
    most: int = MOST_CANDIDATES,
    embedding: bool = False,
    tell: Told | None = None,
) -> list[Candidate]:
    """Propose what became of each earlier element, on any level; most of them need a person to decide.

    Several candidates of one element, and one candidate of several, can be right: elements are split and merged.
    ``rejected`` are pairs of IRIs that a person has turned down. ``embedding`` adds what a language model says, and
    raises StrategyLinksError where that is not installed; ``tell`` is told how far its reading is.
    """
    if not earlier or not later:
        return []
    weights = weights or read_weights(embedding=embedding)
    compared = compare_sides(earlier, later, embedding=embedding, tell=tell)
    scores = score(earlier, later, compared.signals, weights)
    teller = Teller(compared.elements, compared.bags, compared.reader, scores, weights.second, compared.meanings)
    levels = [element.kind for element in earlier]
    chosen = choose(scores, levels, _barred(earlier, later, rejected), most)
    return [
        Candidate(
            earlier[row].iri,
            later[column].iri,
            rank,
            round(float(scores.confidence[row, column]), 3),
            teller.tell(row, column),
        )
        for row, columns in enumerate(chosen)
        for rank, column in enumerate(columns, start=1)
    ]


def compare_sides(
    earlier: Sequence[AlignedElement],
    later: Sequence[AlignedElement],
    *,
    embedding: bool = False,
    tell: Told | None = None,
) -> Compared:
    """Read two sides, and compare every element of one with every element of the other."""
    texts = [text for element in (*earlier, *later) for text in own_texts(element)]
    reader = Reader(texts, read_thesaurus())
    generic = read_wording(resource_root() / "data" / "wording.toml").generic_indicators
    bags = (read_bags(earlier, reader, generic), read_bags(later, reader, generic))
    signals = compare((earlier, later), bags)
    if not embedding:
        return Compared((earlier, later), reader, bags, signals)
    meanings = read_meanings(texts, tell)
    return Compared((earlier, later), reader, bags, signals | compare_meanings((earlier, later), meanings), meanings)


def choose(
    scores: Scores, levels: Sequence[str], barred: NDArray[np.bool_], most: int = MOST_CANDIDATES
) -> list[list[int]]:
    """List the columns to propose for each row, the best first: the best ones of the row or of the column.

    ``levels`` are those of the rows: a column takes the best rows of each level.
    """
    in_row = _ranks(np.where(barred, -np.inf, scores.total), axis=1)
    in_column = np.empty_like(in_row)
    for level in sorted(set(levels)):
        rows = [row for row, own in enumerate(levels) if own == level]
        in_column[rows] = _ranks(np.where(barred, -np.inf, scores.confidence)[rows], axis=0)
    order = np.lexsort((in_row, np.minimum(in_row, in_column)), axis=1)[:, :most]
    found = []
    for row, columns in enumerate(order):
        place = in_row[row]
        found.append(sorted((int(column) for column in columns if not barred[row, column]), key=place.__getitem__))
    return found


def _ranks(values: Matrix, axis: int) -> NDArray[np.int64]:
    """Give each value its place along an axis, 0 for the greatest; of equals the first one comes first."""
    ranks: NDArray[np.int64] = np.argsort(np.argsort(-values, axis=axis, kind="stable"), axis=axis, kind="stable")
    return ranks


def _barred(
    earlier: Sequence[AlignedElement], later: Sequence[AlignedElement], rejected: Collection[tuple[str, str]]
) -> NDArray[np.bool_]:
    rows, columns = ({element.iri: at for at, element in enumerate(side)} for side in (earlier, later))
    barred = np.zeros((len(earlier), len(later)), dtype=bool)
    for one, other in rejected:
        if one in rows and other in columns:
            barred[rows[one], columns[other]] = True
    return barred
