"""Layouts: what the headings, markers and columns of a shape of document are called, kept in data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from strategylinks.errors import WorkspaceError


@dataclass(frozen=True)
class Layout:
    """Hold one layout file: which reader reads it, how it is recognised, and the words it is printed with.

    ``settings`` is the rest of the file, which only the layout's reader understands.
    """

    id: str
    reader: str
    status_scale: str
    signs: Mapping[str, float]
    settings: Mapping[str, Any]
    path: Path

    @cached_property
    def sign_patterns(self) -> tuple[tuple[re.Pattern[str], float], ...]:
        """Compile the patterns that a line of such a document matches, with their weights."""
        try:
            return tuple((re.compile(pattern), weight) for pattern, weight in self.signs.items())
        except re.error as error:
            raise WorkspaceError(
                f"the sign {error.pattern!r} is no pattern: {error}", where=self.path, do="Mend the sign."
            ) from error

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of words from the settings; raise WorkspaceError where the file has none."""
        value = self.settings.get(name)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise WorkspaceError(
                f"the layout {self.id!r} has no list of words {name!r}", where=self.path, do=f'Add {name} = ["…"].'
            )
        return tuple(value)

    def columns(self) -> Mapping[str, str]:
        """Map printed column headings, in lower case, to the names of roles."""
        return {heading.casefold(): role for heading, role in self.settings.get("columns", {}).items()}


def read_layout(path: Path) -> Layout:
    """Read a layout file; raise WorkspaceError where it is malformed."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return Layout(
            id=content.pop("id"),
            reader=content.pop("reader"),
            status_scale=content.pop("status_scale", ""),
            signs=content.pop("signs"),
            settings=content,
            path=path,
        )
    except KeyError as error:
        raise WorkspaceError(f"the layout has no {error.args[0]!r}", where=path, do="Add it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WorkspaceError(f"not a TOML file: {error}", where=path, do="Mend the file.") from error


def read_layouts(folder: Path) -> Sequence[Layout]:
    """Read all layout files of a folder, in the order of their names."""
    return [read_layout(path) for path in sorted(folder.glob("*.toml"))]
