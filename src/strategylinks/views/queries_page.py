"""The index of the query library, written from the headers of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from strategylinks.querying.library import query_names, query_text

_TITLE = re.compile(r"^#\+ title:\s*(.+)$", re.MULTILINE)
_COLUMN = re.compile(r"^#\+\s{3}(\w+):\s*(.+)$", re.MULTILINE)
_ABOUT = {
    "export": "What the flat exports are made of.",
    "quality": "Each row is a finding; no rows are a pass. The header gives the severity.",
    "show": "Everything known about one element; bind `?element`.",
}


def render_queries_page() -> str:
    """Write the index as Markdown: one section per folder, one entry per query with its columns."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Queries"
    yield ""
    yield "Each file is complete SPARQL and runs as it stands. `make docs` writes this page from their headers."
    for folder, names in groupby(query_names(), key=lambda name: name.partition("/")[0]):
        yield from ("", f"## {folder}", "", _ABOUT.get(folder, ""))
        for name in names:
            yield from _entry(name)


def _entry(name: str) -> Iterator[str]:
    text = query_text(name)
    title = _TITLE.search(text)
    yield from ("", f"### [{name.partition('/')[2]}]({name}.rq)", "", title[1] if title else "", "")
    yield from ("| column | meaning |", "|---|---|")
    yield from (f"| `{column}` | {meaning} |" for column, meaning in _COLUMN.findall(text))
