"""Two builds of the same workspace, in processes that hash differently, give the same bytes in every export."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from strategylinks.workspace import Workspace

EXPORTS = [
    ("graph", "turtle"),
    ("graph", "nquads"),
    ("graph", "jsonld"),
    ("graph", "rdfxml"),
    ("elements", "json"),
    ("elements", "csv"),
    ("elements", "xlsx"),
    ("figures", "json"),
    ("glossary", "json"),
]
BUILD = """
import json, sys
from pathlib import Path
from strategylinks.cli.state import Session

folder = Path(sys.argv[1])
session = Session.open(folder)
summary = session.build(show_progress=False)
for what, form in json.loads(sys.argv[2]):
    (folder / f"{what}.{form}").write_bytes(session.export(what, form))
(folder / "summary.json").write_text(json.dumps([one.row() for one in summary]), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def builds(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folders, running = [], []
    for seed in ("1", "2"):
        folder = tmp_path_factory.mktemp(f"seed-{seed}")
        shutil.copytree(workspace.data, folder / "data")
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", BUILD, str(folder), json.dumps(EXPORTS)]
        running.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
        folders.append(folder)
    for process in running:
        _, errors = process.communicate(timeout=300)
        assert process.returncode == 0, errors
    return folders


@pytest.mark.parametrize("name", [*(f"{what}.{form}" for what, form in EXPORTS), "summary.json"])
def test_two_builds_in_fresh_processes_give_the_same_bytes(builds: list[Path], name: str) -> None:
    first, second = ((folder / name).read_bytes() for folder in builds)
    assert len(first) > 1000
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()


def test_the_builds_remember_the_same_input(builds: list[Path]) -> None:
    pointers = [json.loads((folder / "store/current.json").read_text(encoding="utf-8")) for folder in builds]
    assert pointers[0]["fingerprint"] == pointers[1]["fingerprint"]
