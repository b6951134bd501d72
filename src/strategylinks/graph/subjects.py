"""Reviewed contributions of elements to the UN sustainable development goals, in RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from strategylinks.errors import WorkspaceError
from strategylinks.graph.iris import Iris
from strategylinks.graph.namespaces import SL
from strategylinks.graph.sources import SourceWriter
from strategylinks.model import Element, MonitoringReport, SourceSpan
from strategylinks.organisation import Evidence
from strategylinks.subjects import Subject

SDG = Namespace("http://metadata.un.org/sdg/")
_SPACE = re.compile(r"\s+")
_MEND = "Mend the entry in data/subjects.toml."


def write_subjects(graph: Graph, subjects: Iterable[Subject], report: MonitoringReport, iris: Iris) -> None:
    """Write the judgements about one report; raise WorkspaceError where its element or words are not there."""
    for subject in subjects:
        if subject.evidence.report == report.entry.id:
            _check_words(subject, report)
            _write_subject(graph, subject, _element(subject, report), report, iris)


def _write_subject(graph: Graph, subject: Subject, element: Element, report: MonitoringReport, iris: Iris) -> None:
    iri = iris.element(report.entry.plan, element.key)
    sources = SourceWriter(graph, iris, report.entry.id)
    for goal in subject.goals:
        judgement = URIRef(f"{iri}/subject/{report.entry.id}/{goal}")
        graph.add((iri, DCTERMS.subject, SDG[str(goal)]))
        graph.add((judgement, RDF.type, SL.Fact))
        graph.add((judgement, SL.isAbout, iri))
        graph.add((judgement, DCTERMS.subject, SDG[str(goal)]))
        graph.add((judgement, SL.isStatedIn, iris.report(report.entry.id)))
        graph.add((judgement, SL.text, Literal(subject.evidence.quote, lang="fi")))
        graph.add((judgement, SL.confidence, Literal(Decimal(1))))
        sources.write_spans(judgement, [_span(subject.evidence)])


def _span(evidence: Evidence) -> SourceSpan:
    return SourceSpan(evidence.first, evidence.last, evidence.quote)


def _element(subject: Subject, report: MonitoringReport) -> Element:
    """Find the element by its key or code."""
    found = [element for element in report.elements if subject.element in (element.key, element.code)]
    if len(found) != 1:
        raise WorkspaceError(
            f"the subject {subject.element!r} names {len(found)} elements", where=report.entry.id, do=_MEND
        )
    return found[0]


def _check_words(subject: Subject, report: MonitoringReport) -> None:
    evidence = subject.evidence
    lines = "\n".join(report.lines[evidence.first - 1 : evidence.last])
    if _folded(evidence.quote) not in _folded(lines):
        raise WorkspaceError(
            f"the words that show the subject of {subject.element!r} do not stand here: “{evidence.quote}”",
            where=report.entry.id,
            line=evidence.first,
            do=_MEND,
        )


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
