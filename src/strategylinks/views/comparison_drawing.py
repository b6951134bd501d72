"""The picture of succession: an alluvial drawn as SVG, a column for each report, bands for what goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from strategylinks.comparison.chains import RETURNED, returning
from strategylinks.comparison.parts import Account, Arrival, Comparison, Source
from strategylinks.views.comparison_tables import words_of

#: Outcomes that end at the foot of the next column, and those that begin at the foot of the one before.
ENDS = ("discontinued", "not-in-scope", "only-here", "unreviewed")
STARTS = ("new", "not-in-scope", "only-here", "unreviewed", RETURNED)
#: Colours of the bands; each differs from white by 3:1 at least, and every band says in words what it is.
COLOURS = {
    "kept": "#0f5c6b",
    "renamed": "#2f7d4f",
    "split": "#7a5195",
    "merged": "#b0611a",
    "shared": "#0f5c6b",
    "discontinued": "#a03333",
    "new": "#1f6fb5",
    RETURNED: "#8a6a00",
    "not-in-scope": "#5f6c73",
    "only-here": "#5f6c73",
    "unreviewed": "#5f6c73",
}
#: The width of the picture, of which boxes take a share; more columns than fit make it wider.
_FULL, _SHARE, _NARROWEST = 1190, 0.76, 230
_SLOT, _SPACE, _TOP = 11, 5, 34
#: How many pixels a letter takes, about.
_LETTER = 6.7


@dataclass(frozen=True)
class Grid:
    """Hold where columns stand: how wide the boxes are, and the gaps between them."""

    width: int
    gap: int

    @classmethod
    def of(cls, columns: int) -> Grid:
        """Share the width out among some columns."""
        width = max(_NARROWEST, int(_FULL * _SHARE / columns))
        gap = int((_FULL - width * columns) / (columns - 1)) if columns > 1 else 0
        return cls(width, max(_NARROWEST // 3, gap))

    def left(self, place: int) -> int:
        """Give where the boxes of a column begin."""
        return place * (self.width + self.gap)


@dataclass
class Box:
    """Hold a box of a column: an element, or a foot that gathers what ends or begins."""

    key: str
    words: str
    about: str
    is_foot: bool = False
    incoming: int = 0
    outgoing: int = 0
    y: float = 0.0
    used: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})

    @property
    def height(self) -> int:
        """Give the height: that of its bands on the fuller side."""
        return _SLOT * max(1, self.incoming, self.outgoing)


@dataclass(frozen=True)
class Band:
    """Hold what leads from a box of a column to one of the next."""

    source: Box
    target: Box
    outcome: str
    about: str


def draw_succession(
    steps: Sequence[Comparison],
    language: str = "en",
    name: str = "",
    *,
    whole: Comparison | None = None,
    link: Callable[[str], str | None] | None = None,
) -> str:
    """Draw what became of the goals and flagships from report to report, and of what they go on as, as SVG.

    ``whole`` is the comparison of the first report with the last one: what it continues and no step leads to is drawn
    as returned. ``link`` gives the address that the box of an element leads to, by its IRI, or None for no link.
    """
    if not steps:
        return ""
    columns, bands = _laid_out(steps, language, returning(steps, whole))
    height = _TOP + max(sum(box.height + _SPACE for box in column.values()) for column in columns) + 10
    grid = Grid.of(len(columns))
    width = grid.left(len(columns) - 1) + grid.width
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"',
        f'role="{"group" if link else "img"}" aria-label={quoteattr(name)} font-family="system-ui, sans-serif" font-size="11">',
    ]
    reports = [step.earlier.report for step in steps] + [steps[-1].later.report]
    parts += [
        f'<text x="{grid.left(place)}" y="16" font-size="14" font-weight="600">{escape(report)}</text>'
        for place, report in enumerate(reports)
    ]
    for place, of_step in enumerate(bands):
        parts += [_draw_band(band, grid, place) for band in of_step]
    for place, column in enumerate(columns):
        parts += [_draw_box(box, grid, place, link) for box in column.values()]
    return "\n".join([*parts, "</svg>"])


_Back = Mapping[str, Sequence[Account]]


def _laid_out(steps: Sequence[Comparison], language: str, back: _Back) -> tuple[list[dict[str, Box]], list[list[Band]]]:
    """Put boxes into columns and bands between them; boxes stand in printed order, the feet below."""
    drawn = _drawn(steps)
    codes = _codes(steps)
    columns = [{one.iri: _box(one, codes.get(one.iri, "")) for one in sorted(of_report)} for of_report in drawn]
    bands: list[list[Band]] = []
    for place, step in enumerate(steps):
        sides = columns[place], columns[place + 1]
        returned = back if step is steps[-1] else {}
        bands.append([*_onward(step, *sides, language), *_arriving(step, *sides, language, returned)])
    for column in columns:
        y = float(_TOP)
        for box in sorted(column.values(), key=lambda one: one.is_foot):
            box.y, y = y, y + box.height + _SPACE
    return columns, bands


def _drawn(steps: Sequence[Comparison]) -> list[set[Source]]:
    """List what is drawn of each report: goals and flagships, and whatever one of them goes on as."""
    found: list[set[Source]] = [set() for _ in range(len(steps) + 1)]
    for place, step in enumerate(steps):
        found[place] |= {account.source for account in step.accounts if account.level != "action"}
        found[place + 1] |= {arrival.source for arrival in step.arrivals if arrival.level != "action"}
        for account in step.accounts:
            if account.source in found[place]:
                found[place + 1] |= {successor.source for successor in account.successors}
    return found


def _codes(steps: Sequence[Comparison]) -> dict[str, str]:
    """Give the codes that reports print before the names of goals."""
    accounts = [account for step in steps for account in step.accounts]
    arrivals = [arrival for step in steps for arrival in step.arrivals]
    following = [successor for account in accounts for successor in account.successors]
    found = {account.source.iri: account.code for account in accounts}
    found |= {arrival.source.iri: arrival.code for arrival in arrivals}
    return found | {successor.source.iri: successor.code for successor in following}


def _box(source: Source, code: str) -> Box:
    words = f"{code} {source.words}".strip()
    return Box(source.iri, words, f"{words} ({source.place})")


def _onward(step: Comparison, left: dict[str, Box], right: dict[str, Box], language: str) -> Iterator[Band]:
    """Lead each element to what it goes on as, or to the foot of the next column."""
    for account in step.accounts:
        box = left.get(account.source.iri)
        if box is None:
            continue
        told = words_of("outcome", account.outcome, language)
        for successor in account.successors:
            after = right[successor.source.iri]
            yield _join(box, after, account.outcome, f"{box.words} → {after.words}: {told}. {successor.reason}")
        if account.outcome in ENDS:
            foot = _foot(right, account.outcome, f"→ {told}")
            yield _join(box, foot, account.outcome, f"{box.words}: {told}. {account.reason}")


def _arriving(
    step: Comparison, left: dict[str, Box], right: dict[str, Box], language: str, back: _Back
) -> Iterator[Band]:
    """Lead from the foot of the column before to each element that nothing there goes on as."""
    for arrival in step.arrivals:
        box = right.get(arrival.source.iri)
        origins = back.get(arrival.source.iri, ())
        outcome = RETURNED if origins else arrival.outcome
        if box is not None and outcome in STARTS:
            told = words_of("outcome", outcome, language)
            foot = _foot(left, outcome, f"{told} →")
            yield _join(foot, box, outcome, f"{box.words}: {told}. {_why(arrival, origins)}")


def _why(arrival: Arrival, origins: Sequence[Account]) -> str:
    """Say where an element has returned from, or why it comes from nothing."""
    return "; ".join(f"{one.source.words} ({one.source.place})" for one in origins) or arrival.reason


def _foot(column: dict[str, Box], outcome: str, words: str) -> Box:
    if words not in column:
        column[words] = Box(outcome, words, words, is_foot=True)
    return column[words]


def _join(source: Box, target: Box, outcome: str, about: str) -> Band:
    source.outgoing += 1
    target.incoming += 1
    return Band(source, target, outcome, about)


def _draw_band(band: Band, grid: Grid, place: int) -> str:
    start, end = grid.left(place) + grid.width, grid.left(place + 1)
    first, second = _slot(band.source, "out"), _slot(band.target, "in")
    middle = (start + end) / 2
    path = f"M{start},{first:g} C{middle:g},{first:g} {middle:g},{second:g} {end},{second:g}"
    colour = COLOURS.get(band.outcome, COLOURS["unreviewed"])
    return (
        f'<path class="band" d="{path}" fill="none" stroke="{colour}" stroke-opacity="0.55" '
        f'stroke-width="{_SLOT - 3}"><title>{escape(band.about)}</title></path>'
    )


def _slot(box: Box, side: str) -> float:
    number = box.used[side]
    box.used[side] += 1
    return box.y + _SLOT * number + _SLOT / 2


def _draw_box(box: Box, grid: Grid, place: int, link: Callable[[str], str | None] | None) -> str:
    drawn = _drawn_box(box, grid, place)
    address = link(box.key) if link and not box.is_foot else None
    return f"<a href={quoteattr(address)}>{drawn}</a>" if address else drawn


def _drawn_box(box: Box, grid: Grid, place: int) -> str:
    x, letters = grid.left(place), int(grid.width / _LETTER)
    colour = COLOURS.get(box.key, "#e6f0f2") if box.is_foot else "#e6f0f2"
    words = box.words if len(box.words) <= letters else box.words[: letters - 1].rstrip() + "…"
    ink, weight = ("#ffffff", ' font-weight="600"') if box.is_foot else ("#1c2a30", "")
    language = "" if box.is_foot else ' lang="fi"'
    return (
        f'<g{language}><rect x="{x}" y="{box.y:g}" width="{grid.width}" height="{box.height}" rx="2" fill="{colour}" '
        f'stroke="#7d8d94" stroke-width="0.5"/><text x="{x + 5}" y="{box.y + 9:g}" fill="{ink}"{weight}>'
        f"{escape(words)}</text><title>{escape(box.about)}</title></g>"
    )
