from collections.abc import Sequence

from strategylinks.organisation import Organisation
from strategylinks.reports.layout import Layout
from strategylinks.reports.parsed import ParsedReport


def read(lines: Sequence[str], layout: Layout, organisation: Organisation) -> ParsedReport:
    return ParsedReport(layout.id, tuple(lines), ())
