"""Find: the words that were asked for, in all their forms, and the best of what has them first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from strategylinks.web.search.documents import GROUP_OF, GROUPS, Document
from strategylinks.web.search.forms import fold, tokens
from strategylinks.web.search.index import Index
from strategylinks.web.search.meaning import Term, nearest, understand

#: More is not read of what a visitor types.
LONGEST = 200
_MOST_TERMS = 8
#: So many of each group are weighed, and so many shown of one that was asked for alone.
_WEIGHED, _WEIGHED_ALONE = 60, 400
#: What a word counts for where it stands: its code, name, text, and what it belongs to.
_FIELDS = {"code": 3.0, "name": 2.0, "text": 1.0, "context": 0.3}
_WHOLE_CODE, _WHOLE_NAME = 10.0, 6.0
#: Of equals, what a strategist asks for first.
_LEANING = {group: (len(GROUPS) - place) / 100 for place, group in enumerate(GROUPS)}
#: Further words, such as those of a report, only narrow what the others find.
_CONTENT = "{code name text}"


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold something found, and how well it answers."""

    document: Document
    group: str
    score: float


class _Match(NamedTuple):
    """Hold the number of a document, and where it stands."""

    number: int
    group: str
    report: str


@dataclass(frozen=True, slots=True)
class Findings:
    """Hold what was found: how many in each group and report, and the best of each group.

    ``words`` are the words of the texts that answer. ``is_partial`` tells that nothing has all that was asked.
    """

    asked: str
    terms: Sequence[Term] = ()
    groups: Mapping[str, int] = field(default_factory=dict)
    reports: Mapping[str, int] = field(default_factory=dict)
    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    is_partial: bool = False
    near: Sequence[str] = ()

    @property
    def count(self) -> int:
        """Count everything found."""
        return sum(self.groups.values())

    @property
    def words(self) -> frozenset[str]:
        """Give the words that answer, as they are compared."""
        return frozenset(word for term in self.terms for word in term.words)

    @property
    def corrected(self) -> str:
        """Give what was probably meant, where nothing has what was typed; else nothing."""
        if not any(term.corrected for term in self.terms):
            return ""
        return " ".join(term.corrected or term.typed for term in self.terms)

    @property
    def best(self) -> list[Hit]:
        """List the hits of all groups, the best first."""
        return sorted((hit for hits in self.hits.values() for hit in hits), key=lambda hit: -hit.score)


def search(index: Index, asked: str, group: str = "", report: str = "") -> Findings:
    """Search an index, in all groups and reports or in one."""
    asked = " ".join(asked[:LONGEST].split())
    terms = understand(index, asked, _MOST_TERMS)
    known = [term for term in terms if term.words]
    if not known:
        return Findings(asked, terms, near=nearest(index, asked))
    is_partial = len(known) < len(terms)
    most = _WEIGHED_ALONE if group else _WEIGHED
    found = _matches(index, _all_of(known))
    if not found:
        is_partial, found = len(known) > 1, _matches(index, _any_of(known))
    groups = Counter(one.group for one in found if report in ("", one.report))
    reports = Counter(one.report for one in found if one.report and group in ("", one.group))
    within = [one for one in found if group in ("", one.group) and report in ("", one.report)]
    hits = {
        name: _hits(index, asked, known, [one.number for one in within if one.group == name][:most])
        for name in GROUPS
        if any(one.group == name for one in within)
    }
    ordered = dict(sorted(hits.items(), key=lambda pair: -max(hit.score for hit in pair[1])))
    return Findings(asked, terms, groups, reports, ordered, is_partial)


def _either(term: Term) -> str:
    words = " OR ".join(f'"{word}"' for word in term.words)
    return f"({words})"


def _any_of(terms: Sequence[Term]) -> str:
    return " OR ".join(map(_either, terms))


def _all_of(terms: Sequence[Term]) -> str:
    """Want all words, at least one of them in what a thing says itself."""
    return f"({' AND '.join(map(_either, terms))}) AND {_CONTENT} : ({_any_of(terms)})"


def _matches(index: Index, match: str) -> list[_Match]:
    """List everything that matches, the best first."""
    rows = index.select(
        'SELECT p.id, p."group", p.report FROM found f JOIN places p ON p.id = f.rowid '
        "WHERE found MATCH ? ORDER BY bm25(found, 8, 5, 2, 0.5)",
        [match],
    )
    return [_Match(int(str(number)), str(group), str(report)) for number, group, report in rows]


def _hits(index: Index, asked: str, terms: Sequence[Term], numbers: Sequence[int]) -> list[Hit]:
    contexts = index.contexts(numbers)
    documents = index.documents(numbers)
    hits = [
        Hit(one, GROUP_OF[one.kind], _score(one, contexts[number], asked, terms)) for number, one in documents.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.document.report, hit.document.first, hit.document.iri))


def _score(document: Document, context: str, asked: str, terms: Sequence[Term]) -> float:
    """Weigh a document: how near its words are to those asked for, and where they stand."""
    texts = {"code": document.code, "name": document.name, "text": document.text, "context": context}
    standing = {name: set(tokens(text)) for name, text in texts.items() if text}
    score = sum(
        max((_FIELDS[name] * _nearness(term, words) for name, words in standing.items()), default=0) for term in terms
    )
    whole = fold(asked)
    names = standing.get("name", set())
    told = sum(max(term.words.get(word, 0.0) for term in terms) for word in names)
    score += max(_WHOLE_CODE * (fold(document.code) == whole), _WHOLE_NAME * (fold(document.name) == whole))
    return score + (told / len(names) if names else 0) + _LEANING[GROUP_OF[document.kind]]


def _nearness(term: Term, words: set[str]) -> float:
    return max((term.words[word] for word in words & term.words.keys()), default=0.0)
