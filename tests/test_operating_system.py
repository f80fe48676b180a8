"""What differs by operating system: each function does on this one what it promises."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from orchestrion_py import operating_system
from orchestrion_py.processes import identity

if TYPE_CHECKING:
    from pathlib import Path


def test_names_of_programs() -> None:
    assert operating_system.program_name("/go/pkg/tool/compile") == "compile"
    assert operating_system.program_name("/go/pkg/tool/link.exe") == "link"
    assert operating_system.program_name(operating_system.executable("/go/asm")) == "asm"


def test_running_a_program_returns_its_exit_code() -> None:
    assert operating_system.run(["/bin/sh", "-c", "exit 3"], {}) == 3


def test_capturing_takes_stdout_and_stderr_in_their_order() -> None:
    script = "echo out; echo err >&2; echo $X; exit 4"
    assert operating_system.capture(["/bin/sh", "-c", script], {"X": "y"}) == (4, b"out\nerr\ny\n")


def test_a_child_knows_its_own_process_id(tmp_path: Path) -> None:
    finished = operating_system.run_as_owner(
        ["/bin/sh", "-c", 'test "$$" = "${PYORCH_OWNER%%.*}" && pwd; cat; echo oh >&2; exit 5'], {}, str(tmp_path)
    )
    assert (finished.status, finished.out, finished.error) == (5, f"{tmp_path}\n", "oh\n")


def test_a_program_that_cannot_start_is_named(tmp_path: Path) -> None:
    finished = operating_system.run_as_owner(["/no/such/program"], {}, str(tmp_path))
    assert (finished.status, finished.error) == (127, "/no/such/program: No such file or directory\n")


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_lock_is_held_by_one_at_a_time(tmp_path: Path, what: str) -> None:
    path = str(tmp_path if what == "folder" else tmp_path / "lock")
    order: list[str] = []

    def second() -> None:
        with operating_system.Lock(path):
            order.append("second")

    with operating_system.Lock(path):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.05)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert [each.name for each in tmp_path.iterdir()] == ([] if what == "folder" else ["lock"])


def test_a_lock_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    path.write_text(
        "a longer text that an older version of pyorch left here, or a process whose name is longer than ours\n"
    )
    with operating_system.Lock(str(path)) as lock:
        assert lock.is_held
        assert path.read_text() == identity(os.getpid()) + "\n"


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_lock_whose_holder_is_stopped_is_not_waited_for(tmp_path: Path, what: str) -> None:
    path = str(tmp_path if what == "folder" else tmp_path / "lock")
    code = (
        "import sys, time; from orchestrion_py.operating_system import Lock\n"
        f"with Lock({path!r}):\n  print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.send_signal(signal.SIGSTOP)
        with operating_system.Lock(path) as lock:
            assert not lock.is_held
        holder.kill()
    with operating_system.Lock(path) as lock:
        assert lock.is_held


def test_a_private_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    os.close(operating_system.open_private(str(tmp_path / "own")))
    assert (tmp_path / "own").stat().st_mode & 0o777 == 0o600
    (tmp_path / "link").symlink_to(tmp_path / "own")
    with pytest.raises(OSError, match="symbolic links"):
        operating_system.open_private(str(tmp_path / "link"))


def test_the_cache_folder_of_the_user(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    if sys.platform != "darwin":
        assert operating_system.user_cache_folder(home) == f"{tmp_path}/.cache"
        assert operating_system.user_cache_folder({**home, "XDG_CACHE_HOME": "/caches"}) == "/caches"
        assert operating_system.user_cache_folder({**home, "XDG_CACHE_HOME": "caches"}) == f"{tmp_path}/.cache"
    (tmp_path / "Library" / "Caches").mkdir(parents=True)
    assert operating_system.user_cache_folder(home) == f"{tmp_path}/Library/Caches"


def test_there_is_a_processor() -> None:
    assert operating_system.processors() >= 1
