"""Every command explains itself, and a slip in the arguments is said kindly."""

from __future__ import annotations

import pytest
from typer.main import get_command

from strategylinks import __version__
from strategylinks.cli.main import app

OPTIONS = {
    "build": {"--workspace", "--store", "--json"},
    "ask": {"--about", "--format", "--output", "--language", "--workspace", "--store"},
    "sparql": {"--format", "--output", "--seconds", "--rows", "--allow-service", "--workspace", "--store"},
    "explain": {"--workspace", "--store", "--json"},
    "analyse": {"--about", "--format", "--output", "--language", "--workspace", "--store"},
    "network": {"--format", "--output", "--report", "--language", "--workspace", "--store"},
    "workbook": {"--output", "--report", "--language", "--workspace", "--store"},
    "candidates": {"--conditions", "--format", "--output", "--workspace"},
    "check": {"--workspace", "--json", "--reasoner"},
    "reports": {"--workspace", "--json", "--markdown"},
    "show": {"--workspace", "--json", "--report"},
    "add": {"--workspace", "--json", "--replace", "--id", "--municipality", "--plan", "--start", "--end", "--title"}
    | {"--publisher", "--scope"},
    "export": {"--workspace", "--format", "--output"},
    "init": set(),
}


def test_help_lists_every_command_and_the_exit_codes(cli):
    shown = cli("--help")
    assert shown.exit_code == 0
    assert all(f"{command} " in shown.stdout for command in OPTIONS)
    assert "Exit codes: 0 good, 1 findings, 2 error." in shown.stdout


def test_help_knows_every_command_there_is():
    assert set(get_command(app).commands) >= OPTIONS.keys()


@pytest.mark.parametrize("command", OPTIONS)
def test_help_of_a_command_names_its_options(cli, command):
    shown = cli(command, "--help", env={"COLUMNS": "200"})
    assert shown.exit_code == 0
    assert all(option in shown.stdout for option in OPTIONS[command])


@pytest.mark.parametrize("command", get_command(app).commands.values(), ids=lambda command: command.name)
def test_every_command_argument_and_option_says_what_it_is(command):
    assert command.help
    assert [parameter.name for parameter in command.params if not parameter.help] == []


def test_the_version_is_that_of_the_package(cli):
    shown = cli("--version")
    assert (shown.exit_code, shown.stdout) == (0, f"strategylinks {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "No such command"),
        (["show"], "Missing argument"),
        (["export", "everything"], "elements"),
        (["export", "elements", "--format", "pdf"], "turtle"),
        (["build", "--nonsense"], "No such option"),
    ],
)
def test_a_slip_in_the_arguments_is_an_error_that_says_what_there_is(cli, arguments, said):
    shown = cli(*arguments, env={"COLUMNS": "200"})
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in shown.stderr


def test_without_a_command_the_help_is_shown(cli):
    assert "Usage: strategylinks" in cli(prog_name="strategylinks").output
