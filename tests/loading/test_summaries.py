"""Statuses that a summary page implies: inferred where they follow, and nowhere else."""

from __future__ import annotations

import pytest
from made_rows import layout, report, row

from strategylinks.model import MonitoringReport, StatusSource
from strategylinks.reports.parsed import Row

ACTIONS = ("Haravoidaan rannat puhtaiksi", "Istutetaan kaloja takaisin", "Rakennetaan uusi laituri")


def page(counts: dict[str, int], *, deviations: tuple[str, ...] = (), variant: str = "") -> list[Row]:
    """Make the table of a flagship and its summary page."""
    rows = [row("flagship", 1, code="1", name="Puhdas meri")]
    rows += [row("action", line, name=name, unit="vesi") for line, name in enumerate(ACTIONS, 2)]
    rows.append(row("flagship", 10, code="1", name="PUHDAS MERI", variant="summary"))
    rows += [row("listing", line, name=name) for line, name in enumerate(ACTIONS, 11)]
    rows += [
        row("total", line, variant=variant, status=status, count=f"{count} KPL")
        for line, (status, count) in enumerate(counts.items(), 20)
    ]
    return rows + [row("deviation", line, name=name, text="Myöhässä.") for line, name in enumerate(deviations, 30)]


def read(rows: list[Row]) -> MonitoringReport:
    return report(*rows, made_layout=layout("status-colours"))


def statuses(rows: list[Row]) -> list[str | None]:
    return [one.status.value if one.status else None for one in read(rows).elements if one.kind == "action"]


def test_actions_without_a_deviation_were_achieved_where_the_counts_add_up():
    rows = page({"achieved": 2, "partly": 1, "not": 0}, deviations=(ACTIONS[1],))
    assert statuses(rows) == ["achieved", "partly", "achieved"]


def test_all_were_achieved_where_all_are_counted_so():
    assert statuses(page({"achieved": 3, "partly": 0, "not": 0})) == ["achieved"] * 3


def test_deviation_names_its_action_in_damaged_words():
    rows = page({"achieved": 2, "partly": 1, "not": 0}, deviations=("Istutetaan kalja takaisn",))
    assert statuses(rows) == ["achieved", "partly", "achieved"]


@pytest.mark.parametrize(
    ("counts", "deviations"),
    [
        ({"achieved": 2, "partly": 1, "not": 0}, ()),
        ({"achieved": 1, "partly": 2, "not": 0}, (ACTIONS[1],)),
        ({"achieved": 3, "partly": 0, "not": 0}, (ACTIONS[1],)),
        ({"achieved": 4, "partly": 0, "not": 0}, ()),
        ({"achieved": 2, "partly": 0, "not": 0}, ()),
        ({"achieved": 2, "partly": 0, "not": 1}, ()),
        ({"achieved": 1, "partly": 1, "not": 1}, (ACTIONS[1],)),
        ({"partly": 3}, ACTIONS),
        ({"achieved": 2, "partly": 1, "not": 0}, ("Aivan muuta kuin mitään näistä",)),
        ({"achieved": 1, "partly": 2, "not": 0}, (ACTIONS[1], ACTIONS[1])),
        ({}, (ACTIONS[1],)),
    ],
)
def test_nothing_is_inferred_unless_counts_and_notes_leave_no_choice(counts, deviations):
    assert statuses(page(counts, deviations=deviations)) == [None, None, None]


def test_totals_of_the_whole_report_imply_nothing_for_a_flagship():
    rows = page({"achieved": 3, "partly": 0, "not": 0}, variant="report")
    assert statuses(rows) == [None, None, None]
    assert {total.element for total in read(rows).totals} == {None}


def test_counts_of_one_flagship_say_nothing_of_another():
    rows = page({"achieved": 3, "partly": 0, "not": 0})
    rows += [row("flagship", 50, code="2", name="Elävä saaristo"), row("action", 51, name="Kalastetaan", unit="vesi")]
    assert statuses(rows) == ["achieved", "achieved", "achieved", None]


def test_a_stated_status_is_never_replaced():
    rows = page({"achieved": 2, "partly": 1, "not": 0}, deviations=(ACTIONS[1],))
    rows[1] = row("action", 2, name=ACTIONS[0], unit="vesi", status="Toteutui osittain")
    first, *_ = (one.status for one in read(rows).elements if one.kind == "action")
    assert first is not None
    assert (first.source, first.value) == (StatusSource.STATED, "partly")


def test_an_inferred_status_says_so_is_uncertain_and_leads_to_counts_and_note():
    made = read(page({"achieved": 2, "partly": 1, "not": 0}, deviations=(ACTIONS[1],)))
    note = next(one.status for one in made.elements if one.name == ACTIONS[1])
    assert note is not None
    assert note.source is StatusSource.INFERRED
    assert note.certainty.confidence < 1
    assert note.certainty.doubts
    assert {span.first for span in note.sources} == {20, 21, 22, 30}
    assert note.as_written == "Toteutui osittain"


def test_a_summary_page_that_words_the_title_otherwise_is_told_by_the_actions_it_lists():
    rows = page({"achieved": 3, "partly": 0, "not": 0})
    rows[4] = row("flagship", 10, name="Aivan toinen otsikko", variant="summary")
    made = read(rows)
    assert [one.name for one in made.elements if one.kind == "flagship"] == ["Puhdas meri"]
    assert {total.element for total in made.totals} == {"flagship/1"}


def test_a_listed_action_without_a_row_is_found():
    rows = [*page({}), row("listing", 40, name="Louhitaan tunneli vuoren läpi")]
    finding = next(one for one in read(rows).findings if one.rule == "listed-action-without-row")
    assert (finding.first, "Louhitaan tunneli" in finding.message) == (40, True)


def test_listed_actions_are_mentions_of_their_rows():
    made = read(page({}))
    mentions = {one.name: [span.first for span in one.mentions] for one in made.elements if one.kind == "action"}
    assert mentions == dict(zip(ACTIONS, ([11], [12], [13]), strict=True))


def test_a_deviation_that_names_no_action_is_kept_under_its_flagship():
    (note,) = read(page({}, deviations=("Aivan muuta kuin mitään näistä",))).deviations
    assert (note.element, note.parent, note.text) == (None, "flagship/1", "Myöhässä.")


@pytest.mark.parametrize(("printed", "count"), [("16KPL", 16), ("0 KPL", 0), ("7", 7)])
def test_counts_are_read_with_or_without_a_blank(printed, count):
    made = read([row("flagship", 1, code="1", name="Puhdas meri"), row("total", 2, status="achieved", count=printed)])
    assert [total.count for total in made.totals] == [count]


def test_a_count_without_a_number_is_no_total():
    assert read([row("total", 2, status="achieved", count="kpl")]).totals == ()


@pytest.mark.parametrize(
    ("printed", "value"), [("Toteutui", "achieved"), ("toteutui  OSITTAIN", "partly"), ("Ehkä", "")]
)
def test_a_stated_status_keeps_its_words_and_has_a_value_where_the_scale_knows_them(printed, value):
    made = read([row("flagship", 1, code="1", name="Meri"), row("action", 2, name="Haravoidaan", status=printed)])
    status = made.elements[1].status
    assert status is not None
    assert (status.as_written, status.value, status.source) == (printed, value, StatusSource.STATED)
    assert ("unknown-status" in {finding.rule for finding in made.findings}) == (value == "")
