"""Pages of things: everything known, each with the lines that say so."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from rdflib import Graph, URIRef

from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.querying.library import select
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages.things import addresses
from strategylinks.web.site import Site

C5 = "id/lahti/2017/goal/C5"
BASE = "https://w3id.org/strategylinks/"
ONE_OF_A_KIND = [
    C5,
    "id/lahti/2017/programme/C",
    "id/lahti/2022/flagship/1",
    "id/tuusula/2021/goal/15.01",
    "id/lahti/unit/SIVI",
    "id/tuusula/post/talousjohtaja",
    "id/lahti/reorganisation/etp-becomes-elvo",
    "id/lahti/named/CRM",
    "report/lahti-2017-h1",
    "id/lahti/2017",
    "id/lahti",
    "vocabulary/mapping-kind/split",
    "http://metadata.un.org/sdg/13",
]


def data(client: TestClient, path: str, language: str = "en") -> dict[str, object]:
    answer = client.get(f"/{language}/things/{path}.json")
    assert answer.status_code == 200, path
    return answer.json()


@pytest.mark.parametrize("path", ONE_OF_A_KIND)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_thing_of_any_kind_has_a_page_in_every_language(client: TestClient, path: str, language: str) -> None:
    answer = client.get(f"/{language}/things/{path}")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_a_goal_shows_its_place_its_parts_and_its_units(client: TestClient) -> None:
    page = client.get(f"/fi/things/{C5}").text
    assert "Tavoite C5" in page
    assert "ELINVOIMA JA YMPÄRISTÖ" in page
    assert "1 kärkihanke, 3 toimenpidettä" in page
    below = data(client, C5)["below"]
    actions = [action for flagship in below for action in flagship["children"]]
    assert sorted(holder["short"] for action in actions for holder in action["holders"]) == ["KH", "KYMP", "KYMP"]
    assert [action["status_source"] for action in actions] == ["stated"] * 3


def test_the_page_of_a_goal_tells_what_became_of_it_only_as_people_settled_it(client: TestClient) -> None:
    succession = data(client, C5)["succession"]
    assert {(step["report"], step["kind"], step["other_name"]) for step in succession["later"]} == {
        ("lahti-2021-education", "not-in-scope", ""),
        ("lahti-2024-q4-vitality", "merged", "Lahti on hiilineutraali 2025"),
        ("lahti-2024-q4-vitality", "merged", "Vauhditamme siirtymistä kestävään energiaan."),
        ("lahti-2024-q4-vitality", "split", "Kiertotalous liiketoiminta kasvaa"),
        ("lahti-2024-q4-vitality", "merged", "Hiilineutraali Lahti"),
    }
    assert all(step["reviewer"] and step["reason"] for step in succession["later"])
    assert succession["unsettled"] == ["lahti-2022-h1-vitality"]


def test_an_inferred_status_says_so_and_from_what(client: TestClient) -> None:
    below = data(client, "id/lahti/2022/flagship/1")["below"]
    inferred = [action for action in below if action["status_source"] == "inferred"]
    assert inferred
    page = client.get("/en/things/" + inferred[0]["iri"].removeprefix(BASE)).text
    assert "inferred from the report" in page
    assert "the status is inferred" in page


def test_what_the_report_counts_itself_stands_beside_what_was_read(client: TestClient) -> None:
    totals = data(client, "id/lahti/2022/flagship/1")["facts"]["totals"]
    assert {total["status"]: total["number"] for total in totals} == {
        "Achieved": 7,
        "Partly achieved": 2,
        "Not achieved": 0,
    }


def test_an_action_shows_baseline_target_progress_and_risk_with_lines(client: TestClient) -> None:
    facts = data(client, "id/lahti/2024/action/9704ab8581")["facts"]
    assert {duty["written"] for duty in facts["duties"]} == {"Koha", "kymp"}
    assert [measure["name"] for measure in facts["measures"] if measure["iri"]] == [
        "Kampussuunnitelma laadittu, kyllä/ei",
        "Opiskelija-asuntosuunnitelma laadittu, kyllä/ei",
    ]
    kinds = {passage["kind"] for passage in facts["passages"]}
    assert {"progress", "risk"} <= kinds
    assert all(passage["places"] for passage in facts["passages"])


def test_every_linkage_of_the_library_is_on_the_page(client: TestClient, engine: EmbeddedEngine) -> None:
    flagship = ox.NamedNode(f"{BASE}id/lahti/2022/flagship/1")
    known = {row["linkage"] for row in select(engine, "dependency/linkages-of-element", element=flagship)}
    shown = data(client, "id/lahti/2022/flagship/1")["linkages"]
    assert {link["iri"] for kind in shown for link in kind["links"]} == known
    assert all(link["places"] for kind in shown for link in kind["links"])


def test_the_page_of_a_unit_agrees_with_the_question_library(client: TestClient, engine: EmbeddedEngine) -> None:
    sivi = data(client, "id/lahti/unit/SIVI")
    goals = {share["report"]: len(share["goals"]) for share in sivi["shares"]}
    asked: dict[str, set[str]] = {}
    for row in select(engine, "responsibility/goals-of-unit", unit=ox.NamedNode(f"{BASE}id/lahti/unit/SIVI")):
        asked.setdefault(row["report"], set()).add(row["goal"])
    assert goals == {report: len(found) for report, found in asked.items()}
    pairs = {
        (row["report"], row["other_code"] if row["unit_code"] == "SIVI" else row["unit_code"]): int(row["goals"])
        for row in select(engine, "responsibility/unit-pairs")
        if "SIVI" in (row["unit_code"], row["other_code"]) and int(row["goals"])
    }
    shared = {(tie["report"], tie["other"]["short"]): tie["shared"].get("goal", 0) for tie in sivi["ties"]}
    assert {key: number for key, number in shared.items() if number} == pairs


def test_the_lineage_of_a_unit_is_on_its_page_with_the_lines_that_say_so(client: TestClient) -> None:
    changes = data(client, "id/lahti/unit/KH")["changes"]
    assert [(one["before"][0]["short"], one["after"][0]["short"]) for one in changes] == [("KH", "KOHA")]
    assert changes[0]["is_date_stated"] is False
    assert changes[0]["places"]


def test_a_partner_shows_every_sentence_that_names_it(client: TestClient) -> None:
    mentions = data(client, "id/lahti/named/CRM")["mentions"]
    assert len(mentions) == 12
    assert {mention["report"] for mention in mentions} == {"lahti-2017-h1", "lahti-2022-h1-vitality"}


def test_the_description_can_be_had_as_rdf_in_three_forms_that_say_the_same(client: TestClient) -> None:
    place = f"/en/things/{C5}"
    turtle, lines = (client.get(f"{place}.{form}").text for form in ("ttl", "nt"))
    first, second = Graph().parse(data=turtle, format="turtle"), Graph().parse(data=lines, format="nt")
    linked = Graph().parse(data=client.get(f"{place}.jsonld").text, format="json-ld")
    assert set(first) == set(second)
    assert set(first) < set(linked)
    classes = {str(class_) for class_ in linked.objects(URIRef(BASE + C5), None)}
    assert "https://schema.org/DefinedTerm" in classes


def test_the_facts_of_a_goal_are_a_table_for_a_spreadsheet(client: TestClient) -> None:
    rows = list(csv.reader(io.StringIO(client.get(f"/en/things/{C5}.csv").text)))
    assert ["Goal", "lahti-2017-h1", "150", "150"] in [[row[0].capitalize(), *row[1:4]] for row in rows[1:]]


def test_an_unknown_thing_is_told_kindly_with_the_nearest_names(client: TestClient) -> None:
    answer = client.get("/en/things/id/lahti/2017/goal/C55")
    assert answer.status_code == 404
    assert "C5 Panostamme" in answer.text
    assert client.get("/en/things/id/lahti/2017/goal/%3Cscript%3E").status_code == 404


def test_whatever_links_lead_to_within_the_family_answers(client: TestClient) -> None:
    places = {
        address
        for path in ONE_OF_A_KIND[:9]
        for address in re.findall(r'href="(/en/(?:things|plans|sources)[^"#]*)', client.get(f"/en/things/{path}").text)
    }
    assert len(places) > 150
    broken = [place for place in sorted(places)[::4] if client.get(place).status_code != 200]
    assert not broken


def test_a_static_site_has_a_page_for_what_strategists_look_up(site: Site) -> None:
    paths = {one["path"] for one in addresses(site)}
    assert set(ONE_OF_A_KIND[:-1]) <= paths
    assert not any("/lines/" in path for path in paths)


def test_a_name_that_is_markup_stays_text(site: Site, store: ox.Store) -> None:
    bad = ox.Store()
    bad.bulk_extend(store)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    goal = ox.NamedNode(BASE + C5)
    for quad in list(bad.quads_for_pattern(goal, label, None)):
        bad.remove(quad)
        bad.add(ox.Quad(goal, label, ox.Literal("<script>alert(1)</script>", language="fi"), quad.graph_name))
    engine = EmbeddedEngine(bad)
    hostile = replace(site, engine=engine, source=engine)
    page = TestClient(create_app(Keeper(lambda: "x", lambda: hostile))).get(
        f"/fi/things/{C5}", headers={"host": "localhost"}
    )
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("path", ["id/lahti/2022/flagship/1", "id/lahti/unit/SIVI"])
def test_the_page_is_accessible_and_fits_a_phone(tab: Page, address: str, axe: Axe, path: str) -> None:
    tab.goto(f"{address}/fi/things/{path}")
    tab.evaluate("for (const closed of document.querySelectorAll('main details')) closed.open = true")
    found = axe.run(tab)
    assert found.violations_count == 0, found.generate_report()
    tab.set_viewport_size({"width": 320, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_page_needs_scrolling_both_ways_on_a_phone(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 700})
    for path in ("id/lahti/2024/action/9704ab8581", "id/lahti/named/CRM", "report/lahti-2017-h1", C5):
        tab.goto(f"{address}/sv/things/{path}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_data_of_a_page_is_json_that_other_programs_read(client: TestClient) -> None:
    text = client.get(f"/sv/things/{C5}.json").text
    assert json.loads(text)["iri"] == BASE + C5
