"""Single-flight: one compiler for one package at a time; other processes that need the package wait, and copy the archive.

Builds that run at once, and the nested builds of one build, ask for the same packages. A compile call is named by its action id,
the first half of -buildid: equal ids mean equal output. The `pyorch` script takes most calls itself, with shell built-ins alone,
by the same protocol. The folder `single-flight/` of a plan holds

    ID          the name of the owner (see processes.py); created with O_EXCL
    ID.wanted   some process waits for the archive
    ID.a ID.h   the archive, and go_asm.h: only if a process waited; renamed into place
    ID.done     the owner has finished, with success or without

An owner waits for its compiler alone, so processes cannot wait in a circle. A process that finds no archive, or no owner,
compiles for itself. So does one whose owner is stopped, and one that cannot write here, for example because the disk is full;
that only costs time.
"""

from __future__ import annotations

import os
import time

from orchestrion_py.operating_system import Lock
from orchestrion_py.processes import has_ended, identity, is_of_this_system
from orchestrion_py.toolexec.build_log import Log
from orchestrion_py.toolexec.cache.atomic_files import write_atomically
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.toolexec.plan.plan_folder import Plan
    from orchestrion_py.toolexec.tool_command import CommandLine

# The owner of an empty file is about to write its id. It needs no longer than this; a full disk leaves such files for good.
_WRITING_SECONDS = 1.0
# An owner in another container may have been killed, which nobody sees here. Nearly every package compiles in less time.
_FOREIGN_SECONDS = 5.0


class SingleFlight:
    """One compile call, which this process may own or wait for."""

    def __init__(self, plan: Plan, call: CommandLine, import_path: str) -> None:
        identity = call.value("-buildid").partition("/")[0]
        self._folder = plan.path(SINGLE_FLIGHT)
        self._path = f"{self._folder}/{identity}" if identity and "." not in identity else ""
        self._output = call.value("-o")
        self._header = call.value("-asmhdr")
        self._plan = plan
        self._log = Log(plan.environment)
        self._import_path = import_path

    def run(self, compile_it: Callable[[], int]) -> int:
        """Compile, or wait for the owner and copy its archive; return an exit code."""
        if not self._path or not os.path.isdir(self._folder):
            return compile_it()
        try:
            if not self._own() and self._wait_and_copy():
                return 0
        except OSError:  # also if the lock is held by a process that does not go on
            return compile_it()
        try:
            status = compile_it()
            if status == 0:
                self._publish()
            return status
        finally:
            self._finish()

    def _own(self) -> bool:
        """Become the owner; False while another process is."""
        with Lock(f"{self._folder}/.lock", f"decides who compiles {self._import_path}", self._log.waiting) as lock:
            if not lock.is_held:
                raise BlockingIOError
            if os.path.exists(self._path) and not self._is_over():
                return False
            for ending in ("", ".wanted", ".a", ".h", ".done"):
                _remove(self._path + ending)
            try:
                descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                return False  # a script was quicker
            os.write(descriptor, f"{identity(os.getpid())}\n".encode())
            os.close(descriptor)
            return True

    def _finish(self) -> None:
        try:
            self._mark("done")
        except OSError:  # waiting processes see that this one has ended
            return

    def _wait_and_copy(self) -> bool:
        chain = self._plan.chain
        if any(link.partition(" -> ")[0] == self._import_path for link in chain):
            from orchestrion_py.toolexec.injection_cycle import injection_cycle

            raise injection_cycle(*chain, f"{self._import_path} again")
        self._mark("wanted")
        if not self._wait():
            return False
        # The owner may have failed, or ended before it could publish.
        if not os.path.exists(f"{self._path}.done") or not os.path.exists(f"{self._path}.a"):
            return False
        if self._header:
            _copy(f"{self._path}.h", self._header)
        _copy(f"{self._path}.a", self._output)
        return True

    def _wait(self) -> bool:
        """Wait for the owner; False if it does not go on."""
        from orchestrion_py.waiting import Patience

        patience = Patience(f"compiles {self._import_path}", self._log.waiting, foreign_seconds=_FOREIGN_SECONDS)
        with self._log.step("wait", f"for {self._import_path}"):
            while not self._is_over():
                if not patience.wait(*self._owner()):
                    return False
        return True

    def _is_over(self) -> bool:
        """Whether the owner has finished, or has ended as far as one can see."""
        if os.path.exists(f"{self._path}.done"):
            return True
        name, _ = self._owner()
        if not name:
            return not self._is_being_written()
        return is_of_this_system(name) and has_ended(name)

    def _owner(self) -> tuple[str, float]:
        """Return the name of the owner, empty if it cannot be read, and since when it is the owner."""
        try:
            with open(self._path, encoding="ascii", errors="replace") as file:
                return file.read().rstrip("\n"), os.fstat(file.fileno()).st_mtime
        except OSError:
            return "", 0

    def _is_being_written(self) -> bool:
        try:
            status = os.stat(self._path)
        except OSError:
            return False
        # If the clock was set back, the file seems to come from the future.
        return status.st_size == 0 and abs(time.time() - status.st_mtime) < _WRITING_SECONDS

    def _publish(self) -> None:
        if not os.path.exists(f"{self._path}.wanted"):
            return
        try:
            if self._header:
                _copy_whole(self._header, f"{self._path}.h")
            _copy_whole(self._output, f"{self._path}.a")
        except OSError:  # a full disk, for example
            return

    def _mark(self, what: str) -> None:
        os.close(os.open(f"{self._path}.{what}", os.O_WRONLY | os.O_CREAT, 0o600))


def forget_finished(plan: Plan) -> None:
    """Remove the files of finished compile calls, so that the script takes the same calls of the next build itself."""
    folder = plan.path(SINGLE_FLIGHT)
    names = os.listdir(folder) if os.path.isdir(folder) else ()
    finished = {name.removesuffix(".done") for name in names if name.endswith(".done")}
    for name in names:
        if name.partition(".")[0] in finished and not name.endswith(".done"):
            _remove(f"{folder}/{name}")
    for identity_of_call in finished:
        _remove(f"{folder}/{identity_of_call}.done")


def _copy(source: str, target: str) -> None:
    import shutil

    shutil.copyfile(source, target)


def _copy_whole(source: str, target: str) -> None:
    """Copy a file so that whoever reads the copy sees all of it."""
    with open(source, "rb") as file:
        write_atomically(target, file.read())


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
