"""Runs a program that serves HTTP: started, waited for, ended by its id, its output kept for when it fails."""

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

# What the examples print once they listen, so that they can be asked for port 0.
_LISTENS = re.compile(r"\S+ listens on (http://\S+)")
_READY_SECONDS = 30.0
_POLL_SECONDS = 0.02
_TAIL_LINES = 20


class ServiceError(Exception):
    """A service did not start, or did not end well; the message has the end of its output."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service: its process id, its address such as `http://127.0.0.1:8080`, and the file of its output."""

    pid: int
    url: str
    log: Path


@contextmanager
def running_service(command: Sequence[str], env: Mapping[str, str]) -> Iterator[Service]:
    """Run a service for the length of a `with`, from the moment that it says where it listens.

    At the end it is asked to end, and waited for, so that it can send what it still holds. Raises a ServiceError where
    it does not start, or ends with another exit code than 0.
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
                # Ctrl-C is for this process, which then asks the service once: a second signal would cut its end short.
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
    while not (said := _LISTENS.search(log.read_text(errors="replace"))):
        if process.poll() is not None:
            raise ServiceError(f"{name} ended at its start, exit code {process.returncode}:\n{_tail(log)}")
        if time.monotonic() > deadline:
            raise ServiceError(f"{name} does not listen after {_READY_SECONDS:g} s:\n{_tail(log)}")
        time.sleep(_POLL_SECONDS)
    return said[1]


def _tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-_TAIL_LINES:]
    return "\n".join(f"    {line}" for line in lines) or "    (it printed nothing)"
