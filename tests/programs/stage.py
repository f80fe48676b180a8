"""Runs a program in its own folder on free ports, sends requests, and keeps the answers."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from orchestrion_py.traces.agent import free_ports, stop
from tests.helpers.listening import wait_until_listening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_GRACE_SECONDS = 30.0
# The tracing library sends its spans every two seconds.
_SENT_SECONDS = 3.0


@dataclass(slots=True)
class Stage:
    """A binary and its folder. `recorded` has the answers of the program, to compare plain with woven."""

    binary: Path
    source: Path
    folder: Path
    environment: Mapping[str, str]
    recorded: list[str] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    def port(self) -> int:
        """A free port for this run; in `recorded` the first is PORT1."""
        (port,) = free_ports(1)
        self.ports.append(port)
        return port

    def write(self, name: str, text: str) -> Path:
        """Write a file into the folder of this run."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path, expected: int = 0) -> str:
        """Run the program to its end and return its output, which `recorded` does not get."""
        finished = subprocess.run(
            [str(self.binary), *map(str, arguments)],
            cwd=self.folder,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert finished.returncode == expected, finished.stdout + finished.stderr
        return finished.stdout

    @contextmanager
    def serving(self, port: int, *arguments: str | Path, deaf: bool = False) -> Iterator[None]:
        """Run the program as a server: wait until it listens on the port, and stop it in the end.

        A program that does not handle the signal sends nothing after it, so it first gets a moment to send its spans.
        """
        log = self.folder / "server.log"
        with log.open("ab") as output:
            process = subprocess.Popen(
                [str(self.binary), *map(str, arguments)],
                cwd=self.folder,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            wait_until_listening(port, process, log)
            yield
            if deaf:
                time.sleep(_SENT_SECONDS)
        except BaseException:
            stop(process)
            raise
        code = stop(process, grace=_GRACE_SECONDS)
        self.record(f"ended with {code}")

    def ask(
        self, port: int, path: str, body: Any = None, *, method: str = "", headers: Mapping[str, str] | None = None
    ) -> str:
        """Send a request, record the answer, and return its text. A body makes it a POST, of JSON unless it is bytes."""
        status, _, text = self.answer(port, path, body, method=method, headers=headers)
        self.record(f"{method or ('GET' if body is None else 'POST')} {path}: {status} {text}")
        return text

    def answer(
        self, port: int, path: str, body: Any = None, *, method: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], str]:
        """Send a request as `ask` does, and return status, headers and text of the answer, which `recorded` does not get."""
        words = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            words.setdefault("Content-Type", "application/json")
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request(method or ("GET" if body is None else "POST"), path, body, words)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode(errors="replace")

    def record(self, text: str) -> None:
        """Keep an answer in `recorded`, without what differs from run to run: ports, and this run's folder."""
        for number, port in enumerate(self.ports, 1):
            text = re.sub(rf"\b{port}\b", f"PORT{number}", text)
        self.recorded.append(text.replace(str(self.folder), "FOLDER"))


def path_of(url: str) -> str:
    """The path and query of a URL, for the next request to a server that answers with whole URLs."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
