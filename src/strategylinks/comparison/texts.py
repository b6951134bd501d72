"""The texts of comparisons in fi, sv and en, from ``comparison.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from strategylinks.table import Texts, in_language
from strategylinks.yaml_text import read_yaml

#: Where a decimal comma stands.
_COMMA = frozenset({"fi", "sv"})


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml((Path(__file__).parent / "comparison.yaml").read_text(encoding="utf-8"))
    return content


def section_names() -> list[str]:
    """List the sections in the order of the page."""
    return list(_content()["sections"])


def section_title(name: str) -> Texts:
    """Give the title of a section."""
    title: Texts = _content()["sections"][name]["title"]
    return title


def section_note(name: str) -> Texts:
    """Say what the numbers of a section mean."""
    note: Texts = _content()["sections"][name]["note"]
    return note


def section_columns(name: str) -> Mapping[str, Texts]:
    """Give the headings of a section by column."""
    headings = _content()["columns"]
    return {column: headings[column] for column in _content()["sections"][name]["columns"]}


def scope_of(name: str) -> str:
    """Say which sentence about the scopes a section needs so as not to mislead: "scope", "scopes-differ" or none."""
    return str(_content()["sections"][name].get("says") or "")


def rests_on_review(name: str) -> bool:
    """Tell whether a section rests on what people have settled, so that it is empty of sense for an unreviewed pair."""
    return bool(_content()["sections"][name].get("rests-on-review"))


def in_every_language(kind: str, code: str) -> Texts:
    """Give the words for a code in every language."""
    texts: Texts = _content()["terms"][kind].get(code, {"en": code})
    return texts


def term(kind: str, code: str, language: str) -> str:
    """Give the words for a code in a cell, or the code where there are none."""
    texts: Mapping[str, Mapping[str, Texts]] = _content()["terms"]
    found = texts.get(kind, {}).get(code)
    return in_language(found, language) if found else code


def terms_of(column: str) -> str:
    """Give the kind of codes that a column holds, or nothing."""
    kinds: Mapping[str, str] = _content()["codes"]
    return kinds.get(column, "")


def meaning(measure: str, language: str) -> str:
    """Say in a sentence what a measure means, or nothing."""
    found: Mapping[str, Texts] = _content()["meanings"]
    return in_language(found[measure], language) if measure in found else ""


def label(name: str, language: str) -> str:
    """Give a word of the page."""
    return in_language(_content()["labels"][name], language)


def sentence(name: str, /, **found: str | float | Texts | None) -> Texts:
    """Fill a sentence with what was found, in every language."""
    templates: Texts = _content()["sentences"][name]
    return {
        language: text.format(**{key: spoken(value, language) for key, value in found.items()})
        for language, text in templates.items()
    }


def spoken(value: object, language: str) -> str:
    """Write a value for people: a decimal comma where one belongs."""
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return in_language(value, language)
    if isinstance(value, float):
        text = f"{value:.4g}"
        return text.replace(".", ",") if language in _COMMA else text
    return str(value)
