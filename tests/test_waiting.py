"""Waiting for another process: a line after ten seconds, and an end where it does not go on. Time is played."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from orchestrion_py import waiting
from orchestrion_py.processes import identity, is_stopped, process_started
from tests.helpers.smallest_program import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1000.0


class PlayedTime:
    """A clock that runs as fast as somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return time.time() + self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> PlayedTime:
    played = PlayedTime()
    monkeypatch.setattr(waiting, "time", played)
    return played


@pytest.fixture
def busy() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        yield process
        process.kill()


def waited(clock: PlayedTime, name: str, since: float = 0, **options: float) -> tuple[float, list[str]]:
    """How long a process is waited for, and what is printed meanwhile."""
    lines: list[str] = []
    patience = waiting.Patience("compiles example.com/p", lambda text, _pid: lines.append(text), **options)
    while clock.now < LIMIT and patience.wait(name, since):
        pass
    return clock.now, lines


def test_a_process_that_works_is_waited_for_and_named(
    clock: PlayedTime, busy: subprocess.Popen[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter(range(1_000_000))
    monkeypatch.setattr(waiting, "work_of", lambda _pid: str(next(ticks)))
    seconds, lines = waited(clock, identity(busy.pid))
    assert seconds >= LIMIT
    assert lines == [f"still waiting after 10 s: process {busy.pid} (running) compiles example.com/p"]


def test_a_stopped_process_is_not(clock: PlayedTime, busy: subprocess.Popen[bytes]) -> None:
    busy.send_signal(signal.SIGSTOP)
    wait_until(lambda: is_stopped(busy.pid), 10)
    seconds, lines = waited(clock, identity(busy.pid))
    assert (seconds < 5, lines) == (True, [])


def test_a_process_that_takes_no_processor_time_is_not(clock: PlayedTime) -> None:
    """It may be frozen, or wait for a disk that does not come back."""
    with subprocess.Popen(["sleep", "60"]) as idle:
        seconds, lines = waited(clock, identity(idle.pid))
        idle.kill()
    assert 30 < seconds < 100
    assert lines == [f"still waiting after 10 s: process {idle.pid} (running) compiles example.com/p"]


def test_of_a_process_elsewhere_only_the_age_counts(clock: PlayedTime) -> None:
    name = f"{os.getpid()}.{process_started(os.getpid())}.another boot.1"
    seconds, lines = waited(clock, name, time.time())
    assert 30 < seconds < 100
    assert lines == [
        f"still waiting after 10 s: process {os.getpid()} of another container or machine compiles example.com/p"
    ]
    clock.now = 0
    assert waited(clock, name, time.time() - 3600)[0] == 0
    assert waited(clock, name, time.time(), foreign_seconds=5)[0] < 10


def test_a_process_without_a_name_is_not_waited_for_without_end(clock: PlayedTime) -> None:
    seconds, lines = waited(clock, "")
    assert 30 < seconds < 100
    assert lines == ["still waiting after 10 s: another process compiles example.com/p"]
