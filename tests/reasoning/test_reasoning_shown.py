"""What `check --reasoner` shows of the reasoner."""

from __future__ import annotations

import pytest

from strategylinks.cli import output
from strategylinks.reasoning.hermit import ReasonerResult, ReasonerSkipped
from strategylinks.validation.check import ValidationReport

MANY = tuple((f"https://example.org/{n:02}", "https://example.org/Unit") for n in range(12))


def shown(capfd: pytest.CaptureFixture[str], reasoning: output.Reasoning) -> list[str]:
    output.show_check(ValidationReport([], [], []), reasoning, as_json=False)
    lines = capfd.readouterr().out.splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("HermiT")), len(lines))
    return lines[start:-1]


def test_a_reasoner_that_was_skipped_says_why(capfd: pytest.CaptureFixture[str]) -> None:
    assert shown(capfd, ReasonerSkipped("no Java\nInstall one.")) == ["HermiT: skipped: no Java", "Install one."]


def test_a_reasoner_that_nobody_asked_for_is_not_mentioned(capfd: pytest.CaptureFixture[str]) -> None:
    assert shown(capfd, None) == []


def test_classes_without_instances_are_named(capfd: pytest.CaptureFixture[str]) -> None:
    verdict, named = shown(capfd, ReasonerResult(consistent=True, unsatisfiable=("https://example.org/[x]",)))
    assert verdict == "HermiT: the graph is consistent; classes that can have no instance: 1."
    assert named == "  https://example.org/[x] can have no instance"


def test_the_first_things_that_were_classified_are_listed(capfd: pytest.CaptureFixture[str]) -> None:
    lines = shown(capfd, ReasonerResult(consistent=True, classified=MANY))
    assert lines[1] == "HermiT: what 12 things must be too, although no graph says so:"
    assert lines[2] == "  https://example.org/00 is a https://example.org/Unit"
    assert lines[12:] == ["  … and the others with --json"]
    assert shown(capfd, ReasonerResult(consistent=True, classified=MANY[:1]))[1:] == [
        "HermiT: what 1 thing must be too, although no graph says so:",
        "  https://example.org/00 is a https://example.org/Unit",
    ]
