"""Every command explains itself: one short sentence, a description of each option, an example."""

from __future__ import annotations

import re

import pytest
import typer
from typer.testing import CliRunner

from orchestrion_py.cli.app import app

TOP = typer.main.get_command(app).commands  # type: ignore[attr-defined] # a group, since there are several
COMMANDS = TOP | {f"cache {name}": command for name, command in TOP["cache"].commands.items()}


def help_of(command: str = "", columns: int = 80) -> str:
    result = CliRunner().invoke(app, [*command.split(), "--help"], prog_name="pyorch", terminal_width=columns)
    assert result.exit_code == 0
    return result.stdout


def test_the_overview_has_a_whole_sentence_for_each_command() -> None:
    shown = help_of()
    assert "Example: pyorch go build" in shown
    listed = shown.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) == len(TOP)
    assert all(line.endswith(".") and not line.endswith("...") for line in listed), shown


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_an_example(command: str) -> None:
    example = "go build -toolexec=" if command == "toolexec" else f"pyorch {command}"
    assert f"Example: {example}" in help_of(command)


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_fits_a_narrow_terminal(command: str, columns: int) -> None:
    lines = help_of(command, columns=columns).splitlines()
    assert [line for line in lines if len(line) > columns] == []
    # No word is torn at its hyphen, and no sentence is cut off.
    assert [line for line in lines if line.endswith("-") or re.search(r"\w\.\.\.$", line)] == []
    (example,) = (line for line in lines if "Example: " in line)
    after = lines[lines.index(example) + 1 :]
    assert not after or not after[0].strip(), "an example is one line, so that people can copy it"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_and_argument_has_a_description(command: str) -> None:
    assert [each.name for each in COMMANDS[command].params if not each.help] == []
