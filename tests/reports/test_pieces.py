"""Cutting and mending: white space and line-end hyphens, and no other change of a document's words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategylinks.reports.parsed import Fragment, Part
from strategylinks.reports.pieces import glue, join_lines, join_parts, mend, part_of_lines, part_of_text

WORDS = st.text(st.sampled_from("aäbkoöst-/.,;:(  \t\u00a0AK9"), max_size=12)


def test_white_space_is_folded_to_single_blanks() -> None:
    assert mend(" \tKehitämme\u00a0 kaupunkia\n ja  maata ") == "Kehitämme kaupunkia ja maata"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["elin-", "voima kasvaa"], "elinvoima kasvaa"),
        (["työ-", "yhteisö"], "työyhteisö"),
        (["Lahti on", "vihreä"], "Lahti on vihreä"),
        (["", " a ", "", "b"], "a b"),
        ([], ""),
    ],
)
def test_wrapped_lines_are_joined_and_their_break_hyphens_mended(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["elinvoima-", "ja kilpailukyky"], "elinvoima- ja kilpailukyky"),
        (["osaamis-", "tai koulutustarve"], "osaamis- tai koulutustarve"),
        (["kanta-", "asiakas"], "kanta-asiakas"),
        (["vuoden 2020-", "luvun"], "vuoden 2020-luvun"),
        (["uudet TE-", "palvelut"], "uudet TE-palvelut"),
        (["S&C-", "säätiö"], "S&C-säätiö"),
        (["uusi Nastola-", "talo"], "uusi Nastola-talo"),
        (["vuosi -", "toinen"], "vuosi - toinen"),
    ],
)
def test_hyphens_of_the_words_themselves_stay(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


@pytest.mark.parametrize(
    ("left", "right", "between"), [("TE-", "palvelut", ""), ("osaamis-", "ja", " "), ("a", "b", " ")]
)
def test_glue_is_a_blank_but_after_a_word_hyphen(left: str, right: str, between: str) -> None:
    assert glue(left, right) == between


@given(st.lists(WORDS, max_size=6))
@settings(derandomize=True, max_examples=200)
def test_joining_changes_nothing_but_white_space_and_hyphens(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if not character.isspace() and character != "-")

    joined = join_lines(lines)
    assert letters(joined) == letters("".join(lines))
    assert joined == mend(joined)


def test_parts_of_lines_quote_the_document_as_it_stands() -> None:
    lines = ["eka", "  Kehitämme  elin-", "voimaa\t ", "neljäs"]
    part = part_of_lines(lines, 2, 3)
    assert part == Part("Kehitämme elinvoimaa", (Fragment(2, 3, "Kehitämme  elin-\nvoimaa"),))
    assert part.fragments[0].quote in "\n".join(lines)


def test_parts_of_one_line_quote_it_as_it_stands() -> None:
    assert part_of_text(" a  b ", 7) == Part("a b", (Fragment(7, 7, "a  b"),))


def test_parts_torn_apart_become_one_and_keep_their_places() -> None:
    torn = join_parts(part_of_text("päästä aloit-", 98), part_of_text("tamaan", 100))
    assert torn == Part("päästä aloittamaan", (Fragment(98, 98, "päästä aloit-"), Fragment(100, 100, "tamaan")))
