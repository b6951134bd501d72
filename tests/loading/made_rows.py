"""Rows as a reader leaves them, made by hand for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from strategylinks.loading.report import Reference, load_report
from strategylinks.loading.structure import Outline
from strategylinks.model import CatalogueEntry, MonitoringReport, Plan
from strategylinks.organisation import Organisation, Post, Unit
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Cell, Fragment, ParsedReport, Part, Role, Row, RowKind
from strategylinks.vocabulary import read_vocabulary

VOCABULARY = read_vocabulary()
WATER = Unit("VESI", "saari", "Vesipalvelut", ("vesi", "vesipalvelut"))
CULTURE = Unit("KULT", "saari", "Kulttuuri ja liikunta", ("kult", "kulttuuri ja liikunta", "kultuuripalvelut"))
ORGANISATION = Organisation([WATER, CULTURE], [Post("kunnanjohtaja", "saari", "Kunnanjohtaja", ())])
ENTRY = CatalogueEntry(
    id="saari-2030",
    file="saari-2030.txt",
    plan=Plan("saari-2030", "saari", "Saaren strategia", title_is_stated=False),
    title="Saaren seuranta",
    publisher="Saaren kunta",
    start=date(2030, 1, 1),
    end=date(2030, 12, 31),
    scope="",
    inferred=frozenset(),
)


def layout(scale: str = "status-words-2017", **settings: Any) -> Layout:
    return Layout("made", "programme-table", scale, {}, settings, Path("made.toml"))


def part(text: str, line: int = 1) -> Part:
    return Part(text, (Fragment(line, line, text),))


def cell(role: str, texts: str | Sequence[str], line: int = 1, **marks: Any) -> Cell:
    pieces = [texts] if isinstance(texts, str) else texts
    return Cell(Role(role), tuple(part(text, line) for text in pieces), **marks)


def row(kind: str, line: int = 1, *, variant: str = "", confidence: float = 1.0, **cells: str | Sequence[str]) -> Row:
    made = tuple(cell(role, texts, line) for role, texts in cells.items())
    doubts = ("made to be doubted",) if confidence < 1 else ()
    return Row(RowKind(kind), made, line, line, variant, confidence=confidence, doubts=doubts)


def outline(*rows: Row, organisation: Organisation = ORGANISATION, **settings: Any) -> Outline:
    """Read rows as the plan of a report."""
    made = Outline(layout(**settings), organisation, VOCABULARY)
    for one in rows:
        match one.kind:
            case RowKind.SECTION:
                made.enter_section(one)
            case RowKind.ACTION:
                made.add_action(one)
            case RowKind.SUPPORT:
                made.add_target(one)
            case _:
                made.enter(one)
    return made


def report(*rows: Row, lines: Sequence[str] = (), made_layout: Layout | None = None) -> MonitoringReport:
    """Load rows as a whole report; the document is as long as its last row asks."""
    last = max((one.last for one in rows), default=0)
    parsed = ParsedReport("made", tuple(lines) or tuple(f"line {n}" for n in range(1, last + 1)), rows)
    return load_report(parsed, ENTRY, Reference(made_layout or layout(), ORGANISATION, VOCABULARY), b"")
