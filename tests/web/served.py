"""A site whose store lies on disk, as that of a workspace does, and a server on loopback as users start it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import uvicorn
from fastapi import FastAPI

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.web.service.patience import PatientProtocol
from strategylinks.web.site import Site


def on_disk(site: Site, store: ox.Store, folder: Path) -> Site:
    """Give the same site with its store in a folder, where queries of visitors need no copy of it."""
    written = ox.Store(str(folder))
    written.bulk_extend(iter(store))
    written.flush()
    del written
    return replace(site, engine=EmbeddedEngine(ox.Store.read_only(str(folder))), source=folder)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """Serve an application on loopback, and give its address."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, log_level="warning", http=PatientProtocol, ws="none", timeout_keep_alive=60
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
