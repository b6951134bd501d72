"""The search: what it finds, how it is shown, and that what is typed stays text."""

from __future__ import annotations

import re
import time
from html import escape
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from strategylinks.web.search.documents import Document
from strategylinks.web.search.finding import Hit, search
from strategylinks.web.search.forms import fold, origin, root
from strategylinks.web.search.index import Index, build_index
from strategylinks.web.search.indexing import index_of
from strategylinks.web.search.marking import marked, snippet
from strategylinks.web.site import Site

_CASES = yaml.safe_load((Path(__file__).parent / "search.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def index(site: Site) -> Index:
    return index_of(site)


def _words(hit: Hit) -> tuple[str, str, str]:
    return hit.document.code, hit.document.name, hit.document.text


def _begins(hit: Hit, wanted: str) -> bool:
    return any(text.casefold().startswith(wanted.casefold()) for text in _words(hit))


@pytest.mark.parametrize("case", _CASES, ids=[case["q"] for case in _CASES])
def test_what_is_wanted_is_among_the_first_five(index: Index, case: dict[str, Any]) -> None:
    best = search(index, case["q"]).best[:5]
    for wanted in case["finds"]:
        assert any(_begins(hit, wanted) for hit in best), [_words(hit) for hit in best]
    for unwanted in case.get("not", []):
        assert not any(_begins(hit, unwanted) for hit in best)
    if "reports" in case:
        assert {hit.document.report for hit in best[:3]} <= set(case["reports"])
    if "kinds" in case:
        assert best[0].document.kind in case["kinds"]


def test_every_group_is_counted_and_filtered_alike(index: Index) -> None:
    everything = search(index, "hiilineutraalius")
    for group, count in everything.groups.items():
        assert len(search(index, "hiilineutraalius", group).hits[group]) == count
    alone = search(index, "hiilineutraalius", report="lahti-2017-h1")
    assert alone.count == everything.reports["lahti-2017-h1"]
    assert {hit.document.report for hit in alone.best} == {"lahti-2017-h1"}


def test_nothing_is_found_for_what_no_report_says(index: Index) -> None:
    found = search(index, "xyzzyq")
    assert (found.count, found.best) == (0, [])


def test_a_slip_is_told_and_mended(index: Index) -> None:
    assert search(index, "hiilineutrali").corrected == "hiilineutraali"
    assert search(index, "hiilineutraali").corrected == ""


@pytest.mark.parametrize("text", ['" OR "', "a* NEAR(b)", "{name}: x", "'; DROP TABLE documents; --", "\x00", "()"])
def test_signs_of_a_query_language_are_only_signs(index: Index, text: str) -> None:
    search(index, text)
    assert search(index, "C5").best[0].document.code == "C5"


def test_a_search_takes_less_than_a_tenth_of_a_second(index: Index) -> None:
    begun = time.process_time()
    for case in _CASES:
        search(index, case["q"])
    assert (time.process_time() - begun) / len(_CASES) < 0.1


@pytest.mark.parametrize(
    ("forms", "common"),
    [
        (("työllisyys", "työllisyyden", "työllisyyttä"), "tyollisyy"),
        (("yritys", "yritysten", "yrityksiä"), "yrity"),
        (("palvelut", "palvelujen", "palveluiden"), "palvelu"),
    ],
)
def test_the_forms_of_a_word_have_one_root(forms: tuple[str, ...], common: str) -> None:
    assert {root(form) for form in forms} == {common}


def test_a_derived_word_leads_to_what_it_is_made_of() -> None:
    assert "hiilineutraali".startswith(origin("hiilineutraalius"))
    assert origin("koulu") == ""


def test_what_answers_is_marked_around_the_first_hit() -> None:
    assert marked("Hiilineutraali Lahti", {"lahti"}) == [("Hiilineutraali ", False), ("Lahti", True)]
    long = "alku " * 100 + "Lahdessa tehdään" + " loppu" * 100
    pieces = snippet(long, {"lahdessa"})
    assert ("Lahdessa", True) in pieces
    assert sum(len(piece) for piece, _ in pieces) < 300


def test_the_index_can_be_taken_away_whole(index: Index) -> None:
    records = list(index.export())
    goal = next(record for record in records if record["code"] == "C5")
    assert "kiertotalou" in str(goal["roots"])
    assert len(records) == int(str(index.select("SELECT COUNT(*) FROM documents")[0][0]))


def test_the_page_marks_links_and_counts(client: TestClient) -> None:
    page = client.get("/fi/search", params={"q": "hiilineutraalius"})
    assert page.status_code == 200
    assert "<mark>hiilineutraalista</mark>" in page.text
    assert "/fi/sources/lahti-2017-h1#L150" in page.text
    twin = client.get("/fi/search.json", params={"q": "hiilineutraalius"}).json()
    assert twin["count"] == sum(twin["groups"].values()) == len(twin["tables"][0]["rows"])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_an_empty_answer_and_an_empty_question_explain(client: TestClient, language: str) -> None:
    for asked in ("", "xyzzyq", "hiilineutrali"):
        assert client.get(f"/{language}/search", params={"q": asked} if asked else {}).status_code == 200


def test_what_is_typed_stays_text(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>'
    page = client.get("/en/search", params={"q": hostile, "kind": hostile, "report": hostile}).text
    assert "<script>alert" not in page
    assert escape(hostile, quote=True).replace("&quot;", "&#34;") in page


def test_names_of_the_graph_stay_text(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    script, image = "<script>alert(1)</script> kiertotalous", "<img src=x onerror=alert(1)> kiertotalous"
    made = Document("x", "partner", script, text=image)
    hostile = build_index([made], {})
    monkeypatch.setattr("strategylinks.web.pages.searching.index_of", lambda _: hostile)
    page = client.get("/en/search", params={"q": "kiertotalous"}).text
    assert re.search(r"<(script>|img)", page) is None
    assert "&lt;" in page


def test_every_link_of_an_answer_leads_somewhere(client: TestClient) -> None:
    page = client.get("/fi/search", params={"q": "työllisyys 2024"}).text
    for link in set(re.findall(r'href="(/fi/search[^"#]*)', page)):
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_the_search_is_used_by_keyboard_and_open_to_all(tab: Page, address: str, axe: Axe) -> None:
    tab.goto(f"{address}/fi/search")
    tab.get_by_label("Sana, tunnus tai lyhenne").fill("hiilineutrali")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?q=hiilineutrali**")
    assert tab.locator("mark").first.inner_text()
    assert axe.run(tab).violations_count == 0


def test_a_word_typed_with_letters_of_another_alphabet_is_compared_in_ours() -> None:
    assert fold("Elämä\u043d\u043a\u0430ari\u00adajattelu") == "elämänkaariajattelu"
