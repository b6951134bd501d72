"""The installed command as a process of its own: pipes, signals, encodings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from strategylinks import __version__

COMMAND = Path(sys.executable).with_name("strategylinks")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and signals as POSIX has them")


def run(*arguments: object, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, check=False, **options)


def test_the_command_is_installed_and_answers():
    assert run("--version").stdout == f"strategylinks {__version__}\n".encode()
    answered = subprocess.run([sys.executable, "-m", "strategylinks.cli.main", "--version"], capture_output=True)
    assert answered.stdout == f"strategylinks {__version__}\n".encode()


def test_an_error_goes_to_standard_error_with_exit_code_2_and_without_a_traceback(one):
    (one / "data/catalogue.toml").write_text("=", encoding="utf-8")
    answered = run("build", "-w", one)
    assert (answered.returncode, answered.stdout) == (2, b"")
    assert f"error: {one / 'data/catalogue.toml'}:1: ".encode() in answered.stderr
    assert b"Traceback" not in answered.stderr


@pytest.mark.parametrize(
    "command",
    [["export", "elements"], ["export", "graph", "-f", "nquads"], ["reports"], ["reports", "--json"], ["show", "0"]],
    ids=" ".join,
)
def test_a_reader_that_stops_early_is_no_error_to_speak_of(one, command):
    reading, writing = os.pipe()
    os.close(reading)
    answered = subprocess.run([COMMAND, *command, "-w", one], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (answered.returncode, answered.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", [["export", "elements"], ["reports"]], ids=" ".join)
def test_a_full_disk_is_one_message(one, command):
    with Path("/dev/full").open("wb") as full:
        answered = subprocess.run([COMMAND, *command, "-w", one], stdout=full, stderr=subprocess.PIPE, check=False)
    assert answered.returncode == 2
    assert answered.stderr == b"error: No space left on device\n"


def test_an_interrupt_stops_without_a_traceback_and_leaves_the_graph_in_use(one):
    before = (one / "store/current.json").read_bytes()
    pipe = one / "data/reports/tuusula-2021-q3.txt"
    pipe.unlink()
    # The build waits for the report's text, so that the interrupt comes while it works.
    os.mkfifo(pipe)
    process = subprocess.Popen([COMMAND, "build", "-w", one], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with pipe.open("wb"):
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert (out, b"Traceback" in err) == (b"", False)
    assert (one / "store/current.json").read_bytes() == before


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_json_is_utf_8_and_tables_are_readable_whatever_the_terminal_encodes(one, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    shown = json.loads(run("show", "01.05.01", "--json", "-w", one, env=environment).stdout)
    assert "työllisyyspalveluiden" in shown[0]["name"]
    for command in (["show", "01.05.01"], ["reports"]):
        answered = run("-w", one, *command, env=environment)
        assert answered.returncode in {0, 1}
        assert b"Traceback" not in answered.stderr
        assert answered.stdout


def test_nothing_but_the_answer_is_written_to_standard_output(one):
    for command in (["build", "--json"], ["reports", "--json"], ["check", "--json"], ["show", "02", "--json"]):
        answered = run(*command, "-w", one)
        assert json.loads(answered.stdout) is not None
        assert answered.stderr == b""
