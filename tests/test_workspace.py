"""Workspaces: where one is found, how one is made, and kind errors for files that are missing or malformed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from strategylinks import workspace as module
from strategylinks.entries import read_toml
from strategylinks.errors import WorkspaceError
from strategylinks.loading.catalogue import read_catalogue
from strategylinks.loading.corrections import read_corrections
from strategylinks.organisation import Evidence
from strategylinks.pipeline import fingerprint, read_inputs
from strategylinks.resources import resource_root
from strategylinks.workspace import VARIABLE, Workspace, find_workspace, make_workspace, read_organisation

ORGANISATION = """
[[unit]]
id = "KOHA"
municipality = "mallila"
name = "Konsernihallinto"
names = { sv = "Koncernförvaltningen" }
labels = ["KH"]
[[unit.evidence]]
report = "mallila-2022"
lines = [12, 13]
quote = "KOHA = konsernihallinto"

[[unit]]
id = "TALOUS"
municipality = "mallila"
name = "Talous"
kind = "responsibility-area"
parent = "KOHA"

[[post]]
id = "talousjohtaja"
municipality = "mallila"
name = "Talousjohtaja"

[[change]]
id = "kh-becomes-koha"
municipality = "mallila"
name = "Uudistus"
original = ["KH"]
resulting = ["KOHA"]
date = 2021-06-01
"""


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)


def test_the_folder_given_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, named, here = (make_workspace(tmp_path / name) for name in ("given", "named", "here"))
    monkeypatch.setenv(VARIABLE, str(named.root))
    monkeypatch.chdir(here.root)
    assert find_workspace(given.root) == given
    assert find_workspace() == named
    monkeypatch.delenv(VARIABLE)
    assert find_workspace() == here


def test_without_any_the_reports_of_the_package_are_the_workspace() -> None:
    found = find_workspace()
    assert found.root == resource_root()
    assert len(read_inputs(found).catalogue.reports) == 5


def test_an_empty_variable_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert find_workspace().root == resource_root()


def test_folders_that_are_no_workspace_are_a_kind_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WorkspaceError, match=r"no workspace: it has no data/catalogue.toml\n.*strategylinks init"):
        find_workspace(tmp_path)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "missing"))
    with pytest.raises(WorkspaceError, match="no workspace") as caught:
        find_workspace()
    assert caught.value.where == tmp_path / "missing"


def test_a_checkout_keeps_its_store_beside_the_data_and_the_package_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Workspace(tmp_path).store == tmp_path / "store"
    packaged = tmp_path / "resources"
    monkeypatch.setattr(module, "resource_root", lambda: packaged)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert Workspace(packaged).is_packaged
    assert Workspace(packaged).store == tmp_path / "cache/strategylinks/store"
    assert not Workspace(tmp_path).is_packaged


def test_new_workspaces_are_empty_commented_and_readable(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "new/mallila")
    inputs = read_inputs(made)
    assert (list(inputs.catalogue.reports), list(inputs.organisation.units), list(inputs.corrections)) == ([], [], [])
    assert [layout.id for layout in inputs.layouts] == [layout.id for layout in read_inputs(find_workspace()).layouts]
    assert list(made.reports.iterdir()) == []
    for file in (made.catalogue, made.organisation, made.corrections):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("#")
        assert "# [[" in text, f"{file.name} shows no example entry"


def test_the_examples_in_the_comments_of_a_new_workspace_work(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "mallila")
    for file in (made.catalogue, made.organisation, made.corrections):
        lines = file.read_text(encoding="utf-8").splitlines()
        entries = [n for n, line in enumerate(lines) if line.startswith("# [[")]
        uncommented = [line.removeprefix("# ") if n >= entries[0] else line for n, line in enumerate(lines)]
        file.write_text("\n".join(uncommented), encoding="utf-8")
    assert read_catalogue(made.catalogue).reports
    assert read_organisation(made.organisation).units
    assert read_corrections(made.corrections)


def test_workspaces_are_made_in_empty_folders_only(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    make_workspace(tmp_path / "empty")
    with pytest.raises(WorkspaceError, match="the folder is not empty"):
        make_workspace(tmp_path / "empty")
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="cannot be made"):
        make_workspace(file)
    assert file.read_text(encoding="utf-8") == "x"


def organisation_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "organisation.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_organisation_files_hold_units_posts_and_reorganisations(tmp_path: Path) -> None:
    organisation = read_organisation(organisation_file(tmp_path, ORGANISATION))
    koha, talous = organisation.units
    assert (koha.labels, koha.kind, koha.parent, koha.names) == (
        ("KH",),
        "service-area",
        None,
        {"sv": "Koncernförvaltningen"},
    )
    assert koha.evidence == (Evidence("mallila-2022", 12, 13, "KOHA = konsernihallinto"),)
    assert (talous.kind, talous.parent, talous.evidence) == ("responsibility-area", "KOHA", ())
    assert organisation.posts[0].name == "Talousjohtaja"
    (change,) = organisation.changes
    assert (change.original, change.resulting, change.date, change.date_is_stated) == (
        ("KH",),
        ("KOHA",),
        "2021-06-01",
        True,
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('name = "Talous"\n', "", 13, "this unit has no 'name'"),
        ('id = "talousjohtaja"\n', "", 20, "this post has no 'id'"),
        ("date = 2021-06-01\n", "", 25, "this change has no 'date'"),
        ("lines = [12, 13]", "lines = 12", 2, "this unit is not written as"),
        ("lines = [12, 13]", "lines = [12]", 2, "this unit is not written as"),
        ('name = "Konsernihallinto"', "name = 7", 2, "name = 7 is no text"),
        ('labels = ["KH"]', "labels = [", 8, "not TOML"),
    ],
)
def test_malformed_organisation_files_are_a_kind_error_with_the_line(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in ORGANISATION
    path = organisation_file(tmp_path, ORGANISATION.replace(old, new))
    with pytest.raises(WorkspaceError, match=message) as caught:
        read_organisation(path)
    assert (caught.value.where, caught.value.line) == (path, line)
    assert caught.value.do


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "the file is missing"), (b"a =", "not TOML"), ('a = "ä"'.encode("latin-1"), "not UTF-8")],
)
def test_files_that_are_missing_or_no_toml_are_a_kind_error(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "a.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=message) as caught:
        read_toml(path)
    assert caught.value.where == path


def test_workspaces_without_layouts_are_a_kind_error(tmp_path: Path) -> None:
    made = make_workspace(tmp_path / "mallila")
    for layout in made.layouts.iterdir():
        layout.unlink()
    with pytest.raises(WorkspaceError, match="holds no layout files"):
        read_inputs(made)


def test_the_fingerprint_changes_with_every_file_and_with_nothing_else(tmp_path: Path) -> None:
    made, twin = make_workspace(tmp_path / "one"), make_workspace(tmp_path / "two")
    before = fingerprint(made)
    assert fingerprint(made) == fingerprint(twin) == before
    made.store.mkdir()
    (made.store / "current.json").write_text("{}", encoding="utf-8")
    assert fingerprint(made) == before
    seen = {before}
    for change in (
        lambda: made.reports.joinpath("a.txt").write_text("a", encoding="utf-8"),
        lambda: made.reports.joinpath("a.txt").write_text("b", encoding="utf-8"),
        lambda: made.reports.joinpath("a.txt").rename(made.reports / "b.txt"),
        lambda: next(made.layouts.iterdir()).unlink(),
        lambda: made.catalogue.write_text("# other", encoding="utf-8"),
    ):
        change()
        assert fingerprint(made) not in seen
        seen.add(fingerprint(made))


def test_the_catalogue_says_what_each_real_report_is(workspace: Workspace) -> None:
    reports = {entry.id: entry for entry in read_catalogue(workspace.catalogue).reports}
    assert {name: (entry.municipality, entry.start, entry.end) for name, entry in reports.items()} == {
        "lahti-2017-h1": ("lahti", date(2017, 1, 1), date(2017, 6, 30)),
        "lahti-2021-education": ("lahti", date(2021, 1, 1), date(2021, 12, 31)),
        "lahti-2022-h1-vitality": ("lahti", date(2022, 1, 1), date(2022, 6, 30)),
        "lahti-2024-q4-vitality": ("lahti", date(2024, 1, 1), date(2024, 12, 31)),
        "tuusula-2021-q3": ("tuusula", date(2021, 1, 1), date(2021, 9, 30)),
    }
    assert all(entry.file == f"{name}.txt" for name, entry in reports.items())
    assert all(entry.publisher and entry.scope and entry.sha256 for entry in reports.values())
    assert all(set(entry.scopes) == {"fi", "sv"} for entry in reports.values())
    assert "title" in reports["lahti-2017-h1"].inferred
    assert "title" not in reports["lahti-2022-h1-vitality"].inferred
