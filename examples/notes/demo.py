"""The demo: builds the two services with pyorch, sends requests to them, and prints the traces.

`make demo` runs it. `make demo KEEP=1` keeps the services and the page with the traces running, and `make demo BACKEND=otel`
builds for OpenTelemetry. If a request does not become one connected trace, the demo prints the reason and exits with 1.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from orchestrion_py.faults import Fault
from orchestrion_py.traces.agent import stop
from orchestrion_py.traces.receiver import running_receiver
from orchestrion_py.traces.trace_page import running_page
from orchestrion_py.traces.trace_printer import print_traces
from orchestrion_py.traces.trace_store import TraceStore
from orchestrion_py.traces.traced_command import pointed_at
from orchestrion_py.traces.traced_service import ServiceError, running_service

if TYPE_CHECKING:
    from types import FrameType

    from orchestrion_py.traces.receiver import Addresses
    from orchestrion_py.traces.span_tree import Trace

NOTES = Path(__file__).resolve().parent
_TRACE_SECONDS = 10.0
_POLL_SECONDS = 0.05


class DemoError(Exception):
    """The demo cannot go on. The message says why."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request to the front, and the expected status."""

    method: str
    path: str
    status: int
    body: dict[str, str] | None = None


REQUESTS = (
    Request("POST", "/notes", 201, {"title": "milk", "body": "two litres"}),
    Request("GET", "/notes", 200),
    Request("GET", "/notes/1", 200),
    Request("GET", "/notes/42", 404),  # this note does not exist
    Request("GET", "/search?q=milk&sort=colour", 500),  # this column does not exist
)


