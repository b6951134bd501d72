"""A workspace: a folder whose ``data/`` holds reports and the reviewed files beside them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from strategylinks.entries import read_entries, read_toml
from strategylinks.errors import WorkspaceError
from strategylinks.organisation import ChangeEvent, Evidence, Organisation, Post, Unit
from strategylinks.register import (
    NamedKind,
    NamedThing,
    Phrase,
    Register,
    SignKind,
    SignPhrase,
    StatementKind,
    UnitForms,
    Wording,
)
from strategylinks.resources import resource_root

_TEMPLATES = Path(__file__).parent / "templates"
#: The lists of words in the wording file.
_WORD_LISTS = ("negations", "conjunctions", "abbreviations", "organisation_forms", "heads", "generic_indicators")
#: The environment variable that names a workspace.
VARIABLE = "STRATEGYLINKS_WORKSPACE"


@dataclass(frozen=True, slots=True)
class Workspace:
    """Hold the folder of a workspace and where its files lie."""

    root: Path

    @property
    def data(self) -> Path:
        """Give the folder of reports and reviewed files."""
        return self.root / "data"

    @property
    def catalogue(self) -> Path:
        """Give the file that says what each report is."""
        return self.data / "catalogue.toml"

    @property
    def organisation(self) -> Path:
        """Give the file of units, posts and reorganisations."""
        return self.data / "organisation.toml"

    @property
    def corrections(self) -> Path:
        """Give the file of reviewed corrections."""
        return self.data / "corrections.toml"

    @property
    def register(self) -> Path:
        """Give the file of partners, initiatives and systems; an older workspace has none."""
        return self.data / "register.toml"

    @property
    def subjects(self) -> Path:
        """Give the file of contributions to the sustainable development goals; an older workspace has none."""
        return self.data / "subjects.toml"

    @property
    def wording(self) -> Path:
        """Give the file of words that state linkages; an older workspace uses that of the package."""
        own = self.data / "wording.toml"
        return own if own.is_file() else resource_root() / "data" / own.name

    @property
    def mappings(self) -> Path:
        """Give the folder of reviewed mappings between reports."""
        return self.data / "mappings"

    @property
    def layouts(self) -> Path:
        """Give the folder of layout files."""
        return self.data / "layouts"

    @property
    def reports(self) -> Path:
        """Give the folder of the documents as received."""
        return self.data / "reports"

    @property
    def store(self) -> Path:
        """Give the folder of the built graph: beside the data, or in the user's cache for the packaged workspace."""
        return user_cache() / "store" if self.is_packaged else self.root / "store"

    @property
    def is_packaged(self) -> bool:
        """Tell whether this is the workspace that the installed package carries, which nobody should change."""
        return self.root == resource_root() and self.root.name == "resources"


def find_workspace(given: Path | None = None) -> Workspace:
    """Find the workspace: the folder given, the environment variable's, the current folder, or the packaged one."""
    named = given or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is None:
        here = Workspace(Path.cwd())
        return here if here.catalogue.is_file() else Workspace(resource_root())
    workspace = Workspace(named.resolve())
    if not workspace.catalogue.is_file():
        raise WorkspaceError(
            "this is no workspace: it has no data/catalogue.toml",
            where=named,
            do=f"Make one with 'strategylinks init {named}', or name another folder.",
        )
    return workspace


def make_workspace(folder: Path) -> Workspace:
    """Make an empty, commented workspace; raise WorkspaceError where the folder already holds something."""
    workspace = Workspace(folder.resolve())
    try:
        if folder.exists() and any(folder.iterdir()):
            raise WorkspaceError("the folder is not empty", where=folder, do="Name a new folder.")
        for part in (workspace.reports, workspace.layouts, workspace.mappings):
            part.mkdir(parents=True)
        for name in ("catalogue", "organisation", "corrections", "register", "subjects"):
            template = _TEMPLATES / f"{name}.toml"
            (workspace.data / template.name).write_bytes(template.read_bytes())
        wording = resource_root() / "data" / "wording.toml"
        (workspace.data / wording.name).write_bytes(wording.read_bytes())
        for layout in sorted((resource_root() / "data" / "layouts").glob("*.toml")):
            (workspace.layouts / layout.name).write_bytes(layout.read_bytes())
    except OSError as error:
        raise WorkspaceError(
            f"cannot be made: {error.strerror}", where=folder, do="Check the path and the rights."
        ) from error
    return workspace


