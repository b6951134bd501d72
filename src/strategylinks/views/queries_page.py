"""The index of the query library, written from the headers of its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from strategylinks.querying.header import Header, Parameter, read_header
from strategylinks.querying.library import query_names, slots
from strategylinks.table import in_language

_ABOUT = {
    "alignment": "What elements of two reports are compared by.",
    "dependency": "Who depends on whom, and the sentence that shows it.",
    "export": "What the flat exports are made of.",
    "indicators": "What is measured, from where to where.",
    "names": "How what a person writes is found in the graph.",
    "network": "The nodes and edges of the networks.",
    "organisation": "Units and reorganisations.",
    "progress": "What was reached, what was not, and why.",
    "quality": "Each row is a finding; no rows are a pass. The header gives the severity.",
    "responsibility": "Who carries what, and with whom.",
    "rules": "What follows from what is stated; the new triples go into a graph of their own.",
    "show": "Everything known about one element; bind `$element`.",
    "structure": "How a plan is built.",
    "succession": "What became of the elements of one report in another, as people have confirmed it.",
    "trust": "Where facts come from, and how sure they are.",
}


def render_queries_page() -> str:
    """Write the index as Markdown: one section per folder, one entry per query with its columns."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Queries"
    yield ""
    yield "Each file is complete SPARQL and runs as it stands. `make docs` writes this page from their headers."
    yield "`strategylinks ask NAME` answers those that have a command line beside them. Where one takes a report, that"
    yield "can be given several times, and `--municipality Lahti` stands for all reports of Lahti."
    for folder, names in groupby(query_names(), key=lambda name: name.partition("/")[0]):
        yield from ("", f"## {folder}", "", _ABOUT.get(folder, ""))
        for name in names:
            yield from _entry(read_header(name))


def _entry(header: Header) -> Iterator[str]:
    short = header.name.partition("/")[2]
    yield from ("", f"### [{short}]({header.name}.rq)", "", in_language(header.title), "")
    if header.questions:
        yield from (
            in_language(header.description),
            "",
            f"`strategylinks ask {short}{_options(header.parameters)}`",
            "",
        )
    if header.parameters:
        yield from ("| parameter | type | default | meaning |", "|---|---|---|---|")
        yield from (_parameter(parameter, slots(header.name)[parameter.name]) for parameter in header.parameters)
        yield ""
    if not header.columns:
        return
    yield from ("| column | meaning |", "|---|---|")
    yield from (f"| `{column.name}` | {in_language(column.heading)} |" for column in header.columns)


def _options(parameters: Sequence[Parameter]) -> str:
    return "".join(f" --{p.name.replace('_', '-')} …" for p in parameters if p.is_required)


def _parameter(parameter: Parameter, default: str) -> str:
    kind = f"{parameter.type.value} ({parameter.scheme})" if parameter.scheme else parameter.type.value
    need = "required" if parameter.is_required else default
    return f"| `{parameter.name}` | {kind} | {need} | {in_language(parameter.title)} |"
