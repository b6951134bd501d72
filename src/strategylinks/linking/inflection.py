"""How Finnish words inflect: the endings of cases, possessives and clitics, and the stems they stand on.

This is grammar, not a dictionary: it says which forms a given name can take, and takes any word for regular.
"""

from __future__ import annotations

import re
from functools import cache

_CASE = (
    r"(?:[ie]?(?:n|t|ta|tä|tta|ttä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi|kse|den|tten)"
    r"|[iej]?[aä]|[ij]?[aeiouyäö]?h?[aeiouyäö]n|jen|ien|seen|siin|i)"
)
_POSSESSIVE = r"(?:ni|si|nsa|nsä|mme|nne|[aeiouyäö]n)"
_CLITIC = r"(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)"
#: What can follow a stem.
ENDING = rf"(?:{_CASE}{_POSSESSIVE}?{_CLITIC}?|{_POSSESSIVE}{_CLITIC}?|{_CLITIC})"

_VOWELS = "aeiouyäö"
_WEAK = {
    "kk": "k",
    "pp": "p",
    "tt": "t",
    "nk": "ng",
    "nt": "nn",
    "mp": "mm",
    "lt": "ll",
    "rt": "rr",
    "ht": "hd",
    "lk": "l",
    "rk": "r",
    "k": "",
    "p": "v",
    "t": "d",
}
_STRONG = {
    "k": "kk",
    "p": "pp",
    "t": "tt",
    "d": "t",
    "v": "p",
    "nk": "nkk",
    "nt": "ntt",
    "mp": "mpp",
    "lk": "lkk",
    "lt": "ltt",
    "rk": "rkk",
    "rt": "rtt",
}
_LAST_STOP = re.compile(rf"(?P<stop>{'|'.join(_WEAK)})(?P<end>[{_VOWELS}]{{1,2}})$")
#: How words of some endings go on before an ending: "salpaus" → "salpaukse-", "uudistus" → "uudistukse-".
_CHANGES = (
    ("nen", ("se", "s")),
    ("us", ("ukse", "uks", "ude", "ute", "ut")),
    ("ys", ("ykse", "yks", "yde", "yte", "yt")),
    ("os", ("okse", "oks")),
    ("ös", ("ökse", "öks")),
    ("is", ("ikse", "iks")),
    ("as", ("aa", "akse")),
    ("äs", ("ää", "äkse")),
    ("si", ("de", "te", "t")),
    ("ti", ("te", "de")),
    ("i", ("e",)),
    ("e", ("ee",)),
    ("a", ("o", "")),
    ("ä", ("ö", "")),
)


@cache
def stems(word: str) -> tuple[str, ...]:
    """Give the stems that the forms of a word can stand on, the longest first; the word itself is one."""
    base = word[:-1] if word.endswith("t") and len(word) > 2 and word[-2].casefold() in _VOWELS else word
    found = {word, base}
    for ending, changes in _CHANGES:
        if base.casefold().endswith(ending):
            found |= {base[: -len(ending)] + change for change in changes}
            break
    for stem in tuple(found):
        found |= set(_graded(stem, _WEAK))
    if base != word or base.casefold().endswith(("e", "as", "äs")):
        for stem in tuple(found):
            found |= set(_graded(stem, _STRONG))
    return tuple(sorted(found, key=lambda stem: (-len(stem), stem)))


def _graded(stem: str, grades: dict[str, str]) -> list[str]:
    """Change the grade of the last stop: "verkosto" stays, "salpakierto" → "salpakierro"."""
    match = _LAST_STOP.search(stem)
    if match is None or match.start() < 2 or match["stop"] not in grades or stem[match.start() - 1] == "s":
        return []
    return [stem[: match.start()] + grades[match["stop"]] + match["end"]]
