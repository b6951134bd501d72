"""The question library as forms with answers: questions of the graph, and analyses of its network."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from strategylinks.analysis.analyses import analyse_networks, analyses, find_analysis
from strategylinks.querying.asking import ask, bound_question, find_question, questions
from strategylinks.querying.header import Header
from strategylinks.querying.library import query_text
from strategylinks.table import LANGUAGES, Column, Table
from strategylinks.web.asking.answers import shown
from strategylinks.web.asking.examples import examples
from strategylinks.web.asking.fields import fields
from strategylinks.web.asking.meaning import Outcome, attempt, needed
from strategylinks.web.asking.wording import explained
from strategylinks.web.sharing.networks import network_of
from strategylinks.web.site import Site
from strategylinks.web.view import File, Page, Section, View
from strategylinks.web.visit import Visit
from strategylinks.web.words import say

#: So many rows are shown at a time; the files have them all.
ROWS_SHOWN = 500
#: The names of all parameters of all questions and analyses; a test compares them with the headers.
TAKEN = (
    "below",
    "day",
    "decision",
    "depth",
    "direction",
    "earlier",
    "element",
    "flagship",
    "goal",
    "kind",
    "later",
    "level",
    "minimum",
    "municipality",
    "mutual",
    "named",
    "of",
    "other",
    "report",
    "reviewer",
    "sdg",
    "term",
    "top",
    "unit",
    "within",
)
#: The groups of the library, in the order in which strategists ask.
_GROUPS = (
    "responsibility",
    "dependency",
    "progress",
    "succession",
    "structure",
    "indicators",
    "organisation",
    "trust",
)
_SENTENCE = re.compile(r"(?<=[^\s“”]{4}\.)\s+(?=[A-ZÅÄÖ])")
#: A longer query does not fit an address.
_LONGEST_QUERY = 5_000


def show_library(visit: Visit) -> View:
    """Show all questions and analyses in plain words, by what they are about."""
    groups = {group: [_entry(visit, one, "question") for one in _of_group(group)] for group in _groups()}
    groups["analysis"] = [_entry(visit, header, "analysis") for header in analyses()]
    count = sum(map(len, groups.values()))
    table = _library_table(groups)
    content = {"groups": groups, "count": count}
    return View(visit.say("ask.title"), "questions.html.jinja", content, {"count": count}, [table])


def _groups() -> list[str]:
    """Give the groups of the library; one that has no place in the order comes last."""
    found = dict.fromkeys(header.name.partition("/")[0] for header in questions())
    return sorted(found, key=lambda group: _GROUPS.index(group) if group in _GROUPS else len(_GROUPS))


def _of_group(group: str) -> list[Header]:
    return [header for header in questions() if header.name.partition("/")[0] == group]


def _entry(visit: Visit, header: Header, page: str) -> dict[str, Any]:
    name, description = _short(header), explained(visit, visit.text(header.description))
    return {
        "name": name,
        "title": visit.text(header.title),
        "description": description,
        "summary": _SENTENCE.split(description)[0],
        "needs": [visit.text(parameter.title) for parameter in needed(header)],
        "address": visit.link(page, name=name),
        "page": page,
    }


def _short(header: Header) -> str:
    return header.name.rpartition("/")[2]


def _library_table(groups: Mapping[str, Sequence[Mapping[str, Any]]]) -> Table:
    names = ("group", "name", "title", "description", "needs", "address")
    columns = [Column(name, {code: say(code, f"ask.column-{name}") for code in LANGUAGES}) for name in names]
    rows = [
        {**{name: entry[name] for name in names[1:]}, "group": group, "needs": ", ".join(entry["needs"])}
        for group, entries in groups.items()
        for entry in entries
    ]
    return Table("questions", {code: say(code, "ask.title") for code in LANGUAGES}, columns, rows)


def show_question(visit: Visit) -> View:
    """Show the form of a question, and its answer where all is given that it needs."""
    header = find_question(visit.parameters["name"])
    outcome = attempt(visit, header, lambda given: ask(header.name, visit.site.engine, **given))
    is_answered = outcome.table is not None
    text = bound_question(header, outcome.given, visit.site.engine) if is_answered else query_text(header.name)
    return _view(visit, header, outcome, text)


def show_analysis(visit: Visit) -> View:
    """Show the form of an analysis, and its answer where all is given that it needs."""
    header = find_analysis(visit.parameters["name"]).header
    outcome = attempt(visit, header, lambda given: _analysed(visit.site, header, given))
    return _view(visit, header, outcome, "")


def _analysed(site: Site, header: Header, given: Mapping[str, str]) -> Table:
    return analyse_networks(partial(network_of, site), header.name, site.engine, **given)


def _view(visit: Visit, header: Header, outcome: Outcome, text: str) -> View:
    table = outcome.table
    offset = _offset(visit, len(table) if table else 0)
    content = {
        "header": header,
        "outcome": outcome,
        "fields": fields(visit, header, outcome.given, outcome.meant),
        "examples": [] if table else examples(visit, header),
        "table": table,
        "shown": shown(visit, table, offset, ROWS_SHOWN) if table else None,
        "offset": offset,
        "step": ROWS_SHOWN,
        "note": explained(visit, visit.text(table.note if table else header.description)),
        "query": text,
        "fits": len(text) <= _LONGEST_QUERY and "editor" in visit.site.pages,
        "changed": partial(_changed, visit, outcome.given),
    }
    data: dict[str, object] = {
        "name": header.name,
        "given": dict(outcome.given),
        "parameters": _described(visit, header),
    }
    data |= {"note": content["note"], "problem": _told(outcome)}
    files = [File("rq", text.encode)] if text else []
    return View(visit.text(header.title), "question.html.jinja", content, data, [table] if table else [], files=files)


def _offset(visit: Visit, count: int) -> int:
    """Give the first row to show: always the first of a page."""
    asked = visit.query.get("offset", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    return number // ROWS_SHOWN * ROWS_SHOWN if number < count else 0


def _changed(visit: Visit, given: Mapping[str, str], **values: str) -> str:
    """Link to the same question with other values."""
    return visit.link(visit.page.name, **visit.parameters, **{**given, **values})


def _described(visit: Visit, header: Header) -> list[dict[str, object]]:
    return [
        {"name": one.name, "type": one.type, "title": visit.text(one.title), "required": one.is_required}
        for one in header.accepted
    ]


def _told(outcome: Outcome) -> dict[str, object] | None:
    if outcome.is_too_broad:
        return {"narrow": "municipality"}
    if outcome.problem:
        choices = [{"value": one.value, "label": one.label, "report": one.group} for one in outcome.problem.choices]
        return {"parameter": outcome.problem.parameter.name, "given": outcome.problem.given, "choices": choices}
    return {"missing": [parameter.name for parameter in outcome.missing]} if outcome.missing else None


def _open(headers: Callable[[], Sequence[Header]]) -> Callable[[Site], Iterable[Mapping[str, str]]]:
    """Give the addresses of what answers without being given anything."""
    return lambda _: [{"name": _short(header)} for header in headers() if not needed(header)]


PAGES: Sequence[Page] = (
    Page("questions", "questions", Section.QUESTIONS, show_library),
    Page(
        "question",
        "questions/{name}",
        Section.QUESTIONS,
        show_question,
        addresses=_open(questions),
        takes=(*TAKEN, "offset"),
    ),
    Page(
        "analysis",
        "analyses/{name}",
        Section.QUESTIONS,
        show_analysis,
        addresses=_open(analyses),
        takes=(*TAKEN, "offset"),
    ),
)
