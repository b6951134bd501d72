"""The navigation: the entry of each section, and which one a page stands under."""

from __future__ import annotations

from dataclasses import dataclass

from strategylinks.web.view import Section
from strategylinks.web.visit import Visit

#: The page that each section begins with.
FIRST_PAGES = {
    Section.OVERVIEW: "overview",
    Section.STRATEGY: "plans",
    Section.RESPONSIBILITY: "matrix",
    Section.DEPENDENCIES: "dependencies",
    Section.NETWORK: "network",
    Section.STATUS: "status",
    Section.INDICATORS: "indicators",
    Section.COMPARISON: "comparison",
    Section.TIMELINE: "timeline",
    Section.QUESTIONS: "questions",
    Section.QUALITY: "quality",
    Section.SPARQL: "editor",
    Section.ABOUT: "about",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of the navigation."""

    section: Section
    title: str
    address: str
    is_here: bool


def entries(visit: Visit) -> list[Entry]:
    """List the lines of the navigation that lead somewhere."""
    return [
        Entry(section, visit.say(f"navigation.{section}"), visit.link(name), visit.page.section is section)
        for section, name in FIRST_PAGES.items()
        if name in visit.site.pages and (visit.is_live or not visit.site.pages[name].is_live)
    ]
