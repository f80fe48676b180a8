"""Where a program is run: a folder of its own, free ports, somebody who asks and writes down what is answered."""

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
# The tracing library sends every two seconds what it has.
_SENT_SECONDS = 3.0


@dataclass(slots=True)
class Stage:
    """A binary and where it runs. `heard` is what the program has answered, to be compared between plain and woven."""

    binary: Path
    source: Path
    folder: Path
    environment: Mapping[str, str]
    heard: list[str] = field(default_factory=list)
    ports: list[int] = field(default_factory=list)

    def port(self) -> int:
        """A port of its own for this run, by number in `heard`: PORT1 is the first."""
        (port,) = free_ports(1)
        self.ports.append(port)
        return port

    def write(self, name: str, text: str) -> Path:
        """A file in the folder of this run."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, *arguments: str | Path, expected: int = 0) -> str:
        """Run the program to its end, and return what it prints, unheard."""
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
        """Run the program as a server, from the moment that it listens on the port, and ask it to end.

        One that is deaf to being asked is ended by the signal, and sends nothing more: its spans have a moment to leave before.
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
        self.hear(f"ended with {code}")

    def ask(
        self, port: int, path: str, body: Any = None, *, method: str = "", headers: Mapping[str, str] | None = None
    ) -> str:
        """Send a request, by POST and as JSON where there is a body that is no bytes; hear and return the answer's text."""
        status, _, text = self.answer(port, path, body, method=method, headers=headers)
        self.hear(f"{method or ('GET' if body is None else 'POST')} {path}: {status} {text}")
        return text

    def answer(
        self, port: int, path: str, body: Any = None, *, method: str = "", headers: Mapping[str, str] | None = None
    ) -> tuple[int, Mapping[str, str], str]:
        """Send a request as `ask` does, and return status, headers and text of the answer, unheard."""
        words = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            words.setdefault("Content-Type", "application/json")
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request(method or ("GET" if body is None else "POST"), path, body, words)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode(errors="replace")

    def hear(self, text: str) -> None:
        """Keep what was answered, less what differs from run to run: ports, and this run's folder."""
        for number, port in enumerate(self.ports, 1):
            text = re.sub(rf"\b{port}\b", f"PORT{number}", text)
        self.heard.append(text.replace(str(self.folder), "FOLDER"))


def path_of(url: str) -> str:
    """The path of a URL with its query, as a server that answers with whole URLs may be asked again."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
