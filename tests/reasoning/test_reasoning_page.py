"""The page about reasoning: its Python runs and prints what the page shows, and it names every rule."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategylinks.reasoning.rules import read_rules

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reasoning.md").read_text(encoding="utf-8")


def test_the_python_of_the_page_runs_and_prints_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/reasoning.md", "exec"), names)  # noqa: S102 - our own documentation
    (shown,) = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert capsys.readouterr().out.startswith(shown)


def test_every_rule_is_on_the_page() -> None:
    assert [rule.name for rule in read_rules() if f"(../queries/rules/{rule.name}.rq)" not in PAGE] == []
