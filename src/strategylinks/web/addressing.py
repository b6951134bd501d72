"""Where pages, their files and assets are: on a server, in a static site on disk, or seen from a single file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, urlencode


class Addresses(Protocol):
    """Write the addresses of what a page links to."""

    @property
    def is_live(self) -> bool:
        """Tell whether a server answers."""

    def page(self, language: str, path: str, query: Mapping[str, str]) -> str:
        """Give the address of a page."""

    def file(self, language: str, path: str, suffix: str, query: Mapping[str, str]) -> str:
        """Give the address of a page in another format."""

    def asset(self, name: str) -> str:
        """Give the address of a style sheet, script or font."""


@dataclass(frozen=True, slots=True)
class ServerAddresses:
    """Address pages of a server; ``root`` is where it is mounted, or its whole address for a file on its own."""

    root: str = ""
    is_live: bool = True

    def page(self, language: str, path: str, query: Mapping[str, str]) -> str:
        """Give the address of a page."""
        return f"{self.root}/{language}/{quote(path)}{_asked(query)}"

    def file(self, language: str, path: str, suffix: str, query: Mapping[str, str]) -> str:
        """Give the address of a page in another format."""
        return f"{self.root}/{language}/{quote(path or 'index')}.{suffix}{_asked(query)}"

    def asset(self, name: str) -> str:
        """Give the address of a style sheet, script or font."""
        return f"{self.root}/static/{name}"


@dataclass(frozen=True, slots=True)
class StaticAddresses:
    """Address pages of a static site by relative paths, seen from the page at ``path`` of ``language``."""

    path: str
    is_live: bool = False

    def page(self, language: str, path: str, query: Mapping[str, str]) -> str:
        """Give the relative address of a page; what was asked of a server is left out."""
        return self.file(language, path, "html", query)

    def file(self, language: str, path: str, suffix: str, query: Mapping[str, str]) -> str:  # noqa: ARG002
        """Give the relative address of a page in another format."""
        return f"{self._up}{language}/{quote(static_name(path))}.{suffix}"

    def asset(self, name: str) -> str:
        """Give the relative address of a style sheet, script or font."""
        return f"{self._up}static/{name}"

    @property
    def _up(self) -> str:
        """Lead from the folder of the page to the root of the site."""
        return "../" * (static_name(self.path).count("/") + 1)


def static_name(path: str) -> str:
    """Give the name of a page's files below its language, without a suffix."""
    return path or "index"


def _asked(query: Mapping[str, str]) -> str:
    return f"?{urlencode(query)}" if query else ""
