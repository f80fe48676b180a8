"""Measures one variant: starts both services, warms them up, puts them under load, and reads their counters."""

from __future__ import annotations

import os
import signal
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestrion_py.traces.agent import traced_environment
from orchestrion_py.traces.traced_service import running_service
from tests.bench.errors import BenchError
from tests.bench.runtime.load import put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orchestrion_py.traces.traced_service import Service
    from tests.bench.runtime.sink import Sink
    from tests.bench.runtime.variants import Variant

_TICKS = os.sysconf("SC_CLK_TCK")
_CLIENTS = 8
_WARM_UP = 1500
_PATIENCE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Sample:
    """Requests a second, latencies in milliseconds, and the cost of one request in both services together."""

    rate: float
    p50: float
    p99: float
    objects: float
    kibibytes: float
    microseconds: float
    """Of processor time."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The processor time and allocations of a service so far."""

    objects: int
    bytes: int
    ticks: int


@dataclass(frozen=True, slots=True)
class _Metered:
    """A running service, and the file into which its meter writes."""

    service: Service
    meter: Path


def measure(variant: Variant, hey: Path, sink: Sink, requests: int, folder: Path) -> Sample:
    """Measure a variant once in a new folder. Raises a BenchError if a traced service sent too few traces."""
    before = sink.traces
    with ExitStack() as stack:
        back = stack.enter_context(_running(variant, "back", sink, folder, "-db", str(folder / "notes.db")))
        front = stack.enter_context(_running(variant, "front", sink, folder, "-back", back.service.url))
        _create_note(front.service.url)
        url = f"{front.service.url}/notes/1"
        put(hey, url, _WARM_UP, _CLIENTS)
        begun = _sum([_reading(front, 1), _reading(back, 1)])
        load = put(hey, url, requests, _CLIENTS)
        ended = _sum([_reading(front, 2), _reading(back, 2)])
    # The services have ended, and so have sent all their traces.
    arrived = sink.traces - before
    if variant.traced and arrived < requests:
        raise BenchError(f"{variant.name}: {arrived} traces came of {requests} requests; untraced ones are faster")
    return Sample(
        rate=load.rate,
        p50=load.percentile(50) * 1e3,
        p99=load.percentile(99) * 1e3,
        objects=(ended.objects - begun.objects) / requests,
        kibibytes=(ended.bytes - begun.bytes) / requests / 1024,
        microseconds=(ended.ticks - begun.ticks) / _TICKS / requests * 1e6,
    )


@contextmanager
def _running(variant: Variant, name: str, sink: Sink, folder: Path, *options: str) -> Iterator[_Metered]:
    meter = folder / f"{name}.meter"
    environment = {**traced_environment(sink.url, name), "METER": str(meter)}
    with running_service([str(variant.programs / name), "-listen", "127.0.0.1:0", *options], environment) as service:
        yield _Metered(service, meter)


def _create_note(url: str) -> None:
    request = urllib.request.Request(f"{url}/notes", b'{"title": "milk", "body": "two litres"}')
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30):
        pass


def _reading(metered: _Metered, number: int) -> _Reading:
    """Read the counters of a service for the `number`th time."""
    pid = metered.service.pid
    os.kill(pid, signal.SIGUSR1)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while len(said := _lines(metered.meter)) < number:
        if time.monotonic() > deadline:
            raise BenchError(f"process {pid} does not say what it allocated")
        time.sleep(0.01)
    objects, allocated = map(int, said[number - 1].split())
    # utime and stime are words 14 and 15. Word 2, the program's name in parentheses, may contain blanks.
    words = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return _Reading(objects, allocated, int(words[11]) + int(words[12]))


def _lines(file: Path) -> list[str]:
    """The complete lines of a file that another process writes; none if there is no file."""
    return file.read_text(encoding="utf-8").split("\n")[:-1] if file.exists() else []


def _sum(readings: list[_Reading]) -> _Reading:
    return _Reading(
        sum(each.objects for each in readings),
        sum(each.bytes for each in readings),
        sum(each.ticks for each in readings),
    )
