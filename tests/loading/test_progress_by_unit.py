"""A progress cell that several units report in."""

from __future__ import annotations

import pytest
from made_rows import ORGANISATION, layout, row

from strategylinks.loading.progress import divide_by_unit, read_progress
from strategylinks.loading.responsibilities import read_responsibilities


def divided(*paragraphs: str, unit: str = "vesi + kult") -> dict[str | None, str]:
    made = row("action", 4, unit=unit, progress=paragraphs)
    responsible = read_responsibilities(made, layout(), ORGANISATION, None)
    return {note.unit: note.text for note in divide_by_unit(made, ORGANISATION, responsible)}


def test_labels_at_the_beginning_of_paragraphs_divide_the_cell():
    assert divided("VESI: Putket on korjattu.", "KULT: Talot on maalattu.", "Myös portaat.") == {
        "VESI": "Putket on korjattu.",
        "KULT": "Talot on maalattu. Myös portaat.",
    }


def test_labels_at_the_beginning_of_sentences_divide_a_paragraph():
    assert divided("vesi: Putket on korjattu. Kult: Talot on maalattu.") == {
        "VESI": "Putket on korjattu.",
        "KULT": "Talot on maalattu.",
    }


def test_text_before_the_first_label_belongs_to_no_unit():
    assert divided("Työ etenee.", "Vesi: Putket on korjattu.") == {"VESI": "Putket on korjattu."}


def test_what_is_said_of_a_unit_in_two_places_is_kept_together():
    assert divided("Vesi: Ensin tämä.", "Kult: Sitten tuo.", "VESI: Lopuksi muu.")["VESI"] == "Ensin tämä. Lopuksi muu."


@pytest.mark.parametrize(
    "text",
    [
        "VESI:n putket on korjattu.",
        "Hankkeessa vesi: putket on korjattu.",
        "Huom: putket on korjattu.",
        "Putket on korjattu, KULT mukana.",
        "https://vesi.example",
    ],
)
def test_inflected_labels_other_words_and_colons_inside_sentences_divide_nothing(text):
    assert divided(text) == {}


def test_a_label_that_only_this_row_prints_divides_too():
    assert divided("Satama: Laituri on valmis.", unit="Satama") == {"SATAMA": "Laituri on valmis."}


def test_a_row_without_progress_has_none():
    assert (read_progress(row("action", name="Korjataan")), divided()) == (None, {})


def test_notes_lead_to_the_paragraphs_they_stand_in():
    made = row("action", 4, unit="vesi", progress=["Työ etenee.", "Vesi: Putket on korjattu."])
    responsible = read_responsibilities(made, layout(), ORGANISATION, None)
    (note,) = divide_by_unit(made, ORGANISATION, responsible)
    assert [(span.first, span.quote) for span in note.sources] == [(4, "Vesi: Putket on korjattu.")]
    assert note.as_written == "Vesi"
