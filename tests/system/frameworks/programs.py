"""Builds and runs the programs of this folder, and prints their traces as text."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import traced_environment
from tests.helpers.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pytest

    from orchestrion_py.traces.agent import Agent
    from orchestrion_py.traces.span_tree import Node, Span, Trace

HERE = Path(__file__).parent
PROGRAMS = sorted(path.parent.name for path in HERE.glob("*/main.go"))
# Programs for older releases of a library, and those with the largest libraries: `make test-all` builds them.
RARE = frozenset({
    "aws-v2", "chi", "client-go", "elasticsearch-v7", "elasticsearch-v8", "go-redis-v6", "go-redis-v7", "go-redis-v8", "gocql",
    "gqlgen", "mongo-v1", "mongo-v2", "sql-sqlite-cgo", "vault-api",
})  # fmt: skip

# Tags that differ from run to run or between machines.
_FLEETING = frozenset({
    "language", "runtime-id", "tracestate", "error.stack", "network.destination.port", "process_id", "http.useragent", "env",
    "out.port", "peer.port", "aws.agent", "kubernetes.audit_id",
    # Tags of newer releases of the tracing library, which only repeat the span.
    "service", "error.handling_stack",
})  # fmt: skip
# The same for OpenTelemetry.
_FLEETING_IN_OTEL = frozenset({"network.peer.port", "server.port", "client.port", "user_agent.original"})
_ADDRESS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\]):\d+")
_SESSION_OF_MONGODB = re.compile(r'"base64":"[^"]+","subType":"04"')


@dataclass(frozen=True, slots=True)
class Ran:
    """The exit code and the output of a program."""

    code: int
    out: str
    err: str


def build_all(target: Path, *, woven: bool, module: Path = HERE, names: Iterable[str] = PROGRAMS) -> None:
    """Build the programs of a module (by default, of this folder) into `target`, with pyorch or plain go."""
    workshop = Workshop(module)
    packages = [f"./{name}" for name in names]
    # Without the tables for debuggers, a third of the linker's work. tests/system/builds/test_positions.py tests those.
    command = ("go", "build", "-ldflags=-w", "-o", f"{target}{os.sep}", *packages)
    result = workshop.pyorch(*command) if woven else workshop.run(*command)
    assert result.code == 0, result.err


def names_of_selected_tests(request: pytest.FixtureRequest) -> set[str]:
    """The programs that the selected tests name as a parameter: those of one file if the fixture belongs to a file."""
    file = request.node if request.scope == "module" else None
    items = [item for item in request.session.items if file is None or file in item.iter_parents()]
    calls = (getattr(item, "callspec", None) for item in items)
    return {call.params["name"] for call in calls if call is not None and "name" in call.params}


def run(program: Path, environment: Mapping[str, str]) -> Ran:
    """Run a program to its end."""
    finished = subprocess.run([program], env=environment, capture_output=True, text=True, timeout=600, check=False)
    return Ran(finished.returncode, finished.stdout, finished.stderr)


def plain_environment(more: Mapping[str, str]) -> dict[str, str]:
    """The environment of the tests without the settings of tracers."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith(("DD_", "OTEL_"))}, **more}


def run_traced(program: Path, agent: Agent, more: Mapping[str, str]) -> tuple[Ran, list[Trace]]:
    """Run a woven program; returns its output and its traces, the last of which it sends before it ends."""
    agent.clear()
    ran = run(program, traced_environment(agent.url, program.name, **more))
    return ran, agent.traces()


def told(traces: Iterable[Trace]) -> str:
    """Traces as text that is the same in every run: a line for each span, with its tags, below its parent."""
    return "\n".join(_trace(trace, _line) for trace in traces)


def otel_told(traces: Iterable[Trace]) -> str:
    """The same for traces of OpenTelemetry."""
    return "\n".join(_trace(trace, _otel_line) for trace in traces)


def _trace(trace: Trace, line: Callable[[Span], str]) -> str:
    return "".join(_tree(root, line) for root in trace.roots)


def _tree(node: Node, line: Callable[[Span], str], depth: int = 0) -> str:
    """A span and its children, sorted by text, because concurrent spans start in any order."""
    below = sorted(_tree(child, line, depth + 1) for child in node.children)
    return "    " * depth + line(node.span) + "\n" + "".join(below)


def _line(span: Span) -> str:
    tags = {name: value for name, value in span.meta.items() if name not in _FLEETING and not name.startswith("_dd.")}
    words = [span.service, span.operation, f"[{' '.join(span.resource.split())}]", span.type or "-"]
    return _told(words, span, tags)


def _otel_line(span: Span) -> str:
    tags = {
        name: value
        for name, value in span.meta.items()
        if name not in _FLEETING_IN_OTEL and not name.startswith("_dd.")
    }
    if tags.get("rpc.system.name") == "twirp":
        # protojson writes some spaces or none, as the program's hash says.
        tags = {name: value for name, value in tags.items() if not name.endswith(".body.size")}
    kind, scope = tags.pop("span.kind"), tags.pop("otel.scope.name")
    return _told([span.service, f"[{' '.join(span.operation.split())}]", kind, scope.rpartition("/")[2]], span, tags)


def _told(words: list[str], span: Span, tags: Mapping[str, str]) -> str:
    words += ["error"] if span.error else []
    text = " ".join([*words, *(f"{name}={' '.join(value.split())}" for name, value in sorted(tags.items()))])
    return _SESSION_OF_MONGODB.sub('"base64":"UUID","subType":"04"', _ADDRESS.sub(r"\1:PORT", text))
