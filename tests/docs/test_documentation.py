"""The documentation is run: its commands, its Python, its links, its generated pages."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def commands(page: Path) -> list[str]:
    blocks = _CONSOLE.findall(page.read_text(encoding="utf-8"))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "tests/documents/vantaa-2023-q4-elinvoima.txt", tmp_path / "our-town-2024-q4.txt")
    found = commands(ROOT / "README.md")
    assert len(found) >= 8
    for command in found:
        program, *arguments = command.split()
        assert program == "strategylinks"
        done = subprocess.run(
            [sys.executable, "-m", "strategylinks", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    for name in ("elements.xlsx", "figures.csv", "glossary.json", "graph.ttl"):
        assert (tmp_path / name).stat().st_size > 1000
    assert "our-town-2024-q4" in (tmp_path / "our-town/data/catalogue.toml").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = _PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own documentation


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
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
