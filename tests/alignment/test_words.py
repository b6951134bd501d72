"""How Finnish words are taken apart without a dictionary."""

import pytest

from strategylinks.alignment.themes import read_thesaurus
from strategylinks.alignment.words import Splitter, words
from strategylinks.errors import WorkspaceError


def test_endings_of_abbreviations_and_numbers_are_no_words():
    assert words("KYMP:n 4.1 palveluverkko 2025, ja hiili\u00adneutraali") == [
        "kymp",
        "palveluverkko",
        "hiilineutraali",
    ]


def test_compound_is_divided_where_both_parts_are_known():
    splitter = Splitter(["ympäristö ja pääkaupungin kasvatuksen"])

    assert splitter.parts("ympäristökasvatusta") == ("ympäristö", "kasvatusta")
    assert splitter.parts("ympäristöpääkaupunki") == ("ympäristö", "pääkaupunki")


def test_word_is_not_divided_where_a_part_is_unknown():
    splitter = Splitter(["ympäristö kunta liikunta"])

    assert splitter.parts("ympäristömme") == ("ympäristömme",)
    assert splitter.parts("arkiliikunta") == ("arkiliikunta",)


def test_generic_words_speak_of_no_theme():
    thesaurus = read_thesaurus()

    assert thesaurus.themes_of(["kehitetään", "palveluita"]) == frozenset()
    assert "mobility" in thesaurus.themes_of(["joukkoliikennettä"])
    assert "green" in thesaurus.areas_of({"climate"})


def test_every_theme_has_a_name_in_every_language():
    thesaurus = read_thesaurus()

    assert thesaurus.names.keys() == thesaurus.themes.keys()
    assert {tuple(sorted(texts)) for texts in thesaurus.names.values()} == {("en", "fi", "sv")}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('generic = "sana"\n[themes]\n', "list of words"),
        ("[themes]\nx = [1]\n", "list of words"),
        ('[themes]\nx = ["a"]\n[areas]\ny = ["z"]\n', "no theme 'z'"),
        ('[themes]\nx = ["a"]\n[names]\ny = { en = "z" }\n', "no theme 'y'"),
    ],
)
def test_malformed_thesaurus_says_where(tmp_path, text, message):
    path = tmp_path / "themes.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(WorkspaceError, match=message) as caught:
        read_thesaurus(path)

    assert caught.value.where == path