def main() -> int:
    """Run the demo, and return the exit code."""
    options = _options()
    for deadly in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(deadly, _end)  # exit as for Ctrl-C, so that every process ends
    try:
        _demo(options)
    except (DemoError, Fault, ServiceError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("interrupted; all services have stopped")
        return 130
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build two services with pyorch, send requests, and print the traces.")
    parser.add_argument("--keep", action="store_true", help="keep the services and the page running until Ctrl-C")
    parser.add_argument("--backend", default="datadog", choices=["datadog", "otel"], help="the library that traces")
    # Builds the programs of hand/ with plain go, to see the traces without pyorch.
    parser.add_argument("--hand", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def _demo(options: argparse.Namespace) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pyorch-demo-")))
        if options.hand:
            build(NOTES, ["go", "build", "-o", f"{folder}/", "./hand/cmd/..."])
        else:
            sources = NOTES if options.backend == "datadog" else pinned_copy(folder, options.backend)
            build(sources, [pyorch(), "go", "build", "-o", f"{folder}/", "./cmd/..."])
        store = TraceStore()
        addresses = stack.enter_context(running_receiver(store))
        page = stack.enter_context(running_page(store)) if options.keep else ""
        with ExitStack() as services:
            front = start(services, folder, addresses)
            for request in REQUESTS:
                send(front, request)
            if not options.keep:
                say("stopping the services, so that they send their last spans")
                services.close()
            show(store)
            if options.keep:
                wait(front, page)


def pinned_copy(folder: Path, backend: str) -> Path:
    """Return a copy of the sources that is pinned for another back end; the module itself stays as it is."""
    copy = folder / "notes"
    # hand/ has tracing code of its own, which would stay in go.mod.
    shutil.copytree(NOTES, copy, ignore=shutil.ignore_patterns("hand"))
    say(f"pinning a copy of examples/notes: pyorch pin --backend {backend}")
    pinned = subprocess.run([pyorch(), "pin", "--backend", backend], cwd=copy, check=False, stdout=subprocess.DEVNULL)
    if pinned.returncode != 0:
        raise DemoError(f"pyorch pin failed with exit code {pinned.returncode}")
    return copy


def build(sources: Path, command: list[str]) -> None:
    """Build both services. pyorch prints the progress."""
    if not shutil.which("go"):
        raise DemoError("`go` is not on the PATH; install Go 1.25 or newer from https://go.dev/dl/")
    say("building examples/notes: " + " ".join([Path(command[0]).name, *command[1:]]))
    say("  (with an empty build cache this takes a minute or two)")
    started = time.monotonic()
    with subprocess.Popen(command, cwd=sources) as process:
        try:
            process.wait()
        finally:
            # SIGINT, since after SIGTERM go would leave its compilers running.
            code = stop(process, signal.SIGINT)
    if code != 0:
        raise DemoError(f"the build failed with exit code {code}")
    say(f"built in {time.monotonic() - started:.0f} s")


def pyorch() -> str:
    """Return the pyorch beside this interpreter, or else the one on the PATH."""
    beside = Path(sys.executable).with_name("pyorch")
    found = str(beside) if beside.exists() else shutil.which("pyorch")
    if not found:
        raise DemoError("pyorch is not installed; run `make demo`, which installs it")
    return found


def start(services: ExitStack, folder: Path, addresses: Addresses) -> str:
    """Start back and front on free ports, and return the front's address."""
    back = services.enter_context(
        running_service(
            [str(folder / "back"), "-listen", "127.0.0.1:0", "-db", str(folder / "notes.db")],
            environment(addresses, "notes-back"),
        )
    )
    front = services.enter_context(
        running_service(
            [str(folder / "front"), "-listen", "127.0.0.1:0", "-back", back.url],
            environment(addresses, "notes-front"),
        )
    )
    say(f"the back end listens on {back.url}, the front on {front.url}")
    return front.url


def environment(addresses: Addresses, service: str) -> dict[str, str]:
    """Return the environment of a service. The tracing settings of this shell do not count."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DD_", "OTEL_"))}
    named = {"DD_SERVICE": service, "DD_ENV": "demo", "OTEL_SERVICE_NAME": service}
    return pointed_at(addresses, own | named)


def send(front: str, request: Request) -> None:
    """Send a request to the front, and print the status. Raises a DemoError for an unexpected status."""
    body = json.dumps(request.body).encode() if request.body else None
    try:
        with closing(http.client.HTTPConnection(urlsplit(front).netloc, timeout=30)) as connection:
            connection.request(request.method, request.path, body)
            status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise DemoError(f"{request.method} {request.path}: no answer: {error}") from error
    say(f"{request.method} {request.path} -> {status}")
    if status != request.status:
        raise DemoError(f"{request.method} {request.path} returned {status}; expected {request.status}")


def show(store: TraceStore) -> None:
    """Print the traces of the requests. Raises a DemoError if one of them is not connected."""
    deadline = time.monotonic() + _TRACE_SECONDS
    while len(whole(traces := received(store))) < len(REQUESTS) and time.monotonic() < deadline:
        time.sleep(_POLL_SECONDS)  # print the traces in any case
    requests = [trace for trace in traces if "notes-front" in trace.services]
    say(f"received {len(requests)} traces for {len(REQUESTS)} requests\n")
    print_traces(requests)
    if others := len(traces) - len(requests):
        say(f"and {others} more from the start of the back end, which opens its database")
    connected = len(whole(traces))
    if connected < len(REQUESTS):
        raise DemoError(
            f"only {connected} of {len(REQUESTS)} requests became one connected trace through both services"
        )
    say(f"{len(REQUESTS)} requests, {connected} connected traces, each through both services")


def received(store: TraceStore) -> list[Trace]:
    """Return the traces in the order in which they started."""
    return sorted((stored.trace for stored in store.traces()), key=lambda trace: trace.start)


def whole(traces: list[Trace]) -> list[Trace]:
    """Return the connected traces that go through both services."""
    return [trace for trace in traces if trace.connected and {"notes-front", "notes-back"} <= trace.services]


def wait(front: str, page: str) -> None:
    """Keep everything running until Ctrl-C."""
    say(f"still running: the front on {front}, the page with the traces on {page}")
    say(f"  try: curl {front}/notes")
    say("  Ctrl-C stops everything")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("stopping")


def say(line: str) -> None:
    """Print a line at once, so that a log shows it in time."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
