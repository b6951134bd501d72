"""An invented report of another municipality, with traps, and how right the linkages in it are.

It was written before the rules that the blind judgement called for, by one who knew the phrases of data/wording.toml.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from measuring import Measured, table

from strategylinks.linking import End, Linkage, LinkageKind, Linker
from strategylinks.loading.proposal import propose_entry
from strategylinks.pipeline import Inputs, read_report
from strategylinks.reports.text import decode_lines
from strategylinks.workspace import read_organisation, read_register

DOCUMENT = Path(__file__).parent / "invented" / "rantala-2019.txt"
EXPECTED: list[dict[str, Any]] = json.loads(DOCUMENT.with_suffix(".expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(inputs: Inputs) -> list[tuple[Linkage, dict[str, Any] | None]]:
    """Pair each linkage with what the author of the report says of it."""
    organisation = read_organisation(DOCUMENT.with_suffix(".organisation.toml"))
    register = read_register(DOCUMENT.with_suffix(".register.toml"), inputs.workspace.wording)
    content = DOCUMENT.read_bytes()
    lines = decode_lines(content, DOCUMENT)
    entry = propose_entry(DOCUMENT, lines, content, inputs.catalogue, {"municipality": "rantala"})
    given = Inputs(inputs.workspace, inputs.catalogue, organisation, inputs.layouts, (), register)
    report = read_report(entry, given, DOCUMENT)
    names = {element.key: element.name for element in report.elements}
    return [(linkage, _expected(linkage, names)) for linkage in Linker(organisation, register).link(report).linkages]


def _expected(linkage: Linkage, names: Mapping[str, str]) -> dict[str, Any] | None:
    def is_it(end: End, written: str) -> bool:
        return end.key == written or names.get(end.key, "").startswith(written)

    return next(
        (
            each
            for each in EXPECTED
            if each["kind"] == linkage.kind
            and is_it(linkage.source, each["from"])
            and is_it(linkage.target, each["to"])
            and ("through" not in each or is_it(linkage.through[0], each["through"]))
            and ("units" not in each or each["units"] == list(linkage.source_units))
        ),
        None,
    )


@pytest.fixture(scope="module")
def measured(found: list[tuple[Linkage, dict[str, Any] | None]]) -> list[Measured]:
    return [_measured(kind, [each for linkage, each in found if linkage.kind is kind]) for kind in LinkageKind]


def _measured(kind: LinkageKind, found: list[dict[str, Any] | None]) -> Measured:
    verdicts = [each["verdict"] for each in found if each]
    wanted = [each for each in EXPECTED if each["kind"] == kind and each["verdict"] == "right"]
    there = sum(each in found for each in wanted)
    return Measured(kind, len(found), verdicts.count("right"), verdicts.count("arguable"), len(wanted), there)


def test_every_linkage_has_a_verdict_and_none_is_wrong(found: list[tuple[Linkage, dict[str, Any] | None]]) -> None:
    assert [linkage for linkage, each in found if each is None or each["verdict"] == "wrong"] == []


def test_what_is_missed_is_known(found: list[tuple[Linkage, dict[str, Any] | None]]) -> None:
    seen = [each for _, each in found]
    missed = [(each["kind"], each["to"]) for each in EXPECTED if each["verdict"] == "right" and each not in seen]
    assert missed == [("stated-condition", "SUURKYLA"), ("stated-cooperation", "JARVI-ENERGIA")]


def test_the_documentation_tells_what_was_measured(measured: list[Measured]) -> None:
    assert table("An invented report") == [each.row() for each in measured]
