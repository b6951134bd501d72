"""Make small reports in memory, so that a test shows all it depends on."""

from __future__ import annotations

from collections.abc import Sequence

from strategylinks.linking import Linked, Linker
from strategylinks.model import (
    CatalogueEntry,
    CrossReference,
    Element,
    ElementKind,
    Indicator,
    MonitoringReport,
    Plan,
    ProgressNote,
    Responsibility,
    SourceSpan,
)
from strategylinks.organisation import ChangeEvent, Organisation, Unit
from strategylinks.register import NamedKind, NamedThing, Phrase, Register, StatementKind, Wording

ORGANISATION = Organisation(
    [
        Unit("KH", "made", "Konsernihallinto", ("KH",)),
        Unit("SIVI", "made", "Sivistys", ("SIVI",)),
        Unit("KYMP", "made", "Kaupunkiympäristö", ("KYMP",)),
        Unit("TEKY", "made", "Tekninen", ("TEKY",)),
        Unit("NUORET", "made", "Nuorisopalvelut", (), parent="SIVI"),
        Unit("PISTE", "made", "Neuvontapiste", (), kind="responsibility-area"),
        Unit("ELVO", "made", "Elinvoimatoimiala", ("ELVO",)),
        Unit("TYO", "made", "Työllisyysyksikkö", (), parent="ELVO"),
        Unit("SOTE", "made", "Terveystoimi", ("SOTE",)),
        Unit("YHTYMA", "made", "Hyvinvointiyhtymä", (), kind="joint-authority"),
    ],
    changes=[
        ChangeEvent("teky", "made", "", ("TEKY",), ("KYMP",), "2017", False, ()),
        ChangeEvent("elvo", "made", "", ("KH",), ("KH", "ELVO"), "2019", False, ()),
        ChangeEvent("sote", "made", "", ("SOTE",), ("YHTYMA",), "2019", False, ()),
    ],
)
WORDING = Wording(
    phrases=(
        Phrase(StatementKind.CONDITION, "odotti|odottaa X valmistu*"),
        Phrase(StatementKind.CONDITION, "edellyttää|edellyttävät … X"),
        Phrase(StatementKind.COOPERATION, "X kanssa", of=("partner", "unit")),
        Phrase(StatementKind.COOPERATION, "ja|sekä X johdolla", of=("partner", "unit"), confidence=0.7),
        Phrase(StatementKind.TALK, "*neuvot* … X kanssa", confidence=0.0),
        Phrase(StatementKind.TALK, "*sopimu* … X kanssa", confidence=0.6),
        Phrase(StatementKind.JOINT, "*yhteistyö*|yhdessä"),
        Phrase(StatementKind.NEITHER, "X kanssa … olisi|pitäisi"),
        Phrase(StatementKind.NEITHER, "X valmistuessa"),
    ),
    negations=("ei", "eivät"),
    conjunctions=("ja", "sekä"),
    abbreviations=("mm",),
    organisation_forms=("Oy",),
    heads=("hank",),
    generic_indicators=("Valmiusaste",),
)
REGISTER = Register(
    [
        NamedThing("LADEC", NamedKind.PARTNER, "Ladec", ("LADEC", "Ladec")),
        NamedThing("VISIO", NamedKind.INITIATIVE, "Keskustavisio", ("Keskustavisio",)),
        NamedThing("INTRA", NamedKind.SYSTEM, "Intra", ("Intra",), joins=False),
        NamedThing("MUU", NamedKind.PARTNER, "Muualla Oy", ("Muualla",), municipality="other"),
    ],
    wording=WORDING,
)


def action(
    key: str,
    *units: str,
    name: str = "",
    role: str = "responsible",
    parent: str = "f",
    progress: str = "",
    indicators: Sequence[str] = (),
    by_unit: Sequence[tuple[str, str]] = (),
) -> Element:
    answers = tuple(
        Responsibility(holder=unit, is_post=False, is_known=True, as_written=unit, role=role, sources=(_span(unit),))
        for unit in units
    )
    return Element(
        key=key,
        kind=ElementKind.ACTION,
        code="",
        name=name or f"Toimi {key}",
        first=1,
        last=1,
        parent=parent,
        responsibilities=answers,
        indicators=tuple(Indicator(name=text, sources=(_span(text),)) for text in indicators),
        progress=_note(progress) if progress else None,
        progress_by_unit=tuple(_note(text, unit) for unit, text in by_unit),
        sources=(_span(name or f"Toimi {key}"),),
    )


def parent(key: str, kind: ElementKind = ElementKind.FLAGSHIP, above: str | None = None, code: str = "") -> Element:
    return Element(key=key, kind=kind, code=code, name=key, first=1, last=1, parent=above, sources=(_span(key),))


def link(*elements: Element, references: Sequence[CrossReference] = ()) -> Linked:
    return Linker(ORGANISATION, REGISTER).link(report(*elements, references=references))


def report(*elements: Element, references: Sequence[CrossReference] = ()) -> MonitoringReport:
    plan = Plan("made-2020", "made", "Plan", title_is_stated=True)
    return MonitoringReport(
        entry=CatalogueEntry("made", "made.txt", plan, "", "", None, None, "", frozenset()),
        layout="made",
        status_scale="",
        sha256="",
        byte_count=0,
        lines=(),
        text_line_count=0,
        elements=elements,
        references=tuple(references),
    )


def _note(text: str, unit: str | None = None) -> ProgressNote:
    return ProgressNote(text=text, unit=unit, sources=(_span(text),))


def _span(text: str) -> SourceSpan:
    return SourceSpan(1, 1, text)
