"""Starts Datadog's test agent on free loopback ports, reads the traces that it received, and stops it."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from google.protobuf.json_format import ParseDict
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from orchestrion_py.traces.otlp import records_of_otlp, spans_of_otlp
from orchestrion_py.traces.span_tree import join, traces_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orchestrion_py.traces.otlp import Record
    from orchestrion_py.traces.span_tree import Trace

_LOOPBACK = "127.0.0.1"
_SCRIPT = Path(__file__).with_name("agent_process.py")
_ATTEMPTS = 3
_READY_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_POLL_SECONDS = 0.05

# The agent reads options from DD_*, PORT, LOG_LEVEL and more. With DD_API_KEY or DD_TRACE_AGENT_URL it would forward the
# traces. So it gets only the variables that Python itself needs.
_AGENT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
# The agent's /info returns this variable as its version.
_NAME_VARIABLE = "TEST_AGENT_VERSION"


class AgentError(Exception):
    """The agent is not installed, does not start, or did not receive the expected traces. The message says which."""


class _NotStartedError(AgentError):
    """This attempt failed. Another attempt, with other ports, may succeed."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A running test agent.

    Datadog's tracers send to `url`, OpenTelemetry's exporters to `otlp_url` or `otlp_grpc_url`. `web_url` is the agent's web
    page; it is None if `running_agent` was called without `web`.
    """

    pid: int
    url: str
    web_url: str | None = None
    otlp_url: str = ""
    otlp_grpc_url: str = ""

    def traces(self) -> list[Trace]:
        """Return all traces received since the start or the last `clear`, in the order in which they started."""
        return join(self._get("/test/session/traces"))

    def otlp_traces(self) -> list[Trace]:
        """Return the same of the spans that came by OTLP over HTTP."""
        requests = json.loads(self._ask("/test/session/traces", self.otlp_url))
        return traces_of(spans_of_otlp(ParseDict(each, ExportTraceServiceRequest()) for each in requests))

    def otlp_metrics(self) -> frozenset[str]:
        """Return the names of all metrics that came by OTLP over HTTP."""
        requests = json.loads(self._ask("/test/session/metrics", self.otlp_url))
        scopes = [scope for one in requests for of in one["resource_metrics"] for scope in of["scope_metrics"]]
        return frozenset(metric["name"] for scope in scopes for metric in scope["metrics"])

    def otlp_records(self) -> list[Record]:
        """Return all log records that came by OTLP."""
        requests = json.loads(self._ask("/test/session/logs", self.otlp_url))
        return list(records_of_otlp(ParseDict(each, ExportLogsServiceRequest()) for each in requests))

    def wait_for(self, enough: Callable[[list[Trace]], bool], timeout: float = 10.0) -> list[Trace]:
        """Return the traces once `enough` accepts them. Raises an AgentError that shows the traces after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        while not enough(traces := self.traces()):
            if time.monotonic() > deadline:
                received = "\n\n".join(trace.outline() for trace in traces) or "nothing"
                raise AgentError(
                    f"the expected traces did not arrive within {timeout:g} s; the agent received:\n{received}"
                )
            time.sleep(_POLL_SECONDS)
        return traces

    def wait_for_traces(self, count: int, timeout: float = 10.0) -> list[Trace]:
        """Return the traces once there are `count` of them. Raises an AgentError after `timeout` seconds."""
        return self.wait_for(lambda traces: len(traces) >= count, timeout)

    def clear(self) -> None:
        """Forget every trace."""
        self._ask("/test/session/clear")

    def _get(self, path: str) -> Any:
        return json.loads(self._ask(path))

    def _ask(self, path: str, url: str = "") -> bytes:
        try:
            with _opener().open((url or self.url) + path, timeout=_READY_SECONDS) as response:
                body: bytes = response.read()
                return body
        except OSError as error:
            raise AgentError(f"the test agent does not answer {path}: {error}") from error


@contextmanager
def running_agent(*, web: bool = False) -> Iterator[Agent]:
    """Run a test agent for the length of a `with`; `web` adds its web page.

    The agent ends with the `with`, also after an exception. If this process is killed, the agent ends too. Raises an AgentError.
    """
    if importlib.util.find_spec("ddapm_test_agent") is None:
        raise AgentError(f"ddapm-test-agent is not installed: {sys.executable} -m pip install 'pyorch[agent]'")
    with ExitStack() as stack:
        yield _started(stack, web=web)


