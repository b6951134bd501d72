"""Quality queries: each finds its fault in a small graph made by hand, and finds nothing where all is well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.errors import WorkspaceError
from strategylinks.model import Finding, MonitoringReport, Severity
from strategylinks.querying.header import Header
from strategylinks.querying.library import query_names, select
from strategylinks.validation import quality
from strategylinks.validation.quality import run_quality_queries

PREFIXES = """
PREFIX : <https://example.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX sl: <https://w3id.org/strategylinks/ontology#>
PREFIX status: <https://w3id.org/strategylinks/vocabulary/status/>
"""
#: A report with a goal, a flagship and two actions, in which nothing is amiss.
WELL = """
:report a sl:MonitoringReport ; dcterms:identifier "mallila" .
:goal a sl:Goal ; skos:prefLabel "Tavoite"@fi ; sl:hasSource :span2 ; sl:confidence 1.0 ; sl:isStatedIn :report .
:flagship a sl:FlagshipProject ; skos:prefLabel "Kärki"@fi ; sl:belongsTo :goal ; sl:hasSource :span3 .
:action a sl:Action ; skos:prefLabel "Avataan data"@fi ; sl:belongsTo :flagship ; sl:hasSource :span5 .
:other a sl:Action ; skos:prefLabel "Suljetaan data"@fi ; sl:belongsTo :flagship ; sl:hasSource :span9 .
:span2 a sl:SourceSpan ; oa:hasSource :report ; sl:firstLine 2 ; sl:lastLine 2 ; oa:hasSelector :words2, :place2 .
:words2 oa:exact "Tavoite" .
:place2 dcterms:conformsTo <http://tools.ietf.org/rfc/rfc5147> .
:span3 sl:firstLine 3 ; sl:lastLine 4 .
:span5 sl:firstLine 5 ; sl:lastLine 6 .
:span9 sl:firstLine 9 ; sl:lastLine 9 .
"""
#: What the scale of numbers says; it stands in the graph of the vocabulary.
SCALE = ':two skos:notation "2" . :three skos:notation "3" . :five skos:notation "5" . :word skos:notation "achieved" .'


@dataclass(frozen=True)
class Case:
    """Hold what makes a fault, what looks like it and is none, and where the fault is said to be."""

    query: str
    bad: str
    good: str
    element: str
    lines: tuple[int, int] = (0, 0)
    says: str = ""


CASES = [
    Case(
        "achieved-without-progress",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:achieved .",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:achieved . :p a sl:ProgressNote ; sl:isAbout :action .",
        "action",
        (5, 6),
        "tells no progress",
    ),
    Case(
        "achieved-without-progress",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:achieved . :p a sl:Risk ; sl:isAbout :action .",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:in-progress .",
        "action",
        (5, 6),
    ),
    Case(
        "confidence-out-of-range",
        ":x sl:confidence 1.1 ; sl:doubt 'unsure' .",
        ":x sl:confidence 1.0 .",
        "x",
        says="1.1",
    ),
    Case(
        "confidence-out-of-range",
        ":x sl:confidence -0.1 ; sl:doubt 'a' .",
        ":x sl:confidence 0.0 ; sl:doubt 'a' .",
        "x",
    ),
    Case("confidence-out-of-range", ":x sl:confidence 0.7 .", ":x sl:confidence 0.7 ; sl:doubt 'unsure' .", "x"),
    Case(
        "deviation-of-nothing",
        ":d a sl:DeviationNote ; sl:asWritten 'Muu toimenpide' ; sl:hasSource :span9 .",
        ":d a sl:DeviationNote ; sl:asWritten 'Avataan' ; sl:hasSource :span9 ; sl:isAbout :action .",
        "",
        (9, 9),
        "“Muu toimenpide”",
    ),
    Case(
        "deviation-of-nothing",
        ":d a sl:DeviationNote ; sl:asWritten 'Muu' ; sl:hasSource :span9 ; sl:isAbout :flagship .",
        ":d a sl:Note ; sl:asWritten 'Muu' ; sl:hasSource :span9 .",
        "flagship",
        (9, 9),
    ),
    Case(
        "fact-without-source",
        ":x sl:confidence 1.0 ; sl:isStatedIn :report .",
        ":x sl:confidence 1.0 ; sl:isStatedIn :report ; sl:hasSource :span2 .",
        "x",
        says="does not exist",
    ),
    Case(
        "fact-without-source",
        ":x sl:confidence 1.0 ; sl:hasSource :span2 .",
        ":x sl:confidence 1.0 ; sl:isStatedIn :report ; sl:isInferredFrom :span2 .",
        "x",
    ),
    Case(
        "flagship-without-action",
        ":lonely a sl:FlagshipProject ; skos:prefLabel 'Yksin' ; sl:hasSource :span9 . :goal sl:belongsTo :lonely .",
        ":lonely a sl:FlagshipProject ; skos:prefLabel 'Yksin' ; sl:hasSource :span9 ."
        ":a a sl:Action ; sl:belongsTo :lonely .",
        "lonely",
        (9, 9),
        "“Yksin”",
    ),
    Case(
        "goal-status-beyond-actions",
        ":s1 sl:isAbout :flagship ; sl:hasStatusValue :five . :s2 sl:isAbout :action ; sl:hasStatusValue :two ."
        ":s3 sl:isAbout :other ; sl:hasStatusValue :three .",
        ":s1 sl:isAbout :flagship ; sl:hasStatusValue :three . :s2 sl:isAbout :action ; sl:hasStatusValue :two ."
        ":s3 sl:isAbout :other ; sl:hasStatusValue :five .",
        "flagship",
        (3, 4),
        "stands at 5, its actions at 2 to 3",
    ),
    Case(
        "goal-status-beyond-actions",
        ":s1 sl:isAbout :flagship ; sl:hasStatusValue :two . :s2 sl:isAbout :action ; sl:hasStatusValue :three .",
        ":s1 sl:isAbout :flagship ; sl:hasStatusValue :word . :s2 sl:isAbout :action ; sl:hasStatusValue :word .",
        "flagship",
        (3, 4),
    ),
    Case(
        "goal-without-anything",
        ":empty a sl:Goal ; skos:prefLabel 'Tyhjä' ; sl:hasSource :span9 .",
        ":empty a sl:Goal ; skos:prefLabel 'Tyhjä' ; sl:hasSource :span9 . :action sl:belongsTo :empty .",
        "empty",
        (9, 9),
        "“Tyhjä”",
    ),
    Case(
        "goal-without-anything",
        ":empty a sl:Goal ; skos:prefLabel 'Tyhjä' ; sl:hasSource :span9 ; sl:belongsTo :goal .",
        ":full a sl:Goal ; skos:prefLabel 'Tuettu' ; sl:hasSource :span9 . :flagship sl:supports :full ."
        ":told a sl:Goal ; skos:prefLabel 'Kerrottu' ; sl:hasSource :span9 . :p sl:isAbout :told .",
        "empty",
        (9, 9),
    ),
    Case(
        "indicator-repeats-name",
        ":i sl:measures :action ; skos:prefLabel 'AVATAAN DATA kunnassa' .",
        ":i sl:measures :action ; skos:prefLabel 'Datan avaamisen aste' .",
        "action",
        (5, 6),
        "“AVATAAN DATA kunnassa”",
    ),
    Case(
        "indicator-repeats-name",
        ":i sl:measures :action ; skos:prefLabel 'Avataan' .",
        ":i sl:measures :action ; skos:prefLabel 'data' .",
        "action",
        (5, 6),
    ),
    Case(
        "letters-of-another-alphabet",
        ":odd a sl:Goal ; skos:prefLabel 'Tuetaan elämä\u043d\u043aaaria nyt' ; sl:hasSource :span9 .",
        ":even a sl:Goal ; skos:prefLabel 'Tuetaan elämänkaaria, \u041c\u0438\u0440 nyt' ; sl:hasSource :span9 .",
        "odd",
        (9, 9),
        "“elämä\u043d\u043aaaria” looks right",
    ),
    Case(
        "reference-to-nowhere",
        ":r a sl:CrossReference ; sl:asWritten 'Z9' ; sl:text 'kts. Z9' ; sl:hasSource :span9 ; sl:isAbout :action .",
        ":r a sl:CrossReference ; sl:asWritten 'A1' ; sl:text 'kts. A1' ; sl:hasSource :span9 ; sl:refersTo :goal .",
        "action",
        (9, 9),
        "“kts. Z9” refers to Z9",
    ),
    Case(
        "repeated-name",
        ":twin a sl:Action ; skos:prefLabel 'Avataan data'@fi ; sl:hasSource :span9 .",
        ":twin a sl:Action ; skos:prefLabel 'Avataan dataa'@fi ; sl:hasSource :span9 .",
        "twin",
        (9, 9),
        "“Avataan data” is the name of 2 elements",
    ),
    Case(
        "repeated-name",
        ":zgoal a sl:Goal ; skos:prefLabel 'Kärki'@fi ; sl:hasSource :span9 .",
        ":i a sl:Indicator ; skos:prefLabel 'Kärki'@fi ; sl:hasSource :span9 .",
        "zgoal",
        (9, 9),
    ),
    Case(
        "span-incomplete",
        ":s a sl:SourceSpan ; oa:hasSource :report ; sl:firstLine 4 ; sl:lastLine 3 ; oa:hasSelector :words2, :place2.",
        ":s a sl:SourceSpan ; oa:hasSource :report ; sl:firstLine 3 ; sl:lastLine 3 ; oa:hasSelector :words2, :place2.",
        "s",
        (4, 3),
    ),
    *(
        Case("span-incomplete", f":s a sl:SourceSpan ; {rest} .", ":s a sl:SkippedPassage .", "s", lines)
        for rest, lines in (
            ("sl:firstLine 3 ; sl:lastLine 3 ; oa:hasSelector :words2, :place2", (3, 3)),
            ("oa:hasSource :report ; oa:hasSelector :words2, :place2", (0, 0)),
            ("oa:hasSource :report ; sl:firstLine 0 ; sl:lastLine 3 ; oa:hasSelector :words2, :place2", (0, 3)),
            ("oa:hasSource :report ; sl:firstLine 3 ; sl:lastLine 3 ; oa:hasSelector :place2", (3, 3)),
            ("oa:hasSource :report ; sl:firstLine 3 ; sl:lastLine 3 ; oa:hasSelector :words2", (3, 3)),
        )
    ),
    Case(
        "status-unknown-but-told",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:unknown ; sl:asWritten 'Ei tietoa' ."
        ":p a sl:ProgressNote ; sl:isAbout :action ; sl:text 'Dataa on avattu.' .",
        ":s sl:isAbout :action ; sl:hasCommonStatus status:unknown ; sl:asWritten 'Ei tietoa' .",
        "action",
        (5, 6),
        "“Ei tietoa”, yet progress is told: “Dataa on avattu.",
    ),
    Case(
        "uncertain-reading",
        ":f sl:isAbout :action ; sl:confidence 0.7 ; sl:doubt 'two cells run together' ; sl:hasSource :span9 .",
        ":f sl:isAbout :action ; sl:confidence 0.8 ; sl:doubt 'two cells run together' ; sl:hasSource :span9 .",
        "action",
        (9, 9),
        "two cells run together (confidence 0.7)",
    ),
]

#: The queries about two reports at once; tests/alignment/test_contradictions.py has their cases.
OF_MAPPINGS = {
    *("chain-against-direct", "chain-beside-direct", "chain-ends-before-direct"),
    *("exact-match-clash", "mapping-of-nothing"),
}
#: Texts beside the status "achieved" that say that something is not done, and texts that do not say so.


def about_achieved(text: str, status: str = "achieved", kind: str = "unfinished") -> str:
    return (
        f":s sl:isAbout :action ; sl:hasCommonStatus status:{status} ; sl:asWritten 'Toteutuu' ."
        f":p a sl:Sign ; sl:isAbout :action ; sl:isStatedIn :report ; sl:text '''{text}'''@fi ;"
        f"   sl:hasSignKind <https://w3id.org/strategylinks/vocabulary/sign-kind/{kind}> ."
    )


def made(*graphs: str) -> EmbeddedEngine:
    """Put Turtle into graphs of their own, and the scale beside them."""
    engine = EmbeddedEngine(ox.Store())
    for number, turtle in enumerate((*graphs, SCALE)):
        name = ox.NamedNode(f"https://example.org/graph/{number}")
        engine.store.load(PREFIXES + turtle, format=ox.RdfFormat.TURTLE, to_graph=name)
    return engine


def findings(query: str, *graphs: str) -> list[Finding]:
    return list(quality._findings(made(*graphs), f"quality/{query}"))


def test_nothing_is_found_where_all_is_well() -> None:
    assert list(run_quality_queries(made(WELL))) == []


def test_every_query_has_a_case() -> None:
    tested = {case.query for case in CASES} | {"text-against-status", *OF_MAPPINGS}
    assert tested == {name.removeprefix("quality/") for name in query_names() if name.startswith("quality/")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.query)
def test_the_fault_is_found_with_its_place(case: Case) -> None:
    found = findings(case.query, WELL + case.bad)
    assert {(finding.element, finding.first, finding.last) for finding in found} == {
        (f"https://example.org/{case.element}" if case.element else "", *case.lines)
    }
    assert {finding.report for finding in found} == {"mallila"}
    assert all(case.says in finding.message for finding in found)
    assert {finding.rule for finding in found} == {case.query}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.query)
def test_what_only_looks_like_the_fault_is_left_alone(case: Case) -> None:
    assert findings(case.query, WELL + case.good) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.query)
def test_a_fault_in_one_report_is_not_mended_by_another_report(case: Case) -> None:
    other = ':report2 a sl:MonitoringReport ; dcterms:identifier "kaukola" .'
    found = findings(case.query, WELL + case.bad, other)
    assert {finding.report for finding in found} == {"mallila"}


def test_two_reports_may_use_the_same_name() -> None:
    other = WELL.replace('"mallila"', '"kaukola"').replace(":report ", ":report2 ").replace(":action", ":action2")
    assert findings("repeated-name", WELL, other) == []


def test_a_sign_that_something_is_not_done_contradicts_the_status_achieved() -> None:
    text = "Päätöksiä ei ole vielä tehty."
    (found,) = findings("text-against-status", WELL + about_achieved(text))
    assert (found.element, found.first, found.severity) == ("https://example.org/action", 5, Severity.NOTE)
    assert "the status is “Toteutuu”" in found.message
    assert text in found.message


def test_signs_beside_other_statuses_and_signs_of_delay_are_left_alone() -> None:
    assert findings("text-against-status", WELL + about_achieved("Kesken.", "in-progress")) == []
    assert findings("text-against-status", WELL + about_achieved("Kesken.", kind="late")) == []


def test_severities_come_from_the_headers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "select", lambda *_: [{"error": "broken"}])
    for severity in Severity:
        known = Header("quality/own", {}, {}, [], [], [], severity.value)
        monkeypatch.setattr(quality, "read_header", lambda _, header=known: header)
        (found,) = quality._findings(EmbeddedEngine(ox.Store()), "quality/own")
        assert found == Finding(severity, "own", "broken", "")
    monkeypatch.setattr(quality, "read_header", lambda _: Header("quality/own", {}, {}, [], [], []))
    with pytest.raises(WorkspaceError, match=r"severity: error\|warning\|note") as caught:
        list(quality._findings(EmbeddedEngine(ox.Store()), "quality/own"))
    assert caught.value.where == "queries/quality/own.rq"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (91, "päätöksiä ei ole vielä tehty"),
        (124, "mutta ei vielä avattu"),
        (148, "on edennyt valitettavan hitaasti"),
        (316, "Määrittelytyö kesken"),
    ],
)
def test_the_contradictions_in_the_report_of_2017_are_found(
    engine: EmbeddedEngine, reports: Mapping[str, MonitoringReport], line: int, words: str
) -> None:
    printed = reports["lahti-2017-h1"].lines[line - 1]
    assert words in printed
    assert printed.split("\t")[-1].startswith("Toteutuu")
    rows = [row for row in select(engine, "quality/text-against-status") if row["report"] == "lahti-2017-h1"]
    assert str(line) in {row["first"] for row in rows}
    assert len(rows) == 4


def test_the_real_graph_has_no_errors(engine: EmbeddedEngine) -> None:
    found = list(run_quality_queries(engine))
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    assert found


def test_the_rows_without_progress_or_action_in_the_report_of_2017_are_found(engine: EmbeddedEngine) -> None:
    found = {
        (finding.rule, finding.first) for finding in run_quality_queries(engine) if finding.report == "lahti-2017-h1"
    }
    assert ("achieved-without-progress", 32) in found
    assert ("flagship-without-action", 138) in found
    assert ("indicator-repeats-name", 133) in found
    assert ("letters-of-another-alphabet", 82) in found
