"""Where the nodes of a picture stand: computed beforehand, always the same, with room for the labels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

from strategylinks.views.network_groups import place_groups

#: How often nodes are moved to where their distances want them.
_ROUNDS = 40
#: How often the axes of the beginning are turned.
_TURNS = 30
#: How often labels are pushed apart at most.
_PUSHED = 200
#: Which part of an overlap is mended in one round: with all of it, crowds swing to and fro.
_STEP = 0.6
#: The part of its own size that a node keeps from its neighbours, and the length of a line at least.
_ROOM, _SHORTEST = 0.42, 26.0
#: The room between parts that nothing joins.
_BETWEEN = 40.0
#: Beyond this many nodes nobody reads all labels at once, and reckoning every distance takes too long.
_MOST_APART = 320
#: Width to height of the picture, and by how much it is stretched towards it at most.
_ASPECT, _MOST_STRETCH = 1.45, 1.5

Point = tuple[float, float]
#: Width and height of a node with its label.
Size = tuple[float, float]
_Array = npt.NDArray[np.float64]


def place(network: nx.Graph[str], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Place the nodes of a network, so that labels do not overlap while there are few enough to be read."""
    nodes = sorted(network)
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.0, 0.0))
    if len(nodes) > _MOST_APART:
        return place_groups(network, sizes, place)
    boxes = {node: sizes[node] for node in nodes}
    parts = sorted(map(sorted, nx.connected_components(network)), key=lambda part: (-len(part), part[0]))
    placed = [_placed(network, part, np.array([boxes[node] for node in part])) for part in parts]
    shifts = _packed(
        [_extent(places, np.array([boxes[n] for n in p])) for places, p in zip(placed, parts, strict=True)]
    )
    return {
        node: (round(float(x + across), 1), round(float(y + down), 1))
        for part, places, (across, down) in zip(parts, placed, shifts, strict=True)
        for node, (x, y) in zip(part, places, strict=True)
    }


def _placed(network: nx.Graph[str], nodes: Sequence[str], boxes: _Array) -> _Array:
    """Place what hangs together."""
    if len(nodes) == 1:
        return np.zeros((1, 2))
    wanted = _distances(network.subgraph(nodes), nodes, boxes)
    return _push_apart(_stretched(_turned(_settled(_start(wanted), wanted))), boxes)


def _extent(places: _Array, boxes: _Array) -> tuple[float, float, float, float]:
    """Give the left, top, right and bottom of places with their labels."""
    first, last = (places - boxes / 2).min(axis=0), (places + boxes / 2).max(axis=0)
    return float(first[0]), float(first[1]), float(last[0]), float(last[1])


def _packed(extents: Sequence[tuple[float, float, float, float]]) -> list[Point]:
    """Set the largest part on the left, and the others in columns beside it, no higher than it is."""
    shifts: list[Point] = []
    highest = max(bottom - top for _, top, _, bottom in extents)
    x = y = widest = 0.0
    for left, top, right, bottom in extents:
        if y and y + bottom - top > highest:
            x, y, widest = x + widest + _BETWEEN, 0.0, 0.0
        shifts.append((x - left, y - top))
        y += bottom - top + _BETWEEN
        widest = max(widest, right - left)
    return shifts


def _distances(network: nx.Graph[str], nodes: Sequence[str], boxes: _Array) -> _Array:
    """Give how far apart each two nodes should stand: the shortest way along lines that leave room for the labels."""
    place_of = {node: number for number, node in enumerate(nodes)}
    reach = np.sqrt(boxes.prod(axis=1)) * _ROOM
    # A hub needs a wider ring for all that stands around it.
    degrees = np.array([network.degree(node) for node in nodes])
    reach = reach + 5.0 * np.sqrt(degrees)
    far = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(far, 0)
    for first, second in network.edges:
        here, there = place_of[first], place_of[second]
        if here != there:
            far[here, there] = far[there, here] = reach[here] + reach[there] + _SHORTEST
    for middle in range(len(nodes)):
        np.minimum(far, far[:, middle, None] + far[None, middle, :], out=far)
    return far


