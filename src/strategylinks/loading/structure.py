"""The tree of a plan: which programme, goal and flagship a row stands under, whatever levels a report uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from strategylinks.loading.facts import read_indicators, read_risk, read_status
from strategylinks.loading.keys import fold, hash_of, slug
from strategylinks.loading.levels import read_levels, strip_bullet
from strategylinks.loading.progress import divide_by_unit, read_progress
from strategylinks.loading.responsibilities import read_responsibilities
from strategylinks.loading.sources import certainty_of, spans_of, spans_of_row
from strategylinks.model import Element, ElementKind, SourceSpan
from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import Role, Row
from strategylinks.vocabulary import Vocabulary

_LEVELS = (ElementKind.PROGRAMME, ElementKind.GOAL, ElementKind.FLAGSHIP)
#: How alike two wordings of one flagship's title must be (rapidfuzz ratio, per cent): summary and table pages differ.
TITLE_LIKENESS = 75
#: How alike the two printed names of one action must be.
NAME_LIKENESS = 80


@dataclass
class Outline:
    """Collect the elements of a report, row by row, and remember where in the tree the document stands."""

    layout: Layout
    organisation: Organisation
    vocabulary: Vocabulary
    elements: dict[str, Element] = field(default_factory=dict)
    by_code: dict[str, str] = field(default_factory=dict)
    place: dict[ElementKind, str | None] = field(default_factory=lambda: dict.fromkeys(_LEVELS))
    section: Row | None = None
    section_has_rows: bool = False

    def enter_section(self, row: Row) -> None:
        """Start a section: its heading names the unit of rows that name none."""
        self.section, self.section_has_rows = row, False
        self.place = dict.fromkeys(_LEVELS)

    def enter(self, row: Row) -> Element:
        """Add or find the programme, goal or flagship of a heading row, and stand under it from now on."""
        kind = ElementKind(row.kind.value)
        if self.section is not None and self.section_has_rows and kind is not ElementKind.FLAGSHIP:
            self.section = None
        element = self._known_heading(row, kind) or self._new(row, kind)
        self._merge(element, row)
        level = _LEVELS.index(kind)
        self.place[kind] = element.key
        if kind is ElementKind.GOAL:
            self.place[ElementKind.PROGRAMME] = self._ancestor(element, ElementKind.PROGRAMME)
        for below in _LEVELS[level + 1 :]:
            self.place[below] = None
        return self.elements[element.key]

    def enter_summary(self, row: Row, listed: Sequence[str]) -> Element:
        """Find the flagship of a summary page by its code, its actions or its title; add it where it is new."""
        if not row.text(Role.CODE):
            actions = filter(None, (self.find_action(name, None) for name in listed))
            parents = Counter(action.parent for action in actions if action.parent)
            if parents:
                key = parents.most_common(1)[0][0]
                self._mention(key, row)
                return self.elements[key]
        return self.enter(row)

    def add_action(self, row: Row) -> Element:
        """Add an action under the lowest heading that the document stands under."""
        self.section_has_rows = True
        return self._keep(self._new(row, ElementKind.ACTION))

    def add_target(self, row: Row) -> None:
        """Add a strategy target to those that the present flagship supports."""
        name = strip_bullet(row.text(Role.NAME) or row.text(Role.TEXT))
        if not name:
            return
        key = f"{ElementKind.GOAL}/{hash_of(name)}"
        if key in self.elements:
            self._mention(key, row)
        else:
            self.elements[key] = Element(
                key=key,
                kind=ElementKind.GOAL,
                code="",
                name=name,
                first=row.first,
                last=row.last,
                goal_kind="strategy-target",
                sources=_place(row),
                certainty=certainty_of(row, row.cell(Role.NAME)),
            )
        flagship = self.place[ElementKind.FLAGSHIP]
        if flagship is not None:
            known = self.elements[flagship]
            self.elements[flagship] = replace(known, supports=tuple(dict.fromkeys([*known.supports, key])))

    def add_mention(self, row: Row, flagship: str | None) -> bool:
        """Note that an overview page names an action again; tell whether the action was found."""
        element = self.find_action(row.text(Role.NAME), flagship)
        if element:
            self._mention(element.key, row)
        return element is not None

    def find_action(self, name: str, parent: str | None) -> Element | None:
        """Find an action by its printed name, damaged or cut as it may be, under a parent if one is given."""
        actions = [
            element
            for element in self.elements.values()
            if element.kind is ElementKind.ACTION and parent in (None, element.parent)
        ]
        scored = [(_likeness(name, action.name), -index, action) for index, action in enumerate(actions)]
        best = max(scored, default=None, key=lambda item: item[:2])
        return best[2] if best and best[0] >= NAME_LIKENESS else None

    @property
    def here(self) -> str | None:
        """Give the key of the lowest heading that the document stands under."""
        return next((self.place[level] for level in reversed(_LEVELS) if self.place[level]), None)

    def _new(self, row: Row, kind: ElementKind) -> Element:
        code, name = row.text(Role.CODE), row.text(Role.NAME)
        parent = self._parent(row, kind)
        responsibilities = read_responsibilities(row, self.layout, self.organisation, self._section_for(kind))
        indicators = read_indicators(row)
        return Element(
            key=self._key(
                kind, code, name, parent, [answer.holder for answer in responsibilities if not answer.is_post]
            ),
            kind=kind,
            code=code,
            name=name,
            first=row.first,
            last=row.last,
            parent=parent,
            goal_kind=self._goal_kind(row, kind),
            responsibilities=responsibilities,
            indicators=indicators,
            levels=read_levels(row, self.layout, indicators),
            risk=read_risk(row),
            progress=read_progress(row),
            progress_by_unit=divide_by_unit(row, self.organisation, responsibilities),
            status=read_status(row, self.layout, self.vocabulary),
            sources=_place(row),
            certainty=certainty_of(row, row.cell(Role.NAME)),
        )

    def _section_for(self, kind: ElementKind) -> Row | None:
        return self.section if kind is ElementKind.ACTION else None

    def _goal_kind(self, row: Row, kind: ElementKind) -> str:
        return (row.variant or str(self.layout.settings.get("goal_kind", ""))) if kind is ElementKind.GOAL else ""

    def _parent(self, row: Row, kind: ElementKind) -> str | None:
        by_code = self._parent_by_code(row.text(Role.CODE))
        if by_code:
            return by_code
        above = _LEVELS if kind is ElementKind.ACTION else _LEVELS[: _LEVELS.index(kind)]
        if kind is ElementKind.ACTION and self._is_dotted(row.text(Role.CODE)):
            return None
        return next((self.place[level] for level in reversed(above) if self.place[level]), None)

    def _parent_by_code(self, code: str) -> str | None:
        """Find the element whose code this one's continues: "01.05.01" under "01.05", "A1" under "A"."""
        shorter = code.rpartition(".")[0] if "." in code else re.sub(r"\d+$", "", code)
        if not shorter or shorter == code:
            return None
        return self.by_code.get(shorter)

    @staticmethod
    def _is_dotted(code: str) -> bool:
        return "." in code

    def _known_heading(self, row: Row, kind: ElementKind) -> Element | None:
        """Find the element that a heading repeats: by its code, else by its title."""
        code, name = row.text(Role.CODE), row.text(Role.NAME)
        if code:
            known = self.elements.get(self.by_code.get(code, ""))
            return known if known and known.kind is kind else None
        same_kind = [element for element in self.elements.values() if element.kind is kind]
        if kind is ElementKind.FLAGSHIP:
            parent = self._parent(row, kind)
            same_kind = [element for element in same_kind if element.parent == parent]
        scored = [
            (fuzz.ratio(name.casefold(), element.name.casefold()), -i, element) for i, element in enumerate(same_kind)
        ]
        best = max(scored, default=None, key=lambda item: item[:2])
        return best[2] if best and best[0] >= TITLE_LIKENESS else None

    def _merge(self, element: Element, row: Row) -> None:
        if element.key not in self.elements:
            self._keep(element)
        else:
            self._mention(element.key, row)

    def _keep(self, element: Element) -> Element:
        self.elements[element.key] = element
        if element.code:
            self.by_code.setdefault(element.code, element.key)
        return element

    def _mention(self, key: str, row: Row) -> None:
        element = self.elements[key]
        new = [span for span in _place(row) if span not in element.sources]
        self.elements[key] = replace(element, mentions=tuple(dict.fromkeys([*element.mentions, *new])))

    def _ancestor(self, element: Element, kind: ElementKind) -> str | None:
        parent = element.parent
        while parent is not None and self.elements[parent].kind is not kind:
            parent = self.elements[parent].parent
        return parent

    def _key(self, kind: ElementKind, code: str, name: str, parent: str | None, units: Sequence[str]) -> str:
        """Make a key that a corrected report keeps: never a row counter, save among rows that are the same in all."""
        base = f"{kind}/{slug_of_code(code)}" if code else f"{kind}/{hash_of(parent or '', name, *units)}"
        key, twin = base, 2
        while key in self.elements:
            key, twin = f"{base}-{twin}", twin + 1
        return key


def _place(row: Row) -> tuple[SourceSpan, ...]:
    """Give the place of an element: the lines of its whole row, quoted by its name."""
    named = spans_of(row.cell(Role.NAME)) or spans_of_row(row)
    return (SourceSpan(row.first, row.last, named[0].quote),) if named else ()


def slug_of_code(code: str) -> str:
    """Make a code safe for an IRI, and leave it readable: "E4", "01.05.01"."""
    return code if re.fullmatch(r"[0-9A-Za-z.]+", code) else slug(code)


def _likeness(name: str, other: str) -> float:
    """Compare two printed names: the shorter may be the beginning of the longer."""
    left, right = sorted((fold(name), fold(other)), key=len)
    return max(fuzz.ratio(left, right), fuzz.ratio(left, right[: len(left)]))
