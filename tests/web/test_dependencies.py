"""The dependencies of units: the matrix, and the way from a cell to the sentence that shows it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.analysis.networks import to_network
from strategylinks.analysis.projecting import unit_dependency_network
from strategylinks.web.sharing.dependence import INFERRED, STATED, lay_out, linkages, of_basis
from strategylinks.web.site import Site

LAHTI = "lahti-2017-h1"
VITALITY = "lahti-2022-h1-vitality"
UNIT = "https://w3id.org/strategylinks/id/lahti/unit/"


@pytest.mark.parametrize("report", [LAHTI, "lahti-2021-education", VITALITY, "lahti-2024-q4-vitality"])
def test_every_cell_is_the_sum_of_the_linkages_behind_it(site: Site, report: str) -> None:
    network = to_network(site.engine, report)
    joined = unit_dependency_network(network)
    assert joined.number_of_edges()
    for unit, other, weight in joined.edges(data="weight"):
        found = linkages(network, site.engine, unit, other, [report])
        assert sum(one.weight for one in found if one.direction != "needed by") == weight


def test_the_matrix_of_lahti_2017_has_two_blocks(site: Site) -> None:
    matrix = lay_out(to_network(site.engine, LAHTI))
    assert [unit.short for unit in matrix.units if unit.block == 2] == ["PHHYKY", "SOTE"]
    assert matrix.weights[UNIT + "SIVI", UNIT + "KH"] == 26
    assert matrix.pairs == 12


def test_what_is_stated_and_what_is_inferred_add_up_to_all(site: Site) -> None:
    network = to_network(site.engine, LAHTI)
    whole, stated, inferred = (lay_out(of_basis(network, basis)).weights for basis in ("all", STATED, INFERRED))
    assert stated
    assert inferred
    assert all(weight == stated.get(pair, 0) + inferred.get(pair, 0) for pair, weight in whole.items())


def test_the_heading_says_who_depend_on_each_other_most(client: TestClient) -> None:
    assert "<h1>KH and KYMP depend on each other most</h1>" in client.get(f"/en/dependencies/{LAHTI}").text
    assert "kytkeytyvät" in client.get("/fi/dependencies").text


def test_a_report_without_linkages_of_units_says_why_it_shows_nothing(client: TestClient) -> None:
    answer = client.get("/en/dependencies/tuusula-2021-q3")
    assert answer.status_code == 200
    assert "no linkage joins two units" in answer.text


def test_every_cell_leads_to_its_evidence(client: TestClient) -> None:
    page = client.get(f"/en/dependencies/{LAHTI}").text
    cells = sorted(set(re.findall(r'href="(/en/dependencies/lahti-2017-h1/\w+/\w+)"', page)))
    assert len(cells) >= 22
    for address in cells[::7]:
        assert 'class="place"' in client.get(address).text, address


def test_the_evidence_names_kind_basis_weight_and_lines(client: TestClient) -> None:
    page = client.get(f"/fi/dependencies/{LAHTI}/SIVI/KH").text
    for words in (
        "vetäjä ja osallistujat",
        "päätelty",
        "paino 1",
        "Osallistutaan palveluohjelman valmisteluun",
        "rivi 304",
    ):
        assert words in page
    assert "/fi/sources/lahti-2017-h1#L304" in page


def test_a_pair_that_nothing_binds_says_so_and_an_unknown_unit_is_not_found(client: TestClient) -> None:
    assert "No linkage binds these units" in client.get(f"/en/dependencies/{LAHTI}/SOTE/TARK").text
    assert client.get(f"/en/dependencies/{LAHTI}/SIVI/NOPE").status_code == 404
    assert client.get(f"/en/dependencies/{LAHTI}/SIVI/SIVI").status_code == 404


def test_the_basis_can_be_chosen(client: TestClient) -> None:
    stated = client.get(f"/en/dependencies/{LAHTI}.json", params={"basis": "stated"}).json()
    assert stated["basis"] == "stated"
    assert stated["pairs"] < client.get(f"/en/dependencies/{LAHTI}.json").json()["pairs"]
    assert client.get(f"/en/dependencies/{LAHTI}.json", params={"basis": "nonsense"}).json()["basis"] == "all"


def test_files_carry_the_sentences(client: TestClient) -> None:
    rows = client.get(f"/en/dependencies/{LAHTI}/SIVI/KH.json").json()["tables"][0]["rows"]
    assert any(row["quote"] == "Osallistutaan palveluohjelman valmisteluun" and row["first"] == 304 for row in rows)
    assert client.get(f"/fi/dependencies/{LAHTI}.xlsx").content.startswith(b"PK")
    picture = client.get(f"/fi/dependencies/{LAHTI}.svg").text
    assert ">NUORISOPALVELUT</text>" in picture
    assert ">31</text>" in picture


def test_from_the_matrix_to_the_sentence_that_shows_why_sivi_depends_on_koha(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/dependencies/{VITALITY}")
    assert axe.run(tab).violations_count == 0
    tab.click(f'.dsm a[href$="/{VITALITY}/SIVI/KOHA"]')
    assert tab.locator("h1").inner_text() == "Miten SIVI riippuu: KOHA"
    assert axe.run(tab).violations_count == 0
    quote = tab.locator(".quote").first
    assert quote.locator("blockquote").inner_text()
    assert re.search(rf"/sources/{VITALITY}#L\d+", quote.locator("a").get_attribute("href") or "")


def test_a_phone_does_not_scroll_the_page_sideways(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    for path in (f"dependencies/{LAHTI}", f"dependencies/{LAHTI}/SIVI/KH"):
        tab.goto(f"{address}/fi/{path}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
