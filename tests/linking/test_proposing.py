"""What is proposed for the register."""

from __future__ import annotations

from collections.abc import Mapping

from made import ORGANISATION, REGISTER, action, parent, report

from strategylinks.linking.proposing import CandidateKind, propose
from strategylinks.model import MonitoringReport
from strategylinks.pipeline import Inputs


def words(progress: str) -> dict[str, str]:
    candidates, _ = propose([report(parent("f"), action("a", "KH", progress=progress))], ORGANISATION, REGISTER)
    return {each.word: each.kind for each in candidates}


def test_acronyms_compounds_and_capitalised_words_are_proposed() -> None:
    found = words("Mukana on KETS-sopimus ja uusi Sycla-hanke sekä Spatium.")
    assert found == {
        "KETS": CandidateKind.ACRONYM,
        "Sycla-hanke": CandidateKind.COMPOUND,
        "Spatium": CandidateKind.CAPITALISED,
    }


def test_what_is_known_or_may_be_a_person_is_not_proposed() -> None:
    assert words("Mukana on Ladec ja puhujana Etunimi Sukunimi sekä KH.") == {}


def test_a_company_of_two_words_is_proposed() -> None:
    assert "Gaia" in words("Selvityksen teki Gaia Oy keväällä.")


def test_conditions_of_unknown_things_are_listed() -> None:
    texts = "Työ odotti kaavan valmistumista. Työ odotti Keskustavision valmistumista."
    _, statements = propose([report(parent("f"), action("a", "KH", progress=texts))], ORGANISATION, REGISTER)
    assert [each.ground.text for each in statements] == ["Työ odotti kaavan valmistumista."]


def test_the_real_reports_have_candidates_left(reports: Mapping[str, MonitoringReport], inputs: Inputs) -> None:
    candidates, statements = propose(reports.values(), inputs.organisation, inputs.register)
    assert {"IFC"} <= {each.word for each in candidates}
    assert not {"LADEC", "KELPO", "CRM"} & {each.word for each in candidates if each.count > 1}
    assert any("kilpailutuksen valmistuttua" in each.ground.text for each in statements)
