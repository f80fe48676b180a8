"""The servers that some programs talk to, started for one program each; the environment tells it where they are."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from typing import TYPE_CHECKING

from orchestrion_py.report.agent import free_ports, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import ExitStack

_READY_SECONDS = 20.0


def needed_by(program: str, stack: ExitStack) -> dict[str, str]:
    """Start what a program needs, until the stack is closed; the variables by which the program finds it."""
    server = _NEEDED.get(program)
    return stack.enter_context(server()) if server is not None else {}


@contextlib.contextmanager
def redis() -> Iterator[dict[str, str]]:
    """A Redis server that keeps nothing."""
    (port,) = free_ports(1)
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with tempfile.TemporaryDirectory() as folder, _running(["redis-server", *options, "--dir", folder], port):
        yield {"REDIS_ADDR": f"127.0.0.1:{port}"}


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """A server that listens on a port before anybody goes on."""
    program = shutil.which(command[0])
    assert program is not None, f"{command[0]} is missing: .ci/run names the Debian package that has it"
    process = subprocess.Popen([program, *command[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield
    finally:
        stop(process)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert process.poll() is None, f"the server has ended with {process.returncode}"
        assert time.monotonic() < deadline, f"nothing listens on port {port}"
        time.sleep(0.05)


_NEEDED: dict[str, Callable[[], contextlib.AbstractContextManager[dict[str, str]]]] = {
    "redigo": redis,
}
