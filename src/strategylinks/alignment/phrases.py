"""Tell evidence in words, in every language; the phrases are those of ``evidence.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from strategylinks.entries import read_toml
from strategylinks.table import LANGUAGES, Texts, in_language


def listed(phrase: str, names: Sequence[str | Texts], between: str = ", ") -> Texts:
    """Tell names after a phrase; no names are told in no words."""
    if not names:
        return {}
    opening = _phrases()[phrase]
    return {code: f"{opening[code]}: {between.join(_named(name, code) for name in names)}" for code in LANGUAGES}


def joined(*told: Texts) -> Texts:
    """Tell one after the other, those that say anything."""
    some = [texts for texts in told if texts]
    return {code: "; ".join(texts[code] for texts in some) for code in LANGUAGES} if some else {}


def _named(name: str | Texts, language: str) -> str:
    return name if isinstance(name, str) else in_language(name, language)


@cache
def _phrases() -> Mapping[str, Texts]:
    return read_toml(Path(__file__).with_name("evidence.toml"))
