"""A corpus as large as a country's: the real graph copied under other municipalities.

Every copy has its own municipality, plans, reports, elements and units; the vocabulary is shared. What follows from
the copies is copied too, so that making the corpus takes minutes and not hours.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

#: The names of municipalities in IRIs and ids, which each copy replaces: "/id/lahti/", "lahti-2017-h1".
_MUNICIPALITY = re.compile(rb'(?<=[/"])(lahti|tuusula)(?=[-/">])')
_VOCABULARY = b"/graph/vocabulary> .\n"
#: How many copies are loaded at once.
_BATCH = 10


def copy_corpus(store: ox.Store, copies: int, folder: Path) -> ox.Store:
    """Write the graph of a store and copies of it into a store on disk."""
    large = ox.Store(str(folder))
    lines = store.dump(format=ox.RdfFormat.N_QUADS).splitlines(keepends=True)
    large.bulk_load(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    own = b"".join(line for line in lines if not line.endswith(_VOCABULARY))
    for batch in _batches(own, copies):
        large.bulk_load(io.BytesIO(batch), format=ox.RdfFormat.N_QUADS)
    large.flush()
    large.optimize()
    return large


def _batches(quads: bytes, copies: int) -> Iterator[bytes]:
    pieces = _MUNICIPALITY.split(quads)
    names, between = pieces[1::2], pieces[0::2]
    waiting = []
    for number in range(1, copies):
        suffix = str(number).encode()
        renamed = [part for pair in zip(between, names, strict=False) for part in (pair[0], pair[1] + suffix)]
        waiting.append(b"".join([*renamed, between[-1]]))
        if len(waiting) == _BATCH:
            yield b"".join(waiting)
            waiting.clear()
    yield b"".join(waiting)
