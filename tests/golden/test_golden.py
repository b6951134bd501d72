"""The flat export of the five real reports against readings made by hand; see README.md in this folder."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from strategylinks.loading.corrections import REDACTED
from strategylinks.model import MonitoringReport
from strategylinks.validation.reconciliation import Verdict, reconcile
from strategylinks.views.figures import figure_records, glossary_records

Record = dict[str, Any]

GOLDEN: Mapping[str, Mapping[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("*.json"))
}
#: The report that prints which indicator each level belongs to.
PAIRED = "lahti-2017-h1"
EXACT = ("kind", "code", "units", "status_source", "lines")
TEXTS = ("name", "programme", "goal", "flagship", "risks", "progress", "status", "responsible")

#: A bullet where a paragraph begins.
_BULLET = re.compile(r"(?:^|(?<= ))[-–•●] ?(?=\S)")


def plain(text: str | None) -> str:
    return _BULLET.sub("", " ".join((text or "").split()))


def plain_texts(texts: Sequence[str]) -> list[str]:
    return [plain(text) for text in texts]


def pairs(golden: str, records: Sequence[Record]) -> Iterator[tuple[Record, Record]]:
    """Pair what was read by hand with what was exported: both are in the order of the document."""
    exported = [record for record in records if record["report"] == golden]
    return zip(GOLDEN[golden]["elements"], sorted(exported, key=_place), strict=True)


def _place(record: Record) -> tuple[int, int, str]:
    return record["lines"][0], ("programme", "goal", "flagship", "action").index(record["kind"]), record["name"]


def differences(golden: str, records: Sequence[Record], view: Any) -> list[tuple[Any, Any, Any]]:
    return [
        (hand["lines"], view(hand), view(exported))
        for hand, exported in pairs(golden, records)
        if view(hand) != view(exported)
    ]


@pytest.fixture(params=GOLDEN)
def golden(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_report_of_the_catalogue_has_a_reading_by_hand(reports):
    assert set(GOLDEN) == set(reports)
    assert sum(len(content["elements"]) for content in GOLDEN.values()) == 312


def test_no_element_is_missed_invented_or_doubled(golden, records):
    hand = Counter((one["kind"], plain(one["name"])) for one in GOLDEN[golden]["elements"])
    exported = Counter((one["kind"], plain(one["name"])) for one in records if one["report"] == golden)
    assert exported == hand
    assert len({one["iri"] for one in records if one["report"] == golden}) == sum(hand.values())


@pytest.mark.parametrize("field", EXACT)
def test_field_is_as_read_by_hand(golden, records, field):
    assert differences(golden, records, lambda one: one[field] or None) == []


@pytest.mark.parametrize("field", TEXTS)
def test_text_is_as_read_by_hand(golden, records, field):
    assert differences(golden, records, lambda one: plain(one[field])) == []


def test_indicators_are_as_read_by_hand(golden, records):
    assert differences(golden, records, lambda one: plain_texts(one["indicators"])) == []


def test_progress_is_divided_by_unit_as_read_by_hand(golden, records):
    def view(one: Record) -> dict[str, str]:
        return {unit: plain(text) for unit, text in one["progress_by_unit"].items()}

    assert differences(golden, records, view) == []


def test_baselines_and_targets_are_as_read_by_hand(golden, records):
    def view(one: Record) -> list[tuple[str, str]]:
        return [(plain(level["baseline"]), plain(level["target"])) for level in one["targets"]]

    assert differences(golden, records, view) == []


def test_a_level_is_never_paired_with_another_indicator_than_by_hand(golden, records):
    wrong = [
        (hand["lines"], by_hand["indicator"], level["indicator"])
        for hand, exported in pairs(golden, records)
        for by_hand, level in zip(hand["targets"], exported["targets"], strict=True)
        if plain(level["indicator"]) not in {"", plain(by_hand["indicator"])}
    ]
    assert wrong == []


def test_levels_printed_beside_their_indicator_are_paired_with_it(records):
    assert differences(PAIRED, records, lambda one: [plain(level["indicator"]) for level in one["targets"]]) == []


def test_names_of_persons_are_redacted(records):
    by_hand = {
        (report, element["lines"][0])
        for report, content in GOLDEN.items()
        for element in content["elements"]
        if REDACTED in (element["progress"] or "")
    }
    assert {(one["report"], one["lines"][0]) for one in records if REDACTED in (one["progress"] or "")} == by_hand
    assert len(by_hand) == 3


def test_totals_are_as_read_by_hand(golden, reports):
    names = {element.key: element.name for element in reports[golden].elements}
    read = [
        {
            "flagship": names.get(total.element or ""),
            "status": total.status,
            "count": total.count,
            "line": total.sources[0].first,
        }
        for total in reports[golden].totals
    ]
    assert read == GOLDEN[golden]["totals"]


def test_cross_references_are_as_read_by_hand(golden, reports):
    elements = {element.key: element for element in reports[golden].elements}
    read = [
        {"from": plain(elements[one.element].name), "to": elements[one.target].code}
        for one in reports[golden].references
        if one.element and one.target
    ]
    assert len(read) == len(reports[golden].references)
    assert read == [
        {"from": plain(one["from"]), "to": one["to"]}
        for one in sorted(GOLDEN[golden]["references"], key=lambda one: (one["line"], one["to"]))
    ]


def test_deviation_notes_are_as_read_by_hand(golden, reports):
    elements = {element.key: element for element in reports[golden].elements}
    read = [
        (elements[one.element or ""].name, elements[one.element or ""].first, plain(one.text))
        for one in reports[golden].deviations
    ]
    by_hand = [(one["action"], one["action_line"], plain(one["text"])) for one in GOLDEN[golden]["deviations"]]
    assert read == by_hand


def test_headline_figures_are_as_read_by_hand(golden, engine):
    read = [one for one in figure_records(engine) if one["report"] == golden and one["kind"] == "headline"]
    by_hand = GOLDEN[golden]["figures"]
    missing = [one for one in by_hand if not any(_is_figure(figure, one) for figure in read)]
    invented = [figure for figure in read if not any(_is_figure(figure, one) for one in by_hand)]
    assert (missing, invented, len(read)) == ([], [], len(by_hand))


def _is_figure(figure: Record, by_hand: Mapping[str, Any]) -> bool:
    return (
        figure["value"] == by_hand["value"]
        and figure["unit_of_measure"] == by_hand["unit"]
        # The label by hand of last year's figure leaves out the word for "forecast".
        and _letters(figure["label"]).startswith(_letters(by_hand["label"]))
        # A value and the words below it can be given as one place.
        and figure["lines"][0] <= by_hand["line"] <= figure["lines"][1] + 3
        and (figure["confidence"] < 1 or not by_hand.get("doubtful"))
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def test_rows_of_finance_and_staff_tables_are_as_read_by_hand(golden, reports):
    read: dict[tuple[str, int, str], list[str]] = {}
    for figure in reports[golden].figures:
        if figure.kind != "headline":
            read.setdefault((figure.kind, figure.sources[-1].last, figure.label), []).append(figure.value)
    by_hand = {
        (row["kind"], row["line"], row["label"] if row["kind"] == "finance" else row["subject"]): row["values"]
        for row in GOLDEN[golden].get("table_rows", [])
    }
    assert read == by_hand


@pytest.mark.parametrize(
    ("line", "subject", "label", "period", "number", "unit"),
    [
        (334, "Elinvoimapalvelut", "Menot", "Talousarvio", Decimal(-10252), "1 000 euroa"),
        (335, "Elinvoimapalvelut", "Netto", "TA/TP muutos%", Decimal("43.1"), "%"),
        (345, "Elinvoimapalvelut", "Avustukset", "Toteuma", Decimal(-2445), "t. €"),
        (372, "Työllisyyspalvelut", "Netto", "Toteuma", Decimal(-10844), "1 000 euroa"),
        (379, "Työllisyyspalvelut", "Henkilöstökulut", "Tilinpäätös ed. vuosi", Decimal(-1617), "t. €"),
    ],
)
def test_cell_of_a_finance_table_has_its_row_column_and_unit(reports, line, subject, label, period, number, unit):
    figures = [
        figure
        for figure in reports["lahti-2022-h1-vitality"].figures
        if (figure.sources[-1].last, figure.label, figure.period) == (line, label, period)
    ]
    assert [(figure.number, figure.unit_of_measure) for figure in figures] == [(number, unit)]
    assert figures[0].subject.startswith(subject)


def test_glossary_is_as_read_by_hand(golden, engine):
    read = {
        (one["term"], plain(one["definition"])): one["lines"]
        for one in glossary_records(engine)
        if one["report"] == golden
    }
    by_hand = {(one["term"], plain(one["definition"])): one["line"] for one in GOLDEN[golden]["terms"]}
    assert read.keys() == by_hand.keys()
    assert all(first <= by_hand[term] <= last for term, (first, last) in read.items())


@pytest.mark.parametrize(
    ("report", "what", "verdict"),
    [
        ("lahti-2021-education", "actions of the whole report", Verdict.UNCHECKABLE),
        ("lahti-2022-h1-vitality", "actions of Hiilineutraali ympäristöpääkaupunki", Verdict.AGREES),
        ("lahti-2022-h1-vitality", "actions of LAHTI opiskelu- ja ympäristökaupunki", Verdict.AGREES),
        ("lahti-2022-h1-vitality", "actions of Työtä ja kasvun edellytyksiä", Verdict.AGREES),
        ("lahti-2024-q4-vitality", "actions of the whole report", Verdict.AGREES),
    ],
)
def test_stated_totals_are_held_against_the_actions_that_were_read(reports, report, what, verdict):
    assert [one.verdict for one in reconcile(reports[report]) if one.what == what] == [verdict]


def test_grants_that_do_not_add_up_to_their_stated_sum_are_found(reports):
    # Lines 19-26: 2,6 M€ stated; the items add up to 2 545 900 €.
    item = next(one for one in reconcile(reports["lahti-2021-education"]) if "Korona-avustuksia" in one.what)
    assert (item.verdict, item.stated, item.read) == (Verdict.DIFFERS, Decimal(2_600_000), Decimal(2_545_900))


def test_scale_of_tuusula_is_explained_by_the_document_itself(reports: Mapping[str, MonitoringReport]):
    legend = reports["tuusula-2021-q3"].legend
    assert [one.notation for one in legend] == ["1", "2", "3", "4", "5"]
    assert legend[1].text == "Suunnitteluvaiheessa, on edetty hieman"
    stated = [one.status for one in reports["tuusula-2021-q3"].elements if one.status]
    assert Counter(status.value for status in stated) == {"1": 1, "2": 17, "3": 25, "4": 6, "5": 10}


def test_store_holds_the_reports_in_graphs_of_their_own(store: ox.Store):
    names = {graph.value.rsplit("/", 1)[-1] for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)}
    assert set(GOLDEN) < names
