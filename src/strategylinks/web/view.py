"""What a page is, and what it shows: the same for a server, a static site, and a file on its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from strategylinks.table import Table

if TYPE_CHECKING:
    from strategylinks.web.site import Site
    from strategylinks.web.visit import Visit

_PARAMETER = re.compile(r"\{(?P<name>\w+)(?::\w+)?\}")


class Section(StrEnum):
    """Name the entries of the navigation that pages stand under, in its order."""

    OVERVIEW = "overview"
    STRATEGY = "strategy"
    RESPONSIBILITY = "responsibility"
    DEPENDENCIES = "dependencies"
    NETWORK = "network"
    STATUS = "status"
    INDICATORS = "indicators"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    QUESTIONS = "questions"
    QUALITY = "quality"
    SPARQL = "sparql"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class File:
    """Hold a further download of a page: its label is a word of ``take``, its content is made when asked for."""

    suffix: str
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class View:
    """Hold what a page shows.

    ``content`` is for the template, ``data`` the JSON twin, ``tables`` the CSV (the first) and Excel files, ``picture``
    the main drawing as SVG text.
    """

    title: str
    template: str
    content: Mapping[str, Any]
    data: Mapping[str, Any] = field(default_factory=dict)
    tables: Sequence[Table] = ()
    picture: str = ""
    files: Sequence[File] = ()


def no_addresses(_: Site) -> Iterable[Mapping[str, str]]:
    """Give the parameters of a page that has none: it stands once."""
    return [{}]


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page: its address below the language, and the function that shows it.

    ``addresses`` lists the parameters of all pages of this kind, for the static site. A live page needs a server: it
    answers what was typed. A page for editing is there only where editing is switched on. Of pages of details there are
    thousands: a static site has them as pages and data, and a server has their other files.
    """

    name: str
    path: str
    section: Section
    show: Callable[[Visit], View]
    addresses: Callable[[Site], Iterable[Mapping[str, str]]] = no_addresses
    is_live: bool = False
    is_for_editing: bool = False
    is_detail: bool = False
    #: Names of parameters of the query part that it understands.
    takes: Sequence[str] = ()

    @property
    def parameters(self) -> list[str]:
        """List the names of the parameters in its path."""
        return [match["name"] for match in _PARAMETER.finditer(self.path)]

    def fill(self, parameters: Mapping[str, str]) -> str:
        """Write the path with its parameters, not yet quoted."""
        return _PARAMETER.sub(lambda match: parameters[match["name"]], self.path)
