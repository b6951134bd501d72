"""The SPARQL editor: it works as a form, and a script makes the field a better one."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from strategylinks.engines.engine import Solutions, Term
from strategylinks.engines.limited import Cut, Form
from strategylinks.errors import QueryError
from strategylinks.graph.namespaces import PREFIXES
from strategylinks.querying.asking import find_question, questions, value_of
from strategylinks.querying.library import query_text, select
from strategylinks.table import Column, Table
from strategylinks.web.addressing import ServerAddresses
from strategylinks.web.protocol.answering import LIMITS, Answered, BusyError, answering
from strategylinks.web.protocol.results import SOLUTIONS, TRIPLES
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

#: So many rows stand on the page; files have them all.
_MOST_SHOWN = 500
_HEADER = re.compile(r"^#\+.*\n", re.MULTILINE)
_FIRST = """PREFIX sl: <https://w3id.org/strategylinks/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?goal ?code ?name
WHERE {
  ?goal a sl:Goal ; skos:prefLabel ?name .
  OPTIONAL { ?goal skos:notation ?code }
}
ORDER BY ?goal
LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold a term as it is shown: an address where it leads somewhere, the language of a text."""

    text: str
    address: str = ""
    language: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what came of a query: rows, true or false, or what was wrong, with its line."""

    seconds: float = 0.0
    form: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Cell | None]] = ()
    count: int = 0
    cut: str = ""
    truth: bool | None = None
    error: str = ""
    do: str = ""
    line: int | None = None
    downloads: Mapping[str, str] = field(default_factory=dict)


def show(visit: Visit) -> View:
    """Show the editor, and the answer to the query that was asked."""
    asked = visit.query.get("query", "")
    shown, tables = _asked(visit, asked) if asked else (None, ())
    chosen = visit.query.get("question", "")
    prefixes = {**{name: str(iri) for name, iri in PREFIXES.items()}, **_own_prefixes(visit.site.base)}
    content: dict[str, Any] = {
        "text": asked or (_example(chosen) if chosen else _FIRST),
        "shown": shown,
        "most_shown": _MOST_SHOWN,
        "limits": LIMITS,
        "groups": _groups(),
        "chosen": chosen,
        "prefixes": [f"{name}: <{iri}>" for name, iri in sorted(prefixes.items())],
        "terms": list(select(visit.site.engine, "pages/ontology-terms")),
        "endpoint": f"{_root(visit)}/sparql",
        "root": _root(visit),
    }
    return View(visit.say("editor.title"), "editor.html.jinja", content, data=_data(asked, shown), tables=tables)


def _asked(visit: Visit, text: str) -> tuple[Shown, Sequence[Table]]:
    started = time.perf_counter()
    try:
        answered = answering().answer(visit.site, text)
    except (QueryError, BusyError) as error:
        return Shown(error=error.what, do=error.do, line=error.line), ()
    seconds = round(time.perf_counter() - started, 2)
    downloads = _downloads(visit, text, answered)
    if isinstance(answered.found, bool):
        shown = Shown(seconds, answered.form.value, truth=answered.found, downloads=downloads)
        return shown, [Table("sparql", {}, [Column("answer")], [{"answer": answered.found}])]
    columns, rows = _rows(visit, answered)
    cut = "" if answered.cut is None else "bytes" if answered.cut is Cut.BYTES else "rows"
    cells = [[_cell(visit, term) for term in row] for row in rows[:_MOST_SHOWN]]
    shown = Shown(seconds, answered.form.value, columns, cells, len(rows), cut, downloads=downloads)
    # A table that is cut is not given as a file that looks whole.
    return shown, [] if cut else [_table(columns, rows)]


def _rows(visit: Visit, answered: Answered) -> tuple[Sequence[str], Sequence[Sequence[Term | None]]]:
    if isinstance(answered.found, Solutions):
        return answered.found.variables, answered.found.rows
    if isinstance(answered.found, bool):
        return (), ()
    columns = [visit.say(f"editor.{name}") for name in ("subject", "property", "value")]
    return columns, [(triple.subject, triple.predicate, triple.object) for triple in answered.found]


def _table(columns: Sequence[str], rows: Sequence[Sequence[Term | None]]) -> Table:
    written = [dict(zip(columns, map(value_of, row), strict=True)) for row in rows]
    return Table("sparql", {}, [Column(name, {"en": name}) for name in columns], written)


def _cell(visit: Visit, term: Term | None) -> Cell | None:
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return Cell(term.value, language=term.language or "", is_number=isinstance(value_of(term), int | float))
    if not isinstance(term, ox.NamedNode):
        return Cell(str(term))
    return Cell(_short(term.value, visit.site.base), _address(visit, term.value))


def _address(visit: Visit, iri: str) -> str:
    """Lead to the page of a thing, or to some triples of a graph; an address of any other kind stays text."""
    if iri.startswith(f"{visit.site.base}graph/"):
        return visit.link("editor", query=f"SELECT * {{ GRAPH {ox.NamedNode(iri)} {{ ?s ?p ?o }} }} LIMIT 100")
    if iri.startswith(visit.site.base) and "thing" in visit.site.pages:
        return visit.thing(iri)
    return iri if iri.startswith(("https://", "http://")) else ""


def _short(iri: str, base: str) -> str:
    """Write an IRI with a prefix, the longest that fits."""
    known = {**PREFIXES, **_own_prefixes(base)}
    fitting = [(str(space), name) for name, space in known.items() if iri.startswith(str(space))]
    if not fitting:
        return iri
    space, name = max(fitting, key=lambda one: len(one[0]))
    return f"{name}:{iri.removeprefix(space)}"


def _own_prefixes(base: str) -> dict[str, str]:
    return {name: f"{base}{name}/" for name in ("id", "report", "graph", "mapping", "vocabulary")}


def _downloads(visit: Visit, text: str, answered: Answered) -> dict[str, str]:
    formats = SOLUTIONS if answered.form in (Form.SELECT, Form.ASK) else TRIPLES
    partial = {"partial": "yes"} if answered.cut else {}
    names = [form.names[0] for form in formats]
    return {name: f"{_root(visit)}/sparql?{urlencode({'query': text, 'format': name, **partial})}" for name in names}


def _root(visit: Visit) -> str:
    return visit.addresses.root if isinstance(visit.addresses, ServerAddresses) else ""


def _groups() -> list[tuple[str, list[Any]]]:
    return [(group, list(found)) for group, found in groupby(questions(), key=lambda one: one.name.partition("/")[0])]


def _example(name: str) -> str:
    """Give the query of a question, its header replaced by its title; raise NotInGraphError where there is none."""
    header = find_question(name)
    return f"# {header.title.get('en', header.name)}\n{_HEADER.sub('', query_text(header.name))}"


def _data(asked: str, shown: Shown | None) -> dict[str, object]:
    if shown is None:
        return {"query": asked}
    told = {name: getattr(shown, name) for name in ("form", "seconds", "truth", "error", "do", "line")}
    return {"query": asked, "rows": shown.count, "is_whole": not shown.cut, **told}


PAGES: Sequence[Page] = (
    Page("editor", "sparql-editor", Section.SPARQL, show, is_live=True, takes=("query", "question")),
)
