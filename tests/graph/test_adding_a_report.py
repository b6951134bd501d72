"""Adding a report changes its own graphs and what speaks of all reports; one that is refused changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from strategylinks.adding import NotAddedError, add_report
from strategylinks.cli.state import Session
from strategylinks.errors import StrategyLinksError
from strategylinks.graph.iris import Iris
from strategylinks.graph.store import GraphStore
from strategylinks.workspace import Workspace

ROOT = Path(__file__).parents[2]
NEW = ROOT / "tests/documents/nurmijarvi-2022-q1.txt"
IRIS = Iris()
NEEDED = (
    "catalogue.toml",
    "organisation.toml",
    "layouts",
    "reports/lahti-2021-education.txt",
    "reports/tuusula-2021-q3.txt",
)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a workspace of the two smallest reports."""
    folder = tmp_path_factory.mktemp("two-reports")
    for name in NEEDED:
        source, target = ROOT / "data" / name, folder / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    catalogue = folder / "data/catalogue.toml"
    head, *reports = catalogue.read_text(encoding="utf-8").split("[[report]]")
    kept = [text for text in reports if '"lahti-2021-education"' in text or '"tuusula-2021-q3"' in text]
    catalogue.write_text("[[report]]".join([head, *kept]), encoding="utf-8")
    _, *subjects = (ROOT / "data/subjects.toml").read_text(encoding="utf-8").split("[[subject]]")
    known = [text for text in subjects if 'report = "lahti-2021-education"' in text]
    (folder / "data/subjects.toml").write_text("[[subject]]".join(["", *known]), encoding="utf-8")
    Session(Workspace(folder)).build(show_progress=False)
    return folder


@pytest.fixture
def two_reports(pristine: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(pristine, tmp_path / "workspace")))


def graphs(workspace: Workspace) -> dict[str, list[str]]:
    opened = GraphStore(workspace.store).open()
    return {
        name.value: sorted(str(quad) for quad in opened.quads_for_pattern(None, None, None, name))
        for name in opened.named_graphs()
        if isinstance(name, ox.NamedNode)
    }


def files(workspace: Workspace) -> dict[str, bytes]:
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in workspace.root.rglob("*")
        if path.is_file() and not path.name.startswith(("LOG", "LOCK"))
    }


def test_a_new_report_touches_its_own_graphs_and_those_that_speak_of_all_reports(two_reports: Workspace) -> None:
    before = graphs(two_reports)
    added = add_report(two_reports, NEW, {})
    after = graphs(two_reports)
    own, provenance = str(IRIS.report_graph(added.report.entry.id)), str(IRIS.graph("provenance"))
    shared = {provenance, str(IRIS.graph("organisation")), str(IRIS.graph("inference"))}
    assert own in set(after) - set(before) <= {own, str(IRIS.linkages_graph(added.report.entry.id))}
    assert {name for name in before if after[name] != before[name]} == shared
    assert all(set(before[name]) < set(after[name]) for name in shared)
    assert len(after[own]) > 100
    assert after[str(IRIS.graph("subjects"))]


def test_a_report_that_is_replaced_touches_its_own_graphs_and_the_provenance_only(
    two_reports: Workspace, tmp_path: Path
) -> None:
    before = graphs(two_reports)
    newer = tmp_path / "tuusula-2021-q3.txt"
    text = (two_reports.reports / newer.name).read_text(encoding="utf-8")
    assert "Palvelumme ovat laadukkaita" in text
    newer.write_text(text.replace("Palvelumme ovat laadukkaita", "Palvelumme ovat oivallisia"), encoding="utf-8")
    add_report(two_reports, newer, {"plan": "tuusula-2021"}, replace=True)
    after = graphs(two_reports)
    changed = {name for name in before if after[name] != before[name]}
    own = {str(IRIS.report_graph("tuusula-2021-q3")), str(IRIS.graph("provenance"))}
    assert own <= changed <= own | {str(IRIS.linkages_graph("tuusula-2021-q3")), str(IRIS.graph("inference"))}
    assert set(after) == set(before)


@pytest.mark.parametrize(
    "content",
    [b"Kokouksen poytakirja\n", "Käyttö\n".encode("latin-1"), b"\x00", b""],
)
def test_what_is_no_report_changes_nothing(two_reports: Workspace, tmp_path: Path, content: bytes) -> None:
    before = files(two_reports)
    file = tmp_path / "minutes.txt"
    file.write_bytes(content)
    with pytest.raises(StrategyLinksError):
        add_report(two_reports, file, {})
    assert files(two_reports) == before


def test_a_twin_is_refused_and_changes_nothing(two_reports: Workspace) -> None:
    before = files(two_reports)
    with pytest.raises(NotAddedError, match=r"there already is a report 'tuusula-2021-q3'\nUse --replace"):
        add_report(two_reports, two_reports.reports / "tuusula-2021-q3.txt", {})
    assert files(two_reports) == before
