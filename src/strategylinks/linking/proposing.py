"""Propose what the register may lack: words that look like names, and conditions that name nothing known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from strategylinks.linking.linkages import Ground
from strategylinks.linking.linker import Linker
from strategylinks.linking.names import Found
from strategylinks.linking.sentences import Sentence
from strategylinks.model import MonitoringReport
from strategylinks.organisation import Organisation
from strategylinks.register import Register

_WORD = re.compile(r"\w[\w&+.:’'-]*\w|\w")
_ACRONYM = re.compile(r"(?=\w*[A-ZÅÄÖ]\w*[A-ZÅÄÖ])[A-ZÅÄÖ][A-ZÅÄÖ\d&]+(?=$|:|-|[a-zåäö]{1,4}$)")
_COMPOUND = re.compile(r"[A-ZÅÄÖ]\w*-[a-zåäö]\w+")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•–(\"”]\s*)$")


class CandidateKind(StrEnum):
    """Say why a word looks like a name."""

    ACRONYM = "acronym"
    COMPOUND = "compound"
    CAPITALISED = "capitalised"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a word that may name a partner, initiative or system, as printed, and where it stands."""

    word: str
    kind: CandidateKind
    count: int
    places: tuple[tuple[str, int], ...]
    sample: str


@dataclass(frozen=True, slots=True)
class OpenStatement:
    """Hold a sentence with the words of a condition that names nothing the register knows."""

    report: str
    element: str
    ground: Ground


def propose(
    reports: Iterable[MonitoringReport], organisation: Organisation, register: Register
) -> tuple[list[Candidate], list[OpenStatement]]:
    """List candidates for the register, the most frequent first, and the conditions whose target is not known.

    Two capitalised words in a row may be a person's name and are passed over, unless a form such as "Oy" follows.
    """
    linker = Linker(organisation, register)
    seen: dict[tuple[CandidateKind, str], list[tuple[str, Ground]]] = defaultdict(list)
    statements: list[OpenStatement] = []
    for report in reports:
        finder = linker.statement_finder(report)
        for sentence, found in linker.named(report):
            ground = sentence.ground()
            for kind, word in _candidates(sentence, found, register.wording.organisation_forms):
                seen[kind, word].append((report.entry.id, ground))
            if finder.is_condition(sentence.text) and not list(finder.find(sentence, found)):
                statements.append(OpenStatement(report.entry.id, sentence.element.key, ground))
    candidates = [_candidate(kind, word, places) for (kind, word), places in seen.items()]
    return sorted(candidates, key=lambda each: (-each.count, each.word)), statements


def _candidate(kind: CandidateKind, word: str, seen: list[tuple[str, Ground]]) -> Candidate:
    places = dict.fromkeys((report, span.first) for report, ground in seen for span in ground.sources)
    return Candidate(word, kind, len(seen), tuple(places), seen[0][1].text)


def _candidates(
    sentence: Sentence, found: Iterable[Found], organisation_forms: Collection[str]
) -> Iterator[tuple[CandidateKind, str]]:
    text = sentence.text
    for name in found:
        text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        word = match[0]
        acronym = _ACRONYM.match(word)
        if acronym:
            yield CandidateKind.ACRONYM, acronym[0]
        elif _COMPOUND.fullmatch(word):
            yield CandidateKind.COMPOUND, word
        elif word[0].isupper() and not _SENTENCE_START.search(text[: match.start()]):
            around = [words[at][0] for at in (number - 1, number + 1) if 0 <= at < len(words)]
            if not any(each[0].isupper() and each not in organisation_forms for each in around):
                yield CandidateKind.CAPITALISED, word
