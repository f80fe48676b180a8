"""Measures the wall clock of a build, and the CPU time of all processes that it starts."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.bench.errors import BenchError
from tests.bench.figures import Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tests.bench.contenders import Contender

_PATIENCE_SECONDS = 30


def build(contender: Contender) -> Sample:
    """Run the contender's build once."""
    return run(contender.command, contender.module, contender.workshop.full_environment())


def run(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    while_running: Callable[[int], object] | None = None,
) -> Sample:
    """Run a command in a new session, whose id `while_running` gets. Raises a BenchError if the command fails."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            if while_running is not None:
                while_running(process.pid)
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            _end(process)
            raise
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            text = said.read().decode("utf-8", "replace").strip()
            raise BenchError(f"`{' '.join(command)}` ended with exit code {process.returncode}:\n{text}")
    # wait4 counts the command and its descendants, because go waits for its tools, and they wait for theirs.
    return Sample(wall, usage.ru_utime, usage.ru_stime)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End an interrupted build. On SIGINT go ends its tools; on SIGTERM it would leave them running."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(_PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
