"""Finds the go command that runs this process as its -toolexec, directly or through other programs.

A program that stands before pyorch in -toolexec, such as `timeout`, may start it as a process of its own.
"""

from __future__ import annotations

import os

from orchestrion_py.faults import Fault
from orchestrion_py.processes import ancestors, command_line, folder_of, program_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERED = ("go0", "go1", "go2", "go.", "go-")


class GoProcess:
    """A go command that is running: its process id, its verb, the words behind it, and the folder that it works in."""

    __slots__ = ("arguments", "folder", "pid", "verb")

    def __init__(self, pid: int, words: list[str], folder: str) -> None:
        verb = next(
            (index for index, word in enumerate(words[1:], 1) if not word.startswith("-") and words[index - 1] != "-C"),
            0,
        )
        self.pid = pid
        self.verb = words[verb] if verb else "build"
        self.arguments = words[verb + 1 :]
        self.folder = folder


def running_go(environment: Mapping[str, str]) -> GoProcess:
    """Return the nearest go command above this process. Raises Fault if there is none."""
    seen = []
    for pid in ancestors():
        words = command_line(pid)
        program = program_of(pid)
        if is_go(program, words, environment):
            return GoProcess(pid, _without_emulator(words), folder_of(pid))
        seen.append(os.path.basename(program or "".join(words[:1])) or str(pid))
    raise Fault(
        "cannot find the go command of this build, and so its flags; pyorch sees only these processes above it: "
        f"{', '.join(seen) or 'none'}",
        "let go start `pyorch toolexec` in the same container, or build with `pyorch go`",
    )


def go_process_id(environment: Mapping[str, str]) -> int:
    """Return the process id of the go command that runs this process; that of the parent if there is no go command."""
    for pid in ancestors():
        if is_go(program_of(pid), (), environment):
            return pid
    return os.getppid()


def is_in_same_build(pid: int, environment: Mapping[str, str]) -> bool:
    """Whether one go command has started this process and another one, directly or not."""
    above = set(ancestors(pid))
    shared = next((each for each in ancestors() if each in above), 0)
    return shared > 0 and is_go(program_of(shared), (), environment)


def is_go(program: str, words: list[str] | tuple[str, ...], environment: Mapping[str, str]) -> bool:
    """Whether a process with this program and command line is a go command. The `pyorch` script decides alike."""
    if not program or os.path.basename(program).startswith("qemu-"):
        program = "".join(_without_emulator(list(words))[:1])
    name = os.path.basename(program).removesuffix(".exe")
    if name in ("go", "gotip") or name.startswith(_NUMBERED):
        return True
    try:
        return os.path.samefile(program, f"{environment['GOROOT']}/bin/go")
    except (KeyError, OSError):
        return False


def _without_emulator(words: list[str]) -> list[str]:
    """Return a command line without the emulator that runs programs of another processor, such as qemu-aarch64."""
    return words[1:] if os.path.basename("".join(words[:1])).startswith("qemu-") else words