def _start(wanted: _Array) -> _Array:
    """Begin where the distances are best kept in a plane, each axis in a fixed direction."""
    squares = wanted**2
    centred = squares - squares.mean(axis=0)[None, :] - squares.mean(axis=1)[:, None] + squares.mean()
    # The two main axes, found by turning any two of them again and again: quicker than all axes of the matrix.
    numbers = np.arange(len(wanted), dtype=np.float64)
    axes = np.column_stack([np.cos(numbers), np.sin(numbers * 1.7 + 1)])
    for _ in range(_TURNS):
        axes, _ = np.linalg.qr(centred @ (axes / -2))
    axes = axes * np.sqrt(np.abs(np.einsum("ia,ij,ja->a", axes, centred / -2, axes, optimize=True)))
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), range(2)])
    # What would stand in one place is set apart in a spiral, or it never would be.
    turns = np.arange(len(wanted)) * 2.399963
    spiral = np.column_stack([np.cos(turns), np.sin(turns)]) * np.sqrt(np.arange(len(wanted)) + 1)[:, None]
    return np.asarray(axes * signs + spiral * float(wanted.mean()) * 0.02, dtype=np.float64)


def _settled(places: _Array, wanted: _Array) -> _Array:
    """Move every node to where it keeps its distances best, near ones before far ones, several times (SMACOF)."""
    shared = wanted.copy()
    np.fill_diagonal(shared, 1)
    weights = shared**-2.0
    np.fill_diagonal(weights, 0)
    # Its inverse, but for what moves all nodes alike.
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + 1 / len(wanted)) - 1 / len(wanted)
    pulls = weights * wanted
    for _ in range(_ROUNDS):
        between = places[:, None, :] - places[None, :, :]
        lengths = np.sqrt((between**2).sum(axis=2))
        np.fill_diagonal(lengths, 1)
        part = -pulls / np.maximum(lengths, 1e-6)
        np.fill_diagonal(part, 0)
        np.fill_diagonal(part, -part.sum(axis=1))
        places = inverse @ (part @ places)
    return np.asarray(places, dtype=np.float64)


def _turned(places: _Array) -> _Array:
    """Turn the picture so that its longest side lies flat."""
    centred = places - places.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, ::-1]
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), range(2)])
    return np.asarray(centred @ (axes * signs), dtype=np.float64)


def _stretched(places: _Array) -> _Array:
    """Widen the picture towards the form of a screen."""
    width, height = (max(float(np.ptp(places[:, axis])), 1.0) for axis in range(2))
    stretch = math.sqrt(min(max(_ASPECT * height / width, 1 / _MOST_STRETCH), _MOST_STRETCH))
    return np.asarray(places * np.array([stretch, 1 / stretch]), dtype=np.float64)


def _push_apart(places: _Array, boxes: _Array) -> _Array:
    """Push labels apart that overlap, until none does."""
    halves = [(lengths[None, :] + lengths[:, None]) / 2 for lengths in boxes.T]
    # Of two nodes at the same place, the one that comes first goes left or up.
    ahead = np.triu(np.ones((len(boxes), len(boxes))), 1) * 2 - 1
    for _ in range(_PUSHED):
        moved = _push_once(places, halves, ahead)
        if moved is None:
            break
        places = moved
    return places


def _push_once(places: _Array, halves: Sequence[_Array], ahead: _Array) -> _Array | None:
    """Move each two nodes that overlap, half of the way each, along the side that overlaps by the smaller share."""
    between_x, between_y = (axis[None, :] - axis[:, None] for axis in places.T)
    overlap_x, overlap_y = halves[0] - np.abs(between_x), halves[1] - np.abs(between_y)
    touching = (overlap_x > 0) & (overlap_y > 0)
    np.fill_diagonal(touching, val=False)
    if not touching.any():
        return None
    across = overlap_x / halves[0] < overlap_y / halves[1]
    sign_x = np.where(between_x == 0, ahead, np.sign(between_x))
    sign_y = np.where(between_y == 0, ahead, np.sign(between_y))
    moved_x = (overlap_x * sign_x * (touching & across)).sum(axis=1)
    moved_y = (overlap_y * sign_y * (touching & ~across)).sum(axis=1)
    return np.asarray(places - np.column_stack([moved_x, moved_y]) * (_STEP / 2), dtype=np.float64)
