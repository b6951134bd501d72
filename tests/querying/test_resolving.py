"""What a person writes is found in the graph, or the message says what there is."""

from __future__ import annotations

import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import NotInGraphError
from strategylinks.querying.header import Parameter, ParameterType
from strategylinks.querying.resolving import Resolver

ID = "https://w3id.org/strategylinks/id/"


def find(engine: EmbeddedEngine, kind: str, text: str, *, report: str = "", scheme: str = "") -> list[str]:
    resolver = Resolver(engine)
    if report:
        resolver.find(Parameter("report", ParameterType.REPORT, {}), report)
    found = resolver.find(Parameter("wanted", ParameterType(kind), {}, scheme=scheme), text)
    return [term.value.removeprefix(ID) for term in found]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("goal", "C5", "lahti/2017/goal/C5"),
        ("goal", " c5 ", "lahti/2017/goal/C5"),
        ("goal", "Lahti on hiilineutraali 2025", "lahti/2024/goal/b44cb80009"),
        ("goal", "lahti-2017-h1/C5", "lahti/2017/goal/C5"),
        ("goal", f"{ID}lahti/2017/goal/C5", "lahti/2017/goal/C5"),
        ("element", "01.05.01", "tuusula/2021/action/01.05.01"),
        ("programme", "E", "lahti/2017/programme/E"),
        ("flagship", "2024/1", "lahti/2024/flagship/1"),
        ("flagship", "lahti-2022/hiilineutraali", "lahti/2022/flagship/1"),
        ("unit", "SIVI", "lahti/unit/SIVI"),
        ("unit", "sivi", "lahti/unit/SIVI"),
        ("unit", "Sivistyksen palvelualue", "lahti/unit/SIVI"),
        ("unit", "Sivistystoimiala", "lahti/unit/SIVI"),
        ("unit", "bildning", "lahti/unit/SIVI"),
        ("unit", "Talousjohtaja", "tuusula/post/talousjohtaja"),
        ("plan", "lahti-2022", "lahti/2022"),
        ("municipality", "Tusby", "tuusula"),
    ],
)
def test_codes_names_and_abbreviations_are_found(engine: EmbeddedEngine, kind: str, text: str, expected: str) -> None:
    assert find(engine, kind, text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("lahti-2017-h1", ["lahti-2017-h1"]),
        ("2017", ["lahti-2017-h1"]),
        ("2021", ["lahti-2021-education", "tuusula-2021-q3"]),
        ("lahti-2022", ["lahti-2022-h1-vitality"]),
        ("Tuusula", ["tuusula-2021-q3"]),
        ("lahti", ["lahti-2017-h1", "lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"]),
    ],
)
def test_reports_are_found_by_id_plan_municipality_and_year(
    engine: EmbeddedEngine, text: str, expected: list[str]
) -> None:
    assert find(engine, "report", text) == expected


def test_a_report_narrows_what_the_other_names_mean(engine: EmbeddedEngine) -> None:
    assert find(engine, "flagship", "1", report="2022") == ["lahti/2022/flagship/1"]
    with pytest.raises(NotInGraphError, match="no flagship in lahti-2022-h1-vitality is called 'C5'\nNearest: "):
        find(engine, "flagship", "C5", report="2022")


def test_only_names_within_the_report_and_of_the_kind_are_suggested(engine: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError) as caught:
        find(engine, "unit", "SIVI", report="tuusula-2021-q3")
    assert "no unit in tuusula-2021-q3 is called 'SIVI'" in str(caught.value)
    assert "SIVI;" not in str(caught.value)
    with pytest.raises(NotInGraphError) as caught:
        find(engine, "goal", "Elinvoima- ja kilpailukykypalvelut määrittelee miten kaupunki")
    assert "Elinvoima- ja kilpailukykypalvelut" not in caught.value.do


def test_long_names_and_long_inputs_are_shortened_in_messages(engine: EmbeddedEngine) -> None:
    with pytest.raises(NotInGraphError) as caught:
        find(engine, "goal", "aktiivisesti osallistuvat " * 2000)
    said, nearest = str(caught.value).split("\n")
    assert len(said) < 1100
    assert all(len(name) <= 60 for name in nearest.removeprefix("Nearest: ").split("; "))


def test_concepts_are_found_within_their_scheme(engine: EmbeddedEngine) -> None:
    (found,) = find(engine, "concept", "ehto", scheme="linkage-kind")
    assert found.endswith("/vocabulary/linkage-kind/stated-condition")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("goal", "C55", "no goal in the graph is called 'C55'\nNearest: "),
        ("unit", "SIVVI", "no unit in the graph is called 'SIVVI'\nNearest: SIVI"),
        (
            "flagship",
            "1",
            "'1' names 3 things: 1 Euroopan ympäristöpääkaupunki (lahti-2021-education); 1 Hiilineutraali",
        ),
        ("goal", "hiilineutraal", "'hiilineutraal' names 2 things: C5 Panostamme"),
        ("report", "lahti-1999", "there is no report 'lahti-1999'\nReports: lahti-2017-h1; "),
        ("unit", "", "wanted is empty\nWrite a code"),
        ("goal", "C99", "Nearest: C9; C1; C2; "),
        ("goal", 'C5" } DELETE', "no goal in the graph is called"),
        ("goal", "https://x> } #", "no goal in the graph is called"),
    ],
)
def test_unknown_and_ambiguous_names_say_what_there_is(engine: EmbeddedEngine, kind: str, text: str, said: str) -> None:
    with pytest.raises(NotInGraphError) as caught:
        find(engine, kind, text)
    assert said in str(caught.value)
