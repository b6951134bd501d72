"""What people come for, from the landing page to the lines of a report, by what is there to see and to click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

PNG = b"\x89PNG\r\n\x1a\n"
C5 = "C5 Panostamme kiertotalouteen ja luomme suunnitelman hiilineutraalista ja resurssiviisaasta kaupungista"


@pytest.fixture
def landing(tab: Page, address: str) -> Page:
    """Stand where everybody begins."""
    tab.goto(f"{address}/en/")
    return tab


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """Open the landing page in a browser that runs no scripts."""
    window = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = window.new_page()
    page.goto(f"{address}/en/")
    yield page
    window.close()


def go(tab: Page, *names: str) -> None:
    """Follow links by what they say."""
    for name in names:
        tab.get_by_role("link", name=name, exact=True).first.click()


def download(tab: Page, name: str, folder: Path) -> Path:
    """Take a file away from the page, as the menu offers it."""
    tab.get_by_text("Take away", exact=True).click()
    offered = tab.get_by_role("link", name=name, exact=True).or_(tab.get_by_role("button", name=name, exact=True))
    with tab.expect_download() as waited:
        offered.click()
    file = folder / waited.value.suggested_filename
    waited.value.save_as(file)
    return file


def marked(tab: Page) -> str:
    """Give the words of the lines that the page of a report marks."""
    lines = tab.locator("tr.in-range")
    expect(lines.first).to_be_in_viewport()
    return " ".join(" ".join(lines.all_inner_texts()).split())


def reach(tab: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus, which must then be seen."""
    wanted.wait_for()
    for _ in range(80):
        tab.keyboard.press("Tab")
        if wanted.evaluate("it => it === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    assert wanted.evaluate("it => getComputedStyle(it).outlineStyle") != "none"


def test_the_units_that_share_a_goal_are_found_proved_and_taken_to_excel(landing: Page, tmp_path: Path) -> None:
    go(landing, "Questions", "Which units share a goal")
    landing.get_by_label("Goal").select_option(label=C5)
    landing.get_by_role("button", name="Ask").click()
    answer = landing.get_by_role("table", name="Which units share a goal")
    expect(answer.get_by_role("row")).to_have_count(3)
    book = openpyxl.load_workbook(download(landing, "Excel", tmp_path))
    cells = {str(cell) for sheet in book for row in sheet.values for cell in row}
    assert {"KYMP", "KH"} <= cells
    answer.get_by_role("row", name="Konsernihallinto").get_by_role("link", name="line 155").click()
    assert "KH" in marked(landing)


def test_a_goal_that_was_discontinued_leads_to_its_lines(landing: Page) -> None:
    go(landing, "What became of the goals")
    landing.get_by_label("Earlier report").select_option("Lahti 2017")
    landing.get_by_label("Later report").select_option("Lahti 2024")
    landing.get_by_role("button", name="Compare").click()
    expect(landing.get_by_role("heading", level=1)).to_have_text("Lahti 2017 → Lahti 2024")
    counts = landing.get_by_role("table", name="What became of the strategy")
    row = counts.get_by_role("row", name=re.compile("goal discontinued"))
    row.get_by_text("9", exact=True).click()
    name = "Vähennämme ikääntyneiden yksinäisyyttä ja lisäämme turvallisuutta"
    row.get_by_role("link", name=name).click()
    expect(landing.get_by_role("heading", level=1)).to_have_text(name)
    expect(landing.get_by_role("main")).to_contain_text("discontinued")
    go(landing, "Lahti 2017, line 80")
    assert name in marked(landing)


def test_who_depends_on_whom_leads_to_the_sentence_that_shows_it(landing: Page) -> None:
    go(landing, "Dependencies", "Lahti 2022")
    landing.get_by_role("link", name=re.compile("^SIVI depends on KOHA")).click()
    quote = landing.locator("blockquote:visible").first
    words = quote.inner_text()
    landing.locator("figure:visible").filter(has=quote).get_by_role("link").first.click()
    assert words in marked(landing)


def test_search_finds_an_inflected_word(landing: Page) -> None:
    landing.get_by_role("searchbox", name="Search").first.fill("hiilineutraalius")
    landing.get_by_role("button", name="Search").first.click()
    landing.get_by_role("link", name=C5).click()
    expect(landing.get_by_role("heading", level=1)).to_have_text(C5.removeprefix("C5 "))


def test_the_language_changes_and_the_page_stays(landing: Page, address: str) -> None:
    go(landing, "Questions", "Which units share a goal")
    landing.get_by_label("Goal").select_option(label=C5)
    landing.get_by_role("button", name="Ask").click()
    asked = landing.url.removeprefix(f"{address}/en/")
    for name, code in (("Suomi", "fi"), ("Svenska", "sv")):
        go(landing, name)
        assert landing.url.removeprefix(f"{address}/{code}/").split("&")[0] == asked.split("&")[0]
        assert landing.locator("html").get_attribute("lang") == code
        expect(landing.get_by_role("table").get_by_role("row")).to_have_count(3)


@pytest.mark.parametrize("page", ["Dependencies", "What became of the goals", "Timeline"])
def test_a_picture_is_taken_away_as_png(landing: Page, tmp_path: Path, page: str) -> None:
    go(landing, page)
    picture = download(landing, "Picture, PNG", tmp_path)
    assert picture.suffix == ".png"
    assert picture.read_bytes().startswith(PNG)
    assert picture.stat().st_size > 10_000


def test_a_page_taken_away_opens_from_disk_with_its_looks_and_asks_nobody(landing: Page, tmp_path: Path) -> None:
    go(landing, "What became of the goals")
    file = download(landing, "Page as a file (HTML)", tmp_path)
    asked: list[str] = []
    alone = landing.context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert alone.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == "rgb(8, 63, 74)"
    expect(alone.get_by_role("heading", level=1)).to_have_text("What became of the goals")


def test_paper_has_the_content_without_the_navigation(landing: Page) -> None:
    of_the_screen = (landing.get_by_role("navigation", name="Sections"), landing.get_by_role("search"))
    for part in of_the_screen:
        expect(part).to_be_visible()
    landing.emulate_media(media="print")
    expect(landing.get_by_role("heading", level=1)).to_be_visible()
    for part in of_the_screen:
        expect(part).to_be_hidden()


def test_pages_work_without_scripts(plain: Page) -> None:
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
    go(plain, "Responsibilities")
    expect(plain.get_by_role("table").first).to_be_visible()
    go(plain, "Strategies", "Lahti 2017")
    expect(plain.get_by_role("link", name=C5).first).to_be_visible()
    go(plain, "Indicators")
    plain.get_by_text("Lists: what the numbers count", exact=True).click()
    go(plain, "Questions", "Which units share a goal")
    plain.get_by_label("Goal").select_option(label=C5)
    plain.get_by_role("button", name="Ask").click()
    expect(plain.get_by_role("table").get_by_role("row")).to_have_count(3)
    expect(plain.locator(".needs-script:visible")).to_have_count(0)
    plain.get_by_role("searchbox").first.fill("C5")
    plain.get_by_role("button", name="Search").first.click()
    expect(plain.get_by_role("link", name=C5).first).to_be_visible()


def test_the_keyboard_alone_finds_a_goal_and_opens_what_can_be_taken(landing: Page) -> None:
    field = landing.get_by_role("searchbox", name="Search").first
    reach(landing, field)
    landing.keyboard.type("hiilineutraalius")
    landing.keyboard.press("Enter")
    landing.wait_for_url("**/search?q=*")
    reach(landing, landing.get_by_role("link", name=C5))
    landing.keyboard.press("Enter")
    expect(landing.get_by_role("heading", level=1)).to_have_text(C5.removeprefix("C5 "))
    menu = landing.get_by_text("Take away", exact=True)
    reach(landing, menu)
    landing.keyboard.press("Enter")
    expect(landing.get_by_role("link", name="Excel")).to_be_visible()
    landing.keyboard.press("Escape")
    expect(landing.get_by_role("link", name="Excel")).to_be_hidden()
    expect(menu).to_be_focused()
