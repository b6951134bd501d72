"""Link the reports of municipalities, one at a time: who depends on whom, and what shows it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from strategylinks.linking.linkages import End, EndKind, Linkage, Linked, Mention, element_end, unit_end
from strategylinks.linking.mentions import mentions_in, named_in_texts
from strategylinks.linking.names import Found, Name, NameFinder
from strategylinks.linking.plan import PlanView
from strategylinks.linking.sentences import Sentence, SentenceReader
from strategylinks.linking.sharing import shared_initiatives
from strategylinks.linking.signs import SignFinder
from strategylinks.linking.statements import Statement, StatementFinder, link_statements
from strategylinks.linking.structure import (
    explicit_references,
    joint_actions,
    leads_and_participants,
    shared_indicators,
    shared_parents,
)
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Organisation, Unit
from strategylinks.register import Register

#: An element's code that is no mere number, so that it can be told from one in a text.
_CODE = re.compile(r"[A-ZÅÄÖ]\d+|\d+\.\d+(?:\.\d+)+")
#: The shortest abbreviation that texts also print as a word: "KYMP" as "Kympin", but "KH" never as "Kh".
_SHORTEST_AS_WORD = 4


class Linker:
    """Link reports by the organisation and the register; the patterns of a municipality are made once."""

    def __init__(self, organisation: Organisation, register: Register) -> None:
        self._organisation = organisation
        self._register = register
        self._finder = cache(self._make_finder)
        self._sign_finder = SignFinder(register.wording.signs)

    def link(self, report: MonitoringReport) -> Linked:
        """Find the mentions, linkages and signs of a report."""
        municipality = report.entry.municipality
        view = PlanView(report, self._organisation.within(municipality))
        register = self._register.within(municipality)
        mentions: list[Mention] = []
        statements: list[Statement] = []
        texts: dict[str, list[Sentence]] = defaultdict(list)
        statement_finder = self.statement_finder(report)
        for sentence, found in self.named(report):
            texts[sentence.element.key].append(sentence)
            mentions.extend(mentions_in(sentence, [name for name in found if name.thing.kind is not EndKind.ELEMENT]))
            statements.extend(statement_finder.find(sentence, found))
        joining = {thing.id for thing in register.things if thing.joins}
        stated = {(each.sentence.element.key, each.thing, each.sentence.text) for each in statements}
        linkages: list[Linkage] = [
            *joint_actions(report),
            *shared_parents(view),
            *leads_and_participants(view),
            *explicit_references(report.references, view, texts),
            *shared_indicators(view, register.wording.generic_indicators),
            *shared_initiatives(mentions, joining, texts),
            *link_statements(statements, view),
            *named_in_texts(mentions, view, stated),
        ]
        sentences = (sentence for all_of_one in texts.values() for sentence in all_of_one)
        return Linked(tuple(mentions), tuple(linkages), tuple(self._sign_finder.first(sentences)))

    def named(self, report: MonitoringReport) -> Iterator[tuple[Sentence, list[Found]]]:
        """Iterate over the sentences of a report with what each of them names."""
        view = PlanView(report, self._organisation.within(report.entry.municipality))
        municipality = report.entry.municipality
        codes = {element.code: key for key, element in view.elements.items() if _CODE.fullmatch(element.code)}
        for sentence in SentenceReader(report, view, self._register.wording.abbreviations).read():
            yield sentence, [*self.names_in(municipality, sentence.text), *_codes_in(sentence.text, codes)]

    def names_in(self, municipality: str, text: str) -> list[Found]:
        """List the units and named things that a text names, as the reports of a municipality do."""
        return self._finder(municipality).find(text)

    def statement_finder(self, report: MonitoringReport) -> StatementFinder:
        """Give what finds conditions and cooperation in a report."""
        municipality = report.entry.municipality
        register = self._register.within(municipality)
        kinds = {End(EndKind.NAMED, thing.id): str(thing.kind) for thing in register.things}
        kinds |= {unit_end(unit.id): "unit" for unit in self._organisation.within(municipality).units}
        kinds |= {element_end(element.key): "element" for element in report.elements}
        return StatementFinder(register.wording, kinds)

    def _make_finder(self, municipality: str) -> NameFinder:
        register = self._register.within(municipality)
        units = self._organisation.within(municipality).units
        names = [*_names_of_things(register), *_names_of_units(register, units)]
        return NameFinder(names, register.wording.organisation_forms, register.wording.heads)


def _names_of_things(register: Register) -> Iterator[Name]:
    own = {thing.id for thing in register.things if thing.municipality}
    for thing in register.things:
        if thing.municipality or thing.id not in own:
            yield Name(End(EndKind.NAMED, thing.id), thing.forms, thing.inflected)
            yield Name(None, thing.exceptions)


def _names_of_units(register: Register, units: Sequence[Unit]) -> Iterator[Name]:
    known = {unit.id for unit in units}
    for unit in units:
        labels = dict.fromkeys((unit.name, *unit.labels))
        words = [label.capitalize() for label in labels if label.isupper() and len(label) >= _SHORTEST_AS_WORD]
        yield Name(unit_end(unit.id), (*labels, *words))
    for forms in register.units:
        if forms.unit in known:
            yield Name(unit_end(forms.unit), forms.forms, forms.inflected)
            yield Name(None, forms.exceptions)


def _codes_in(text: str, codes: dict[str, str]) -> Iterator[Found]:
    for match in _CODE.finditer(text) if codes else ():
        if match[0] in codes and not text[match.end() : match.end() + 1].isalnum():
            yield Found(element_end(codes[match[0]]), match.start(), match.end(), match[0])
