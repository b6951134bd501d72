"""The phrases of the wording file as patterns: "*" is any ending, "…" some words, "X" the thing that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

ONE_WORD = r"[^\s.,;!?()/]+"
#: What "…" in a phrase lets through: up to five words of the same clause.
_GAP = rf"(?:{ONE_WORD}\s+){{0,5}}?"


def compile_phrase(words: str, conjunctions: Sequence[str] = (), thing: str = ONE_WORD) -> re.Pattern[str]:
    """Write a phrase as a pattern; "X", which ``thing`` matches, can be one of a list that conjunctions join."""
    joint = "|".join(map(re.escape, conjunctions)) or "(?!)"
    before = rf"(?:{ONE_WORD}(?:,?\s+{ONE_WORD}){{0,5}}?\s+(?:{joint})\s+)?"
    after = rf"(?:(?:\s*[,/]\s*|\s+(?:{joint})\s+){ONE_WORD}(?:(?:\s*[,/]\s*|\s+){ONE_WORD}){{0,9}}?)?"
    pattern = ""
    for word in words.split():
        if word == "…":
            pattern += _GAP
        elif word == "X":
            pattern += rf"{before if pattern else ''}{thing}{after}\s+"
        elif word.startswith("X-"):
            pattern += rf"{thing}[-–]\s?{_stem(word[2:])}\s+"
        else:
            pattern += rf"(?<!\w)(?:{'|'.join(map(_stem, word.split('|')))})\s+"
    return re.compile(pattern.removesuffix(r"\s+") + r"(?!\w)", re.IGNORECASE)


def stems_of(words: str) -> tuple[str, ...]:
    """Give the longest words of a phrase, one of which a sentence must hold to need a closer look."""
    fixed = [word for word in words.replace("X-", "").split() if word not in {"X", "…"}]
    return tuple(word.strip("*").casefold() for word in max(fixed, key=len).split("|"))


def _stem(word: str) -> str:
    return re.sub(r"\\\*", r"\\w*", re.escape(word))
