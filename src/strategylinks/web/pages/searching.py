"""The search over everything that has a name or a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from strategylinks.table import LANGUAGES, Column, Table
from strategylinks.web.search.documents import GROUPS, Document
from strategylinks.web.search.finding import Findings, Hit, search
from strategylinks.web.search.forms import tokens
from strategylinks.web.search.indexing import index_of
from strategylinks.web.search.marking import marked, snippet
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit
from strategylinks.web.words import say

#: So many of each group are shown, and so many where one group was asked for.
_SHOWN, _SHOWN_ALONE = 5, 100
#: A word of this length says something by itself.
_TELLING = 9
_COLUMNS = ("kind", "report", "code", "name", "text", "status", "first", "last", "iri")
#: A code is shown where people use it: that of a partner is only an id.
_CODED = frozenset({"programme", "goal", "flagship", "action", "term"})
_LONGEST_ABBREVIATION = 6


def show(visit: Visit) -> View:
    """Show what answers the words that were typed, by kind."""
    asked = visit.query.get("q", "")
    group = visit.query.get("kind", "") if visit.query.get("kind") in GROUPS else ""
    report = visit.query.get("report", "") if visit.query.get("report") in visit.site.reports else ""
    findings = search(index_of(visit.site), asked, group, report) if asked else Findings("")
    shown = _SHOWN_ALONE if group else _SHOWN
    owners = _owners(visit, findings, shown)
    content = {
        "findings": findings,
        "group": group,
        "report": report,
        "groups": GROUPS,
        "examples": [] if asked else _examples(visit),
        "results": {
            name: [_result(hit, findings, owners) for hit in hits[:shown]] for name, hits in findings.hits.items()
        },
    }
    title = visit.say("search.title-of", asked=findings.asked) if asked else visit.say("search.title")
    tables = [_table(visit, findings)] if findings.count else []
    return View(title, "searching.html.jinja", content, _data(findings), tables)


def _examples(visit: Visit) -> list[str]:
    """Give what a visitor can begin with: words that goals share, a code of a goal, abbreviations of units."""
    index = index_of(visit.site)
    goals = index.select("SELECT code, name FROM documents WHERE kind = 'goal' ORDER BY id LIMIT 400")
    units = index.select("SELECT code FROM documents WHERE kind = 'unit' AND length(code) < 5 ORDER BY id LIMIT 2")
    told = Counter(word for _, name in goals for word in set(tokens(str(name))) if len(word) >= _TELLING)
    codes = [str(code) for code, _ in goals if code]
    return [*(word for word, _ in told.most_common(3)), *codes[:1], *(str(code) for (code,) in units)]


def _owners(visit: Visit, findings: Findings, shown: int) -> Mapping[str, Document]:
    """Give what the texts and indicators that are shown are about, by IRI."""
    wanted = {hit.document.owner for hits in findings.hits.values() for hit in hits[:shown] if hit.document.owner}
    return index_of(visit.site).things(wanted)


def _result(hit: Hit, findings: Findings, owners: Mapping[str, Document]) -> dict[str, Any]:
    document = hit.document
    is_abbreviation = document.kind == "unit" and len(document.code) <= _LONGEST_ABBREVIATION
    return {
        "thing": document,
        "code": document.code if document.kind in _CODED or is_abbreviation else "",
        "name": marked(document.name, findings.words),
        "text": snippet(document.text, findings.words),
        "owner": owners.get(document.owner),
    }


def _table(visit: Visit, findings: Findings) -> Table:
    columns = [Column(name, {code: say(code, f"search.{name}") for code in LANGUAGES}) for name in _COLUMNS[:-1]]
    columns.append(Column("iri", {"en": "IRI"}, is_iri=True))
    rows = [{name: getattr(hit.document, name) or None for name in _COLUMNS} for hit in findings.best]
    for row in rows:
        row["kind"] = visit.say(f"search.one-{row['kind']}")
    return Table("search", {code: say(code, "search.title") for code in LANGUAGES}, columns, rows)


def _data(findings: Findings) -> dict[str, Any]:
    return {
        "asked": findings.asked,
        "corrected": findings.corrected,
        "count": findings.count,
        "groups": findings.groups,
        "reports": findings.reports,
        "nearest": list(findings.near),
    }


PAGES: Sequence[Page] = (
    Page("search", "search", Section.QUESTIONS, show, is_live=True, takes=("q", "kind", "report")),
)
