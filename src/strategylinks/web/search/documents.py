"""What there is to find: everything of the graph that has a name or a text, as records of one shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategylinks.engines.engine import Engine
from strategylinks.querying.library import Answer, select

#: The kinds of things, by the last part of their class.
KINDS = {
    "Programme": "programme",
    "Goal": "goal",
    "FlagshipProject": "flagship",
    "Action": "action",
    "OrganizationalUnit": "unit",
    "Post": "post",
    "Indicator": "indicator",
    "Figure": "figure",
    "GlossaryTerm": "term",
    "Partner": "partner",
    "Initiative": "initiative",
    "System": "system",
    "ProgressNote": "progress",
    "Risk": "risk",
    "Note": "note",
    "DeviationNote": "deviation",
}
#: What stands together in an answer, in this order where all is alike.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "goal": ("programme", "goal"),
    "flagship": ("flagship",),
    "action": ("action",),
    "unit": ("unit", "post"),
    "indicator": ("indicator",),
    "partner": ("partner", "initiative", "system"),
    "text": ("progress", "risk", "note", "deviation", "linkage"),
    "term": ("term",),
    "figure": ("figure",),
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one thing to find; ``owner`` is the IRI of what a text or an indicator is about."""

    iri: str
    kind: str
    name: str = ""
    code: str = ""
    text: str = ""
    report: str = ""
    municipality: str = ""
    owner: str = ""
    status: str = ""
    status_source: str = ""
    units: str = ""
    first: int = 0
    last: int = 0


def read_documents(engine: Engine) -> Iterator[Document]:
    """Read everything that there is to find."""
    yield from _elements(engine)
    for name in ("measures", "texts", "statements"):
        for row in select(engine, f"pages/search-{name}"):
            yield _document(row)
    yield from _organisation(engine)


def _elements(engine: Engine) -> Iterator[Document]:
    statuses = {(row["element"], row["report"]): row for row in select(engine, "export/statuses")}
    units = defaultdict(set)
    for row in select(engine, "export/responsibilities"):
        units[row["element"], row["report"]].add(row["written"] or "")
    for row in select(engine, "pages/search-elements"):
        key = row["thing"], row["report"]
        status = statuses.get(key, {})
        source = "inferred" if (status.get("source") or "").startswith("inferred") else ""
        yield _document(row, status.get("common") or "", source, " ".join(sorted(units[key])))


def _document(row: Answer, status: str = "", source: str = "", units: str = "") -> Document:
    return Document(
        iri=row["thing"] or "",
        kind=kind_of(row.get("class")),
        name=row.get("name") or "",
        code=row.get("code") or "",
        text=row.get("text") or "",
        report=row["report"] or "",
        owner=row.get("owner") or "",
        status=status,
        status_source=source,
        units=units,
        first=int(row["first"] or 0),
        last=int(row["last"] or 0),
    )


def kind_of(iri: str | None) -> str:
    """Give the kind of a class; what has none is the statement of a linkage."""
    return KINDS[(iri or "").replace("#", "/").rpartition("/")[2]] if iri else "linkage"


def _organisation(engine: Engine) -> Iterator[Document]:
    """Give each unit and partner once: other names, other languages and printed forms are its text."""
    names: dict[str, list[Answer]] = {}
    for row in select(engine, "pages/search-organisation"):
        names.setdefault(row["thing"] or "", []).append(row)
    for iri, rows in names.items():
        main = next((row for row in rows if row["is_main"] == "true" and row["language"] == "fi"), rows[0])
        names_by_case = {(row["name"] or "").casefold(): row["name"] or "" for row in reversed(rows)}
        others = [name for folded, name in names_by_case.items() if folded != (main["name"] or "").casefold()]
        yield Document(
            iri=iri,
            kind=kind_of(main["class"]),
            name=main["name"] or "",
            code=main["code"] or "",
            text=" · ".join(reversed(others)),
            municipality=main["municipality"] or "",
        )
