"""Read and write mappings as SSSOM 1.0 tables: ``data/mappings/<earlier>--<later>.sssom.tsv``.

The lines that begin with ``#`` are YAML: what the set is, and what the prefixes mean. A change touches its own lines
only, so that order and comments stay as a person has left them.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from strategylinks.alignment import mappings as domain
from strategylinks.alignment.mappings import (
    BETWEEN,
    MappedElement,
    MappingError,
    MappingSet,
    Outcome,
    Relation,
    contradictions,
    faults,
)
from strategylinks.yaml_text import read_yaml

SUFFIX = ".sssom.tsv"
NOTHING = "sssom:NoTermFound"
#: The predicate modifier of a rejected mapping.
REJECTED = "Not"
_MARK = "#"
_SKOS = "skos:"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "mapping_cardinality", "confidence", "reviewer_label", "mapping_date", "outcome"),
    *("subject_lines", "object_lines", "comment"),
)
#: Columns that SSSOM does not know, declared in the metadata.
_OWN = ("outcome", "subject_lines", "object_lines")
_OPTIONAL = frozenset({*_OWN[1:], "predicate_modifier", "mapping_cardinality", "reviewer_label", "mapping_date"})
_REQUIRED = [column for column in COLUMNS if column not in _OPTIONAL]


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Hold the prefixes of a file, for IRIs of elements."""

    namespaces: Mapping[str, str]

    def expand(self, curie: str) -> str | None:
        """Give the IRI of a CURIE, None for ``sssom:NoTermFound``; raise KeyError where its prefix is unknown."""
        if curie == NOTHING:
            return None
        prefix, _, rest = curie.partition(":")
        return self.namespaces[prefix] + rest

    def shorten(self, iri: str | None) -> str:
        """Give the CURIE of an IRI; raise MappingError where no prefix fits."""
        fitting = [(len(space), prefix) for prefix, space in self.namespaces.items() if (iri or "").startswith(space)]
        if iri is None:
            return NOTHING
        if not fitting:
            raise MappingError(f"no prefix of the file fits {iri}", do="Add one to the curie_map of the file.")
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the lines of a file and what its head says."""

    path: Path
    lines: Sequence[str]
    prefixes: Prefixes
    columns: Sequence[str]
    #: The number of the line of the column names.
    head: int


def mapping_path(folder: Path, earlier: str, later: str) -> Path:
    """Give the file of two reports."""
    return folder / f"{earlier}{BETWEEN}{later}{SUFFIX}"


def read_mappings(folder: Path, reports: Collection[str] | None = None) -> list[MappingSet]:
    """Read all files of a folder; raise MappingError where one is malformed or names no known report."""
    sets = [read_mapping_set(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
    for found in sets:
        for report in (found.earlier, found.later):
            if reports is not None and report not in reports:
                raise MappingError(
                    f"the file is about {report!r}, which is no report",
                    where=found.path,
                    do="Name it after two reports of the catalogue: EARLIER--LATER.sssom.tsv.",
                )
    return sets


def read_mapping_set(path: Path) -> MappingSet:
    """Read a file; raise MappingError, with the line, where a row is malformed or contradicts another."""
    return mapping_set_of(read_sheet(path))


def mapping_set_of(sheet: Sheet) -> MappingSet:
    """Read the rows of a sheet; raise MappingError as ``read_mapping_set`` does."""
    earlier, mark, later = sheet.path.name.removesuffix(SUFFIX).partition(BETWEEN)
    if not mark:
        raise MappingError("the name names no two reports", where=sheet.path, do="Name it EARLIER--LATER.sssom.tsv.")
    rows = [
        _mapping(sheet, number, line)
        for number, line in enumerate(sheet.lines, 1)
        if number > sheet.head and line.strip() and not line.startswith(_MARK)
    ]
    for mapping, what in contradictions(rows):
        raise MappingError(what, where=sheet.path, line=mapping.line, do="Mend one of the lines.")
    return MappingSet(earlier, later, rows, sheet.path)


def read_sheet(path: Path) -> Sheet:
    """Read the lines and the head of a file; raise MappingError where they are not SSSOM."""
    lines = _lines(path)
    head = next((number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith(_MARK)), 0)
    if not head:
        raise MappingError("there is no line with the names of columns", where=path, do="Write it, or delete the file.")
    columns = _cells(lines[head - 1])
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        raise MappingError(f"there is no column {missing[0]!r}", where=path, line=head, do="Add it.")
    return Sheet(path, lines, Prefixes(_curie_map(path, lines[: head - 1])), columns, head)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise MappingError("not UTF-8", where=path, line=line, do="Save the file as UTF-8.") from error
    except OSError as error:
        raise MappingError(f"cannot be read: {error.strerror}", where=path, do="Check its rights.") from error


def write_sheet(sheet: Sheet) -> None:
    """Write the lines of a file in one step; raise MappingError where it cannot be written."""
    fresh = sheet.path.with_name(f".{sheet.path.name}.new")
    try:
        sheet.path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text("".join(f"{line}\n" for line in sheet.lines), encoding="utf-8", newline="\n")
        fresh.replace(sheet.path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise MappingError(
            f"cannot be written: {error.strerror}", where=sheet.path, do="Check the rights of the file and its folder."
        ) from error


def row_of(mapping: domain.Mapping, sheet: Sheet) -> str:
    """Write the line of a decision."""
    earlier, later = mapping.earlier or MappedElement(""), mapping.later or MappedElement("")
    written = {
        "subject_id": sheet.prefixes.shorten(mapping.pair[0]),
        "subject_label": earlier.label,
        "predicate_id": f"{_SKOS}{mapping.relation}",
        "predicate_modifier": "" if mapping.is_accepted else REJECTED,
        "object_id": sheet.prefixes.shorten(mapping.pair[1]),
        "object_label": later.label,
        "mapping_justification": mapping.justification,
        "mapping_cardinality": mapping.cardinality,
        "confidence": f"{mapping.confidence:.2f}",
        "reviewer_label": mapping.reviewer,
        "mapping_date": mapping.reviewed.isoformat() if mapping.reviewed else "",
        "outcome": str(mapping.outcome),
        "subject_lines": earlier.lines,
        "object_lines": later.lines,
        "comment": mapping.reason,
    }
    text = io.StringIO()
    cells = (" ".join(written.get(column, "").split()) for column in sheet.columns)
    csv.writer(text, delimiter="\t", lineterminator="").writerow(cells)
    return text.getvalue()


def new_sheet(path: Path, namespaces: Mapping[str, str], title: str) -> Sheet:
    """Make the head of a new file; ``namespaces`` are those of the two plans and of the reports."""
    name = path.name.removesuffix(SUFFIX)
    earlier, _, later = name.partition(BETWEEN)
    base = namespaces["report"].removesuffix("report/")
    metadata = {
        "mapping_set_id": f"{base}mapping/{name}",
        "mapping_set_title": title,
        "license": "https://spdx.org/licenses/MIT",
        "subject_source": f"report:{earlier}",
        "object_source": f"report:{later}",
        "curie_map": dict(namespaces),
        "extension_definitions": [{"slot_name": name, "type_hint": "xsd:string"} for name in _OWN],
    }
    head = yaml.safe_dump(metadata, sort_keys=False, allow_unicode=True, width=1000).splitlines()
    lines = [*(f"{_MARK}{line}" for line in head), "\t".join(COLUMNS)]
    return Sheet(path, lines, Prefixes(namespaces), COLUMNS, len(lines))


def _curie_map(path: Path, lines: Sequence[str]) -> dict[str, str]:
    try:
        metadata: Any = read_yaml("\n".join(line.removeprefix(_MARK) for line in lines))
        return {str(prefix): str(space) for prefix, space in metadata["curie_map"].items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise MappingError(
            "the lines that begin with # are no metadata with a curie_map",
            where=path,
            do="Mend them: they are YAML behind the mark.",
        ) from error


def _cells(line: str) -> list[str]:
    return next(csv.reader([line], delimiter="\t"), [])


def _mapping(sheet: Sheet, number: int, line: str) -> domain.Mapping:
    try:
        mapping = _decision(_row(_cells(line), sheet.columns), sheet.prefixes)
    except KeyError as error:
        raise MappingError(f"unknown prefix {error}", where=sheet.path, line=number, do="See curie_map.") from error
    except (ValueError, csv.Error) as error:
        raise MappingError(str(error), where=sheet.path, line=number, do="Mend the line.") from error
    for fault in faults(mapping):
        raise MappingError(fault, where=sheet.path, line=number, do="Mend the line.")
    return replace(mapping, line=number)


def _row(cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(columns):
        raise ValueError(f"it has {len(cells)} cells, but there are {len(columns)} columns")
    return dict(zip(columns, cells, strict=True))


def _decision(row: Mapping[str, str], prefixes: Prefixes) -> domain.Mapping:
    modifier, day = row.get("predicate_modifier", ""), row.get("mapping_date", "")
    if modifier not in {"", REJECTED}:
        raise ValueError(f"predicate_modifier {modifier!r} is neither empty nor {REJECTED!r}")
    return domain.Mapping(
        earlier=_side(row, "subject", prefixes),
        later=_side(row, "object", prefixes),
        relation=Relation(_one_of(Relation, "predicate_id", row["predicate_id"].removeprefix(_SKOS))),
        outcome=Outcome(_one_of(Outcome, "outcome", row["outcome"])),
        confidence=_number(row["confidence"]),
        reason=row["comment"].strip(),
        reviewer=row.get("reviewer_label", ""),
        reviewed=_day(day) if day else None,
        justification=row["mapping_justification"],
        cardinality=row.get("mapping_cardinality", ""),
        is_accepted=not modifier,
    )


def _one_of(names: type[StrEnum], column: str, text: str) -> str:
    if text not in set(names):
        raise ValueError(f"{column} {text!r} is none of: {', '.join(names)}")
    return text


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"confidence {text!r} is no number: write one with a point, such as 0.75") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"mapping_date {text!r} is no date: write it as 2024-12-31") from None


def _side(row: Mapping[str, str], name: str, prefixes: Prefixes) -> MappedElement | None:
    iri = prefixes.expand(row[f"{name}_id"])
    return MappedElement(iri, row[f"{name}_label"], row.get(f"{name}_lines", "")) if iri else None
