"""Which workspace a command works on, how a new one is made, and when its graph is built anew."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from strategylinks.workspace import find_workspace

ROOT = Path(__file__).parents[2]
REPORT = "tuusula-2021-q3"


def listed(answer) -> list[str]:
    assert answer.exit_code == 0, answer.stderr
    return [row["report"] for row in json.loads(answer.stdout)]


@pytest.mark.parametrize("option", ["--workspace", "-w"])
def test_the_option_names_the_workspace_before_and_after_the_command(cli, unbuilt, option):
    assert listed(cli(option, unbuilt, "reports", "--json")) == [REPORT]
    assert listed(cli("reports", "--json", option, unbuilt)) == [REPORT]


def test_the_option_after_the_command_wins_over_the_one_before_it(cli, unbuilt, tmp_path):
    cli("init", tmp_path / "other")
    assert listed(cli("-w", tmp_path / "other", "reports", "--json", "-w", unbuilt)) == [REPORT]


def test_the_environment_variable_names_the_workspace(cli, unbuilt, monkeypatch):
    monkeypatch.setenv("STRATEGYLINKS_WORKSPACE", str(unbuilt))
    assert listed(cli("reports", "--json")) == [REPORT]


def test_the_option_wins_over_the_environment_variable(cli, unbuilt, monkeypatch):
    monkeypatch.setenv("STRATEGYLINKS_WORKSPACE", str(unbuilt / "no such folder"))
    assert listed(cli("reports", "--json", "-w", unbuilt)) == [REPORT]


def test_the_environment_variable_wins_over_the_current_folder(cli, unbuilt, tmp_path, monkeypatch):
    cli("init", tmp_path / "other")
    monkeypatch.chdir(tmp_path / "other")
    monkeypatch.setenv("STRATEGYLINKS_WORKSPACE", str(unbuilt))
    assert listed(cli("reports", "--json")) == [REPORT]


def test_a_current_folder_that_is_a_workspace_is_taken(cli, unbuilt, monkeypatch):
    monkeypatch.chdir(unbuilt)
    assert listed(cli("reports", "--json")) == [REPORT]


def test_with_none_of_them_the_reports_that_the_package_carries_are_taken():
    assert find_workspace().catalogue.read_bytes() == (ROOT / "data/catalogue.toml").read_bytes()


def test_the_packaged_workspace_keeps_its_graph_in_the_users_cache(cli, unbuilt, tmp_path, monkeypatch):
    packaged = tmp_path / "resources"
    shutil.copytree(unbuilt / "data", packaged / "data")
    shutil.copy(ROOT / "data/wording.toml", packaged / "data")
    monkeypatch.setattr("strategylinks.workspace.resource_root", lambda: packaged)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cli("show", "01.05.01").exit_code == 0
    assert (tmp_path / "cache/strategylinks/store/current.json").is_file()
    assert not (packaged / "store").exists()


@pytest.mark.parametrize("command", [["build"], ["check"], ["reports"], ["show", "C5"], ["export", "elements"]])
def test_a_folder_that_is_no_workspace_is_an_error_that_says_how_to_make_one(cli, tmp_path, command):
    refused = cli(*command, "-w", tmp_path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "this is no workspace: it has no data/catalogue.toml" in refused.stderr
    assert f"strategylinks init {tmp_path}" in refused.stderr


@pytest.mark.parametrize("exists", [False, True])
def test_init_makes_a_commented_workspace_that_builds(cli, tmp_path, exists):
    folder = tmp_path / "deep" / "uusi"
    if exists:
        folder.mkdir(parents=True)
    made = cli("init", folder)
    assert made.exit_code == 0
    assert f"strategylinks add REPORT.txt --workspace {folder}" in made.stdout
    for name in ("catalogue", "organisation", "corrections"):
        text = (folder / f"data/{name}.toml").read_text(encoding="utf-8")
        assert all(line.startswith("#") for line in text.splitlines() if line.strip())
    layouts = {path.name: path.read_bytes() for path in (ROOT / "data/layouts").iterdir()}
    assert {path.name: path.read_bytes() for path in (folder / "data/layouts").iterdir()} == layouts
    built = cli("build", "-w", folder)
    assert built.exit_code == 0
    assert "no reports yet" in built.stdout
    assert listed(cli("reports", "-w", folder, "--json")) == []
    assert cli("check", "-w", folder).exit_code == 0
    assert json.loads(cli("export", "elements", "-w", folder).stdout) == []


def test_init_leaves_a_folder_that_holds_something_as_it_is(cli, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    refused = cli("init", tmp_path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"error: {tmp_path}: the folder is not empty" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_init_where_a_file_is_in_the_way_is_refused(cli, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    for folder in (file, file / "below"):
        refused = cli("init", folder)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert "cannot be made: Not a directory" in refused.stderr
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_init_in_a_place_that_is_read_only_is_refused(cli, tmp_path):
    tmp_path.chmod(0o500)
    refused = cli("init", tmp_path / "uusi")
    tmp_path.chmod(0o700)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "cannot be made: Permission denied" in refused.stderr


def test_a_workspace_that_was_never_built_is_built_on_the_first_read(cli, unbuilt):
    assert cli("show", "01.05.01", "-w", unbuilt).exit_code == 0
    assert (unbuilt / "store/current.json").is_file()


def test_an_unchanged_workspace_is_not_built_again(cli, one):
    before = (one / "store/current.json").read_bytes()
    assert cli("show", "01.05.01", "-w", one).exit_code == 0
    assert (one / "store/current.json").read_bytes() == before


def change_report(workspace: Path, old: str, new: str) -> None:
    report = workspace / f"data/reports/{REPORT}.txt"
    text = report.read_text(encoding="utf-8")
    assert old in text
    report.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_data_file_is_built_on_the_next_read(cli, one):
    before = (one / "store/current.json").read_bytes()
    change_report(one, "Palvelumme ovat laadukkaita", "Palvelumme ovat mainioita")
    assert cli("show", "Palvelumme ovat mainioita", "-w", one).exit_code == 0
    assert (one / "store/current.json").read_bytes() != before


def test_old_stores_are_deleted_once_a_new_one_is_in_use(cli, one):
    assert cli("build", "-w", one).exit_code == 0
    (folder,) = (one / "store").glob("store-*")
    assert json.loads((one / "store/current.json").read_text(encoding="utf-8"))["folder"] == folder.name


def test_a_build_that_fails_leaves_the_old_graph_in_use(cli, one):
    before = cli("export", "elements", "-w", one).stdout
    (one / "data/organisation.toml").write_text("[[unit]\n", encoding="utf-8")
    refused = cli("build", "-w", one)
    assert (refused.exit_code, refused.stdout) == (2, "")
    shown = cli("show", "01.05.01", "-w", one)
    assert shown.exit_code == 0
    assert "Harmonisoimme työllisyyspalveluiden" in shown.stdout
    assert shown.stderr.startswith(f"warning: {one / 'data/organisation.toml'}:1: not TOML")
    assert "the graph before it answers" in shown.stderr
    assert cli("export", "elements", "-w", one).stdout == before


def test_a_graph_that_breaks_its_shapes_is_not_put_in_use(cli, one):
    before = (one / "store/current.json").read_bytes()
    change = '[[change]]\nid = "a"\nmunicipality = "tuusula"\nname = "A"\ndate = "2024"\n'
    (one / "data/organisation.toml").write_text(change, encoding="utf-8")
    refused = cli("build", "-w", one)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the graph breaks its shapes" in refused.stderr
    assert "The old graph stays in use. Run 'strategylinks check'" in refused.stderr
    assert (one / "store/current.json").read_bytes() == before
    checked = cli("check", "-w", one, "--json")
    errors = [finding for finding in json.loads(checked.stdout)["findings"] if finding["severity"] == "error"]
    assert (checked.exit_code, {error["element"].rsplit("/", 1)[-1] for error in errors}) == (2, {"a"})


def test_a_damaged_pointer_to_the_store_says_to_build_and_a_build_mends_it(cli, one):
    pointer = one / "store/current.json"
    pointer.write_text("{", encoding="utf-8")
    refused = cli("show", "01.05.01", "-w", one)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{pointer}: the pointer to the store cannot be read" in refused.stderr
    assert "Run 'strategylinks build'" in refused.stderr
    assert cli("build", "-w", one).exit_code == 0
    assert cli("show", "01.05.01", "-w", one).exit_code == 0
