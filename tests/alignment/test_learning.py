"""What evidence weighs, and how that is learned from reviewed mappings."""

from itertools import product

import numpy as np
import pytest

from strategylinks.alignment.candidates import compare_sides
from strategylinks.alignment.elements import AlignedElement
from strategylinks.alignment.learning import Case, learn
from strategylinks.alignment.meanings import MEANINGS
from strategylinks.alignment.scoring import STRUCTURE, confidence, score
from strategylinks.alignment.signals import SIGNALS
from strategylinks.alignment.weights import read_weights
from strategylinks.errors import WorkspaceError

THEMES = ("joukkoliikenne", "lukiokoulutus", "taidemuseo", "rakentaminen", "varhaiskasvatus", "elinkeinot")


def made_case():
    """Make elements that go on with the same words, in another order."""
    earlier = [AlignedElement(f"e/{name}", "action", f"Kehitetään: {name}") for name in THEMES]
    later = [AlignedElement(f"l/{name}", "action", f"{name} paranee") for name in reversed(THEMES)]
    right = np.array([[one.iri[2:] == other.iri[2:] for other in later] for one in earlier])
    return Case(earlier, later, compare_sides(earlier, later).signals, right, np.ones(len(earlier), dtype=bool))


def test_packaged_weights_are_those_of_all_evidence_and_never_negative():
    weights = read_weights()

    assert list(weights.first) == list(SIGNALS)
    assert list(weights.second) == [*SIGNALS, *STRUCTURE]
    assert min([*weights.first.values(), *weights.second.values()]) >= 0


def test_packaged_weights_with_a_language_model_are_those_of_its_evidence_too():
    weights = read_weights(embedding=True)

    assert list(weights.first) == [*SIGNALS, *MEANINGS]
    assert list(weights.second) == [*SIGNALS, *MEANINGS, *STRUCTURE]
    assert min([*weights.first.values(), *weights.second.values()]) >= 0


def test_learned_weights_rank_what_was_reviewed_first():
    cases = [made_case(), made_case()]
    weights = learn(cases)
    scores = score(cases[0].earlier, cases[0].later, cases[0].signals, weights)

    assert (scores.total.argmax(axis=1) == cases[0].right.argmax(axis=1)).all()
    assert scores.confidence[cases[0].right].min() > scores.confidence[~cases[0].right].max()


def test_learning_twice_gives_the_same():
    assert learn([made_case()]) == learn([made_case()])


def test_lower_score_is_never_surer_in_its_row():
    scores = np.array([[3.0, 2.0, 1.0], [9.0, 0.0, 5.0]], dtype=np.float32)
    sure = confidence(scores, (-4.0, 0.5, 0.4, 0.9))

    for row, one, other in product(range(2), range(3), range(3)):
        assert scores[row, one] < scores[row, other] or sure[row, one] >= sure[row, other]


@pytest.mark.parametrize(
    "text", ["", "[first]\nx = 'a'\n[second]\n[confidence]\n", "first = 1\nsecond = 1\nconfidence = 1"]
)
def test_malformed_weights_say_how_to_make_them_anew(tmp_path, text):
    path = tmp_path / "alignment.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(WorkspaceError, match=r"benchmarks/candidates\.py"):
        read_weights(path)
