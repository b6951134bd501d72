"""The question library: forms, answers, what is missing or can mean several things, and links."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page as Tab

from strategylinks.analysis.analyses import analyses
from strategylinks.querying import breadth
from strategylinks.querying.asking import ask, questions
from strategylinks.querying.header import Header
from strategylinks.table import Column, Table
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.app import create_app
from strategylinks.web.asking.answers import shown
from strategylinks.web.asking.examples import examples
from strategylinks.web.asking.meaning import needed
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages.asking import PAGES, TAKEN
from strategylinks.web.site import Site
from strategylinks.web.visit import Visit

_HEADERS = [*questions(), *analyses()]


def _path(header: Header) -> str:
    return f"questions/{header.name.rpartition('/')[2]}" if "/" in header.name else f"analyses/{header.name}"


def _visit(site: Site, page: str, language: str = "en") -> Visit:
    return Visit(site, site.pages[page], language, {"name": "x"}, {}, ServerAddresses())


def test_the_pages_take_the_parameters_of_all_headers() -> None:
    assert {parameter.name for header in _HEADERS for parameter in header.parameters} <= set(TAKEN)


def test_the_last_part_of_a_name_is_enough() -> None:
    names = [header.name.rpartition("/")[2] for header in questions()]
    assert len(names) == len(set(names))


def test_the_library_lists_every_question_and_analysis(client: TestClient) -> None:
    page = client.get("/sv/questions")
    assert page.text.count("data-question>") == len(_HEADERS)
    assert len(client.get("/sv/questions.json").json()["tables"][0]["rows"]) == len(_HEADERS)


@pytest.mark.parametrize("header", _HEADERS, ids=lambda header: header.name)
def test_every_question_answers_or_shows_a_form_with_examples(client: TestClient, header: Header) -> None:
    page = client.get(f"/fi/{_path(header)}")
    assert page.status_code == 200
    if needed(header):
        assert "Valmiita esimerkkejä" in page.text
    else:
        assert "<table" in page.text or "Ei yhtään riviä" in page.text


@pytest.mark.parametrize("header", [one for one in _HEADERS if needed(one)], ids=lambda header: header.name)
def test_the_first_example_answers(client: TestClient, site: Site, header: Header) -> None:
    example = examples(_visit(site, "question"), header)[0]
    assert client.get(f"/en/{_path(header)}.json", params=dict(example.given)).json()["problem"] is None


def test_descriptions_have_the_words_of_answers_and_no_notations(client: TestClient) -> None:
    page = client.get("/fi/questions/late-or-missed").text
    assert "”poikkeama”: raportti kirjaa poikkeaman" in page
    assert "deviation:" not in page.partition('class="sparql"')[0]
    library = client.get("/fi/questions").text
    assert "ei ketään tai vain viran (”virka”)" in library
    assert "“hangs on one”" in client.get("/en/analyses/units-merged").text


def test_units_that_share_a_goal_are_those_of_the_library(client: TestClient) -> None:
    page = client.get("/fi/questions/units-sharing-goal", params={"goal": "C5"}).text
    assert '<span class="code">KYMP</span> Kaupunkiympäristön palvelualue' in page
    assert "/fi/things/id/lahti/unit/KYMP" in page
    assert re.search(r"/fi/sources/lahti-2017-h1#L15[56]", page)
    rows = client.get("/fi/questions/units-sharing-goal.json?goal=C5").json()["tables"][0]["rows"]
    assert [row["unit_code"] for row in rows] == ["KYMP", "KH"]
    assert client.get("/fi/questions/units-sharing-goal.xlsx?goal=C5").content[:2] == b"PK"


def test_what_was_meant_is_chosen_in_the_form(client: TestClient) -> None:
    page = client.get("/fi/questions/units-sharing-goal", params={"goal": "c5"}).text
    assert re.search(r'<option value="lahti-2017-h1/C5" selected>', page)


def test_a_name_of_several_things_lets_one_be_chosen(client: TestClient) -> None:
    page = client.get("/fi/questions/units-in-flagship", params={"flagship": "1"}).text
    links = re.findall(r'<li><a href="(/fi/questions/units-in-flagship\?flagship=[^"]+)"><span lang="fi">1 ', page)
    assert len(links) == 3
    for link in links:
        assert "<table" in client.get(unescape(link)).text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("questions/units-on?day=abc", "Give a day such as"),
        ("questions/goals-of-many-units?minimum=x", "Give a whole number."),
        ("questions/units-sharing-goal?goal=xyzzyq", "Nothing in the reports has that name."),
        ("questions/goals-of-unit?unit=SIVVI", "Which of these did you mean?"),
        ("questions/successors?earlier=2017&later=1066", "Nothing in the reports has that name."),
        ("analyses/brokers?of=nonsense", "does not name one thing"),
    ],
)
def test_what_is_not_understood_is_told_within_the_form(client: TestClient, path: str, words: str) -> None:
    page = client.get(f"/en/{path}")
    assert page.status_code == 200
    assert words in page.text
    assert 'role="alert"' in page.text


def test_a_question_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/en/questions/no-such-thing").status_code == 404
    assert client.get("/en/analyses/no-such-thing").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "questions/units-sharing-goal?goal={}&report={}&offset={}",
        "questions/units-on?day={}&municipality={}",
        "questions/meaning-of-abbreviation?term={}",
        "questions/linkages-of-unit?unit={}&kind={}",
        "questions/goals-of-many-units?minimum={}",
        "analyses/brokers?of={}",
    ],
)
def test_what_is_typed_stays_text(client: TestClient, path: str) -> None:
    hostile = quote('"><script>alert(1)</script>')
    page = client.get(f"/en/{path.replace('{}', hostile)}")
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_very_long_value_is_cut(client: TestClient) -> None:
    assert client.get(f"/en/questions/goals-of-unit?unit={'x' * 5_000}").status_code == 200


def test_names_of_the_graph_stay_text(site: Site) -> None:
    rows = [{"name": "<script>alert(1)</script>", "element": f"{site.base}id/x"}]
    table = Table("t", {"en": "t"}, [Column("name", {}), Column("element", {}, is_iri=True)], rows)
    cell = shown(_visit(site, "question"), table, 0, 10).rows[0].cells[0]
    assert cell.text == "<script>alert(1)</script>"
    assert cell.address == "/en/things/id/x"


def test_long_answers_come_in_pages_and_whole_in_files(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("strategylinks.web.pages.asking.ROWS_SHOWN", 100)
    whole = client.get("/en/questions/skipped-lines.json?report=lahti-2024-q4-vitality&offset=0").json()["tables"][0]
    count = len(whole["rows"])
    second = client.get("/en/questions/skipped-lines?offset=100").text
    assert "Rows 101–200 of 212" in second
    assert "offset=0" in second
    assert "offset=200" in second
    assert 0 < count < 212
    assert "Rows 1–100 of 212" in client.get("/en/questions/skipped-lines?offset=9999999").text


def test_the_query_can_be_taken_away_bound(client: TestClient) -> None:
    text = client.get("/en/questions/units-sharing-goal.rq?goal=C5").text
    assert "id/lahti/2017/goal/C5>" in text
    assert "SELECT" in text


def test_a_column_that_says_the_same_everywhere_is_said_once(site: Site) -> None:
    table = ask("linkages-between-units", site.engine, unit="SIVI", other="KOHA", report="2022")
    answer = shown(_visit(site, "question", "fi"), table, 0, 500)
    assert "Lahti 2022" in [cell.text for _, cell in answer.common]
    assert "report" not in [column.name for column in answer.columns]
    assert len(answer.rows) == len(table)


def test_a_static_site_has_what_answers_without_being_asked(site: Site) -> None:
    for page in PAGES:
        assert not page.is_live
    found = {address["name"] for address in PAGES[1].addresses(site)}
    assert "goals-of-one-unit" in found
    assert "units-sharing-goal" not in found


def test_links_of_an_answer_lead_somewhere(client: TestClient) -> None:
    page = client.get("/fi/questions/explicit-references").text
    main = page.partition("<main")[2].partition("</main>")[0]
    links = {unescape(link) for link in re.findall(r'href="(/fi/[^"#?]*)', main)}
    assert any("/things/" in link for link in links)
    for link in links:
        assert client.get(link).status_code == 200, link


def test_a_question_is_asked_with_the_keyboard_and_open_to_all(tab: Tab, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/questions")
    assert axe.run(tab).violations_count == 0
    tab.get_by_label("Rajaa kysymyksiä").fill("jakavat tavoitteen")
    tab.get_by_role("link", name="Mitkä yksiköt jakavat tavoitteen", exact=True).click()
    assert axe.run(tab).violations_count == 0
    tab.get_by_label("Tavoite").select_option("lahti-2017-h1/C5")
    tab.get_by_role("button", name="Kysy").click()
    tab.get_by_role("heading", name="2 riviä").wait_for()
    assert axe.run(tab).violations_count == 0


def test_a_question_of_a_whole_country_asks_for_a_municipality_first(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(breadth, "MOST_REPORTS", 4)
    # A site of its own: what was answered before is remembered.
    fresh = TestClient(create_app(Keeper(lambda: "other", lambda: replace(site))), base_url="http://localhost")
    answer = fresh.get("/en/questions/late-or-missed")
    assert answer.status_code == 200
    assert "asked of all 5 reports" in answer.text
    assert "<table" not in answer.text
    assert fresh.get("/en/questions/late-or-missed.json").json()["problem"] == {"narrow": "municipality"}
    assert "<table" not in fresh.get("/en/questions/late-or-missed?municipality=all").text
    assert "<table" in fresh.get("/en/questions/late-or-missed?municipality=tuusula").text


def test_long_words_are_folded_behind_their_beginning_and_open_for_paper(tab: Tab, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/questions/late-or-missed?report=lahti-2022-h1-vitality")
    long = tab.locator("details.more").first
    whole = long.text_content() or ""
    assert len(whole) > 320
    assert not long.evaluate("more => more.open")
    assert len(long.locator("summary").inner_text()) < 240
    assert axe.run(tab).violations_count == 0
    long.locator("summary").press("Enter")
    assert long.evaluate("more => more.open")
    tab.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("details.more:not([open])").count() == 0
