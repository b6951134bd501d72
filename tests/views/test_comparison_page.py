"""Comparisons as files: a page that needs nothing else, with its picture; Markdown, JSON, Excel."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from strategylinks.alignment.mappings import MappingSet
from strategylinks.comparison.accounts import account_section
from strategylinks.comparison.chains import Chain, compare_all
from strategylinks.comparison.comparing import compare
from strategylinks.comparison.parts import Account, Comparison, Review, Side, Source, Successor
from strategylinks.engines.embedded import EmbeddedEngine
from strategylinks.pipeline import Inputs
from strategylinks.views.comparison_drawing import draw_succession
from strategylinks.views.comparison_files import write_comparison
from strategylinks.views.formats import ComparisonFormat

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert("x")</script> & "more"'


def mapped(inputs: Inputs, earlier: str, later: str) -> MappingSet:
    return next(one for one in inputs.mappings if (one.earlier, one.later) == (earlier, later))


@pytest.fixture(scope="module")
def pair(engine: EmbeddedEngine, inputs: Inputs) -> Comparison:
    earlier, later = "lahti-2021-education", "lahti-2022-h1-vitality"
    return compare(engine, earlier, later, mapped(inputs, earlier, later))


@pytest.fixture(scope="module")
def page(pair: Comparison) -> str:
    return write_comparison([pair], ComparisonFormat.HTML, "sv").decode()


@pytest.fixture(scope="module")
def chain(engine: EmbeddedEngine, inputs: Inputs) -> Chain:
    return compare_all(engine, inputs.mappings)


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314 - our own picture


class Tags(HTMLParser):
    """Collect the tags of a page and check that they are closed."""

    EMPTY = frozenset({"meta", "link", "br", "path", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag


def tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    assert not parser.open
    return parser.found


def test_the_page_is_whole_and_fetches_nothing(page: str) -> None:
    found = tags(page)
    assert not {tag for tag, _ in found} & {"script", "link", "img", "iframe"}
    assert not [a for _, a in found if "src" in a or str(a.get("href", "#"))[0] != "#"]
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert ("html", {"lang": "sv"}) in found


def test_links_of_the_page_lead_somewhere_and_ids_are_unique(page: str) -> None:
    found = tags(page)
    ids = [a["id"] for _, a in found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for tag, a in found if tag == "a"} <= set(ids)


def test_the_page_says_scope_and_review_first(page: str, pair: Comparison) -> None:
    top = page[: page.index("<main>")]
    assert pair.earlier.scopes["sv"] in top
    assert "Granskat av" in page[: page.index('id="c1-outcomes"')]
    assert 'class="said open"' not in page


def test_the_picture_comes_before_the_links_and_tables(page: str) -> None:
    assert page.index("</header>") < page.index('class="picture"') < page.index("<nav") < page.index("<table>")


def test_a_page_of_an_unreviewed_pair_says_so_first(engine: EmbeddedEngine) -> None:
    unreviewed = compare(engine, "lahti-2021-education", "lahti-2022-h1-vitality", None, ())
    text = write_comparison([unreviewed], ComparisonFormat.HTML, "fi").decode()
    assert "Tarkastamatta" in text[: text.index("<main>")]
    assert 'class="said open"' in text


def test_numbers_of_the_page_open_to_their_rows(page: str, pair: Comparison) -> None:
    cell = pair.section("structure").row(measure="count-action")["earlier"]
    assert f"<summary>{cell.value}</summary>" in page
    for source in cell.opens:
        assert source.place in page


def test_words_stand_beside_the_place_that_says_them(page: str, pair: Comparison) -> None:
    source = pair.accounts[0].source
    assert re.search(rf'{re.escape(source.words)} <span class="place">{source.place}</span></td>', page)


def test_the_legend_names_the_outcomes_of_the_picture_only(page: str, pair: Comparison) -> None:
    legend = page[page.index('class="legend"') : page.index('class="picture"')]
    assert legend.count("<li>") == len({one.outcome for one in (*pair.accounts, *pair.arrivals)})


def test_the_picture_draws_each_confirmed_step_of_goals_and_flagships(pair: Comparison) -> None:
    picture = parsed(draw_succession([pair], "en", "Picture"))
    drawn = [account for account in pair.accounts if account.level != "action"]
    ends = sum(account.outcome in {"discontinued", "not-in-scope"} for account in drawn)
    starts = sum(arrival.level != "action" for arrival in pair.arrivals)
    bands = [path for path in picture.iter(f"{SVG}path") if path.get("class") == "band"]
    assert len(bands) == sum(len(account.successors) for account in drawn) + ends + starts
    assert all(band.find(f"{SVG}title") is not None for band in bands)
    assert picture.get("aria-label") == "Picture"


def test_boxes_lead_to_the_pages_of_their_elements_where_links_are_given(pair: Comparison) -> None:
    account = pair.accounts[0]
    drawn = draw_succession([pair], link=lambda iri: f"/e?a=1&i={iri[-3:]}" if iri == account.source.iri else None)
    (link,) = parsed(drawn).iter(f"{SVG}a")
    assert link.get("href") == f"/e?a=1&i={account.source.iri[-3:]}"
    assert account.source.words in "".join(link.itertext())
    assert f"{SVG}a" not in {element.tag for element in parsed(draw_succession([pair])).iter()}


def test_what_has_returned_is_drawn_as_such(chain: Chain) -> None:
    plain, told = (draw_succession(chain.steps, "fi", whole=whole) for whole in (None, chain.whole))
    assert "palasi →" in told
    assert "palasi →" not in plain
    assert plain.count('class="band"') == told.count('class="band"')


def test_an_unreviewed_pair_says_so_in_every_format_and_section(engine: EmbeddedEngine) -> None:
    unreviewed = compare(engine, "lahti-2021-education", "lahti-2022-h1-vitality", None, ())
    text = write_comparison([unreviewed], ComparisonFormat.MARKDOWN, "en").decode()
    assert "(UNREVIEWED)" in text
    assert text.count("UNREVIEWED PAIR") == 7
    data = json.loads(write_comparison([unreviewed], ComparisonFormat.JSON))
    assert data["comparisons"][0]["review"]["is_reviewed"] is False
    book = openpyxl.load_workbook(io.BytesIO(write_comparison([unreviewed], ComparisonFormat.XLSX, "sv")))
    assert "OGRANSKAD" in " ".join(str(cell) for row in book.worksheets[0].values for cell in row if cell)


def test_boxes_of_the_picture_do_not_overlap(pair: Comparison) -> None:
    picture = parsed(draw_succession([pair]))
    columns: dict[str, list[tuple[float, float]]] = {}
    for box in picture.iter(f"{SVG}rect"):
        columns.setdefault(str(box.get("x")), []).append((float(box.get("y", 0)), float(box.get("height", 0))))
    assert len(columns) == 2
    for boxes in columns.values():
        for (top, height), (following, _) in zip(sorted(boxes), sorted(boxes)[1:], strict=False):
            assert top + height <= following


def test_words_of_reports_and_reviewers_cannot_break_out() -> None:
    source = Source("one", 1, 1, HOSTILE, "https://example.org/1")
    successor = Successor(replace(source, report="two"), "goal", "", "closeMatch", 0.9, HOSTILE, "", "")
    account = Account(source, "goal", HOSTILE, "renamed", (HOSTILE,), (), (successor,))
    sides = [Side(report, HOSTILE, "plan", "place", HOSTILE) for report in ("one", "two")]
    made = Comparison(sides[0], sides[1], Review(1), [account], [], [account_section([account])], [{"en": HOSTILE}])
    text = write_comparison([made], ComparisonFormat.HTML).decode()
    assert "<script" not in text
    assert tags(text)


def test_markdown_tells_the_places_of_elements(pair: Comparison) -> None:
    text = write_comparison([pair], ComparisonFormat.MARKDOWN, "fi").decode()
    account = pair.accounts[0]
    assert f"[{account.source.place}]" in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_json_carries_values_and_what_they_open_to(pair: Comparison) -> None:
    data = json.loads(write_comparison([pair], ComparisonFormat.JSON))
    [one] = data["comparisons"]
    assert one["earlier"]["scope"] == pair.earlier.scope
    assert one["review"]["is_reviewed"] is True
    structure = next(section for section in one["sections"] if section["name"] == "structure")
    row = next(row for row in structure["rows"] if row["values"]["measure"] == "count-action")
    assert row["values"]["earlier"] == len(row["opens"]["earlier"]) == 13
    assert {"report", "first", "last"} <= row["opens"]["earlier"][0].keys()


def test_the_workbook_has_a_sheet_for_each_section_and_one_for_the_rows_behind(pair: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_comparison([pair], ComparisonFormat.XLSX, "en")))
    assert book.sheetnames[1:] == [*(section.name for section in pair.sections), "rows"]
    assert book["accounts"].max_row == 1 + len(pair.section("accounts").rows)
    behind = [
        row for row in book["rows"].iter_rows(min_row=2, values_only=True) if row[0] == "outcomes" and row[1] == 2
    ]
    assert len(behind) == book["outcomes"]["E2"].value


@pytest.mark.parametrize("form", list(ComparisonFormat))
def test_the_same_comparison_gives_the_same_bytes(pair: Comparison, form: ComparisonFormat) -> None:
    assert write_comparison([pair], form, "en") == write_comparison([pair], form, "en")
