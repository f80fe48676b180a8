"""The demo: builds the two services with pyorch, sends them requests, and prints the traces that arrive.

`make demo` runs it; `make demo KEEP=1` leaves the services and the agent running. It ends with 1 and one line that says
why where a request does not come back as one connected trace.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orchestrion_py.traces.agent import Agent, AgentError, running_agent, stop, traced_environment
from orchestrion_py.traces.trace_printer import print_traces
from orchestrion_py.traces.traced_service import ServiceError, running_service

if TYPE_CHECKING:
    from collections.abc import Iterable, Sized
    from types import FrameType

    from orchestrion_py.traces.span_tree import Trace

NOTES = Path(__file__).resolve().parent
# What `go build -v` prints for each package that it compiles: an import path alone on its line.
_PACKAGE = re.compile(r"[\w.~/-]+")
_PROGRESS_SECONDS = 10.0


class DemoError(Exception):
    """The demo cannot go on; the message is all that the reader needs."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the front, and the status that it should be answered with."""

    method: str
    path: str
    status: int
    body: dict[str, str] | None = None


REQUESTS = (
    Request("POST", "/notes", 201, {"title": "milk", "body": "two litres"}),
    Request("GET", "/notes", 200),
    Request("GET", "/notes/1", 200),
    Request("GET", "/notes/42", 404),  # there is no such note
    Request("GET", "/search?q=milk&sort=colour", 500),  # there is no such column
)


def main() -> int:
    """Run the demo. Returns the exit code."""
    options = _options()
    for deadly in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(deadly, _end)  # as Ctrl-C: what was started is ended on the way out
    try:
        _demo(keep=options.keep, hand=options.hand)
    except (DemoError, AgentError, ServiceError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("interrupted; everything that was started has ended")
        return 130
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build two services with pyorch and print the traces of requests.")
    parser.add_argument("--keep", action="store_true", help="leave services and agent running until Ctrl-C")
    # The hand-instrumented twins under plain go: what the traces should look like, pyorch left out.
    parser.add_argument("--hand", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def _demo(*, keep: bool, hand: bool) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pyorch-demo-")))
        build(folder, hand=hand)
        agent = stack.enter_context(running_agent(web=keep))
        say(f"the agent takes traces on {agent.url}")
        with ExitStack() as services:
            front = start(services, folder, agent)
            for request in REQUESTS:
                send(front, request)
            if not keep:
                say("stopping the services, so that they send what they still hold")
                services.close()
            show(agent)
            if keep:
                wait(front, agent)


def build(folder: Path, *, hand: bool) -> None:
    """Compile both services into `folder`, with a line now and then that says how far it is."""
    if not shutil.which("go"):
        raise DemoError("there is no `go` on the PATH; install Go 1.25 or newer from https://go.dev/dl/")
    command = ["go", "build", "-v", "-o", f"{folder}/", "./hand/cmd/..." if hand else "./cmd/..."]
    if not hand:
        command.insert(0, pyorch())
    say("building examples/notes: " + " ".join(["pyorch", *command[1:]] if not hand else command))
    say("  (with an empty build cache it takes a minute or two)")
    started = time.monotonic()
    with subprocess.Popen(command, cwd=NOTES, stderr=subprocess.PIPE, text=True, errors="replace") as process:
        packages: list[str] = []
        reader = threading.Thread(target=_read, args=(process.stderr, packages), daemon=True)
        reader.start()
        try:
            _tell_progress(process, started, packages)
        finally:
            # SIGINT: on SIGTERM go ends at once and leaves its compilers to themselves.
            code = stop(process, signal.SIGINT)
            reader.join()
    if code != 0:
        raise DemoError(f"the build failed with exit code {code}")
    say(f"built in {time.monotonic() - started:.0f} s")


def _read(output: Iterable[str], packages: list[str]) -> None:
    """Keep the packages that go names while it compiles, and pass on whatever else it says."""
    for line in output:
        if _PACKAGE.fullmatch(line.strip()):
            packages.append(line)
        else:
            print(line, end="", file=sys.stderr, flush=True)


def _tell_progress(process: subprocess.Popen[str], started: float, packages: Sized) -> None:
    """Wait for the build, with a line every ten seconds."""
    while True:
        try:
            process.wait(_PROGRESS_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"  {time.monotonic() - started:.0f} s: {len(packages)} packages compiled so far")
        else:
            return


def pyorch() -> str:
    """Return the pyorch that was installed beside this interpreter, else the one on the PATH."""
    beside = Path(sys.executable).with_name("pyorch")
    found = str(beside) if beside.exists() else shutil.which("pyorch")
    if not found:
        raise DemoError("pyorch is not installed; `make demo` installs it")
    return found


def start(services: ExitStack, folder: Path, agent: Agent) -> str:
    """Start back and front on free ports, and return the front's address."""
    back = services.enter_context(
        running_service(
            [str(folder / "back"), "-listen", "127.0.0.1:0", "-db", str(folder / "notes.db")],
            traced_environment(agent.url, "notes-back"),
        )
    )
    front = services.enter_context(
        running_service(
            [str(folder / "front"), "-listen", "127.0.0.1:0", "-back", back.url],
            traced_environment(agent.url, "notes-front"),
        )
    )
    say(f"the back end runs on {back.url}, the front on {front.url}")
    return front.url


def send(front: str, request: Request) -> None:
    """Send a request to the front, and say how it was answered. Raises a DemoError for another answer than expected."""
    body = json.dumps(request.body).encode() if request.body else None
    try:
        with closing(http.client.HTTPConnection(urlsplit(front).netloc, timeout=30)) as connection:
            connection.request(request.method, request.path, body)
            status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise DemoError(f"{request.method} {request.path}: no answer: {error}") from error
    say(f"{request.method} {request.path} -> {status}")
    if status != request.status:
        raise DemoError(f"{request.method} {request.path} was answered with {status}, not {request.status}")


def show(agent: Agent) -> None:
    """Print the requests' traces. Raises a DemoError where one of them does not hang together."""
    with suppress(AgentError):  # what did come is shown in any case
        agent.wait_for(lambda traces: len(whole(traces)) >= len(REQUESTS), timeout=5)
    traces = agent.traces()
    requests = [trace for trace in traces if "http.request" in {span.operation for span in trace.spans}]
    say(f"traces that arrived: {len(requests)} for {len(REQUESTS)} requests\n")
    print_traces(requests)
    if others := len(traces) - len(requests):
        say(f"and {others} more that no request caused: the back end opening its database")
    connected = len(whole(traces))
    if connected < len(REQUESTS):
        raise DemoError(
            f"only {connected} of {len(REQUESTS)} requests came back as one connected trace through both services"
        )
    say(f"{len(REQUESTS)} requests, {connected} connected traces, each through both services")


def whole(traces: list[Trace]) -> list[Trace]:
    """Return the traces that go through both services, each span below the request that began it."""
    return [trace for trace in traces if trace.connected and {"notes-front", "notes-back"} <= trace.services]


def wait(front: str, agent: Agent) -> None:
    """Leave everything running until Ctrl-C."""
    say(f"still running: the front on {front}, the agent's page on {agent.web_url}")
    say(f"  try: curl {front}/notes")
    say("  Ctrl-C ends it all")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("ending")


def say(line: str) -> None:
    """Print a line of progress at once, so that a log shows it when it happens."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
