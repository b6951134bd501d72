"""The page of a network: complete in itself, safe, the same for the same network, and usable in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from made_network import ACTION, EVIDENCE, GOAL, KYMP, LONELY, SIVI, made_network

from strategylinks.views.network_data import Edge, NetworkData, Node, read_network_data
from strategylinks.views.network_drawing import select_nodes
from strategylinks.views.network_layout import place
from strategylinks.views.network_look import SHAPES, family_of, line_width
from strategylinks.views.network_page import render_network_page
from strategylinks.views.words import concept_names, words


def page_of(network: nx.Graph[str], language: str = "en", title: str = "") -> str:
    return render_network_page(read_network_data(network, EVIDENCE), language, title)


def star(leaves: int) -> NetworkData:
    """Make a hub with leaves."""
    names = [f"leaf-{number:03}" for number in range(leaves)]
    nodes = [Node("hub", "unit", "Hub"), *(Node(name, "action", name) for name in names)]
    return NetworkData(nodes, [Edge(name, "hub", ("lead",)) for name in names])


def script_elements(page: str) -> int:
    """Count script elements as a browser does: what stands inside one is no other."""
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append(tag)  # type: ignore[method-assign] # noqa: ARG005
    parser.feed(page)
    return found.count("script")


def test_the_same_network_gives_the_same_page() -> None:
    assert page_of(made_network()) == page_of(made_network())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_page_tells_its_language_and_its_title(language: str) -> None:
    page = page_of(made_network(), language, "Otsikko <b>")
    assert f'<html lang="{language}">' in page
    assert "<title>Otsikko &lt;b&gt;</title>" in page
    assert "<h1>Otsikko &lt;b&gt;</h1>" in page


def test_a_page_links_to_nothing() -> None:
    page = page_of(made_network())
    assert not re.findall(r"""<(?:script|link|img|iframe)[^>]*\s(?:src|href)=""", page)
    assert "cdn" not in re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "default-src 'none'" in page


def test_texts_are_never_markup() -> None:
    page = page_of(made_network())
    assert "<script>document.title" not in page
    assert "&lt;script&gt;document.title" in page
    assert script_elements(page) == 3


def test_the_policy_lets_only_our_own_scripts_run() -> None:
    page = page_of(made_network())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", policy[1])) == 2
    assert "unsafe-inline" not in policy[1].partition("script-src")[2].partition(";")[0]


def test_at_most_so_many_nodes_are_shown_those_with_the_most_links() -> None:
    shown = select_nodes(star(200), most=50)
    assert len(shown.nodes) == 50
    assert shown.nodes[0].id == "hub"
    assert (shown.omitted_nodes, shown.omitted_edges, shown.omitted_degree) == (151, 151, 1)


def test_the_page_says_what_was_left_out_and_why() -> None:
    page = render_network_page(star(200), "en")
    assert "the 150 of 201 items that have the most links" in page
    assert "51 items with the fewest links (at most 1 each)" in page


def test_nodes_without_links_are_counted_and_not_drawn() -> None:
    shown = select_nodes(read_network_data(made_network()))
    assert {node.id for node in shown.nodes} == {SIVI, KYMP, GOAL, ACTION}
    assert shown.unlinked_nodes == 1
    assert LONELY not in {node.id for node in shown.nodes}
    assert "Items without any link (1) are not drawn." in page_of(made_network())


def test_labels_get_room_enough_not_to_overlap() -> None:
    sizes = {"hub": (80.0, 40.0), **{f"leaf-{number:03}": (110.0, 50.0) for number in range(80)}}
    network: nx.Graph[str] = nx.Graph([(name, "hub") for name in sizes if name != "hub"])
    positions = place(network, sizes)
    overlaps = [
        (first, second)
        for first, second in combinations(sizes, 2)
        if abs(positions[first][0] - positions[second][0]) + 3 < (sizes[first][0] + sizes[second][0]) / 2
        and abs(positions[first][1] - positions[second][1]) + 3 < (sizes[first][1] + sizes[second][1]) / 2
    ]
    assert overlaps == []


def test_every_kind_of_node_has_a_shape_and_a_name() -> None:
    for language in ("fi", "sv", "en"):
        assert words("node-kind", language).keys() == SHAPES.keys()


@pytest.mark.parametrize(
    ("kinds", "family"),
    [
        (["belongs-to"], "structure"),
        (["measures", "supports"], "structure"),
        (["lead"], "responsibility"),
        (["responsible"], "responsibility"),
        (["joint-action"], "linkage"),
        (["belongs-to", "lead", "stated-condition"], "linkage"),
    ],
)
def test_lines_are_told_apart_by_what_they_hold(kinds: list[str], family: str) -> None:
    assert family_of(kinds) == family


def test_every_kind_of_linkage_is_drawn_as_one() -> None:
    assert {family_of([kind]) for kind in concept_names("linkage-kind", "en")} == {"linkage"}


def test_lines_grow_with_the_weight_and_stay_lines() -> None:
    widths = [line_width(weight) for weight in (0.2, 1, 2, 10, 1000)]
    assert widths == sorted(widths)
    assert widths[0] == 1
    assert widths[-1] <= 10


def test_an_empty_network_says_so() -> None:
    assert "The network is empty." in page_of(nx.Graph())


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[tuple[Any, list[str]]]:
    """Open the page of the made network; give it with the addresses that it asked for and the errors it made."""
    path = tmp_path / "network.html"
    path.write_text(page_of(made_network()), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(f"error: {error}"))
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    page.goto(path.as_uri())
    page.wait_for_function("window.strategylinks !== undefined")
    yield page, asked
    page.close()


def click_in_picture(page: Any, canvas_point: str) -> None:
    """Click where a point of the drawing is on the screen."""
    point = page.evaluate(f"strategylinks.picture.canvasToDOM({canvas_point})")
    box = page.locator("#network").bounding_box()
    page.mouse.click(box["x"] + point["x"], box["y"] + point["y"])


def number_of(page: Any, name: str) -> str:
    found = page.evaluate("(name) => strategylinks.nodes.get().find((node) => node.name === name).id", name)
    return str(found)


def test_nothing_is_asked_of_any_other_place(opened: tuple[Any, list[str]]) -> None:
    page, asked = opened
    page.wait_for_timeout(300)
    assert len(asked) == 1
    assert asked[0].startswith("file://")


def test_a_script_in_a_label_is_text(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    assert page.title() == "Network of the strategy"
    page.locator("button.end", has_text="<script>").first.click()
    shown = page.locator("#card h3").inner_text()
    assert shown.startswith("<script>document.title = 'broken'</script> ]]> &")
    assert page.title() == "Network of the strategy"


def test_clicking_a_node_shows_its_links(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    number = number_of(page, "KYMP Kaupunkiympäristö")
    click_in_picture(page, f"strategylinks.picture.getPosition('{number}')")
    assert page.locator("#card h3").inner_text() == "KYMP Kaupunkiympäristö"
    assert "unit · links: 2 · town-2021, town-2024" in page.locator("#card").inner_text()
    assert page.locator("tr.chosen").count() == 2


def test_clicking_a_line_shows_the_words_that_show_it(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    ends = [number_of(page, name) for name in ("SIVI Sivistys", "KYMP Kaupunkiympäristö")]
    first, second = (f"strategylinks.picture.getPosition('{number}')" for number in ends)
    click_in_picture(page, f"{{x: ({first}.x + {second}.x) / 2, y: ({first}.y + {second}.y) / 2}}")
    card = page.locator("#card").inner_text()
    assert "joint action" in card
    assert "stated condition" in card
    assert "SIVI odottaa." in card
    assert "town-2021, lines 12–14" in card
    assert "confidence 0.80" in card


def test_opening_the_evidence_of_a_row_by_keyboard_shows_it_beside_the_picture(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.locator("tbody summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("tbody details[open] blockquote").first.is_visible()
    assert page.locator("#card blockquote").first.is_visible()
    assert page.locator("tr.chosen").count() >= 1


def test_everything_is_reached_by_keyboard(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"skip", "search", "zoom-in", "zoom-out", "zoom-all", "vis-network", "scroll", "end"} <= set(reached)
    assert page.evaluate("document.querySelector('.vis-network').getAttribute('aria-label')").startswith("Picture")


def test_the_keyboard_moves_the_picture(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    before = page.evaluate("strategylinks.picture.getViewPosition().x")
    page.locator(".vis-network").focus()
    page.keyboard.down("ArrowRight")
    page.wait_for_timeout(200)
    page.keyboard.up("ArrowRight")
    assert page.evaluate("strategylinks.picture.getViewPosition().x") != before


def test_searching_narrows_the_table_and_enter_goes_to_the_node(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    page.fill("#search", "hiilineutraali")
    assert page.locator("tbody tr:visible").count() == 1
    assert page.locator("#found").inner_text() == "Links shown: 1"
    page.press("#search", "Enter")
    assert page.locator("#card h3").inner_text() == "C5 Hiilineutraali kaupunki"
    page.fill("#search", "no such thing")
    assert page.locator("#found").inner_text() == "Nothing found."
    page.press("#search", "Escape")
    assert page.locator("tbody tr:visible").count() == page.locator("tbody tr").count()


def test_the_buttons_zoom(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    before = page.evaluate("strategylinks.picture.getScale()")
    page.click("#zoom-in")
    assert page.evaluate("strategylinks.picture.getScale()") > before
    page.click("#zoom-all")
    assert page.evaluate("strategylinks.picture.getScale()") == pytest.approx(before, rel=0.05)


def test_nothing_moves_by_itself(opened: tuple[Any, list[str]]) -> None:
    page, _ = opened
    before = page.evaluate("JSON.stringify(strategylinks.picture.getPositions())")
    page.wait_for_timeout(300)
    assert page.evaluate("JSON.stringify(strategylinks.picture.getPositions())") == before


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_page_never_scrolls_sideways(opened: tuple[Any, list[str]], width: int) -> None:
    page, _ = opened
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("tbody summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_table_and_its_evidence_work_without_scripts(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "network.html"
    path.write_text(page_of(made_network()), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    page.locator("tbody summary").first.click()
    assert page.locator("tbody blockquote").first.is_visible()
    context.close()
