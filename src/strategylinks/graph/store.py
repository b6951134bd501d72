"""The embedded graph store: an Oxigraph store per build, and a pointer that is switched when it is complete.

A build that fails or is interrupted never touches the store in use: readers see the old one until the pointer file
is replaced, in one step.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from strategylinks.errors import GraphStoreError
from strategylinks.graph.dataset import GraphStream, NamedGraphs
from strategylinks.graph.namespaces import new_graph

_POINTER = "current.json"
#: Quads that are put into the store together; until then they are in memory, a kilobyte each.
_LOADED_AT_ONCE = 30_000


@dataclass(frozen=True, slots=True)
class Build:
    """Hold what a complete store was built from, so that a later change of the inputs is noticed."""

    folder: str
    fingerprint: str
    version: str


class GraphStore:
    """Find, replace and open the store of a workspace."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> Build | None:
        """Give the build in use, if there is one."""
        pointer = self.folder / _POINTER
        try:
            content = json.loads(pointer.read_text(encoding="utf-8"))
            return Build(**{name: str(value) for name, value in content.items()})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise GraphStoreError(
                f"the pointer to the store cannot be read: {error}", where=pointer, do="Run 'strategylinks build'."
            ) from error

    def place(self) -> Path:
        """Give the folder of the store in use; raise GraphStoreError where there is none."""
        build = self.current()
        if build is None:
            raise GraphStoreError("there is no graph yet", where=self.folder, do="Run 'strategylinks build'.")
        return self.folder / build.folder

    def open(self) -> ox.Store:
        """Open the store in use for reading; raise GraphStoreError where there is none."""
        place = self.place()
        try:
            return ox.Store.read_only(str(place))
        except (OSError, RuntimeError) as error:
            raise GraphStoreError(
                f"cannot be opened: {error}", where=self.folder, do="Run 'strategylinks build'."
            ) from error

    def replace(
        self, graphs: GraphStream, fingerprint: str, version: str, accept: Callable[[ox.Store], None] = lambda _: None
    ) -> None:
        """Put a complete set of named graphs in the place of the store in use.

        ``accept`` is shown the new store before that; what it raises leaves the old one in use.
        """
        with self._next() as folder:
            _fill(folder, graphs, accept)
            self._switch(Build(folder.name, fingerprint, version))

    def replace_graphs(
        self, graphs: NamedGraphs, fingerprint: str, version: str, accept: Callable[[ox.Store], None] = lambda _: None
    ) -> None:
        """Replace some named graphs, all or none of them, and leave all others as they are.

        ``accept`` is shown the new store as in ``replace``.
        """
        build = self.current()
        if build is None:
            self.replace(graphs, fingerprint, version, accept)
            return
        with self._next(copied_from=self.folder / build.folder) as folder:
            _fill(folder, graphs, accept, old=graphs)
            self._switch(Build(folder.name, fingerprint, version))

    @property
    def _fresh_pointer(self) -> Path:
        return self.folder / f"{_POINTER}.new"

    @contextlib.contextmanager
    def _next(self, copied_from: Path | None = None) -> Iterator[Path]:
        """Make a folder for the next store; it is deleted again unless the pointer is switched to it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            folder = Path(tempfile.mkdtemp(prefix="store-", dir=self.folder))
        except OSError as error:
            raise GraphStoreError(
                f"cannot write here: {error.strerror}", where=self.folder, do="Check the path and the rights."
            ) from error
        try:
            if copied_from is not None:
                folder.rmdir()
                ox.Store.read_only(str(copied_from)).backup(str(folder))
            yield folder
        except BaseException as error:
            # A store is closed when nothing refers to it any more, and the frames of a failed build still do.
            traceback.clear_frames(error.__traceback__)
            if not isinstance(error, OSError | RuntimeError):
                raise
            raise GraphStoreError(
                f"cannot write the store: {error}", where=self.folder, do="Check the disk."
            ) from error
        finally:
            self._sweep()

    def _switch(self, build: Build) -> None:
        self._fresh_pointer.write_text(json.dumps(asdict(build), indent=1) + "\n", encoding="utf-8")
        self._fresh_pointer.replace(self.folder / _POINTER)

    def _sweep(self) -> None:
        """Delete the folders of stores that are not in use: old ones, and one that was not completed."""
        self._fresh_pointer.unlink(missing_ok=True)
        build = self.current()
        for folder in self.folder.glob("store-*"):
            if (build is None or folder.name != build.folder) and not _is_being_written(folder):
                shutil.rmtree(folder, ignore_errors=True)


def memory_store(graphs: GraphStream) -> ox.Store:
    """Put named graphs into a store in memory."""
    store = ox.Store()
    _load(store, graphs)
    return store


def read_graph(store: ox.Store, name: URIRef) -> Graph:
    """Read one named graph of a store."""
    content = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(str(name)))
    return new_graph().parse(data=content, format="nt")


def _is_being_written(folder: Path) -> bool:
    """Tell whether another build is writing a store: then it cannot be opened for writing here."""
    try:
        ox.Store(str(folder))
    except OSError:
        return True
    except RuntimeError:  # it is damaged
        return False
    return False


def _fill(folder: Path, graphs: GraphStream, accept: Callable[[ox.Store], None], old: Iterable[URIRef] = ()) -> None:
    """Remove old named graphs from the store of a folder, put others in, and close the store."""
    store = ox.Store(str(folder))
    for name in old:
        store.remove_graph(ox.NamedNode(name))
    _load(store, graphs)
    accept(store)
    store.flush()


def _load(store: ox.Store, graphs: GraphStream) -> None:
    """Put named graphs into a store, many quads at a time: each load writes files of its own, which takes its time."""
    quads = _quads(graphs.items() if isinstance(graphs, Mapping) else graphs)
    for first in quads:
        store.bulk_extend(chain([first], islice(quads, _LOADED_AT_ONCE - 1)))


def _quads(graphs: Iterable[tuple[URIRef, Graph]]) -> Iterator[ox.Quad]:
    for name, graph in graphs:
        place = ox.NamedNode(name)
        for subject, predicate, value in graph:
            yield ox.Quad(_term(subject), _term(predicate), _term(value), place)


def _term(node: Node) -> Any:  # noqa: ANN401 - rdflib does not say what may be a subject and what a value
    """Give a term of rdflib as one of Oxigraph."""
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, Literal):
        datatype = ox.NamedNode(node.datatype) if node.datatype else None
        return ox.Literal(node, language=node.language, datatype=datatype)
    return ox.BlankNode(str(node))
