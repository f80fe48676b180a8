"""Writes output through a pager on a terminal, as git does, and straight to stdout otherwise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from orchestrion_py.cli.colours import has_colours
from orchestrion_py.cli.unified_diff import coloured, unified

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADER_LINES = 2


@contextmanager
def paged(*, wanted: bool = True) -> Iterator[IO[bytes]]:
    """Yield the pager's input if stdout is a terminal and a pager is wanted, else stdout."""
    command = pager(os.environ) if wanted and sys.stdout.isatty() else ""
    if not command:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # The reader closed the pipe, as `head` does. The null device takes what Python flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    # The variable holds a command line of the user's own, so a shell runs it.
    process = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602
    # The pager handles Ctrl-C. If the user quits it early, the pipe breaks, which is fine.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield cast("IO[bytes]", process.stdin)
    except BrokenPipeError:
        pass
    finally:
        _close(process)
        signal.signal(signal.SIGINT, before)


def pager(environment: Mapping[str, str]) -> str:
    """Return the pager's command line: GIT_PAGER, PAGER or less; "" for no pager, which an empty value or `cat` means."""
    if environment.get("TERM", "dumb") == "dumb":
        return ""
    chosen = next((environment[name] for name in ("GIT_PAGER", "PAGER") if name in environment), "less").strip()
    return "" if chosen == "cat" else chosen


def _close(process: subprocess.Popen[bytes]) -> None:
    try:
        if process.stdin is not None:
            process.stdin.close()
    except BrokenPipeError:
        pass
    process.wait()


def write_diff(out: IO[bytes], path: str, before: bytes, after: bytes) -> None:
    """Write the diff of one file, in colour if the terminal has colours."""
    in_colour = has_colours(sys.stdout, os.environ)
    for index, line in enumerate(unified(path, before, after)):
        out.write(coloured(line, is_header=index < _HEADER_LINES) if in_colour else line)
