"""The documentation of the ontology and its schemes, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import BNode, Node

LANGUAGES = ("fi", "sv", "en")
#: The sections of terms, in the order of the page.
_TERM_SECTIONS = (
    ("Classes", OWL.Class),
    ("Object properties", OWL.ObjectProperty),
    ("Datatype properties", OWL.DatatypeProperty),
)
#: What is said of a term beside its labels, definition and example, in the order of the page.
_RELATIONS = (
    ("Subclass of", RDFS.subClassOf),
    ("Subproperty of", RDFS.subPropertyOf),
    ("Domain", RDFS.domain),
    ("Range", RDFS.range),
)
#: How the page puts the characteristics of properties.
_CHARACTERISTICS = (
    ("transitive", OWL.TransitiveProperty),
    ("symmetric", OWL.SymmetricProperty),
    ("irreflexive", OWL.IrreflexiveProperty),
)


def render_ontology_page(ontology: Graph, schemes: Graph) -> str:
    """Render the classes, properties and schemes with their labels, definitions, examples and relations."""
    blocks = [
        *_render_header(ontology),
        *(block for title, kind in _TERM_SECTIONS for block in _render_terms(ontology, title, kind)),
        *_render_disjointness(ontology),
        *_render_schemes(schemes),
    ]
    return "\n\n".join(blocks) + "\n"


def _render_header(graph: Graph) -> Iterator[str]:
    ontology = next(graph.subjects(RDF.type, OWL.Ontology))
    yield f"# {_text(graph, ontology, DCTERMS.title)}"
    yield "Generated from `ontology/strategy.ttl` and `ontology/schemes.ttl`; edit those, not this page."
    yield _text(graph, ontology, DCTERMS.description)
    yield f"Version {graph.value(ontology, OWL.versionInfo)}, namespace <{ontology}#>, prefix `sl:`."


def _render_terms(graph: Graph, title: str, kind: URIRef) -> Iterator[str]:
    home = next(graph.subjects(RDF.type, OWL.Ontology))
    terms = [term for term in graph.subjects(RDF.type, kind) if (term, RDFS.isDefinedBy, home) in graph]
    yield f"## {title}"
    for term in sorted(terms, key=str):
        yield from _render_term(graph, term)


def _render_term(graph: Graph, term: Node) -> Iterator[str]:
    yield f"### {_name(graph, term)}"
    yield _labels(graph, term)
    yield _text(graph, term, SKOS.definition)
    facts = [
        *(f"Also called: {label} ({label.language})" for label in sorted(_alternatives(graph, term))),
        *_relations(graph, term),
        *_axioms(graph, term),
        *(f"Note: {note}" for note in sorted(map(str, graph.objects(term, SKOS.scopeNote)))),
        f"Example: {_text(graph, term, SKOS.example)}",
    ]
    yield "\n".join(f"- {fact}" for fact in facts)


def _alternatives(graph: Graph, term: Node) -> list[Literal]:
    return [label for label in graph.objects(term, SKOS.altLabel) if isinstance(label, Literal)]


def _relations(graph: Graph, term: Node) -> Iterator[str]:
    for title, predicate in _RELATIONS:
        values = sorted(_expression(graph, value) for value in graph.objects(term, predicate))
        if values:
            yield f"{title}: {', '.join(values)}"


def _axioms(graph: Graph, term: Node) -> Iterator[str]:
    names = [name for name, kind in _CHARACTERISTICS if (term, RDF.type, kind) in graph]
    if names:
        yield f"Characteristics: {', '.join(names)}"
    for chain in graph.objects(term, OWL.propertyChainAxiom):
        yield f"Follows from the chain: {' then '.join(_members(graph, chain))}"


def _render_disjointness(graph: Graph) -> Iterator[str]:
    yield "## Disjoint classes"
    groups = (graph.value(group, OWL.members) for group in graph.subjects(RDF.type, OWL.AllDisjointClasses))
    yield "\n".join(sorted(f"- {', '.join(sorted(_members(graph, group)))}" for group in groups))


def _render_schemes(graph: Graph) -> Iterator[str]:
    yield "## Schemes"
    for scheme in sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str):
        yield f"### vocabulary/{_last_part(scheme)}"
        yield _labels(graph, scheme)
        yield _text(graph, scheme, SKOS.definition)
        notes = [*graph.objects(scheme, SKOS.scopeNote), *graph.objects(scheme, SKOS.example)]
        yield from sorted(str(note) for note in notes)
        yield "\n".join(_concept_table(graph, graph.subjects(SKOS.inScheme, scheme)))


def _concept_table(graph: Graph, concepts: Iterable[Node]) -> Iterator[str]:
    rows = [_concept_row(graph, concept) for concept in sorted(concepts, key=str)]
    shown = [column for column in rows[0] if any(row[column] for row in rows)]
    yield f"| {' | '.join(shown)} |"
    yield "|---" * len(shown) + "|"
    for row in rows:
        yield f"| {' | '.join(row[column].replace('|', '&#124;') for column in shown)} |"


def _concept_row(graph: Graph, concept: Node) -> dict[str, str]:
    return {
        "concept": f"`{_last_part(concept)}`",
        "notation": str(graph.value(concept, SKOS.notation)),
        **{language: _text(graph, concept, SKOS.prefLabel, language) for language in LANGUAGES},
        "definition": _text(graph, concept, SKOS.definition),
        "also printed as": "; ".join(sorted(map(str, graph.objects(concept, SKOS.hiddenLabel)))),
        "common scale": ", ".join(sorted(map(_last_part, graph.objects(concept, SKOS.closeMatch)))),
        "note": _text(graph, concept, SKOS.scopeNote),
    }


def _labels(graph: Graph, term: Node) -> str:
    return " · ".join(f"{language}: *{_text(graph, term, SKOS.prefLabel, language)}*" for language in LANGUAGES)


def _text(graph: Graph, subject: Node, predicate: URIRef, language: str = "en") -> str:
    values = (value for value in graph.objects(subject, predicate) if isinstance(value, Literal))
    return next((str(value) for value in values if value.language == language), "")


def _expression(graph: Graph, value: Node) -> str:
    """Write a term, a union of classes or an inverse property."""
    if not isinstance(value, BNode):
        return f"`{_name(graph, value)}`"
    inverse = graph.value(value, OWL.inverseOf)
    if inverse is not None:
        return f"inverse of {_expression(graph, inverse)}"
    return " or ".join(_members(graph, graph.value(value, OWL.unionOf)))


def _members(graph: Graph, collection: Node | None) -> list[str]:
    return [_expression(graph, member) for member in Collection(graph, collection)] if collection else []


def _name(graph: Graph, term: Node) -> str:
    return graph.namespace_manager.qname(str(term))


def _last_part(iri: Node) -> str:
    return str(iri).rsplit("/", 1)[-1]
