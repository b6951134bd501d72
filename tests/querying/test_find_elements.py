"""Finding an element by what a person knows of it: an IRI, a code, a name or a piece of it."""

from __future__ import annotations

from typing import Any

import pytest

from strategylinks.errors import NotInGraphError
from strategylinks.querying.elements import find_elements

BASE = "https://w3id.org/strategylinks/id/lahti/2017/"


def record(report: str, iri: str, code: str | None, name: str) -> dict[str, Any]:
    return {"report": report, "iri": f"https://example.org/{iri}", "code": code, "name": name}


SMALL = [
    record("one", "goal/A1", "A1", "Elinvoimaa kaupunkiin"),
    record("one", "action/1", None, "Elinvoima"),
    record("two", "goal/A1", "A1", "Hyvinvointia kaikille"),
    record("two", "action/2", None, "A1"),
]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("https://example.org/action/1", [1]),
        ("HTTPS://EXAMPLE.ORG/ACTION/1 ", [1]),
        ("https://example.org/goal/A1", [0, 2]),
        ("a1", [0, 2]),
        ("elinvoima", [1]),
        ("Elinvoimaa", [0]),
        ("KAUPUNKI", [0]),
        ("hyvinvointia kaikille", [2]),
        ("i", [0, 1, 2]),
    ],
)
def test_iri_comes_before_code_before_name_before_a_piece_of_it(wanted: str, places: list[int]) -> None:
    assert find_elements(SMALL, wanted) == [SMALL[place] for place in places]


def test_a_report_narrows_what_is_ambiguous() -> None:
    assert find_elements(SMALL, "A1", "two") == [SMALL[2]]
    with pytest.raises(NotInGraphError, match="nothing in the graph"):
        find_elements(SMALL, "Elinvoimaa", "two")


def test_what_is_not_found_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(NotInGraphError, match=r"nothing in the graph is called 'Elinvomia'") as caught:
        find_elements(SMALL, "Elinvomia")
    assert caught.value.do.startswith("Nearest names: Elinvoima; ")
    assert "Hyvinvointia kaikille" in caught.value.do


@pytest.mark.parametrize("wanted", ["", "  "])
def test_nothing_finds_nothing(wanted: str) -> None:
    with pytest.raises(NotInGraphError):
        find_elements(SMALL, wanted)


def test_an_empty_graph_says_what_to_do() -> None:
    with pytest.raises(NotInGraphError, match="Run 'strategylinks build' first"):
        find_elements([], "C5")


def test_real_elements_are_found_by_iri_code_and_piece_of_name(records: list[dict[str, Any]]) -> None:
    by_iri = find_elements(records, f"{BASE}goal/C5")
    assert [(found["code"], found["lines"]) for found in by_iri] == [("C5", [150, 150])]
    assert find_elements(records, "c5") == by_iri
    assert by_iri[0] in find_elements(records, "resurssiviisaasta")
    assert {found["report"] for found in find_elements(records, "1")} == {
        "lahti-2021-education",
        "lahti-2022-h1-vitality",
        "lahti-2024-q4-vitality",
    }


def test_real_names_with_a_slip_are_suggested(records: list[dict[str, Any]]) -> None:
    with pytest.raises(NotInGraphError, match="Hiilineutraali ympäristöpääkaupunki"):
        find_elements(records, "Hiilineutrali ympäristöpääkaupunki")
