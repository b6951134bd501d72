"""The generated documentation of the ontology, and the README beside it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import RDFS, SKOS

from strategylinks.views.ontology_page import render_ontology_page

ROOT = Path(__file__).parents[2]
ONTOLOGY = "https://w3id.org/strategylinks/ontology"


def test_committed_page_is_the_generated_one(ontology: Graph, schemes: Graph) -> None:
    assert (ROOT / "docs/ontology.md").read_text(encoding="utf-8") == render_ontology_page(ontology, schemes)


def test_page_has_every_term_and_concept(ontology: Graph, schemes: Graph) -> None:
    page = render_ontology_page(ontology, schemes)
    terms = [term for term, home in ontology.subject_objects(RDFS.isDefinedBy) if str(home) == ONTOLOGY]
    assert len(terms) > 90
    assert [term for term in terms if f"### sl:{str(term).removeprefix(ONTOLOGY + '#')}\n" not in page] == []
    assert [text for text in schemes.objects(None, SKOS.definition) if str(text) not in page] == []


def test_page_says_what_follows(ontology: Graph, schemes: Graph) -> None:
    page = render_ontology_page(ontology, schemes)
    assert "- Follows from the chain: inverse of `sl:isPartOf` then `sl:involvesUnit`" in page
    assert "- Characteristics: transitive" in page
    assert "- Range: `org:Organization` or `org:Post`" in page
    assert "- `sl:Action`, `sl:FlagshipProject`, `sl:Goal`, `sl:Programme`" in page


def test_code_of_the_readme_leaves_the_files_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "ontology/README.md").read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "ontology/README.md", "exec"), {})  # noqa: S102 - our own documentation
    for name in ("ontology/strategy.ttl", "docs/ontology.md"):
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()