def _started(stack: ExitStack, *, web: bool) -> Agent:
    for _ in range(_ATTEMPTS - 1):
        try:
            return stack.enter_context(_one_agent(web=web))
        except _NotStartedError:
            # free_ports releases the ports that it finds, so another process may have taken one.
            continue
    return stack.enter_context(_one_agent(web=web))


def traced_environment(agent_url: str, service: str, **more: str) -> dict[str, str]:
    """Return an environment in which a traced program sends its traces to this agent, and nothing anywhere else.

    Drops the tracing settings (DD_*, OTEL_*) of this process. Adds `more` last.
    """
    return _without_settings() | {
        "DD_TRACE_AGENT_URL": agent_url,
        "DD_SERVICE": service,
        "DD_ENV": "demo",
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        # If unset, AppSec waits for remote configuration, and reports an error when there is none.
        "DD_APPSEC_ENABLED": "false",
        "DD_RUNTIME_METRICS_V2_ENABLED": "false",
        "DD_TRACE_STARTUP_LOGS": "false",
        **more,
    }


def otlp_environment(otlp_url: str, service: str, **more: str) -> dict[str, str]:
    """Return an environment in which a program with OpenTelemetry sends spans, metrics and logs to this URL alone."""
    return _without_settings() | {"OTEL_EXPORTER_OTLP_ENDPOINT": otlp_url, "OTEL_SERVICE_NAME": service, **more}


def _without_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "OTEL_"))}


def free_ports(count: int) -> list[int]:
    """Return `count` different TCP ports that are free on loopback at this moment."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((_LOOPBACK, 0))
        return [one.getsockname()[1] for one in sockets]


@contextmanager
def _one_agent(*, web: bool) -> Iterator[Agent]:
    port, otlp_http, otlp_grpc, page = free_ports(4)
    name = secrets.token_hex(8)
    options = {"--port": port, "--otlp-http-port": otlp_http, "--otlp-grpc-port": otlp_grpc}
    if web:
        options["--web-ui-port"] = page
    arguments = [word for option, value in options.items() for word in (option, str(value))]
    # A file without a name: nothing stays behind, even if this process is killed.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            # -P keeps the script's folder out of the module path.
            [sys.executable, "-P", str(_SCRIPT), "--host", _LOOPBACK, "--log-level", "WARNING", *arguments],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=tempfile.gettempdir(),
            env={key: os.environ[key] for key in _AGENT_ENVIRONMENT if key in os.environ} | {_NAME_VARIABLE: name},
            start_new_session=True,  # Ctrl-C reaches this process only, which then ends the agent
        )
        try:
            agent = Agent(
                process.pid,
                f"http://{_LOOPBACK}:{port}",
                f"http://{_LOOPBACK}:{page}" if web else None,
                f"http://{_LOOPBACK}:{otlp_http}",
                f"http://{_LOOPBACK}:{otlp_grpc}",
            )
            _wait_until_ready(agent, name, process, log)
            yield agent
        finally:
            stop(process)


def _wait_until_ready(agent: Agent, name: str, process: subprocess.Popen[bytes], log: IO[bytes]) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while _name(agent.url) != name:
        if process.poll() is not None:
            log.seek(0)
            output = log.read().decode(errors="replace").strip()
            raise _NotStartedError(f"the test agent ended during its start:\n{output}")
        if time.monotonic() > deadline:
            raise AgentError(f"the test agent is not ready after {_READY_SECONDS:g} s")
        time.sleep(_POLL_SECONDS)


def _name(url: str) -> str | None:
    """Return the name of the agent that answers at `url`; it may be another agent that took the port."""
    try:
        with _opener().open(f"{url}/info", timeout=5) as response:
            version: str | None = json.load(response).get("version")
            return version
    except (OSError, ValueError, AttributeError):
        return None


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that ignores the proxies of the environment."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def stop(process: subprocess.Popen[Any], ask: int = signal.SIGTERM, grace: float = _GRACE_SECONDS) -> int:
    """End a process that this one started, and return its exit code. Sends `ask` first, and SIGKILL after `grace` seconds."""
    try:
        process.send_signal(ask)
        code = process.wait(grace)
    except (subprocess.TimeoutExpired, KeyboardInterrupt) as reason:
        process.kill()
        code = process.wait()
        if isinstance(reason, KeyboardInterrupt):
            raise
    finally:
        if process.stdin:
            process.stdin.close()
    return code
