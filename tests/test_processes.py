"""Other processes: which one it is, who started it, whether it works, and what it began to write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from orchestrion_py import processes
from tests.helpers.smallest_program import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

ELSEWHERE = "7d1e0000-0000-0000-0000-000000000000.9"


def ended_process() -> int:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "60"]) as process:
        yield process
        process.kill()


def test_a_process_that_runs_and_one_that_has_ended() -> None:
    assert processes.is_running(os.getpid())
    assert processes.is_running(1)  # of another user, unless this is root
    gone = ended_process()
    assert not processes.is_running(gone)
    assert not processes.is_running(1 << 80)
    assert processes.process_started(gone) == ""


def test_the_start_time_of_a_process_stays_and_differs_from_that_of_a_later_one() -> None:
    first = processes.process_started(os.getpid())
    assert first
    assert first == processes.process_started(os.getpid())
    time.sleep(0.05)
    with subprocess.Popen(["sleep", "60"]) as later:
        assert processes.process_started(later.pid) not in ("", first)
        later.kill()


def test_where_there_is_a_proc_no_ps_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert processes.process_started(ended_process()) == ""
    assert processes.identity(os.getpid())


def test_a_name_is_of_one_system() -> None:
    name = processes.identity(os.getpid())
    assert processes.pid_of(name) == os.getpid()
    assert processes.is_of_this_system(name)
    assert not processes.has_ended(name)
    assert not processes.is_of_this_system(f"{os.getpid()}.{processes.process_started(os.getpid())}.{ELSEWHERE}")
    for broken in ("", "1", "1 2", "x.y.z", "1.2"):
        assert not processes.is_of_this_system(broken)
        assert processes.pid_of(broken) in (0, 1)


def test_a_pid_namespace_has_another_system() -> None:
    code = "from orchestrion_py import processes; print(processes.system())"
    alone = ["unshare", "--map-root-user", "--pid", "--fork", "--mount-proc", sys.executable, "-c", code]
    asked = subprocess.run(alone, capture_output=True, text=True, check=False)
    if asked.returncode != 0:
        pytest.skip("a pid namespace cannot be had here (unshare --map-root-user --pid --mount-proc)")
    boot, mount = asked.stdout.strip().split(".")
    assert boot == processes.system().split(".")[0]
    assert mount != processes.system().split(".")[1]


def test_the_processes_above() -> None:
    code = (
        "from orchestrion_py.processes import ancestors, command_line, program_of, folder_of\n"
        "shell, test, *_ = ancestors(); print(command_line(shell), program_of(shell), folder_of(shell), test)"
    )
    script = f'cd /; "{sys.executable}" -c "{code}"; :'  # the shell stays, and is the parent
    asked = subprocess.run(["sh", "-c", script, "a word"], capture_output=True, text=True, check=True)
    shell = os.path.realpath("/bin/sh")
    assert asked.stdout.rstrip() == f"{['sh', '-c', script, 'a word']} {shell} / {os.getpid()}"


def test_a_stopped_process_is_seen_also_below_another_one() -> None:
    with subprocess.Popen(["sh", "-c", "sleep 60; :"], process_group=0) as shell:
        wait_until(lambda: len(processes.family(shell.pid)) == 2, 10)
        assert not processes.is_stopped(shell.pid)
        child = processes.family(shell.pid)[1]
        os.kill(child, signal.SIGSTOP)
        wait_until(lambda: processes.is_stopped(shell.pid), 10)
        assert processes.is_stopped(shell.pid)
        os.kill(child, signal.SIGCONT)
        wait_until(lambda: not processes.is_stopped(shell.pid), 10)
        assert not processes.is_stopped(shell.pid)
        os.killpg(shell.pid, signal.SIGKILL)


def test_a_process_that_works_is_told_from_one_that_does_not(sleeper: subprocess.Popen[bytes]) -> None:
    idle = processes.work_of(sleeper.pid)
    time.sleep(0.1)
    assert processes.work_of(sleeper.pid) == idle
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        before = processes.work_of(busy.pid)
        wait_until(lambda: processes.work_of(busy.pid) != before, 10)
        assert processes.work_of(busy.pid) != before
        busy.kill()


def test_a_zombie_has_ended() -> None:
    child = subprocess.Popen(["sleep", "60"])
    name = processes.identity(child.pid)
    assert not processes.has_ended(name)
    child.kill()
    wait_until(lambda: processes.has_ended(name), 10)
    assert processes.is_running(child.pid)  # nobody has waited for it yet
    assert processes.has_ended(name)
    child.wait()
    assert processes.has_ended(name)


def test_a_process_id_that_was_given_to_another_is_not_the_same_process() -> None:
    assert processes.has_ended(f"{os.getpid()}.1.{processes.system()}")


def test_what_a_process_began_to_write_is_its_own_until_it_ends() -> None:
    names = {processes.unfinished("plan") for _ in range(100)}
    assert len(names) == 100
    ours = names.pop()
    assert not processes.is_abandoned(ours, 0)
    dead = ours.replace(f".{os.getpid()}-", f".{ended_process()}-")
    assert processes.is_abandoned(dead, 0)
    # A process id of another container means nothing here: only age counts.
    pid, digest, number = dead.removesuffix(".tmp").rpartition(".")[2].split("-")
    foreign = f"plan.{pid}-{int(digest, 16) ^ 1:08x}-{number}.tmp"
    assert not processes.is_abandoned(foreign, 3600)
    assert processes.is_abandoned(foreign, 2 * 24 * 3600)
    assert processes.is_abandoned(foreign, -2 * 24 * 3600)  # the clock has been set back
    for finished in ("plan", "plan.tmp", "a.b-c-d.tmp", "0f3e.12"):
        assert not processes.is_abandoned(finished, 2 * 24 * 3600)
