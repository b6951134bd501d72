"""The words of OpenAPI on the addresses for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import getdoc
from typing import Any

from strategylinks.table import LANGUAGES
from strategylinks.web.protocol.results import SOLUTIONS, TRIPLES, Format, offered
from strategylinks.web.view import Page

_TEXT: dict[str, Any] = {"type": "string"}
_IRIS: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "iri"}}
_FIELDS: dict[str, tuple[dict[str, Any], str]] = {
    "query": (_TEXT, "SELECT, ASK, CONSTRUCT or DESCRIBE in SPARQL 1.1; without SERVICE and FROM graphs elsewhere."),
    "default-graph-uri": (_IRIS, "Named graphs that patterns outside GRAPH see; without any, the union of all."),
    "named-graph-uri": (_IRIS, "Named graphs that patterns inside GRAPH see."),
    "partial": ({"type": "string", "enum": ["yes", "no"]}, "yes: take the first part of an answer that is too long."),
}
_FORMAT = {"name": "format", "in": "query", "schema": _TEXT, "description": "Goes before Accept: json, csv, ttl …"}
#: What every page may answer besides.
_ERRORS = {
    "404": ("There is no such thing here.", "application/json"),
    "414": ("The address is too long.", "text/plain"),
    "421": ("The server has another name.", "text/plain"),
}
_REFUSALS = {
    "400": "It is no query, or more than one, or does more than read; the body says what to mend.",
    "403": "It is an update.",
    "406": "None of the formats that are accepted is there.",
    "413": "The body is too long.",
    "500": "The query takes more time, memory or rows than it may.",
    "503": "Too many queries are running; try again after Retry-After.",
}


def _content(formats: Sequence[Format]) -> dict[str, Any]:
    return {name: {"schema": _TEXT} for name in dict.fromkeys(offered(formats))}


def _refusals(*statuses: str) -> dict[str, Any]:
    return {
        status: {"description": _REFUSALS[status], "content": {"text/plain": {"schema": _TEXT}}} for status in statuses
    }


def _field(name: str) -> dict[str, Any]:
    schema, description = _FIELDS[name]
    return {"name": name, "in": "query", "schema": schema, "description": description}


_ANSWER = {
    "description": "The answer, whole unless X-Result-Limit says otherwise. Without a query: the service in RDF.",
    "headers": {"X-Result-Limit": {"schema": _TEXT, "description": "The limit that a partial answer was cut at."}},
    "content": _content((*SOLUTIONS, *TRIPLES)),
}
_ANSWERS = {"200": _ANSWER, **_refusals("400", "406", "500", "503")}
ENDPOINT_GET: dict[str, Any] = {
    "tags": ["graph"],
    "summary": "Ask the graph in SPARQL",
    "parameters": [*(_field(name) for name in _FIELDS), _FORMAT],
    "responses": _ANSWERS,
}
ENDPOINT_POST: dict[str, Any] = {
    "tags": ["graph"],
    "summary": "Ask the graph in SPARQL, by a body",
    "parameters": [_field(name) for name in _FIELDS if name.endswith("-uri")],
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {name: {**schema, "description": text} for name, (schema, text) in _FIELDS.items()},
                }
            },
            "application/sparql-query": {"schema": _TEXT},
        },
    },
    "responses": {**_ANSWERS, **_refusals("403", "413")},
}
DATASET: dict[str, Any] = {
    "tags": ["graph"],
    "summary": "The dataset and the service: VoID, DCAT, service description",
    "parameters": [_FORMAT],
    "responses": {"200": {"description": "The description.", "content": _content(TRIPLES)}, **_refusals("406")},
}
THING: dict[str, Any] = {
    "tags": ["graph"],
    "summary": "What an IRI of the graph stands for",
    "responses": {
        "200": {"description": "A named graph, or the ontology.", "content": _content(TRIPLES)},
        "303": {"description": "The page of a thing, or its RDF, by what is accepted."},
        "404": {"description": "Nothing in the graph has this IRI."},
        **_refusals("406"),
    },
}
SCHEMAS: Mapping[str, Any] = {
    "Table": {
        "type": "object",
        "required": ["name", "title", "columns", "rows"],
        "properties": {
            "name": _TEXT,
            "title": _TEXT,
            "columns": {"type": "object", "additionalProperties": _TEXT, "description": "Headings by column."},
            "rows": {"type": "array", "items": {"type": "object"}},
        },
    },
    "View": {
        "type": "object",
        "required": ["title", "page", "language", "version", "graph", "tables"],
        "properties": {
            "title": _TEXT,
            "page": {**_TEXT, "description": "The name of the page."},
            "language": {**_TEXT, "enum": list(LANGUAGES)},
            "version": {**_TEXT, "description": "The version of strategylinks."},
            "graph": {**_TEXT, "description": "The fingerprint of what the graph was built from."},
            "tables": {"type": "array", "items": {"$ref": "#/components/schemas/Table"}},
        },
    },
    "Error": {
        "type": "object",
        "required": ["error", "do", "status"],
        "properties": {"error": _TEXT, "do": _TEXT, "status": {"type": "integer"}},
    },
}


def page_operation(page: Page) -> dict[str, Any]:
    """Describe the JSON twin of a page."""
    parameters = [_parameter(name, "path") for name in ("language", *page.parameters)]
    parameters += [_parameter(name, "query") for name in page.takes]
    answered = {"application/json": {"schema": {"$ref": "#/components/schemas/View"}}}
    error = {"$ref": "#/components/schemas/Error"}
    return {
        "tags": [page.section.value],
        "summary": f"The page “{page.name}” as data",
        "description": f"{getdoc(page.show) or ''}\n\nWithout .json it is the page; its tables are .csv and .xlsx.",
        "parameters": parameters,
        "responses": {
            "200": {"description": "What the page says, and its tables.", "content": answered},
            **{
                status: {
                    "description": text,
                    "content": {kind: {"schema": error if kind.endswith("json") else _TEXT}},
                }
                for status, (text, kind) in _ERRORS.items()
            },
        },
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    schema = {**_TEXT, "enum": list(LANGUAGES)} if name == "language" else dict(_TEXT)
    return {"name": name, "in": place, "required": place == "path", "schema": schema}
