"""Read the thesaurus of municipal themes: what the same thing is called in other words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from strategylinks.entries import read_toml
from strategylinks.errors import WorkspaceError
from strategylinks.resources import resource_root
from strategylinks.table import Texts

_WHOLE = "$"
#: Beginnings of this length are also recognised inside a word whose parts are not known.
_LONG = 6
#: Of so many parts of words the themes are remembered.
_MOST_SPOKEN = 100_000


@dataclass(frozen=True, slots=True)
class Stems:
    """Hold beginnings of words; those in ``whole`` are whole words, those in ``long`` also tell inside a word."""

    beginnings: tuple[str, ...]
    whole: frozenset[str] = frozenset()
    long: tuple[str, ...] = ()

    def begin(self, word: str) -> bool:
        """Tell whether a word begins so."""
        return word in self.whole or word.startswith(self.beginnings)

    def speak(self, part: str) -> bool:
        """Tell whether a part of a word begins so, or holds a long beginning."""
        return self.begin(part) or any(stem in part for stem in self.long)


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """Hold themes by key, areas of near themes, and the beginnings of words that mean nothing by themselves.

    ``names`` are what themes are called, by key and language.
    """

    themes: Mapping[str, Stems]
    generic: Stems = Stems(())
    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Mapping[str, Texts] = field(default_factory=dict)
    #: The themes of the parts of words that were met: reports repeat them thousands of times.
    _spoken: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def themes_of(self, parts: Iterable[str]) -> frozenset[str]:
        """Name the themes that parts of words speak of."""
        return frozenset[str]().union(*map(self._of_part, parts))

    def _of_part(self, part: str) -> frozenset[str]:
        known = self._spoken.get(part)
        if known is None:
            is_generic = self.generic.begin(part)
            known = frozenset(name for name, stems in self.themes.items() if not is_generic and stems.speak(part))
            if len(self._spoken) < _MOST_SPOKEN:
                self._spoken[part] = known
        return known

    def areas_of(self, themes: Iterable[str]) -> frozenset[str]:
        """Name the areas of themes."""
        listed = set(themes)
        return frozenset(name for name, members in self.areas.items() if listed & members)


@cache
def read_thesaurus(path: Path | None = None) -> Thesaurus:
    """Read ``themes.toml``; raise WorkspaceError where it is malformed."""
    path = path or resource_root() / "data" / "themes.toml"
    content = read_toml(path)
    themes, areas, generic = content.get("themes", {}), content.get("areas", {}), content.get("generic", [])
    for words in (generic, *themes.values(), *areas.values()):
        if not isinstance(words, list) or not all(isinstance(word, str) and word.rstrip(_WHOLE) for word in words):
            raise WorkspaceError("a group is a list of words", where=path, do='Write name = ["beginning", …].')
    names = content.get("names", {})
    unknown = sorted({*names, *(theme for members in areas.values() for theme in members)} - themes.keys())
    if unknown:
        raise WorkspaceError(f"there is no theme {unknown[0]!r}", where=path, do="Name a theme, or write one.")
    return Thesaurus(
        {name: _stems(listed) for name, listed in themes.items()},
        _stems(generic),
        {name: frozenset(members) for name, members in areas.items()},
        names,
    )


def _stems(listed: Iterable[str]) -> Stems:
    words = list(listed)
    beginnings = tuple(word for word in words if not word.endswith(_WHOLE))
    whole = frozenset(word.removesuffix(_WHOLE) for word in words if word.endswith(_WHOLE))
    return Stems(beginnings, whole, tuple(word for word in beginnings if len(word) >= _LONG))
