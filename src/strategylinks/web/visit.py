"""One visit to a page: who asks for what in which language, and the words and links that the page needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from strategylinks.errors import NotInGraphError
from strategylinks.table import Texts, in_language
from strategylinks.web import words
from strategylinks.web.addressing import Addresses
from strategylinks.web.site import Site
from strategylinks.web.view import Page


@dataclass(frozen=True, slots=True)
class Visit:
    """Hold a visit: ``parameters`` come from the path, ``query`` from the part of the address behind the "?"."""

    site: Site
    page: Page
    language: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    addresses: Addresses

    @property
    def path(self) -> str:
        """Give the path of the page below its language."""
        return self.page.fill(self.parameters)

    @property
    def is_live(self) -> bool:
        """Tell whether a server answers, so that forms work."""
        return self.addresses.is_live

    @property
    def has_files(self) -> bool:
        """Tell whether there are files of the page beside its data."""
        return self.is_live or not self.page.is_detail

    def say(self, key: str, /, **values: object) -> str:
        """Give a text in the language of the visit."""
        return words.say(self.language, key, **values)

    def text(self, texts: Texts) -> str:
        """Choose the language of the visit from texts."""
        return in_language(texts, self.language)

    def number(self, value: object) -> str:
        """Write a number as the language of the visit does."""
        return words.number(self.language, value)

    def link(self, name: str, /, **parameters: str) -> str:
        """Link to a page by its name; parameters that are not in its path are asked behind a "?"."""
        page = self.site.page(name)
        asked = {key: value for key, value in parameters.items() if key not in page.parameters}
        return self.addresses.page(self.language, page.fill(parameters), asked)

    def thing(self, iri: str) -> str:
        """Link to the page of anything in the graph."""
        return self.link("thing", path=self.site.local(iri))

    def source(self, report: str, first: int, last: int | None = None) -> str:
        """Link to the lines of a report, in context."""
        return self.link("source", report=report) + f"#L{first}" + (f"-{last}" if last and last != first else "")

    def in_language(self, language: str) -> str:
        """Link to the same page in another language."""
        return self.addresses.page(language, self.path, self.query)

    def file(self, suffix: str) -> str:
        """Link to the same page in another format."""
        return self.addresses.file(self.language, self.path, suffix, self.query)

    def asset(self, name: str) -> str:
        """Link to a style sheet, script or font."""
        return self.addresses.asset(name)

    def report(self, name: str = "report") -> str:
        """Give the report that the path names; raise NotInGraphError where there is none of that id."""
        wanted = self.parameters[name]
        if wanted not in self.site.reports:
            raise NotInGraphError(f"there is no report {wanted!r}", do=f"Reports: {', '.join(self.site.reports)}.")
        return wanted

    def seen_from(self, addresses: Addresses) -> Visit:
        """Give the same visit with other addresses."""
        return replace(self, addresses=addresses)
