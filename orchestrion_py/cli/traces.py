"""`pyorch traces`: receive traces on this machine, and print them as trees."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 # typer reads the annotations
from subprocess import TimeoutExpired
from typing import IO, TYPE_CHECKING, Annotated, NoReturn

import typer

from orchestrion_py.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from orchestrion_py.traces.receiver import Addresses, Ports
    from orchestrion_py.traces.trace_store import StoredTrace, TraceStore
    from orchestrion_py.traces.traced_command import RunningCommand

    Report = Callable[[list[StoredTrace]], None]
    Export = Callable[[list[StoredTrace]], None]

# The modules that only this command needs, by the name by which they are installed.
_LIBRARIES = {
    "aiohttp": "aiohttp",
    "msgpack": "msgpack",
    "opentelemetry-proto": "opentelemetry.proto",
    "grpcio": "grpc",
}
_POLL_SECONDS = 0.1
_BY_SIGNAL = 128
# How many traces a reader can follow that are complete at the same time.
_AT_ONCE = 20
_DATADOG_PORT, _OTLP_PORT, _GRPC_PORT = 8126, 4318, 4317


class _Signalled(BaseException):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def split_command(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the arguments before `--`, and the command behind it."""
    if "--" not in arguments:
        return arguments, []
    middle = arguments.index("--")
    return arguments[:middle], arguments[middle + 1 :]


