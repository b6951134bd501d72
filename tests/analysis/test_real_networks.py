"""What the analyses say of the five reports, checked by reading them, and the page that tells it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from strategylinks.analysis.analyses import ANALYSES, analyse
from strategylinks.analysis.networks import STRUCTURE, to_network
from strategylinks.analysis.projecting import unit_network
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.library import select
from strategylinks.views.analysis_page import with_results

PAGE = Path(__file__).parents[2] / "docs" / "analysis.md"
LAHTI = "https://w3id.org/strategylinks/id/lahti/"


def test_every_element_and_every_linkage_is_in_the_network(engine: EmbeddedEngine) -> None:
    network = to_network(engine)
    assert {row["element"] for row in select(engine, "export/elements")} <= set(network)
    linkages = {data["fact"] for _, _, data in network.edges(data=True) if data["kind"] not in STRUCTURE}
    [[counted]] = engine.select(
        "SELECT (COUNT(?l) AS ?n) WHERE { ?l a <https://w3id.org/strategylinks/ontology#Linkage> }"
    ).rows
    assert len(linkages) == int(str(getattr(counted, "value", 0))) > 200


def test_goals_of_2017_that_hang_on_one_unit(engine: EmbeddedEngine) -> None:
    table = analyse("goals-on-one-unit", engine, report=2017)
    assert [(row["code"], row["unit"], row["first"]) for row in table] == [
        ("A3", "SIVI", 27),
        ("C4", "KH", 143),
        ("C7", "KYMP", 170),
        ("C8", "KH", 177),
        ("E2", "KH", 270),
    ]


def test_responsibilities_of_2021_are_counted_as_printed(engine: EmbeddedEngine) -> None:
    [row] = analyse(
        "concentration",
        engine,
        report=2021,
    ).rows[:1]
    assert row["top"] == "SIVI 13, KOHA 8, KYMP 6"


def test_a_reference_of_the_report_is_a_step_with_its_words(engine: EmbeddedEngine) -> None:
    table = analyse("dependency-trace", engine, element="C3", report=2017, depth=2, mutual="no")
    [step] = [row for row in table if row["relation"] == "explicit-reference"]
    assert (step["to"], step["first"]) == ("E4", 141)
    assert "kts. E4" in str(step["quote"])
    back = analyse("dependency-trace", engine, element="E4", report=2017, depth=1, direction="affects", mutual="no")
    assert step["fact"] in [row["fact"] for row in back]


def test_posts_make_no_linkages_between_units(engine: EmbeddedEngine) -> None:
    assert unit_network(to_network(engine, "tuusula")).number_of_edges() == 0
    assert len(analyse("goals-on-one-unit", engine, report="tuusula")) > 20


def test_2017_refers_forward_only(engine: EmbeddedEngine) -> None:
    assert len(analyse("cycles", engine)) == 0


@pytest.mark.parametrize("name", ["bridges", "dependency-trace"])
def test_every_row_that_names_a_fact_shows_its_words(engine: EmbeddedEngine, name: str) -> None:
    table = analyse(name, engine, **({"unit": "KOHA"} if name == "dependency-trace" else {}))
    assert len(table) > 5
    assert [row for row in table if not (row["first"] and row["quote"])] == []


def test_the_page_tells_every_analysis_and_what_it_answers_now(engine: EmbeddedEngine) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert re.findall(r"^### (\S+)$", page, re.MULTILINE) == list(ANALYSES)
    assert re.findall(r"^\$ strategylinks analyse (\S+)", page, re.MULTILINE) == list(ANALYSES)
    assert with_results(page, engine) == page, "run 'make docs': analysis.md is out of date"
