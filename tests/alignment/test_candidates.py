"""What candidates are proposed, how sure, in which order, and why."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from strategylinks.alignment.candidates import MOST_CANDIDATES, align, propose
from strategylinks.alignment.elements import AlignedElement, read_elements
from strategylinks.alignment.sssom import read_mapping_set
from strategylinks.table import in_language

MAPPINGS = Path(__file__).parents[2] / "data" / "mappings"
PAIR = ("lahti-2021-education", "lahti-2022-h1-vitality")


def action(iri, name, *, code="", texts=(), **more):
    return AlignedElement(iri, "action", name, code=code, texts=tuple(texts), **more)


EARLIER = [
    action("e/bus", "Kehitetään joukkoliikennettä ja pyöräilyä", code="4.1", texts=["Linja-autojen reitit uusitaan"]),
    action(
        "e/school", "Vahvistetaan lukioiden kielten opetusta", code="4.2", texts=["Lukioiden opettajat koulutetaan"]
    ),
    action("e/museum", "Avataan uusi taidemuseo", code="4.3", texts=["Museon näyttelyt suunnitellaan"]),
]
LATER = [
    action("l/museum", "Taidemuseon näyttelyt houkuttelevat kävijöitä", code="4.1", texts=["Museo avattiin"]),
    action("l/cycling", "Pyöräilyn reittejä rakennetaan", code="4.2", texts=["Pyöräilyn reitit"]),
    action("l/bus", "Joukkoliikenne kulkee useammin", code="4.3", texts=["Linja-autojen reitit uusittiin"]),
    action("l/school", "Kielten opetus lukioissa laajenee", code="4.4", texts=["Lukioiden opettajat"]),
]


@pytest.fixture(scope="module")
def real(engine):
    return align(engine, *PAIR)


def best(candidates):
    return {candidate.earlier: candidate.later for candidate in candidates if candidate.rank == 1}


def find(candidates, earlier, later):
    (found,) = [c for c in candidates if (c.earlier, c.later) == (earlier, later)]
    return found


def test_what_says_the_same_comes_first():
    assert best(propose(EARLIER, LATER)) == {
        "e/bus": "l/bus",
        "e/school": "l/school",
        "e/museum": "l/museum",
    }


def test_same_printed_number_counts_for_nothing():
    without = [replace(element, code="") for element in LATER]

    assert propose(EARLIER, LATER) == propose(EARLIER, without)


def test_both_parts_of_what_was_split_are_proposed():
    ranked = [c.later for c in propose(EARLIER, LATER) if c.earlier == "e/bus"]

    assert set(ranked[:2]) == {"l/bus", "l/cycling"}


def test_one_later_element_is_proposed_for_all_that_were_merged():
    merged = [action("l/all", "Joukkoliikenne, lukioiden kielten opetus ja taidemuseo")]

    assert {c.earlier for c in propose(EARLIER, merged)} == {element.iri for element in EARLIER}


def test_a_goal_can_continue_as_an_action():
    goal = replace(EARLIER[0], kind="goal")

    assert best(propose([goal, *EARLIER[1:]], LATER))["e/bus"] == "l/bus"


def test_rejected_pairs_are_not_proposed_again():
    found = propose(EARLIER, LATER, rejected={("e/bus", "l/bus")})

    assert ("e/bus", "l/bus") not in {(c.earlier, c.later) for c in found}
    assert best(found)["e/bus"] == "l/cycling"


def test_nothing_is_proposed_from_or_to_nothing():
    assert propose([], LATER) == propose(EARLIER, []) == []


def test_elements_without_a_word_in_common_are_not_sure():
    strangers = [action("l/x", "Zzyx qwrt"), action("l/y", "Vbnm plok")]

    assert all(candidate.confidence < 0.2 for candidate in propose(EARLIER, strangers))


def test_evidence_names_what_both_hold():
    shared = {"things": {"id/lahti/named/KELPO": "Kelpo-hanke"}, "indicators": ("Reittien pituus",)}
    earlier = replace(EARLIER[0], units=frozenset({"unit/KH"}), lineage=frozenset({"unit/KH", "unit/KOHA"}), **shared)
    later = replace(LATER[2], units=frozenset({"unit/KOHA"}), lineage=frozenset({"unit/KOHA"}), **shared)

    words = {str(e) for e in find(propose([earlier], [later]), "e/bus", "l/bus").evidence}

    assert {"both name: Kelpo-hanke", "same indicator: Reittien pituus", "units that followed: KOHA"} <= words
    assert any(text.startswith("wording: joukkoliikennettä") for text in words)
    assert any(text.startswith("themes: mobility") for text in words)


def test_evidence_is_told_in_every_language():
    shared = {
        "things": {"id/lahti/named/KELPO": "Kelpo-hanke"},
        "units": frozenset({"unit/KH"}),
        "lineage": frozenset({"unit/KH"}),
    }

    found = find(propose([replace(EARLIER[0], **shared)], [replace(LATER[2], **shared)]), "e/bus", "l/bus")
    finnish, swedish = ({in_language(e.texts, code) for e in found.evidence} for code in ("fi", "sv"))

    assert {"molemmat mainitsevat: Kelpo-hanke", "samat yksiköt: KH", "aiheet: liikkuminen"} <= finnish
    assert {"båda nämner: Kelpo-hanke", "samma enheter: KH", "teman: mobilitet"} <= swedish


def test_evidence_names_the_surest_neighbours():
    goals = [AlignedElement(iri, "goal", "Hiilineutraali kaupunki ja puhdas ilmasto") for iri in ("e/goal", "l/goal")]
    earlier = [goals[0], replace(EARLIER[0], parents=("e/goal",)), *EARLIER[1:]]
    later = [goals[1], replace(LATER[2], parents=("l/goal",)), LATER[0]]

    words = [str(e) for e in find(propose(earlier, later), "e/bus", "l/bus").evidence]

    assert f"above them: {goals[0].name} → {goals[1].name}" in words


def test_goals_that_go_together_make_their_actions_surer():
    goals = [AlignedElement(iri, "goal", "Hiilineutraali kaupunki ja puhdas ilmasto") for iri in ("e/goal", "l/goal")]
    apart = propose([goals[0], *EARLIER], [goals[1], *LATER])
    under = propose(
        [goals[0], replace(EARLIER[0], parents=("e/goal",)), *EARLIER[1:]],
        [goals[1], *(replace(e, parents=("l/goal",)) if e.iri == "l/cycling" else e for e in LATER)],
    )

    pair = ("e/bus", "l/cycling")

    assert find(under, *pair).confidence > find(apart, *pair).confidence


def test_no_element_has_more_than_six_candidates(real):
    counts = defaultdict(int)
    for candidate in real:
        counts[candidate.earlier] += 1

    assert max(counts.values()) == MOST_CANDIDATES


def test_ranks_and_confidences_of_an_element_fall_together(real):
    by_element = defaultdict(list)
    for candidate in real:
        by_element[candidate.earlier].append(candidate)

    for candidates in by_element.values():
        assert [candidate.rank for candidate in candidates] == list(range(1, len(candidates) + 1))
        confidences = [candidate.confidence for candidate in candidates]
        assert confidences == sorted(confidences, reverse=True)


def test_shares_of_the_evidence_are_shares(real):
    for candidate in real:
        shares = [evidence.score for evidence in candidate.evidence]
        assert shares == sorted(shares, reverse=True)
        assert 0 <= sum(shares) <= 1.05


def test_same_reports_give_the_same_candidates(engine, real):
    assert align(engine, *PAIR) == real


def test_list_holds_every_reviewed_continuation_of_neighbouring_reports(real):
    reviewed = {mapping.pair for mapping in read_mapping_set(MAPPINGS / f"{'--'.join(PAIR)}.sssom.tsv").continuations}

    assert reviewed
    assert reviewed <= {(candidate.earlier, candidate.later) for candidate in real}


def test_report_against_itself_finds_each_element(engine):
    elements = read_elements(engine, PAIR[1])

    assert best(propose(elements, elements)) == {element.iri: element.iri for element in elements}
