"""Open the site of a workspace or of a server, and again when its graph was built anew."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.remote import connect
from strategylinks.graph.store import GraphStore
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.remembering import RememberingEngine
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site
from strategylinks.web.view import Page
from strategylinks.workspace import Workspace

#: Bytes of a store that is read into memory, where pages are made three to four times as fast as from disk: some twenty
#: reports, and two seconds to read them.
_SMALL = 64_000_000


def keep(workspace: Workspace, store: str | None = None, *, is_editable: bool = False) -> Keeper:
    """Keep the site of a workspace, or that of a SPARQL server at the address ``store``."""
    pages = {page.name: page for page in PAGES if is_editable or not page.is_for_editing}
    return _remote(workspace, store, pages) if store else _embedded(workspace, pages)


def _embedded(workspace: Workspace, pages: dict[str, Page]) -> Keeper:
    built = GraphStore(workspace.store)

    def stamp() -> str:
        current = built.current()
        return current.folder if current else ""

    def opened() -> Site:
        current = built.current()
        fingerprint = current.fingerprint if current else ""
        engine = EmbeddedEngine(nearest(built.open(), built.place()))
        return Site(RememberingEngine(engine), built.place(), workspace, fingerprint, pages)

    return Keeper(stamp, opened)


def nearest(store: ox.Store, folder: Path) -> ox.Store:
    """Give a store in memory in place of a small one on disk."""
    if sum(file.stat().st_size for file in folder.iterdir()) > _SMALL:
        return store
    memory = ox.Store()
    memory.bulk_extend(iter(store))
    return memory


def _remote(workspace: Workspace, store: str, pages: dict[str, Page]) -> Keeper:
    def opened() -> Site:
        engine = connect(store)
        return Site(RememberingEngine(engine), engine, workspace, "remote", pages)

    # A server does not say when its graph has changed: it is asked anew when we are started anew.
    return Keeper(lambda: "remote", opened)
