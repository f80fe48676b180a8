"""Single-flight: one compiler for one package at a time; other processes that need the package wait, and copy the archive.

Builds that run at once, and the nested builds of one build, ask for the same packages. A compile call is named by its action id,
the first half of -buildid: equal ids mean equal output. The `pyorch` script takes most calls itself, with shell built-ins alone,
by the same protocol. The folder `single-flight/` of a plan holds

    ID          the process id of the owner and its start time; created with O_EXCL
    ID.wanted   some process waits for the archive
    ID.a ID.h   the archive, and go_asm.h: only if a process waited
    ID.done     the owner has finished, with success or without

An owner waits for its compiler alone, so processes cannot wait in a circle. A process that finds no archive, or no owner,
compiles for itself. So does one that cannot write here, for example because the disk is full; that only costs time.
"""

from __future__ import annotations

import os
import time

from orchestrion_py.operating_system import Lock, is_running, process_started
from orchestrion_py.toolexec.plan.plan_folder import SINGLE_FLIGHT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from orchestrion_py.toolexec.plan.plan_folder import Plan
    from orchestrion_py.toolexec.tool_command import CommandLine

_POLL_SECONDS = 0.02
# The owner of an empty file is about to write its id. It needs no longer than this; a full disk leaves such files for good.
_WRITING_SECONDS = 1.0


class SingleFlight:
    """One compile call, which this process may own or wait for."""

    def __init__(self, plan: Plan, call: CommandLine, import_path: str) -> None:
        identity = call.value("-buildid").partition("/")[0]
        self._folder = plan.path(SINGLE_FLIGHT)
        self._path = f"{self._folder}/{identity}" if identity and "." not in identity else ""
        self._output = call.value("-o")
        self._header = call.value("-asmhdr")
        self._chain = plan.chain
        self._import_path = import_path

    def run(self, compile_it: Callable[[], int]) -> int:
        """Compile, or wait for the owner and copy its archive; return an exit code."""
        if not self._path or not os.path.isdir(self._folder):
            return compile_it()
        try:
            if not self._own() and self._wait_and_copy():
                return 0
        except OSError:
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
        with Lock(f"{self._folder}/.lock"):
            if os.path.exists(self._path) and not self._is_over():
                return False
            for ending in ("", ".wanted", ".a", ".h", ".done"):
                _remove(self._path + ending)
            try:
                descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                return False  # a script was quicker
            os.write(descriptor, f"{os.getpid()} {process_started(os.getpid())}\n".encode())
            os.close(descriptor)
            return True

    def _finish(self) -> None:
        try:
            self._mark("done")
        except OSError:  # waiting processes see that this one has ended
            return

    def _wait_and_copy(self) -> bool:
        if any(link.partition(" -> ")[0] == self._import_path for link in self._chain):
            from orchestrion_py.toolexec.injection_cycle import injection_cycle

            raise injection_cycle(*self._chain, f"{self._import_path} again")
        self._mark("wanted")
        while not self._is_over():
            time.sleep(_POLL_SECONDS)
        # Until the owner says that it has finished, its archive may be incomplete.
        if not os.path.exists(f"{self._path}.done") or not os.path.exists(f"{self._path}.a"):
            return False
        if self._header:
            _copy(f"{self._path}.h", self._header)
        _copy(f"{self._path}.a", self._output)
        return True

    def _is_over(self) -> bool:
        """Whether the owner has finished, or no longer runs."""
        if os.path.exists(f"{self._path}.done"):
            return True
        try:
            with open(self._path, encoding="ascii") as file:
                owner, started = file.read().rstrip("\n").split(" ")
            pid = int(owner)
        except (OSError, ValueError):
            return not self._is_being_written()
        return not is_running(pid) or (bool(started) and process_started(pid) != started)

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
                _copy(self._header, f"{self._path}.h")
            _copy(self._output, f"{self._path}.a")
        except OSError:
            _remove(f"{self._path}.a")

    def _mark(self, what: str) -> None:
        os.close(os.open(f"{self._path}.{what}", os.O_WRONLY | os.O_CREAT, 0o600))


def forget_finished(plan: Plan) -> None:
    """Remove the files of finished compile calls, so that the script takes the same calls of the next build itself."""
    folder = plan.path(SINGLE_FLIGHT)
    names = os.listdir(folder) if os.path.isdir(folder) else ()
    for name in names:
        if name.endswith(".done"):
            for ending in (".wanted", ".a", ".h", "", ".done"):
                _remove(f"{folder}/{name.removesuffix('.done')}{ending}")


def _copy(source: str, target: str) -> None:
    import shutil

    shutil.copyfile(source, target)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except FileNotFoundError:
        return
