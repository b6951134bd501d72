"""Stable keys of elements: the report's own code, or a short hash of what identifies the element."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_NO_LETTER = re.compile(r"[\W_]+")
_NO_WORD = re.compile(r"[^0-9a-z]+")
#: Ten hexadecimal digits: a collision among 10,000 elements has odds of one in 20,000.
_HASH_LENGTH = 10


def fold(text: str) -> str:
    """Fold a text to what damage and type-setting leave alone: its letters and digits, without case."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def hash_of(*texts: str) -> str:
    """Hash what identifies an element, whatever its white space, case and punctuation."""
    return hashlib.sha256("\n".join(map(fold, texts)).encode()).hexdigest()[:_HASH_LENGTH]


def slug(text: str) -> str:
    """Make a readable ASCII word of a text: "Talousjohtaja" → "talousjohtaja"."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return _NO_WORD.sub("-", ascii_text).strip("-") or hash_of(text)
