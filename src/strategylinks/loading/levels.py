"""Baselines and targets: what the printed forms "baseline/target" and "LÄHTÖ: … TAVOITE: …" mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategylinks.loading.sources import certainty_of, spans_of
from strategylinks.model import Certainty, Indicator, Levels
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Part, Role, Row

_BULLET = re.compile(r"^[-–•●]\s*")
#: The slash between baseline and target: not the one inside a unit of measure or a word ("kWh/m3", "ja/tai").
_DIVIDING_SLASH = re.compile(r"(?<=\S)\s+/\s*|(?<=^-)/\s*|(?<=^-\s)/\s*|(?<=[^\W\d_]{4})/(?=[^\W_]{4})")
#: Two amounts in the same unit of measure, each with a year before it or not: "80 %/100 %", "7 vrk/3 vrk".
_YEAR = r"(?:\D{0,4}\d{4}:\s*)?"
_AMOUNTS = re.compile(
    rf"(?P<baseline>{_YEAR}\d[\d\s,.]*(?P<unit>%|[^\W\d_]\S{{0,15}}?))\s*/"
    rf"\s*(?P<target>{_YEAR}\d[\d\s,.]*(?P=unit)(?!\w).*)"
)
#: Two counts of the same things: "420/500 käyntiä", but neither a fraction (1/2) nor a month (12/2021).
_COUNTS = re.compile(r"(?P<baseline>\d[\d\s]*\d)\s*/\s*(?P<target>(?!(?:19|20)\d\d(?!\d))\d[\d\s]*\d\s+[^\W\d_].*)")
#: An amount per something: "5 hissiä/vuosi".
_RATE = re.compile(r"(?=[^/]*\d)[^/]*\w/\w+\.?")
#: So many letters of a word survive its inflection: "näyttelyä" is about "Näyttelyiden määrä".
_STEM = re.compile(r"(?<!\w)[^\W\d_]{5}")
_UNPAIRED = "the document does not say which indicator this level belongs to"
_BY_WORDS = "paired with the indicator whose words it shares; they are printed in another order"


def read_levels(row: Row, layout: Layout, indicators: Sequence[Indicator]) -> tuple[Levels, ...]:
    """Read the baselines and targets of a row, paired with its indicators where the document pairs them."""
    cell = row.cell(Role.LEVELS)
    if cell is None:
        return ()
    if cell.pairs:
        return _reviewed(row, cell)
    if layout.settings.get("level_form") == "pairs":
        return _paired(row, cell, layout, indicators)
    return _marked(row, cell, layout, indicators)


def strip_bullet(text: str) -> str:
    """Take the bullet off a printed piece."""
    return _BULLET.sub("", text).strip()


def split_pair(text: str, absent: Sequence[str]) -> tuple[str | None, str | None]:
    """Split "baseline/target"; a printed dash means that there is no baseline."""
    if _RATE.fullmatch(text):
        return None, text
    amounts = _AMOUNTS.fullmatch(text) or _COUNTS.fullmatch(text)
    parts = [amounts["baseline"], amounts["target"]] if amounts else _DIVIDING_SLASH.split(text, maxsplit=1)
    if len(parts) == 1:
        return None, text or None
    baseline, target = (part.strip() for part in parts)
    return (None if baseline in absent else baseline or None), target or None


def _reviewed(row: Row, cell: Cell) -> tuple[Levels, ...]:
    """Take the division that a reviewed correction gives."""
    return tuple(
        Levels(
            indicator=strip_bullet(indicator) or None,
            baseline=baseline or None,
            target=target or None,
            sources=spans_of(cell),
            certainty=certainty_of(row, cell),
        )
        for indicator, baseline, target in cell.pairs
    )


def _paired(row: Row, cell: Cell, layout: Layout, indicators: Sequence[Indicator]) -> tuple[Levels, ...]:
    absent = layout.settings.get("absent", [])
    certainty = certainty_of(row, cell)
    pairs = [split_pair(part.text, absent) for part in cell.parts]
    order = _order([part.text for part in cell.parts], [indicator.name for indicator in indicators])
    if order is None:
        certainty = doubt(certainty, _UNPAIRED)
    elif sorted(order) != order:
        certainty = doubt(certainty, _BY_WORDS, 0.8)
    names = [indicators[index].name for index in order] if order is not None else [None] * len(pairs)
    return tuple(
        Levels(indicator=name, baseline=baseline, target=target, sources=spans_of(part), certainty=certainty)
        for name, (baseline, target), part in zip(names, pairs, cell.parts, strict=True)
        if baseline or target
    )


def _order(levels: Sequence[str], indicators: Sequence[str]) -> list[int] | None:
    """Tell which indicator each level belongs to: the one in the same place, unless their words say otherwise."""
    if len(indicators) == 1:
        return [0] * len(levels)
    if len(levels) != len(indicators):
        return None
    stems = [_stems(indicator) for indicator in indicators]
    printed = list(range(len(levels)))
    order = [_place(index, _stems(level), stems) for index, level in enumerate(levels)]
    return order if sorted(order) == printed else printed


def _place(index: int, stems: set[str], indicators: Sequence[set[str]]) -> int:
    sharing = [place for place, others in enumerate(indicators) if stems & others]
    return index if index in sharing or len(sharing) != 1 else sharing[0]


def _stems(text: str) -> set[str]:
    return {word.casefold() for word in _STEM.findall(text)}


def _marked(row: Row, cell: Cell, layout: Layout, indicators: Sequence[Indicator]) -> tuple[Levels, ...]:
    certainty = certainty_of(row, cell)
    levels: list[Levels] = []
    is_baseline = False
    for part in cell.parts:
        for marker, text in _pieces(part, layout):
            is_baseline = marker == "baseline" if marker else is_baseline
            if text:
                levels.append(
                    Levels(
                        indicator=None,
                        baseline=text if is_baseline else None,
                        target=None if is_baseline else text,
                        sources=spans_of(part),
                        certainty=certainty,
                    )
                )
    return _with_only_indicator(levels, indicators)


def _pieces(part: Part, layout: Layout) -> list[tuple[str, str]]:
    """Cut a part at the markers printed in it: (what the marker opens, the text after it)."""
    baseline, target = (_one_of(layout.settings.get(f"{name}_markers", [])) for name in ("baseline", "target"))
    both = re.search(rf"(?<!\w){baseline}:?\s+(.+?)\s*/\s*{target}:?\s+(.+)$", part.text, re.IGNORECASE)
    if both:
        lead = ("", strip_bullet(part.text[: both.start()]))
        return [piece for piece in (lead, ("baseline", both[1]), ("target", both[2])) if piece[1]]
    cut = re.split(rf"(?<!\w)(?:({baseline})|({target}))\s?:", part.text, flags=re.IGNORECASE)
    pieces = [("", strip_bullet(cut[0]))]
    pieces += [
        ("baseline" if word else "target", strip_bullet(text)) for word, text in zip(cut[1::3], cut[3::3], strict=True)
    ]
    return [piece for piece in pieces if any(piece)]


def _one_of(words: Sequence[str]) -> str:
    """Make a pattern that matches one of some words, the longest first; none matches where there are none."""
    return (
        "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)).join(("(?:", ")"))
        if words
        else r"(?!)"
    )


def _with_only_indicator(levels: list[Levels], indicators: Sequence[Indicator]) -> tuple[Levels, ...]:
    """Pair a baseline and a target with an indicator: with only one of each there is nothing to choose."""
    baselines = [level.baseline for level in levels if level.baseline]
    targets = [level.target for level in levels if level.target]
    if not levels or len(indicators) != 1 or len(baselines) > 1 or len(targets) > 1:
        return tuple(levels)
    only = Levels(
        indicator=indicators[0].name,
        baseline=next(iter(baselines), None),
        target=next(iter(targets), None),
        sources=tuple(dict.fromkeys(span for level in levels for span in level.sources)),
        certainty=levels[0].certainty,
    )
    return (only,)


def doubt(certainty: Certainty, reason: str, confidence: float = 0.6) -> Certainty:
    """Lower a certainty for a reason."""
    return Certainty(min(certainty.confidence, confidence), (*certainty.doubts, reason), certainty.corrections)
