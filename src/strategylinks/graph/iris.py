"""The IRIs of everything in the graph: readable, and the same for the same thing in every build."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from rdflib import URIRef

from strategylinks.loading.keys import hash_of, slug
from strategylinks.model import Plan, SourceSpan

DEFAULT_BASE = "https://w3id.org/strategylinks/"


@dataclass(frozen=True, slots=True)
class Iris:
    """Make IRIs under a base, which a publisher can set to its own."""

    base: str = DEFAULT_BASE

    def municipality(self, municipality: str) -> URIRef:
        """Give the IRI of a municipality."""
        return self._id(municipality)

    def plan(self, plan: Plan) -> URIRef:
        """Give the IRI of a plan."""
        return self._id(plan.municipality, self._plan_part(plan))

    def element(self, plan: Plan, key: str) -> URIRef:
        """Give the IRI of a programme, goal, flagship project or action."""
        return self._id(plan.municipality, self._plan_part(plan), *key.split("/"))

    def report(self, report: str) -> URIRef:
        """Give the IRI of a monitoring report."""
        return URIRef(f"{self.base}report/{quote(report)}")

    def of_report(self, report: str, *parts: str) -> URIRef:
        """Give the IRI of something that only one report states."""
        return URIRef("/".join([self.report(report), *map(quote, parts)]))

    def span(self, report: str, span: SourceSpan) -> URIRef:
        """Give the IRI of a place in a report."""
        return self.of_report(report, "lines", f"{span.first}-{span.last}", hash_of(span.quote))

    def unit(self, municipality: str, unit: str) -> URIRef:
        """Give the IRI of a unit."""
        return self._id(municipality, "unit", slug_keeping_case(unit))

    def post(self, municipality: str, post: str) -> URIRef:
        """Give the IRI of a post."""
        return self._id(municipality, "post", post)

    def named(self, municipality: str | None, thing: str) -> URIRef:
        """Give the IRI of a partner, initiative or system; a national one is of no municipality."""
        return self._id(*filter(None, (municipality, "named", thing)))

    def change(self, municipality: str, change: str) -> URIRef:
        """Give the IRI of a reorganisation."""
        return self._id(municipality, "reorganisation", change)

    def mapping(self, pair: str, key: str) -> URIRef:
        """Give the IRI of a reviewed mapping between the elements of a pair of reports."""
        return URIRef(f"{self.base}mapping/{quote(pair)}/{quote(key)}")

    def correction(self, correction: str) -> URIRef:
        """Give the IRI of a reviewed correction."""
        return URIRef(f"{self.base}correction/{quote(correction)}")

    def report_graph(self, report: str) -> URIRef:
        """Give the IRI of the named graph of a report."""
        return URIRef(f"{self.base}graph/report/{quote(report)}")

    def linkages_graph(self, report: str) -> URIRef:
        """Give the IRI of the named graph of the linkages that a report shows."""
        return URIRef(f"{self.base}graph/linkages/{quote(report)}")

    def graph(self, name: str) -> URIRef:
        """Give the IRI of a named graph that belongs to no report: organisation, vocabulary, provenance."""
        return URIRef(f"{self.base}graph/{name}")

    def _id(self, *parts: str) -> URIRef:
        return URIRef("/".join([f"{self.base}id", *map(quote, parts)]))

    @staticmethod
    def _plan_part(plan: Plan) -> str:
        return plan.id.removeprefix(f"{plan.municipality}-")


def slug_keeping_case(label: str) -> str:
    """Make an IRI part of an abbreviation: "KYMP" stays as it is, anything longer becomes a slug."""
    return label if label.isascii() and label.isalnum() else slug(label)
