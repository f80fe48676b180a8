"""Running go from inside a build: a child that knows its own id, so that its tool calls find the plan they belong to."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finished:
    """How a process ended, and what it said."""

    status: int
    out: str
    error: str


def run(argv: list[str], environment: dict[str, str], folder: str) -> Finished:
    """Run a program to its end, with PYORCH_OWNER set to its own process id.

    The child stays in our process group, so that an interrupt from the terminal reaches it as it reaches us.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        child = os.fork()
        if child == 0:
            _become(argv, environment, folder, out.fileno(), error.fileno())
        _, wait_status = os.waitpid(child, 0)
        return Finished(os.waitstatus_to_exitcode(wait_status), _content(out.fileno()), _content(error.fileno()))


def _become(argv: list[str], environment: dict[str, str], folder: str, out: int, error: int) -> None:
    try:
        os.dup2(out, 1)
        os.dup2(error, 2)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        os.chdir(folder)
        os.execve(argv[0], argv, {**environment, "PYORCH_OWNER": str(os.getpid())})
    except OSError as problem:
        os.write(2, f"{argv[0]}: {problem.strerror}\n".encode())
    finally:
        os._exit(127)


def _content(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts).decode("utf-8", "replace")
