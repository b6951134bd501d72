"""The status scales and other reviewed word lists, read from the ontology's SKOS schemes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from strategylinks.errors import WorkspaceError
from strategylinks.resources import resource_root

#: The IRI part that marks the concepts of the scale which all reports' own scales are mapped to.
COMMON_SCALE = "/vocabulary/status/"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Concept:
    """Hold a concept of a scheme; ``words`` are all its printed forms, folded.

    ``common`` is the concept of the common scale that it is mapped to, if any.
    """

    iri: str
    notation: str
    label: str
    words: frozenset[str]
    common: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold the concepts of each scheme, by the last part of the scheme's IRI."""

    schemes: Mapping[str, Sequence[Concept]]

    def scheme(self, name: str) -> Sequence[Concept]:
        """Give the concepts of a scheme; raise WorkspaceError where there is no such scheme."""
        try:
            return self.schemes[name]
        except KeyError as error:
            raise WorkspaceError(
                f"there is no scheme {name!r}",
                where="ontology/schemes.ttl",
                do=f"Known: {', '.join(sorted(self.schemes))}.",
            ) from error

    def find(self, scheme: str, printed: str) -> Concept | None:
        """Find the concept that prints as a text: the same words, or the same leading digit on a numbered scale."""
        concepts = self.scheme(scheme)
        folded = fold(printed)
        by_word = next((concept for concept in concepts if folded in concept.words), None)
        return by_word or next((c for c in concepts if c.notation.isdigit() and _leads(c.notation, folded)), None)

    def concept(self, scheme: str, notation: str) -> Concept:
        """Give the concept of a notation; raise WorkspaceError where there is none."""
        for concept in self.scheme(scheme):
            if concept.notation == notation:
                return concept
        raise WorkspaceError(f"the scheme {scheme!r} has no concept {notation!r}", where="ontology/schemes.ttl")


def fold(text: str) -> str:
    """Fold case and white space, so that printed forms can be compared."""
    return _SPACE.sub(" ", text).strip().casefold()


@lru_cache(maxsize=4)
def read_vocabulary(path: Path | None = None) -> Vocabulary:
    """Read the SKOS schemes of the ontology."""
    graph = Graph().parse(path or resource_root() / "ontology" / "schemes.ttl")
    schemes: dict[str, list[Concept]] = {}
    for subject, scheme in sorted(graph.subject_objects(SKOS.inScheme)):
        schemes.setdefault(str(scheme).rsplit("/", 1)[-1], []).append(_concept(graph, subject))
    return Vocabulary(schemes)


def _concept(graph: Graph, subject: object) -> Concept:
    iri = URIRef(str(subject))
    finnish = [label for label in graph.objects(iri, SKOS.prefLabel) if getattr(label, "language", "") == "fi"]
    labels = [*finnish, *graph.objects(iri, SKOS.altLabel), *graph.objects(iri, SKOS.hiddenLabel)]
    return Concept(
        iri=str(iri),
        notation=str(graph.value(iri, SKOS.notation) or ""),
        label=str(finnish[0]) if finnish else "",
        words=frozenset(fold(str(label)) for label in labels),
        common=next((str(match) for match in _matches(graph, iri) if COMMON_SCALE in str(match)), ""),
    )


def _matches(graph: Graph, iri: URIRef) -> list[Node]:
    return [match for kind in (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch) for match in graph.objects(iri, kind)]


def _leads(digit: str, text: str) -> bool:
    return text.startswith(digit) and not text[len(digit) : len(digit) + 1].isdigit()
