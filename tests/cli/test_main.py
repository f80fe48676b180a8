"""What `pyorch` does before it loads a command: the version, flags in front, and words that are not commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from orchestrion_py import __version__
from orchestrion_py.cli.command_table import COMMANDS
from orchestrion_py.faults import Fault
from orchestrion_py.toolexec.front.user_settings import refuse_unknown_values
from tests.helpers.paths import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

# Prints the modules that the command has loaded to stderr.
LISTING = """
import atexit, sys
from orchestrion_py.cli.main import main
atexit.register(lambda: print(*sys.modules, sep="\\n", file=sys.stderr))
main()
"""


def pyorch(*arguments: str, lists_modules: bool = False, **environment: str) -> subprocess.CompletedProcess[str]:
    program = ["-c", LISTING] if lists_modules else ["-m", "orchestrion_py"]
    command = [sys.executable, *program, *arguments]
    variables = {**os.environ, **environment}
    return subprocess.run(command, cwd=REPOSITORY, env=variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("shell", [name for name in ("sh", "dash", "bash") if shutil.which(name)])
def test_the_help_of_toolexec_has_no_error_of_a_shell(shell: str) -> None:
    script = f"{sys.prefix}/bin/pyorch"
    finished = subprocess.run([shell, script, "toolexec", "--help"], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.startswith("Usage: pyorch toolexec")


@pytest.mark.parametrize("word", ["version", "--version", "-V"])
def test_the_version_loads_no_command_line_library(word: str) -> None:
    finished = pyorch(word, lists_modules=True)
    assert (finished.returncode, finished.stdout) == (0, f"pyorch v{__version__}\n")
    assert not {"typer", "tree_sitter", "yaml"} & set(finished.stderr.split())


def test_a_command_loads_no_other_command() -> None:
    finished = pyorch("help", "cache", lists_modules=True)
    assert finished.stdout.startswith("Usage: pyorch cache")
    modules = set(finished.stderr.split())
    assert {module for module, _ in COMMANDS.values() if f"orchestrion_py.cli.{module}" in modules} == {"cache"}


@pytest.mark.parametrize(("word", "meant"), [("build", "go build"), ("vet", "go vet"), ("weav", "weave")])
def test_did_you_mean(word: str, meant: str) -> None:
    finished = pyorch(word, ".")
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"pyorch: `pyorch {word}` is not a command [PY")
    assert f"hint: did you mean `pyorch {meant}`?" in finished.stderr
    assert finished.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "message", "command"),
    [
        (["plan", "--foo"], "no such option: --foo", "pyorch plan"),
        (["weave"], "missing argument 'PACKAGE|FILE'", "pyorch weave"),
        (["check", "--format", "x"], "invalid value for '--format': 'x' is not one of", "pyorch check"),
        (["cache", "foo"], "no such command 'foo'", "pyorch cache"),
    ],
)
def test_a_wrong_command_line_is_one_message_with_a_hint(arguments: list[str], message: str, command: str) -> None:
    finished = pyorch(*arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    first, hint = finished.stderr.splitlines()
    assert first.startswith(f"pyorch: {message}")
    assert first.endswith("[PY0133]")
    assert hint == f"  hint: run `{command} --help`"


@pytest.mark.parametrize(("name", "value"), [("PYORCH_LOG", "loud"), ("PYORCH_WARN", "on")])
def test_unknown_values_are_refused(name: str, value: str) -> None:
    refuse_unknown_values({"PYORCH_LOG": "DEBUG", "PYORCH_WARN": "error"})
    refuse_unknown_values({name: ""})
    with pytest.raises(Fault, match=f"{name}={value} is not one of its values"):
        refuse_unknown_values({name: value})


@pytest.mark.parametrize(
    ("flags", "level"),
    [
        (["-v"], "info"),
        (["-vv"], "debug"),
        (["-v", "-v"], "debug"),
        (["-q"], "error"),
        (["--quiet", "--verbose"], "info"),
    ],
)
def test_flags_in_front_set_the_level_of_the_log(tmp_path: Path, flags: list[str], level: str) -> None:
    go = tmp_path / "go"
    go.write_text('#!/bin/sh\necho "$PYORCH_LOG $*"\n')
    go.chmod(0o755)
    finished = pyorch(*flags, "go", "version", PATH=f"{tmp_path}:{os.environ['PATH']}", PYORCH_LOG="")
    assert (finished.returncode, finished.stdout) == (0, f"{level} version\n")
