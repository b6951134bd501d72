"""Adding a report: into a fresh workspace of another municipality, twice, and everything that cannot be added."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
DOCUMENTS = ROOT / "tests" / "documents"
REPORT = "tuusula-2021-q3"
SHAPES = {
    "kuopio-2018-h2": "programme-table",
    "vantaa-2020-sivistys": "slides",
    "kouvola-2023-h1-kasvu": "marked-table",
    "vantaa-2023-q4-elinvoima": "slides-risks",
    "nurmijarvi-2022-q1": "coded-table",
}
SMALL = "nurmijarvi-2022-q1"


@pytest.fixture
def fresh(cli, tmp_path):
    """Give a workspace as 'init' makes it."""
    folder = tmp_path / "fresh"
    assert cli("init", folder).exit_code == 0
    return folder


def introduce(workspace: Path, name: str) -> None:
    """Tell a workspace of the units of a municipality."""
    with (workspace / "data/organisation.toml").open("a", encoding="utf-8") as organisation:
        organisation.write((DOCUMENTS / f"{name}.organisation.toml").read_text(encoding="utf-8"))


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", SHAPES)
def test_a_new_report_of_each_shape_can_be_added_to_a_fresh_workspace(cli, fresh, name):
    introduce(fresh, name)
    expected = json.loads((DOCUMENTS / f"{name}.expected.json").read_text(encoding="utf-8"))["elements"]
    added = cli("add", DOCUMENTS / f"{name}.txt", "-w", fresh, "--json")
    answer = json.loads(added.stdout)
    assert added.exit_code == (1 if answer["findings"] else 0)
    assert (answer["report"], answer["layout"]) == (name, SHAPES[name])
    assert answer["elements"] == {
        kind: sum(element["kind"] == kind for element in expected) for kind in answer["elements"]
    }
    # Kouvola prints its name alone on a line, which no reader takes for anything: a finding.
    unread = [finding["first"] for finding in answer["findings"] if finding["rule"] == "unread-line"]
    assert unread == ([148] if name.startswith("kouvola") else [])
    assert answer["coverage"]["unread"] == len(unread)
    exported = json.loads(cli("export", "elements", "-w", fresh).stdout)
    assert sorted(element["name"] for element in exported) == sorted(element["name"] for element in expected)
    assert (fresh / "data/reports" / f"{name}.txt").read_bytes() == (DOCUMENTS / f"{name}.txt").read_bytes()


def test_what_was_added_is_said_in_words(cli, fresh):
    introduce(fresh, SMALL)
    shown = cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", fresh).stdout
    assert f"{SMALL} was loaded as coded-table: " in shown
    assert "lines read" in shown
    assert "look over in data/catalogue.toml: municipality, period, plan, title" in shown


def test_adding_gives_the_same_graph_as_building(cli, one):
    introduce(one, SMALL)
    assert cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", one).exit_code in {0, 1}
    added = cli("export", "graph", "-w", one, "-f", "nquads").stdout_bytes
    assert cli("build", "-w", one).exit_code == 0
    assert cli("export", "graph", "-w", one, "-f", "nquads").stdout_bytes == added


def test_adding_touches_no_graph_of_another_report(cli, one):
    def quads_of(report: str) -> set[str]:
        lines = cli("export", "graph", "-w", one, "-f", "nquads").stdout.splitlines()
        return {line for line in lines if line.endswith(f"/graph/report/{report}> .")}

    before = quads_of(REPORT)
    introduce(one, SMALL)
    assert cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", one).exit_code in {0, 1}
    assert quads_of(REPORT) == before != set()
    assert quads_of(SMALL)


def test_adding_builds_what_has_changed_since_the_last_build_too(cli, one):
    introduce(one, SMALL)
    cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", one)
    with (one / "data/organisation.toml").open("a", encoding="utf-8") as organisation:
        organisation.write('\n[[unit]]\nid = "UUSI"\nmunicipality = "tuusula"\nname = "Uusi palvelualue"\n')
    cli("add", DOCUMENTS / "kuopio-2018-h2.txt", "-w", one)
    assert '"Uusi palvelualue"@fi' in cli("export", "graph", "-w", one, "-f", "nquads").stdout


def test_what_the_bringer_says_stands_in_the_catalogue_and_is_not_called_inferred(cli, fresh):
    introduce(fresh, SMALL)
    options = ["--id", "oma-nimi", "--start", "2022-02-01", "--end", "2022-02-28", "--publisher", "Nurmijärven kunta"]
    cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", fresh, "--title", 'Oma "otsikko"', *options)
    (row,) = json.loads(cli("reports", "-w", fresh, "--json").stdout)
    assert (row["report"], row["title"], row["period"]) == ("oma-nimi", 'Oma "otsikko"', "2022-02-01 – 2022-02-28")
    catalogue = (fresh / "data/catalogue.toml").read_text(encoding="utf-8")
    assert 'publisher = "Nurmijärven kunta"' in catalogue
    assert 'inferred = ["municipality", "plan"]' in catalogue


def test_adding_a_report_twice_is_refused_and_changes_nothing(cli, one):
    before = content(one)
    again = cli("add", DATA / "reports" / f"{REPORT}.txt", "-w", one)
    assert (again.exit_code, again.stdout) == (2, "")
    assert f"there already is a report '{REPORT}'" in again.stderr
    assert "--replace" in again.stderr
    assert content(one) == before


def test_replacing_a_report_keeps_its_catalogue_entry_and_answers_from_the_new_text(cli, one, tmp_path):
    newer = tmp_path / f"{REPORT}.txt"
    text = (DATA / "reports" / newer.name).read_text(encoding="utf-8")
    newer.write_text(text.replace("Palvelumme ovat laadukkaita", "Palvelumme ovat mainioita"), encoding="utf-8")
    replaced = cli("add", newer, "-w", one, "--replace", "--json")
    assert json.loads(replaced.stdout)["report"] == REPORT
    assert cli("show", "Palvelumme ovat mainioita", "-w", one).exit_code == 0
    assert cli("show", "Palvelumme ovat laadukkaita", "-w", one).exit_code == 2
    (row,) = json.loads(cli("reports", "-w", one, "--json").stdout)
    assert row["title"] == "Tavoitteiden ja toimenpiteiden seuranta 1–9/2021"


def test_the_checksum_of_a_replaced_report_is_catalogued_anew(cli, fresh, tmp_path):
    introduce(fresh, SMALL)
    report = DOCUMENTS / f"{SMALL}.txt"
    cli("add", report, "-w", fresh)
    newer = tmp_path / report.name
    newer.write_bytes(report.read_bytes() + b"\n")
    assert cli("add", newer, "-w", fresh, "--replace").exit_code in {0, 1}
    rules = {finding["rule"] for finding in json.loads(cli("check", "-w", fresh, "--json").stdout)["findings"]}
    assert "changed-file" not in rules


def test_the_packaged_workspace_is_not_for_adding(cli, tmp_path, monkeypatch):
    root = tmp_path / "resources"
    shutil.copytree(DATA, root / "data")
    monkeypatch.setattr("strategylinks.workspace.resource_root", lambda: root)
    before = content(root)
    refused = cli("add", DOCUMENTS / f"{SMALL}.txt")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "not for changing" in refused.stderr
    assert "strategylinks init DIR" in refused.stderr
    assert content(root) == before


@pytest.mark.parametrize(
    ("document", "said", "line"),
    [
        (b"Kokouskutsu\n\nKunnanhallitus kokoontuu maanantaina.\n", "no known layout fits", None),
        (b"", "holds no text", None),
        (b" \n\t\n", "holds no text", None),
        ("Tavoitteiden seuranta\nEtenemisaste: hyvä\n".encode("latin-1"), "byte 0xe4 is not UTF-8", 2),
        ("Tavoitteiden seuranta\n".encode("utf-16"), "is not UTF-8", 1),
        (b"Tavoitteiden seuranta\n\nTila\x00\n", "holds a NUL byte", 3),
    ],
    ids=["unknown shape", "empty", "blank", "Latin-1", "UTF-16", "NUL"],
)
@pytest.mark.parametrize("workspace", ["one", "unbuilt"])
def test_what_cannot_be_read_is_explained_and_changes_nothing(cli, request, tmp_path, document, said, line, workspace):
    folder = request.getfixturevalue(workspace)
    file = tmp_path / "kokous-2024.txt"
    file.write_bytes(document)
    before = content(folder)
    refused = cli("add", file, "-w", folder)
    assert (refused.exit_code, refused.stdout) == (2, "")
    place = f"{file}:{line}" if line else str(file)
    assert refused.stderr.replace("\n", "").startswith(f"error: {place}: ".replace("\n", ""))
    assert said in refused.stderr.replace("\n", "")
    assert len(refused.stderr.strip().splitlines()) == 2
    assert content(folder) == before


def test_an_unknown_shape_is_told_how_well_each_layout_fits(cli, one, tmp_path):
    file = tmp_path / "kokous.txt"
    file.write_text("Kokouskutsu\n", encoding="utf-8")
    refused = cli("add", file, "-w", one).stderr
    assert all(f"{layout} 0%" in refused for layout in SHAPES.values())
    assert "data/layouts/" in refused


def test_the_headings_of_a_known_shape_without_a_row_are_not_enough(cli, one, tmp_path):
    file = tmp_path / "kunta-2020.txt"
    headings = ["Seurantaraportti 1-12/2020", "Palvelualueen", "Kasko + kaupy", "KASKO: hanke"]
    headings += [
        "Tavoitteet toteutuivat osittain",
        "Lähtö-/tavoitetaso Mittari Mittarin toteutuma ja tehdyt toimet Tila",
    ]
    file.write_text("\n".join(headings) + "\n", encoding="utf-8")
    refused = cli("add", file, "-w", one)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "the layout 'slides' fits, but no programme, goal, flagship or action could be read" in refused.stderr
    assert not (one / "data/reports/kunta-2020.txt").exists()


@pytest.mark.parametrize("name", ["../evil", "a/b", "Iso Nimi", "[bold]"])
def test_an_id_that_is_no_file_name_is_refused(cli, one, name):
    before = content(one.parent)
    refused = cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", one, "--id", name)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"{name!r} is no catalogue id" in refused.stderr
    assert content(one.parent) == before


def test_a_date_that_is_none_is_refused(cli, one):
    refused = cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", one, "--start", "1.1.2022", "--end", "2022-12-31")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "'1.1.2022' is no date" in refused.stderr


@pytest.mark.parametrize("missing", ["no-such-file.txt", "."])
def test_a_file_that_is_missing_or_a_folder_is_refused(cli, one, missing):
    before = content(one)
    refused = cli("add", missing, "-w", one)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "cannot be read" in refused.stderr
    assert content(one) == before


def test_a_report_can_be_added_before_the_graph_was_ever_built(cli, unbuilt):
    introduce(unbuilt, SMALL)
    assert cli("add", DOCUMENTS / f"{SMALL}.txt", "-w", unbuilt).exit_code in {0, 1}
    exported = json.loads(cli("export", "elements", "-w", unbuilt).stdout)
    assert {element["report"] for element in exported} == {REPORT, SMALL}
