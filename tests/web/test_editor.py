"""The SPARQL editor: a form that works without scripts, and the editor that a script makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from served import on_disk, served

from strategylinks.graph.namespaces import SL
from strategylinks.querying.asking import questions
from strategylinks.querying.safety import check_query
from strategylinks.web.app import create_app
from strategylinks.web.kept.keeping import Keeper
from strategylinks.web.pages.sparql import _example
from strategylinks.web.protocol.answering import LIMITS
from strategylinks.web.site import Site

GOALS = f"SELECT ?goal {{ ?goal a <{SL.Goal}> }} ORDER BY ?goal LIMIT 3"
PLACE = "/en/sparql-editor"


@pytest.fixture(scope="module")
def stored(site: Site, store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Site:
    return on_disk(site, store, tmp_path_factory.mktemp("editor") / "store")


@pytest.fixture(scope="module")
def editor(stored: Site) -> TestClient:
    return TestClient(create_app(Keeper(lambda: "one", lambda: stored)), base_url="http://localhost")


@pytest.fixture(scope="module")
def place(stored: Site) -> Iterator[str]:
    with served(create_app(Keeper(lambda: "one", lambda: stored))) as address:
        yield f"{address}{PLACE}"


class Links(HTMLParser):
    """Collect the addresses of links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attributes)["href"] or "")


def ask(editor: TestClient, query: str, place: str = PLACE) -> str:
    answer = editor.get(place, params={"query": query})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_form_has_a_query_to_begin_with(editor: TestClient, language: str) -> None:
    page = editor.get(f"/{language}/sparql-editor").text
    assert "?goal a sl:Goal" in page
    assert page.count("<option") == len(questions()) + 1


def test_every_question_of_the_library_is_an_example_that_fits_an_address(editor: TestClient) -> None:
    for question in questions():
        text = _example(question.name)
        assert "#+" not in text
        assert len(text) < 16_000
    page = editor.get(PLACE, params={"question": "responsibility/units-sharing-goal"}).text
    assert "selected" in page
    assert "# Which units share a goal" in page
    checked = check_query(_example("progress/changes-between-reports"), graphs="https://w3id.org/strategylinks/")
    assert editor.get(PLACE, params={"query": checked.text}).status_code == 200


def test_an_example_that_is_not_there_is_not_found(editor: TestClient) -> None:
    assert editor.get(PLACE, params={"question": "none"}).status_code == 404


def test_rows_lead_to_the_pages_of_things(editor: TestClient) -> None:
    page = ask(editor, GOALS)
    things = [link for link in Links(page).found if link.startswith("/en/things/id/")]
    assert len(things) == 3
    assert "Rows: 3" in page
    assert editor.get(things[0]).status_code == 200


def test_terms_are_shown_with_their_language_and_outside_addresses_only_where_they_are_safe(editor: TestClient) -> None:
    page = ask(editor, "SELECT * { VALUES ?x { <javascript:alert(1)> <https://example.org/a> 'yö'@fi 12 } }")
    assert "javascript:alert(1)" in page
    links = Links(page).found
    assert "https://example.org/a" in links
    assert not any(link.startswith("javascript") for link in links)
    assert '<td lang="fi"><bdi>yö</bdi></td>' in page
    assert '<td class="figure"><bdi>12</bdi></td>' in page


def test_true_false_and_nothing_are_said_in_words(editor: TestClient) -> None:
    assert ">Yes</p>" in ask(editor, f"ASK {{ ?x a <{SL.Goal}> }}")
    assert ">Ei</p>" in ask(editor, "ASK { ?x a <urn:none> }", "/fi/sparql-editor")
    assert "nothing in the graph answers it" in ask(editor, "SELECT * { ?x a <urn:none> }")


def test_an_error_says_its_line_and_keeps_the_query(editor: TestClient) -> None:
    page = ask(editor, "SELECT * {\n?s a b }\n#<script>")
    assert "Line 2" in page
    assert 'aria-invalid="true"' in page
    assert "&lt;script&gt;</textarea>" in page
    assert "only SELECT" in ask(editor, "DROP ALL").lower() or "change the graph" in ask(editor, "DROP ALL")


