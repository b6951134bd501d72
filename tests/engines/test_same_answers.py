"""Every query of the library answers on each kind of server as it does on the embedded store.

Engines write the same value in different ways, so cells are compared by their Python value: 1.50 is 1.5 is 1.5e0, and
Virtuoso, which has no type for true and false, answers 1 and 0. Rows are compared without regard to their order, in
which engines may differ among equals, and so are the parts of a text that GROUP_CONCAT put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.engines.engine import Engine, Term
from strategylinks.engines.remote import RemoteEngine
from strategylinks.querying.asking import ask, questions, value_of
from strategylinks.querying.header import ParameterType
from strategylinks.querying.library import bound_text, query_names, query_text, slots

#: What is asked about where a question needs to be told.
ASKED: Mapping[ParameterType, str] = {
    ParameterType.ELEMENT: "C5",
    ParameterType.GOAL: "C5",
    ParameterType.FLAGSHIP: "Hiilineutraali Lahti",
    ParameterType.UNIT: "lahti/SIVI",
    ParameterType.NAMED: "LADEC",
    ParameterType.TEXT: "KAPA",
    ParameterType.DATE: "2022-06-30",
    ParameterType.MUNICIPALITY: "lahti",
    ParameterType.PLAN: "lahti-2022",
    ParameterType.REPORT: "lahti-2022-h1-vitality",
}
_C5 = ox.NamedNode("https://w3id.org/strategylinks/id/lahti/2017/goal/C5")
#: What queries about one thing are asked about.
ABOUT = {"thing": _C5, "about": _C5, "class": ox.NamedNode("https://w3id.org/strategylinks/ontology#Goal")}
BY_NAME = {"earlier": "lahti-2022-h1-vitality", "later": "lahti-2024-q4-vitality"}
QUESTIONS = {question.name: question for question in questions()}
_SEPARATORS = ("; ", " · ", ", ", " | ", "|")


def value(cell: object) -> object:
    """Give what is compared of a cell: a number, or a text with its parts in order."""
    if isinstance(cell, bool | int | float):
        return round(float(cell), 6)
    if isinstance(cell, str):
        for separator in _SEPARATORS:
            cell = separator.join(sorted(cell.split(separator)))
    return cell


def term_value(term: Term | None) -> object:
    return "_:" if isinstance(term, ox.BlankNode) else value(value_of(term))


def answer(engine: Engine, name: str) -> Counter[object]:
    if name in QUESTIONS:
        needed = [parameter for parameter in QUESTIONS[name].parameters if parameter.is_required]
        given = {each.name: BY_NAME.get(each.name) or ASKED[each.type] for each in needed}
        return Counter(tuple(map(value, row.values())) for row in ask(name, engine, **given))
    # Asked of nothing in particular, these would also tell of what a server says about itself.
    text = bound_text(name, **{slot: ABOUT[slot] for slot in slots(name) if slot in ABOUT})
    if "CONSTRUCT" in query_text(name):
        return Counter(tuple(map(term_value, (t.subject, t.predicate, t.object))) for t in engine.construct(text))
    return Counter(tuple(map(term_value, row)) for row in engine.select(text).rows)


@pytest.fixture(scope="session")
def expected(engine: EmbeddedEngine) -> Callable[[str], Counter[object]]:
    """Give the answer of the embedded store, asked once for all servers."""
    return cache(lambda name: answer(engine, name))


@pytest.mark.parametrize("name", query_names())
def test_a_server_answers_as_the_embedded_store_does(
    server_engine: RemoteEngine,
    expected: Callable[[str], Counter[object]],
    name: str,
) -> None:
    here, there = expected(name), answer(server_engine, name)
    assert there == here, f"only here: {(here - there).most_common(2)}; only there: {(there - here).most_common(2)}"
