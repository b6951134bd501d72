"""Cut a slide deck into pages, and find the headings and legends that are printed on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategylinks.reports.parsed import Skip

#: So many blank lines part two pages.
_PAGE_GAP = 3
#: Skipped lines so far apart are listed together.
_SAME_SKIP = 2
#: A blank before the first word is the rest of a form feed, unless this share of the lines is indented.
_INDENTED_SHARE = 0.1
#: Headings and legends are printed over at most so many lines.
_MOST_LINES = 12
_NOT_LETTERS = re.compile(r"[\W_]+")
_PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*")


@dataclass(frozen=True)
class Page:
    """Hold the numbers of a page's printed lines, from 1, without what repeats on every page.

    ``closed`` says that a legend ends it, so that its table does not go on.
    """

    numbers: tuple[int, ...]
    skips: tuple[Skip, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Hold neighbouring lines, by index, that are nothing but known phrases, and these phrases in order."""

    first: int
    last: int
    phrases: tuple[str, ...]


def compact(text: str) -> str:
    """Fold a text to its letters and digits, so that wraps, hyphens and case do not count."""
    return _NOT_LETTERS.sub("", text).casefold()


def cut_pages(lines: Sequence[str], legend: Sequence[str], stamps: Sequence[str]) -> list[Page]:
    """Cut a deck into pages at form feeds, wide gaps and after legends."""
    printed = [number for number, line in enumerate(lines, 1) if line.strip()]
    ends = _legend_ends(lines, printed, legend)
    indented = sum(lines[number - 1][0].isspace() for number in printed)
    feeds = indented <= max(1, _INDENTED_SHARE * len(printed))
    pages: list[list[int]] = []
    above = 0
    for number in printed:
        feed = feeds and lines[number - 1][0].isspace()
        if feed or number - above > _PAGE_GAP or above in ends or not pages:
            pages.append([])
        pages[-1].append(number)
        above = number
    stamp = re.compile("|".join(f"(?:{pattern})" for pattern in stamps) or r"(?!)")
    return [_page(lines, numbers, legend, stamp) for numbers in _with_stamps(lines, pages)]


def find_runs(texts: Sequence[str], phrases: Iterable[str], least: int) -> list[Run]:
    """Find runs of texts that are made of at least so many known phrases and of nothing else."""
    known = {compact(phrase): phrase for phrase in phrases if compact(phrase)}
    ordered = sorted(known, key=len, reverse=True)
    folded = [compact(text) for text in texts]
    runs: list[Run] = []
    at = 0
    while at < len(texts):
        run = _longest_run(folded, at, ordered, least)
        runs += [Run(run[0], run[1], tuple(known[phrase] for phrase in run[2]))] if run else []
        at = run[1] + 1 if run else at + 1
    return runs


def _longest_run(
    folded: Sequence[str], first: int, ordered: Sequence[str], least: int
) -> tuple[int, int, list[str]] | None:
    best = None
    joined = ""
    for last in range(first, min(len(folded), first + _MOST_LINES)):
        joined += folded[last]
        if not any(joined.startswith(phrase) or phrase.startswith(joined) for phrase in ordered):
            break
        found = _split_phrases(joined, ordered)
        if found and len(found) >= least:
            best = (first, last, found)
    return best


def _split_phrases(joined: str, ordered: Sequence[str]) -> list[str]:
    """Split a folded text into known phrases, the longest first; empty when something is left over."""
    found: list[str] = []
    while joined:
        phrase = next((phrase for phrase in ordered if joined.startswith(phrase)), "")
        if not phrase:
            return []
        found.append(phrase)
        joined = joined[len(phrase) :]
    return found


def _legend_ends(lines: Sequence[str], printed: Sequence[int], legend: Sequence[str]) -> set[int]:
    texts = [lines[number - 1] for number in printed]
    return {printed[run.last] for run in find_runs(texts, legend, least=2)}


def _with_stamps(lines: Sequence[str], pages: Sequence[list[int]]) -> list[list[int]]:
    """Give a lone word in capitals, which follows a legend, back to the page that it stamps."""
    joined: list[list[int]] = []
    for numbers in pages:
        if joined and _is_stamp(lines[numbers[0] - 1]) and len(numbers) == 1:
            joined[-1] += numbers
        else:
            joined.append(numbers)
    return joined


def _is_stamp(line: str) -> bool:
    word = line.strip()
    return word.isalpha() and word.isupper()


def _page(lines: Sequence[str], numbers: Sequence[int], legend: Sequence[str], stamp: re.Pattern[str]) -> Page:
    reasons: dict[int, str] = {}
    texts = [lines[number - 1] for number in numbers]
    legends = find_runs(texts, legend, least=2)
    for run in legends:
        reasons |= dict.fromkeys(numbers[run.first : run.last + 1], "legend of the status colours")
        if run.last + 1 == len(numbers) - 1 and _is_stamp(texts[-1]):
            reasons[numbers[-1]] = "page stamp"
    for number, text in zip(numbers, texts, strict=True):
        if stamp.search(text.strip()):
            reasons.setdefault(number, "page stamp")
        elif _PAGE_NUMBER.fullmatch(text) and number == numbers[0]:
            reasons.setdefault(number, "page number")
    rest = tuple(number for number in numbers if number not in reasons)
    return Page(rest, skips_of(reasons), closed=bool(legends))


def skips_of(reasons: Mapping[int, str]) -> tuple[Skip, ...]:
    """List skipped lines, neighbours with the same reason together."""
    skips: list[Skip] = []
    for number in sorted(reasons):
        if skips and skips[-1].reason == reasons[number] and number - skips[-1].last <= _SAME_SKIP:
            skips[-1] = Skip(skips[-1].first, number, reasons[number])
        else:
            skips.append(Skip(number, number, reasons[number]))
    return tuple(skips)
