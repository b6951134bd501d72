"""Texts copied between rows, quotes that do not stand in their lines, and evidence that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from small_reports import LINES, action, progress, report, span

from strategylinks.loading.corrections import REDACTED
from strategylinks.model import Indicator, MonitoringReport, Passage, Severity, Term
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Post, Unit
from strategylinks.pipeline import Inputs
from strategylinks.validation.copies import find_copies
from strategylinks.validation.quotes import check_evidence, check_quotes

COPIED = "Yrityksiä verkostoiva tapahtuma järjestettiin yhteistyössä kauppakamarin kanssa."
OTHER = "Toisessa hankkeessa on rekrytoitu henkilöstö ja käynnistetty valmistelu keväällä."
SHORT = "Etenee suunnitellusti."


def copies(*texts: str | None) -> list[tuple[int, str]]:
    elements = [
        action(line, progress=progress(text, line) if text is not None else None) for line, text in enumerate(texts, 2)
    ]
    return [(finding.first, finding.message) for finding in find_copies(report(elements))]


def test_a_text_that_stands_under_two_actions_is_found_with_both_lines() -> None:
    ((line, message),) = copies(COPIED, OTHER, COPIED)
    assert line == 4
    assert COPIED[:70] in message
    assert message.endswith("stands word for word at lines 2, 4")


def test_a_sentence_copied_into_a_longer_text_is_found() -> None:
    ((line, message),) = copies(f"{SHORT} {COPIED} {SHORT}", f"{OTHER} {COPIED.upper()}")
    assert (line, "lines 2, 3" in message) == (3, True)


def test_several_sentences_copied_between_the_same_rows_are_one_finding() -> None:
    ((_, message),) = copies(f"{COPIED} {OTHER}", f"{COPIED} {OTHER}")
    assert "and 1 more stands word for word" in message


def test_turns_of_phrase_and_texts_of_one_row_are_no_copies() -> None:
    assert copies(SHORT, SHORT, None) == []
    assert copies(f"{COPIED} {COPIED}", OTHER, "") == []


def test_copies_are_notes_and_never_errors() -> None:
    elements = [action(line, progress=progress(COPIED, line)) for line in (2, 3)]
    (finding,) = find_copies(report(elements))
    assert (finding.severity, finding.rule, finding.element) == (Severity.NOTE, "copied-text", "action/3")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("109, 200", "Yrityksiä verkostoiva tapahtuma"),
        ("45, 108, 332", "Aloitettu yhteistyötapaamiset"),
        ("331, 332, 333", "Ei enää relevantti mittari"),
        ("204, 337", "Ei enää relevantti mittari"),
    ],
)
def test_the_copies_in_the_report_of_2017_are_found(
    reports: Mapping[str, MonitoringReport], lines: str, words: str
) -> None:
    report_2017 = reports["lahti-2017-h1"]
    messages = [finding.message for finding in find_copies(report_2017)]
    assert any(message.endswith(f"at lines {lines}") and words in message for message in messages)
    assert all(words in report_2017.lines[int(number) - 1] for number in lines.split(", "))
    assert len(messages) == 4


def test_quotes_that_stand_in_their_lines_pass() -> None:
    good = action(
        2,
        sources=(span(2), span(2, "Toimenpide 2\nToimenpide   3", 3)),
        indicators=(Indicator(name="x", sources=(span(5, "pide 5"),)),),
    )
    assert list(check_quotes(report([good]))) == []


@pytest.mark.parametrize("quote", ["Toimenpide 3", "Toimenpide 22", "toimenpide 2", "Keksitty"])
def test_quotes_that_do_not_stand_in_their_lines_are_errors(quote: str) -> None:
    (finding,) = check_quotes(report([action(2, sources=(span(2, quote),))]))
    assert (finding.severity, finding.rule, finding.first) == (Severity.ERROR, "quote-not-there", 2)
    assert quote in finding.message


def test_every_kind_of_fact_is_checked() -> None:
    bad = (span(2, "Keksitty"),)
    facts = {
        "elements": (action(2, progress=replace(progress("x", 2), sources=bad)),),
        "terms": (Term(term="A", definition="b", is_abbreviation=True, sources=bad),),
        "passages": (Passage(heading="", text="x", sources=bad),),
    }
    for field, values in facts.items():
        assert len(list(check_quotes(report(**{field: values})))) == 1, field
    with_indicator = action(2, indicators=(Indicator(name="x", sources=bad),))
    assert len(list(check_quotes(report([with_indicator])))) == 1


def test_redacted_quotes_are_let_through() -> None:
    assert list(check_quotes(report([action(2, sources=(span(2, f"Toimenpide {REDACTED}"),))]))) == []


def test_the_real_reports_quote_what_stands_there(reports: Mapping[str, MonitoringReport]) -> None:
    assert [finding for read in reports.values() for finding in check_quotes(read)] == []


def evidence(report_id: str = "mallila-2022-h1", first: int = 3, last: int = 3, quote: str = LINES[2]) -> Evidence:
    return Evidence(report_id, first, last, quote)


@pytest.mark.parametrize(
    ("shown", "rules"),
    [
        (evidence(), []),
        (evidence(first=2, last=4, quote="Toimenpide 3\nToimenpide 4"), []),
        (evidence(first=4, last=4), ["evidence-not-there"]),
        (evidence(quote="Keksitty"), ["evidence-not-there"]),
        (evidence(report_id="kaukola-2022"), ["evidence-not-there"]),
        (evidence(first=90, last=90), ["evidence-not-there"]),
    ],
)
def test_evidence_of_units_posts_and_reorganisations_is_checked(shown: Evidence, rules: list[str]) -> None:
    holders = (
        Organisation([Unit("A", "mallila", "A", (), evidence=(shown,))]),
        Organisation([], [Post("a", "mallila", "A", (), (shown,))]),
        Organisation([], [], [ChangeEvent("a", "mallila", "A", (), (), "2022", True, (shown,))]),
    )
    for organisation in holders:
        assert [finding.rule for finding in check_evidence(organisation, [report()])] == rules


def test_the_evidence_in_the_real_organisation_file_stands_in_the_reports(
    inputs: Inputs, reports: Mapping[str, MonitoringReport]
) -> None:
    assert list(check_evidence(inputs.organisation, list(reports.values()))) == []
    assert sum(len(unit.evidence) for unit in inputs.organisation.units) > 5
