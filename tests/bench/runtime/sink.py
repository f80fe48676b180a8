"""An agent that accepts all traces and keeps none, since a real one would use more processor time than the services."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(slots=True)
class Sink:
    """The address of the agent, and the number of traces that it received."""

    url: str = ""
    traces: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def running_sink() -> Iterator[Sink]:
    """Run an agent on a free loopback port for the length of a `with`."""
    sink = Sink()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PUT(self) -> None:
            _read(self)
            with sink.lock:
                sink.traces += int(self.headers.get("X-Datadog-Trace-Count", 0))
            _answer(self, 200, b"{}")

        def do_POST(self) -> None:
            self.do_PUT()

        def do_GET(self) -> None:
            _answer(self, 404, b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        sink.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield sink
        finally:
            server.shutdown()


def _read(request: BaseHTTPRequestHandler) -> None:
    if length := request.headers.get("Content-Length"):
        request.rfile.read(int(length))
        return
    # Tracers send chunks: a line with the length in hexadecimal, the bytes, an empty line; the last chunk has no bytes.
    while size := int(request.rfile.readline(), 16):
        request.rfile.read(size + 2)
    request.rfile.readline()


def _answer(request: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    request.send_response(status)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
