"""One compiler for one package at a time: the protocol, with the script's part played by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest

from orchestrion_py.faults import Fault
from orchestrion_py.processes import identity, process_started, system
from orchestrion_py.toolexec.compile_call.single_flight import SingleFlight, forget_finished
from orchestrion_py.toolexec.plan.plan_folder import Plan
from orchestrion_py.toolexec.tool_command import CommandLine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "plan" / "single-flight").mkdir(parents=True)
    return Plan(str(tmp_path / "plan"), {})


def call(folder: Path, name: str) -> CommandLine:
    return CommandLine(["/go/compile", "-o", str(folder / name), "-buildid", "id/id", "a.go"])


def test_the_second_call_waits_and_copies_the_archive(plan: Plan, tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    def compile_slowly() -> int:
        started.set()
        go_on.wait()
        (tmp_path / "first.a").write_bytes(b"archive")
        return 0

    def never() -> int:
        raise AssertionError("the second call compiles too")

    results: list[int] = []
    first = threading.Thread(
        target=lambda: results.append(SingleFlight(plan, call(tmp_path, "first.a"), "p").run(compile_slowly))
    )
    second = threading.Thread(
        target=lambda: results.append(SingleFlight(plan, call(tmp_path, "second.a"), "p").run(never))
    )
    first.start()
    started.wait()
    second.start()
    while not (tmp_path / "plan" / "single-flight" / "id.wanted").exists():
        time.sleep(0.001)
    go_on.set()
    first.join()
    second.join()
    assert results == [0, 0]
    assert (tmp_path / "second.a").read_bytes() == b"archive"


def test_a_call_whose_owner_was_killed_is_taken_over(plan: Plan, tmp_path: Path) -> None:
    gone = os.fork()
    if gone == 0:
        os._exit(0)
    os.waitpid(gone, 0)
    (tmp_path / "plan" / "single-flight" / "id").write_text(f"{gone}.1.{system()}\n")
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 7) == 7


def test_a_process_id_that_was_given_to_another_is_not_an_owner(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "plan" / "single-flight" / "id").write_text(f"{os.getppid()}.1.{system()}\n")
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 7) == 7


def test_a_failed_compile_is_not_handed_on(plan: Plan, tmp_path: Path) -> None:
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 1) == 1
    # The next one finds a call that has finished, and compiles for itself.
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 2) == 2


def test_an_empty_file_of_a_full_disk_is_waited_for_only_a_moment(plan: Plan, tmp_path: Path) -> None:
    owner = tmp_path / "plan" / "single-flight" / "id"
    owner.touch()
    # An hour ahead: the clock has been set back since.
    for away in (-5, 3600):
        owner.touch()
        os.utime(owner, (time.time() + away,) * 2)
        assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 3) == 3


def test_output_without_the_word_of_its_owner_is_not_taken(plan: Plan, tmp_path: Path) -> None:
    """An owner that is killed while it copies leaves half an archive."""
    folder = tmp_path / "plan" / "single-flight"
    owner = os.fork()
    if owner == 0:
        time.sleep(60)
        os._exit(0)
    (folder / "id").write_text(f"{identity(owner)}\n")
    (folder / "id.a").write_bytes(b"half")

    def end_the_owner() -> None:
        os.kill(owner, signal.SIGKILL)
        os.waitpid(owner, 0)

    threading.Timer(0.1, end_the_owner).start()
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 4) == 4
    assert not (tmp_path / "a").exists()


def test_waiting_for_a_package_that_waits_for_us_is_a_cycle(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "plan" / "single-flight" / "id").write_text(f"{identity(os.getpid())}\n")
    nested = Plan(plan.folder, {"PYORCH_CHAIN": "a -> b\nc -> d"})
    with pytest.raises(Fault, match="a -> b, then c -> d, then c again"):
        SingleFlight(nested, call(tmp_path, "a"), "c").run(lambda: 0)


def test_finished_calls_are_forgotten_and_running_ones_are_not(plan: Plan, tmp_path: Path) -> None:
    folder = tmp_path / "plan" / "single-flight"
    SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 1)
    (folder / "running").write_text("1\n")
    (folder / "id.a.7.1").write_text("the script was killed while it copied")
    forget_finished(plan)
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")) == ["running"]


def test_an_owner_that_is_stopped_is_not_waited_for(plan: Plan, tmp_path: Path) -> None:
    """Its compiler, or the shell that waits for the compiler, or both: `docker pause`, Ctrl-Z, a debugger."""
    with subprocess.Popen(["sh", "-c", "sleep 60; :"], process_group=0) as owner:
        (tmp_path / "plan" / "single-flight" / "id").write_text(f"{identity(owner.pid)}\n")
        os.killpg(owner.pid, signal.SIGSTOP)
        assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 5) == 5
        os.killpg(owner.pid, signal.SIGKILL)


def test_an_owner_that_is_a_zombie_has_ended(plan: Plan, tmp_path: Path) -> None:
    """An init that waits for no child keeps zombies for good."""
    owner = subprocess.Popen(["sleep", "60"])
    (tmp_path / "plan" / "single-flight" / "id").write_text(f"{identity(owner.pid)}\n")
    owner.kill()
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 6) == 6
    owner.wait()


def test_an_owner_in_another_container_is_waited_for_only_a_while(plan: Plan, tmp_path: Path) -> None:
    """A process of this system has the same id and start time, and does not compile the package."""
    owner = tmp_path / "plan" / "single-flight" / "id"
    owner.write_text(f"{os.getppid()}.{process_started(os.getppid())}.another boot.1\n")
    os.utime(owner, (time.time() - 4, time.time() - 4))
    assert SingleFlight(plan, call(tmp_path, "a"), "p").run(lambda: 8) == 8