def traces(  # noqa: PLR0913 # one for each option
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE | -- COMMAND...]", help="Traces that --save wrote, or a command to run."),
    ] = None,
    *,
    port: Annotated[
        int | None, typer.Option("--port", metavar="P", help="Receive Datadog's protocol and OTLP/HTTP on this port.")
    ] = None,
    web: Annotated[
        int | None,
        typer.Option("--web", metavar="P", help="Serve the web page on this port; for a FILE, serve it at all."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the web page until Ctrl-C when the command has ended.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for every trace.")] = False,
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE", help="Also write each trace to FILE.")] = None,
    perfetto: Annotated[
        Path | None,
        typer.Option("--perfetto", metavar="FILE", help="At the end, write all traces to FILE for ui.perfetto.dev."),
    ] = None,
) -> None:
    """Receive traces on this machine, and print them as trees.

    With a command, runs it and receives its traces. Without one, receives those of any program until Ctrl-C.

    Example: pyorch traces -- ./shop
    """
    command: list[str] = context.obj or []
    with ExitStack() as stack:
        report = _reporter(as_json=as_json, save=save, stack=stack)
        export = _exporter(perfetto, stack)
        if file:
            found = _saved(file)
            for stored in found:
                report([stored])
            export(found)
            if web is not None:
                _require_libraries()
                _show(found, web)
            return
        _require_libraries()
        view = _View(report, export, web or 0, keep=keep, as_json=as_json)
        try:
            code = _receive(command, port, view)
        except _Signalled as signalled:  # before it was ready, or at its end
            code = _BY_SIGNAL + signalled.number
    if code:
        raise typer.Exit(code)


def _require_libraries() -> None:
    missing = [name for name, module in _LIBRARIES.items() if not _is_installed(module)]
    if missing:
        raise Fault(
            f"receiving traces needs packages that are not installed: {', '.join(missing)}",
            f"run {sys.executable} -m pip install 'pyorch[traces]'",
        )


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # the package above it is missing
        return False


def _saved(file: Path) -> list[StoredTrace]:
    from orchestrion_py.traces.saved_traces import saved_traces

    return saved_traces(file)


def _reporter(*, as_json: bool, save: Path | None, stack: ExitStack) -> Report:
    """Return the function that prints a trace, and saves it."""
    from orchestrion_py.cli.colours import console
    from orchestrion_py.traces.saved_traces import as_line
    from orchestrion_py.traces.trace_printer import print_stored

    out = console(wraps=True)
    file = stack.enter_context(_opened(save)) if save else None

    def report(found: list[StoredTrace]) -> None:
        if as_json:
            sys.stdout.writelines(as_line(stored) for stored in found)
        else:
            for stored in found[:_AT_ONCE]:
                print_stored(stored, out)
        sys.stdout.flush()
        if file:
            file.writelines(as_line(stored) for stored in found)
            file.flush()
        if not as_json and len(found) > _AT_ONCE:
            _say(f"{len(found) - _AT_ONCE} more traces came at the same time; the page and --save have them")

    return report


def _exporter(perfetto: Path | None, stack: ExitStack) -> Export:
    """Return the function that writes the file for Perfetto."""
    if perfetto is None:
        return lambda _found: None
    from orchestrion_py.traces.trace_events import as_trace_events

    file = stack.enter_context(_opened(perfetto))  # at once, so that a fault shows before a long run
    return lambda found: json.dump(as_trace_events(found), file)


def _opened(path: Path) -> IO[str]:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise Fault(f"cannot write {path}: {error.strerror}", "name a file that you may write") from error


def _show(found: list[StoredTrace], port: int) -> None:
    """Serve the page of saved traces until a signal ends this process."""
    from orchestrion_py.traces.trace_page import running_page
    from orchestrion_py.traces.trace_store import TraceStore

    _end_at_signals()
    store = TraceStore()
    store.add_stored(found)
    with running_page(store, port) as page, suppress(KeyboardInterrupt, _Signalled):
        _say(f"the page is on {page}; Ctrl-C ends it")
        _watch(store, lambda _found: None)


@dataclass(frozen=True, slots=True)
class _View:
    """Where traces go: to a terminal, to files, to a page."""

    report: Report
    export: Export
    page_port: int
    keep: bool
    as_json: bool


def _receive(command: list[str], port: int | None, view: _View) -> int:
    """Receive traces until the command, or this process, ends. Return the exit code."""
    from orchestrion_py.traces.receiver import running_receiver
    from orchestrion_py.traces.trace_page import running_page
    from orchestrion_py.traces.trace_store import TraceStore

    _end_at_signals()
    store = TraceStore()
    with (
        running_receiver(store, _ports(port, usual=not command)) as addresses,
        running_page(store, view.page_port) as page,
    ):
        _say(f"the page is on {page}")
        if command:
            code = _run(command, addresses, store, view)
            _summarise(store, command)
        else:
            code = 0
            with suppress(KeyboardInterrupt, _Signalled):
                _announce(addresses)
                _watch(store, view.report)
            view.report(store.rest())
            _summarise(store, command)
        view.export(store.traces())
        if command and view.keep:
            with suppress(KeyboardInterrupt, _Signalled):
                _say(f"the command has ended; the page stays on {page} until Ctrl-C")
                _watch(store, view.report)
    return code


def _ports(port: int | None, *, usual: bool) -> Ports:
    from orchestrion_py.traces.receiver import Ports

    if port is not None:
        return Ports(port, port)
    return Ports(_DATADOG_PORT, _OTLP_PORT, _GRPC_PORT, usual=True) if usual else Ports()


def _end_at_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    raise _Signalled(number)


def _run(command: list[str], addresses: Addresses, store: TraceStore, view: _View) -> int:
    from orchestrion_py.traces.traced_command import pointed_at, start_command

    # The lines of the command must not come between those of --json.
    out = sys.stderr.buffer if view.as_json else sys.stdout.buffer
    environment = pointed_at(addresses, os.environ, _woven_back_ends(command[0]) or ())
    running = start_command(command, environment, store, out, sys.stderr.buffer)
    try:
        _follow(store, view.report, running)
    except KeyboardInterrupt:
        running.interrupt(signal.SIGINT)
    except _Signalled as signalled:
        running.interrupt(signalled.number)
    except BaseException:
        running.interrupt(signal.SIGTERM)
        raise
    running.finish_output()
    view.report(store.rest())
    return running.exit_code() or 0


def _woven_back_ends(program: str) -> list[str] | None:
    """Return the back ends that pyorch wove into a program; None if it is something else, such as a script."""
    from orchestrion_py.inspection.binary_record import read_records

    try:
        return sorted({record.back_end for record in read_records(shutil.which(program) or program)})
    except Fault:
        return None


def _follow(store: TraceStore, report: Report, running: RunningCommand) -> None:
    """Report each complete trace while a command runs."""
    while True:
        try:
            running.process.wait(_POLL_SECONDS)
        except TimeoutExpired:
            report(store.complete())
        else:
            return


def _watch(store: TraceStore, report: Report) -> NoReturn:
    """Report each complete trace until a signal ends this process."""
    while True:
        report(store.complete())
        time.sleep(_POLL_SECONDS)


def _announce(addresses: Addresses) -> None:
    _say("receiving traces until Ctrl-C; programs find this receiver by")
    _say(f"  DD_TRACE_AGENT_URL={addresses.datadog}")
    _say(f"  OTEL_EXPORTER_OTLP_ENDPOINT={addresses.otlp}, or {addresses.grpc} for gRPC")


def _summarise(store: TraceStore, command: list[str]) -> None:
    if command and not store.received:
        _say_why_nothing_came(command[0])
    if store.dropped:
        _say(f"{store.dropped} of {store.received} spans were too many to keep; the oldest went first")


def _say_why_nothing_came(program: str) -> None:
    back_ends = _woven_back_ends(program)
    if back_ends:
        _say(f"no span arrived, although {program} is woven for {' and '.join(back_ends)}; see docs/troubleshooting.md")
    elif back_ends == []:
        _say(f"no span arrived: {program} was built without pyorch; build it with `pyorch go build`")
    else:
        _say("no span arrived; build the program with `pyorch go build`, and see docs/troubleshooting.md")


def _say(line: str) -> None:
    print(f"pyorch traces: {line}", file=sys.stderr, flush=True)
