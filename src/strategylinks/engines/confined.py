"""Answer one query in a process of its own, which its parent stops: a query cannot be stopped from within a process.

It is run as a file, and imports nothing of the package, to start quickly. It reads a line of JSON, and the graph behind
it where there is no folder; it writes a line that says what follows, and the answer.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pyoxigraph as ox

_MEGABYTE = 1 << 20
_SOLUTIONS, _TRIPLES = "application/sparql-results+json", "application/n-triples"


def main(given: BinaryIO, output: BinaryIO) -> None:
    """Answer the query that is given."""
    task = json.loads(given.readline())
    _limit_time(int(task["seconds"]))
    try:
        store = _open(task["folder"], given)
        _limit_memory(int(task["megabytes"]))
        found = store.query(task["query"], **_graphs(task["graphs"]))
    except SyntaxError as error:
        _tell(output, {"form": "query error", "value": str(error.msg)})
        return
    except OSError as error:
        _tell(output, {"form": "store error", "value": str(error)})
        return
    if isinstance(found, ox.QueryBoolean):
        _tell(output, {"form": "truth", "value": bool(found)})
    elif isinstance(found, ox.QueryTriples):
        _tell(output, {"form": _TRIPLES})
        found.serialize(output, ox.RdfFormat.N_TRIPLES)
    else:
        _tell(output, {"form": _SOLUTIONS})
        found.serialize(output, ox.QueryResultsFormat.JSON)
    output.flush()


def _graphs(chosen: dict[str, list[str]] | None) -> dict[str, Any]:
    """Say which graphs the query sees: with the union switched on, Oxigraph would ignore its FROM."""
    if chosen is None:
        return {"use_default_graph_as_union": True}
    return {f"{key}_graph{'s' * (key == 'named')}": [ox.NamedNode(name) for name in chosen[key]] for key in chosen}


def _open(folder: str | None, given: BinaryIO) -> ox.Store:
    if folder is not None:
        return ox.Store.read_only(folder)
    store = ox.Store()
    store.bulk_load(given, format=ox.RdfFormat.N_QUADS)
    return store


def _limit_time(seconds: int) -> None:
    """Limit the time of the processor, in case the parent is gone; Windows knows no such limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds + 2, seconds + 2))


def _limit_memory(megabytes: int) -> None:
    """Limit what the query may take beyond what the open store takes; only Linux knows such a limit."""
    if sys.platform == "linux":
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = pages * resource.getpagesize() + megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _tell(output: BinaryIO, what: dict[str, Any]) -> None:
    output.write(json.dumps(what).encode() + b"\n")
    output.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
