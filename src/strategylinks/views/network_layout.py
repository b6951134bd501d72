"""Where the nodes of a picture stand: computed beforehand, always the same, with room for the labels."""

from __future__ import annotations

import math
from collections.abc import Mapping

import networkx as nx
import numpy as np
import numpy.typing as npt

#: The seed of every layout: the same network gives the same picture.
SEED = 20_170_630
#: How often the forces are reckoned for a picture that can be read; each round takes the square of the nodes.
_ITERATIONS, _FEWEST = 300, 30
_READABLE = 200
#: How often nodes are drawn together and labels pushed apart, then only pushed apart.
_DRAWN, _PUSHED = 240, 160
#: How far nodes are drawn together in one round, where there are many.
_PULL = 0.004
#: Which part of an overlap is mended in one round: with all of it, crowds swing to and fro.
_STEP = 0.6
#: The part of the area that marks and labels cover, with few nodes and with many: the rest is room for lines.
_SPARSE, _DENSE = 0.12, 0.62
#: How many nodes are many.
_MANY = 120
#: Beyond this many nodes nobody reads all labels at once, and pushing them apart takes too long.
_MOST_PUSHED = 300
#: Width to height of the picture.
_ASPECT = 1.4

Point = tuple[float, float]
#: Width and height of a node with its label.
Size = tuple[float, float]
_Array = npt.NDArray[np.float64]


def place(network: nx.Graph[str], sizes: Mapping[str, Size]) -> dict[str, Point]:
    """Place the nodes of a network, so that labels do not overlap while there are few enough to be read."""
    nodes = sorted(network)
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.0, 0.0))
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in network.edges))
    rounds = max(_FEWEST, min(_ITERATIONS, _ITERATIONS * _READABLE**2 // len(nodes) ** 2))
    drawn = nx.forceatlas2_layout(ordered, max_iter=rounds, seed=SEED)
    boxes = np.array([sizes[node] for node in nodes])
    crowd = min(len(nodes) / _MANY, 1.0)
    area = float(boxes.prod(axis=1).sum()) / (_SPARSE + (_DENSE - _SPARSE) * crowd)
    spread = [
        _spread(np.array([float(drawn[node][axis]) for node in nodes]), length)
        for axis, length in enumerate((math.sqrt(area * _ASPECT), math.sqrt(area / _ASPECT)))
    ]
    places = np.column_stack(spread)
    if len(nodes) <= _MOST_PUSHED:
        places = _push_apart(places, boxes, _PULL * crowd)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, places, strict=True)}


def _spread(values: _Array, length: float) -> _Array:
    """Stretch values to a length, half by what they are, half by their rank: no tail, and no crowd, takes all of it."""
    ranks = np.argsort(np.argsort(values, kind="stable"), kind="stable") / (len(values) - 1)
    extent = float(np.ptp(values))
    shares = (values - values.min()) / extent if extent else np.zeros(len(values))
    return np.asarray((ranks + shares) / 2 * length, dtype=np.float64)


def _push_apart(places: _Array, boxes: _Array, pull: float) -> _Array:
    """Draw nodes together as far as their labels leave room, and push labels apart that overlap."""
    for number in range(_DRAWN + _PUSHED):
        if number < _DRAWN:
            places = places - (places - places.mean(axis=0)) * pull
        pushed = _push_once(places, boxes)
        if number >= _DRAWN and np.array_equal(pushed, places):
            break
        places = pushed
    return places


def _push_once(places: _Array, boxes: _Array) -> _Array:
    """Move each two nodes that overlap, half of the way each, along the side that overlaps by the smaller share."""
    (x, y), (width, height) = places.T, boxes.T
    overlap_x, share_x, sign_x = _overlap(x, width)
    overlap_y, share_y, sign_y = _overlap(y, height)
    touching = (overlap_x > 0) & (overlap_y > 0)
    np.fill_diagonal(touching, val=False)
    across = share_x < share_y
    moved_x = (overlap_x * sign_x * (touching & across)).sum(axis=1)
    moved_y = (overlap_y * sign_y * (touching & ~across)).sum(axis=1)
    return np.asarray(places - np.column_stack([moved_x, moved_y]) * (_STEP / 2), dtype=np.float64)


def _overlap(places: _Array, lengths: _Array) -> tuple[_Array, _Array, _Array]:
    """Give by how much each two nodes overlap on an axis, in which part of their lengths, and in which direction."""
    between = places[None, :] - places[:, None]
    both = lengths[None, :] + lengths[:, None]
    overlap = both / 2 - np.abs(between)
    # Of two nodes at the same place, the one that comes first goes left or up.
    ahead = np.triu(np.ones(between.shape), 1) * 2 - 1
    return overlap, overlap / both, np.where(between == 0, ahead, np.sign(between))
