"""The test agent: started on free loopback ports, asked for the traces that it got, ended by its id."""

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

from orchestrion_py.traces.span_tree import join

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from orchestrion_py.traces.span_tree import Trace

_LOOPBACK = "127.0.0.1"
_SCRIPT = Path(__file__).with_name("agent_process.py")
_ATTEMPTS = 3
_READY_SECONDS = 60.0
_GRACE_SECONDS = 5.0
_POLL_SECONDS = 0.05

# The agent takes options from DD_*, PORT, LOG_LEVEL and more, and with DD_API_KEY or DD_TRACE_AGENT_URL set it would
# forward what it gets. So it sees only what Python itself needs.
_AGENT_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
# The agent's /info gives this variable out as its version.
_NAME_VARIABLE = "TEST_AGENT_VERSION"


class AgentError(Exception):
    """The agent is not installed, does not start, or did not get what was waited for; the message says which."""


class _NotStartedError(AgentError):
    """This attempt failed; another, with other ports, may not."""


@dataclass(frozen=True, slots=True)
class Agent:
    """A running test agent.

    `url` is where tracers send to, `otlp_url` where OpenTelemetry's exporters do, `web_url` the page for people, None unless
    it was asked for.
    """

    pid: int
    url: str
    web_url: str | None = None
    otlp_url: str = ""

    def traces(self) -> list[Trace]:
        """Return all traces that came since the start or the last `clear`, in the order in which they started."""
        return join(self._get("/test/session/traces"))

    def wait_for(self, enough: Callable[[list[Trace]], bool], timeout: float = 10.0) -> list[Trace]:
        """Return the traces once they are enough. Raises an AgentError, with what did come, after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        while not enough(traces := self.traces()):
            if time.monotonic() > deadline:
                came = "\n\n".join(trace.outline() for trace in traces) or "nothing"
                raise AgentError(f"the traces waited for did not come within {timeout:g} s; what came:\n{came}")
            time.sleep(_POLL_SECONDS)
        return traces

    def wait_for_traces(self, count: int, timeout: float = 10.0) -> list[Trace]:
        """Return the traces once there are `count` of them. Raises an AgentError after `timeout` seconds."""
        return self.wait_for(lambda traces: len(traces) >= count, timeout)

    def clear(self) -> None:
        """Forget every trace, so that the next test meets only its own."""
        self._ask("/test/session/clear")

    def _get(self, path: str) -> Any:
        return json.loads(self._ask(path))

    def _ask(self, path: str) -> bytes:
        try:
            with _opener().open(self.url + path, timeout=_READY_SECONDS) as response:
                body: bytes = response.read()
                return body
        except OSError as error:
            raise AgentError(f"the test agent does not answer {path}: {error}") from error


@contextmanager
def running_agent(*, web: bool = False) -> Iterator[Agent]:
    """Run a test agent for the length of a `with`; `web` adds its page for people.

    Whatever happens, it ends with the `with`, and it ends by itself if this process is killed. Raises an AgentError.
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
            # Free ports are found by asking for them and letting go; somebody else may have taken one since.
            continue
    return stack.enter_context(_one_agent(web=web))


def traced_environment(agent_url: str, service: str, **more: str) -> dict[str, str]:
    """Return an environment for a traced program that sends traces to this agent, and nothing else to anybody.

    The tracer's own settings in this process's environment (DD_*, OTEL_*) are left out; `more` is added last.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "OTEL_"))}
    return kept | {
        "DD_TRACE_AGENT_URL": agent_url,
        "DD_SERVICE": service,
        "DD_ENV": "demo",
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        # Unset, it waits for remote configuration to switch it on, and reports an error where there is none.
        "DD_APPSEC_ENABLED": "false",
        "DD_RUNTIME_METRICS_V2_ENABLED": "false",
        "DD_TRACE_STARTUP_LOGS": "false",
        **more,
    }


def free_ports(count: int) -> list[int]:
    """Return different TCP ports that are free on loopback at this moment."""
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
    # A file without a name: nothing is left of it even if this process is killed.
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            # -P: the folder of the script is no place to import modules from.
            [sys.executable, "-P", str(_SCRIPT), "--host", _LOOPBACK, "--log-level", "WARNING", *arguments],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=tempfile.gettempdir(),
            env={key: os.environ[key] for key in _AGENT_ENVIRONMENT if key in os.environ} | {_NAME_VARIABLE: name},
            start_new_session=True,  # Ctrl-C is for this process, which then ends the agent
        )
        try:
            agent = Agent(
                process.pid,
                f"http://{_LOOPBACK}:{port}",
                f"http://{_LOOPBACK}:{page}" if web else None,
                f"http://{_LOOPBACK}:{otlp_http}",
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
            said = log.read().decode(errors="replace").strip()
            raise _NotStartedError(f"the test agent ended at its start:\n{said}")
        if time.monotonic() > deadline:
            raise AgentError(f"the test agent is not ready after {_READY_SECONDS:g} s")
        time.sleep(_POLL_SECONDS)


def _name(url: str) -> str | None:
    """Return the name of the agent that answers there: another one may have taken the port a moment ago."""
    try:
        with _opener().open(f"{url}/info", timeout=5) as response:
            version: str | None = json.load(response).get("version")
            return version
    except (OSError, ValueError, AttributeError):
        return None


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that goes straight to loopback, whatever proxy the environment names."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def stop(process: subprocess.Popen[Any], ask: int = signal.SIGTERM, grace: float = _GRACE_SECONDS) -> int:
    """End a process that this one started, and return its exit code: `ask` first, after `grace` seconds SIGKILL."""
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
