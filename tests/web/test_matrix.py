"""The responsibility matrix: what it counts, what its marks lead to, and how it is used."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.analysis.analyses import analyse
from strategylinks.web.sharing.networks import read_some
from strategylinks.web.sharing.responsibility import Matrix, in_natural_order, lay_out, mark_of
from strategylinks.web.site import Site

LAHTI = "lahti-2017-h1"
C5 = "id/lahti/2017/goal/C5"


def matrix_of(site: Site, report: str) -> Matrix:
    return lay_out(read_some(site, report, [site.reports[report]]).network, site.engine)


@pytest.mark.parametrize("report", [LAHTI, "lahti-2021-education", "lahti-2024-q4-vitality", "tuusula-2021-q3"])
def test_the_marks_are_those_of_the_analysis(site: Site, report: str) -> None:
    matrix, table = matrix_of(site, report), analyse("goal-unit-matrix", site.engine, report=report)
    own = {row.iri: {unit.short for unit in matrix.units if unit.iri in row.cells} for row in matrix.rows if row.cells}
    columns = [name for name in table.fields if name not in ("report", "level", "code", "name", "element")]
    assert own == {row["element"]: {name for name in columns if row[name]} for row in table}


def test_lahti_2017_shares_what_its_report_says(site: Site) -> None:
    matrix = matrix_of(site, LAHTI)
    assert [unit.short for unit in matrix.units] == ["KH", "KYMP", "SIVI", "TARK"]
    assert len(matrix.rows) == 23
    assert {row.code for row in matrix.alone} == {"A3", "C4", "C7", "C8", "E2"}
    assert [row.code for row in matrix.without] == ["C3"]
    assert matrix.shared[0].code == "E4"
    assert [group.title[0] for group in matrix.groups] == ["A", "B", "C", "D", "E"]


def test_codes_stand_in_the_order_that_people_expect() -> None:
    assert sorted(["A10", "A2", "03.05", "03"], key=in_natural_order) == ["03", "03.05", "A2", "A10"]


def test_a_role_that_is_only_printed_answers_as_written() -> None:
    marks = [mark_of(role) for role in ("lead", "responsible", "as-written", "participant", "partner")]
    assert marks == ["lead", "responsible", "responsible", "partner", "partner"]


def test_the_plain_page_shows_the_newest_report_that_names_units(client: TestClient) -> None:
    answer = client.get("/fi/matrix")
    assert answer.status_code == 200
    assert "21 tavoitteesta 18 on usean yksikön yhteisiä" in answer.text


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "23 tavoitteesta 17 on usean yksikön yhteisiä"),
        ("sv", "17 av 23 mål delas av flera enheter"),
        ("en", "17 of 23 goals are shared by several units"),
    ],
)
def test_the_heading_says_what_stands_out(client: TestClient, language: str, title: str) -> None:
    assert f"<h1>{title}</h1>" in client.get(f"/{language}/matrix/{LAHTI}").text


def test_every_mark_leads_to_lines_of_the_report(client: TestClient) -> None:
    page = client.get(f"/en/matrix/{LAHTI}").text
    cells = sorted(set(re.findall(r'href="(/en/matrix/lahti-2017-h1/[^"]+)"', page)))
    assert len(cells) == 52
    for address in cells[::9]:
        assert re.search(r'class="place" href="/en/sources/lahti-2017-h1#L\d+', client.get(address).text), address


def test_a_cell_tells_the_responsibilities_behind_it(client: TestClient) -> None:
    page = client.get(f"/en/matrix/{LAHTI}/KYMP/{C5}").text
    assert "Laaditaan vuoteen 2050 ulottuva tiekartta" in page
    assert "Lahti 2017, line 156" in page
    assert "Lahti 2017, line 158" in page


@pytest.mark.parametrize("path", [f"NOPE/{C5}", "TARK/id/lahti/2017/goal/C5", "KYMP/id/nothing"])
def test_a_cell_that_is_not_there_says_so(client: TestClient, path: str) -> None:
    assert client.get(f"/en/matrix/{LAHTI}/{path}").status_code == 404


def test_files_carry_the_signs_of_the_marks(client: TestClient) -> None:
    rows = client.get(f"/en/matrix/{LAHTI}.json").json()["tables"][0]["rows"]
    row = next(row for row in rows if row["code"] == "C1")
    assert (row["KH"], row["KYMP"], row["SIVI"], row["units"]) == ("◆ 1", "○ 1", "○ 1", 3)
    assert "C1" in client.get(f"/fi/matrix/{LAHTI}.csv").text
    assert client.get(f"/fi/matrix/{LAHTI}.xlsx").content.startswith(b"PK")


def test_the_picture_names_every_goal_whole(client: TestClient) -> None:
    picture = client.get(f"/fi/matrix/{LAHTI}.svg").text
    words = " ".join(re.findall(r">([^<]+)</text>", picture))
    assert "Ylläpidämme lahtelaisten hyvinvointia kaupungin kaikella toiminnalla" in words
    assert "…" not in words


def test_all_reports_stand_in_one_matrix_by_report(client: TestClient) -> None:
    page = client.get("/sv/matrix/all").text
    assert all(name in page for name in ("Lahti 2017", "Lahti 2024", "Tuusula 2021", "Henkilöstöjohtaja"))


def test_the_matrix_is_narrowed_and_has_no_faults_of_access(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/matrix/{LAHTI}")
    assert axe.run(tab).violations_count == 0
    tab.select_option("#by-programme", label=tab.locator("#by-programme option").nth(2).inner_text())
    tab.select_option("#by-unit", "KH")
    shown = [row.inner_text()[:2] for row in tab.locator(".matrix tbody .row-name").all() if row.is_visible()]
    assert shown == ["B2", "B3", "B4"]


def test_the_page_of_a_cell_has_no_faults_of_access(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/sv/matrix/{LAHTI}/KYMP/{C5}")
    assert axe.run(tab).violations_count == 0


def test_a_phone_shows_the_matrix_without_scrolling_the_page_sideways(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.goto(f"{address}/fi/matrix/tuusula-2021-q3")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
