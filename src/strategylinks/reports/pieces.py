"""Cut verbatim pieces out of a document, and mend their white space and line-end hyphens, nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategylinks.reports.parsed import Fragment, Part

_SPACE = re.compile(r"\s+")
#: A word after a line-end hyphen that leaves the hyphen standing: "elinvoima-/ja", "osaamis- tai".
_CONJUNCTIONS = ("ja", "tai", "sekä", "eli", "och", "eller")
_VOWELS = "aeiouyäöå"


def mend(text: str) -> str:
    """Fold white space to single blanks."""
    return _SPACE.sub(" ", text).strip()


def join_lines(lines: Sequence[str]) -> str:
    """Join wrapped lines as one text, mending the hyphens at their ends."""
    joined = ""
    for line in filter(None, map(mend, lines)):
        if not joined:
            joined = line
        elif _drops_hyphen(joined, line):
            joined = joined[:-1] + line
        else:
            joined += glue(joined, line) + line
    return joined


def glue(left: str, right: str) -> str:
    """Give what stands between two wrapped lines: a blank, or nothing after a hyphen that belongs to a word."""
    return "" if _ends_in_word_hyphen(left) and not _starts_with_conjunction(right) else " "


def part_of_lines(lines: Sequence[str], first: int, last: int) -> Part:
    """Make a part of whole lines, counted from 1, both inclusive."""
    wanted = lines[first - 1 : last]
    return Part(join_lines(wanted), (Fragment(first, last, "\n".join(wanted).strip()),))


def part_of_text(text: str, line: int) -> Part:
    """Make a part of a stretch of one line."""
    return Part(mend(text), (Fragment(line, line, text.strip()),))


def join_parts(*parts: Part) -> Part:
    """Make one part of several that a page break or a column has torn apart."""
    return Part(join_lines([part.text for part in parts]), tuple(f for part in parts for f in part.fragments))


def _ends_in_word_hyphen(text: str) -> bool:
    return len(text) > 1 and text[-1] == "-" and text[-2].isalnum()


def _starts_with_conjunction(text: str) -> bool:
    return text.split(" ", 1)[0].rstrip(",.") in _CONJUNCTIONS


def _drops_hyphen(left: str, right: str) -> bool:
    """Tell whether a line-end hyphen only marks the break: not after digits, capitals, or before the same vowel."""
    if not _ends_in_word_hyphen(left) or _starts_with_conjunction(right):
        return False
    word = left.rsplit(" ", 1)[-1].lstrip('("”')[:-1].rpartition("-")[2]
    starts_text = " " not in left and "-" not in left[:-1]
    if not word.isalpha() or not right[0].islower() or word.isupper() or (word[0].isupper() and not starts_text):
        return False
    return not (left[-2].lower() == right[0] and right[0] in _VOWELS)
