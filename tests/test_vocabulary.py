"""Word lists of the ontology: printed forms lead to concepts, and each status scale to the common one."""

from __future__ import annotations

from pathlib import Path

import pytest

from strategylinks.errors import WorkspaceError
from strategylinks.pipeline import Inputs
from strategylinks.vocabulary import Vocabulary, fold, read_vocabulary

SCHEMES = """
PREFIX : <https://example.org/vocabulary/scale/>
PREFIX common: <https://w3id.org/strategylinks/vocabulary/status/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
:done skos:inScheme <https://example.org/vocabulary/scale> ; skos:notation "5" ;
  skos:prefLabel "Valmis"@fi, "Klar"@sv ; skos:altLabel "Tehty"@fi ; skos:hiddenLabel "Valmiss"@fi ;
  skos:broadMatch common:in-progress ; skos:exactMatch common:achieved .
:open skos:inScheme <https://example.org/vocabulary/scale> ; skos:notation "1" ; skos:prefLabel "Avoin"@fi .
"""


@pytest.fixture
def own(tmp_path: Path) -> Vocabulary:
    path = tmp_path / "schemes.ttl"
    path.write_text(SCHEMES, encoding="utf-8")
    return read_vocabulary(path)


@pytest.mark.parametrize("printed", ["Valmis", "VALMIS ", " tehty", "Valmiss", "5", "5 - tehty osin", "5: Muu"])
def test_printed_forms_lead_to_their_concept(own: Vocabulary, printed: str) -> None:
    concept = own.find("scale", printed)
    assert concept is not None
    assert (concept.iri, concept.notation, concept.label) == (
        "https://example.org/vocabulary/scale/done",
        "5",
        "Valmis",
    )


@pytest.mark.parametrize("printed", ["", "Klar", "Valmi", "valmis osittain", "50", "55 %", "-5", "6"])
def test_what_the_scale_does_not_hold_is_not_guessed(own: Vocabulary, printed: str) -> None:
    assert own.find("scale", printed) is None


def test_the_closest_match_on_the_common_scale_is_taken(own: Vocabulary) -> None:
    assert own.concept("scale", "5").common == "https://w3id.org/strategylinks/vocabulary/status/achieved"
    assert own.concept("scale", "1").common == ""


def test_unknown_schemes_and_notations_are_a_kind_error(own: Vocabulary) -> None:
    with pytest.raises(WorkspaceError, match=r"no scheme 'scael'\nKnown: scale\."):
        own.find("scael", "Valmis")
    with pytest.raises(WorkspaceError, match="'scale' has no concept '7'"):
        own.concept("scale", "7")


def test_folding_forgets_case_and_white_space_only() -> None:
    assert fold("  Toteutuu\n OSITTAIN. ") == "toteutuu osittain."


@pytest.mark.parametrize(
    ("scheme", "printed", "notation", "common"),
    [
        ("status-words-2017", "Toteutuu", "achieved", "achieved"),
        ("status-words-2017", "Toteutuu osittain", "partly", "in-progress"),
        ("status-words-2017", "Ei toteudu", "not", "not-achieved"),
        ("status-words-2017", "Ei tietoa", "unknown", "unknown"),
        ("status-degree", "1", "1", "not-started"),
        ("status-degree", "3", "3", "in-progress"),
        ("status-degree", "5", "5", "achieved"),
        ("status-colours", "Tavoitteiden toteutuivat osittain", "partly", "in-progress"),
    ],
)
def test_statuses_as_the_reports_print_them_are_known(scheme: str, printed: str, notation: str, common: str) -> None:
    concept = read_vocabulary().find(scheme, printed)
    assert concept is not None
    assert (concept.notation, concept.common.rsplit("/", 1)[-1]) == (notation, common)


def test_every_layout_names_a_scale_whose_values_are_all_on_the_common_scale(inputs: Inputs) -> None:
    for layout in inputs.layouts:
        concepts = read_vocabulary().scheme(layout.status_scale)
        assert len(concepts) >= 3
        assert all(concept.common and concept.label and concept.notation for concept in concepts)
