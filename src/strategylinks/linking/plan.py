"""The tree of a report's elements as linkages see it: which units stand behind an element, and which are akin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property

from strategylinks.model import Element, ElementKind, MonitoringReport, Responsibility
from strategylinks.organisation import Organisation

#: The kind of unit that is always a part of another, whether the organisation file says of which or not.
_AREA = "responsibility-area"
#: The kinds of units that are bodies of their own, outside the municipality.
_OUTSIDE = {"joint-authority", "wellbeing-county"}


class PlanView:
    """Look at the elements of a report by their keys, their parts and their units."""

    def __init__(self, report: MonitoringReport, organisation: Organisation) -> None:
        self.elements: Mapping[str, Element] = {element.key: element for element in report.elements}
        self._organisation = organisation
        self._units: dict[str, tuple[str, ...]] = {}
        self.house = cache(self._house)

    @cached_property
    def parts(self) -> Mapping[str, list[str]]:
        """List what belongs to each element, or supports it."""
        parts: dict[str, list[str]] = defaultdict(list)
        for element in self.elements.values():
            for whole in dict.fromkeys(filter(None, (element.parent, *element.supports))):
                parts[whole].append(element.key)
        return parts

    def actions(self, key: str) -> Iterator[Element]:
        """Iterate over the actions under an element, each once, in the order of the document."""
        below, waiting = {key}, [key]
        while waiting:
            fresh = [part for part in self.parts.get(waiting.pop(), ()) if part not in below]
            below.update(fresh)
            waiting.extend(fresh)
        return (each for each in self.elements.values() if each.key in below and each.kind is ElementKind.ACTION)

    def units(self, key: str) -> tuple[str, ...]:
        """Give the units that answer for an element, or for its parts where it has none of its own."""
        if key not in self._units:
            element = self.elements[key]
            own = units_of(element) if element.responsibilities else self._units_of_parts(key)
            self._units[key] = tuple(own)
        return self._units[key]

    def are_akin(self, unit: str, other: str) -> bool:
        """Tell whether one unit is the other, a part of it, or what became of it; nobody's area may be anybody's."""
        return unit in self.house(other) or other in self.house(unit) or bool({unit, other} & self._unplaced)

    def is_of(self, unit: str, other: str) -> bool:
        """Tell whether a unit is another one, a part of it, or was one before a reorganisation of the house."""
        return other in _closure(unit, lambda each: self._former.get(each, set()) | self._parents.get(each, set()))

    def is_same(self, unit: str, other: str) -> bool:
        """Tell whether a unit is another one, or one became the other or left it in a reorganisation of the house."""
        return any(
            one in _closure(each, lambda unit: self._former.get(unit, set()))
            for one, each in ((unit, other), (other, unit))
        )

    @cached_property
    def _unplaced(self) -> set[str]:
        return {unit.id for unit in self._organisation.units if unit.kind == _AREA and not unit.parent}

    def _units_of_parts(self, key: str) -> dict[str, Responsibility]:
        return {unit: answer for action in self.actions(key) for unit, answer in units_of(action).items()}

    def _house(self, unit: str) -> frozenset[str]:
        """Collect a unit, the units above it, and those that they came from."""
        return _closure(unit, lambda each: self._origins.get(each, set()) | self._parents.get(each, set()))

    @cached_property
    def _parents(self) -> Mapping[str, set[str]]:
        return {unit.id: {unit.parent} for unit in self._organisation.units if unit.parent}

    @cached_property
    def _origins(self) -> Mapping[str, set[str]]:
        origins: dict[str, set[str]] = defaultdict(set)
        for change in self._organisation.changes:
            for result in change.resulting:
                origins[result].update(change.original)
        return origins

    @cached_property
    def _former(self) -> Mapping[str, set[str]]:
        """List what units came from, but not those that another body took over."""
        outside = {unit.id for unit in self._organisation.units if unit.kind in _OUTSIDE}
        return {unit: origins for unit, origins in self._origins.items() if unit not in outside}


def units_of(element: Element) -> dict[str, Responsibility]:
    """Give the units, not the posts, that an element names as responsible."""
    return {answer.holder: answer for answer in element.responsibilities if not answer.is_post}


def _closure(unit: str, before: Callable[[str], set[str]]) -> frozenset[str]:
    """Collect a unit, what comes before it, what comes before that, and so on."""
    found, waiting = {unit}, [unit]
    while waiting:
        fresh = before(waiting.pop()) - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)
