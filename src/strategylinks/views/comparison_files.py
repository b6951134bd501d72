"""A comparison as a file: Markdown for people, JSON for programs, Excel with the rows behind every number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from strategylinks import __version__
from strategylinks.comparison.chains import Chain, chain_of, chain_section
from strategylinks.comparison.parts import Comparison, Row, Section, Source
from strategylinks.comparison.texts import label, section_columns, section_title
from strategylinks.table import in_language
from strategylinks.views.comparison_page import render_comparison_page
from strategylinks.views.comparison_tables import note_of, pair_title, spoken_cell, title_of, to_table
from strategylinks.views.files import to_json
from strategylinks.views.formats import ComparisonFormat
from strategylinks.views.sheets import Cover, Sheet, SheetColumn, write_sheets


def write_comparison(
    comparisons: Sequence[Comparison], form: ComparisonFormat, language: str = "en", steps: int | None = None
) -> bytes:
    """Write comparisons; the first ``steps`` of them, by default all, follow each other from report to report."""
    chain = chain_of(comparisons, steps)
    match form:
        case ComparisonFormat.MARKDOWN:
            return _as_markdown(comparisons, chain, language).encode()
        case ComparisonFormat.JSON:
            return to_json(_as_data(comparisons, language)).encode()
        case ComparisonFormat.XLSX:
            return _as_workbook(comparisons, chain, language)
        case ComparisonFormat.HTML:
            return render_comparison_page(comparisons, language, steps).encode()


def _as_markdown(comparisons: Sequence[Comparison], chain: Chain, language: str) -> str:
    lines = [f"# {title_of(comparisons, language)}", ""]
    for comparison in comparisons:
        lines += [f"## {pair_title(comparison, language)}", ""]
        lines += [line for text in comparison.said for line in (in_language(text, language), "")]
        for section in comparison.sections:
            lines += _markdown_section(section, language)
    if len(chain.steps) > 1:
        lines += _markdown_section(chain_section(chain.steps, chain.whole), language, level=2)
    return "\n".join(lines).rstrip() + "\n"


def _markdown_section(section: Section, language: str, level: int = 3) -> Iterator[str]:
    """Write a section; what opens to one or two rows tells their places at once, more of them are counted."""
    yield from (f"{'#' * level} {in_language(section_title(section.name), language)}", "")
    yield from (in_language(note_of(section), language), "")
    if not section.rows:
        yield from (label("nothing", language), "")
        return
    table = to_table(section, language)
    yield "| " + " | ".join(in_language(column.heading, language) for column in table.columns) + " |"
    yield "|" + "---|" * len(table.columns)
    for row in section.rows:
        yield "| " + " | ".join(_markdown_cell(row, column.name, language) for column in table.columns) + " |"
    yield ""


def _markdown_cell(row: Row, column: str, language: str) -> str:
    text = " ".join(spoken_cell(row, column, language).split()).replace("|", "\\|")
    opens = row[column].opens if column in row else ()
    if 0 < len(opens) <= 2:
        places = ", ".join(source.place for source in opens)
        return f"{text} [{places}]" if text else text
    return text


def _as_data(comparisons: Sequence[Comparison], language: str) -> dict[str, object]:
    return {
        "version": f"strategylinks {__version__}",
        "title": title_of(comparisons, language),
        "comparisons": [_comparison(one, language) for one in comparisons],
    }


def _comparison(comparison: Comparison, language: str) -> dict[str, object]:
    return {
        "earlier": asdict(comparison.earlier),
        "later": asdict(comparison.later),
        "review": {**asdict(comparison.review), "is_reviewed": comparison.review.is_reviewed},
        "said": [in_language(text, language) for text in comparison.said],
        "accounts": [asdict(account) for account in comparison.accounts],
        "arrivals": [asdict(arrival) for arrival in comparison.arrivals],
        "sections": [
            {
                "name": section.name,
                "title": in_language(section_title(section.name), language),
                "note": in_language(note_of(section), language),
                "columns": {n: in_language(h, language) for n, h in section_columns(section.name).items()},
                "rows": [
                    {
                        "values": {name: in_language(cell.texts, language) or cell.value for name, cell in row.items()},
                        "opens": {
                            name: [asdict(one) for one in cell.opens] for name, cell in row.items() if cell.opens
                        },
                    }
                    for row in section.rows
                ],
            }
            for section in comparison.sections
        ],
    }


def _as_workbook(comparisons: Sequence[Comparison], chain: Chain, language: str) -> bytes:
    """Write a sheet for each section, numbered where there are several comparisons, and one of all rows behind."""
    sheets: list[Sheet] = []
    links: dict[str, str] = {}
    behind: list[dict[str, object]] = []
    for number, comparison in enumerate(comparisons, start=1):
        for section in comparison.sections:
            title = f"{number} {section.name}" if len(comparisons) > 1 else section.name
            sheets.append(_sheet(title, section, language))
            links[title] = f"{pair_title(comparison, language)}: {in_language(note_of(section), language)}"
            behind += _behind(title, section, language)
    if len(chain.steps) > 1:
        section = chain_section(chain.steps, chain.whole)
        sheets.append(_sheet(section.name, section, language))
        links[section.name] = in_language(note_of(section), language)
    fields = ("section", "row", "column", "report", "first", "last", "words", "iri")
    sheets.append(Sheet("rows", [SheetColumn(field, field) for field in fields], behind, frozen=3))
    links["rows"] = label("reading", language)
    title = title_of(comparisons, language)
    said = [f"{pair_title(one, language)}. {in_language(text, language)}" for one in comparisons for text in one.said]
    return write_sheets(sheets, title, Cover(label("contents", language), title, said, links=links))


def _sheet(title: str, section: Section, language: str) -> Sheet:
    table = to_table(section, language)
    columns = [SheetColumn(column.name, in_language(column.heading, language)) for column in table.columns]
    return Sheet(title, columns, table.rows)


def _behind(title: str, section: Section, language: str) -> Iterator[dict[str, object]]:
    """List the rows behind each number; ``row`` is that of the sheet, whose headings are the first one."""
    headings = section_columns(section.name)
    for number, row in enumerate(section.rows, start=2):
        for name, cell in row.items():
            for source in cell.opens:
                heading = in_language(headings.get(name, {"en": name}), language)
                yield {"section": title, "row": number, "column": heading, **_fields(source)}


def _fields(source: Source) -> dict[str, object]:
    return asdict(source)
