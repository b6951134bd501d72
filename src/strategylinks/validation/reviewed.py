"""Whether the reviewed files point to things that exist: a slip in an id must not pass in silence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from strategylinks.loading.corrections import Correction
from strategylinks.model import Finding, Severity
from strategylinks.organisation import Organisation
from strategylinks.vocabulary import Vocabulary


def check_corrections(corrections: Iterable[Correction], reports: Collection[str]) -> Iterator[Finding]:
    """Find corrections of reports that are not in the catalogue, so that they were never applied."""
    for correction in corrections:
        if correction.report not in reports:
            message = f"the correction {correction.id!r} is of a report that is not in the catalogue"
            yield Finding(Severity.WARNING, "correction-of-nothing", message, correction.report, correction.line)


def check_units(organisation: Organisation, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find units under a parent, or in a reorganisation, or of a kind, that nothing else knows."""
    kinds = {concept.iri.rpartition("/")[2] for concept in vocabulary.scheme("unit-kind")}
    known = {(unit.municipality, unit.id) for unit in organisation.units}
    for unit in organisation.units:
        if unit.parent and (unit.municipality, unit.parent) not in known:
            yield _slip(f"the unit {unit.id!r} stands under {unit.parent!r}, which is no unit there")
        if unit.kind not in kinds:
            yield _slip(f"the unit {unit.id!r} is a {unit.kind!r}; the kinds are {', '.join(sorted(kinds))}")
    for change in organisation.changes:
        for unit_id in (*change.original, *change.resulting):
            if (change.municipality, unit_id) not in known:
                yield _slip(f"the reorganisation {change.id!r} names {unit_id!r}, which is no unit there")


def _slip(what: str) -> Finding:
    return Finding(Severity.WARNING, "organisation-slip", f"{what}; mend data/organisation.toml", "")
