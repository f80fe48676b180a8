"""The continuous profiler sends profiles with DD_PROFILING_ENABLED, and nothing without it."""

from __future__ import annotations

import email
import json
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.traces.agent import traced_environment
from tests.system.frameworks.programs import Ran, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message
    from pathlib import Path

pytestmark = pytest.mark.build


@dataclass(slots=True)
class Uploads:
    """An agent that keeps the uploads of profilers."""

    url: str = ""
    messages: list[Message] = field(default_factory=list)

    def parts(self) -> dict[str, bytes]:
        """The files of the only upload."""
        (message,) = self.messages
        parts = [part for part in message.walk() if part.get_filename()]
        return {str(part.get_filename()): _content(part) for part in parts}


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


@contextmanager
def receiving() -> Iterator[Uploads]:
    """Listen on loopback and keep uploads."""
    uploads = Uploads()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if self.path == "/profiling/v1/input":
                head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
                uploads.messages.append(email.message_from_bytes(head + body))
            self._answer()

        def do_GET(self) -> None:
            self._answer()

        def _answer(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    uploads.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield uploads
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def profiled(program: Path, **more: str) -> tuple[Ran, Uploads]:
    """Run a program, whose profiler sends its profiles when the program ends."""
    with receiving() as uploads:
        environment = traced_environment(uploads.url, "profiled", DD_PROFILING_FLUSH_ON_EXIT="true", **more)
        ran = run(program, environment)
    assert (ran.code, ran.out) == (0, "kept some: true\n"), ran.err
    return ran, uploads


@pytest.mark.parametrize("value", ["true", "1"])
def test_profiles_are_sent(woven: Path, value: str) -> None:
    ran, uploads = profiled(woven / "profiler", DD_PROFILING_ENABLED=value)
    parts = uploads.parts()
    assert {"cpu.pprof", "delta-heap.pprof"} <= parts.keys(), ran.err
    assert all(parts.values()), "no profile is empty"
    event = json.loads(parts["event.json"])
    assert sorted(event["attachments"]) == sorted(parts.keys() - {"event.json"})
    assert "service:profiled" in event["tags_profiler"].split(",")


@pytest.mark.parametrize("more", [{}, {"DD_PROFILING_ENABLED": "false"}])
def test_no_profiler_runs_by_default(woven: Path, more: dict[str, str]) -> None:
    _, uploads = profiled(woven / "profiler", **more)
    assert uploads.messages == []
