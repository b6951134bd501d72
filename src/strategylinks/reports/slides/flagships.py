"""Find flagships in a slide deck: numbered lists, numbered page titles, names on overview pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from strategylinks.reports.parsed import Cell, Part, Role, Row, RowKind
from strategylinks.reports.pieces import part_of_text
from strategylinks.reports.slides.pages import Run, compact, find_runs

_NUMBERED = re.compile(r"\s*(?P<code>\d{1,2})\.\s+(?P<name>[^\W\d_].*?)\s*")
_LEAST_ENDINGS = 2
_PAGE_COUNT = re.compile(r"\s*(?:\(\d{1,2}/\d{1,2}\)|\d{1,2}/\d{1,2})\s*$")


@dataclass
class Flagships:
    """Know the flagships seen so far: their names, and their codes where a list numbers them."""

    names: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Part] = field(default_factory=dict)
    endings: Counter[str] = field(default_factory=Counter)

    def learn(self, name: str, code: Part | None = None) -> None:
        """Keep a flagship's name, and its code where it has one."""
        self.names.setdefault(compact(name), name)
        if code:
            self.codes.setdefault(compact(name), code)

    def learn_ending(self, text: str) -> None:
        """Note what ends a table page: a text that ends two of them is a flagship's name."""
        self.endings[compact(text)] += 1
        if self.endings[compact(text)] == _LEAST_ENDINGS:
            self.learn(text.strip())

    def find(self, texts: Sequence[str]) -> list[Run]:
        """Find the texts that are nothing but a known name."""
        return [run for run in find_runs(texts, self.names.values(), least=1) if len(run.phrases) == 1]

    def row(self, name: Part, code: Part | None = None, variant: str = "") -> Row:
        """Make the row of a flagship; its code may come from the list."""
        code = code or self.codes.get(compact(name.text))
        cells = (*((Cell(Role.CODE, (code,)),) if code else ()), Cell(Role.NAME, (name,)))
        here = name.fragments[0]
        return Row(RowKind.FLAGSHIP, cells, here.first, name.fragments[-1].last, variant)


def numbered(line: str, number: int) -> tuple[Part, Part] | None:
    """Read ``2. Name (1/2)`` as code and name, without the page count."""
    match = _NUMBERED.fullmatch(line)
    if match is None:
        return None
    name = _PAGE_COUNT.sub("", match["name"])
    return part_of_text(match["code"], number), part_of_text(name, number)


def learn_numbered(flagships: Flagships, found: Iterable[tuple[Part, Part] | None]) -> None:
    """Keep the flagships of numbered lines."""
    for pair in found:
        if pair:
            flagships.learn(pair[1].text, pair[0])
