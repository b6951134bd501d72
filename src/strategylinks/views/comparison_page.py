"""A comparison as one HTML file that needs nothing else, not even scripts: the picture, and tables that open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from strategylinks import __version__
from strategylinks.comparison.chains import chain_of, chain_section
from strategylinks.comparison.parts import Comparison, Row, Section
from strategylinks.comparison.texts import label, section_title
from strategylinks.table import in_language
from strategylinks.views.comparison_drawing import COLOURS, draw_succession
from strategylinks.views.comparison_tables import note_of, pair_title, shown, spoken_cell, title_of, to_table, words_of
from strategylinks.views.templating import templates_in

_TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_LABELS = (
    "evidence",
    "contents",
    "covers",
    "skip",
    "nothing",
    "picture",
    "picture-help",
    "legend",
    "made-by",
    "reading",
)
#: Columns that hold the reports' own words, which are Finnish whatever the language of the page.
PRINTED = frozenset(
    {"name", "later_name", "indicator", "later_indicator", "target", "later_target", "element", "later_element"}
    | {"word", "forms"}
)
#: Columns that hold what reviewers have written.
REVIEWED = frozenset({"reason"})
#: So many places stand beside the words that they show; more of them open.
_FEW = 2


def render_comparison_page(comparisons: Sequence[Comparison], language: str = "en", steps: int | None = None) -> str:
    """Render comparisons; the first ``steps`` of them, by default all, make the picture."""
    page = (
        templates_in(_TEMPLATES).get_template("comparison.html.jinja").render(page=_page(comparisons, language, steps))
    )
    return "\n".join(line.rstrip() for line in page.splitlines()) + "\n"


def _page(comparisons: Sequence[Comparison], language: str, steps: int | None) -> dict[str, Any]:
    chain = chain_of(comparisons, steps)
    followed = chain_section(chain.steps, chain.whole)
    outcomes = {str(row["outcome"].value) for row in followed.rows}
    words = {name: label(name, language) for name in _LABELS}
    return {
        "language": language,
        "words": words,
        "title": title_of(comparisons, language),
        "version": f"strategylinks {__version__}",
        "style": _style(),
        "scopes": _scopes(comparisons, language),
        "picture": draw_succession(chain.steps, language, words["picture"], whole=chain.whole),
        "legend": {one: str(words_of("outcome", one, language)) for one in COLOURS if one in outcomes},
        "colours": COLOURS,
        "chain": _section(followed, "chain", language),
        "comparisons": [_comparison(one, number, language) for number, one in enumerate(comparisons, start=1)],
    }


def _scopes(comparisons: Sequence[Comparison], language: str) -> dict[str, str]:
    """Say what each report covers, once."""
    sides = (side for comparison in comparisons for side in (comparison.earlier, comparison.later))
    return {side.report: in_language(side.scopes, language) or side.scope for side in sides}


def _comparison(comparison: Comparison, number: int, language: str) -> dict[str, Any]:
    return {
        "title": pair_title(comparison, language),
        "key": f"c{number}",
        "review": in_language(comparison.said[-1], language) if comparison.said else "",
        "said": [in_language(text, language) for text in comparison.said],
        "is_reviewed": comparison.review.is_reviewed,
        "sections": [_section(one, f"c{number}-{one.name}", language) for one in comparison.sections],
    }


def _section(section: Section, key: str, language: str) -> dict[str, Any]:
    table = to_table(section, language)
    return {
        "key": key,
        "title": in_language(section_title(section.name), language),
        "note": in_language(note_of(section), language),
        "headings": [in_language(column.heading, language) for column in table.columns],
        "rows": [[_cell(row, column.name, language) for column in table.columns] for row in section.rows],
    }


def _cell(row: Row, column: str, language: str) -> dict[str, Any]:
    """Give what a cell of the page shows: words with the one or two places that say them, a number with its rows."""
    value, opens = shown(row, column, language), row[column].opens if column in row else ()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "text": spoken_cell(row, column, language),
        "is_number": is_number,
        "places": [source.place for source in opens] if len(opens) <= _FEW and not is_number else [],
        "language": "fi" if column in PRINTED else "en" if column in REVIEWED else "",
        "opens": opens,
    }


@cache
def _style() -> str:
    return (_TEMPLATES / "comparison.css").read_text(encoding="utf-8")
