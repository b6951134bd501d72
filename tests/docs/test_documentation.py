"""The documentation is run: its commands, its Python, its links, its generated pages."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from itertools import islice
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.main import get_command
from typer.testing import CliRunner

from strategylinks.building import build
from strategylinks.cli.main import app
from strategylinks.web import publishing
from strategylinks.web.app import create_app
from strategylinks.web.service import serving
from strategylinks.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for path in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("ontology/*.md"),
        *ROOT.glob("queries/*.md"),
    ]
)
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
#: Their commands and code need more than a workspace, and are run where that is.
ELSEWHERE = {ROOT / "docs/servers.md": "tests/engines", ROOT / "ontology/README.md": "tests/ontology"}


def _answer_once(server: serving.Server) -> None:
    assert TestClient(create_app(server.keeper), base_url="http://localhost").get("/fi/").status_code == 200


def commands(page: Path) -> list[str]:
    blocks = _CONSOLE.findall(page.read_text(encoding="utf-8"))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def ids(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder to work in, with the five reports built and the files that the pages speak of."""
    folder = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "tests/documents/vantaa-2023-q4-elinvoima.txt", folder / "our-town-2024-q4.txt")
    (folder / "count.rq").write_text("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }", encoding="utf-8")
    build(Workspace(folder))
    return folder


@pytest.fixture
def _in_the_workspace(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def _commands_end(monkeypatch: pytest.MonkeyPatch) -> None:
    # A server answers until it is ended: here it takes a port, and its first page must be there.
    monkeypatch.setattr(serving, "USUAL_PORT", 0)
    monkeypatch.setattr(serving.Server, "run", _answer_once)
    # The whole site is the same thousands of times: its first pages tell whether the command works.
    all_visits = publishing._visits
    monkeypatch.setattr(publishing, "_visits", lambda site: islice(all_visits(site), 30))


@pytest.mark.usefixtures("_in_the_workspace", "_commands_end")
@pytest.mark.parametrize("page", [page for page in PAGES if commands(page) and page not in ELSEWHERE], ids=ids)
def test_every_command_of_a_page_runs(page: Path, workspace: Path) -> None:
    for command in commands(page):
        program, *arguments = shlex.split(command)
        assert program == "strategylinks"
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code in (0, 1), f"{command}\n{done.stderr}"
        assert done.exception is None or isinstance(done.exception, SystemExit), f"{command}\n{done.exception!r}"
        if "--output" in arguments:
            assert (workspace / arguments[arguments.index("--output") + 1]).stat().st_size > 50


@pytest.mark.usefixtures("_in_the_workspace")
@pytest.mark.parametrize(
    "page", [page for page in PAGES if _PYTHON.search(page.read_text("utf-8")) and page not in ELSEWHERE], ids=ids
)
def test_the_python_of_a_page_runs(page: Path) -> None:
    known: dict[str, object] = {}
    for block in _PYTHON.findall(page.read_text(encoding="utf-8")):
        exec(compile(block, page.name, "exec"), known)  # noqa: S102 - our own documentation


def test_the_readme_shows_every_command() -> None:
    shown = {shlex.split(command)[1] for command in commands(ROOT / "README.md")}
    assert shown >= set(get_command(app).commands) - {"build", "candidates"}


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_generated_pages_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs/generate.py")
    assert spec
    assert spec.loader
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for path, content in generate.pages().items():
        assert path.read_text(encoding="utf-8") == content, f"run 'make docs': {path.name} is out of date"
