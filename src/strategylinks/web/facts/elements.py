"""What reports say of an element of a plan: who, how far, by which indicators, in what words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from strategylinks.engines.engine import Engine
from strategylinks.subjects import GOALS
from strategylinks.table import Value
from strategylinks.web.facts.describing import Named, Place, Resource, facts_about, local_name, names_of, places_of
from strategylinks.web.facts.trees import Holder, holder_of

_LEVELS = {"sl:Baseline": "baseline", "sl:Target": "target", "sl:Measurement": "actual"}
#: Facts that link to other things by these properties: their names are read together.
_LINKS = ("sl:isHeldBy", "sl:hasRole", "sl:byUnit", "sl:refersTo", "sl:mentions", "sl:countsStatus", "dcterms:subject")
#: The IRIs of the UN sustainable development goals.
SDG_GOALS = frozenset(f"http://metadata.un.org/sdg/{number}" for number in GOALS)


@dataclass(frozen=True, slots=True)
class Duty:
    """Hold who is responsible, in which role, and how the report writes it."""

    holder: Holder
    role: str
    written: str
    is_post: bool
    report: str
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Status:
    """Hold a status: on the common scale, as printed, where it comes from, and on what grounds."""

    common: str | None
    written: str
    source: str
    report: str
    doubts: Sequence[str]
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Level:
    """Hold a level of an indicator as printed, and the number in it."""

    text: str
    number: Value
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold an indicator with its levels; without a name, levels that the report gives to no indicator."""

    iri: str
    name: str
    levels: Mapping[str, Sequence[Level]]
    report: str
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a text about an element: progress, risk, note, deviation, reference."""

    kind: str
    text: str
    report: str
    places: Sequence[Place]
    unit: Holder | None = None
    target: Holder | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Hold why the reading of a fact is not sure, or which correction touched it."""

    kind: str
    what: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Total:
    """Hold a total that the report states itself."""

    status: str
    number: Value
    places: Sequence[Place]


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """Hold all that reports say of an element."""

    duties: Sequence[Duty]
    statuses: Sequence[Status]
    measures: Sequence[Measure]
    passages: Sequence[Passage]
    totals: Sequence[Total]
    doubts: Sequence[Doubt]
    subjects: Sequence[Passage]
    places: Sequence[tuple[str, Place]]

    def of(self, *kinds: str) -> list[Passage]:
        """List the passages of some kinds."""
        return [passage for passage in self.passages if passage.kind in kinds]


def element_facts(engine: Engine, element: Resource, language: str) -> ElementFacts:
    """Read all that reports say of an element."""
    facts = sorted(facts_about(engine, element.iri), key=_order)
    reader = _Reader(engine, facts, element, language)
    return ElementFacts(
        duties=[reader.duty(fact) for fact in facts if fact.is_a("sl:Responsibility")],
        statuses=[reader.status(fact) for fact in facts if fact.is_a("sl:StatusAssessment")],
        measures=reader.measures(),
        passages=[passage for fact in facts for passage in reader.passages(fact)],
        totals=[reader.total(fact) for fact in facts if fact.is_a("sl:ReportedTotal")],
        doubts=[doubt for fact in (element, *facts) for doubt in reader.doubts(fact)],
        subjects=[reader.subject(fact) for fact in facts if fact.text("dcterms:subject") in SDG_GOALS],
        places=reader.all_places(),
    )


_PASSAGES = {
    "sl:ProgressNote": "progress",
    "sl:Risk": "risk",
    "sl:Note": "note",
    "sl:DeviationNote": "deviation",
    "sl:CrossReference": "reference",
    "sl:ElementMention": "named-again",
    "sl:Mention": "mention",
}


def _order(fact: Resource) -> tuple[int, str]:
    ordinal = fact.value("sl:ordinal")
    return (ordinal if isinstance(ordinal, int) else 0), fact.iri


