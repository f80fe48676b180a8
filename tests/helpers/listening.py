"""Waits until a server that a test started listens."""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

_SECONDS = 60.0
_END_OF_LOG = 3000


def wait_until_listening(port: int, process: subprocess.Popen[bytes], log: Path | None = None) -> None:
    """Wait until a process listens on a loopback port. If it ends or never listens, fail with the end of its log."""
    deadline = time.monotonic() + _SECONDS
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        said = f":\n{log.read_text(errors='replace')[-_END_OF_LOG:]}" if log is not None else ""
        assert process.poll() is None, f"the server has ended with {process.returncode}{said}"
        assert time.monotonic() < deadline, f"nothing listens on port {port}{said}"
        time.sleep(0.05)
