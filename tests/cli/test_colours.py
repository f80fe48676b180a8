"""Colours: NO_COLOR, FORCE_COLOR, terminals and pipes, in every command that has colours."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.cli.colours import console, has_colours
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

ESCAPE = "\x1b["


class Terminal(io.StringIO):
    """Text that claims to be on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "on_a_terminal", "in_a_pipe"),
    [
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({}, False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "FORCE_COLOR": ""}, True, False),
        ({"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_what_decides(
    environment: dict[str, str], *, on_a_terminal: bool, in_a_pipe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for stream, expected in ((Terminal(), on_a_terminal), (io.StringIO(), in_a_pipe)):
        assert has_colours(stream, os.environ) is expected
        monkeypatch.setattr(sys, "stdout", stream)
        console().print("[bold green]wrote[/] go.mod")
        assert (ESCAPE in stream.getvalue()) is expected


@pytest.mark.parametrize(
    "command", [["diff", "--aspects", "a.yml", "plain.go"], ["instrument", "-d", "--no-types", "c.go"]]
)
def test_a_pipe_has_colours_if_they_are_forced(sources: Path, command: list[str]) -> None:
    (sources / "c.go").write_text('package p\n\nimport "context"\n\nfunc G(ctx context.Context) {}\n')

    def printed(**environment: str) -> str:
        variables = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
        finished = subprocess.run(
            [sys.executable, "-m", "orchestrion_py", *command],
            env={**variables, "PYTHONPATH": str(REPOSITORY), **environment}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return finished.stdout

    assert ESCAPE not in printed()
    assert ESCAPE in printed(FORCE_COLOR="1")
    assert ESCAPE not in printed(FORCE_COLOR="1", NO_COLOR="1")


def test_no_command_makes_a_console_of_its_own() -> None:
    made = [
        f"{path.name}:{call.lineno}"
        for path in (REPOSITORY / "orchestrion_py" / "cli").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("Console", "Progress")
        and path.name != "colours.py"
        if not any(keyword.arg == "console" for keyword in call.keywords)
    ]
    assert made == []
