"""Runs a command whose traces go to a receiver on this machine, and reads the log lines that it prints."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from orchestrion_py.faults import Fault
from orchestrion_py.traces.log_lines import log_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from orchestrion_py.traces.receiver import Addresses
    from orchestrion_py.traces.trace_store import TraceStore

_NOT_FOUND = 127
_NOT_EXECUTABLE = 126
_BY_SIGNAL = 128
# How long a command may take to end after Ctrl-C, before it gets a SIGTERM and then a SIGKILL.
_GRACE_SECONDS = 10.0
_OUTPUT_SECONDS = 1.0
_CHUNK = 64 * 1024
_LONGEST_LINE = 1024 * 1024

_SIGNALS = ("TRACES", "LOGS", "METRICS")
# Where else a program may be told to send, and how.
_OTHER_DESTINATIONS = {
    f"OTEL_EXPORTER_OTLP_{prefix}{name}"
    for prefix in ("", *(f"{signal_name}_" for signal_name in _SIGNALS))
    for name in ("ENDPOINT", "HEADERS", "CERTIFICATE")
}
# Set if the user has not set them: the log of a program shows its own lines, and its last spans arrive soon.
_UNLESS_SET = {
    "DD_TRACE_STARTUP_LOGS": "false",
    "OTEL_BSP_SCHEDULE_DELAY": "500",
    "OTEL_METRICS_EXPORTER": "none",
}


# How the names of each vendor's variables begin.
_PREFIXES = {"datadog": "DD_", "otel": "OTEL_"}


def pointed_at(addresses: Addresses, environment: Mapping[str, str], back_ends: Collection[str] = ()) -> dict[str, str]:
    """Return an environment in which a program sends its traces to a receiver.

    Sets the variables of `back_ends`, or of all if none is given: a script may start programs of several.
    """
    kept = {name: value for name, value in environment.items() if name not in _OTHER_DESTINATIONS}
    ours = {
        **{name: value for name, value in _UNLESS_SET.items() if name not in kept},
        "DD_TRACE_AGENT_URL": addresses.datadog,
        "OTEL_EXPORTER_OTLP_ENDPOINT": addresses.grpc if _uses_grpc(kept, "") else addresses.otlp,
        **dict(_own_endpoints(addresses, kept)),
    }
    # Datadog's library reads some of OpenTelemetry's variables too, so a program gets no more than it needs.
    prefixes = tuple(_PREFIXES[name] for name in back_ends or _PREFIXES)
    return kept | {name: value for name, value in ours.items() if name.startswith(prefixes)}


def _own_endpoints(addresses: Addresses, environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the endpoint of each signal that has a protocol of its own."""
    for signal_name in _SIGNALS:
        if f"OTEL_EXPORTER_OTLP_{signal_name}_PROTOCOL" in environment:
            over_http = f"{addresses.otlp}/v1/{signal_name.lower()}"
            endpoint = addresses.grpc if _uses_grpc(environment, f"{signal_name}_") else over_http
            yield f"OTEL_EXPORTER_OTLP_{signal_name}_ENDPOINT", endpoint


def _uses_grpc(environment: Mapping[str, str], prefix: str) -> bool:
    return environment.get(f"OTEL_EXPORTER_OTLP_{prefix}PROTOCOL") == "grpc"


@dataclass(frozen=True, slots=True)
class RunningCommand:
    """A command that runs, and the threads that copy its output."""

    process: subprocess.Popen[bytes]
    readers: tuple[threading.Thread, ...]

    def exit_code(self) -> int | None:
        """Return the exit code as a shell does, or None while the command runs."""
        code = self.process.poll()
        return _BY_SIGNAL - code if code is not None and code < 0 else code

    def finish_output(self) -> None:
        """Wait until all output is copied. A process that the command left behind may keep it open, so the wait is short."""
        for reader in self.readers:
            reader.join(_OUTPUT_SECONDS)

    def interrupt(self, number: int) -> None:
        """End the command after a signal to this process: wait if the terminal sent it to both, otherwise pass it on first."""
        if not (number == signal.SIGINT and _in_foreground()):
            self.process.send_signal(number)
        for harder in (signal.SIGTERM, signal.SIGKILL):
            try:
                self.process.wait(_GRACE_SECONDS)
                return
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                self.process.send_signal(harder)
        self.process.wait()


def _in_foreground() -> bool:
    """Return whether Ctrl-C on a terminal reaches this process, and so the command, which is in the same group."""
    try:
        with open("/dev/tty", "rb") as terminal:  # noqa: PTH123 # a device, not a file
            return os.tcgetpgrp(terminal.fileno()) == os.getpgrp()
    except OSError:
        return False


def start_command(
    command: Sequence[str], environment: Mapping[str, str], store: TraceStore, out: IO[bytes], err: IO[bytes]
) -> RunningCommand:
    """Start a command. Copies its output to `out` and `err`, and adds the lines that name a trace to `store`.

    Raises a Fault with the exit code of a shell if the command does not exist or is not a program.
    """
    try:
        process = subprocess.Popen(
            command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
        )
    except FileNotFoundError as error:
        raise Fault(
            f"cannot run {command[0]}: the file does not exist", "correct its path", status=_NOT_FOUND
        ) from error
    except OSError as error:
        raise Fault(
            f"cannot run {command[0]}: {error.strerror}", "name a program that you may run", status=_NOT_EXECUTABLE
        ) from error
    pairs = ((process.stdout, out), (process.stderr, err))
    readers = tuple(threading.Thread(target=_copy, args=(*pair, store), daemon=True) for pair in pairs)
    for reader in readers:
        reader.start()
    return RunningCommand(process, readers)


def _copy(source: IO[bytes], target: IO[bytes], store: TraceStore) -> None:
    """Copy bytes as they come. Goes on reading if nobody reads the copy, so that the command is not held up."""
    line = b""
    while chunk := source.read(_CHUNK):
        try:
            target.write(chunk)
            target.flush()
        except (OSError, ValueError):
            pass
        *lines, line = (line + chunk).split(b"\n")
        line = line[-_LONGEST_LINE:]
        for each in lines:
            _add(each, store)
    _add(line, store)


def _add(line: bytes, store: TraceStore) -> None:
    found = log_line(line.decode(errors="replace"), time.time_ns())
    if found:
        store.add_log(found)
