"""The questions about progress, with answers read from the documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pyoxigraph as ox
import pytest

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.graph.dataset import NamedGraphs, build_graph
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL
from strategylinks.graph.store import memory_store
from strategylinks.model import (
    CatalogueEntry,
    Element,
    ElementKind,
    Levels,
    MonitoringReport,
    Plan,
    Responsibility,
    SourceSpan,
    StatusAssessment,
    StatusSource,
)
from strategylinks.pipeline import Inputs
from strategylinks.querying.asking import ask
from strategylinks.table import Table


@pytest.fixture(scope="module")
def parts(graphs: NamedGraphs) -> EmbeddedEngine:
    """Give the five reports with what lies under what, worked out here from the direct parents."""
    store = memory_store(graphs)
    above = {quad.subject: quad.object for quad in store.quads_for_pattern(None, _term("belongsTo"), None, None)}
    for part in above:
        whole = above.get(part)
        while whole is not None:
            store.add(ox.Quad(part, _term("isPartOf"), whole, ox.NamedNode(str(Iris().graph("inference")))))
            whole = above.get(whole)
    return EmbeddedEngine(store)


def _term(name: str) -> ox.NamedNode:
    return ox.NamedNode(str(SL[name]))


def counts(table: Table) -> dict[tuple[object, object, object], object]:
    return {(row["level"], row["status"], row["source"]): row["count"] for row in table}


def lines(table: Table) -> list[object]:
    return [row["first"] for row in table]


def test_statuses_under_a_goal_are_those_of_its_three_actions(parts: EmbeddedEngine) -> None:
    found = counts(ask("status-counts", parts, report="lahti-2017-h1", within="C5"))
    assert found == {("action", "in-progress", "stated"): 1, ("action", "achieved", "stated"): 2}


def test_inferred_statuses_are_never_counted_among_the_stated(parts: EmbeddedEngine) -> None:
    found = counts(ask("status-counts", parts, report="lahti-2022-h1-vitality"))
    assert found == {
        ("action", "achieved", "inferred"): 12,
        ("action", "in-progress", "inferred"): 3,
        ("action", None, "absent"): 20,
    }


def test_levels_without_any_status_are_not_counted_as_lacking_one(parts: EmbeddedEngine) -> None:
    levels = {row["level"] for row in ask("status-counts", parts, report="lahti-2017-h1")}
    assert levels == {"action"}


def test_statuses_of_one_post_leave_out_the_others(parts: EmbeddedEngine) -> None:
    found = counts(ask("status-counts", parts, report="tuusula-2021-q3", unit="Hallintojohtaja", within="12.03"))
    assert found == {("goal", "achieved", "stated"): 1, ("action", "in-progress", "stated"): 2}  # 12.03.03 is another's


def test_own_totals_stand_beside_what_was_read(parts: EmbeddedEngine) -> None:
    found = [
        (row["code"], row["status"], row["reported"], row["stated"], row["inferred"], row["absent"], row["first"])
        for row in ask("reported-totals", parts, report="lahti-2022-h1-vitality")
    ]
    assert found == [
        ("1", "Toteutui", 7, 0, 7, 0, 479),
        ("1", "Toteutui osittain", 2, 0, 2, 0, 483),
        ("1", "Ei toteutunut", 0, 0, 0, 0, 487),
        ("2", "Toteutui", 5, 0, 5, 0, 535),
        ("2", "Toteutui osittain", 1, 0, 1, 0, 539),
        ("2", "Ei toteutunut", 0, 0, 0, 0, 543),
        ("3", "Toteutui", 7, 0, 0, 9, 577),
        ("3", "Toteutui osittain", 2, 0, 0, 9, 581),
        ("3", "Ei toteutunut", 0, 0, 0, 9, 585),
    ]


def test_totals_of_a_whole_report_count_all_its_actions(parts: EmbeddedEngine) -> None:
    found = {(row["status"], row["reported"], row["actions"]) for row in ask("reported-totals", parts, report="2024")}
    assert found == {("Toteutui", 16, 22), ("Toteutui osittain", 6, 22), ("Ei toteutunut", 0, 22)}


def test_late_actions_show_what_says_so(engine: EmbeddedEngine) -> None:
    found = [
        (row["first"], row["sign"], row["units"])
        for row in ask("late-or-missed", engine, report="lahti-2022-h1-vitality")
    ]
    assert (636, "deviation", "KYMP, KOHA") in found  # lines 466 to 468: electric buses are late
    assert (638, "deviation", "KOHA") in found
    assert (654, "deviation", "KOHA") in found
    assert (652, "text", "KOHA") in found  # "haut ovat jo 10 kk myöhässä"
    assert 676 not in {first for first, _, _ in found}  # "siirtämiseksi hyvinvointialueelle" is no delay
    assert (677, "deviation", "KOHA, SIVI") not in found


def test_a_move_of_rooms_or_people_is_no_delay(engine: EmbeddedEngine) -> None:
    table = ask("late-or-missed", engine, report="lahti-2024-q4-vitality")
    assert lines(table) == [813, 992, 1075, 1308, 2605]  # not 2699: "siirtyi 117 henkilöä"
    assert {row["sign"] for row in table} == {"text"}


def test_missed_by_status_is_told_from_missed_by_text(engine: EmbeddedEngine) -> None:
    table = ask("late-or-missed", engine, report="tuusula-2021-q3", unit="Henkilöstöjohtaja")
    assert [(row["code"], row["sign"]) for row in table if row["sign"] == "status"] == [("15.03", "status")]
    assert {"03.07.02", "15.01.02", "30.08.01"} <= {row["code"] for row in table if row["sign"] == "text"}
    assert "32.02" not in table.column("code")  # Talousjohtaja's


def test_partly_achieved_is_a_sign_of_its_own(engine: EmbeddedEngine) -> None:
    table = ask("late-or-missed", engine, report="lahti-2017-h1")
    partly = [row for row in table if row["sign"] == "partly"]
    assert len(partly) == 40
    assert {row["status"] for row in partly} == {"Toteutuu osittain"}
    tuusula = ask("late-or-missed", engine, report="tuusula-2021-q3")
    assert "partly" not in tuusula.column("sign")  # its scale tells how far a thing is, not that it falls short


def test_cells_left_empty_are_found(engine: EmbeddedEngine) -> None:
    table = ask("without-status-or-progress", engine, report="lahti-2017-h1")
    found = [(row["first"], row["units"], row["lacks"]) for row in table]
    assert found == [
        (32, "SIVI", "progress"),
        (60, "KYMP", "progress"),
        (267, "SIVI", "progress"),
        (286, "SIVI", "progress"),
    ]


def test_goals_lack_a_status_where_the_report_gives_goals_one(engine: EmbeddedEngine) -> None:
    table = ask("without-status-or-progress", engine, report="tuusula-2021-q3")
    found = [(row["code"], row["lacks"]) for row in table]
    assert [pair for pair in found if len(str(pair[0])) > 2] == [
        ("02.02", "progress"),  # its cells are those of its action
        ("02.02", "status"),
        ("03.07", "status"),
        ("07.05", "progress"),
        ("07.05.02", "progress"),
        ("07.05.06", "progress"),
        ("10.01", "progress"),
        ("32.03", "progress"),
        ("32.03", "status"),
    ]
    assert ("10", "progress") in found
    assert ("10", "status") not in found
    lahti = ask("without-status-or-progress", engine, report="lahti-2017-h1")
    assert {row["level"] for row in lahti} == {"action"}


def test_inferred_statuses_tell_their_grounds(engine: EmbeddedEngine) -> None:
    table = ask("inferred-statuses", engine)
    assert lines(table) == [620, 621, 622, 623, *range(636, 641), *range(649, 655)]
    partly = {row["first"]: str(row["grounds"]) for row in table if row["status"] == "Toteutui osittain"}
    assert partly.keys() == {636, 638, 654}
    assert partly[636].startswith("466, 468")
    assert set(table.column("report")) == {"lahti-2022-h1-vitality"}


def test_achieved_against_the_text(engine: EmbeddedEngine) -> None:
    table = ask("status-against-text", engine, report="lahti-2017-h1")
    achieved = [row["first"] for row in table if row["status"] == "Toteutuu"]
    # "päätöksiä ei ole vielä tehty", "ei vielä avattu", "edennyt valitettavan hitaasti", "Määrittelytyö kesken"
    assert achieved == [91, 124, 148, 316]
    assert [row["first"] for row in table if row["status"] == "Ei tietoa"] == [54, 78, 230, 330, 337]
    assert 299 not in lines(table)  # "ei ole valmis", but its status says partly


def test_each_rule_of_rolling_up_has_its_own_column(parts: EmbeddedEngine) -> None:
    table = ask("rolled-up-status", parts, report="tuusula-2021-q3")
    found = {row["code"]: (row["own"], row["actions"], row["all"], row["majority"], row["worst"]) for row in table}
    assert found["12.03"] == ("achieved", 3, None, "in-progress", "in-progress")
    assert found["15.02"] == ("in-progress", 3, "achieved", "achieved", "achieved")
    assert found["05.01"] == ("achieved", 2, None, None, "in-progress")
    assert found["15"] == ("in-progress", 9, None, "in-progress", "in-progress")


def test_rolled_up_inferred_statuses_say_so(parts: EmbeddedEngine) -> None:
    table = ask("rolled-up-status", parts, report="lahti-2022-h1-vitality")
    assert [(row["code"], row["source"], row["actions"], row["majority"]) for row in table] == [
        ("1", "inferred", 9, "achieved"),
        ("2", "inferred", 6, "achieved"),
    ]
    assert table.column("own") == [None, None]


def test_risks_are_shown_where_the_goal_or_a_part_is_in_danger(parts: EmbeddedEngine) -> None:
    table = ask("risks-of-goals-at-risk", parts, report="tuusula-2021-q3")
    found = {(row["code"], row["at"], row["sign"]) for row in table}
    assert ("05.01", "05.01.01", "status") in found
    assert ("15", "15.03", "status") in found
    assert ("32.02", "32.02", "text") in found
    risk = next(str(row["risk"]) for row in table if row["code"] == "05.01.01")
    assert risk == "Resurssipula, toimimaton yhteistyö muiden toimijoiden kanssa."
    codes = {code for code, _, _ in found}
    assert "15.03" not in codes  # names no risk
    assert "05.02" not in codes  # its risk stands, but nothing is late or at the lowest steps


# Two reports of one plan: no two of the real ones are.

PLAN = Plan("lahti-1990", "lahti", "Strategia 1990", True)


def _made(report: str, day: date, elements: list[Element]) -> MonitoringReport:
    entry = CatalogueEntry(report, "", PLAN, report, "", date(1990, 1, 1), day, f"scope of {report}", frozenset())
    return MonitoringReport(
        entry=entry,
        layout="made",
        status_scale="status-degree",
        sha256="",
        byte_count=0,
        lines=(),
        text_line_count=0,
        elements=tuple(elements),
    )


def _element(key: str, name: str, line: int, **more: object) -> Element:
    kind = ElementKind(key.partition("/")[0])
    place = (SourceSpan(line, line, name),)
    return Element(sources=place, key=key, kind=kind, code="", name=name, first=line, last=line, **more)  # type: ignore[arg-type]


def _facts(line: int, status: str, unit: str, target: str) -> dict[str, object]:
    place = (SourceSpan(line, line, target),)
    return {
        "status": StatusAssessment(
            sources=place, scale="status-degree", value=status, as_written=status, source=StatusSource.STATED
        ),
        "responsibilities": (
            Responsibility(sources=place, holder=unit, is_post=False, is_known=True, as_written=unit),
        ),
        "levels": (Levels(sources=place, indicator=None, baseline=None, target=target),),
    }


@pytest.fixture(scope="module")
def two_reports(inputs: Inputs) -> EmbeddedEngine:
    """Give two reports of one plan: a goal, an action that changed, one that went and one that came."""
    goal = _element("goal/1", "Tavoite", 1)
    changed = _element("action/a", "Pysyvä", 2, parent="goal/1", **_facts(2, "3", "SIVI", "10 kpl"))
    gone = _element("action/b", "Poistuva", 3, parent="goal/1", **_facts(3, "2", "KOHA", "5 kpl"))
    steady = _element("action/c", "Sama", 4, parent="goal/1", **_facts(4, "4", "KYMP", "1 kpl"))
    now = replace(changed, **_facts(12, "5", "KOHA", "20 kpl"))  # type: ignore[arg-type]
    new = _element("action/d", "Uusi", 13, parent="goal/1")
    reports = [
        _made("lahti-1990-h1", date(1990, 6, 30), [goal, changed, gone, steady]),
        _made("lahti-1990-h2", date(1990, 12, 31), [goal, now, steady, new]),
    ]
    return EmbeddedEngine(memory_store(build_graph(reports, inputs.reviewed, Iris())))


def test_facts_of_one_report_are_not_counted_in_the_other(two_reports: EmbeddedEngine) -> None:
    found = {(row["report"], row["status"], row["count"]) for row in ask("status-counts", two_reports)}
    assert found == {
        ("lahti-1990-h1", "in-progress", 3),
        ("lahti-1990-h2", "achieved", 1),
        ("lahti-1990-h2", "in-progress", 1),
        ("lahti-1990-h2", None, 1),
    }
    rows = ask("indicators", two_reports)
    targets = {(row["report"], row["name"], row["target"]) for row in rows}
    assert {target for target in targets if target[1] == "Pysyvä"} == {
        ("lahti-1990-h1", "Pysyvä", "10 kpl"),
        ("lahti-1990-h2", "Pysyvä", "20 kpl"),
    }
    assert len(rows) == len(targets) == 5


def test_changes_between_two_reports_of_a_plan(two_reports: EmbeddedEngine) -> None:
    table = ask("changes-between-reports", two_reports, earlier="lahti-1990-h1", later="lahti-1990-h2")
    found = {(row["name"], row["change"], row["value_before"], row["value_after"]) for row in table}
    assert found == {
        ("Pysyvä", "status", "3", "5"),
        ("Pysyvä", "responsible removed", "SIVI", None),
        ("Pysyvä", "responsible added", None, "KOHA"),
        ("Pysyvä", "target removed", "10 kpl", None),
        ("Pysyvä", "target added", None, "20 kpl"),
        ("Poistuva", "missing", None, None),
        ("Uusi", "new", None, None),
    }
    assert {(row["report_before"], row["report"]) for row in table} == {("lahti-1990-h1", "lahti-1990-h2")}


def test_dropped_items_are_those_that_the_later_report_lacks(two_reports: EmbeddedEngine) -> None:
    table = ask("dropped-items", two_reports, earlier="lahti-1990-h1", later="lahti-1990-h2")
    found = [(row["name"], row["parent"], row["status"], row["scope"], row["first"]) for row in table]
    assert found == [("Poistuva", "Tavoite", "2", "scope of lahti-1990-h2", 3)]


def test_nothing_was_dropped_looking_the_other_way_but_what_is_new(two_reports: EmbeddedEngine) -> None:
    table = ask("dropped-items", two_reports, earlier="lahti-1990-h2", later="lahti-1990-h1")
    assert table.column("name") == ["Uusi"]


@pytest.mark.parametrize("question", ["changes-between-reports", "dropped-items"])
def test_reports_of_different_plans_are_not_compared(engine: EmbeddedEngine, question: str) -> None:
    assert len(ask(question, engine, earlier="lahti-2017-h1", later="lahti-2022-h1-vitality")) == 0