class _Reader:
    """Read facts with the names and places that they lead to."""

    def __init__(self, engine: Engine, facts: Sequence[Resource], element: Resource, language: str) -> None:
        self._facts = facts
        self._element = element
        self._language = language
        linked = [iri for fact in facts for name in _LINKS for iri in fact.texts(name)]
        classes = [iri for fact in (element, *facts) for iri in fact.texts("rdf:type")]
        self._names = names_of(engine, [*linked, *classes])
        grounds = [iri for fact in facts for iri in fact.texts("sl:isInferredFrom")]
        self._places = places_of(engine, [element.iri, *(fact.iri for fact in facts), *grounds])

    def _at(self, iri: str) -> list[Place]:
        return _distinct(self._places[iri])

    def duty(self, fact: Resource) -> Duty:
        """Read who is responsible."""
        holder = self._names[fact.text("sl:isHeldBy")]
        role = self._names.get(fact.text("sl:hasRole"))
        return Duty(
            holder=holder_of(holder, local_name(fact.text("sl:hasRole")), self._language),
            role=role.name(self._language) if role else "",
            written=fact.text("sl:asWritten"),
            is_post="/post/" in holder.iri,
            report=_report(fact),
            places=self._at(fact.iri),
        )

    def status(self, fact: Resource) -> Status:
        """Read a status and where it comes from."""
        common = fact.text("sl:hasCommonStatus")
        grounds = [place for iri in fact.texts("sl:isInferredFrom") for place in self._at(iri)]
        return Status(
            common=local_name(common) if common else None,
            written=fact.text("sl:asWritten"),
            source=local_name(fact.text("sl:hasStatusSource")),
            report=_report(fact),
            doubts=fact.texts("sl:doubt"),
            places=_distinct([*self._at(fact.iri), *grounds]),
        )

    def measures(self) -> list[Measure]:
        """Read the indicators with their levels, then levels of no indicator."""
        levels: dict[str, dict[str, list[Level]]] = defaultdict(lambda: defaultdict(list))
        loose: dict[str, list[Resource]] = defaultdict(list)
        for fact in self._facts:
            for class_, kind in _LEVELS.items():
                if fact.is_a(class_):
                    key = fact.text("sl:ofIndicator") or f"{_report(fact)} {fact.text('sl:ordinal')}"
                    levels[key][kind].append(self._level(fact))
                    if not fact.text("sl:ofIndicator"):
                        loose[key].append(fact)
        named = [
            Measure(f.iri, f.text("skos:prefLabel"), dict(levels[f.iri]), _report(f), self._at(f.iri))
            for f in self._facts
            if f.is_a("sl:Indicator")
        ]
        return named + [
            Measure("", "", dict(levels[key]), _report(facts[0]), self._at(facts[0].iri))
            for key, facts in loose.items()
        ]

    def _level(self, fact: Resource) -> Level:
        return Level(fact.text("sl:rawValue"), fact.value("sl:numericValue"), self._at(fact.iri))

    def passages(self, fact: Resource) -> list[Passage]:
        """Read a fact that is a text."""
        for class_, kind in _PASSAGES.items():
            if fact.is_a(class_):
                unit, target = fact.text("sl:byUnit"), fact.text("sl:refersTo") or fact.text("sl:mentions")
                return [
                    Passage(
                        kind=kind,
                        text=fact.text("sl:text"),
                        report=_report(fact),
                        places=self._at(fact.iri),
                        unit=holder_of(self._names[unit], "", self._language) if unit else None,
                        target=self._target(target) if target else None,
                    )
                ]
        return []

    def _target(self, iri: str) -> Holder:
        named = self._names[iri]
        # A thing of the register has a code of its own, which only repeats its name.
        is_element = any(local_name(one) in ("Goal", "Action", "FlagshipProject", "Programme") for one in named.classes)
        name = named.name(self._language)
        return Holder(iri, f"{named.code} {name}" if is_element and named.code else name, name)

    def total(self, fact: Resource) -> Total:
        """Read a total."""
        counted = self._names[fact.text("sl:countsStatus")]
        return Total(counted.name(self._language), fact.value("sl:count"), self._at(fact.iri))

    def subject(self, fact: Resource) -> Passage:
        """Read to which sustainable development goal the element contributes, and the words that show it."""
        text = fact.text("sl:text")
        return Passage(local_name(fact.text("dcterms:subject")), text, _report(fact), self._at(fact.iri))

    def doubts(self, fact: Resource) -> list[Doubt]:
        """Read why a fact is not sure."""
        named = [self._names[iri].name(self._language) for iri in fact.texts("rdf:type") if iri in self._names]
        what = next(iter(named), "")
        confidence = fact.value("sl:confidence")
        sure = float(confidence) if isinstance(confidence, int | float) else 1.0
        reasons = [Doubt("doubt", what, text, sure) for text in fact.texts("sl:doubt")]
        if sure < 1 and not reasons:
            reasons = [Doubt("doubt", what, "", sure)]
        return reasons + [Doubt("correction", what, iri, sure) for iri in fact.texts("sl:wasCorrectedBy")]

    def all_places(self) -> list[tuple[str, Place]]:
        """List every place with what was read from it, in printed order."""
        read = []
        for fact in (self._element, *self._facts):
            named: Named | None = self._names.get(next(iter(fact.texts("rdf:type")), ""))
            label = named.name(self._language) if named else ""
            read += [(label, place) for place in self._places[fact.iri]]
        return sorted(dict.fromkeys(read), key=lambda item: (item[1].report, item[1].first, item[1].last, item[0]))


def _report(fact: Resource) -> str:
    return local_name(fact.text("sl:isStatedIn"))


def _distinct(places: Iterable[Place]) -> list[Place]:
    """Leave each range of lines once, with the first words."""
    found: dict[tuple[str, int, int], Place] = {}
    for place in places:
        found.setdefault((place.report, place.first, place.last), place)
    return list(found.values())
