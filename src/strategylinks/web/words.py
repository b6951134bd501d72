"""The words of the pages in fi, sv and en, from the TOML files in ``words/``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from strategylinks.errors import StrategyLinksError
from strategylinks.table import Texts, in_language

_FOLDER = Path(__file__).parent / "words"
_NARROW_SPACE = "\u202f"


def say(language: str, key: str, /, **values: object) -> str:
    """Give a text such as ``status.title`` in a language, with values put in."""
    section, _, name = key.partition(".")
    try:
        texts = _texts()[section][name]
    except KeyError as error:
        raise StrategyLinksError(f"there is no text {key!r}", where=_FOLDER, do="Add it in fi, sv and en.") from error
    written = {name: number(language, value) for name, value in values.items()}
    return in_language(texts, language).format(**written)


def number(language: str, value: object) -> str:
    """Write a number as the language does; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
    if language == "en":
        return text
    return text.replace(",", _NARROW_SPACE).replace(".", ",")


@cache
def _texts() -> Mapping[str, Mapping[str, Texts]]:
    """Read all files; a section may be spread over several of them."""
    sections: dict[str, dict[str, Texts]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        for section, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            sections.setdefault(section, {}).update(texts)
    return sections
