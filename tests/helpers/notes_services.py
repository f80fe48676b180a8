"""Runs the two services of examples/notes, sends requests, and returns their answers and traces for comparison."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import time
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orchestrion_py.traces.agent import traced_environment
from orchestrion_py.traces.traced_service import Service, running_service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Span, Trace
    from tests.helpers.workshop import Workshop

FRONT = "notes-front"
BACK = "notes-back"

# Spans that no request causes: opening the database and creating its table.
OPENING = 2

# Tags that differ from run to run, or that a build inside a git repository adds.
_FLEETING_TAGS = frozenset({
    "_dd.p.tid", "_dd.tags.process", "error.stack", "runtime-id", "tracestate", "network.destination.port", "process_id",
    "_dd.git.commit.sha", "_dd.git.repository_url", "_dd.go_path",
})  # fmt: skip
_PORT = re.compile(r"127\.0\.0\.1:\d+")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_GRACE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the front."""

    method: str
    path: str
    body: Mapping[str, str] | None = None


CREATE = Request("POST", "/notes", {"title": "milk", "body": "two litres"})
READ = Request("GET", "/notes/1")
UNKNOWN_NOTE = Request("GET", "/notes/42")
UNKNOWN_COLUMN = Request("GET", "/search?q=milk&sort=colour")
REQUESTS = (CREATE, Request("GET", "/notes"), READ, UNKNOWN_NOTE, UNKNOWN_COLUMN)


@dataclass(frozen=True, slots=True)
class Programs:
    """The commands that start back and front; the flags of each service follow."""

    back: tuple[str, ...]
    front: tuple[str, ...]

    @classmethod
    def built(cls, folder: Path) -> Programs:
        """The two binaries that a build left in a folder."""
        return cls((str(folder / "back"),), (str(folder / "front"),))


@dataclass(frozen=True, slots=True)
class Performance:
    """The results of the requests: `answers` have status and body, `traces` are those that a request caused, in order."""

    answers: tuple[tuple[int, str], ...]
    traces: tuple[Trace, ...]
    others: tuple[Trace, ...]
    portrait: str

    def trace_of(self, request: Request) -> Trace:
        """The trace that a request caused."""
        return self.traces[REQUESTS.index(request)]


def perform(programs: Programs, workshop: Workshop, agent: Agent, folder: Path) -> Performance:
    """Start both services, send the requests, stop the services, and read the traces from the agent.

    The function creates `folder`, for the database.
    """
    folder.mkdir(parents=True)
    agent.clear()
    listen = ("-listen", "127.0.0.1:0")
    back_command = (*programs.back, *listen, "-db", str(folder / "notes.db"))
    with _running(back_command, _environment(workshop, agent, BACK)) as back:
        front_command = (*programs.front, *listen, "-back", back.url)
        with _running(front_command, _environment(workshop, agent, FRONT)) as front:
            answers = tuple(_ask(front.url, request) for request in REQUESTS)
    # Both services have ended. A tracer sends its last spans when it stops, so nothing arrives later.
    traces = agent.traces()
    caused = tuple(trace for trace in traces if any(span.operation == "http.request" for span in trace.spans))
    others = tuple(trace for trace in traces if trace not in caused)
    return Performance(answers, caused, others, _portrait(traces, _types(agent)))


def tracer_settings(agent: Agent, service: str) -> dict[str, str]:
    """The environment variables that send a program's traces to this agent only."""
    return {name: value for name, value in traced_environment(agent.url, service).items() if name.startswith("DD_")}


def _environment(workshop: Workshop, agent: Agent, service: str) -> dict[str, str]:
    return {**workshop.full_environment(), **tracer_settings(agent, service)}


@contextmanager
def _running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Service]:
    """Run a service, directly or below `go run`. The signal goes to the service itself, since go does not pass it on."""
    with running_service(command, environment) as service:
        yield service
        for pid in _children(service.pid) or [service.pid]:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_SECONDS
        # WNOWAIT leaves the exit code for running_service.
        while not os.waitid(os.P_PID, service.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            assert time.monotonic() < deadline, f"{command} does not end:\n{service.log.read_text(errors='replace')}"
            time.sleep(0.02)


def _children(pid: int) -> list[int]:
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in listed.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _ask(front: str, request: Request) -> tuple[int, str]:
    body = json.dumps(request.body).encode() if request.body else None
    with closing(http.client.HTTPConnection(urlsplit(front).netloc, timeout=30)) as connection:
        connection.request(request.method, request.path, body)
        response = connection.getresponse()
        return response.status, _TIME.sub("(a time)", response.read().decode())


def _types(agent: Agent) -> dict[int, str]:
    """The type of each span, such as `web` or `sql`."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{agent.url}/test/session/traces", timeout=30) as response:
        return {span["span_id"]: span.get("type") or "" for trace in json.load(response) for span in trace}


def _portrait(traces: Sequence[Trace], types: Mapping[int, str]) -> str:
    """What two runs of the same services must have in common, as text: a line for each span, then one for each tag."""
    lines = []
    for trace in traces:
        for lineage in trace.lineages():
            span = lineage[-1]
            indent = "  " * (len(lineage) - 1)
            words = [span.service, span.operation, " ".join(span.resource.split()), f"({types[span.span_id]})"]
            lines.append(indent + " ".join(words) + (" [error]" if span.error else ""))
            lines += [f"{indent}    {tag}" for tag in _tags(span)]
    return "\n".join(lines)


def _tags(span: Span) -> list[str]:
    tags = {name: value for name, value in {**span.meta, **span.metrics}.items() if name not in _FLEETING_TAGS}
    return [f"{name}: {_PORT.sub('127.0.0.1:(port)', str(value))}" for name, value in sorted(tags.items())]
