"""`pyorch completion SHELL`: what a shell completes once it has loaded the script."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from orchestrion_py.cli.app import app
from orchestrion_py.cli.command_table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

# What is typed, and what the Tab key makes of it.
COMPLETED = {
    "pyorch pl": "pyorch plan ",
    "pyorch go bui": "pyorch go build ",
    "pyorch help unp": "pyorch help unpin ",
    "pyorch cache si": "pyorch cache size ",
    "pyorch check --fo": "pyorch check --format ",
    "pyorch check --format s": "pyorch check --format sarif ",
    "pyorch check orc": "pyorch check orchestrion.yml ",
    "pyorch go build -o orc": "pyorch go build -o orchestrion.yml ",
    "pyorch diff --aspects orc": "pyorch diff --aspects orchestrion.yml ",
    "pyorch explain PY0101": "pyorch explain PY0101 ",
    "pyorch explain orc": "pyorch explain orchestrion.yml ",
}
INTERACTIVE = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'; source ./script"),
    "zsh": (
        ["zsh", "-f", "-i"],
        "autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste; source ./script",
    ),
}


def script(shell: str) -> str:
    result = CliRunner().invoke(app, ["completion", shell])
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "orchestrion.yml").touch()
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_names_every_command(shell: str) -> None:
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", script(shell))] == []


@pytest.mark.parametrize("shell", INTERACTIVE)
def test_the_tab_key(shell: str, folder: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (folder / "script").write_text(script(shell))
    command, start = INTERACTIVE[shell]
    terminal = Terminal(command, folder)
    try:
        terminal.send(f"PS1='rea''dy> '; {start}\n")
        terminal.wait_for("ready> ")
        for typed, completed in COMPLETED.items():
            terminal.send(f"{typed}\t@@")
            assert f"{completed}@@" in terminal.wait_for("@@"), typed
            terminal.send("\x15")  # Ctrl-U takes the line away
    finally:
        terminal.close()


def test_fish_completes_the_same(folder: Path) -> None:
    if not shutil.which("fish"):
        pytest.skip("fish is not installed")
    (folder / "script").write_text(script("fish"))
    lines = "; ".join(f"echo '>{typed}'; complete -C '{typed}'" for typed in COMPLETED)
    printed = subprocess.run(
        ["fish", "--no-config", "-c", f"source ./script; {lines}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    found = {part.partition("\n")[0]: part.splitlines()[1:] for part in printed.stdout.split(">")[1:]}
    for typed, completed in COMPLETED.items():
        offered = [line.partition("\t")[0] for line in found[typed]]
        assert offered == completed.split()[-1:], typed


class Terminal:
    """An interactive program on a terminal of its own."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._own, theirs = pty.openpty()
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb", "INPUTRC": "/dev/null"}
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
        )
        os.close(theirs)

    def send(self, text: str) -> None:
        os.write(self._own, text.encode())

    def wait_for(self, text: str) -> str:
        """Return what the program prints until a text has come."""
        printed, end = "", time.monotonic() + 10
        while text not in printed and time.monotonic() < end:
            if select.select([self._own], [], [], 0.2)[0]:
                printed += os.read(self._own, 4096).decode("utf-8", "replace").replace("\x07", "")
        assert text in printed, printed
        return re.sub(r".\x08", "", printed)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._own)
