"""Fifty readers at once: everyone is answered, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx
import pyoxigraph as ox
import pytest
from served import on_disk, served

from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages import PAGES
from strategylinks.web.site import Site

_Found = TypeVar("_Found")
READERS = 50
#: Far above what a quiet computer needs: only a server that stands still takes longer.
SECONDS = 120


@pytest.fixture(scope="module")
def place(site: Site, store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    stored = on_disk(site, store, tmp_path_factory.mktemp("load") / "store")
    with served(create_app(Keeper(lambda: "one", lambda: stored))) as address:
        yield address


def in_a_thread(work: Coroutine[Any, Any, _Found]) -> _Found:
    """Run asynchronous work beside the event loop of the browser that other tests keep open in this thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def _read(place: str, paths: list[str]) -> list[int]:
    """Let each reader take a page of its own first, and then one after the other."""
    limits = httpx.Limits(max_connections=READERS)
    async with httpx.AsyncClient(base_url=place, timeout=SECONDS, limits=limits) as client:

        async def reader(number: int) -> list[int]:
            order = [paths[(number + step) % len(paths)] for step in range(2)]
            return [(await client.get(path)).status_code for path in order]

        found = await asyncio.gather(*(reader(number) for number in range(READERS)))
    return [status for statuses in found for status in statuses]


def test_fifty_readers_are_all_answered(place: str) -> None:
    paths = [f"/en/{page.path}" for page in PAGES if not (page.parameters or page.is_for_editing or page.is_live)]
    started = time.monotonic()
    statuses = in_a_thread(_read(place, [*paths, "/static/style.css"]))
    assert len(statuses) == 2 * READERS
    assert set(statuses) == {200}
    assert time.monotonic() - started < SECONDS


def test_queries_that_take_long_keep_nobody_from_reading(place: str) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

    async def both() -> tuple[list[int], list[int]]:
        async with httpx.AsyncClient(base_url=place, timeout=SECONDS) as client:
            asked = [asyncio.create_task(client.get("/sparql", params={"query": slow})) for _ in range(READERS)]
            await asyncio.sleep(0.5)
            read = [(await client.get("/static/style.css")).status_code, (await client.get("/en/")).status_code]
            return read, [(await one).status_code for one in asked]

    read, asked = in_a_thread(both())
    assert read == [200, 200]
    assert set(asked) == {500, 503}
    assert asked.count(503) >= READERS - 12
