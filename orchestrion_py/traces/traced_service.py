"""Starts a program that serves HTTP, waits until it listens, and stops it."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import stop

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The line in which a service prints its address, so that it can listen on port 0.
_LISTENS = re.compile(r"\S+ listens on (http://\S+)")
_READY_SECONDS = 30.0
_POLL_SECONDS = 0.02
_TAIL_LINES = 20


class ServiceError(Exception):
    """A service did not start, or failed at its end. The message has the last lines of its output."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its process id, its address such as `http://127.0.0.1:8080`, and its log file."""

    pid: int
    url: str
    log: Path


@contextmanager
def running_service(command: Sequence[str], env: Mapping[str, str]) -> Iterator[Service]:
    """Run a service for the length of a `with`, which begins once the service prints its address.

    At the end, sends SIGTERM and waits, so that the service can send its last spans. Raises a ServiceError if the service does
    not start, or if its exit code is not 0.
    """
    name = Path(command[0]).name
    with tempfile.TemporaryDirectory(prefix="pyorch-service-") as folder:
        log = Path(folder, "output.log")
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                env=dict(env),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches this process only. A second signal would stop the service before it has sent its spans.
                start_new_session=True,
            )
        try:
            yield Service(process.pid, _address(name, process, log), log)
        except BaseException:
            stop(process)
            raise
        code = stop(process)
        if code != 0:
            raise ServiceError(f"{name} ended with exit code {code}:\n{_tail(log)}")


def _address(name: str, process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _READY_SECONDS
    while not (listening := _LISTENS.search(log.read_text(errors="replace"))):
        if process.poll() is not None:
            raise ServiceError(f"{name} ended during its start with exit code {process.returncode}:\n{_tail(log)}")
        if time.monotonic() > deadline:
            raise ServiceError(f"{name} does not listen after {_READY_SECONDS:g} s:\n{_tail(log)}")
        time.sleep(_POLL_SECONDS)
    return listening[1]


def _tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
    return "\n".join(f"    {line}" for line in lines) or "    (it printed nothing)"
