"""Write what a query found in the formats that clients ask for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from strategylinks.engines.engine import Solutions, Term
from strategylinks.engines.limited import Found
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.graph.serialising import as_turtle

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_SOLUTIONS_JSON = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Format:
    """Hold a format: its names in addresses, the media types that ask for it (the first is its own), its writer."""

    names: Sequence[str]
    media_types: Sequence[str]
    solutions: ox.QueryResultsFormat | None = None
    triples: ox.RdfFormat | None = None


#: The formats of SELECT and ASK, the preferred first.
SOLUTIONS = (
    Format(("json",), (_SOLUTIONS_JSON, "application/json"), ox.QueryResultsFormat.JSON),
    Format(("xml",), ("application/sparql-results+xml", "application/xml", "text/xml"), ox.QueryResultsFormat.XML),
    Format(("csv",), ("text/csv",), ox.QueryResultsFormat.CSV),
    Format(("tsv",), ("text/tab-separated-values",), ox.QueryResultsFormat.TSV),
)
#: The formats of CONSTRUCT and DESCRIBE, and of everything else that is RDF.
TRIPLES = (
    Format(("ttl", "turtle"), ("text/turtle", "application/x-turtle"), triples=ox.RdfFormat.TURTLE),
    Format(("nt", "n3"), ("application/n-triples", "text/plain"), triples=ox.RdfFormat.N_TRIPLES),
    Format(("jsonld", "json-ld", "json"), ("application/ld+json", "application/json"), triples=ox.RdfFormat.JSON_LD),
    Format(
        ("rdf", "rdf+xml", "xml"), ("application/rdf+xml", "application/xml", "text/xml"), triples=ox.RdfFormat.RDF_XML
    ),
)


def offered(formats: Sequence[Format]) -> list[str]:
    """List the media types of formats: their own first, then what also asks for them."""
    return [form.media_types[0] for form in formats] + [name for form in formats for name in form.media_types[1:]]


def format_of(media_type: str, formats: Sequence[Format]) -> Format:
    """Find the format of a media type."""
    return next(form for form in formats if media_type in form.media_types)


def write_found(found: Found, form: Format, note: str = "") -> bytes:
    """Write what a query found; the address of a ``note`` on it stands where the format has a place for one."""
    if form.triples is not None:
        return write_triples(list(found) if not isinstance(found, bool | Solutions) else [], form.triples)
    content = _solutions_json(found, note)
    if form.solutions in (None, ox.QueryResultsFormat.JSON):
        return content
    parsed = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
    written = parsed.serialize(format=form.solutions) or b""
    if note and form.solutions == ox.QueryResultsFormat.XML:
        return written.replace(b"</head>", f'<link href="{note}"/></head>'.encode(), 1)
    return written


def write_triples(triples: Sequence[ox.Triple], form: ox.RdfFormat) -> bytes:
    """Write triples, with the usual prefixes where the format has any."""
    if form == ox.RdfFormat.TURTLE:
        return as_turtle(triples)
    return ox.serialize(triples, format=form, prefixes=_prefixes(form)) or b""


def _prefixes(form: ox.RdfFormat) -> dict[str, str] | None:
    return {name: str(iri) for name, iri in PREFIXES.items()} if form == ox.RdfFormat.RDF_XML else None


def _solutions_json(found: Found, note: str) -> bytes:
    head: dict[str, object] = {"link": [note]} if note else {}
    if isinstance(found, bool):
        return json.dumps({"head": head, "boolean": found}).encode()
    if not isinstance(found, Solutions):
        return b""
    rows = [
        {name: _term(term) for name, term in zip(found.variables, row, strict=True) if term is not None}
        for row in found.rows
    ]
    content = {"head": {"vars": list(found.variables), **head}, "results": {"bindings": rows}}
    return json.dumps(content, ensure_ascii=False).encode()


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    written = {"type": "literal", "value": term.value}
    if term.language:
        return {**written, "xml:lang": term.language}
    return written if term.datatype.value == _STRING else {**written, "datatype": term.datatype.value}
