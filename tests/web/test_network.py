"""Networks: the same picture with and without scripts, and the way from a line to the sentence behind it."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page

from strategylinks.views.network_drawing import MOST_NODES
from strategylinks.web.drawing.network import draw_network
from strategylinks.web.sharing.networks import reports_naming
from strategylinks.web.sharing.picture import picture_of
from strategylinks.web.site import Site

LAHTI = "lahti-2017-h1"
SIVI = "id/lahti/unit/SIVI"
C5 = "id/lahti/2017/goal/C5"
KINDS = ("unit-unit", "unit-goal", "goal-goal", "full")


def drawn(page: str) -> dict[str, list[dict[str, object]]]:
    """Read the data that the script draws from."""
    found = re.search(r'<script type="application/json" id="network-data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return data


def made_network(nodes: int) -> nx.Graph[str]:
    network: nx.Graph[str] = nx.Graph()
    for number, (first, second) in enumerate(nx.barabasi_albert_graph(nodes, 2, seed=1).edges):
        network.add_edge(f"n{first}", f"n{second}", kind="shared-parent", weight=1.0 + number % 3)
    for node in network:
        network.nodes[node].update(kind="action", label=f"Toimenpide {node}", code="")
    return network


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("report", [LAHTI, "all"])
def test_every_network_is_drawn_with_at_most_so_many_nodes(client: TestClient, kind: str, report: str) -> None:
    data = drawn(client.get(f"/fi/network/{kind}/{report}").text)
    assert 3 <= len(data["nodes"]) <= MOST_NODES
    ends = {node["id"] for node in data["nodes"]}
    assert {edge[end] for edge in data["edges"] for end in ("from", "to")} <= ends


def test_the_units_of_lahti_2017_have_twelve_lines(client: TestClient) -> None:
    page = client.get(f"/en/network/unit-unit/{LAHTI}").text
    assert "All 8 linked items and their 12 links are shown." in page
    weights = {edge["label"] for edge in drawn(page)["edges"]}
    assert {"33", "26", "23"} <= weights


def test_the_plain_page_shows_units_and_goals(client: TestClient) -> None:
    assert "<h1>Kuka on mukana missäkin tavoitteessa</h1>" in client.get("/fi/network").text


def test_a_picture_too_dense_says_which_lines_it_left_out_and_draws_them_when_asked(client: TestClient) -> None:
    page = client.get(f"/en/network/goal-goal/{LAHTI}").text
    assert "weaker ones left out" in page
    every = client.get(f"/en/network/goal-goal/{LAHTI}", params={"lines": "all"}).text
    assert len(drawn(every)["edges"]) > 2 * len(drawn(page)["edges"])


def test_what_was_left_out_is_said_and_shown_when_asked(client: TestClient) -> None:
    page = client.get(f"/en/network/full/{LAHTI}").text
    assert "the 150 of 253 items that have the most links" in page
    assert len(drawn(client.get(f"/en/network/full/{LAHTI}", params={"nodes": "500"}).text)["nodes"]) == 253


def test_lines_of_one_kind_can_be_asked_for(client: TestClient) -> None:
    data = drawn(client.get(f"/en/network/full/{LAHTI}", params={"link": "responsibility"}).text)
    assert set(data["families"]) == {"responsibility"}


def test_a_report_without_linkages_of_units_says_why_it_shows_nothing(client: TestClient) -> None:
    assert "no links that this network could be drawn from" in client.get("/en/network/unit-unit/tuusula-2021-q3").text


def test_around_a_goal_stand_its_parts_and_then_their_units(client: TestClient) -> None:
    near = drawn(client.get(f"/en/network/of/{C5}").text)["names"]
    far = drawn(client.get(f"/en/network/of/{C5}", params={"steps": "2"}).text)["names"]
    assert set(near.values()) < set(far.values())
    assert any(name.startswith("C5 ") for name in near.values())


def test_around_a_unit_stands_what_every_report_says_of_it(client: TestClient, site: Site) -> None:
    naming = reports_naming(site.engine, site.iri(SIVI))
    assert naming == ["lahti-2017-h1", "lahti-2021-education", "lahti-2022-h1-vitality", "lahti-2024-q4-vitality"]
    assert set(client.get(f"/en/network/of/{SIVI}.json").json()["reports"]) == set(naming)
    one = client.get(f"/en/network/of/{SIVI}.json", params={"report": LAHTI}).json()
    assert one["reports"] == [LAHTI]


@pytest.mark.parametrize("path", ["network/nonsense/all", "network/full/nonsense", "network/of/id/nothing"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


@pytest.mark.parametrize(
    "wanted", [{"nodes": "-1"}, {"nodes": "x"}, {"steps": "9" * 30}, {"steps": "²"}, {"link": "<script>"}]
)
def test_nonsense_that_is_asked_for_does_no_harm(client: TestClient, wanted: dict[str, str]) -> None:
    assert client.get(f"/en/network/of/{C5}", params=wanted).status_code == 200


def test_every_row_leads_to_lines_of_the_report(client: TestClient) -> None:
    page = client.get(f"/fi/network/unit-goal/{LAHTI}").text
    rows = re.findall(r"<tr data-line=.*?</tr>", page, re.DOTALL)
    assert len(rows) == 52
    assert all(re.search(r'class="place" href="/fi/sources/lahti-2017-h1#L\d+', row) for row in rows)


def test_files_for_network_programs_and_the_picture(client: TestClient) -> None:
    at = f"/fi/network/unit-goal/{LAHTI}"
    assert len(ET.fromstring(client.get(f"{at}.gexf").content).findall(".//{*}node")) == 31  # noqa: S314 - our own
    assert nx.parse_graphml(client.get(f"{at}.graphml").text).number_of_edges() == 52
    assert "vis-network" in client.get(f"{at}.html").text
    assert client.get(f"{at}.xlsx").content.startswith(b"PK")
    picture = ET.fromstring(client.get(f"{at}.svg").content)  # noqa: S314 - our own
    labels = " ".join("".join(text.itertext()) for text in picture.findall(".//{*}text"))
    assert "KYMP" in labels
    assert "yksikkö" in labels


def test_a_label_with_markup_stays_text(site: Site) -> None:
    network = made_network(4)
    network.nodes["n0"]["label"] = "</script><script>alert(1)</script>"
    picture = picture_of(network, site.engine, "en")
    drawing = draw_network(picture.nodes, picture.edges, "a & b", {"action": "action"}, {"linkage": "link"})
    assert "<script" not in drawing
    ET.fromstring(drawing)  # noqa: S314 - our own


def test_a_network_of_5000_nodes_is_laid_out_the_same_each_time(site: Site) -> None:
    network = made_network(5000)
    picture = picture_of(network, site.engine, "en", 5000)
    assert len(picture.nodes) == 5000
    places = {(node["x"], node["y"]) for node in picture.nodes}
    assert len(places) > 4900
    assert len(picture.rows) < len(picture.shown.edges)
    again = picture_of(network, site.engine, "en", 5000)
    assert [(node["x"], node["y"]) for node in again.nodes] == [(node["x"], node["y"]) for node in picture.nodes]


def test_the_library_is_served_from_its_own_package(client: TestClient) -> None:
    answer = client.get("/static/vis-network.min.js")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]


def test_a_line_and_a_node_open_their_evidence_beside_the_picture(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/network/unit-unit/{LAHTI}")
    tab.wait_for_selector(".is-drawn canvas")
    assert not tab.locator("[data-still]").is_visible()
    line = tab.evaluate("strategylinks.edges.getIds().find((id) => strategylinks.edges.get(id).label === '33')")
    tab.evaluate("(id) => strategylinks.chooseLine(id)", line)
    panel = tab.locator("[data-panel]")
    assert "KH Konsernihallinto – KYMP Kaupunkiympäristön palvelualue" in panel.inner_text()
    assert f"/sources/{LAHTI}#L" in (panel.locator(".place").first.get_attribute("href") or "")
    assert axe.run(tab).violations_count == 0


def test_the_keyboard_reaches_nodes_by_the_list_and_by_search(tab: Page, address: str) -> None:
    tab.goto(f"{address}/fi/network/unit-goal/{LAHTI}")
    tab.wait_for_selector(".is-drawn canvas")
    tab.locator(".network-list a").nth(1).press("Enter")
    assert tab.locator("[data-panel] h3").inner_text() == "KYMP Kaupunkiympäristön palvelualue"
    tab.fill("#network-search", "C5")
    tab.press("#network-search", "Enter")
    assert tab.locator("[data-panel] h3").inner_text().startswith("C5 ")
    tab.click('[data-kind="goal"]')
    assert tab.evaluate("strategylinks.nodes.get({filter: (node) => node.hidden}).length") == 22
    assert tab.locator(".network-links tbody tr:visible").count() == 0


def test_nothing_moves_by_itself(tab: Page, address: str) -> None:
    tab.goto(f"{address}/sv/network/full/{LAHTI}")
    tab.wait_for_selector(".is-drawn canvas")
    places = "JSON.stringify(strategylinks.picture.getPositions())"
    before = tab.evaluate(places)
    tab.wait_for_timeout(300)
    assert tab.evaluate(places) == before


def test_without_scripts_the_picture_the_list_and_the_table_are_there(browser: Browser, address: str) -> None:
    window = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    tab = window.new_page()
    tab.goto(f"{address}/en/network/of/{C5}")
    assert tab.locator("[data-still] svg").is_visible()
    assert tab.locator(".network-list a").first.get_attribute("href")
    tab.locator(".network-links summary").first.click()
    assert tab.locator(".network-links .quote").first.is_visible()
    window.close()


def test_the_page_around_one_thing_has_no_faults_of_access(tab: Page, address: str, axe: Axe) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(f"{address}/sv/network/of/{SIVI}?steps=2")
    assert axe.run(tab).violations_count == 0
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
