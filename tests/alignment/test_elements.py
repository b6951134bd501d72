"""What is read of each element for the comparison with another report."""

from collections import Counter

import pytest

from strategylinks.alignment.elements import AlignedElement, descendants, read_elements
from strategylinks.errors import NotInGraphError


@pytest.fixture(scope="module")
def by_report(engine):
    names = ("lahti-2017-h1", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality", "tuusula-2021-q3")
    return {name: read_elements(engine, name) for name in names}


def named(elements, text):
    (found,) = [element for element in elements if element.name.startswith(text)]
    return found


def test_every_level_but_programmes_is_read(by_report):
    levels = {name: Counter(element.kind for element in elements) for name, elements in by_report.items()}

    assert levels == {
        "lahti-2017-h1": {"goal": 23, "flagship": 25, "action": 83},
        "lahti-2022-h1-vitality": {"flagship": 5, "action": 35},
        "lahti-2024-q4-vitality": {"goal": 21, "flagship": 5, "action": 22},
        "tuusula-2021-q3": {"goal": 31, "action": 39},
    }


def test_elements_come_once_and_in_printed_order(by_report):
    for elements in by_report.values():
        assert len({element.iri for element in elements}) == len(elements)
        assert [element.line for element in elements] == sorted(element.line for element in elements)


def test_what_is_printed_under_an_element_is_read(by_report):
    energy = named(by_report["lahti-2024-q4-vitality"], "Vauhditamme siirtymistä kestävään energiaan")

    assert "Energiatehokkuus" in energy.indicators
    assert any("KETS-sopimuksen" in text for text in energy.texts)
    assert any(thing.endswith("/KETS") for thing in energy.things)


def test_progress_divided_between_units_is_read_once(engine):
    action = named(read_elements(engine, "lahti-2021-education"), "Lisätään lasten ja nuorten ympäristötietoisuutta")

    assert sum("LALAPETE-hanke" in text for text in action.texts) == 1


def test_lineage_holds_the_units_that_followed(by_report):
    lineages = [element.lineage for element in by_report["lahti-2017-h1"] if has(element.units, "KH")]

    assert lineages
    assert all(has(lineage, "KOHA") and has(lineage, "ELVO") for lineage in lineages)


def test_flagship_supports_targets_and_belongs_to_none_of_them(by_report):
    flagships = [element for element in by_report["lahti-2024-q4-vitality"] if element.kind == "flagship"]

    assert all(flagship.supports and not flagship.parents for flagship in flagships)


def test_what_stands_under_an_element_is_found_at_any_depth():
    goal, flagship = AlignedElement("g", "goal", "G"), AlignedElement("f", "flagship", "F", parents=("g",))
    action = AlignedElement("a", "action", "A", parents=("f",))

    found = descendants([goal, flagship, action])

    assert found == {"g": [flagship, action], "f": [action], "a": []}


def test_elements_that_belong_to_each_other_are_listed_once():
    one, other = AlignedElement("1", "goal", "", parents=("2",)), AlignedElement("2", "goal", "", parents=("1",))

    assert descendants([one, other]) == {"1": [other], "2": [one]}


def test_unknown_report_says_where_to_look(engine):
    with pytest.raises(NotInGraphError, match="strategylinks"):
        read_elements(engine, "lahti-1999")


def has(iris, name):
    return any(iri.endswith(f"/{name}") for iri in iris)
