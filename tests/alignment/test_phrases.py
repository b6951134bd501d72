"""Evidence in words, in every language."""

import tomllib
from pathlib import Path

from strategylinks.alignment import phrases
from strategylinks.alignment.phrases import joined, listed
from strategylinks.table import LANGUAGES

FILE = Path(phrases.__file__).with_name("evidence.toml")


def test_every_phrase_is_there_in_every_language():
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))

    assert told
    assert {tuple(sorted(texts)) for texts in told.values()} == {tuple(sorted(LANGUAGES))}


def test_names_follow_the_phrase_each_in_the_language():
    told = listed("themes", [{"en": "climate", "fi": "ilmasto"}, "Smart"])

    assert told == {"en": "themes: climate, Smart", "fi": "aiheet: ilmasto, Smart", "sv": "teman: climate, Smart"}


def test_what_says_nothing_is_left_out():
    assert listed("themes", []) == joined({}, {}) == {}
    assert joined({}, listed("things", ["LADEC"]))["en"] == "both name: LADEC"
