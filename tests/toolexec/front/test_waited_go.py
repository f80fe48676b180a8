"""A child of `pyorch go`: its exit code and the signals that reach it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

# nohup and background jobs of a shell make a process ignore some of these, and its children inherit that.
HEEDING = """
import signal
for each in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
    signal.signal(each, signal.SIG_DFL)
"""
WAITING = f"""{HEEDING}
import os, sys
from orchestrion_py.toolexec.front.waited_go import end_like, start, wait_for
child = start(["/bin/sh", "-c", sys.argv[1]], dict(os.environ), lambda name: None)
end_like(wait_for(child))
"""
# The shell counts the signals that it gets, as go would.
COUNTING = (
    "n=0; trap 'n=$((n+1)); echo $n' {name}; echo ready; i=0; while [ $i -lt 30 ]; do sleep 0.05; i=$((i+1)); done"
)


def waiting(command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WAITING, command], stdout=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.mark.parametrize("code", [0, 1, 77])
def test_the_exit_code_is_that_of_the_child(code: int) -> None:
    assert waiting(f"exit {code}").wait() == code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_a_child_that_a_signal_ends(number: signal.Signals) -> None:
    assert waiting(f"kill -{number.name.removeprefix('SIG')} $$").wait() == -number


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP])
def test_a_signal_to_pyorch_alone_reaches_the_child(number: signal.Signals) -> None:
    process = waiting(COUNTING.format(name=number.name.removeprefix("SIG")))
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    assert process.stdout.read() == "1\n"
    assert process.wait() == 0


def test_the_child_has_the_signals_that_pyorch_had() -> None:
    """A blocked signal would stay blocked in every tool of the build."""
    blocked = "grep -E '^Sig(Blk|Ign)' /proc/self/status"
    become = f"{HEEDING}\nimport os; os.execl('/bin/sh', 'sh', '-c', {blocked!r})"
    alone = subprocess.run(
        [sys.executable, "-c", become],
        capture_output=True,
        text=True,
        check=True,
    )
    process = waiting(blocked)
    assert process.communicate()[0] == alone.stdout


def test_an_interrupt_of_the_group_ends_both() -> None:
    process = waiting("echo ready; exec sleep 60")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    begun = time.monotonic()
    assert process.wait(30) == -signal.SIGINT
    assert time.monotonic() - begun < 30


def test_a_stop_that_lasts_longer_than_a_look() -> None:
    """As by Ctrl-Z and fg. Nothing reaches the child but what somebody sends."""
    process = waiting("trap 'exit 1' HUP INT QUIT TERM; echo ready; for i in 1 2 3 4 5 6; do sleep 0.5; done; exit 7")
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(signal.SIGSTOP)
    time.sleep(1.5)
    process.send_signal(signal.SIGCONT)
    assert process.wait() == 7
