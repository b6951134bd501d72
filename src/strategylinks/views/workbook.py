"""Everything about a strategy in one Excel workbook, from a first sheet that says what it is to the quoted sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from strategylinks import __version__
from strategylinks.analysis.analyses import analyse
from strategylinks.analysis.networks import to_network
from strategylinks.engines.engine import Engine
from strategylinks.querying.asking import ask
from strategylinks.querying.breadth import ALL
from strategylinks.table import Table, in_language
from strategylinks.views.network_data import read_evidence, read_network_data
from strategylinks.views.sheets import Cover, Sheet, SheetColumn, write_sheets
from strategylinks.views.words import words
from strategylinks.views.workbook_records import (
    action_records,
    linkage_records,
    responsibility_records,
    source_records,
    structure_tables,
    with_levels,
)

_ACTIONS = (
    "report",
    "code",
    "name",
    "programme",
    "goal",
    "flagship",
    "units",
    "responsible",
    "status",
    "status_source",
    "progress",
    "risks",
    "confidence",
    "first",
    "last",
)
_PLACE = ("first", "last", "quote")
_RESPONSIBILITIES = ("report", "kind", "code", "name", "holder", "holder_name", "role", "confidence", *_PLACE)
_LINKAGES = (
    "report",
    "linkage",
    "from",
    "from_units",
    "direction",
    "to",
    "to_units",
    "through",
    "weight",
    "confidence",
    *_PLACE,
)
_SOURCES = ("report", "kind", "code", "name", "fact", "confidence", *_PLACE)
_REPORTS = ("report", "title", "municipality", "period_start", "as_of", "layout", "checksum")
#: Widths of columns whose texts do not tell how wide they should be, in characters.
_WIDTHS = {
    "name": 50,
    "progress": 60,
    "risks": 40,
    "quote": 70,
    "through": 50,
    "from": 40,
    "to": 40,
    "report": 24,
    "told": 60,
    "goal": 30,
    "flagship": 30,
    "programme": 14,
}


def write_workbook(engine: Engine, language: str = "en", report: str | int | None = None) -> bytes:
    """Write the workbook of some reports or of all; ``report`` is an id, a plan, a municipality or a year."""
    # Who asks for a workbook of everything asks on purpose.
    narrowed = {"municipality": ALL} if report is None else {"report": report}
    versions = ask("trust/versions", engine, **narrowed)
    reports = [str(value) for value in versions.column("report")]
    sheets, about = _Sheets(engine, language, reports, narrowed).all()
    own = words("workbook", language)
    cover = Cover(
        title=words("sheet", language)["about"],
        heading=own["heading"],
        paragraphs=[own["what"].format(version=f"strategylinks {__version__}"), own["check"], own["scope"]],
        links={
            sheet.title: f"{text} {own['rows'].format(count=len(sheet.records))}"
            for sheet, text in zip(sheets, about, strict=True)
        },
        tables=[(own["reports"], _report_lines(versions, language))],
    )
    return write_sheets(sheets, own["heading"], cover)


class _Sheets:
    """Make the sheets, each with a sentence about it."""

    def __init__(
        self, engine: Engine, language: str, reports: Sequence[str], narrowed: Mapping[str, str | int]
    ) -> None:
        self.engine = engine
        self.language = language
        self.reports = reports
        self.narrowed = narrowed
        self.titles = words("sheet", language)
        self.about = words("sheet-about", language)
        network = to_network(engine, narrowed.get("report"))
        self.network = read_network_data(network, read_evidence(engine, network))

    def all(self) -> tuple[list[Sheet], list[str]]:
        """Make all sheets in their order."""
        made = [
            self._structure(),
            self._of_records("actions", _ACTIONS, action_records(self.engine, self.reports, self.language)),
            self._of_records(
                "responsibilities", _RESPONSIBILITIES, responsibility_records(self.network, self.language)
            ),
            self._of_table("indicators", ask("indicators/indicators", self.engine, **self.narrowed)),
            self._of_matrix("goals-units", analyse("goal-unit-matrix", self.engine, **self.narrowed), "name"),
            self._of_matrix("units-units", analyse("unit-matrix", self.engine, **self.narrowed), "unit_name"),
            self._of_records("linkages", _LINKAGES, linkage_records(self.network, self.language)),
            self._of_records("sources", _SOURCES, source_records(self.engine, self.reports, self.language)),
        ]
        return [sheet for sheet, _ in made], [text for _, text in made]

    def _structure(self) -> tuple[Sheet, str]:
        tables = structure_tables(self.engine, self.reports, self.language)
        columns = self._columns(tables[0]) if tables else []
        records = [row for table in tables for row in table]
        return Sheet(self.titles["structure"], columns, records, 0, "name", "depth"), self.about["structure"]

    def _of_records(self, name: str, fields: Sequence[str], records: Sequence[Mapping[str, Any]]) -> tuple[Sheet, str]:
        headings = words("heading", self.language)
        columns = [SheetColumn(field, headings[field], _WIDTHS.get(field, 0)) for field in fields]
        return Sheet(self.titles[name], columns, records), self.about[name]

    def _of_table(self, name: str, table: Table) -> tuple[Sheet, str]:
        return Sheet(self.titles[name], self._columns(table), table.rows), in_language(table.note, self.language)

    def _of_matrix(self, name: str, table: Table, last: str) -> tuple[Sheet, str]:
        """Make a sheet where the columns behind ``last`` are the units."""
        columns = self._columns(table)
        frozen = [column.field for column in columns].index(last) + 1
        marks = [SheetColumn(column.field, column.heading, is_mark=True) for column in columns[frozen:]]
        records = with_levels(table, self.language).rows
        sheet = Sheet(self.titles[name], [*columns[:frozen], *marks], records, frozen)
        return sheet, in_language(table.note, self.language)

    def _columns(self, table: Table) -> list[SheetColumn]:
        return [
            SheetColumn(column.name, in_language(column.heading, self.language), _WIDTHS.get(column.name, 0))
            for column in table.columns
            if not column.is_iri
        ]


def _report_lines(versions: Table, language: str) -> list[list[object]]:
    headings = {column.name: in_language(column.heading, language) for column in versions.columns}
    lines: list[list[object]] = [[headings[field] for field in _REPORTS]]
    lines.extend([row[field] for field in _REPORTS] for row in versions)
    return lines
