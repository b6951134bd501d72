"""Write the generated pages of the documentation: ontology, queries, results of analyses, the table in the README."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from rdflib import Graph

from strategylinks.building import memory_engine
from strategylinks.engines.engine import Engine
from strategylinks.pipeline import build_graphs, read_inputs, read_reports
from strategylinks.views.analysis_page import with_results
from strategylinks.views.ontology_page import render_ontology_page
from strategylinks.views.queries_page import render_queries_page
from strategylinks.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent


def pages() -> dict[Path, str]:
    """Generate every page, by the file it belongs in."""
    analysis = ROOT / "docs" / "analysis.md"
    ontology = Graph().parse(ROOT / "ontology" / "strategy.ttl")
    schemes = Graph().parse(ROOT / "ontology" / "schemes.ttl")
    return {
        ROOT / "docs" / "ontology.md": render_ontology_page(ontology, schemes),
        ROOT / "queries" / "README.md": render_queries_page(),
        analysis: with_results(analysis.read_text(encoding="utf-8"), _engine()),
        ROOT / "README.md": _readme((ROOT / "README.md").read_text(encoding="utf-8")),
    }


def _engine() -> Engine:
    inputs = read_inputs(Workspace(ROOT))
    return memory_engine(build_graphs(inputs, read_reports(inputs)))


def _readme(text: str) -> str:
    command = [sys.executable, "-m", "strategylinks", "reports", "--markdown", "--workspace", str(ROOT)]
    table = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout  # noqa: S603
    marked = re.compile(r"(<!-- reports -->\n).*?(<!-- /reports -->)", re.DOTALL)
    return marked.sub(lambda match: f"{match[1]}{table}{match[2]}", text)


if __name__ == "__main__":
    for path, content in pages().items():
        path.write_text(content, encoding="utf-8")
