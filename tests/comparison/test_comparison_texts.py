"""The texts of comparisons: complete in three languages, and in the words of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

import strategylinks.comparison.texts as texts_module
from strategylinks.comparison.chains import Chain
from strategylinks.comparison.texts import (
    in_every_language,
    section_columns,
    section_names,
    sentence,
    spoken,
    term,
    terms_of,
)
from strategylinks.views.words import concept_names

CONTENT = yaml.safe_load((Path(texts_module.__file__).parent / "comparison.yaml").read_text(encoding="utf-8"))
#: Codes that the ontology or the words of pages name.
ELSEWHERE = {"level", "outcome", "status"}


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if isinstance(node, dict) and "en" in node:
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}/{key}")


def test_every_text_is_there_in_three_languages() -> None:
    found = list(leaves(CONTENT))
    assert len(found) > 100
    for path, text in found:
        assert set(text) == {"en", "fi", "sv"}, path
        assert all(text.values()), path


def test_sentences_ask_for_the_same_in_every_language() -> None:
    for name, text in CONTENT["sentences"].items():
        fields = [{part.partition("}")[0] for part in words.split("{")[1:]} for words in text.values()]
        assert fields[0] == fields[1] == fields[2], name


@pytest.mark.parametrize("name", section_names())
def test_every_column_has_a_heading(name: str) -> None:
    assert all(section_columns(name).values())


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_kinds_of_linkages_are_called_as_in_the_ontology(language: str) -> None:
    for kind, name in concept_names("linkage-kind", language).items():
        assert in_every_language("kind", kind)[language] == name


def test_every_code_of_the_real_comparisons_has_words(chain: Chain) -> None:
    for comparison in chain:
        for section in comparison.sections:
            for row in section.rows:
                for column, cell in row.items():
                    kind = terms_of(column)
                    code = str(cell.value)
                    if not kind or kind in ELSEWHERE or cell.value is None or code.startswith("kind-"):
                        continue
                    assert term(kind, code, "fi") != code, (section.name, column, code)


def test_sections_hold_the_columns_that_are_announced(chain: Chain) -> None:
    for comparison in chain:
        for section in comparison.sections:
            for row in section.rows:
                assert set(row) == set(section_columns(section.name)), section.name


def test_numbers_have_a_decimal_comma_where_one_belongs() -> None:
    assert [spoken(0.25, language) for language in ("en", "fi", "sv")] == ["0.25", "0,25", "0,25"]
    assert "0,5" in sentence("moved", name=0.5, lineage=0.2, renaming=0.3)["fi"]
