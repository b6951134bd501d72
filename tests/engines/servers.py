"""Start real SPARQL servers on loopback, each on ports of its own, and stop them again by their process."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

#: Fewer rows than all five reports have triples, and more than any question answers with.
VIRTUOSO_ROWS = 40_000
_PATIENCE = 60.0
_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
MaxQueryCostEstimationTime = 0
"""


@contextmanager
def oxigraph(folder: Path, *arguments: str) -> Iterator[str]:
    """Start an Oxigraph server and give its address; it answers from the union only when it is asked to."""
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("no Oxigraph server: install the Python package oxigraph")
    (port,) = _free_ports(1)
    command = [program, "serve", "--bind", f"127.0.0.1:{port}", *arguments]
    with _running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%7B%7D"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Start a Virtuoso server and give its address, with the login that a new database has."""
    program = shutil.which("virtuoso-t") or _installed()
    sql, http = _free_ports(2)
    ini = folder / "virtuoso.ini"
    ini.write_text(_VIRTUOSO_INI.format(sql=sql, http=http, rows=VIRTUOSO_ROWS), encoding="utf-8")
    command = [program, "+foreground", "+configfile", str(ini)]
    with _running(command, folder, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D"):
        yield f"http://dba:dba@127.0.0.1:{http}/sparql"


def _installed() -> str:
    """Install Virtuoso where that is possible, or skip."""
    apt = shutil.which("apt-get")
    if apt and os.name == "posix" and os.geteuid() == 0:
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "virtuoso-opensource"]):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run([apt, *command], env=environment, capture_output=True, timeout=300, check=False)
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("no Virtuoso: install the Debian package virtuoso-opensource (it cannot be installed from here)")
    return program


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@contextmanager
def _running(command: list[str], folder: Path, ready: str) -> Iterator[None]:
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait(process, ready, folder / "output.txt")
            yield
        finally:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], ready: str, output: Path) -> None:
    until = time.monotonic() + _PATIENCE
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < until and process.poll() is None:
        try:
            opener.open(ready, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start: {output.read_text(errors='replace')[-1000:]}")
