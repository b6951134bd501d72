"""Explicit references from one part of a report to another."""

from __future__ import annotations

import pytest
from made_rows import layout, report, row

from strategylinks.model import CrossReference

MARKED = layout(reference_markers=["kts.", "ks."])


def references(text: str, *, role: str = "progress", markers: bool = True) -> tuple[CrossReference, ...]:
    rows = [
        row("goal", 1, code="C4", name="Yritykset"),
        row("goal", 2, code="C6", name="Kokeilut"),
        row("goal", 3, code="C10", name="Satama"),
        row("action", 4, **({"name": "Kokeillaan"} | {role: text})),
    ]
    return report(*rows, made_layout=MARKED if markers else layout()).references


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Alkaa myöhemmin, kts. C4", ["goal/C4"]),
        ("Alkaa myöhemmin (kts. C4 ja C6)", ["goal/C4", "goal/C6"]),
        ("Ks. C4, C6 sekä C10.", ["goal/C4", "goal/C6", "goal/C10"]),
        ("KTS. C10", ["goal/C10"]),
    ],
)
def test_marker_and_codes_are_references(text, targets):
    found = references(text)
    assert [one.target for one in found] == targets
    assert {one.certainty.confidence for one in found} == {1.0}


@pytest.mark.parametrize("role", ["name", "progress", "risk"])
def test_names_progress_and_risks_are_searched(role):
    (found,) = references("Jatkuu, kts. C4", role=role)
    assert found.element is not None
    assert found.element.startswith("action/")
    assert "kts. C4" in found.sources[0].quote


def test_a_reference_to_nowhere_is_kept_and_doubted():
    (found,) = references("Jatkuu, kts. E9")
    assert (found.code, found.target) == ("E9", None)
    assert found.certainty.confidence < 1
    assert "E9" in found.certainty.doubts[-1]


@pytest.mark.parametrize("text", ["C4 etenee", "katso C4", "tekts. C4", "kts. liite", "kts. "])
def test_codes_without_a_marker_and_markers_without_a_code_are_no_references(text):
    assert references(text) == ()


def test_a_layout_without_markers_has_no_references():
    assert references("kts. C4", markers=False) == ()


def test_a_note_in_the_place_of_an_action_refers_for_its_heading():
    rows = [
        row("goal", 1, code="C4", name="Yritykset"),
        row("flagship", 2, name="Ohjelma"),
        row("note", 3, text="Kts. C4"),
    ]
    made = report(*rows, made_layout=MARKED)
    assert [(one.element, one.target) for one in made.references] == [(made.notes[0].element, "goal/C4")]
    assert (made.notes[0].element or "").startswith("flagship/")
