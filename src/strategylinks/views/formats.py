"""The formats that answers, comparisons and networks are written in."""

from __future__ import annotations

from enum import StrEnum


class TableFormat(StrEnum):
    """Name the formats of tables."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    MARKDOWN = "markdown"


class ComparisonFormat(StrEnum):
    """Name the formats of comparisons."""

    MARKDOWN = "markdown"
    JSON = "json"
    XLSX = "xlsx"
    HTML = "html"


class NetworkFormat(StrEnum):
    """Name the formats of networks."""

    GRAPHML = "graphml"
    GEXF = "gexf"
    JSON = "json"
    KUMU = "kumu"
    HTML = "html"
