"""Small files of mappings, made by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from strategylinks.alignment.mappings import MappedElement, Mapping, Outcome, Relation
from strategylinks.alignment.sssom import COLUMNS

BASE = "https://w3id.org/strategylinks/id/mallila/"
HEAD = """\
#mapping_set_id: https://w3id.org/strategylinks/mapping/mallila-2017--mallila-2021
#license: https://spdx.org/licenses/MIT
# # a remark that a person left
#curie_map:
#  m17: https://w3id.org/strategylinks/id/mallila/2017/
#  m21: https://w3id.org/strategylinks/id/mallila/2021/
"""
#: One goal renamed, one discontinued, one new, and a pair that is only related.
ROWS = (
    (
        "m17:goal/A\tAvoin data\tskos:closeMatch\t\tm21:goal/1\tAvoimempi data\tsemapv:ManualMappingCuration\t1:1\t0.90"
        "\tboard\t2026-01-01\trenamed\t3\t9-10\tThe same data."
    ),
    (
        "m17:goal/B\tUimahalli\tskos:exactMatch\t\tsssom:NoTermFound\t\tsemapv:ManualMappingCuration\t1:0\t0.80"
        "\tboard\t2026-01-01\tdiscontinued\t5\t\tNothing builds it any more."
    ),
    "# a remark between the rows",
    (
        "sssom:NoTermFound\t\tskos:exactMatch\t\tm21:goal/2\tSauna\tsemapv:ManualMappingCuration\t0:1\t0.80"
        "\tboard\t2026-01-01\tnew\t\t12\tNobody asked for it before."
    ),
    (
        "m17:goal/A\tAvoin data\tskos:relatedMatch\t\tm21:goal/3\tTietoturva\tsemapv:ManualMappingCuration\t\t0.60"
        "\tboard\t2026-01-01\trelated\t3\t14\tData in both."
    ),
)


def write(folder: Path, *rows: str, head: str = HEAD, name: str = "mallila-2017--mallila-2021") -> Path:
    """Write a file of mappings."""
    path = folder / f"{name}.sssom.tsv"
    path.write_text("\n".join([head + "\t".join(COLUMNS), *(rows or ROWS), ""]), encoding="utf-8")
    return path


def element(part: str) -> MappedElement:
    """Make an element: "17/goal/A"."""
    return MappedElement(f"{BASE}20{part}", f"Nimi {part}", "1")


def decision(earlier: str | None, later: str | None, **other: object) -> Mapping:
    """Make a decision of today."""
    given: dict[str, object] = {
        "relation": Relation.CLOSE,
        "outcome": Outcome.RENAMED,
        "confidence": 0.7,
        "reason": "The same words.",
        "reviewer": "mayor",
        "reviewed": date(2026, 11, 22),
    }
    sides = (element(earlier) if earlier else None, element(later) if later else None)
    return Mapping(*sides, **{**given, **other})
