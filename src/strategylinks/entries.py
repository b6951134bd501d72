"""Read the entries of a reviewed TOML file; a slip of the pen is told with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from strategylinks.errors import WorkspaceError

_Entry = TypeVar("_Entry")
#: What the entries of all files hold as text; anything else under these keys is a slip of the pen.
_TEXTS = frozenset(
    {"id", "name", "municipality", "plan", "title", "file", "publisher", "scope", "sha256", "parent", "kind"}
    | {"report", "quote", "reason"}
)
#: "… (at line 3, column 7)": how tomllib says where.
_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; raise WorkspaceError where it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise WorkspaceError(
            "the file is missing", where=path, do="Run 'strategylinks init DIR' for a fresh workspace."
        ) from error
    except OSError as error:
        raise WorkspaceError(f"cannot be read: {error.strerror}", where=path, do="Check the file's rights.") from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WorkspaceError("not UTF-8", where=path, line=line, do="Save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        message = _TOML_PLACE.sub("", str(error))
        raise WorkspaceError(
            f"not TOML: {message}", where=path, line=int(place[1]) if place else None, do="Mend the line."
        ) from error


def read_entries(path: Path, name: str, make: Callable[[Mapping[str, Any]], _Entry]) -> list[_Entry]:
    """Read the [[name]] entries of a TOML file; raise WorkspaceError, with the line, where one is malformed."""
    given = read_toml(path).get(name, [])
    if not isinstance(given, list):
        raise WorkspaceError(f"{name} is not a list of entries", where=path, do=f"Begin each with [[{name}]].")
    entries = []
    for number, entry in enumerate(given):
        try:
            _check_texts(entry)
            entries.append(make(entry))
        except WorkspaceError as error:
            raise WorkspaceError(error.what, where=path, line=_line_of(path, name, number), do=error.do) from error
        except KeyError as error:
            raise WorkspaceError(
                f"this {name} has no {error.args[0]!r}", where=path, line=_line_of(path, name, number), do="Add it."
            ) from error
        except (TypeError, ValueError, AttributeError, IndexError) as error:
            raise WorkspaceError(
                f"this {name} is not written as the file's heading asks: {error}",
                where=path,
                line=_line_of(path, name, number),
                do="Mend the entry.",
            ) from error
    return entries


def _check_texts(entry: Mapping[str, Any]) -> None:
    for key in sorted(_TEXTS & entry.keys()):
        if not isinstance(entry[key], str):
            raise WorkspaceError(f"{key} = {entry[key]!r} is no text", do="Put it between quotation marks.")


def _line_of(path: Path, name: str, number: int) -> int | None:
    """Find the line of the n-th [[name]], counted from 0."""
    heading = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [place for place, line in enumerate(lines, 1) if heading.match(line)]
    return places[number] if number < len(places) else None
