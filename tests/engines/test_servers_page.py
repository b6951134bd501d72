"""The commands of docs/servers.md do what the page says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import servers

from strategylinks.engines.addresses import GRAPHS, PASSWORD, QUERY, STORE, UPDATE, USER, read_addresses

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "servers.md").read_text(encoding="utf-8")
_COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)
_WRITTEN = "http://localhost:7878"


def test_the_oxigraph_commands_run_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (STORE, USER, PASSWORD, QUERY, UPDATE, GRAPHS):
        monkeypatch.delenv(name, raising=False)
    serve, *commands = map(shlex.split, _COMMAND.findall(PAGE))
    assert serve[:2] == ["oxigraph", "serve"]
    assert serve[-2:] == ["--bind", _WRITTEN.removeprefix("http://")]
    shutil.copytree(ROOT / "data", tmp_path / "data")
    said = []
    with servers.oxigraph(tmp_path, *serve[2:-2]) as address:
        for program, *arguments in commands:
            assert program == "strategylinks"
            done = subprocess.run(
                [sys.executable, "-m", program, *(part.replace(_WRITTEN, address) for part in arguments)],
                cwd=tmp_path,
                env={**os.environ, "COLUMNS": "200"},
                capture_output=True,
                text=True,
                encoding="utf-8",
            )
            assert done.returncode in (0, 1), done.stderr
            said.append(done.stdout)
    assert "75" in said[-1], "the goals of the five reports"


def test_the_addresses_of_the_page_are_those_that_are_used() -> None:
    assert f"`{STORE}`" in PAGE
    assert f"`{USER}`" in PAGE
    assert f"`{QUERY}`" in PAGE
    for written, query in re.findall(r"^\| `(http[^`]+)` \| `([^`]+)`", PAGE, re.MULTILINE):
        assert read_addresses(written, {}).query.endswith(query)
