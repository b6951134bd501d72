"""Find the reports and elements that a reviewer names, and open the file of their mappings."""

from __future__ import annotations

import pyoxigraph as ox

from strategylinks.alignment.mappings import MappedElement, MappingError
from strategylinks.alignment.reviewing import elements_of
from strategylinks.alignment.sssom import Sheet, mapping_path, new_sheet, read_sheet
from strategylinks.engines.engine import Engine
from strategylinks.errors import NotInGraphError, QueryError, WorkspaceError
from strategylinks.querying.header import Parameter, ParameterType
from strategylinks.querying.library import select
from strategylinks.querying.resolving import Resolver
from strategylinks.workspace import Workspace

#: What a reviewer writes for an element that has nothing on the other side.
NOTHING = "none"
_REPORT = Parameter("report", ParameterType.REPORT, {})
_ELEMENT = Parameter("element", ParameterType.ELEMENT, {})


def find_pair(engine: Engine, earlier: str, later: str) -> tuple[str, str]:
    """Find two reports; raise NotInGraphError where a text names none, several, or both name the same.

    Raise QueryError where both are of one municipality and the first is the later one.
    """
    pair = (find_report(engine, earlier), find_report(engine, later))
    if pair[0] == pair[1]:
        raise NotInGraphError(f"{earlier!r} and {later!r} name the same report", do="Name two reports.")
    starts = {str(row["report"]): row["start"] or "" for row in select(engine, "names/reports")}
    if succeed_each_other(engine, pair) and starts[pair[1]] and starts[pair[1]] < starts[pair[0]]:
        raise QueryError(f"{pair[1]} is older than {pair[0]}", do="Name the earlier report first.")
    return pair


def find_report(engine: Engine, text: str) -> str:
    """Find the one report that a text names."""
    found = [str(getattr(term, "value", term)) for term in Resolver(engine).find(_REPORT, text)]
    if len(found) > 1:
        raise NotInGraphError(f"{text!r} names several reports: {'; '.join(found)}", do="Name one of them by its id.")
    return found[0]


def succeed_each_other(engine: Engine, pair: tuple[str, str]) -> bool:
    """Tell whether two reports are of one municipality; those of two are compared, but none follows the other."""
    return len({row["municipality"] for row in select(engine, "names/reports") if row["report"] in pair}) == 1


def find_element(engine: Engine, report: str, text: str) -> MappedElement | None:
    """Find the element of a report that a text names; "none" is none."""
    if text == NOTHING:
        return None
    found = Resolver(engine, [report]).find(_ELEMENT, text)[0]
    return describe_element(engine, report, str(getattr(found, "value", found)))


def describe_element(engine: Engine, report: str, iri: str) -> MappedElement:
    """Give the name and lines of an element as its report prints it; raise NotInGraphError where it has no such one."""
    element = ox.NamedNode(iri)
    names = [row for row in select(engine, "names/elements", element=element) if row["report"] == report]
    if not names:
        raise NotInGraphError(f"{report} has no element {iri}", do="Name an element of that report.")
    own = (report, names[0]["kind"])
    rows = [row for row in select(engine, "show/sources", element=element) if (row["report"], row["class"]) == own]
    first, last = min(int(row["first"] or 0) for row in rows), max(int(row["last"] or 0) for row in rows)
    return MappedElement(iri, str(names[0]["name"]), str(first) if first == last else f"{first}-{last}")


def open_sheet(workspace: Workspace, engine: Engine, earlier: str, later: str) -> Sheet:
    """Open the file of two reports, or begin a new one; raise WorkspaceError where nobody should change it."""
    if workspace.is_packaged:
        raise WorkspaceError(
            "the mappings that the package carries are not for changing",
            where=workspace.mappings,
            do="Make a workspace of your own with 'strategylinks init DIR'.",
        )
    path = mapping_path(workspace.mappings, earlier, later)
    if path.is_file():
        return read_sheet(path)
    known = {str(row["report"]): row for row in select(engine, "names/reports")}
    namespaces = {str(known[report]["plan"]): _namespace(engine, report) for report in (earlier, later)}
    namespaces["report"] = str(known[earlier]["iri"]).removesuffix(earlier)
    return new_sheet(path, namespaces, f"What became of {earlier} in {later}")


def _namespace(engine: Engine, report: str) -> str:
    """Give what the IRIs of the elements of a report begin with: all but the level and the key."""
    iri = next(iter(elements_of(engine, report)), None)
    if iri is None:
        raise MappingError(f"{report} has no elements to map", do="Run 'strategylinks check' to see what was read.")
    return iri.rsplit("/", 2)[0] + "/"
