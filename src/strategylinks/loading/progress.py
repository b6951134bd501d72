"""Progress texts, and how a cell is divided among the units that report in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from strategylinks.loading.sources import certainty_of, spans_of
from strategylinks.model import Certainty, ProgressNote, Responsibility, SourceSpan
from strategylinks.organisation import Organisation
from strategylinks.reports.parsed import Part, Role, Row

#: A label such as "KYMP:" where a sentence or paragraph may begin; not the inflected "ETP:ssä".
_LABEL = re.compile(r"(?:^|(?<=[.!?]\s))(?:[-–•]\s*)?(?P<label>[^\W\d_]{2,12})\s?:(?=[\s\W]|$|[^\W\d_a-zäöå])")


def read_progress(row: Row) -> ProgressNote | None:
    """Read the whole progress cell of a row."""
    cell = row.cell(Role.PROGRESS)
    if cell is None or not cell.text:
        return None
    return ProgressNote(text=cell.text, sources=spans_of(cell), certainty=certainty_of(row, cell))


def divide_by_unit(
    row: Row, organisation: Organisation, responsible: Sequence[Responsibility]
) -> tuple[ProgressNote, ...]:
    """Divide a progress cell at the unit labels in it; text before the first label belongs to no unit."""
    cell = row.cell(Role.PROGRESS)
    if cell is None:
        return ()
    own = {answer.as_written.casefold(): answer.holder for answer in responsible if not answer.is_post}
    texts: dict[str, list[str]] = {}
    spans: dict[str, list[SourceSpan]] = {}
    labels: dict[str, str] = {}
    unit: str | None = None
    for part in cell.parts:
        for label, text in _pieces(part, organisation, own):
            if label:
                unit = own.get(label.casefold()) or organisation.mentions(label)[0].abbreviation
                labels.setdefault(unit, label)
            if unit and text:
                texts.setdefault(unit, []).append(text)
                spans.setdefault(unit, []).extend(spans_of(part))
    certainty = certainty_of(row, cell)
    return tuple(_note(name, labels[name], texts[name], spans[name], certainty) for name in texts)


def _pieces(part: Part, organisation: Organisation, own: dict[str, str]) -> list[tuple[str, str]]:
    """Cut a part before each unit label in it: (label, text), the first without a label where text precedes it."""
    found = [
        match
        for match in _LABEL.finditer(part.text)
        if match["label"].casefold() in own or organisation.find_unit(match["label"])
    ]
    ends = [match.start() for match in found[1:]] + [len(part.text)]
    head = part.text[: found[0].start()] if found else part.text
    pieces = [("", head.strip())]
    pieces += [(match["label"], part.text[match.end() : end].strip()) for match, end in zip(found, ends, strict=False)]
    return pieces


def _note(unit: str, label: str, texts: list[str], spans: list[SourceSpan], certainty: Certainty) -> ProgressNote:
    return ProgressNote(
        text=" ".join(texts), unit=unit, as_written=label, sources=tuple(dict.fromkeys(spans)), certainty=certainty
    )