def test_a_cut_answer_says_so_and_gives_no_file_that_looks_whole(editor: TestClient) -> None:
    page = ask(editor, "SELECT * { ?s ?p ?o }")
    assert f"cut at {LIMITS.rows:,} rows" in page
    assert "The first 500 are shown" in page
    assert all("partial=yes" in link for link in Links(page).found if link.startswith("/sparql?query"))
    assert editor.get(f"{PLACE}.csv", params={"query": "SELECT * { ?s ?p ?o }"}).status_code == 404
    assert editor.get(f"{PLACE}.json", params={"query": "SELECT * { ?s ?p ?o }"}).json()["is_whole"] is False


@pytest.mark.parametrize(("query", "formats"), [(GOALS, 4), (f"DESCRIBE <{SL.Goal}>", 4)])
def test_every_download_answers(editor: TestClient, query: str, formats: int) -> None:
    links = [link for link in Links(ask(editor, query)).found if link.startswith("/sparql?query")]
    assert len(links) == formats
    for link in links:
        assert parse_qs(urlsplit(link).query)["query"] == [query]
        answer = editor.get(link)
        assert (answer.status_code, bool(answer.content)) == (200, True)


def test_the_twins_hold_the_rows(editor: TestClient) -> None:
    twin = editor.get(f"{PLACE}.json", params={"query": GOALS}).json()
    assert len(twin["tables"][0]["rows"]) == 3
    assert editor.get(f"{PLACE}.csv", params={"query": GOALS}).text.count("/goal/") == 3
    assert editor.get(f"{PLACE}.xlsx", params={"query": GOALS}).content.startswith(b"PK")


def test_what_was_asked_is_not_kept(editor: TestClient) -> None:
    assert "etag" not in editor.get(PLACE, params={"query": GOALS}).headers


def test_the_editor_in_a_browser(tab: Page, place: str, axe: Axe) -> None:
    tab.goto(place)
    field = tab.locator(".CodeMirror textarea")
    assert field.get_attribute("aria-label") == "Query (SPARQL 1.1)"
    assert axe.run(tab).violations_count == 0, axe.run(tab).generate_report()
    tab.evaluate(
        "document.querySelector('[data-editor]').editor.setValue('\\n\\nSELECT ?goal { ?goal a sl:Goal } LIMIT 2')"
    )
    field.focus()
    # Typing where a prefix may stand fills it in from our own list; the guard of the context sees any request.
    tab.keyboard.press("Control+Home")
    tab.keyboard.type("PREFIX sl")
    tab.locator(".CodeMirror-hints").wait_for()
    assert "sl: <https://w3id.org/strategylinks/ontology#>" in tab.locator(".CodeMirror-hint").first.inner_text()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Control+Enter")
    tab.locator("table.found").wait_for()
    assert tab.locator("table.found tbody tr").count() == 2
    assert "PREFIX sl: <https://w3id.org/strategylinks/ontology#>" in tab.locator("textarea[name=query]").input_value()
    assert axe.run(tab).violations_count == 0, axe.run(tab).generate_report()


def test_the_keyboard_gets_out_of_the_editor(tab: Page, place: str) -> None:
    tab.goto(place)
    tab.locator(".CodeMirror textarea").focus()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Ask"
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate("!!document.activeElement.closest('.CodeMirror')")
    tab.keyboard.press("Shift+Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Show its query"


def test_the_form_works_without_scripts(tab: Page, place: str) -> None:
    plain = tab.context.browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(place)
    page.select_option("select[name=question]", questions()[0].name)
    page.get_by_role("button", name="Show its query").click()
    assert page.locator("textarea").input_value().startswith("# ")
    page.fill("textarea", GOALS)
    page.get_by_role("button", name="Ask", exact=True).click()
    assert page.locator("table.found tbody tr").count() == 3
    plain.close()