def user_cache() -> Path:
    """Give the folder where the user's caches lie."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "strategylinks"


def read_organisation(path: Path) -> Organisation:
    """Read the organisation file; raise WorkspaceError where it is malformed."""
    return Organisation(
        read_entries(path, "unit", _unit), read_entries(path, "post", _post), read_entries(path, "change", _change)
    )


def _unit(entry: Mapping[str, Any]) -> Unit:
    return Unit(
        id=entry["id"],
        municipality=entry["municipality"],
        name=entry["name"],
        labels=tuple(entry.get("labels", [])),
        kind=entry.get("kind", "service-area"),
        parent=entry.get("parent"),
        names=entry.get("names", {}),
        evidence=_evidence(entry),
    )


def _post(entry: Mapping[str, Any]) -> Post:
    return Post(entry["id"], entry["municipality"], entry["name"], tuple(entry.get("labels", [])), _evidence(entry))


def _change(entry: Mapping[str, Any]) -> ChangeEvent:
    return ChangeEvent(
        id=entry["id"],
        municipality=entry["municipality"],
        name=entry["name"],
        original=tuple(entry.get("original", [])),
        resulting=tuple(entry.get("resulting", [])),
        date=str(entry["date"]),
        date_is_stated=entry.get("date_is_stated", True),
        evidence=_evidence(entry),
    )


def _evidence(entry: Mapping[str, Any]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(item["report"], item["lines"][0], item["lines"][1], item["quote"])
        for item in entry.get("evidence", [])
    )


def read_register(path: Path, wording: Path) -> Register:
    """Read the register and the wording beside it; a workspace without a register has an empty one."""
    if not path.is_file():
        return Register(wording=read_wording(wording))
    return Register(read_entries(path, "entry", _thing), read_entries(path, "unit", _unit_forms), read_wording(wording))


def read_wording(path: Path) -> Wording:
    """Read the words that state linkages and are signs; raise WorkspaceError where the file is malformed."""
    words = read_toml(path)
    lists = {name: tuple(words.get(name, ())) for name in _WORD_LISTS}
    return Wording(
        phrases=read_entries(path, "phrase", _phrase), signs=read_entries(path, "sign", _sign_phrase), **lists
    )


def _thing(entry: Mapping[str, Any]) -> NamedThing:
    return NamedThing(
        id=entry["id"],
        kind=NamedKind(entry["kind"]),
        name=entry["name"],
        forms=tuple(entry["forms"]),
        inflected=tuple(entry.get("inflected", [])),
        municipality=entry.get("municipality"),
        names=entry.get("names", {}),
        joins=entry.get("joins", True),
        exceptions=tuple(entry.get("exceptions", [])),
        evidence=_evidence(entry),
    )


def _unit_forms(entry: Mapping[str, Any]) -> UnitForms:
    return UnitForms(
        unit=entry["id"],
        municipality=entry["municipality"],
        forms=tuple(entry.get("forms", [])),
        inflected=tuple(entry.get("inflected", [])),
        exceptions=tuple(entry.get("exceptions", [])),
    )


def _phrase(entry: Mapping[str, Any]) -> Phrase:
    return Phrase(
        StatementKind(entry["kind"]), entry["words"], tuple(entry.get("of", [])), float(entry.get("confidence", 0.9))
    )


def _sign_phrase(entry: Mapping[str, Any]) -> SignPhrase:
    return SignPhrase(SignKind(entry["kind"]), entry["words"])
