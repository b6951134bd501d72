"""Open the site of a workspace or of a server, and again when its graph was built anew."""

from __future__ import annotations

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.remote import connect
from strategylinks.graph.store import GraphStore
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.kept.remembering import RememberingEngine
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site
from strategylinks.web.view import Page
from strategylinks.workspace import Workspace


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
        return Site(RememberingEngine(EmbeddedEngine(built.open())), built.place(), workspace, fingerprint, pages)

    return Keeper(stamp, opened)


def _remote(workspace: Workspace, store: str, pages: dict[str, Page]) -> Keeper:
    def opened() -> Site:
        engine = connect(store)
        return Site(RememberingEngine(engine), engine, workspace, "remote", pages)

    # A server does not say when its graph has changed: it is asked anew when we are started anew.
    return Keeper(lambda: "remote", opened)
