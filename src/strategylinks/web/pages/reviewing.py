"""Review what is proposed for a pair of reports; only there where editing is switched on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from strategylinks.alignment.candidates import Candidate
from strategylinks.alignment.desk import Desk
from strategylinks.alignment.mappings import MappedElement, Outcome, Relation
from strategylinks.alignment.reviewing import open_candidates
from strategylinks.table import in_language
from strategylinks.views.comparison_tables import words_of
from strategylinks.web.view import Page, Section, View
from strategylinks.web.visit import Visit

#: So many elements stand on one page.
_AT_ONCE = 10
#: What a reviewer can say of two elements, and of one without a counterpart.
RELATIONS = (Relation.EXACT, Relation.CLOSE, Relation.BROAD, Relation.NARROW, Relation.RELATED)
ENDINGS = (Outcome.DISCONTINUED, Outcome.NOT_IN_SCOPE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Hold a proposed continuation, and what speaks for it."""

    later: MappedElement
    confidence: float
    evidence: Sequence[str]


@dataclass(slots=True)
class Open:
    """Hold an element that nobody has settled, and what is proposed for it."""

    earlier: MappedElement
    proposals: list[Proposal] = field(default_factory=list)


def show(visit: Visit) -> View:
    """Show what is proposed and not decided, the surest first, a few elements at a time."""
    site = visit.site
    earlier, later = visit.report("earlier"), visit.report("later")
    desk = Desk(site.workspace, site.engine, (earlier, later))
    known = desk.mappings
    candidates = open_candidates(known, site.comparisons.candidates(earlier, later))
    groups = _by_element(candidates)
    start = _start(visit, len(groups))
    content = {
        "sides": [site.reports[earlier], site.reports[later]],
        "open": [_open(desk, group, visit.language) for group in groups[start : start + _AT_ONCE]],
        "number": len(groups),
        "proposals": len(candidates),
        "decided": len(list(known)) if known else 0,
        "start": start,
        "step": _AT_ONCE,
        "relations": RELATIONS,
        "endings": {one.value: words_of("outcome", one.value, visit.language) for one in ENDINGS},
        "reviewer": visit.query.get("reviewer", ""),
        "said": visit.query.get("said", ""),
        "wrong": visit.query.get("wrong", ""),
    }
    title = visit.say("review.title", earlier=site.reports[earlier].short, later=site.reports[later].short)
    return View(title, "review.html.jinja", content, {"open": len(groups), "decided": content["decided"]})


def _by_element(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Gather the candidates of each element, the best first; elements whose best is surest come first."""
    ordered = sorted(candidates, key=lambda one: (one.earlier, -one.confidence))
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: one.earlier)]
    return sorted(groups, key=lambda group: (-group[0].confidence, group[0].earlier))


def _open(desk: Desk, group: Sequence[Candidate], language: str) -> Open:
    found = Open(desk.sides(group[0])[0])
    for candidate in group:
        evidence = [in_language(one.texts, language) for one in candidate.evidence]
        # Hardly likely is not impossible: what rounds to nothing is told in full.
        sure = round(candidate.confidence, 2) or candidate.confidence
        found.proposals.append(Proposal(desk.sides(candidate)[1], sure, evidence))
    return found


def _start(visit: Visit, number: int) -> int:
    asked = visit.query.get("start", "0")
    return min(int(asked), max(0, number - 1)) if asked.isdecimal() and len(asked) < 6 else 0


PAGES: Sequence[Page] = (
    Page(
        "review",
        "review/{earlier}/{later}",
        Section.COMPARISON,
        show,
        is_live=True,
        is_for_editing=True,
        takes=("start", "reviewer", "said", "wrong"),
    ),
)
